"""The family on GGUF headers."""
