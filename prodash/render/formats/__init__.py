"""Formats: rows as a table, JSON, CSV, Markdown and other text."""
