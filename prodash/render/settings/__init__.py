"""Named filters and defaults as rows."""
