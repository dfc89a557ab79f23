"""What the settings of the catalogue and of the user change in a run."""
