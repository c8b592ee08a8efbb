"""The commands. The rest of the product is imported inside each command."""
