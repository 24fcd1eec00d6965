"""Proposals for grades by a local llama.cpp model; they are shown, and never counted."""
