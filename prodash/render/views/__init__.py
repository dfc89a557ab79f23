"""Views: pictures for the terminal, such as the board, the dashboard and the bars of the breakdown."""
