"""Names: how names, ids and file names are written, compared and suggested."""
