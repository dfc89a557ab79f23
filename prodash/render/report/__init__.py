"""Report: the catalogue as an HTML page, and its due dates as a calendar."""
