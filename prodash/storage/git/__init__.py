"""Git: the only place that runs git."""
