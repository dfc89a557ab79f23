"""Select: which tracks a command works on."""
