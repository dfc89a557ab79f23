"""Calendar: the due dates of tracks as events, for calendar programs."""
