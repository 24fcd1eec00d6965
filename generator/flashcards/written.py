"""Cards as ledgers and databases keep them: their texts as markdown, and back to nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flashcards.card import Ask, Fact, Interview, Kept, Kind, Problem
from flashcards.markup.escape import escape_markdown
from flashcards.tree import nodes as n
from flashcards.tree import parse_blocks
from flashcards.tree.nodes import Block, Blocks, Inline, Inlines

BLANK = "[…]"

_PARTS = (
    "prompt", "solution", "rubric", "follow_ups", "related", "meta", "looking_for", "red_flags",
    "green_flags",
)  # fmt: skip
_HINTS = "hints"
_BETWEEN_HINTS = "\n\n***\n\n"
# The line that parts hints from each other.
_RULE = re.compile(r"^\*\*\*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a fact says, as markdown; `extra` are the parts of an interview card, a problem's pool.

    The names in `extra` stand in databases: `prompt`, `meta`, `hints` (parted by lines of `***`),
    `solution`, `looking_for`, `red_flags`, `green_flags`, `rubric`, `follow_ups`, `related`;
    `pool`, `drills`.
    """

    front: str
    back: str
    more: str
    extra: tuple[tuple[str, str], ...] = ()


def written(fact: Fact) -> Written:
    """A fact's texts as markdown."""
    return Written(
        front=markdown(fact.front),
        back=markdown(fact.back),
        more=markdown(fact.more),
        extra=tuple(_extra(fact.ask)),
    )


def _extra(ask: Ask) -> Iterator[tuple[str, str]]:
    if isinstance(ask, Problem):
        yield "pool", ask.pool
        yield "drills", markdown(ask.drills)
    elif isinstance(ask, Interview):
        parts = [(name, markdown(getattr(ask, name))) for name in _PARTS]
        parts.append((_HINTS, _BETWEEN_HINTS.join(map(markdown, ask.hints))))
        yield from ((name, text) for name, text in parts if text)


# `hl=2` in the words of a fence: the lines it draws attention to.
_MARKED = re.compile(r"\s*\bhl=(?P<lines>\d+(?:,\d+)*)")


def blocks(text: str) -> Blocks:
    """Blocks of markdown that `markdown` wrote: subject, spoilers and blanks are what they were."""
    parsed = parse_blocks(text)
    if not parsed:
        return ()
    first = parsed[0]
    if isinstance(first, n.Heading) and first.level == _SUBJECT_LEVEL:
        parsed = (n.Paragraph((n.Subject(first.children),)), *parsed[1:])
    if "||" in text or BLANK in text:
        parsed = n.map_inlines(parsed, _restored)
    if "hl=" in text:
        parsed = tuple(_with_marks(block) for block in parsed)
    return parsed


_SUBJECT_LEVEL = 6
# The signs round a spoiler, and the blank; literal ones are escaped and thus texts of their own.
_SIGNS = re.compile(r"(\|\||\[…\])")


def _restored(run: Inlines) -> Inlines:
    out: list[Inline] = []
    hidden: list[Inline] | None = None
    for node in run:
        if not isinstance(node, n.Text) or not node.verbatim:
            (out if hidden is None else hidden).append(node)
            continue
        for piece in _SIGNS.split(node.value):
            if piece == BLANK:
                (out if hidden is None else hidden).append(n.Hidden(()))
            elif piece == "||" and hidden is None:
                hidden = []
            elif piece == "||":
                out.append(n.Spoiler(tuple(hidden or ())))
                hidden = None
            elif piece:
                (out if hidden is None else hidden).append(n.Text(piece))
    if hidden is not None:
        out.extend((n.Text("||"), *hidden))
    return tuple(out)


def _with_marks(block: Block) -> Block:
    if not isinstance(block, n.CodeBlock) or not (match := _MARKED.search(block.info)):
        return block
    marked = tuple(map(int, match["lines"].split(",")))
    return replace(block, info=_MARKED.sub("", block.info), marked=marked)


def restored(kind: Kind, extra: tuple[tuple[str, str], ...] = ()) -> Ask:
    """What a card asks, as far as its kind and its parts say."""
    parts = dict(extra)
    if kind is Kind.PROBLEM:
        return Problem(pool=parts.get("pool", ""), drills=blocks(parts.get("drills", "")))
    if kind is Kind.INTERVIEW:
        hints = [hint for hint in _RULE.split(parts.get(_HINTS, "")) if hint.strip()]
        return Interview(
            hints=tuple(map(blocks, hints)),
            **{name: blocks(parts[name]) for name in _PARTS if name in parts},
        )
    return Kept(kind=kind)


