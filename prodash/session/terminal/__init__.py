"""Terminal: the streams of a run: print, ask, show progress, and end on a signal."""
