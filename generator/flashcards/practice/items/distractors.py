"""What makes wrong options fair: wrong for a reason, unlike each other, and no giveaway."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from flashcards.practice.items.plan import shuffled
from flashcards.practice.items.texts import calculates, equal, near, normal, parts, read, shape
from flashcards.practice.model import Option
from flashcards.problems.chance import Chance
from flashcards.tree.nodes import Blocks
from flashcards.values import dataclass

WRONG = 3
"""Wrong options of a choice."""

SHORTEST, LONGEST = 0.45, 2.2
"""How long an option may be, as a share of the key's length."""

SLACK = 8
"""Characters by which any option may be shorter or longer: short texts are all alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A text that may stand as an option: its nodes, what is read, and why it is wrong."""

    text: Blocks
    read: str
    reason: Blocks


def candidate(text: Blocks, reason: Blocks) -> Candidate:
    """A candidate from its nodes."""
    return Candidate(text=text, read=read(text), reason=reason)


def fair(
    key: str, candidates: Iterable[Candidate], *, exact: bool = False
) -> tuple[Candidate, ...]:
    """The candidates of the key's kind, unit and size that do not say what it says.

    Args:
        key: the right option, as it is read.
        candidates: to choose from.
        exact: whether a small difference is what the item is about, as in formulas.
    """
    return tuple(
        one
        for one in candidates
        if shape(one.read) == shape(key)
        and _sized(one.read, key)
        and not (equal if exact else near)(one.read, key)
        and calculates(one.read) == calculates(key)
    )


def draw(
    chance: Chance,
    key: str,
    candidates: Sequence[Candidate],
    *,
    subject: str = "",
    exact: bool = False,
) -> tuple[Candidate, ...] | None:
    """Wrong options for a key, or None if these candidates have no fair three.

    Before any is drawn, chance says how many of them are to be shorter than the key; so its
    length tells nothing, as far as there are candidates of all lengths.
    """
    shorter = chance.below(WRONG + 1)
    deck = shuffled(chance, candidates)
    for wanted in sorted(range(WRONG + 1), key=lambda number: (abs(number - shorter), number)):
        chosen = _choose(key, deck, shorter=wanted, alike=equal if exact else near)
        if len(chosen) == WRONG and not betrays(key, [one.read for one in chosen], subject=subject):
            return chosen
    return None


def options(
    chance: Chance, key: Blocks, wrong: Sequence[Candidate]
) -> tuple[tuple[Option, ...], int]:
    """Key and wrong options in an order by chance, and the key's place in it."""
    order = shuffled(chance, range(len(wrong) + 1))
    mixed = [Option(text=key), *(Option(text=one.text, reason=one.reason) for one in wrong)]
    return tuple(mixed[index] for index in order), order.index(0)


def betrays(key: str, wrong: Sequence[str], *, subject: str = "") -> bool:
    """Whether a look at the options gives the key away to one who knows nothing.

    It stands out if it alone has, or alone lacks, a bracket, a number, a mark of code or a
    quotation; if it is much longer or shorter than all others; or if it alone repeats a word
    of the question.
    """
    sizes = [len(text) for text in wrong]
    if len(key) > max(sizes) * 1.5 + SLACK or len(key) + SLACK < min(sizes) / 1.5:
        return True
    if any(all(_has(key, sign) != _has(text, sign) for text in wrong) for sign in _SIGNS):
        return True
    if len(normal(key)) >= _TELLING and normal(key) in normal(subject):
        return True
    echoes = parts(subject)
    heard = echoes & parts(key)
    return bool(heard) and not any(echoes & parts(text) for text in wrong)


_TELLING = 5
"""Letters of a key that are not by chance in the question."""

_SIGNS = ("(", "#", "=", "≈", "<", '"', "/", ";", ",")


def _has(text: str, sign: str) -> bool:
    return any(c.isdigit() for c in text) if sign == "#" else sign in text


def _sized(text: str, key: str) -> bool:
    low, high = len(key) * SHORTEST - SLACK, len(key) * LONGEST + SLACK
    return low <= len(text) <= high


def _choose(
    key: str, deck: Sequence[Candidate], *, shorter: int, alike: Callable[[str, str], bool]
) -> tuple[Candidate, ...]:
    chosen: list[Candidate] = []
    room = {True: shorter, False: WRONG - shorter}
    for one in deck:
        side = (len(one.read), one.read) < (len(key), key)
        if room[side] and not any(alike(one.read, other.read) for other in chosen):
            room[side] -= 1
            chosen.append(one)
    return tuple(chosen)
