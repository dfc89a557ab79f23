"""Write all files of a change or none, and record them for undo and for recovery after a crash."""
