"""The secretary: answers as they are given, and the log of the day."""
