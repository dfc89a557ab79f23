"""Fields: plans that rename, remove, split and unite custom fields in all tracks."""
