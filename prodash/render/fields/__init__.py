"""Fields: custom fields as columns of tracks, and as rows with what tracks have in them."""
