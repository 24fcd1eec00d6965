"""The worker's side: one module a kind of question; only the worker imports these."""
