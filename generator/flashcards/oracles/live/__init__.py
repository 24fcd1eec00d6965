"""Live routes: which asks llama.cpp itself can settle, and how it is asked."""

from flashcards.oracles.live.route import Live
from flashcards.oracles.live.session import Session
from flashcards.oracles.live.table import LIVE

__all__ = ["LIVE", "Live", "Session"]
