"""How much of a document whose truth is known is understood: `make accuracy`."""
