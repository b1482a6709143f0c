"""Pages and panels beside the table: meeting, statements, ranking."""
