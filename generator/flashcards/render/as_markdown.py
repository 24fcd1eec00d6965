"""Nodes → markdown that the parser reads back as the same nodes.

What markdown has no sign for is written as HTML, what even that cannot say as text. What cards do
to words has signs of its own: `[…]` is hidden, `||x||` covered, a sixth-level heading the subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from flashcards.render.looks import BLANK
from flashcards.render.marks import at_edges, at_line_start, escape_text
from flashcards.tree import nodes as n
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Block, Blocks, Inline, Inlines
from flashcards.tree.remembered import by_identity
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True)
class _In:
    """What running text stands in, for signs mean other things there."""

    cell: bool = False
    link: bool = False
    cloze: bool = False
    highlight: bool = False
    spoiler: bool = False
    one_line: bool = False
    dollars: bool = False  # several dollar signs stand near each other


_OUTSIDE = _In()


def markdown(blocks: Blocks) -> str:
    """The markdown of blocks."""
    out: list[str] = []
    before: Block | None = None
    for block in blocks:
        text = _block(block, before)
        if text:
            out.append(text)
            before = block
    return "\n\n".join(out)


def markdown_inline(inlines: Inlines) -> str:
    """The markdown of running text, as a paragraph of its own."""
    return _prose(inlines)


# --- blocks ----------------------------------------------------------------------------------


def _block(block: Block, before: Block | None) -> str:
    if isinstance(block, n.BulletList) and isinstance(before, n.BulletList):
        return _bullets(block, "*")
    if isinstance(block, n.OrderedList) and isinstance(before, n.OrderedList):
        other = before.delimiter == block.delimiter
        return _numbers(block, {".": ")"}.get(block.delimiter, ".") if other else block.delimiter)
    return _alone(block)


@by_identity
def _alone(block: Block) -> str:
    """A block that stands behind none that it could run together with."""
    return _BLOCKS[type(block)](block)


def _paragraph(block: n.Paragraph) -> str:
    first = block.children[0] if len(block.children) == 1 else None
    if isinstance(first, n.Subject):
        return f"###### {_one_line(first.children)}"
    return _prose(block.children)


def _prose(inlines: Inlines) -> str:
    text = at_edges(_run(inlines, _In(dollars=_several_dollars(inlines))))
    return "\n".join(at_line_start(line) for line in text.split("\n"))


def _one_line(inlines: Inlines, where: _In = _OUTSIDE) -> str:
    """Running text where no line may end: in headings, cells and titles."""
    dollars = where.dollars or _several_dollars(inlines)
    return at_edges(_run(inlines, replace(where, one_line=True, dollars=dollars)))


def _several_dollars(inlines: Inlines) -> bool:
    """Whether two dollar signs of the text might be taken for those of a formula."""
    if all(type(node) is n.Text and "$" not in node.value for node in inlines):
        return False  # as nearly everywhere
    texts = (node for node in n.walk_inlines(inlines) if isinstance(node, n.Text))
    return sum(node.value.count("$") for node in texts) > 1


def _heading(block: n.Heading) -> str:
    # Signs at its end would be taken for its closing sequence, or for its attributes.
    text = re.sub(r"(#+)$", r"\\\1", _one_line(block.children))
    return f"{'#' * block.level} {re.sub(r'{(?=[#.:][^{}]*}$)', '&#123;', text)}".rstrip()


def _bullets(block: n.BulletList, sign: str) -> str:
    return _items(block.items, [f"{sign} "] * len(block.items), tight=block.tight)


def _numbers(block: n.OrderedList, delimiter: str) -> str:
    marks = [f"{block.start + index}{delimiter} " for index in range(len(block.items))]
    return _items(block.items, marks, tight=block.tight)


_BOX = {True: "[x] ", False: "[ ] ", None: ""}


def _items(items: Sequence[n.Item], marks: Sequence[str], *, tight: bool) -> str:
    made = [_item(item, mark, tight=tight) for item, mark in zip(items, marks, strict=True)]
    return ("\n" if tight else "\n\n").join(made)


def _item(item: n.Item, mark: str, *, tight: bool) -> str:
    box = _BOX[item.checked]
    text = _tight(item.children) if tight else markdown(item.children)
    if box and item.children and not isinstance(item.children[0], n.Paragraph):
        box += "\n\n"
    return _indented(box + text, mark, " " * len(mark))


def _tight(blocks: Blocks) -> str:
    """Blocks of an item, without the blank lines that are not needed."""
    out = ""
    before: Block | None = None
    for block in blocks:
        close = isinstance(before, n.Paragraph) and isinstance(block, n.BulletList | n.CodeBlock)
        out += ("\n" if close else "\n\n") if before is not None else ""
        out += _block(block, before)
        before = block
    return out


def _indented(text: str, first: str, rest: str) -> str:
    head, *tail = text.split("\n")
    return "\n".join(((first + head).rstrip(" "), *(rest + line if line else "" for line in tail)))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _table(block: n.Table) -> str:
    if not block.header:
        return ""
    rules = {n.Align.LEFT: ":---", n.Align.CENTER: ":---:", n.Align.RIGHT: "---:"}
    aligns = (*block.aligns, *(n.Align.NONE,) * len(block.header))[: len(block.header)]
    rows = [_row(block.header), f"| {' | '.join(rules.get(a, '---') for a in aligns)} |"]
    return "\n".join((*rows, *(_row(row.cells) for row in block.rows)))


def _row(cells: Sequence[n.Cell]) -> str:
    made = (_one_line(cell.children, _In(cell=True)).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(made)} |"


def _listing(block: n.CodeBlock) -> str:
    marked = f"hl={','.join(map(str, block.marked))}" if block.marked else ""
    return fence(block.value, " ".join(filter(None, (block.info, marked))))


def fence(code: str, info: str = "") -> str:
    """Code as a fenced block that it cannot break out of."""
    sign = "~" if "`" in info else "`"
    longest = max((len(run) for run in re.findall(rf"{sign}{{3,}}", code)), default=2)
    ticks = sign * max(3, longest + 1)
    return f"{ticks}{info}\n{code}\n{ticks}" if code else f"{ticks}{info}\n{ticks}"


def _formula(block: n.MathBlock) -> str:
    if "$$" in block.tex or "\n\n" in block.tex:
        return fence(block.tex, "math")
    return f"$$\n{block.tex}\n$$"


def _callout(block: n.Callout) -> str:
    kind = block.kind if re.fullmatch(r"[\w-]+", block.kind) else "note"
    head = f"[!{kind}]{'-' if block.folded else ''} {_one_line(block.title)}".rstrip()
    body = markdown(block.children)
    return _quoted(f"{head}\n\n{body}" if body else head)


def _details(block: n.Details) -> str:
    summary = f"<summary>{_one_line(block.summary)}</summary>\n" if block.summary else ""
    return f"<details>\n{summary}\n{markdown(block.children)}\n\n</details>"


def _definitions(block: n.DefinitionList) -> str:
    entries = []
    for entry in block.entries:
        meanings = "\n\n".join(
            _indented(markdown(meaning) or "<br>", ": ", "  ") for meaning in entry.meanings
        )
        entries.append(f"{at_line_start(_one_line(entry.term))}\n{meanings}")
    return "\n\n".join(entries)


def _footnote(block: n.Footnote) -> str:
    lead = "\n" if block.children and not isinstance(block.children[0], n.Paragraph) else ""
    return _indented(lead + markdown(block.children), f"[^{block.label}]: ", "    ")


_BLOCKS: dict[type, Callable[[Any], str]] = {
    n.BulletList: lambda block: _bullets(block, "-"),
    n.OrderedList: lambda block: _numbers(block, block.delimiter),
    n.Paragraph: _paragraph,
    n.Heading: _heading,
    n.Table: _table,
    n.CodeBlock: _listing,
    n.MathBlock: _formula,
    n.Quote: lambda block: _quoted(markdown(block.children)),
    n.Callout: _callout,
    n.Details: _details,
    n.DefinitionList: _definitions,
    n.Rule: lambda _: "___",  # no other rule can be taken for a heading, an item or front matter
    n.Footnote: _footnote,
    n.HtmlBlock: lambda block: fence(block.value, "html"),
}


# --- inlines ---------------------------------------------------------------------------------


def _run(inlines: Inlines, where: _In) -> str:
    """Nodes one after the other; each must know its neighbours' first and last signs."""
    inlines = _merged(inlines)
    texts = [
        escape_text(node.value, dollars=where.dollars, link=where.link, cloze=where.cloze)
        if isinstance(node, n.Text)
        else None
        for node in inlines
    ]
    out = ""
    for index, node in enumerate(inlines):
        text = texts[index]
        following = inlines[index + 1] if index + 1 < len(inlines) else None
        if text is not None:
            if text.endswith("!") and isinstance(following, n.Link):
                text = f"{text[:-1]}\\!"
            out += text
        elif isinstance(node, n.Break):
            out += _break(node, where, out, following)
        else:
            after = texts[index + 1] if index + 1 < len(texts) else None
            out += _INLINES[type(node)](node, where, out[-1:], _first_sign(following, after))
    return out


