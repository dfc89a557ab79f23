"""Values to text; nothing here knows a file or the clock."""
