"""Lines of an export: two sides with a tab between them, or the sign that `#separator:` names.

In a fence, a tab parts questions from their answers; other columns there are data, but in a
document that says that it holds cards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import Asks
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.items import are_bracketed, in_brackets
from flashcards.questions.roles import begins_asking, has_question_mark, is_back, is_front
from flashcards.questions.slices import (
    alone,
    cut,
    joined,
    lines,
    literal_at,
    paragraph,
    rows_of,
    said,
    stripped,
)
from flashcards.tree import plain
from flashcards.tree.nodes import (
    NO_CODE,
    Block,
    Blocks,
    Break,
    BulletList,
    Cloze,
    CodeBlock,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Rule,
    Strong,
    walk_inlines,
)
from flashcards.tree.span import hull
from flashcards.values import dataclass

FORM = "column"
FEWEST_SIDES = 2
BARE = "lines with a sign"
"""Lines that no head announces: cards only in a document that says that it holds some."""

# The heads of an export of Anki: `#separator:tab`, `#tags column:3`.
_HEAD = re.compile(r"#(?P<key>[a-z]+(?: column)?):(?P<said>.*)")
_NAMED = {
    "tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " ",
}  # fmt: skip
_ASIDE = frozenset(("tags", "deck", "guid", "notetype", "note type", "id"))
"""Names of columns that hold no side of a card."""
_BARE_SIGNS = ("\t", ";", "|")
_ASKED_SIGNS = ("\t", "|", "→", "⇒", "➜", "➤", "➔", "⟶", "▸", "▶", "►", "->", "=>", "—", "–")
"""What may part a question from its answer on each line of a paragraph."""
_TURNED_SIGNS = ("⟵", "←", "⇐", "◂", "◀", "<-", "<=")
"""What may part an answer from the question behind it; dashes where every line has one."""
_DASHES = (" – ", " — ", " - ")
_MOST_WORDS = 8
"""Words of an answer before a dash; a longer one is a sentence that goes on."""
_LEAST = 2
# What stands in lines of code, and not in the words of cards: `a = 1; b(2)`.
_CODE = re.compile(r"[={}<>]|\w\(|;\s*$")
_QUOTED = re.compile(r'"(?P<said>.*)"', re.DOTALL)


_TABBED = NO_CODE | {"tsv", "csv", "tab", "anki"}
"""Words behind a fence that may hold columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What the lines at the top of an export say."""

    sign: str = ""
    aside: frozenset[int] = frozenset()  # columns of tags, decks and ids
    tags: int | None = None


def find(run: Blocks) -> Iterator[Candidate]:
    """Every line of the paragraphs whose lines all have the sign."""
    head = _Head()
    yield from _turned(run)
    alone = _alone(run)
    for index, block in enumerate(run):
        if isinstance(block, CodeBlock):
            yield from _fenced(block, index)
        if not isinstance(block, Paragraph):
            continue
        rows = lines(block.children)
        told = [match for row in rows if (match := _HEAD.fullmatch(plain(row).strip()))]
        if len(told) == len(rows) or (told and _HEAD.fullmatch(plain(rows[0]).strip())):
            head = _head(told, head)
        rows = _unbroken(block) if head.sign else rows
        rows = [row for row in rows if not _HEAD.fullmatch(plain(row).strip())]
        sign = head.sign or _sign(rows)
        asked = () if sign.strip() else alone if len(rows) < _LEAST else _ASKED_SIGNS
        asks = next((one for one in asked if all(_asks(row, one) for row in rows)), "")
        sign = asks or sign
        if not sign and len(rows) >= _LEAST and are_bracketed(rows):
            for part, row in enumerate(rows):
                for sides in filter(None, (in_brackets(row),)):
                    yield _asking(_sided(*sides, row, index, part))
        if not sign or not rows:
            continue
        for part, row in enumerate(rows):
            for one in _candidate(row, sign, head, index, part):
                yield _asking(one) if asks else one


def is_export(block: Paragraph) -> bool:
    """Whether a paragraph is an export with its head: `#separator:tab`."""
    return _HEAD.fullmatch(plain(lines(block.children)[0]).strip()) is not None


def _unbroken(block: Paragraph) -> list[Inlines]:
    """The lines of an export: `<br>` in one is a break within a side."""
    hard = [isinstance(node, Break) and node.hard for node in block.children]
    nodes = zip(block.children, hard, strict=True)
    return lines(tuple(said(" ") if broken else node for node, broken in nodes))


def _alone(run: Blocks) -> tuple[str, ...]:
    """The signs by which lines that stand alone may ask, if half of all texts do so."""
    texts = [block for block in run if not isinstance(block, Heading | Rule)]
    rows = [lines(block.children) for block in texts if isinstance(block, Paragraph)]
    counts = Counter(
        sign for row in rows if len(row) == 1 for sign in _ASKED_SIGNS if _asks(row[0], sign)
    )
    return tuple(
        sign for sign, count in counts.items() if count >= _LEAST and 2 * count >= len(texts)
    )


def _turned(run: Blocks) -> Iterator[Candidate]:
    """Lines and items with an answer, a sign, and the question behind it: `Four ← How many …?`."""
    rows = [(index, part, row) for index, block in enumerate(run) for part, row in _lines(block)]
    for sign in _TURNED_SIGNS:
        found = [(i, part, sides) for i, part, row in rows if (sides := _behind(row, sign))]
        for index, part, (back, front) in found if len(found) >= _LEAST else ():
            one = _asking(_sided(front, back, (*back, *front), index, part))
            yield replace(one, evidence=Evidence.MARKED)
    for index, block in enumerate(run):
        own = list(_lines(block))
        for sign in _DASHES if len(own) > _LEAST else ():
            halves = [_behind(row, sign) for _, row in own]
            if all(half and _is_short(*half) for half in halves):
                for (part, _), (back, front) in zip(own, filter(None, halves), strict=True):
                    one = _asking(_sided(front, back, (*back, *front), index, part))
                    yield replace(one, evidence=Evidence.MARKED)


def _is_short(back: Inlines, front: Inlines) -> bool:
    """Whether few words stand before a dash, and what asks behind it."""
    return len(plain(back).split()) <= _MOST_WORDS and begins_asking(plain(front))


def _lines(block: Block) -> Iterator[tuple[int, Inlines]]:
    """The lines of a paragraph, or the items of a list that are one paragraph each."""
    if isinstance(block, Paragraph):
        yield from enumerate(lines(block.children))
    elif isinstance(block, BulletList | OrderedList):
        for part, item in enumerate(block.items):
            if first := alone(item):
                yield part, joined(lines(first.children))


def _behind(row: Inlines, sign: str) -> tuple[Inlines, Inlines] | None:
    front, *behind = plain(row).split(sign)
    if len(behind) != 1 or not front.strip() or not has_question_mark(behind[0].strip()):
        return None
    if has_question_mark(front.strip()):
        return None
    back = stripped(cut(row, 0, len(front)))
    back = back[0].children if len(back) == 1 and isinstance(back[0], Strong) else back
    return back, stripped(cut(row, len(front) + len(sign)))


def _fenced(block: CodeBlock, index: int) -> Iterator[Candidate]:
    """The rows of a fence with a sign in each, a tab if they ask or have the names of two sides."""
    rows = rows_of(block)
    sign = _sign(rows) if block.language in _TABBED else ""
    if sign == ";" and not any(_CODE.search(plain(row)) for row in rows):
        for part, row in enumerate(rows):
            yield from _candidate(row, sign, _Head(), index, part)
    if block.language == "csv" and all(len(_cells(row, ",")) == FEWEST_SIDES for row in rows):
        sign = ","
    if sign not in ("\t", ","):
        return
    sides = [[plain(cell).strip() for cell in _cells(row, sign)] for row in rows]
    named = is_front(sides[0][0]) and is_back(sides[0][1])
    asking = sum(has_question_mark(front) for front, *_ in sides)
    if not named and 2 * asking < len(rows):
        return
    for part, row in enumerate(rows[named:], int(named)):
        for one in _candidate(row, sign, _Head(), index, part):
            yield _asking(one)


def _head(told: Sequence[re.Match[str]], before: _Head) -> _Head:
    sign, aside, tags = before.sign, set(before.aside), before.tags
    for match in told:
        words = match["said"].strip()
        if match["key"] == "separator":
            sign = _NAMED.get(words.casefold(), words[:1])
        elif match["key"] == "columns":
            named = [name.strip().casefold() for name in re.split(r"[,;\t|]", words)]
            aside |= {place for place, name in enumerate(named) if name in _ASIDE}
            tags = named.index("tags") if "tags" in named else tags
        elif match["key"].endswith(" column") and words.isdecimal():
            aside.add(int(words) - 1)
            tags = int(words) - 1 if match["key"] == "tags column" else tags
    return _Head(sign=sign, aside=frozenset(aside), tags=tags)


def _asking(one: Candidate) -> Candidate:
    return replace(one, key="lines that ask", asks=Asks.OPEN, evidence=Evidence.ASKING)


def _asks(row: Inlines, sign: str) -> bool:
    """Whether a line is a question, such a sign and an answer: `What is a mole? | …`."""
    front, *behind = plain(row).split(sign)
    return len(behind) == 1 and bool(behind[0].strip()) and has_question_mark(front.strip())


def _sign(rows: Sequence[Inlines]) -> str:
    """The sign that parts all lines into two sides and as many as the first."""
    if len(rows) < _LEAST:
        return ""
    for sign in _BARE_SIGNS:
        counts = {plain(row).count(sign) for row in rows}
        if len(counts) == 1 and (counts == {1} or (sign == "\t" and counts != {0})):
            return sign
    return ""


def _sided(front: Inlines, back: Inlines, row: Inlines, index: int, part: int) -> Candidate:
    return Candidate(
        form=FORM,
        key=BARE,
        evidence=Evidence.TASK,
        index=index,
        part=part,
        title=front,
        span=hull(node.span for node in row),
        answer=(paragraph(back),),
    )


def _candidate(row: Inlines, sign: str, head: _Head, index: int, part: int) -> Iterator[Candidate]:
    cells = _cells(row, sign)
    sides = [cell for place, cell in enumerate(cells) if place not in head.aside]
    filled = [side for side in sides if side]
    if len(filled) < FEWEST_SIDES:
        return
    front, back, *more = filled
    named = head.tags is not None and head.tags < len(cells)
    tags = plain(cells[head.tags or 0]).split() if named else []
    body = joined([back, *more])
    gaps = next((s for s in filled if any(isinstance(n, Cloze) for n in walk_inlines(s))), None)
    if gaps:  # a text with gaps, and what else its note says
        front, body = gaps, ()
    yield Candidate(
        form=FORM,
        key="line of an export" if head.sign else BARE,
        evidence=Evidence.MARKED if head.sign else Evidence.TASK,
        index=index,
        part=part,
        title=front,
        span=hull(node.span for node in row),
        answer=(paragraph(body),) if body else (),
        asks=Asks.CLOZE if gaps else Asks.PAIR,
        tags=tuple(tags),
    )


def _cells(row: Inlines, sign: str) -> list[Inlines]:
    """A line cut at a sign that stands in plain text and in no quotes."""
    words = plain(row)
    out: list[Inlines] = []
    start, quoted = 0, False
    for place, letter in enumerate(words):
        if letter == '"':
            quoted = not quoted and (place == start or words[start] == '"')
        elif words.startswith(sign, place) and not quoted and literal_at(row, place):
            out.append(_unquoted(stripped(cut(row, start, place))))
            start = place + len(sign)
    return [*out, _unquoted(stripped(cut(row, start)))]


def _unquoted(cell: Inlines) -> Inlines:
    """A cell without the quotes round it; two of them in it are one."""
    words = plain(cell)
    if not _QUOTED.fullmatch(words) or len(words) < 2:
        return cell
    pieces: list[Inlines] = []
    start = 1
    for match in re.finditer('""', words[1:-1]):
        pieces.append(cut(cell, start, match.start() + 2))
        start = match.end() + 1
    pieces.append(cut(cell, start, len(words) - 1))
    return tuple(node for piece in pieces for node in piece)


SAMPLES = (
    (
        "#separator:tab\n#tags column:3\nCapital of Peru\tLima\tgeo\nOf Chile\tSantiago\tgeo",
        ("Capital of Peru", "Of Chile"),
    ),
    ('#separator:Semicolon\nPeru;"Lima; the ""city"" of kings"', ("Peru",)),
    ("aqua\twater\nterra\tearth", ("aqua", "terra")),
    ("Four ← How many is 2 + 2?\nSums\nNine ← And 3 × 3?", ("How many is 2 + 2?", "And 3 × 3?")),
    ("What is a mole? → An amount.\nAnd a litre? → A volume.", ("What is a mole?", "And a litre?")),
    (
        "What is a mole? | An amount.\nWhat is a litre? | A volume.",
        ("What is a mole?", "What is a litre?"),
    ),
    (
        "```tsv\nWhat is a mole?\tAn amount.\nAnd a litre?\tA volume.\n```",
        ("What is a mole?", "And a litre?"),
    ),
    ("```\nFront\tBack\naqua\twater\nterra\tearth\n```", ("aqua", "terra")),
)
NOT_SAMPLES = (
    "One line;of text",
    "#separator:tab",
    "Two; and; three\nFour; five",
    "```tsv\nyear\train\n2020\t610\n2021\t580\n```",
    "```python\nif a:\n\treturn b\n```",
    "```\nIs it on?\tyes\nlamp 2 and no tab\n```",
)
