"""Change one value, key or entry in the text of a file, and keep every other byte."""
