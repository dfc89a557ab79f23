"""Sums: what the values of a field come to in some tracks."""
