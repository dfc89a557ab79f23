"""Fields: plans that declare, rename, remove, split and unite custom fields, in all tracks and in `fields.yaml`."""
