"""Formats: rows printed as a table, JSON, CSV, Markdown and other text."""
