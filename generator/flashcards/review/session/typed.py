"""The grade of what is typed to a choice or a gap."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.problems.grading import Grade
from flashcards.review.session.offered import LETTERS, Offered

# Letters one after the other: `b`, `A, C`, `bd`, `(a) and (c)`.
_NAMED = re.compile(
    r"\W*(?:(?:answers?|options?)\W+)?(?P<letters>[a-z](?:(?:\W+(?:and\W+|und\W+|et\W+|y\W+)?)?[a-z])*)\W*"
)
_JOINING = re.compile(r"\b(?:and|und|et|y)\b|\W")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_SIGNS = " .,;:!?\"'“”‘’«»()[]*_`"
_NEAR_LEAST = 5
"""A shorter word is another word if one letter differs."""


def mark_choice(asked: Offered, text: str) -> Grade:
    """The grade of letters, or of one option's words; never raises, whatever was typed."""
    chosen = _chosen(asked, text)
    if chosen is None:
        last = LETTERS[len(asked.options) - 1].lower()
        return Grade(None, f"Answer by letter, a to {last}" + _several(asked))
    if chosen == asked.right:
        return Grade(True, "Right.")
    names = ", ".join(LETTERS[place] for place in sorted(asked.right))
    if chosen < asked.right:
        return Grade(None, f"That is not all: {len(asked.right)} are right.")
    return Grade(False, f"{'It is' if len(asked.right) == 1 else 'They are'} {names}.")


def _several(asked: Offered) -> str:
    count = len(asked.right)
    return "." if count == 1 else f"; {count} are right: `a c`."


def _chosen(asked: Offered, text: str) -> frozenset[int] | None:
    words = plainly(text)
    same = [place for place, option in enumerate(asked.options) if plainly(option) == words]
    if len(same) == 1 and words:
        return frozenset(same)
    match = _NAMED.fullmatch(text.casefold())
    if match is None:
        return None
    letters = _JOINING.sub("", match["letters"])
    places = frozenset(LETTERS.lower().find(letter) for letter in letters)
    if len(letters) != len(places) or not all(0 <= p < len(asked.options) for p in places):
        return None
    return places


def mark_gap(hidden: Sequence[str], text: str) -> Grade:
    """The grade of what was typed into the gaps of a card; several are parted by commas.

    Case, blanks and signs at the ends do not count. Who is one letter off is asked again: it may
    be a slip, and it may be another word.
    """
    wanted = [plainly(one) for one in hidden]
    typed = [plainly(one) for one in _parts(text, len(wanted))]
    if typed == wanted or (len(set(wanted)) == 1 and typed == wanted[:1]):
        return Grade(True, "Right.")
    if len(typed) == len(wanted) and all(
        one == other or _is_near(one, other) for one, other in zip(typed, wanted, strict=True)
    ):
        return Grade(None, "Nearly: look at the spelling.")
    return Grade(False, "It is " + ", ".join(hidden) + ".")


def _parts(text: str, count: int) -> list[str]:
    parts = re.split(r"[,;/]", text) if count > 1 else [text]
    return parts if len(parts) == count else text.split() if count > 1 else [text]


def plainly(text: str) -> str:
    """Words as they are compared: one case, one form of each character, no signs at the ends.

    >>> plainly(" The **Krebs cycle**. ")
    'the krebs cycle'
    """
    bare = unicodedata.normalize("NFKC", text).casefold().replace("*", "").replace("`", "")
    return _SPACES.sub(" ", bare.replace("−", "-")).strip(_SIGNS)


def _is_near(one: str, other: str) -> bool:
    """Whether two words differ by one letter that was left out, put in, changed or swapped."""
    short, long = sorted((one, other), key=len)
    if (
        len(short) < _NEAR_LEAST
        or not long.replace(" ", "").isalpha()
        or len(long) - len(short) > 1
    ):
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    rest, other_rest = short[start:], long[start:]
    return rest[1:] == other_rest[1:] or (
        rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:]
    )
