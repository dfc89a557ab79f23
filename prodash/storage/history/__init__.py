"""What earlier changes tell: the journal of this computer, and the commits of git."""
