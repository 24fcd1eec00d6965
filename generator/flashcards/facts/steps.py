"""Comments on lines of their own: steps of a procedure, or the purpose of a block."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import groupby

from flashcards import patterns as re
from flashcards.card import CodeLine, OfLine, Step
from flashcards.document import Comment, Listing
from flashcards.facts.lists import BLANK
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, unique
from flashcards.facts.wording import (
    answer_of,
    ask,
    front,
    listing,
    plain_words,
    quoted,
    shorten,
    tokens,
)
from flashcards.tree import nodes as n
from flashcards.tree.cut import cut, strip
from flashcards.tree.nodes import Inlines

_MIN_STEPS, _MAX_STEPS = 3, 10
_MAX_CODE = 72
_MAX_BLOCK = 8
"""A front shows at most this many lines of code."""

# `Step 2: `, `3) ` before what a comment says.
_COUNTER = re.compile(r"^(?:step\s+)?\d{1,2}[a-z]?[.):]\s+", re.IGNORECASE)
# A line that opens a function or a class.
_DEFINITION = re.compile(r"^\s*(?:async\s+)?(?:def|class|function|fn|void|int|static)\b")
_NAMES = {
    "bash": "shell", "sh": "shell", "console": "shell", "cmake": "CMake", "python": "Python",
    "py": "Python", "cpp": "C++", "c": "C", "yaml": "YAML", "dockerfile": "Dockerfile",
    "json": "JSON", "toml": "TOML", "ini": "INI",
}  # fmt: skip


def bare(text: str) -> str:
    """A comment without its own counter."""
    return _COUNTER.sub("", text.strip()) or text.strip()


def comment_inlines(comment: Comment) -> Inlines:
    """What a comment says, with its place in the document."""
    span = comment.span
    exact = span.start >= 0 and span.end - span.start == len(comment.text)
    return strip((n.Text(comment.text, span=span, verbatim=exact),))


def _said(comment: Comment) -> Inlines:
    """What a comment says, without its own counter."""
    inlines = comment_inlines(comment)
    text = comment.text.strip()
    return cut(inlines, len(text) - len(bare(text)))


def lines_of(node: Listing) -> tuple[str, ...]:
    """The lines of a listing."""
    return _lines_of(node.block.value)


@lru_cache(maxsize=4)
def _lines_of(value: str) -> tuple[str, ...]:
    return tuple(value.rstrip("\n").split("\n"))


def language_name(node: Listing) -> str:
    """`Python ` for a front's wording; empty where the language is unknown."""
    name = _NAMES.get(node.language.casefold(), node.language)
    return f"{name} " if name else ""


def extract_steps(comments: Sequence[Comment], node: Listing, scope: Scope) -> dict[int, Draft]:
    """A draft for each comment-only line, by its line index.

    Three to ten in one block of code are its steps; others stand for the lines below them.
    """
    blocks = _blocks_of(node.block.value)
    alone = frozenset(c.line_index for c in node.comments if not c.code)
    drafts: dict[int, Draft] = {}
    keys = unique([bare(c.text) for c in comments])
    key_of = {c.line_index: key for c, key in zip(comments, keys, strict=True)}
    for _, run in groupby(comments, key=lambda c: blocks[c.line_index]):
        steps = list(run)
        for comment in steps:
            key = key_of[comment.line_index]
            if _MIN_STEPS <= len(steps) <= _MAX_STEPS:
                drafts[comment.line_index] = _step(
                    comment, steps, scope, node, key=key, alone=alone
                )
            else:
                drafts[comment.line_index] = _purpose(comment, scope, node, key=key, alone=alone)
    return drafts


