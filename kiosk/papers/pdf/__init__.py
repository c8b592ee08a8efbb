"""Prints as PDF files."""
