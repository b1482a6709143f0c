"""Charts: pyqtgraph and numpy are imported here alone, on first use."""
