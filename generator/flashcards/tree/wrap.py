"""Wrappers of ours round what stands at a place: corrected, refuted, hidden."""

from __future__ import annotations

from collections.abc import Callable

from flashcards.tree.nodes import (
    Code,
    Image,
    Inline,
    Inlines,
    Text,
    Wrapper,
    children_of,
    with_children,
)
from flashcards.tree.span import Span, hull

Wrap = Callable[[Inlines], Inline]
"""Puts a wrapper round nodes."""


def wrap(inlines: Inlines, span: Span, wrapper: Wrap) -> Inlines:
    """Inlines with a wrapper round the characters at a span; the same if none stands there.

    Literal text is parted at the span's ends, and what wraps it. Of code, formulas and what stands
    for a span as a whole, all is wrapped.
    """
    if span.start >= span.end:
        return inlines
    touched = [index for index, node in enumerate(inlines) if _touches(node, span)]
    if not touched:
        return inlines
    first, last = touched[0], touched[-1]
    node = inlines[first]
    inner = () if isinstance(node, Image) else children_of(node)
    if first == last and inner:
        children = wrap(inner, span, wrapper)
        if children is inner:
            return inlines
        made = with_children(node, children)
        return (*inlines[:first], made, *inlines[last + 1 :])
    before, kept = _parted(inlines[first], span.start, ends=False)
    middle: Inlines = inlines[first + 1 : last + 1]
    if first == last:
        kept, after = _parted(kept[0], span.end, ends=True)
    else:
        end, after = _parted(inlines[last], span.end, ends=True)
        middle = (*inlines[first + 1 : last], *end)
    inside = (*kept, *(middle if first != last else ()))
    return (*inlines[:first], *before, wrapper(inside), *after, *inlines[last + 1 :])


def _touches(node: Inline, span: Span) -> bool:
    if isinstance(node, Image):
        return False
    if isinstance(node, Text | Code) or not children_of(node):
        return node.span.start >= 0 and node.span.touches(span)
    return any(_touches(child, span) for child in children_of(node))


def _parted(node: Inline, place: int, *, ends: bool) -> tuple[Inlines, Inlines]:
    """Literal text before and from a place on; what cannot be parted stands inside the wrapper.

    Args:
        node: at an end of what is wrapped.
        place: of that end.
        ends: whether the wrapper ends here, so that its inside lies before.
    """
    if isinstance(node, Wrapper):
        return _parted_inside(node, place, ends=ends)
    if not isinstance(node, Text) or not node.verbatim:
        return ((node,), ()) if ends else ((), (node,))
    at = place - node.span.start
    if at <= 0:
        return (), (node,)
    if at >= len(node.value):
        return (node,), ()
    return (
        (Text(node.value[:at], span=Span(node.span.start, place)),),
        (Text(node.value[at:], span=Span(place, node.span.end)),),
    )


def _parted_inside(node: Inline, place: int, *, ends: bool) -> tuple[Inlines, Inlines]:
    """The same for what stands in a wrapper: one round each part that holds anything."""
    before: list[Inline] = []
    after: list[Inline] = []
    for child in children_of(node):
        place_of = _extent(child)
        if place_of.end <= place:
            before.append(child)
        elif place_of.start >= place:
            after.append(child)
        else:
            left, right = _parted(child, place, ends=ends)
            before.extend(left)
            after.extend(right)
    return (
        (with_children(node, tuple(before)),) if before else (),
        (with_children(node, tuple(after)),) if after else (),
    )


def _extent(node: Inline) -> Span:
    """From the first character of a node to its last; of what is ours, nowhere."""
    inside = () if isinstance(node, Image) else children_of(node)
    return hull(map(_extent, inside)) if inside else node.span
