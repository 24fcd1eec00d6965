"""Flat runs of labels and blocks, nested the way their author meant them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import Labelled, Node, Phrase, Source
from flashcards.questions.slices import cut, joined, phrase, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Inlines
from flashcards.values import dataclass

_AFTERWORDS = frozenset(
    ("result", "results", "output", "note", "conclusion", "verdict", "takeaway", "why", "answer")
)
"""Labels that speak of the block before them."""

_MAX_DEPTH = 20
_COUNTED = re.compile(r"^(.*?)\s*\d{1,3}\b")
_NUMBERED = re.compile(r"^\(?\d{1,2}[.)]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label as met: `lines` is the rest of its paragraph, line by line."""

    label: Inlines
    lines: tuple[Inlines, ...]
    source: Source
    level: int = 0  # > 0: a heading of that level

    @property
    def name(self) -> str:
        """The label as a person reads it."""
        return plain(self.label).strip()

    @property
    def body(self) -> Phrase:
        """All of the paragraph's rest as one line."""
        return phrase(joined(self.lines))


Flat = Node | Label
Group = tuple[Label | None, list[Node]]
"""A label with the blocks right behind it; None for blocks before the first label."""


def nest(flat: Sequence[Flat], depth: int = 0) -> tuple[Node, ...]:
    """Put what follows a label under it, and labels that belong together under their parent.

    A label with nothing of its own opens a level: the labels behind it are its children, until
    the next such label, or until they stop following the pattern they share. A heading closes
    every label of its own level or deeper.
    """
    groups = _groups(flat)
    nodes: list[Node] = []
    names: dict[str, set[str]] = {}
    index = 0
    while index < len(groups):
        label, content = groups[index]
        index += 1
        if label is None:
            nodes.extend(content)
            continue
        children = list(content)
        if label.level:
            end = _heading_end(groups, index, label.level)
            below = [part for group in groups[index:end] for part in _flat(group)]
            children = list(nest([*content, *below], depth + 1))
            index = end
        elif not label.lines and not content and depth < _MAX_DEPTH:
            kin = names.setdefault(_opening(label.name), set())
            end = _family_end(groups, index, label, kin)
            kin.update(_opening(g.name) for g, _ in groups[index:end] if g)
            children = list(
                nest([part for group in groups[index:end] for part in _flat(group)], depth + 1)
            )
            index = end
        node = _labelled(label, children)
        above = nodes[-1] if nodes else None
        if label.name.casefold() in _AFTERWORDS and label.lines and isinstance(above, Labelled):
            nodes[-1] = replace(above, children=(*above.children, node))
        else:
            nodes.append(node)
    return tuple(nodes)


def _groups(flat: Sequence[Flat]) -> list[Group]:
    """Each label with the blocks right behind it."""
    groups: list[Group] = []
    for part in flat:
        if isinstance(part, Label):
            groups.append((part, []))
        elif groups:
            groups[-1][1].append(part)
        else:
            groups.append((None, [part]))
    return groups


def _flat(group: Group) -> list[Flat]:
    label, content = group
    return [*([label] if label else []), *content]


def _opening(label: str) -> str:
    """A label's first word, `1.` for any counter."""
    return "1." if _NUMBERED.match(label) else label.casefold().split(" ")[0].rstrip(":")


def _family_end(groups: Sequence[Group], start: int, parent: Label, kin: set[str]) -> int:
    """Where the children of a label without content end.

    Args:
        groups: labels with what is right behind them.
        start: the first behind the parent.
        parent: the label without content.
        kin: first words of the children of parents like it (`Use Case 1`, `Use Case 2`).
    """
    first = groups[start][0] if start < len(groups) else None
    if first is None:
        return start
    if first.level:
        return start
    for later in range(start, len(groups)):
        label, content = groups[later]
        if label and label.level:
            break
        if label and not label.lines and not content and _like(parent.name, label.name):
            return later
    if kin:
        end = start
        while end < len(groups) and _known(groups[end][0], kin):
            end += 1
        return max(end, start + 1)
    return _pattern_end(groups, start, first.name)


def _heading_end(groups: Sequence[Group], start: int, level: int) -> int:
    """Up to the next heading of that level or above."""
    for index in range(start, len(groups)):
        label = groups[index][0]
        if label is None or 0 < label.level <= level:
            return index
    return len(groups)


def _pattern_end(groups: Sequence[Group], start: int, first: str) -> int:
    """Up to the next label without content, or the first that breaks the common pattern."""
    end, pattern = start + 1, ""
    while end < len(groups):
        label, content = groups[end]
        if label is None or label.level or (not label.lines and not content):
            break
        shared = _shared(first, label.name)
        if end == start + 1:
            if not shared and _NUMBERED.match(first):
                break
            pattern = shared
        elif pattern and shared != pattern:
            break
        end += 1
    return end


def _like(one: str, other: str) -> bool:
    """`Use Case 1: …` and `Use Case 2: …`: the same words before a counter."""
    a, b = _COUNTED.match(one), _COUNTED.match(other)
    return bool(a and b and a.group(1).casefold() == b.group(1).casefold())


def _known(label: Label | None, kin: set[str]) -> bool:
    return label is not None and not label.level and _opening(label.name) in kin


def _shared(one: str, other: str) -> str:
    """What two labels have in common: a counter, their first or their last word; or nothing."""
    if _NUMBERED.match(one) and _NUMBERED.match(other):
        return "number"
    a, b = one.casefold().split(), other.casefold().split()
    if a and b and a[0] == b[0]:
        return f"first:{a[0]}"
    strip = str.maketrans("", "", "():")
    a = re.sub(r"\([^)]*\)", "", one.casefold()).translate(strip).split()
    b = re.sub(r"\([^)]*\)", "", other.casefold()).translate(strip).split()
    if a and b and a[-1] == b[-1]:
        return f"last:{a[-1]}"
    return ""


def _labelled(label: Label, children: Sequence[Node]) -> Labelled:
    return Labelled(
        label=phrase(uncounted(label.label)),
        body=label.body,
        children=tuple(children),
        source=label.source,
        level=label.level,
    )


def uncounted(name: Inlines) -> Inlines:
    """The name of a part without its number: `3. Storage` is `Storage`."""
    bare = stripped(name)
    number = _NUMBERED.match(plain(bare))
    return cut(bare, number.end()) if number else name
