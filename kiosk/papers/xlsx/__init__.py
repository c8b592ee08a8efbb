"""Papers as spreadsheets."""