@lru_cache(maxsize=4)
def _blocks_of(value: str) -> tuple[tuple[int, int], ...]:
    """Which definition each line of a listing stands in (its line, or -1), and how deep."""
    found: list[tuple[int, int]] = []
    indents: list[int] = []  # of the definitions that are open, each deeper than the one before
    lines: list[int] = []
    for index, line in enumerate(_lines_of(value)):
        indent = _indent(line)
        if _DEFINITION.match(line):
            at = bisect_left(indents, indent)
            indents[at:], lines[at:] = [indent], [index]
        at = bisect_left(indents, max(indent, 1))
        found.append((lines[at - 1] if at else -1, indent))
    return tuple(found)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _code_below(node: Listing, comment: Comment, alone: AbstractSet[int]) -> str:
    """The lines a comment speaks of: up to a blank line or the next comment alone in its line."""
    lines = lines_of(node)
    block: list[str] = []
    for index in range(comment.line_index + 1, len(lines)):
        if index in alone and block:
            break
        if index in alone:
            continue
        if not lines[index].strip() or len(block) == _MAX_BLOCK:
            break
        block.append(lines[index])
    indent = min((_indent(line) for line in block), default=0)
    return "\n".join(line[indent:].rstrip() for line in block)


def _step(
    comment: Comment,
    steps: Sequence[Comment],
    scope: Scope,
    node: Listing,
    *,
    key: str,
    alone: AbstractSet[int],
) -> Draft:
    """A comment as a step of its block, the other steps shown."""
    position = next(i for i, step in enumerate(steps) if step is comment)
    texts = tuple(_said(step) for step in steps)
    answer, more = shorten(texts[position])
    shown = n.OrderedList(tuple(
        n.Item((ask(BLANK if i == position else (n.Spoiler(text),)),))
        for i, text in enumerate(texts)
    ))  # fmt: skip
    name = language_name(node)
    asked = ask(f"Which of the {name}steps is number {position + 1} of {len(steps)}?")
    letter = next(iter(tokens(bare(comment.text))), "")[:1]
    code = listing(_code_below(node, comment, alone), node.language)
    subjects = (scope.subject, scope.full_subject)
    hinted = ask(
        f"Which {name}step is number {position + 1} of {len(steps)} (begins with “{letter}”)?"
    )
    return Draft(
        ask=Step(steps=texts, index=position, language=node.language),
        key=(key,),
        fronts=(
            *(front(s, asked, shown) for s in subjects),
            *(front(s, hinted, code) for s in subjects),
            *(front(s, hinted) for s in subjects),
        ),
        back=answer_of(answer),
        more=(*answer_of(more), code),
        group=f"steps:{_blocks_of(node.block.value)[comment.line_index][0]}"
        f":{scope.labels[-1] if scope.labels else ''}",
        scope=scope,
        source=comment.source,
    )


def _purpose(
    comment: Comment, scope: Scope, node: Listing, *, key: str, alone: AbstractSet[int]
) -> Draft:
    """A lone comment: one short line below it is asked for, a block asks for its purpose."""
    text = _said(comment)
    block = _code_below(node, comment, alone)
    name = language_name(node)
    subjects = (scope.subject, scope.full_subject)
    line = block.rstrip("\\ ").rstrip(",")
    if "\n" not in block and len(block) <= _MAX_CODE and len(plain_words(bare(comment.text))) >= 2:
        asked = ask(f"Which {name}line: ", quoted(text), "?")
        return Draft(
            ask=CodeLine(line=line, comment=text, language=node.language, asks=OfLine.LINE),
            key=(key,),
            fronts=tuple(front(s, asked) for s in subjects),
            back=answer_of((n.Code(line),)),
            group=f"code:{key}",
            scope=scope,
            source=comment.source,
        )
    answer, more = shorten(text)
    letter = next(iter(tokens(bare(comment.text))), "")[:1]
    code = listing(block, node.language)
    what = ask(f"What is this {name}code for?")
    hinted = ask(f"{name}code for what (“{letter}…”)?")
    return Draft(
        ask=CodeLine(line=block, comment=text, language=node.language, asks=OfLine.BLOCK),
        key=(key,),
        fronts=(
            *(front(s, what, code) for s in subjects),
            *(front(s, hinted, code) for s in subjects),
        ),
        back=answer_of(answer),
        more=answer_of(more),
        group=f"code:{key}",
        scope=scope,
        source=comment.source,
    )
