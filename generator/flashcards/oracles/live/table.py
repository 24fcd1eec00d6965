"""The asks that llama.cpp can settle."""

from __future__ import annotations

from flashcards.oracles.live import files, memory, sampling
from flashcards.oracles.live.route import Live

LIVE: dict[tuple[str, str], Live] = {**memory.ROUTES, **sampling.ROUTES, **files.ROUTES}
"""Family and ask → the route."""
