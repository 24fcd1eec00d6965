"""What no author means: a fence that nobody closes, nesting or a listing beyond what is read."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.errors import Finding
from flashcards.lexing import is_too_slow
from flashcards.tree import Span, Tree
from flashcards.tree.nodes import CodeBlock, Details, walk

# What opens a fence, and what may close it, behind signs of quotes.
_OPENING = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,})")
_CLOSING = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,})[ \t]*")


def unclosed(tree: Tree, path: str) -> Iterator[Finding]:
    """All findings of this kind."""
    yield from _fences(tree, path)
    yield from _folds(tree, path)
    yield from _left_out(tree, path)


def _fences(tree: Tree, path: str) -> Iterator[Finding]:
    """A finding for each fence without an end."""
    for block in walk(tree.blocks):
        if not isinstance(block, CodeBlock) or not block.fenced or block.span.start < 0:
            continue
        first, *rest = tree.source(block.span).split("\n")
        opening = _OPENING.match(first)
        closing = _CLOSING.fullmatch(rest[-1]) if rest else None
        if opening and not (closing and closing["mark"].startswith(opening["mark"])):
            yield Finding(
                path=path,
                line=tree.line(block.span),
                rule="unclosed-fence",
                severity="warning",
                message="the fence has no end; all that follows is taken for code",
            )


def _folds(tree: Tree, path: str) -> Iterator[Finding]:
    """A finding for each fold without an end."""
    for block in walk(tree.blocks):
        if isinstance(block, Details) and not block.closed:
            yield Finding(
                path=path,
                line=tree.line(block.span),
                rule="unclosed-fold",
                severity="note",
                message="the fold has no </details>; it is taken to end where the next one asks",
            )


def _left_out(tree: Tree, path: str) -> Iterator[Finding]:
    """A finding where blocks are nested too deep to be read: one, at the first."""
    if tree.cut:
        more = f", here and in {len(tree.cut) - 1:,} more places" if len(tree.cut) > 1 else ""
        yield Finding(
            path=path,
            line=tree.line(Span(tree.cut[0], tree.cut[0])),
            rule="too-deep",
            severity="warning",
            message=f"lists and quotes are nested too deep; what is inside is not read{more}",
        )


def plain_listings(tree: Tree, path: str) -> Iterator[Finding]:
    """A finding for each listing that is too long, or too odd, to be coloured in time."""
    for block in walk(tree.blocks):
        if isinstance(block, CodeBlock) and is_too_slow(block.value, block.language):
            yield Finding(
                path=path,
                line=tree.line(block.span),
                rule="plain-listing",
                severity="note",
                message="the listing takes too long to colour, or is too long; it is shown plain",
            )
