"""Recognisers of question forms: one module a form, each from a run of blocks to candidates."""
