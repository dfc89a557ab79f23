"""Groups: a list of tracks under headings, and what the values of a field come to."""
