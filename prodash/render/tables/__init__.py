"""Tables: drawn by tabulate, in frames and in the markup of documents."""
