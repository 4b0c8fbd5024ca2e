"""One module for each kind of fact: a Document goes in, observations come out."""
