"""Views: the pictures that people see in a terminal instead of a table."""
