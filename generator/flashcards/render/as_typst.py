"""Nodes → typst.

Safe by construction: everything of the text stands in string literals, and every function that is
called is named here or in `tex/typst.py`, and stands in `markup.typ`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from flashcards.render.literal import literal
from flashcards.render.looks import (
    BLANK,
    BOXES,
    box_of,
    is_sound,
    named,
    opens_line,
)
from flashcards.render.tex import typst as set_formula
from flashcards.tree import nodes as n
from flashcards.tree.nodes import Blocks, Inlines
from flashcards.values import dataclass

_WIDTH = 470.0
"""Points from margin to margin, without a box's own."""

_ADVANCE = 0.602
"""Width of a character of DejaVu Sans Mono, in its size."""

_LARGEST, _SMALLEST = 8.5, 5.5
"""Sizes of listings in points: the widest line decides, down to what can still be read."""

HOLE = "\ue000"
"""Stands for the blank in a listing while it is coloured; the template draws it."""

DEEPEST = 8
"""Blocks inside each other that are drawn as such: typst lays out only some sixty levels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How a sheet draws what differs between sheets.

    Attributes:
        hidden: make blanks of spoilers.
        media: targets of pictures, as written → paths that the compiler may read.
        depth: how many blocks what is drawn stands in.
    """

    hidden: bool = False
    media: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    depth: int = 0

    def deeper(self) -> Sheet:
        """For what stands in a block."""
        return Sheet(hidden=self.hidden, media=self.media, depth=self.depth + 1)


PLAIN_SHEET = Sheet()


@lru_cache(maxsize=1)
def typst_functions() -> str:
    """Typst source of the functions that the markup calls."""
    return files(__package__).joinpath("markup.typ").read_text(encoding="utf-8")


def typst(blocks: Blocks, sheet: Sheet = PLAIN_SHEET) -> str:
    """Typst markup of blocks.

    >>> typst((n.Paragraph((n.Text("a "), n.Strong((n.Text("b"),)), n.Text(" #import"))),))
    '#"a ";#strong[#"b";];#" #import";'
    """
    return _blocks(blocks, sheet).strip()


def typst_inline(inlines: Inlines, sheet: Sheet = PLAIN_SHEET) -> str:
    """Typst markup of running text."""
    out: list[str] = []
    for index, node in enumerate(inlines):
        if isinstance(node, n.Break):
            new_line = node.hard or opens_line(inlines, index + 1)
            out.append("#linebreak();" if new_line else '#" ";')
        else:
            out.append(_INLINES[type(node)](node, sheet))
    return "".join(out)


# --- blocks ----------------------------------------------------------------------------------


def _blocks(blocks: Blocks, sheet: Sheet) -> str:
    return "".join(_BLOCKS[type(block)](block, sheet) for block in blocks)


def _paragraph(block: n.Paragraph, sheet: Sheet) -> str:
    first = block.children[0] if len(block.children) == 1 else None
    if isinstance(first, n.Subject):
        return f"#headline(6)[{typst_inline(first.children, sheet)}]\n\n"
    return f"{typst_inline(block.children, sheet)}\n\n"


def _heading(block: n.Heading, sheet: Sheet) -> str:
    return f"#headline({block.level})[{typst_inline(block.children, sheet)}]\n\n"


def _bullets(block: n.BulletList, sheet: Sheet) -> str:
    return _list("#list(", block.items, sheet)


def _numbers(block: n.OrderedList, sheet: Sheet) -> str:
    return _list(f"#enum(start: {block.start}, ", block.items, sheet)


def _list(opening: str, items: tuple[n.Item, ...], sheet: Sheet) -> str:
    made = []
    for item in items:
        box = f"#{literal(BOXES[item.checked])};" if item.checked is not None else ""
        made.append(box + _blocks(item.children, sheet.deeper()).strip())
    if sheet.depth >= DEEPEST:
        return "".join(f'#"• ";{one}\n\n' for one in made)
    return f"{opening}{''.join(f'[{one}],' for one in made)})\n\n"


def _table(block: n.Table, sheet: Sheet) -> str:
    if not block.header:
        return ""
    shown = {n.Align.RIGHT: "right", n.Align.CENTER: "center"}
    aligns = (*block.aligns, *(n.Align.NONE,) * len(block.header))[: len(block.header)]
    columns = "".join(f"{shown.get(align, 'left')}, " for align in aligns)
    head = _cells(block.header, sheet)
    rows = "".join(_cells(row.cells, sheet) for row in block.rows)
    return f"#grid-table(({columns}), table.header({head}),{rows})\n\n"


def _cells(cells: tuple[n.Cell, ...], sheet: Sheet) -> str:
    return "".join(f"[{typst_inline(cell.children, sheet)}]," for cell in cells)


def _listing(block: n.CodeBlock, sheet: Sheet) -> str:  # noqa: ARG001
    code = block.value.rstrip("\n").replace(BLANK, HOLE)
    widest = max(map(len, code.split("\n")))
    size = min(_LARGEST, max(_SMALLEST, _WIDTH / _ADVANCE / max(widest, 1)))
    plain = not block.language or box_of(block) != "code"
    named_language = "none" if plain else literal(block.language)
    lines = "".join(f"{number}, " for number in block.marked)
    return f"#listing({literal(code)}, {named_language}, ({lines}), {size:.2f}pt)\n\n"


