"""Edit: the text of a file with one value changed and every other byte kept."""
