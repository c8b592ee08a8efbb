"""The doctor: what could spoil the day, looked at before it does."""
