"""Charts: the geometry of pictures of a web page, in whole numbers, so that every machine draws the same."""
