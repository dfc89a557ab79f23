"""Pictures beside a catalogue: read through no link, recognised by their content, and without what else they tell."""
