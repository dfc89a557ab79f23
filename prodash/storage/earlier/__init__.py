"""What names and stages were before: from the journal of this computer, and the commits of git."""
