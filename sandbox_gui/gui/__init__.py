"""Everything Qt: the window, the board and its views."""
