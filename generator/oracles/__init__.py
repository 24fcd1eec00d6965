"""Oracles: independent ways to the answers of computed problems."""

from generator.oracles.numerics import Failure, Verdict, verify

__all__ = ["Failure", "Verdict", "verify"]
