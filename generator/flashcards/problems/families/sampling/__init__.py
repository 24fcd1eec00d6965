"""Families on sampling: temperature, truncation, penalties, perplexity."""
