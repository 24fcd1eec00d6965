"""Flat runs of labels and blocks, nested the way their author meant them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import NO_TEXT, Labelled, Node, Source, Text
from generator.reading.inline import text

_NUMBERED = re.compile(r"^\(?\d{1,2}[.)]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label as met: `lines` is the rest of its paragraph, line by line."""

    label: str
    lines: tuple[str, ...]
    source: Source
    level: int = 0  # > 0: a heading of that level

    @property
    def body(self) -> str:
        """All of the paragraph's rest as one line."""
        return " ".join(line for line in self.lines if line)


Flat = Node | Label


def nest(flat: Sequence[Flat]) -> tuple[Node, ...]:
    """Put what follows a label under it, and labels that belong together under their parent.

    A label with nothing of its own opens a level: the labels behind it are its children, until
    the next such label, or until they stop following the pattern they share. A heading closes
    every label of its own level or deeper.
    """
    groups = _groups(flat)
    nodes: list[Node] = []
    index = 0
    while index < len(groups):
        label, content = groups[index]
        index += 1
        if label is None:
            nodes.extend(content)
            continue
        children = list(content)
        if not label.lines and not content:
            end = _family_end(groups, index, label)
            children = list(nest([part for group in groups[index:end] for part in _flat(group)]))
            index = end
        nodes.append(_labelled(label, children))
    return tuple(nodes)


def _groups(flat: Sequence[Flat]) -> list[tuple[Label | None, list[Node]]]:
    """Each label with the blocks right behind it."""
    groups: list[tuple[Label | None, list[Node]]] = []
    for part in flat:
        if isinstance(part, Label):
            groups.append((part, []))
        elif groups:
            groups[-1][1].append(part)
        else:
            groups.append((None, [part]))
    return groups


def _flat(group: tuple[Label | None, list[Node]]) -> list[Flat]:
    label, content = group
    return [*([label] if label else []), *content]


def _family_end(
    groups: Sequence[tuple[Label | None, list[Node]]], start: int, parent: Label
) -> int:
    """Where the children of a label without content end."""
    first = groups[start][0] if start < len(groups) else None
    if first is None:
        return start
    end = start
    pattern = ""
    while end < len(groups):
        label, content = groups[end]
        if label is None:
            break
        if parent.level and label.level and label.level <= parent.level:
            break
        if end > start:
            if not parent.level and (label.level or (not label.lines and not content)):
                break
            shared = _shared(first.label, label.label)
            if end == start + 1:
                pattern = shared
            elif pattern and shared != pattern and not parent.level:
                break
            if end == start + 1 and not shared and _NUMBERED.match(first.label):
                break
        end += 1
    return end


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
    name = _NUMBERED.sub("", label.label) or label.label
    body: Text = text(label.body) if label.body else NO_TEXT
    return Labelled(label=text(name), body=body, children=tuple(children), source=label.source)
