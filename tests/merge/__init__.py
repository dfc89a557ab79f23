"""Tests of merges by field."""
