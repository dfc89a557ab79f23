"""Resolve: conflicts of a merge, from the files that have them to the change that settles them."""
