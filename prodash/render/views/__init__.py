"""Views: pictures for the terminal, such as the board and the bars of the breakdown."""
