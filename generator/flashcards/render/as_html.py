"""Nodes → HTML.

Safe by construction: every tag and attribute is written by this module, each name from its own
tables, and every piece of the document goes through `escape`. A test feeds it hostile documents
and looks at the result with another parser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType
from typing import Any

from flashcards import patterns as re
from flashcards.render.escape import escape, escape_attribute, escape_math, escape_prose
from flashcards.render.highlight import BLANK_HTML, highlight
from flashcards.render.looks import (
    BLANK,
    BOXES,
    PACKED,
    box_of,
    is_sound,
    named,
    opens_line,
    opens_with_mark,
    tells,
)
from flashcards.tree import nodes as n
from flashcards.tree.nodes import Blocks, Inlines
from flashcards.values import dataclass

SPOILER = '<span class="spoiler tappable" tabindex="0" role="button">'
"""`tappable` tells AnkiDroid and AnkiMobile that a tap here does not turn the card."""

CALLOUTS = frozenset(
    ("note", "info", "tip", "hint", "important", "warning", "caution", "danger", "error",
     "question", "example", "quote", "abstract", "summary", "success", "failure", "bug", "todo")
)  # fmt: skip
"""Kinds of callouts that have a look of their own; others are notes."""

# Hebrew, Arabic and their kin.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# Numbers with their signs, and several of them in a row: `1,024 × 2`.
_NUMBERS = re.compile(r"[+−-]?\d[\d.,:%/]*(?:\s*[×*/+−=–-]\s*\d[\d.,:%/]*)*")

Formula = Callable[[str, bool], str]
"""Draws TeX; the second argument is whether it is displayed."""


def mathjax(tex: str, display: bool) -> str:  # noqa: FBT001
    """TeX as MathJax takes it, if all its commands are on the list; else as it was typed."""
    # Loaded for a text that holds a formula.
    from flashcards.render.tex import UnknownTexError, parse
    from flashcards.render.tex.commands import MATHJAX

    try:
        parse(tex)
    except UnknownTexError:
        return f'<code class="tex">{escape(tex.strip())}</code>'
    left, right = ("\\[", "\\]") if display else ("\\(", "\\)")
    said = _COMMAND.sub(lambda match: MATHJAX.get(match[1], match[0]), tex.strip())
    return f"{left}{escape_math(said)}{right}"


_COMMAND = re.compile(r"\\([A-Za-z]+)")


def mathml(tex: str, display: bool) -> str:  # noqa: FBT001
    """TeX as MathML, for pages that load nothing; what is beyond us as it was typed."""
    from flashcards.render.tex import UnknownTexError
    from flashcards.render.tex import mathml as set_in_mathml

    try:
        return set_in_mathml(tex, display=display)
    except UnknownTexError:
        return f'<code class="tex">{escape(tex.strip())}</code>'


def anki_sound(name: str) -> str:
    """A sound as Anki plays it."""
    return f"[sound:{escape(name)}]"


def audio(address: str) -> str:
    """A sound as a browser plays it."""
    return f'<audio controls src="{escape_attribute(address)}"></audio>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How a page draws what differs between pages.

    Attributes:
        media: targets of pictures and sounds, as written → the addresses that the page may load;
            what is not in it is named, never loaded.
        formula, sound: draw TeX, and a sound by its address.
        secret: an answer that no description of a picture may tell (plain text).
        gaps: leave clozes as Anki's own signs.
        packed: files that a build has named lie beside the page, by these names.
        isolated: what is drawn runs to the left, and numbers and code in it are set apart.
    """

    media: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    formula: Formula = mathjax
    sound: Callable[[str], str] = anki_sound
    secret: str = ""
    gaps: bool = False
    packed: bool = False
    isolated: bool = False

    def keeping(self, secret: str) -> Page:
        """The page of a question whose answer is known."""
        return replace(self, secret=secret)


PLAIN_PAGE = Page()


def html(blocks: Blocks, page: Page = PLAIN_PAGE) -> str:
    """The HTML of blocks; a sole paragraph comes without its `p`."""
    if len(blocks) == 1 and isinstance(blocks[0], n.Paragraph) and not _subject(blocks[0]):
        return html_inline(blocks[0].children, page)
    return _blocks(blocks, page).rstrip("\n")


def html_inline(inlines: Inlines, page: Page = PLAIN_PAGE) -> str:
    """The HTML of running text."""
    if not page.isolated and any(map(_RIGHT_TO_LEFT.search, _letters(inlines))):
        page = replace(page, isolated=True)
    return _inlines(inlines, page)


def _letters(inlines: Inlines) -> Iterator[str]:
    """Its texts, but for those whose letters are all Latin without accents."""
    texts = (node.value for node in n.walk_inlines(inlines) if isinstance(node, n.Text))
    return (text for text in texts if not text.isascii())


# --- blocks ----------------------------------------------------------------------------------


def _blocks(blocks: Blocks, page: Page) -> str:
    return "".join(_BLOCKS[type(block)](block, page) for block in blocks)


