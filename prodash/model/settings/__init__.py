"""Settings: named filters and defaults, from the catalogue's file and the user's own."""
