"""The one SQLite file and its log: tables, not nouns. The only place that imports sqlite_utils."""
