"""The processes: one entry each. The only place that imports redis."""
