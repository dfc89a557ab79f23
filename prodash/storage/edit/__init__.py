"""Edit: one change to the text of a file that keeps every other byte."""
