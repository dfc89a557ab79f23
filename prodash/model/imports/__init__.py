"""Imports: the rows of a CSV file, turned into changes to tracks."""
