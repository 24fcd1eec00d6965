"""Code in running text and in tables, and the number that is said of it: `` `1 << 10` is 1024 ``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flashcards import patterns as re
from flashcards.relations.finding import Judgement
from flashcards.relations.listings.clike import Machine, Num
from flashcards.relations.listings.outputs import compared
from flashcards.relations.listings.python import Interpreter
from flashcards.relations.listings.trace import Unknown
from flashcards.relations.passages import Grid, Passage

LONGEST = 200
MOST_ROWS = 60

PYTHON = "python"
FAMILIES = (PYTHON, "c", "js")
"""Languages that code is read in where the document shows none: all must agree."""

# `expression` is 4: code, a word for equality, a number or code again.
_IS = re.compile(
    r"^\s*(?:is|=|==|gives|returns|prints|yields|makes|becomes|evaluates to|equals|ist|ergibt|gibt|liefert|vaut|donne|"
    r"renvoie|es|vale|da|devuelve|è|dà|é|→|->)\s*(?P<said>[-−]?\d[\d,_]*(?:\.\d+)?)(?![\w,]*\d)"
)
# What is computed or called; a name or a number alone says nothing.
_COMPUTES = re.compile(r"[-+*/%&|^<>]|\w\(|\.length\b")
# A number that fills its cell.
_CELL = re.compile(r"\s*(?P<said>[-−]?(?:0[xX][\da-fA-F]+|\d[\d,_]*(?:\.\d+)?))\s*(?:bytes?|B)?\s*")


class Reader:
    """Works out snippets with the names that the listings of their section gave."""

    def __init__(self, families: Sequence[str]) -> None:
        self.families = tuple(families) or FAMILIES

    def value(
        self, code: str, interpreter: Interpreter, machines: Mapping[str, Machine]
    ) -> str | None:
        """What a snippet is, as it would be printed, if every language of the document agrees."""
        found: set[str] = set()
        for family in self.families:
            try:
                if family == PYTHON:
                    value = interpreter.value(code)
                    if isinstance(value, bool) or not isinstance(value, int | float):
                        continue
                    found.add(repr(value))
                else:
                    machine = machines.get(family) or Machine(family)
                    worked = machine.value(code)
                    if isinstance(worked, Num):
                        found.add(machine.shown(worked))
            except (Unknown, ArithmeticError, ValueError, TypeError, RecursionError):
                continue
        return found.pop() if len(found) == 1 else None

    def prose(
        self, passage: Passage, interpreter: Interpreter, machines: Mapping[str, Machine]
    ) -> Iterator[Judgement]:
        """Code in a passage with a number said of it."""
        for code in passage.flat.codes:
            expression = passage.text[code.start : code.end]
            if not _COMPUTES.search(expression) or len(expression) > LONGEST:
                continue
            found = _IS.match(passage.text[code.end : code.end + 60])
            if not found or (value := self.value(expression, interpreter, machines)) is None:
                continue
            start = code.end + found.start("said")
            yield from _held(passage, start, found["said"], expression, value)

    def grid(
        self, grid: Grid, interpreter: Interpreter, machines: Mapping[str, Machine]
    ) -> Iterator[Judgement]:
        """Rows of code and the number beside it; under `sizeof`, of types and declarations."""
        if len(grid.header) < 2 or len(grid.rows) > MOST_ROWS:
            return
        sizes = "sizeof" in grid.header[1].text.casefold()
        for row in grid.rows:
            if len(row) < 2:
                continue
            code, beside = row[0], row[1]
            found = _CELL.fullmatch(beside.text)
            expression = code.text.strip()
            whole = len(code.flat.codes) == 1 and len(expression) <= LONGEST
            if found is None or not whole or _length(code) != len(expression):
                continue
            value: str | None = None
            if sizes:
                size = (machines.get("c") or Machine("c")).layouts.size(expression)
                value = None if size is None else str(size)
            elif _COMPUTES.search(expression):
                value = self.value(expression, interpreter, machines)
            if value is not None:
                shown = f"sizeof {expression}" if sizes else expression
                yield from _held(beside, found.start("said"), found["said"], shown, value)


def _length(passage: Passage) -> int:
    code = passage.flat.codes[0]
    return code.end - code.start


def _held(
    passage: Passage, start: int, said: str, expression: str, value: str
) -> Iterator[Judgement]:
    span = passage.span(start, start + len(said))
    if span.start < 0:
        return
    if said.lower().startswith("0x"):
        if not value.isdigit():
            return
        value = f"0x{int(value):X}" if said != said.lower() else f"0x{int(value):x}"
        if int(said, 16) == int(value, 16):
            return
    how = f"{expression} gives {value}"
    yield from compared(said, span.start, value, how, relation="code-value")
