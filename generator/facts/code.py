"""Commented code: trailing comments explain their line, comment-only lines are steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.facts.lists import Walk
from generator.facts.scope import Scope
from generator.facts.sheet import Draft, Sheet, unique
from generator.facts.wording import (
    BLANK,
    code_span,
    escape_markdown,
    fence,
    first_line,
    leaks,
    plain_words,
    quoted,
    shorten,
    tokens,
)
from generator.model import Comment, Kind, Listing

_MAX_CODE = 72
"""Longer code is not asked for by heart."""

_MIN_STEPS = 3
_CONTEXT_LINES = 4
_RESULT = re.compile(r"^[~≈=<>]?\s*[-+]?[\d\[$]")
_NAMES = {
    "bash": "Shell", "sh": "Shell", "console": "Shell", "cmake": "CMake", "python": "Python",
    "py": "Python", "cpp": "C++", "c": "C", "yaml": "YAML", "dockerfile": "Dockerfile",
    "json": "JSON", "toml": "TOML",
}  # fmt: skip


def extract_code(node: Listing, scope: Scope, sheet: Sheet, walk: Walk) -> None:
    """Trailing comments explain their line; runs of comment-only lines are steps."""
    walk(node.remarks, scope, sheet)
    if not node.comments and not node.remarks:
        sheet.skip(node.source, "code listing", first_line(node.text), "code without comments")
        return
    heading = ""
    trailing = [c for c in node.comments if c.code]
    steps = [c for c in node.comments if not c.code and c.following and not _is_heading(c, node)]
    step_keys = dict(zip(map(id, steps), unique([_bare(c.text) for c in steps]), strict=True))
    codes = dict(
        zip(map(id, trailing), unique([c.code.rstrip("\\ ") for c in trailing]), strict=True)
    )
    for comment in node.comments:
        if comment.code:
            inner = scope.under(heading) if heading else scope
            drafts = list(_trailing(comment, codes[id(comment)], trailing, inner, node))
            sheet.add(comment.source, "commented code", comment.text, drafts)
        elif _is_heading(comment, node):
            heading = _bare(comment.text).rstrip(":")
            sheet.heading(comment.source, "commented code", comment.text)
        elif len(steps) >= _MIN_STEPS:
            drafts = list(_step(comment, step_keys[id(comment)], steps, scope, node))
            sheet.add(comment.source, "commented code", comment.text, drafts)
        else:
            drafts = list(_line(comment, scope, node))
            sheet.add(comment.source, "commented code", comment.text, drafts)


def _is_heading(comment: Comment, node: Listing) -> bool:
    """A comment-only line above lines that carry comments of their own."""
    if comment.code or not comment.following:
        return False
    return any(
        c.code and comment.line_index < c.line_index <= comment.line_index + 2
        for c in node.comments
    )


def _bare(text: str) -> str:
    """A comment without its own counter."""
    return (
        re.sub(r"^(?:step\s+)?\d{1,2}[a-z]?[.):]\s+", "", text.strip(), flags=re.IGNORECASE)
        or text.strip()
    )


def _language(node: Listing) -> str:
    return _NAMES.get(node.language.casefold(), node.language)


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
    code = comment.code.rstrip("\\ ").strip()
    text = comment.text.strip()
    answer, more = shorten(escape_markdown(text))
    subjects = (scope.subject, scope.full_subject)
    group = f"code:{key}"
    result = bool(_RESULT.match(text))
    ask = "what does this give?" if result else "what does this do?"
    listing = _window(node, comment.line_index, comment.code)
    short_code = len(code) <= _MAX_CODE
    fronts = [
        f"{escape_markdown(s)} — {code_span(code)}: {ask}" for s in subjects if short_code
    ] + [f"{escape_markdown(s)} — {ask}\n\n{fence(code, node.language)}" for s in subjects]
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
    if result or not short_code or not _names_its_line(comment, all_trailing):
        return
    what = "option" if code.startswith("-") else "line" if " " in code else "name"
    language = f"{_language(node)} " if _language(node) else ""
    yield Draft(
        kind=Kind.CODE,
        key=(key, "reverse"),
        fronts=tuple(
            f"{escape_markdown(s)} — which {language}{what}: {escape_markdown(quoted(text))}?"
            for s in subjects
        ),
        back=code_span(code.rstrip(",")),
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


def _step(
    comment: Comment, key: str, steps: Sequence[Comment], scope: Scope, node: Listing
) -> Iterable[Draft]:
    """A comment-only line as a step of its listing, the other steps shown."""
    position = next(i for i, step in enumerate(steps) if step is comment)
    count = len(steps)
    first = max(0, min(position - 4, count - 9))
    answer, more = shorten(escape_markdown(_bare(comment.text)))
    language = f"{_language(node)} " if _language(node) else ""
    lines = [
        f"{i + 1}. {BLANK if i == position else '||' + escape_markdown(_bare(step.text)) + '||'}"
        for i, step in enumerate(steps)
    ][first : first + 9]
    ask = f"{language}steps: what is number {position + 1} of {count}?"
    letter = next((sign for sign in tokens(_bare(comment.text)) if sign), "")[:1]
    fronts = [
        f"{escape_markdown(s)} — {ask}\n\n" + "\n".join(lines)
        for s in (scope.subject, scope.full_subject)
    ]
    code = fence(comment.following, node.language)
    fronts += [
        f"{escape_markdown(s)} — {language}step {position + 1} of {count} "
        f"(begins with “{letter}”)?\n\n{code}"
        for s in (scope.subject, scope.full_subject)
    ]
    yield Draft(
        kind=Kind.STEP,
        key=(key,),
        fronts=tuple(fronts),
        back=answer,
        more="\n\n".join(part for part in (more, code) if part),
        group=f"steps:{scope.labels[-1] if scope.labels else ''}",
        scope=scope,
        source=comment.source,
    )


def _line(comment: Comment, scope: Scope, node: Listing) -> Iterable[Draft]:
    """A lone comment above a line: which line does it?"""
    code = comment.following.strip()
    text = _bare(comment.text)
    language = f"{_language(node)} " if _language(node) else ""
    subjects = (scope.subject, scope.full_subject)
    if len(code) <= _MAX_CODE and len(plain_words(text)) >= 2:
        yield Draft(
            kind=Kind.CODE,
            key=(text,),
            fronts=tuple(
                f"{escape_markdown(s)} — which {language}line: {escape_markdown(quoted(text))}?"
                for s in subjects
            ),
            back=code_span(code.rstrip("\\ ")),
            more=_window(node, comment.line_index, f"{comment_sign(node)} {comment.text}"),
            group=f"code:{text}",
            scope=scope,
            source=comment.source,
        )
        return
    answer, more = shorten(escape_markdown(text))
    shown = fence(code, node.language)
    yield Draft(
        kind=Kind.CODE,
        key=(text,),
        fronts=tuple(
            f"{escape_markdown(s)} — what is this {language}line for?\n\n{shown}" for s in subjects
        ),
        back=answer,
        more=more,
        group=f"code:{text}",
        scope=scope,
        source=comment.source,
    )


def comment_sign(node: Listing) -> str:
    """How a line comment begins in the listing's language."""
    return "//" if node.language.casefold() in {"c", "cpp", "c++", "cuda", "javascript"} else "#"
