"""One file per document going out."""
