"""Imports: the rows of a table as changes of tracks."""
