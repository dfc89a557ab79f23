"""Views: pictures for the terminal, such as the bars of the breakdown."""
