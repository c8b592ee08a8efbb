"""Lists that always come in: other people's spreadsheets, read as they really are. Knows files, not the database."""
