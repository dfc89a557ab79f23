"""Pick: let the user choose a stage or tracks on a terminal."""
