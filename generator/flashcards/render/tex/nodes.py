"""What a formula is made of."""

from __future__ import annotations

from typing import TypeAlias

from flashcards.values import dataclass


@dataclass(frozen=True, slots=True)
class Atom:
    """One sign.

    `kind` is `name` (set in italics), `number`, `operator`, `large` (an operator that grows),
    `function`, `text`, or `space` (its width in em as text).
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fraction:
    """One over the other; without a `line` it is a binomial's inside."""

    top: Node
    bottom: Node
    line: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    """A root, square without a degree."""

    of: Node
    degree: Node | None


@dataclass(frozen=True, slots=True)
class Script:
    """A base with what stands at its end, or with `limits` straight below and above it."""

    base: Node
    below: Node | None
    above: Node | None
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Accent:
    """A base under (or over) a sign of its own width; `name` as in `commands.ACCENTS`."""

    base: Node
    name: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Letters in a style: `bold`, `double`, `script`, `fraktur`, `upright`, `sans`, `mono`."""

    of: Node
    style: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in rows, between delimiters or none; `kind` as in `commands.ENVIRONMENTS`."""

    rows: tuple[tuple[Row, ...], ...]
    kind: str
    left: str = ""
    right: str = ""


Node: TypeAlias = "Atom | Row | Fraction | Root | Script | Accent | Styled | Grid"
