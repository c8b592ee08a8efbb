"""Slides and extracts for the hall's screen: files drawn to pictures in a child process, and which are stored."""
