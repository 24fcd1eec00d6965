"""Comments on lines of their own: steps of a procedure, or the purpose of a block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, unique
from flashcards.facts.wording import (
    BLANK,
    code_span,
    fence,
    front,
    plain_words,
    quoted,
    shorten,
    tokens,
)
from flashcards.markup.escape import escape_markdown
from flashcards.model import Comment, Kind, Listing

_MIN_STEPS, _MAX_STEPS = 3, 10
_MAX_CODE = 72
_MAX_BLOCK = 8
"""A front shows at most this many lines of code."""

_COUNTER = re.compile(r"^(?:step\s+)?\d{1,2}[a-z]?[.):]\s+", re.IGNORECASE)
_DEFINITION = re.compile(r"^\s*(?:async\s+)?(?:def|class|function|fn|void|int|static)\b")
_NAMES = {
    "bash": "shell", "sh": "shell", "console": "shell", "cmake": "CMake", "python": "Python",
    "py": "Python", "cpp": "C++", "c": "C", "yaml": "YAML", "dockerfile": "Dockerfile",
    "json": "JSON", "toml": "TOML", "ini": "INI",
}  # fmt: skip


def bare(text: str) -> str:
    """A comment without its own counter."""
    return _COUNTER.sub("", text.strip()) or text.strip()


def language_name(node: Listing) -> str:
    """`Python ` for a front's wording; empty where the language is unknown."""
    name = _NAMES.get(node.language.casefold(), node.language)
    return f"{name} " if name else ""


def extract_steps(comments: Sequence[Comment], node: Listing, scope: Scope) -> dict[int, Draft]:
    """A draft for each comment-only line, by its line index.

    Three to ten in one block of code are its steps; others stand for the lines below them.
    """
    lines = node.text.splitlines()
    drafts: dict[int, Draft] = {}
    keys = unique([bare(c.text) for c in comments])
    key_of = {c.line_index: key for c, key in zip(comments, keys, strict=True)}
    for _, run in groupby(comments, key=lambda c: _block_of(lines, c.line_index)):
        steps = list(run)
        for comment in steps:
            key = key_of[comment.line_index]
            if _MIN_STEPS <= len(steps) <= _MAX_STEPS:
                drafts[comment.line_index] = _step(comment, key, steps, scope, node)
            else:
                drafts[comment.line_index] = _purpose(comment, key, scope, node)
    return drafts


def _block_of(lines: Sequence[str], index: int) -> tuple[int, int]:
    """Which definition a line stands in (its line, or -1), and how deep."""
    indent = _indent(lines[index])
    for above in range(index, -1, -1):
        if _DEFINITION.match(lines[above]) and _indent(lines[above]) < max(indent, 1):
            return above, indent
    return -1, indent


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _code_below(node: Listing, comment: Comment) -> str:
    """The lines a comment speaks of: up to a blank line or the next comment on its own."""
    lines = node.text.splitlines()
    own = {c.line_index for c in node.comments if not c.code}
    block: list[str] = []
    for index in range(comment.line_index + 1, len(lines)):
        if index in own and block:
            break
        if index in own:
            continue
        if not lines[index].strip() or len(block) == _MAX_BLOCK:
            break
        block.append(lines[index])
    indent = min((_indent(line) for line in block), default=0)
    return "\n".join(line[indent:].rstrip() for line in block)


def _step(
    comment: Comment, key: str, steps: Sequence[Comment], scope: Scope, node: Listing
) -> Draft:
    """A comment as a step of its block, the other steps shown."""
    position = next(i for i, step in enumerate(steps) if step is comment)
    answer, more = shorten(escape_markdown(bare(comment.text)))
    lines = [
        f"{i + 1}. {BLANK if i == position else '||' + escape_markdown(bare(step.text)) + '||'}"
        for i, step in enumerate(steps)
    ]
    name = language_name(node)
    ask = f"Which of the {name}steps is number {position + 1} of {len(steps)}?"
    letter = next(iter(tokens(bare(comment.text))), "")[:1]
    code = fence(_code_below(node, comment), node.language)
    subjects = (scope.subject, scope.full_subject)
    hinted = f"Which {name}step is number {position + 1} of {len(steps)} (begins with “{letter}”)?"
    return Draft(
        kind=Kind.STEP,
        key=(key,),
        fronts=(
            *(front(s, f"{ask}\n\n" + "\n".join(lines)) for s in subjects),
            *(front(s, f"{hinted}\n\n{code}") for s in subjects),
            *(front(s, hinted) for s in subjects),
        ),
        back=answer,
        more="\n\n".join(part for part in (more, code) if part),
        group=f"steps:{_block_of(node.text.splitlines(), comment.line_index)[0]}"
        f":{scope.labels[-1] if scope.labels else ''}",
        scope=scope,
        source=comment.source,
    )


def _purpose(comment: Comment, key: str, scope: Scope, node: Listing) -> Draft:
    """A lone comment: one short line below it is asked for, a block asks for its purpose."""
    text = bare(comment.text)
    block = _code_below(node, comment)
    code = fence(block, node.language)
    name = language_name(node)
    subjects = (scope.subject, scope.full_subject)
    line = block.rstrip("\\ ").rstrip(",")
    if "\n" not in block and len(block) <= _MAX_CODE and len(plain_words(text)) >= 2:
        ask = f"Which {name}line: {escape_markdown(quoted(text))}?"
        return Draft(
            kind=Kind.CODE,
            key=(key,),
            fronts=tuple(front(s, ask) for s in subjects),
            back=code_span(line),
            group=f"code:{key}",
            scope=scope,
            source=comment.source,
        )
    answer, more = shorten(escape_markdown(text))
    letter = next(iter(tokens(text)), "")[:1]
    return Draft(
        kind=Kind.CODE,
        key=(key,),
        fronts=(
            *(front(s, f"What is this {name}code for?\n\n{code}") for s in subjects),
            *(front(s, f"{name}code for what (“{letter}…”)?\n\n{code}") for s in subjects),
        ),
        back=answer,
        more=more,
        group=f"code:{key}",
        scope=scope,
        source=comment.source,
    )