def _merged(inlines: Inlines) -> Inlines:
    """Neighbouring texts as one: their signs may belong together."""
    out: list[Inline] = []
    for node in inlines:
        last = out[-1] if out else None
        if isinstance(node, n.Text) and isinstance(last, n.Text):
            out[-1] = n.Text(last.value + node.value)
        else:
            out.append(node)
    return tuple(out)


def _first_sign(node: Inline | None, text: str | None) -> str:
    """The first sign of what follows; a letter stands for what is not known to be harmless."""
    if text:
        return text[0]
    return "" if node is None else " " if isinstance(node, n.Break) else "x"


def _break(node: n.Break, where: _In, before: str, following: Inline | None) -> str:
    hard, soft = ("<br>", " ") if where.one_line else ("\\\n", "\n")
    # No line begins with a blank, or with what would be a block there.
    blank = isinstance(following, n.Text) and following.value[:1].isspace()
    block = isinstance(following, n.Math) and following.display
    if not before or following is None or blank or block or isinstance(following, n.Break):
        return "<br>" if node.hard else " "
    if before.endswith((" ", "\n", "<br>", "\\")):
        return "<br>" if node.hard else soft
    return hard if node.hard else soft


def code_span(code: str) -> str:
    """Code as a code span, whatever backquotes it holds."""
    ticks = "`"
    while ticks in re.findall("`+", code):
        ticks += "`"
    blank = code.startswith(" ") and code.endswith(" ") and code.strip()
    pad = " " if blank or code.startswith("`") or code.endswith("`") else ""
    return f"{ticks}{pad}{code}{pad}{ticks}"


