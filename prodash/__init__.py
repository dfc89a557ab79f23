"""prodash tells where every track of a music catalogue stands."""

__version__ = "0.1.0"
