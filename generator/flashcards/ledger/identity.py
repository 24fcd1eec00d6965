"""Digests of facts: new ids, and what the learner sees."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Container
from hashlib import blake2b

from flashcards.model import Fact

ID_LENGTH = 12
"""Characters of base 32: 60 bits, so a million cards share one by chance once in 2 million."""

_encode: Callable[[object], str] = json.JSONEncoder(separators=(",", ":")).encode


def digest(fact: Fact) -> str:
    """A digest of all that the learner sees of a fact, 16 hexadecimal digits.

    The line it stands on is not part of it: a blank line added above is no change.
    """
    shown = (
        fact.kind.value,
        fact.front,
        fact.back,
        fact.more,
        fact.context,
        fact.deck,
        fact.tags,
        fact.extra,
    )
    return blake2b(_encode(shown).encode(), digest_size=8).hexdigest()


def new_id(fact: Fact, taken: Container[str]) -> str:
    """The id of a fact seen for the first time; the same on every machine.

    A counter tells apart facts that are alike in everything, in their order.
    """
    seen = (
        fact.document,
        fact.question,
        fact.question_title,
        fact.place,
        fact.group,
        fact.kind.value,
        fact.key,
        fact.front,
        fact.back,
    )
    text = _encode(seen)
    count = 0
    while True:
        raw = blake2b(f"{text}{count}".encode(), digest_size=8).digest()
        made = base64.b32encode(raw)[:ID_LENGTH].decode().lower()
        if made not in taken:
            return made
        count += 1
