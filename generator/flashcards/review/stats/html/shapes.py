"""What a chart of the page is made of; the template draws it as SVG."""

from __future__ import annotations

from flashcards.values import dataclass

WIDTH = 460
HEIGHT = 190


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; `style` is a class of the style sheet, `tip` is told where one points."""

    x: float
    y: float
    width: float
    height: float
    style: str
    tip: str = ""
    round: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    style: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A small disc."""

    x: float
    y: float
    style: str
    tip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A piece of text; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """An entry of a legend."""

    style: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The numbers behind a chart; the first column names its row, the others are aligned right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing, the sentence that tells what it shows, and its numbers.

    Attributes:
        name: unique in the page, for references.
        title: what a screen reader calls it. described: what is seen, in words.
    """

    name: str
    title: str
    described: str
    width: float = WIDTH
    height: float = HEIGHT
    boxes: tuple[Box, ...] = ()
    rules: tuple[Rule, ...] = ()
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A part of the page: its heading, charts, legend, numbers."""

    heading: str
    said: str
    charts: tuple[Chart, ...]
    grid: Grid
    keys: tuple[Key, ...] = ()
    wide: bool = False
