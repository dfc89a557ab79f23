"""Report: the catalogue as one page for the browser, and its due dates as a calendar."""
