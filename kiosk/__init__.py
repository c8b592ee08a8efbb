"""The stands and the machine: door, pages, documents, spreadsheets, settings, command line."""