def _code(node: n.Code, where: _In, before: str, after: str) -> str:  # noqa: ARG001
    if not node.value.strip(" ") or before == "`" or "\n" in node.value:
        inner = escape_text(node.value, dollars=True, link=where.link, cloze=where.cloze)
        return f"<code>{inner}</code>"
    return code_span(node.value)


def _math(node: n.Math, where: _In, before: str, after: str) -> str:  # noqa: ARG001
    if node.display:
        return f"$${node.tex}$$"
    return f"${node.tex}$" if "\\)" in node.tex else f"\\({node.tex}\\)"


def _image(node: n.Image, where: _In, before: str, after: str) -> str:  # noqa: ARG001
    size = f"|{node.width}" if node.width else ""
    alt = _one_line(node.alt, replace(where, link=True)).strip()
    return f"![{alt}{size}]({_target(node.target, node.title)})"


def _link(node: n.Link, where: _In, before: str, after: str) -> str:  # noqa: ARG001
    if (
        re.fullmatch(r"https?://[^\s<>\\&]+", node.target)
        and not node.title
        and (plain(node.children) == node.target and len(node.children) == 1)
    ):
        return f"<{node.target}>"
    inner = _run(node.children, replace(where, link=True))
    return f"[{inner}]({_target(node.target, node.title)})"


def _target(target: str, title: str) -> str:
    safe = re.sub(r"[\\<>]", lambda m: f"\\{m[0]}", target.replace("&", "&amp;"))
    safe = f"<{safe}>" if re.search(r"[\s()\\<>]", safe) or not safe else safe
    safe = safe.replace("\n", "%0A").replace("|", "%7C")
    words = re.sub(r'["\\]', lambda m: f"\\{m[0]}", title.replace("&", "&amp;"))
    return f'{safe} "{words}"' if title else safe


