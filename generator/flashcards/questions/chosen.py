"""Both verdicts beside a statement, one of them chosen: `T / **F**`, `☑ True ☐ False`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.forms.verdicts import are_opposed
from flashcards.questions.slices import cut, node_at, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Inlines, Strike, Text
from flashcards.values import dataclass

# A box or a ring, filled or not, or a word that may be a verdict.
_PIECE = re.compile(
    r"(?P<box>[☐○◯◻□⚪☑✅✓✔●◉◼■⚫🔘☒✗✘❌]\ufe0f?|[(\[][ xX✓✔]?[)\]])|(?P<word>[^\W\d_]+)"
)
_EMPTY, _CROSSED = frozenset("☐○◯◻□⚪"), frozenset("☒✗✘❌")
_BOXED = ("bwbw", "wbwb")
_ORDERS = (*_BOXED, "bww", "wwb", "ww")
"""Boxes and words: each word with its box, only the one that is chosen, or words set off."""
# What leads from a statement to its verdicts, and from them to a statement.
_LEADERS = " \t\u00a0…_·→–—-([:|"
_LEAD = re.compile(r"[)\]]?(?:\s?[:：]|\s[–—-])?\s+(?=\S)")
_MOST = 60
"""Characters in which both verdicts stand, with their boxes and what parts them."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The verdict that is chosen, the line without either, and whether boxes stand beside them."""

    verdict: str
    rest: Inlines
    boxed: bool


def chosen_before(row: Inlines) -> Chosen | None:
    """The verdict that is chosen of two that open a line, as in `T / **F** – Ice sinks`."""
    words = plain(row)
    found = list(_PIECE.finditer(words[:_MOST]))
    for order in _ORDERS:
        pieces = found[: len(order)]
        lead = _LEAD.match(words, pieces[-1].end()) if pieces else None
        if lead and not _has_letters(words[: pieces[0].start()]):
            verdict = _verdict(row, pieces, order)
            if verdict:
                return Chosen(verdict, stripped(cut(row, lead.end())), "b" in order)
    return None


def chosen_behind(row: Inlines) -> Chosen | None:
    """The same of two that end a line: `Ice sinks. ☐ True ☑ False`."""
    words = plain(row)
    for order, pieces in _last(words):
        verdict = _verdict(row, pieces, order)
        if verdict:
            return Chosen(verdict, _before(row, pieces), "b" in order)
    return None


def without_boxes(row: Inlines) -> Inlines:
    """A statement without two verdicts behind it, each with a box, of which none is filled."""
    found = (one for order, one in _last(plain(row)) if order in _BOXED and _names(one, order))
    return next((_before(row, pieces) for pieces in found), row)


def _last(words: str) -> Iterator[tuple[str, Sequence[re.Match[str]]]]:
    """The last pieces of a line, as many as each order has."""
    found = list(_PIECE.finditer(words, max(0, len(words) - _MOST)))
    for order in _ORDERS:
        pieces = found[-len(order) :]
        if pieces and not _has_letters(words[pieces[-1].end() :]):
            yield order, pieces


def _before(row: Inlines, pieces: Sequence[re.Match[str]]) -> Inlines:
    return stripped(cut(row, 0, len(_bare(plain(row)[: pieces[0].start()]))))


def _bare(words: str) -> str:
    """A statement without the dots that lead to its verdicts; one full stop stays."""
    bare = words.rstrip(_LEADERS)
    return f"{bare.rstrip('.')}." if bare.endswith(".") else bare


def _has_letters(words: str) -> bool:
    return any(letter.isalnum() for letter in words)


def _names(pieces: Sequence[re.Match[str]], order: str) -> list[str]:
    """The two verdicts among pieces in such an order; nothing where they are none."""
    shape = "".join("b" if piece["box"] else "w" for piece in pieces)
    names = [piece["word"] for piece in pieces if piece["word"]]
    return names if shape == order and are_opposed(names) else []


def _verdict(row: Inlines, pieces: Sequence[re.Match[str]], order: str) -> str:
    """The word that is chosen, if such pieces are two verdicts and their boxes in such an order."""
    names = _names(pieces, order)
    if not names:
        return ""
    signs = [piece["box"].strip("()[]\ufe0f ") for piece in pieces if piece["box"]]
    if not signs:
        told = [node_at(row, piece.start()) for piece in pieces]
        struck = [isinstance(node, Strike) for node in told]
        off = [not isinstance(node, Text) for node in told]
        chosen = [not one for one in struck] if any(struck) else off
    elif len(signs) == 1:
        ticked = signs[0] not in {"", *_EMPTY, *_CROSSED}
        chosen = [ticked and order == "bww", ticked and order == "wwb"]
    else:
        chosen = [sign not in {"", *_EMPTY, *_CROSSED} for sign in signs]
        if not any(chosen):
            chosen = [sign in _CROSSED for sign in signs]
    return names[chosen.index(True)] if sum(chosen) == 1 else ""
