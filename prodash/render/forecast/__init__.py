"""Forecast: when tracks will be done, in words, as rows and as a picture for a terminal."""
