"""The index: a cache of the result of reading each file, in .prodash/index.json."""
