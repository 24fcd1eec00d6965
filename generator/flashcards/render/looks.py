"""What all renderers agree on: signs, boxes, pictures, and where an author meant a new line."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.tree.flat import plain
from flashcards.tree.nodes import (
    CodeBlock,
    Emphasis,
    Image,
    Inline,
    Inlines,
    Strong,
    Text,
    children_of,
)

BLANK = "[…]"
"""What is asked for, in text and in listings."""

MARKS = ("✅", "❌", "⚠", "✓", "✗", "☐", "☑")
"""Signs that open a line of their own, though the author wrote no blank line before them."""

BOXES = {True: "☑ ", False: "☐ ", None: ""}
"""The sign of an item of a list of tasks."""

SOUNDS = (".mp3", ".ogg", ".oga", ".wav", ".m4a", ".flac", ".opus", ".aac")

# What a build names pictures and sounds: by what is in them.
PACKED = re.compile(r"fc-[0-9a-f]{20}\.[a-z0-9]{1,5}")

_OUTPUT = frozenset(("text", "output", "console", "plain", "stdout", "txt"))
_DIAGRAMS = frozenset(("diagram", "mermaid", "ascii", "dot", "plantuml"))
# Box drawings: a fence that has them and names no language is a diagram.
_DRAWN = re.compile("[─-╿▲▼◀▶]")


def box_of(block: CodeBlock) -> str:
    """What kind of box a listing stands in: `code`, `output` or `diagram`."""
    language = block.language
    if language in _OUTPUT:
        return "output"
    if language in _DIAGRAMS or (not language and _DRAWN.search(block.value)):
        return "diagram"
    return "code"


def is_sound(image: Image) -> bool:
    """Whether an embedded thing is heard, not seen."""
    return image.target.split("?")[0].casefold().endswith(SOUNDS)


def named(image: Image) -> str:
    """A picture or sound in words, where it cannot be shown.

    Its file's name is not said: it may be the answer.
    """
    words = " ".join(plain(image.alt).split())
    return words or ("[sound]" if is_sound(image) else "[picture]")


_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that",
     "the", "this", "to", "with")
)  # fmt: skip


def tells(words: str, secret: str) -> bool:
    """Whether a description shares a word with an answer, small words aside."""
    said, kept = (set(re.findall(r"\w+", text.casefold())) - _SMALL for text in (words, secret))
    return bool(said & kept)


def opens_line(nodes: Sequence[Inline], index: int) -> bool:
    """Whether what follows a soft break was meant to start a line: a label, or a mark."""
    if index >= len(nodes):
        return False
    node = nodes[index]
    if isinstance(node, Text):
        return node.value.startswith(MARKS)
    if not isinstance(node, Strong | Emphasis):
        return False
    after = nodes[index + 1] if index + 1 < len(nodes) else None
    follows = isinstance(after, Text) and after.value.startswith(":")
    return follows or plain(node.children).rstrip().endswith(":")


def opens_with_mark(inlines: Inlines) -> bool:
    """Whether text brings its own sign in place of a bullet."""
    first = inlines[0] if inlines else None
    while first is not None and (children := children_of(first)):
        first = children[0]
    return isinstance(first, Text) and first.value.startswith(MARKS)
