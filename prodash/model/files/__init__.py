"""Files of tracks: moved, removed, copied, and made from a list of titles."""