def _formula(block: n.MathBlock, sheet: Sheet) -> str:  # noqa: ARG001
    return f"{set_formula(block.tex, display=True)}\n\n"


def _quote(block: n.Quote, sheet: Sheet) -> str:
    inner = _blocks(block.children, sheet.deeper())
    return inner if sheet.depth >= DEEPEST else f"#quote(block: true)[{inner.strip()}]\n\n"


def _titled(title: Inlines, blocks: Blocks, sheet: Sheet) -> str:
    head = f"#strong[{typst_inline(title, sheet)}];\n\n" if title else ""
    return head + _blocks(blocks, sheet.deeper())


def _callout(block: n.Callout, sheet: Sheet) -> str:
    title = block.title or (n.Text(block.kind.capitalize()),)
    inner = _titled(title, block.children, sheet)
    return inner if sheet.depth >= DEEPEST else f"#quote(block: true)[{inner.strip()}]\n\n"


def _definitions(block: n.DefinitionList, sheet: Sheet) -> str:
    return "".join(
        _titled(entry.term, tuple(b for meaning in entry.meanings for b in meaning), sheet)
        for entry in block.entries
    )


def _footnote(block: n.Footnote, sheet: Sheet) -> str:
    return f"#super[#{literal(block.label)};];{_blocks(block.children, sheet)}"


def _source(block: n.HtmlBlock, sheet: Sheet) -> str:  # noqa: ARG001
    return f"#mono({literal(block.value)});\n\n"


_BLOCKS: dict[type, Callable[[Any, Sheet], str]] = {
    n.Paragraph: _paragraph,
    n.Heading: _heading,
    n.BulletList: _bullets,
    n.OrderedList: _numbers,
    n.Table: _table,
    n.CodeBlock: _listing,
    n.MathBlock: _formula,
    n.Quote: _quote,
    n.Callout: _callout,
    n.Details: lambda block, sheet: _titled(block.summary, block.children, sheet),
    n.DefinitionList: _definitions,
    n.Rule: lambda _block, _sheet: "#rule()\n\n",
    n.Footnote: _footnote,
    n.HtmlBlock: _source,
}


# --- inlines ---------------------------------------------------------------------------------


def _around_blanks(text: str, draw: Callable[[str], str]) -> str:
    return "#blank();".join(draw(part) if part else "" for part in text.split(BLANK))


def _text(node: n.Text, sheet: Sheet) -> str:  # noqa: ARG001
    return _around_blanks(node.value.replace("\n", " "), lambda part: f"#{literal(part)};")


def _code(node: n.Code, sheet: Sheet) -> str:  # noqa: ARG001
    return _around_blanks(node.value, lambda part: f"#mono({literal(part)});")


def _math(node: n.Math, sheet: Sheet) -> str:  # noqa: ARG001
    return set_formula(node.tex, display=node.display)


def _image(node: n.Image, sheet: Sheet) -> str:
    path = sheet.media.get(node.target)
    if path is None or is_sound(node):
        return f"#{literal(named(node))};"
    width = f", {node.width * 0.75:.0f}pt" if node.width else ""
    return f"#picture({literal(path)}{width});"


def _link(node: n.Link, sheet: Sheet) -> str:
    inner = typst_inline(node.children, sheet)
    if not node.target.lower().startswith(("https://", "http://")):
        return inner
    return f"#link({literal(node.target)})[{inner}];"


def _spoiler(node: n.Spoiler, sheet: Sheet) -> str:
    return "#blank();" if sheet.hidden else typst_inline(node.children, sheet)


def _hidden(node: n.Hidden, sheet: Sheet) -> str:  # noqa: ARG001
    return f"#blank();#{literal(f' ({node.hint})')};" if node.hint else "#blank();"


def _refuted(node: n.Refuted, sheet: Sheet) -> str:
    stated = typst_inline(node.children, sheet)
    return f"#strike[{stated}];#{literal(f' (recomputed: {node.value})')};"


def _within(opening: str) -> Callable[[Any, Sheet], str]:
    return lambda node, sheet: f"{opening}[{typst_inline(node.children, sheet)}];"


_STYLES = {
    n.Style.SUB: "#sub",
    n.Style.SUP: "#super",
    n.Style.KBD: "#key",
    n.Style.UNDERLINE: "#underline",
    n.Style.SMALL: "#smaller",
}


def _styled(node: n.Styled, sheet: Sheet) -> str:
    return f"{_STYLES[node.style]}[{typst_inline(node.children, sheet)}];"


_INLINES: dict[type, Callable[[Any, Sheet], str]] = {
    n.Text: _text,
    n.Code: _code,
    n.Math: _math,
    n.Image: _image,
    n.FootnoteRef: lambda node, _sheet: f"#super[#{literal(node.label)};];",
    n.RawHtml: lambda node, _sheet: f"#mono({literal(node.value)});",
    n.Strong: _within("#strong"),
    n.Emphasis: _within("#emph"),
    n.Strike: _within("#strike"),
    n.Highlight: _within("#highlight"),
    n.Cloze: _within("#highlight"),
    n.Styled: _styled,
    n.Link: _link,
    n.Hidden: _hidden,
    n.Spoiler: _spoiler,
    n.Subject: _within("#strong"),
    n.Corrected: lambda node, _sheet: f"#strong[#{literal(node.value)};];",
    n.Refuted: _refuted,
}
"""What each kind of node becomes; breaks are drawn by their neighbours."""
