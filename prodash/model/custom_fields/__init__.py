"""Custom fields: the keys of tracks that the user made up, found by any spelling, with the type of their values."""
