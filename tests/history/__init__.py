"""Tests of history: what git knows of the stages of tracks."""
