"""The sentences of the papers."""
