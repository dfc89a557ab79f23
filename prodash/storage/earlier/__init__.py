"""Earlier names: which ids were renamed to which, as the journal of this computer and the commits of git know."""