def _subject(block: n.Paragraph) -> n.Subject | None:
    """What a paragraph names as the subject of its front, if that is all it says."""
    first = block.children[0] if len(block.children) == 1 else None
    return first if isinstance(first, n.Subject) else None


def _paragraph(block: n.Paragraph, page: Page) -> str:
    if subject := _subject(block):
        return f"<h6>{html_inline(subject.children, page)}</h6>\n"
    return f"<p>{html_inline(block.children, page)}</p>\n"


def _heading(block: n.Heading, page: Page) -> str:
    level = max(3, block.level)
    return f"<h{level}>{html_inline(block.children, page)}</h{level}>\n"


def _bullets(block: n.BulletList, page: Page) -> str:
    return f"<ul>{_items(block.items, page, tight=block.tight)}</ul>\n"


def _numbers(block: n.OrderedList, page: Page) -> str:
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}>\n{_items(block.items, page, tight=block.tight)}</ol>\n"


def _items(items: Sequence[n.Item], page: Page, *, tight: bool) -> str:
    return "".join(_item(item, page, tight=tight) for item in items)


def _item(item: n.Item, page: Page, *, tight: bool) -> str:
    first = item.children[0] if item.children else None
    words = first.children if isinstance(first, n.Paragraph) else ()
    signed = item.checked is not None or opens_with_mark(words)
    tag = '<li class="sign">' if signed else "<li>"
    if isinstance(first, n.Paragraph) and (tight or len(item.children) == 1):
        rest = _blocks(item.children[1:], page)
        inner = html_inline(words, page) + (f"\n{rest}" if rest else "")
    else:
        inner = _blocks(item.children, page)
    return f"{tag}{BOXES[item.checked]}{inner}</li>\n"


def _table(block: n.Table, page: Page) -> str:
    head = _row("th", block.header, block.aligns, page)
    rows = "".join(_row("td", row.cells, block.aligns, page) for row in block.rows)
    body = f"<tbody>\n{rows}</tbody>\n" if rows else ""
    return f'<div class="scroll"><table>\n<thead>\n{head}</thead>\n{body}</table></div>\n'


def _row(tag: str, cells: Sequence[n.Cell], aligns: Sequence[n.Align], page: Page) -> str:
    made = []
    for index, cell in enumerate(cells):
        align = aligns[index] if index < len(aligns) else n.Align.NONE
        shown = align in (n.Align.RIGHT, n.Align.CENTER)
        opening = f'<{tag} class="{align.value}">' if shown else f"<{tag}>"
        made.append(f"{opening}{html_inline(cell.children, page)}</{tag}>\n")
    return f"<tr>\n{''.join(made)}</tr>\n"


def _listing(block: n.CodeBlock, page: Page) -> str:  # noqa: ARG001
    box = box_of(block)
    body = highlight(
        block.value.rstrip("\n"), block.language if box == "code" else "", block.marked
    )
    return f'<pre class="{box}"><code>{body}</code></pre>\n'


def _formula(block: n.MathBlock, page: Page) -> str:
    return f'<div class="scroll">{page.formula(block.tex, True)}</div>\n'


def _quote(block: n.Quote, page: Page) -> str:
    return f"<blockquote>\n{_blocks(block.children, page)}</blockquote>\n"


def _callout(block: n.Callout, page: Page) -> str:
    kind = block.kind if block.kind in CALLOUTS else "note"
    title = html_inline(block.title, page) or escape_prose(block.kind.capitalize())
    inner = _blocks(block.children, page)
    return f'<div class="callout {kind}"><p class="callout-title">{title}</p>\n{inner}</div>\n'


def _details(block: n.Details, page: Page) -> str:
    summary = f"<summary>{html_inline(block.summary, page)}</summary>\n" if block.summary else ""
    return f"<details>{summary}{_blocks(block.children, page)}</details>\n"


def _definitions(block: n.DefinitionList, page: Page) -> str:
    entries = []
    for entry in block.entries:
        meanings = "".join(f"<dd>{html(meaning, page)}</dd>\n" for meaning in entry.meanings)
        entries.append(f"<dt>{html_inline(entry.term, page)}</dt>\n{meanings}")
    return f"<dl>\n{''.join(entries)}</dl>\n"


def _footnote(block: n.Footnote, page: Page) -> str:
    inner = html(block.children, page)
    return f'<div class="footnote"><sup>[{escape_prose(block.label)}]</sup> {inner}</div>\n'


def _source(block: n.HtmlBlock, page: Page) -> str:  # noqa: ARG001
    return f'<pre class="output"><code>{escape(block.value)}</code></pre>\n'


_BLOCKS: dict[type, Callable[[Any, Page], str]] = {
    n.Paragraph: _paragraph,
    n.Heading: _heading,
    n.BulletList: _bullets,
    n.OrderedList: _numbers,
    n.Table: _table,
    n.CodeBlock: _listing,
    n.MathBlock: _formula,
    n.Quote: _quote,
    n.Callout: _callout,
    n.Details: _details,
    n.DefinitionList: _definitions,
    n.Rule: lambda _block, _page: "<hr>\n",
    n.Footnote: _footnote,
    n.HtmlBlock: _source,
}


