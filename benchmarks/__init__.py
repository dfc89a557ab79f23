"""Benchmarks: prodash and other programs side by side on the same work."""
