"""Looking back: the steps of a game, and the table as it was."""
