"""Live routes: which asks llama.cpp itself can settle, and how it is asked."""

from generator.oracles.live.route import Live
from generator.oracles.live.session import Session
from generator.oracles.live.table import LIVE

__all__ = ["LIVE", "Live", "Session"]
