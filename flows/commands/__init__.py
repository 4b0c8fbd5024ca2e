"""The commands, one module each; what click knows of them stands in `flows.cli`."""
