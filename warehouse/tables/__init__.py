"""The declarations of all tables, by subject."""
