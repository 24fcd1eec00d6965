"""Statistics for a terminal: lines of styled spans, with or without characters beyond ASCII."""
