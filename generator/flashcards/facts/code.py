"""Commented code: trailing comments explain their line, both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from flashcards import patterns as re
from flashcards.card import CodeLine, OfLine
from flashcards.document import Comment, Listing, Node, Paragraph, Phrase
from flashcards.facts.lists import Walk
from flashcards.facts.prose import extract_paragraph
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet, unique
from flashcards.facts.steps import bare, comment_inlines, extract_steps, language_name, lines_of
from flashcards.facts.wording import (
    answer_of,
    ask,
    first_line,
    front,
    leaks,
    listing,
    plain_words,
    quoted,
    shorten,
)
from flashcards.tree import nodes as n

_MAX_CODE = 72
"""Longer code is not asked for by heart."""

_CONTEXT_LINES = 4
_COMMANDS = frozenset(("shell ", "CMake ", "INI "))
"""Languages of which whole lines are worth knowing by heart."""

# A comment that tells what its line gives: `~4 GB`, `= 12`, `[1, 2]`.
_RESULT = re.compile(r"^[~≈=<>]?\s*[-+]?[\d\[$]")


def extract_code(node: Listing, scope: Scope, sheet: Sheet, walk: Walk) -> None:
    """Put a listing's cards on the sheet: its comments, and remarks as text of their own."""
    for remark in map(_first_line_of, node.remarks):
        if isinstance(remark, Paragraph):
            # What a comment says is of its lines, not of the heading above the listing.
            extract_paragraph(remark, scope, sheet, opens_label=not node.language)
        else:
            walk((remark,), scope, sheet)
    if not node.comments and not node.remarks:
        first = first_line(node.block.value)
        sheet.skip(node.source, "code listing", first, "code without comments")
        return
    heading = ""
    trailing = [c for c in node.comments if c.code]
    codes = unique([_tidy(c.code) for c in trailing])
    keys = {c.line_index: code for c, code in zip(trailing, codes, strict=True)}
    commented = frozenset(c.line_index for c in trailing)
    alone = [c for c in node.comments if not c.code and not _is_heading(c, commented)]
    said = Counter(frozenset(plain_words(c.text)) for c in trailing)
    drafts = extract_steps(alone, node, scope)
    for comment in node.comments:
        if comment.code:
            inner = scope.under(heading) if heading else scope
            found = list(_trailing(comment, keys[comment.line_index], said, inner, node))
            sheet.add(comment.source, "commented code", comment.text, found)
        elif comment.line_index in drafts:
            found = [drafts[comment.line_index]]
            sheet.add(comment.source, "commented code", comment.text, found)
        else:
            heading = bare(comment.text).rstrip(":")
            sheet.heading(comment.source, "commented code", comment.text)


def _first_line_of(node: Node) -> Node:
    """A remark's first line: in a fence, unlike in running text, a line's end parts statements."""
    if not isinstance(node, Paragraph):
        return node
    inlines = node.text.inlines
    at = next((i for i, one in enumerate(inlines) if isinstance(one, n.Break)), None)
    return node if at is None else replace(node, text=Phrase(inlines[:at]))


def _is_heading(comment: Comment, commented: AbstractSet[int]) -> bool:
    """A comment-only line above lines that carry comments of their own."""
    return not commented.isdisjoint((comment.line_index + 1, comment.line_index + 2))


def _tidy(code: str) -> str:
    """Code without what only ties it to the next line."""
    return code.rstrip("\\ ").rstrip(",").strip()


def _window(node: Listing, line_index: int, hidden: str) -> n.CodeBlock:
    """The listing around a line, that line replaced by `hidden` and marked."""
    lines = lines_of(node)
    start = max(0, line_index - _CONTEXT_LINES)
    end = min(len(lines), line_index + _CONTEXT_LINES + 1)
    shown = list(lines[start:end])
    indent = re.match(r"\s*", lines[line_index])
    shown[line_index - start] = (indent.group() if indent else "") + hidden
    return n.CodeBlock(
        "\n".join(shown),
        node.language or "text",
        starts=node.block.starts[start:end],
        marked=(line_index - start + 1,),
    )


def _trailing(
    comment: Comment, key: str, said: Mapping[frozenset[str], int], scope: Scope, node: Listing
) -> Iterable[Draft]:
    """`code  # what it does`, asked both ways; `code  # result` asks for the result."""
    code = _tidy(comment.code)
    text = comment_inlines(comment)
    answer, more = shorten(text)
    subjects = (scope.subject, scope.full_subject)
    group = f"code:{key}"
    language = language_name(node)
    is_option = code.startswith("-") or " " not in code
    result = bool(_RESULT.match(comment.text.strip())) and not code.startswith("-")
    if result:
        asked = "what does this give?"
    else:
        does = is_option or language in _COMMANDS
        asked = "what does this do?" if does else "what is the point of this line?"
    shown = _window(node, comment.line_index, comment.code)
    short_code = len(code) <= _MAX_CODE
    fronts = [front(s, ask((n.Code(code),), f": {asked}")) for s in subjects if short_code] + [
        front(s, ask(asked.capitalize()), listing(code, node.language)) for s in subjects
    ]
    yield Draft(
        ask=CodeLine(
            line=code,
            comment=text,
            language=node.language,
            asks=OfLine.RESULT if result else OfLine.PURPOSE,
        ),
        key=(key,),
        fronts=tuple(fronts),
        back=answer_of(answer),
        more=(*answer_of(more), shown),
        group=group,
        scope=scope,
        source=comment.source,
    )
    by_heart = is_option or language in _COMMANDS
    if result or not short_code or not by_heart or not _names_its_line(comment, said):
        return
    what = "option" if code.startswith("-") else "line" if " " in code else "name"
    yield Draft(
        ask=CodeLine(
            line=code,
            comment=text,
            language=node.language,
            asks=OfLine.OPTION if what == "option" else OfLine.LINE,
        ),
        key=(key, "reverse"),
        fronts=tuple(
            front(s, ask(f"Which {language}{what}: ", quoted(text), "?")) for s in subjects
        ),
        back=answer_of((n.Code(code),)),
        more=(shown,),
        group=group,
        scope=scope,
        source=comment.source,
    )


def _names_its_line(comment: Comment, said: Mapping[frozenset[str], int]) -> bool:
    """Whether a comment is specific enough to ask for its code: no other of the listing says it."""
    content = frozenset(plain_words(comment.text))
    return len(content) >= 2 and said[content] == 1 and not leaks(comment.text, comment.code)