def markdown(run: Blocks) -> str:
    """Blocks as markdown that the parser reads back."""
    return "\n\n".join(part for part in map(_block, run) if part)


def inline(inlines: Inlines) -> str:
    """Inlines as markdown."""
    return "".join(map(_inline, inlines))


def _block(block: Block) -> str:
    match block:
        case n.Paragraph((n.Subject(children),)):
            return f"###### {inline(children)}"
        case n.Paragraph():
            return inline(block.children)
        case n.Heading():
            return f"{'#' * block.level} {inline(block.children)}"
        case n.BulletList():
            return _items(block.items, [f"{box}" for box in map(_box, block.items)], block.tight)
        case n.OrderedList():
            marks = [f"{block.start + i}. " for i in range(len(block.items))]
            return _items(block.items, marks, block.tight)
        case n.Table():
            return _table(block)
        case n.CodeBlock():
            info = block.info
            if block.marked:
                info = f"{info} hl={','.join(map(str, block.marked))}".strip()
            return fence(block.value.rstrip("\n"), info)
        case n.MathBlock():
            return f"\\[{block.tex}\\]"
        case n.Quote():
            return "\n".join(f"> {line}".rstrip() for line in markdown(block.children).split("\n"))
        case n.Callout():
            lines = [f"**{inline(block.title)}**", "", *markdown(block.children).split("\n")]
            return "\n".join(f"> {line}".rstrip() for line in lines)
        case n.Details():
            return f"**{inline(block.summary)}**\n\n{markdown(block.children)}"
        case n.DefinitionList():
            return "\n\n".join(
                f"**{inline(e.term)}**: " + "\n\n".join(markdown(m) for m in e.meanings)
                for e in block.entries
            )
        case n.Rule():
            return "---"
        case n.Footnote():
            return f"[{block.label}] {markdown(block.children)}"
        case n.HtmlBlock():
            return escape_markdown(block.value)


def _box(item: n.Item) -> str:
    return "- " if item.checked is None else "- [x] " if item.checked else "- [ ] "


def _items(items: tuple[n.Item, ...], marks: list[str], tight: bool) -> str:  # noqa: FBT001
    out = []
    for item, mark in zip(items, marks, strict=True):
        indent = " " * min(len(mark), 3)
        text = ("\n" if tight else "\n\n").join(filter(None, map(_block, item.children)))
        lines = text.split("\n")
        rest = [f"{indent}{line}" if line else "" for line in lines[1:]]
        out.append("\n".join([f"{mark}{lines[0]}", *rest]))
    return "\n".join(out)


def _table(table: n.Table) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    def cell(one: n.Cell) -> str:
        return re.sub(r"(?<!\\)\|", r"\\|", inline(one.children)).replace("\n", " ")

    rows = [[cell(c) for c in row.cells] for row in table.rows]
    return "\n".join(
        [
            line([cell(c) for c in table.header]),
            line(["---"] * len(table.header)),
            *map(line, rows),
        ]
    )


def _inline(node: Inline) -> str:  # noqa: PLR0911, PLR0912
    match node:
        case n.Text(value):
            return escape_markdown(value)
        case n.Code(value):
            return code_span(value)
        case n.Math(tex):
            return f"\\[{tex}\\]" if node.display else f"\\({tex}\\)"
        case n.Break(hard):
            return "\\\n" if hard else " "
        case n.Image():
            return f"![{inline(node.alt)}]({node.target})"
        case n.FootnoteRef(label):
            return f"[{label}]"
        case n.RawHtml(value):
            return escape_markdown(value)
        case n.Strong(children):
            return f"**{inline(children)}**"
        case n.Emphasis(children):
            return f"*{inline(children)}*"
        case n.Link():
            return f"[{inline(node.children)}]({node.target})"
        case n.Hidden():
            return f"{BLANK}({node.hint})" if node.hint else BLANK
        case n.Spoiler(children):
            return f"||{inline(children)}||"
        case n.Corrected():
            return escape_markdown(node.value)
        case n.Refuted(children):
            return f"{inline(children)} (recomputed: {escape_markdown(node.value)})"
        case _:
            return inline(n.children_of(node))


def code_span(code: str) -> str:
    """Code as a markdown code span, whatever backticks it holds."""
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{ticks}{pad}{code}{pad}{ticks}"


def fence(code: str, info: str = "") -> str:
    """Code as a fenced block that it cannot break out of."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}{info}\n{code}\n{ticks}"
