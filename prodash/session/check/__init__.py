"""Check: what one check covers, finds and fixes."""
