"""Charts: what a picture shows and where, before page or terminal draws it; in whole numbers, so that all machines agree."""
