"""One module for each delivery format: bytes go in, records come out."""
