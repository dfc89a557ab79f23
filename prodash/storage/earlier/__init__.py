"""Which names gave way to which: from the journal of this computer, and the commits of git."""
