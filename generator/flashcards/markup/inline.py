r"""Our additions to CommonMark: spoilers, blanks, and formulas that backslashes do not break."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from flashcards.markup.highlight import BLANK

_MATH = re.compile(r"\\\((?P<inline>.{1,2000}?)\\\)|\\\[(?P<display>.{1,2000}?)\\\]", re.DOTALL)
"""A formula; of bounded length, so that a thousand unclosed ones are not looked for in vain."""


def spoiler(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """`||text||`, with markup inside; no space next to the bars, so `a || b || c` stays."""
    start = state.pos + 2
    if not state.src.startswith("||", state.pos) or state.src[start : start + 1].isspace():
        return False
    end = _closing(state, start)
    if end <= start or state.src[end - 1].isspace():
        return False
    if not silent:
        limit = state.posMax
        state.pos, state.posMax = start, end
        state.push("spoiler_open", "span", 1)
        state.md.inline.tokenize(state)
        state.push("spoiler_close", "span", -1)
        state.posMax = limit
    state.pos = end + 2
    return True


def _closing(state: StateInline, start: int) -> int:
    """Where the bars that close a spoiler stand, code spans passed over; -1 if nowhere."""
    before, found = state.pos, -1
    state.pos = start
    while state.pos < state.posMax:
        if state.src.startswith("||", state.pos):
            found = state.pos
            break
        state.md.inline.skipToken(state)
    state.pos = before
    return found if found + 2 <= state.posMax else -1


def blank(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`[…]`."""
    if not state.src.startswith(BLANK, state.pos):
        return False
    if not silent:
        state.push("blank", "span", 0).content = BLANK
    state.pos += len(BLANK)
    return True


def math(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    r"""`\(…\)` and `\[…\]`, kept whole."""
    match = _MATH.match(state.src, state.pos, state.posMax)
    if not match or not (match["inline"] or match["display"]).strip():
        return False
    if not silent:
        _set_math(state, match)
    state.pos = match.end()
    return True


def _set_math(state: StateInline | StateBlock, match: re.Match[str]) -> None:
    token = state.push("math", "", 0)
    token.content = (match["inline"] or match["display"]).strip()
    token.markup = match[0][:2]


def math_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    r"""`\[` at the head of a line up to the line that ends in `\]`.

    Without it a formula's line that starts with `-` or `+` would become a list.
    """
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line) or not state.src.startswith("\\[", start):
        return False
    for line in range(start_line, end_line):
        if state.isEmpty(line):
            return False
        if state.src[: state.eMarks[line]].rstrip().endswith("\\]"):
            break
    else:
        return False
    text = state.getLines(start_line, line + 1, state.blkIndent, keepLastLF=False).strip()
    match = _MATH.fullmatch(text)
    if not match or not match["display"].strip():
        return False
    if not silent:
        _set_math(state, match)
        state.line = line + 1
    return True
