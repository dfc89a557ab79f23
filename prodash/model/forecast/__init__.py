"""Forecast: when tracks were finished in the past, and when those that are left will be."""
