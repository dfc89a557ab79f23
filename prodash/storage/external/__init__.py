"""External: files outside the catalogue, spreadsheets and the editor."""
