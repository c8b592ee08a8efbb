"""The door: everything that changes who is in. No Flask."""
