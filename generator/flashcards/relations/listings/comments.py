"""The comments of a listing, in the signs of its language."""

from __future__ import annotations

import io
import tokenize

from flashcards import patterns as re
from flashcards.tree.nodes import CodeBlock
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: its line (0-based), where it begins in it, its text, and whether code precedes."""

    line: int
    column: int
    text: str
    trailing: bool


_SLASHED = re.compile(
    r"(?P<string>\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|//(?P<line>[^\n]*)|/\*(?P<block>.*?)\*/",
    re.DOTALL,
)
_HASHED = re.compile(
    r"(?P<string>\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*')|(?:(?<=\s)|^)#(?P<line>[^\n]*)", re.MULTILINE
)


def remarks(text: str, *, slashed: bool = False, python: bool = False) -> list[Remark]:
    """The comments of a listing."""
    if python:
        try:
            return [
                _remark(text, token.start[0] - 1, token.start[1] + 1, token.string[1:])
                for token in tokenize.generate_tokens(io.StringIO(text).readline)
                if token.type == tokenize.COMMENT
            ]
        except (tokenize.TokenError, SyntaxError, ValueError):
            pass
    found = []
    for match in (_SLASHED if slashed else _HASHED).finditer(text):
        name = (
            "line"
            if match["line"] is not None
            else "block"
            if slashed and match["block"] is not None
            else ""
        )
        if not name or "\n" in match[name]:
            continue
        at = match.start(name)
        line = text.count("\n", 0, at)
        found.append(_remark(text, line, at - (text.rfind("\n", 0, at) + 1), match[name]))
    return found


def _remark(text: str, line: int, column: int, said: str) -> Remark:
    code = text.split("\n")[line][: max(0, column - 1)].rstrip("/*# ")
    shift = len(said) - len(said.lstrip())
    return Remark(line, column + shift, said.strip(), bool(code.strip()))


def place(block: CodeBlock, remark: Remark) -> int:
    """Where a comment's text stands in the document."""
    return block.starts[remark.line] + remark.column if remark.line < len(block.starts) else 0
