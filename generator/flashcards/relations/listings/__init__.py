"""Listings worked out by hand: never run, in bounded steps, in the types of their language."""