def _strong(node: n.Strong, where: _In, before: str, after: str) -> str:
    return _paired(_run(node.children, where), "**", "b", before, after)


def _emphasis(node: n.Emphasis, where: _In, before: str, after: str) -> str:
    return _paired(_run(node.children, where), "*", "i", before, after)


def _strike(node: n.Strike, where: _In, before: str, after: str) -> str:
    return _paired(_run(node.children, where), "~~", "del", before, after)


def _paired(inner: str, sign: str, tag: str, before: str, after: str) -> str:
    """Text between two signs where CommonMark takes them for a pair, else in a tag."""
    opens = _flanks(before, inner[:1])
    closes = _flanks(after, inner[-1:])
    beside = {before, after, inner[:1], inner[-1:]} & {"*", "_", "~"}
    nested = re.search(rf"(?<![{sign[0]}\\]){re.escape(sign)}(?!{re.escape(sign[0])})", inner)
    if inner and opens and closes and not beside and not nested:
        return f"{sign}{inner}{sign}"
    return f"<{tag}>{inner}</{tag}>"


def _flanks(outer: str, inner: str) -> bool:
    """Whether a run of signs between these two belongs to the inner one."""
    if not inner or inner.isspace():
        return False
    return inner.isalnum() or not outer or outer.isspace() or not outer.isalnum()


def _highlight(node: n.Highlight, where: _In, before: str, after: str) -> str:
    inner = _run(node.children, replace(where, highlight=True))
    free = not where.highlight and "==" not in inner and before != "=" and after != "="
    if free and inner[:1].strip().strip("=") and inner[-1:].strip().strip("=!<>"):
        return f"=={inner}=="
    return f"<mark>{inner}</mark>"


def _spoiler(node: n.Spoiler, where: _In, before: str, after: str) -> str:  # noqa: ARG001
    if where.spoiler:
        return _run(node.children, where)
    inner = _run(node.children, replace(where, spoiler=True))
    lead = inner[: len(inner) - len(inner.lstrip(" \n"))]
    tail = inner[len(inner.rstrip(" \n")) :]
    bare = inner.strip(" \n")
    return f"{lead}||{at_edges(bare)}||{tail}" if bare else inner


def _styled(node: n.Styled, where: _In, before: str, after: str) -> str:  # noqa: ARG001
    return f"<{node.style.value}>{_run(node.children, where)}</{node.style.value}>"


def _cloze(node: n.Cloze, where: _In, before: str, after: str) -> str:  # noqa: ARG001
    if where.cloze:
        return _run(node.children, where)
    hint = f"::{node.hint}" if node.hint else ""
    inner = _run(node.children, replace(where, cloze=True))
    return f"{{{{c{node.number}::{inner}{hint}}}}}"


def _hidden(node: n.Hidden, where: _In, before: str, after: str) -> str:  # noqa: ARG001
    return f"{BLANK} ({escape_text(node.hint)})" if node.hint else BLANK


def _refuted(node: n.Refuted, where: _In, before: str, after: str) -> str:  # noqa: ARG001
    return f"{_run(node.children, where)} (recomputed: {escape_text(node.value)})"


_Draw = Callable[[Any, _In, str, str], str]

_INLINES: dict[type, _Draw] = {
    n.Code: _code,
    n.Math: _math,
    n.Image: _image,
    n.FootnoteRef: lambda node, *_: f"[^{node.label}]",
    n.RawHtml: lambda node, *_: node.value,
    n.Strong: _strong,
    n.Emphasis: _emphasis,
    n.Strike: _strike,
    n.Highlight: _highlight,
    n.Styled: _styled,
    n.Link: _link,
    n.Cloze: _cloze,
    n.Hidden: _hidden,
    n.Spoiler: _spoiler,
    n.Subject: lambda node, where, *_: _run(node.children, where),
    n.Corrected: lambda node, *_: escape_text(node.value),
    n.Refuted: _refuted,
}
