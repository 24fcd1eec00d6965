"""Digests of facts: new ids, and what the learner sees."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Container
from hashlib import blake2b

from flashcards.card import Fact, Kind
from flashcards.ledger.entry import Entry
from flashcards.ledger.line import normal
from flashcards.written import Written

ID_LENGTH = 12
"""Characters of base 32: 60 bits, so a million cards share one by chance once in 2 million."""

_CONTENT = "c:"
"""How a digest of content begins; older ones, of all that was shown, are hexadecimal alone."""

_encode: Callable[[object], str] = json.JSONEncoder(separators=(",", ":")).encode


def digest(kind: Kind, texts: Written) -> str:
    """A digest of a fact's content, which is what the learner is asked and answers.

    Where it stands is not content: its line, the titles above it, its deck and its tags may
    change without a change of the card. Whoever imports a package would else lose what they
    added to a note because a heading was renamed.
    """
    content = (kind.value, texts.front, texts.back, texts.more, texts.extra)
    return _CONTENT + blake2b(_encode(content).encode(), digest_size=8).hexdigest()


def same_content(entry: Entry, kind: Kind, texts: Written) -> bool:
    """Whether a card still asks and answers what its ledger line remembers."""
    if entry.shown.startswith(_CONTENT):
        return entry.shown == digest(kind, texts)
    # A line of an older ledger, whose digest covered other things, too: its texts tell.
    return entry.kind is kind and all(
        normal(old) == normal(new)
        for old, new in (
            (entry.front, texts.front),
            (entry.back, texts.back),
            (entry.more, texts.more),
        )
    )


def new_id(fact: Fact, texts: Written, taken: Container[str], *, project: str = "") -> str:
    """The id of a fact seen for the first time; the same on every machine.

    A counter tells apart facts that are alike in everything, in their order. The project's own
    id, if it has one, tells it from other people's documents of the same name.
    """
    seen: tuple[object, ...] = (
        fact.document,
        fact.question,
        fact.question_title,
        fact.place,
        fact.group,
        fact.kind.value,
        fact.key,
        texts.front,
        texts.back,
    )
    text = _encode((project, *seen) if project else seen)
    count = 0
    while True:
        raw = blake2b(f"{text}{count}".encode(), digest_size=8).digest()
        made = base64.b32encode(raw)[:ID_LENGTH].decode().lower()
        if made not in taken:
            return made
        count += 1
