"""Views: the values that the board, the breakdown, the due list and the dashboard show."""
