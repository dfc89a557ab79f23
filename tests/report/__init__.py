"""The page of `report` in a real browser: it loads nothing, and answers mouse and keyboard."""
