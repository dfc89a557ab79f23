"""Check: which files a check is about, and files where nobody looks for them."""
