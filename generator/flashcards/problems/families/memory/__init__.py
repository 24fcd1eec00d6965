"""Families on memory: weights, KV cache, what fits where."""
