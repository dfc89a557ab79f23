"""Terminal: width, colour and characters that a terminal can show."""
