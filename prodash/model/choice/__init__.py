"""Choice: what each key does where the user chooses on a terminal."""
