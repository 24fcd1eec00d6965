"""What pairs two columns: a key of pairs, a row of signs for gaps, or signs in the gaps."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.questions.boxes import held
from flashcards.questions.key_entries import short_entries
from flashcards.questions.letters import SIGN
from flashcards.questions.matching import (
    LEAST,
    MOST_BETWEEN,
    ROMANS,
    Columns,
    Row,
    is_in_order,
    sides_of,
    task_over,
)
from flashcards.questions.roles import may_name_key
from flashcards.questions.slices import cut, joined, lines, paragraph, texts_of
from flashcards.questions.told import announced
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Inlines,
    OrderedList,
    Paragraph,
    Table,
)
from flashcards.values import dataclass

# That one of the things in a column is left over.
REMARK = re.compile(r"\s*[(\[][^()\[\]]{2,40}[)\]]\s*$")
# Signs in a row, `B, A, C`, and the name of a key before any.
_SERIES = re.compile(
    rf"\W*(?:{SIGN}|\d{{1,2}})(?:\s*(?:[,;–—-]|\)\s*\(|\s)\s*(?:{SIGN}|\d{{1,2}}))+\W*"
)
_NAMED = re.compile(r"(?P<name>[^:：]{2,30})[:：]\s*")


@dataclass(frozen=True, slots=True)
class Pairing:
    """What a key pairs, by signs, where it stands, and what else it says."""

    pairs: dict[str, str]
    at: int
    rest: Blocks = ()


def paired(run: Blocks, columns: Columns) -> Pairing | None:
    """What pairs the columns: their own gaps, a key right behind them, or one behind all."""
    if pairs := _filled(run, columns):
        return Pairing(pairs, columns.end - 1)
    between = 0
    for at in range(columns.end, len(run)):
        block = run[at]
        near = between <= MOST_BETWEEN
        if near and (series := _series(block, columns)):
            return Pairing(series, at)
        pairs, rest = _key(block)
        if pairs and _fits(pairs, columns):
            return Pairing(pairs, at, rest)
        if near and sides_of(block) and not pairs:
            between = MOST_BETWEEN
        between += 1
    return None


def _fits(pairs: dict[str, str], columns: Columns) -> bool:
    """Whether a key names all rows of one column, each once, and each by a row of the other."""
    signs = [{sign for sign, _ in side} for side in columns.sides]
    return all(map(is_in_order, columns.sides)) and any(
        set(pairs) == a and set(pairs.values()) <= b for a, b in (signs, signs[::-1])
    )


def _key(block: Block) -> tuple[dict[str, str], Blocks]:
    """The sign that a key gives for each; nothing of one that gives a sign twice."""
    inside = held(block)[1]
    only = inside[0] if len(inside) == 1 else block
    rest: Blocks = ()
    match only:
        case OrderedList():
            signs = [plain(row).strip(" .()").lower() for row in texts_of(only)]
            found = list(zip(map(str, only.numbers), signs, strict=True))
        case BulletList():
            found, _ = _pairs(joined(texts_of(only), "; "))
        case Table():
            found = _tabled(only)
        case Paragraph():
            found, rest = _pairs(only.children)
        case _:
            found = []
    once = len(dict(found)) == len({told for _, told in found}) == len(found)
    return (dict(found), rest) if once and len(found) >= LEAST else ({}, ())


# `1-c`, `(1) – (c)`, `I → B`, `1C`; and `A-3`; what may stand between two of them.
_PAIRED = re.compile(
    rf"\(?(?P<sign>\d{{1,2}}|[IVX]{{1,4}})\)?\s?[.:=–—→-]{{0,2}}\s?\(?(?P<told>{SIGN})\)?(?!\w)"
)
_TURNED = re.compile(
    rf"\(?(?P<sign>{SIGN})\)?\s?[.:=–—→-]{{1,2}}\s?\(?(?P<told>\d{{1,2}})\)?(?!\w)"
)
_PARTING = re.compile(r"[\s,;.·•|/]*")


def _pairs(words: Inlines) -> tuple[list[tuple[str, str]], Blocks]:
    """The pairs at the head of a line, behind its name, and what a key says behind them."""
    text = plain(words)
    start = _behind_name(text)
    for pattern in (_PAIRED, _TURNED):
        found: list[tuple[str, str]] = []
        at = start
        while match := pattern.match(text, at):
            sign = match["sign"].lower()
            roman = sign in ROMANS and not sign.isdecimal() and pattern is _PAIRED
            found.append((str(ROMANS.index(sign) + 1) if roman else sign, match["told"].lower()))
            at = _PARTING.match(text, match.end()).end()  # type: ignore[union-attr]
        behind = text[at:].strip()
        if len(found) >= LEAST and (not behind or REMARK.fullmatch(f" {behind}")):
            return found, ()
        if len(found) >= LEAST and behind[0].isdecimal():
            kept = joined([cut(words, 0, start), cut(words, at)])
            return found, (paragraph(kept),)
    told = [
        (str(number), plain(first.children).strip().lower())
        for row in lines(words)
        for number, (first, *_) in short_entries(row)
        if isinstance(first, Paragraph)
    ]
    return told, ()


def _behind_name(text: str) -> int:
    """Where a key begins behind its name, if it has one."""
    named = _NAMED.match(text)
    start = named.end() if named and may_name_key(named["name"]) else announced(text)
    return start + len(text[start:]) - len(text[start:].lstrip())


_PAIR = 2
"""Rows, or columns, of a table that is a key."""


def _tabled(block: Table) -> list[tuple[str, str]]:
    """The pairs of a table that holds signs only: in two rows, or in two columns."""
    rows = [
        [plain(cell.children).strip(" .()").lower() for cell in cells]
        for cells in (block.header, *(row.cells for row in block.rows))
    ]
    if len(rows) > _PAIR and len(rows[0]) == _PAIR:
        rows = [list(row) for row in zip(*rows[1:], strict=True)]
    signs = len(rows) == _PAIR and all(row and row[-1:] != [""] for row in rows)
    if not signs or len(rows[0]) != len(rows[1]):
        return []
    found = [(a, b) for a, b in zip(*rows, strict=True) if a.isdecimal() and len(b) == 1]
    named = len(rows[0]) - len(found)
    return found if named <= 1 and not any(b.isdecimal() for _, b in found) else []


def _series(block: Block, columns: Columns) -> dict[str, str]:
    """What a row of signs fills the gaps of a column with, in their order."""
    (one, gaps) = columns.sides
    if not isinstance(block, Paragraph) or any(sign for sign, _ in gaps) or not is_in_order(one):
        return {}
    text = plain(block.children)
    text = text[_behind_name(text) :]
    signs = [sign.lower() for sign in re.findall(rf"(?<!\w)(?:{SIGN}|\d{{1,2}})(?!\w)", text)]
    whole = _SERIES.fullmatch(text) is not None and len(signs) == len(gaps)
    return _placed(signs, one) if whole else {}


def _filled(run: Blocks, columns: Columns) -> dict[str, str]:
    """What the rows of one column say themselves: the signs of the other, in an order of theirs."""
    one, other = columns.sides
    signs = [sign for sign, _ in other]
    if not is_in_order(one) or is_in_order(other) or not task_over(run, columns.start):
        return {}
    return _placed(signs, one)


def _placed(signs: Sequence[str], side: Sequence[Row]) -> dict[str, str]:
    """For each sign of a column, the place where a row of signs has it; none if one is missing."""
    known = {sign for sign, _ in side}
    if len(set(signs)) != len(signs) or set(signs) != known:
        return {}
    return {sign: f"#{place}" for place, sign in enumerate(signs)}
