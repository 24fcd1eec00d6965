"""What documents state, held against what is so."""
