"""Exchange: what two people have sent each other, in words and as rows."""
