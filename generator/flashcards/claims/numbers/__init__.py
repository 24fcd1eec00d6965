"""Numbers that a document states, recomputed: one module a kind of statement."""
