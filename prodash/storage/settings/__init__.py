"""Read `prodash.yaml` of a catalogue and the user's configuration, and write one value of either."""
