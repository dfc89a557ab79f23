"""Write the files of a change together or not at all, and record them for undo and for recovery after a crash."""
