"""Whether a fact may be the card of a ledger entry, and how well it fits.

Wrong is worse than new: each rule below says why the two must be one fact; without one that
applies they are not. Kinds with a label as their key (a term, a row and column, a left side) are
known by it; kinds whose key is the text itself (items, steps) by the text and nothing else.
"""

from __future__ import annotations

import re
from enum import Enum, IntEnum

from flashcards.card import KINDS, Kind
from flashcards.ledger.family import base_key, family
from flashcards.ledger.likeness import Likeness, compare, compare_keys
from flashcards.ledger.line import Line
from flashcards.ledger.words import analyse
from flashcards.values import dataclass

_RELATED = 0.3  # likeness of two questions with the same points looked for
_COMPARED = 400  # characters; the rest of a long text says no more about who it is


class Near(IntEnum):
    """How much of the way from document to label a fact and an entry share."""

    FAR = 0
    DOCUMENT = 1
    QUESTION = 2
    PLACE = 3


class Ground(Enum):
    """Why a fact may be an entry's card."""

    NAME = "its key is the same"
    TEXT = "its key reads alike"
    NUMBER = "its key differs in a number only"
    ANSWER = "what it asks, or answers, is the same and found nowhere else"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fact may be an entry's card: how well they fit (above 0, at most 1), and why."""

    score: float
    ground: Ground


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry and a fact side by side, as far as the rules look at them.

    Attributes:
        namesakes: several facts, then or now, carry this key in this place.
        lone_front, lone_back: no other fact of its place, then or now, has this front, back.
    """

    entry: Line
    fact: Line
    near: Near
    key: Likeness
    namesakes: bool
    lone_front: bool
    lone_back: bool

    @property
    def front_same(self) -> bool:
        """Whether the question asked is the same."""
        return self.entry.front == self.fact.front

    @property
    def back_same(self) -> bool:
        """Whether the answer is the same."""
        return compare(self.entry.back, self.fact.back).same

    @property
    def substance(self) -> int:
        """Words of the answer that say something."""
        return analyse(self.fact.back).content

    @property
    def front_likeness(self) -> float:
        """0 to 1."""
        return ratio(self.entry.front, self.fact.front)

    @property
    def back_likeness(self) -> float:
        """0 to 1."""
        return 1.0 if self.back_same else ratio(self.entry.back, self.fact.back)


def ratio(one: str, other: str) -> float:
    """Share of characters in common, 0 to 1."""
    from rapidfuzz.fuzz import ratio as percent

    return 1.0 if one == other else percent(one[:_COMPARED], other[:_COMPARED]) / 100


def judge(
    entry: Line,
    fact: Line,
    *,
    near: Near,
    namesakes: bool,
    lone_front: bool,
    lone_back: bool,
) -> Verdict | None:
    """The verdict on an entry and a fact of one family, or None: another fact."""
    pair = Pair(
        entry=entry,
        fact=fact,
        near=near,
        key=compare_keys(base_key(entry), base_key(fact)),
        namesakes=namesakes,
        lone_front=lone_front,
        lone_back=lone_back,
    )
    kind, _ = family(fact)
    ground: Ground | None
    if kind is Kind.PROBLEM or (kind is Kind.TERM and entry.kind is not fact.kind):
        ground = Ground.NAME if entry.key == fact.key and near >= Near.QUESTION else None
    elif KINDS[kind].by_text:
        ground = _same_text(pair)
    else:
        ground = _same_label(pair)
    return Verdict(score=_score(pair), ground=ground) if ground else None


def _score(pair: Pair) -> float:
    score = 0.5 * pair.key.score + 0.2 * pair.back_likeness + 0.1 * pair.front_likeness
    score += 0.1 * ratio(pair.entry.more, pair.fact.more)
    return score + 0.1 * pair.near / Near.PLACE


def _same_text(pair: Pair) -> Ground | None:
    """An item, a step, a follow-up: known by what it says; the front shows its siblings."""
    key, near = pair.key, pair.near
    words = min(analyse(" ".join(key)).content for key in (pair.entry.key, pair.fact.key))
    if key.same:
        # `Fast` in another list is another fact; a whole sentence has moved.
        least = {Near.PLACE: 0, Near.QUESTION: 4}.get(near, 5)
        return Ground.NAME if words >= least or pair.front_same else None
    if key.typo:
        least = {Near.PLACE: 1, Near.QUESTION: 4}.get(near, 6)
        return Ground.TEXT if words >= least else None
    if key.safe:
        least_score, least = {Near.PLACE: (0.7, 4), Near.QUESTION: (0.8, 5)}.get(near, (0.9, 8))
        if key.score >= least_score and words >= least and not key.replaced:
            return Ground.TEXT
        # The same points looked for: the question was put in other words.
        answered = pair.fact.kind is Kind.FOLLOW_UP and near >= Near.QUESTION and pair.lone_back
        answered = answered and pair.back_same and _says(pair, 5) and key.score >= _RELATED
        return Ground.ANSWER if answered else None
    return Ground.NUMBER if near == Near.PLACE and _corrected(pair) else None


def _corrected(pair: Pair) -> bool:
    """Whether a number was put right in an item, all else being the same."""
    texts = [" ".join(key) for key in (pair.entry.key, pair.fact.key)]
    alike = masked_numbers(texts[0]) == masked_numbers(texts[1])
    return alike and not pair.namesakes and analyse(texts[0]).content >= 4


def masked_numbers(text: str) -> str:
    """The words of a text with every number as `#`.

    >>> masked_numbers("Uses ~4 GB")
    'uses # gb'
    """
    return re.sub(r"(?<!\S)-?\d[\d.]*", "#", analyse(text).joined)


def _says(pair: Pair, words: int) -> bool:
    """Whether the answer is too specific to be right for two facts by chance."""
    return pair.substance >= words


def _same_label(pair: Pair) -> Ground | None:
    """A term, a cell, a line of code, a statement: known by its label in its place."""
    key, near = pair.key, pair.near
    if pair.namesakes:
        # Two `Note`, two rows `7B`: the label says nothing.
        sure = near == Near.PLACE and key.typo and compare(pair.entry.back, pair.fact.back).typo
        return Ground.NAME if sure else None
    if key.typo:
        named = Ground.NAME if key.same else Ground.TEXT
        return named if _same_name(pair) else None
    cell = pair.fact.kind is Kind.CELL
    if near == Near.PLACE and pair.front_same and pair.lone_front and not cell:
        # The same meaning may fit another term: only a code line's other spelling is a mending.
        mended = pair.fact.kind is not Kind.REVERSE or (key.safe and not key.replaced)
        return Ground.ANSWER if mended else None
    if not key.safe or near < Near.QUESTION:
        return None
    if near == Near.PLACE and key.score >= 0.6 and not key.replaced:
        alike = pair.back_same or (pair.back_likeness >= 0.7 and _says(pair, 3))
        if alike:
            return Ground.TEXT
    renamed = pair.back_same and pair.lone_back and _says(pair, 5)
    return Ground.ANSWER if renamed and (not cell or key.score >= 0.4) else None


def _same_name(pair: Pair) -> bool:
    """The same label: in its place whatever it says now; elsewhere it must say the same."""
    if pair.near == Near.PLACE:
        return (
            pair.fact.kind is Kind.CELL
            or pair.front_same
            or pair.front_likeness >= 0.6
            or pair.back_likeness >= 0.5
        )
    if pair.near == Near.QUESTION:
        if pair.front_same or (pair.back_same and _says(pair, 3)):
            return True
        return pair.back_likeness >= 0.8 and _says(pair, 4)
    if pair.front_same:
        return pair.back_likeness >= 0.5
    return pair.back_likeness >= 0.8 and _says(pair, 5)
