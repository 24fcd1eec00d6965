"""Families on time: loading, decoding, what a faster part brings."""
