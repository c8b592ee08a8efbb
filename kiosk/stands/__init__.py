"""One file per stand: a place where somebody stands in front of a page."""
