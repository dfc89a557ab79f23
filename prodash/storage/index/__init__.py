"""The index: a cache of what reading each file gave, in .prodash/index.json."""
