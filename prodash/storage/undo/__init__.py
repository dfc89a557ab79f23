"""Take back batches and repeat them, by writing the old or new bytes of their files."""
