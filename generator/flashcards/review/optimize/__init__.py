"""FSRS's parameters fitted to one's own log, and simulations of what a retention costs (pure)."""
