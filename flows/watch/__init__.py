"""Watching: what a person must hear of without asking, and whether all is well when somebody does ask."""
