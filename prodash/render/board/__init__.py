"""The board as a picture, as Markdown and as rows."""
