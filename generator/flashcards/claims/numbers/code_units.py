"""Units mixed in a listing: `x / 1024**3` called GB, then `x * 1000` called MB."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.equations import Line
from flashcards.claims.numbers.python import MOST_CHARACTERS, statements
from flashcards.model import Document, Listing, Question, walk

RULE = "unit"

_THOUSAND = re.compile(r"\*\s?1000\b")
_BINARY = frozenset((1024, 1024**2, 1024**3, 1024**4))
_UNIT = re.compile(r"\s?([KMGT])i?B\b")


def code_units(
    _document: Document, question: Question | None, _lines: Sequence[Line]
) -> Iterator[Claim]:
    """Every printed size that was divided by powers of 1024 and is multiplied by 1000."""
    if question is None:
        return
    for section in question.sections:
        for node in walk(section.nodes):
            if isinstance(node, Listing) and _is_worth_a_look(node.text):
                yield from _of_listing(node)


def _is_worth_a_look(text: str) -> bool:
    return len(text) <= MOST_CHARACTERS and "1024" in text and bool(_THOUSAND.search(text))


def _of_listing(node: Listing) -> Iterator[Claim]:
    binary: set[str] = set()
    for offset, body in statements(node.text):
        for statement in body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                name = statement.targets[0].id
                binary.discard(name)
                if _is_binary(statement.value):
                    binary.add(name)
            for text in islice(ast.walk(statement), 5000):
                if isinstance(text, ast.JoinedStr):
                    yield from _of_text(text, binary, node.source.line + offset)


def _is_binary(value: ast.expr) -> bool:
    """Whether it ends in a division by a power of 1024."""
    if not (isinstance(value, ast.BinOp) and isinstance(value.op, ast.Div)):
        return False
    match value.right:
        case ast.Constant(value=int(number)):
            return number in _BINARY
        case ast.BinOp(left=ast.Constant(value=1024), op=ast.Pow() | ast.Mult()):
            return True
    return False


def _of_text(text: ast.JoinedStr, binary: set[str], first: int) -> Iterator[Claim]:
    for part, behind in zip(text.values, text.values[1:], strict=False):
        if not (isinstance(part, ast.FormattedValue) and isinstance(behind, ast.Constant)):
            continue
        match part.value:
            case ast.BinOp(left=ast.Name(id=name), op=ast.Mult(), right=ast.Constant(value=1000)):
                unit = _UNIT.match(str(behind.value))
                if name in binary and unit:
                    yield Claim(
                        line=first + part.lineno,
                        rule=RULE,
                        stated=f"{name} * 1000",
                        verdict=Verdict.WRONG,
                        expected=f"{name} * 1024",
                        how=f"{name} was divided by a power of 1024",
                        severity="warning",
                    )
