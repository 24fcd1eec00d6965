"""Card markdown as blocks of styled text: what both the screen and plain lines are made from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Flag, auto
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from flashcards.markup.clean import clean, is_plain
from flashcards.review.terminal.tex import readable
from flashcards.safe import safe

if TYPE_CHECKING:
    from markdown_it.token import Token

BLANK = "[…]"


class Look(Flag):
    """How a run of text looks."""

    NONE = 0
    BOLD = auto()
    ITALIC = auto()
    CODE = auto()
    MATH = auto()
    LINK = auto()
    BLANK = auto()
    FAINT = auto()
    VEIL = auto()
    KEY = auto()


class Run(NamedTuple):
    """A run of text of one look; `veil` numbers the spoiler that it stands in, from 1."""

    text: str
    look: Look = Look.NONE
    veil: int = 0


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, a heading or an item; `marker` stands before its first line."""

    runs: Runs
    marker: str = ""
    depth: int = 0
    heading: bool = False
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A listing, an output or a drawing: its lines keep their places."""

    text: str
    language: str = ""
    drawn: bool = False
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row has as many cells as the head."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


Block = Prose | Box | Grid

_LOOKS = {
    f"{name}_{side}": look
    for name, look in (("strong", Look.BOLD), ("em", Look.ITALIC), ("link", Look.LINK))
    for side in ("open", "close")
}
_NOT_CODE = {"text", "output", "console", "diagram", "plain"}
_DRAWN = re.compile("[─-╿▲▼◀▶]")
_MARKS = ("✅", "❌", "⚠", "✓", "✗", "☐", "☑")


@lru_cache(maxsize=64)
def blocks(markdown: str) -> tuple[Block, ...]:
    r"""The blocks of card markdown.

    >>> blocks("a `b`")[0].runs
    (Run(text='a ', look=<Look.NONE: 0>, veil=0), Run(text='b', look=<Look.CODE: 4>, veil=0))
    """
    text = clean(safe(markdown)).strip("\n")
    if not text:
        return ()
    if is_plain(text):  # most answers: nothing need be imported for them
        return (Prose((Run(text),)),)
    if (quick := light(text)) is not None:
        return (Prose(quick),)
    from flashcards.markup.parser import parse

    made = _Blocks().read(parse(text))
    # An answer such as `+` is an empty list to CommonMark, and nothing to a reader.
    return tuple(made) or (Prose((Run(text),)),)


_LIGHT = re.compile(
    r"(?:^|(?<= ))\*\*(?P<bold>[0-9A-Za-z](?:[^\\`*_\[\]<>&|{}\n\t~]*[0-9A-Za-z])?)\*\*"
    r"(?=$|[ .,:;?!])"
    r"|`(?P<code>[^\s`](?:[^`\n]*[^\s`])?)`(?!`)"
    r"|(?P<plain>[^\\`*_\[\]<>&|{}\n\t~]+)"
)
_BLOCKISH = re.compile(r"[\s#=+>-]|\d{1,9}[.)](?:\s|$)")


def light(text: str) -> Runs | None:
    """The runs of one line with no markup but bold words and code, read without the parser.

    Most fronts are such lines, and to load the parser takes 50 ms. None where it must be asked;
    a test holds the two together.

    >>> [run.text for run in light("What does `n_ctx` do in **llama.cpp**?") or ()]
    ['What does ', 'n_ctx', ' do in ', 'llama.cpp', '?']
    """
    if _BLOCKISH.match(text) or text.endswith((" ", "\\")):
        return None
    out: list[Run] = []
    at = 0
    while at < len(text):
        match = _LIGHT.match(text, at)
        if match is None:
            return None
        at = match.end()
        if match["code"] is not None:
            out += _around_blanks(match["code"], Look.CODE, 0)
        elif match["bold"] is not None:
            out.append(Run(match["bold"], Look.BOLD))
        else:
            out.append(Run(match["plain"]))
    return tuple(out)


def veils(found: Sequence[Block]) -> int:
    """How many spoilers there are."""
    return max((run.veil for block in found for run in _all_runs(block)), default=0)


def _all_runs(block: Block) -> Sequence[Run]:
    match block:
        case Prose():
            return block.runs
        case Grid():
            return [run for row in (block.head, *block.rows) for cell in row for run in cell]
        case _:
            return ()


class _Blocks:
    """One reading of a stream of tokens."""

    def __init__(self) -> None:
        self.out: list[Block] = []
        self.numbers: list[int | None] = []  # of the open lists; None for bullets
        self.marker = ""
        self.veil = 0
        self.quotes = 0
        self.heading = False
        self.row: list[Runs] = []
        self.rows: list[tuple[Runs, ...]] | None = None

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        for token in tokens:
            match token.type:
                case "bullet_list_open":
                    self.numbers.append(None)
                case "ordered_list_open":
                    start = token.attrGet("start")
                    self.numbers.append(1 if start is None else int(start))
                case "bullet_list_close" | "ordered_list_close":
                    self.numbers.pop()
                case "list_item_open":
                    self._item()
                case "heading_open" | "heading_close":
                    self.heading = token.nesting == 1
                case "blockquote_open" | "blockquote_close":
                    self.quotes += token.nesting
                case "inline":
                    self._inline(token)
                case "fence" | "code_block":
                    self._fence(token)
                case "math":
                    self._prose((Run(readable(token.content), Look.MATH),))
                case _:
                    self._table(token.type)
        return self.out

    def _item(self) -> None:
        number = self.numbers[-1]
        self.marker = "• " if number is None else f"{number}. "
        if number is not None:
            self.numbers[-1] = number + 1

    def _table(self, kind: str) -> None:
        match kind:
            case "table_open":
                self.rows = []
            case "tr_open":
                self.row = []
            case "tr_close" if self.rows is not None:
                self.rows.append(tuple(self.row))
            case "table_close" if self.rows:
                self.out.append(Grid(self.rows[0], tuple(self.rows[1:])))
                self.rows = None

    def _inline(self, token: Token) -> None:
        runs = self._runs(token.children or ())
        if self.rows is not None:
            self.row.append(runs)
        else:
            self._prose(runs)

    def _prose(self, runs: Runs) -> None:
        marker = self.marker
        if marker == "• " and runs and runs[0].text.startswith(_MARKS):
            marker = ""  # its sign is its bullet
        depth = max(0, len(self.numbers) - 1) * 2
        if self.numbers and not marker and not self.marker:
            depth += 2  # a further paragraph of an item
        self.out.append(Prose(runs, marker, depth, heading=self.heading, quote=self.quotes > 0))
        self.marker = ""

    def _fence(self, token: Token) -> None:
        words = token.info.split()
        language = words[0].casefold() if words and "=" not in words[0] else ""
        marked = {
            int(number)
            for word in words
            if word.startswith("hl=")
            for number in word[3:].split(",")
            if number.isdecimal() and len(number) < 7
        }
        text = token.content.rstrip("\n").expandtabs(4)
        drawn = language == "diagram" or (not language and bool(_DRAWN.search(text)))
        plain = drawn or language in _NOT_CODE
        self.out.append(Box(text, "" if plain else language, drawn, frozenset(marked)))

    def _runs(self, tokens: Sequence[Token]) -> Runs:
        out: list[Run] = []
        look, veil = Look.NONE, 0
        for index, token in enumerate(tokens):
            match token.type:
                case kind if kind in _LOOKS:
                    look ^= _LOOKS[kind]
                case "spoiler_open":
                    self.veil += 1
                    veil = self.veil
                case "spoiler_close":
                    veil = 0
                case "softbreak":
                    out.append(Run("\n" if _opens_line(tokens, index + 1) else " ", look, veil))
                case "hardbreak":
                    out.append(Run("\n", look, veil))
                case "code_inline":
                    out += _around_blanks(token.content, look | Look.CODE, veil)
                case "blank":
                    out.append(Run(BLANK, look | Look.BLANK, veil))
                case "math":
                    out.append(Run(readable(token.content), look | Look.MATH, veil))
                case "image":
                    out += [run._replace(veil=veil) for run in self._runs(token.children or ())]
                case _ if token.content:
                    out.append(Run(token.content, look, veil))
        return tuple(out)


def _around_blanks(text: str, look: Look, veil: int) -> list[Run]:
    parts = re.split(re.escape(BLANK), text)
    out: list[Run] = []
    for index, part in enumerate(parts):
        if index:
            out.append(Run(BLANK, look | Look.BLANK, veil))
        if part:
            out.append(Run(part, look, veil))
    return out


def _opens_line(tokens: Sequence[Token], index: int) -> bool:
    """Whether what follows a newline in a paragraph was meant to start a line: label or mark."""
    while index < len(tokens) and tokens[index].type == "text" and not tokens[index].content:
        index += 1
    if index >= len(tokens):
        return False
    if tokens[index].type not in {"strong_open", "em_open"}:
        return tokens[index].type == "text" and tokens[index].content.startswith(_MARKS)
    closing = tokens[index].type.replace("open", "close")
    for end in range(index, len(tokens)):
        if tokens[end].type == closing:
            after = tokens[end + 1].content if end + 1 < len(tokens) else ""
            return after.startswith(":") or tokens[end - 1].content.endswith(":")
    return False
