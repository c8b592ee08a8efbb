"""The hall's sound: chunks as they arrive, and any stretch of them to play."""
