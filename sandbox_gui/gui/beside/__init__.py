"""What stands beside the table: the place chosen, the outline of the board, cash ahead and key figures."""
