"""Index: what reading each file gave, cached in .prodash/index.json."""
