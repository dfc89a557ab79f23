"""Init: a new catalogue, also of a folder that has tracks already."""
