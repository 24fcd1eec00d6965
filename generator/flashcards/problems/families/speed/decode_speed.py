"""The limit that memory bandwidth sets to decoding, and the latency of prompt and answer.

Each token reads all weights in use once: tokens/s ≤ bandwidth ÷ bytes read per token.
"""

from __future__ import annotations

from flashcards.problems.families.speed.decode_bandwidth import BANDWIDTH, SHARE
from flashcards.problems.families.speed.decode_ceiling import CEILING
from flashcards.problems.families.speed.decode_latency import LATENCY_ASKS
from flashcards.problems.families.speed.decode_mixture import MIXTURE
from flashcards.problems.families.speed.decode_offload import OFFLOAD
from flashcards.problems.family import Family

DECODE_SPEED = Family(
    name="decode-speed",
    title="Speed of decoding, and latency",
    questions=(7, 11, 14, 17),
    asks=(CEILING, MIXTURE, OFFLOAD, BANDWIDTH, SHARE, *LATENCY_ASKS),
)
