"""The child process that reads uploaded lists: bytes in, a table out. It imports nothing of the record."""
