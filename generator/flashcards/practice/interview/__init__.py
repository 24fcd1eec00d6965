"""The mock interview: which questions, how it goes, what it came to, and that it is kept."""
