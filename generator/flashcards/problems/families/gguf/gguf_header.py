"""Reading a GGUF header from its bytes.

The asks stand in `gguf_counts`, `gguf_first_pair` and `gguf_alignment`, which describe the
parameters. All bytes are such as package gguf writes; `header` holds them in hexadecimal.
"""

from __future__ import annotations

from flashcards.problems.families.gguf.gguf_alignment import ALIGNMENT_ASKS
from flashcards.problems.families.gguf.gguf_counts import COUNT_ASKS
from flashcards.problems.families.gguf.gguf_first_pair import FIRST_PAIR_ASKS
from flashcards.problems.family import Family

GGUF_HEADER = Family(
    name="gguf-header",
    title="GGUF header",
    questions=(1, 8, 20),
    asks=(*COUNT_ASKS, *FIRST_PAIR_ASKS, *ALIGNMENT_ASKS),
)
