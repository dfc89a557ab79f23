"""Report: the catalogue as an HTML page."""
