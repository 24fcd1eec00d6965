"""Choices and gaps as a sitting asks them: options by letter, what stands in a gap typed."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.kinds import Kind
from flashcards.review.store.model import StoredCard
from flashcards.values import dataclass

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_RULE = re.compile(r"^\*\*\*[ \t]*$", re.MULTILINE)
"""What parts options in a database."""

# An option that speaks of the others by their places: `All of the above`, `Both A and C`.
_PLACED = re.compile(
    r"\b(?:above|below|preceding|previous|following|both|neither|oben|vorigen|ci-dessus|anteriores|"
    r"precedenti|выше)\b|以上|上述|上記|위의|\b[A-H](?:\s*(?:,|&|and|or|und|et|y|e|и)\s*[A-H])+\b",
    re.IGNORECASE,
)
# An explanation that speaks of options by letter: `B is wrong`, `Option C`, `(d)`.
_LETTERED = re.compile(r"(?:\b[Oo]ptions?\s+|\()[A-Ha-h]\b\)?|(?:^|[.;]\s)[B-H]\b(?=[\s.:),])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The options of a choice in the order of this review.

    `options` are markdown without letters; `right` are their places in it.
    """

    options: tuple[str, ...]
    right: frozenset[int]

    def lettered(self, places: Sequence[int]) -> tuple[str, ...]:
        """Some options with their letters."""
        return tuple(f"{LETTERS[place]}) {self.options[place]}" for place in places)


def offered(card: StoredCard, *, repetitions: int) -> Offered | None:
    """The options of a card, in another order at each review; None if it keeps none.

    They keep their order where an option or the explanation speaks of places or letters.
    """
    extra = dict(card.extra)
    if card.kind is not Kind.CHOICE or "options" not in extra:
        return None
    texts = [text.strip() for text in _RULE.split(extra["options"])]
    right = {int(place) for place in extra.get("right", "").split()}
    if not 1 < len(texts) <= len(LETTERS) or not right <= set(range(len(texts))):
        return None
    from hashlib import sha256  # only a choice needs it

    order = list(range(len(texts)))
    if not any(map(_PLACED.search, texts)) and not _LETTERED.search(card.more):
        order.sort(key=lambda place: sha256(f"{card.id}/{repetitions}/{place}".encode()).digest())
    return Offered(
        options=tuple(texts[place] for place in order),
        right=frozenset(now for now, place in enumerate(order) if place in right),
    )
