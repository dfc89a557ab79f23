"""Choice: the pictures in which the user chooses on a terminal."""
