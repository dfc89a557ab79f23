"""Sync: two people with a clone each, and a repository between them."""
