"""Select: which tracks a command is about."""