# --- inlines ---------------------------------------------------------------------------------


def _inlines(inlines: Inlines, page: Page) -> str:
    out: list[str] = []
    words: list[str] = []  # of texts that stand side by side: signs may run over their borders
    for index, node in enumerate(inlines):
        if isinstance(node, n.Text):
            words.append(node.value)
            continue
        if words:
            out.append(_prose("".join(words), page))
            words = []
        if isinstance(node, n.Break):
            new_line = node.hard or opens_line(inlines, index + 1)
            out.append("<br>\n" if new_line else "\n")
        else:
            out.append(_INLINES[type(node)](node, page))
    if words:
        out.append(_prose("".join(words), page))
    return "".join(out)


def _prose(text: str, page: Page) -> str:
    shown = BLANK_HTML.join(_isolated(part, page) for part in text.split(BLANK))
    return shown.replace("\n", " ")


def _isolated(text: str, page: Page) -> str:
    """Text; among letters that run to the left its numbers keep their own direction."""
    if not page.isolated:
        return escape_prose(text)
    out: list[str] = []
    at = 0
    for match in _NUMBERS.finditer(text):
        out += (escape_prose(text[at : match.start()]), f"<bdi>{escape_prose(match[0])}</bdi>")
        at = match.end()
    return "".join((*out, escape_prose(text[at:])))


def _code(node: n.Code, page: Page) -> str:
    shown = f"<code>{escape(node.value).replace(BLANK, BLANK_HTML)}</code>"
    return f"<bdi>{shown}</bdi>" if page.isolated else shown


def _math(node: n.Math, page: Page) -> str:
    return page.formula(node.tex, node.display)


def _image(node: n.Image, page: Page) -> str:
    address = page.media.get(node.target)
    if address is None and page.packed and PACKED.fullmatch(node.target):
        address = node.target
    words = "" if tells(named(node), page.secret) else named(node)
    if address is None:
        return escape_prose(words or "[picture]")
    if is_sound(node):
        return page.sound(address)
    shown = escape_attribute(words if node.alt else "")
    width = f' width="{node.width}"' if node.width else ""
    return f'<img src="{escape_attribute(address)}" alt="{shown}"{width}>'


def _link(node: n.Link, page: Page) -> str:
    inner = _inlines(node.children, page)
    if not node.target.lower().startswith(("https://", "http://")):
        return inner  # a relative one leads nowhere from a card
    return f'<a href="{escape_attribute(node.target)}">{inner}</a>'


def _hidden(node: n.Hidden, page: Page) -> str:  # noqa: ARG001
    hint = f' <span class="hint">({escape_prose(node.hint)})</span>' if node.hint else ""
    return BLANK_HTML + hint


def _cloze(node: n.Cloze, page: Page) -> str:
    inner = _inlines(node.children, page)
    if not page.gaps:
        return f"<mark>{inner}</mark>"
    hint = f"::{_in_gap(escape_prose(node.hint))}" if node.hint else ""
    return f"{{{{c{node.number or 1}::{_in_gap(inner)}{hint}}}}}"


def _in_gap(shown: str) -> str:
    """HTML in which Anki finds neither the end of its gap nor a hint."""
    return shown.replace("}}", "}&#125;").replace("::", ":&#58;")


def _refuted(node: n.Refuted, page: Page) -> str:
    stated = _inlines(node.children, page)
    right = escape_prose(node.value)
    return f'<s class="refuted">{stated}</s> <span class="right">(recomputed: {right})</span>'


def _within(opening: str, closing: str) -> Callable[[Any, Page], str]:
    return lambda node, page: f"{opening}{_inlines(node.children, page)}{closing}"


def _styled(node: n.Styled, page: Page) -> str:
    return f"<{node.style.value}>{_inlines(node.children, page)}</{node.style.value}>"


_INLINES: dict[type, Callable[[Any, Page], str]] = {
    n.Code: _code,
    n.Math: _math,
    n.Image: _image,
    n.FootnoteRef: lambda node, _page: f"<sup>[{escape_prose(node.label)}]</sup>",
    n.RawHtml: lambda node, _page: escape_prose(node.value),
    n.Strong: _within("<strong>", "</strong>"),
    n.Emphasis: _within("<em>", "</em>"),
    n.Strike: _within("<s>", "</s>"),
    n.Highlight: _within("<mark>", "</mark>"),
    n.Styled: _styled,
    n.Link: _link,
    n.Cloze: _cloze,
    n.Hidden: _hidden,
    n.Spoiler: _within(SPOILER, "</span>"),
    n.Subject: _within('<span class="subject">', "</span>"),
    n.Corrected: lambda node, _page: f'<span class="corrected">{escape_prose(node.value)}</span>',
    n.Refuted: _refuted,
}
