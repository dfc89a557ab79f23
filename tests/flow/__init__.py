"""Tests of flow: how many tracks were in each stage over time."""
