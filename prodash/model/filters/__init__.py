"""Filters: what the options for names, due dates and the history of tracks each ask of one track."""
