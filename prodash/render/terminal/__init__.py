"""Terminal: the width, colours and characters that a terminal can show."""
