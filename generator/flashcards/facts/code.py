"""Commented code: trailing comments explain their line, both ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flashcards.facts.lists import Walk
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet, unique
from flashcards.facts.steps import bare, extract_steps, language_name
from flashcards.facts.wording import (
    code_span,
    fence,
    first_line,
    front,
    leaks,
    plain_words,
    quoted,
    shorten,
)
from flashcards.markup.escape import escape_markdown
from flashcards.model import Comment, Kind, Listing

_MAX_CODE = 72
"""Longer code is not asked for by heart."""

_CONTEXT_LINES = 4
_COMMANDS = frozenset(("shell ", "CMake ", "INI "))
"""Languages of which whole lines are worth knowing by heart."""

_RESULT = re.compile(r"^[~≈=<>]?\s*[-+]?[\d\[$]")


def extract_code(node: Listing, scope: Scope, sheet: Sheet, walk: Walk) -> None:
    """Put a listing's cards on the sheet: its comments, and remarks as text of their own."""
    walk(node.remarks, scope, sheet)
    if not node.comments and not node.remarks:
        sheet.skip(node.source, "code listing", first_line(node.text), "code without comments")
        return
    heading = ""
    trailing = [c for c in node.comments if c.code]
    codes = unique([_tidy(c.code) for c in trailing])
    keys = {c.line_index: code for c, code in zip(trailing, codes, strict=True)}
    alone = [c for c in node.comments if not c.code and not _is_heading(c, node)]
    drafts = extract_steps(alone, node, scope)
    for comment in node.comments:
        if comment.code:
            inner = scope.under(heading) if heading else scope
            found = list(_trailing(comment, keys[comment.line_index], trailing, inner, node))
            sheet.add(comment.source, "commented code", comment.text, found)
        elif comment.line_index in drafts:
            found = [drafts[comment.line_index]]
            sheet.add(comment.source, "commented code", comment.text, found)
        else:
            heading = bare(comment.text).rstrip(":")
            sheet.heading(comment.source, "commented code", comment.text)


def _is_heading(comment: Comment, node: Listing) -> bool:
    """A comment-only line above lines that carry comments of their own."""
    return any(
        c.code and comment.line_index < c.line_index <= comment.line_index + 2
        for c in node.comments
    )


def _tidy(code: str) -> str:
    """Code without what only ties it to the next line."""
    return code.rstrip("\\ ").rstrip(",").strip()


def _window(node: Listing, line_index: int, hidden: str) -> str:
    """The listing around a line, that line replaced by `hidden`, as a highlighted fence."""
    lines = node.text.splitlines()
    start = max(0, line_index - _CONTEXT_LINES)
    end = min(len(lines), line_index + _CONTEXT_LINES + 1)
    shown = lines[start:end]
    indent = re.match(r"\s*", lines[line_index])
    shown[line_index - start] = (indent.group() if indent else "") + hidden
    return fence("\n".join(shown), f"{node.language or 'text'} hl={line_index - start + 1}")


def _trailing(
    comment: Comment, key: str, all_trailing: Sequence[Comment], scope: Scope, node: Listing
) -> Iterable[Draft]:
    """`code  # what it does`, asked both ways; `code  # result` asks for the result."""
    code = _tidy(comment.code)
    text = comment.text.strip()
    answer, more = shorten(escape_markdown(text))
    subjects = (scope.subject, scope.full_subject)
    group = f"code:{key}"
    language = language_name(node)
    is_option = code.startswith("-") or " " not in code
    result = bool(_RESULT.match(text)) and not code.startswith("-")
    if result:
        ask = "what does this give?"
    else:
        does = is_option or language in _COMMANDS
        ask = "what does this do?" if does else "what is the point of this line?"
    listing = _window(node, comment.line_index, comment.code)
    short_code = len(code) <= _MAX_CODE
    fronts = [front(s, f"{code_span(code)}: {ask}") for s in subjects if short_code] + [
        front(s, f"{ask.capitalize()}\n\n{fence(code, node.language)}") for s in subjects
    ]
    shown = "\n\n".join(part for part in (more, listing) if part)
    yield Draft(
        kind=Kind.CODE,
        key=(key,),
        fronts=tuple(fronts),
        back=answer,
        more=shown,
        group=group,
        scope=scope,
        source=comment.source,
    )
    by_heart = is_option or language in _COMMANDS
    if result or not short_code or not by_heart or not _names_its_line(comment, all_trailing):
        return
    what = "option" if code.startswith("-") else "line" if " " in code else "name"
    yield Draft(
        kind=Kind.CODE,
        key=(key, "reverse"),
        fronts=tuple(
            front(s, f"Which {language}{what}: {escape_markdown(quoted(text))}?") for s in subjects
        ),
        back=code_span(code),
        more=listing,
        group=group,
        scope=scope,
        source=comment.source,
    )


def _names_its_line(comment: Comment, all_trailing: Sequence[Comment]) -> bool:
    """Whether a comment is specific enough to ask for its code."""
    content = plain_words(comment.text)
    if len(content) < 2 or leaks(comment.text, comment.code):
        return False
    return all(plain_words(c.text) != content for c in all_trailing if c is not comment)
