"""Git: everything that runs git."""
