"""Copies of a conference, and going on from one. No Flask."""
