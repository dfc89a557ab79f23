"""Catalogue: tracks, stages, workflows and projects, and the problems found while reading them."""
