"""Change: how a command changes files, from the plan to the commit."""
