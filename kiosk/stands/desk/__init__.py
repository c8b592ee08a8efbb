"""The reception desk: its page, its routes, its offline copy."""
