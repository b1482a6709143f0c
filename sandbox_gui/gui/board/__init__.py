"""The table: what lies on it (`model`), how it is worded (`words`), laid out and painted, and its view."""
