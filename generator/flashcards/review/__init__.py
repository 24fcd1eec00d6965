"""Review every day in the terminal: FSRS scheduling (pure), a store (SQLite), a session."""
