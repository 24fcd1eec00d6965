"""Tokens of inline text to nodes with their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from flashcards import patterns as re
from flashcards.tree.door import LEFTWARD, TURNS
from flashcards.tree.flat import plain
from flashcards.tree.mathml import tex_of
from flashcards.tree.nodes import (
    Break,
    Cloze,
    Code,
    Emphasis,
    FootnoteRef,
    Highlight,
    Image,
    Inline,
    Inlines,
    Link,
    Math,
    RawHtml,
    Spoiler,
    Strike,
    Strong,
    Text,
)
from flashcards.tree.places import Place
from flashcards.tree.span import NOWHERE, Span, hull
from flashcards.tree.tags import CODE, TAG, TRANSPARENT, attributes, pixels, wrapped
from flashcards.values import dataclass

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 30
"""Wrappers inside each other that are kept; of deeper ones only their words."""

SOUNDS = (".mp3", ".ogg", ".oga", ".wav", ".m4a", ".flac", ".opus", ".aac")
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".avif", ".tif", ".tiff")
_WRAPPERS: dict[str, type[Strong | Emphasis | Strike | Highlight | Spoiler]] = {
    "strong": Strong, "em": Emphasis, "s": Strike, "highlight": Highlight, "spoiler": Spoiler,
}  # fmt: skip


@dataclass(slots=True)
class _Frame:
    """An open wrapper: how it closes, what stands in it."""

    name: str
    start: int
    token: Token | None = None
    source: str = ""  # the tag of HTML that opened it
    children: list[Inline] = field(default_factory=list)


def build_inlines(tokens: Sequence[Token], place: Place) -> Inlines:
    """The nodes of a run of inline tokens.

    Args:
        tokens: children of an `inline` token, each with `meta["at"]`.
        place: from the inline text to the document.
    """
    stack = [_Frame("", 0)]
    for token in tokens:
        at = token.meta.get("at", (0, 0))
        if token.type == "html_inline":
            _html(token, at, stack, place)
        elif token.nesting > 0:
            stack.append(_Frame(token.type.removesuffix("_open"), at[0], token))
        elif token.nesting < 0:
            _close(token, at, stack, place)
        else:
            stack[-1].children.extend(_leaf(token, at, place))
    while len(stack) > 1:  # tags of HTML that nobody closed
        _unclosed(stack, place)
    return merged(_without_strays(stack[0].children))


def _without_strays(nodes: list[Inline]) -> list[Inline]:
    """Nodes without breaks at either end, and without a tag there whose other half is elsewhere."""
    start, end = 0, len(nodes)
    while start < end and (isinstance(nodes[start], Break) or _is_stray(nodes[start])):
        start += 1
    while end > start and (isinstance(nodes[end - 1], Break) or _is_stray(nodes[end - 1])):
        end -= 1
    return nodes[start:end]


def _is_stray(node: Inline) -> bool:
    match = TAG.fullmatch(node.value) if isinstance(node, RawHtml) else None
    name = match["name"].lower() if match else ""
    return name in CODE or wrapped(name, (), NOWHERE) is not None


def merged(nodes: Sequence[Inline]) -> Inlines:
    """Runs of literal text that stand side by side as one."""
    out: list[Inline] = []
    for node in nodes:
        last = out[-1] if out else None
        if isinstance(node, Text) and not node.value:
            continue
        if (
            isinstance(node, Text)
            and isinstance(last, Text)
            and node.verbatim
            and last.verbatim
            and last.span.end == node.span.start
        ):
            span = Span(last.span.start, node.span.end) if last.span != NOWHERE else NOWHERE
            out[-1] = Text(last.value + node.value, span=span)
        else:
            out.append(node)
    return tuple(out)


def _leaf(token: Token, at: tuple[int, int], place: Place) -> Inlines:
    make = _LEAVES.get(token.type)
    if make is None:
        return (RawHtml(token.content, span=place(*at)),) if token.content else ()
    if token.type == "text" and "|" in token.content:
        return _with_bars(token.content, at[0], place)
    return (make(token, at, place),)


def _with_bars(content: str, start: int, place: Place) -> Inlines:
    r"""Text whose bars may be escapes in the source (`\|` in a table), each then a node."""
    parts: list[Inline] = []
    for index, part in enumerate(content.split("|")):
        if index:
            bar = place(start - 1, start)
            parts.append(Text("|", span=bar, verbatim=bar.end - bar.start == 1))
        if part:
            parts.append(Text(part, span=place(start, start + len(part))))
        start += len(part) + 1
    return merged(parts)


def _text(token: Token, at: tuple[int, int], place: Place) -> Inline:
    return Text(token.content, span=place(*at))


def _special(token: Token, at: tuple[int, int], place: Place) -> Inline:
    """An escape or an entity; one that would turn text round says nothing."""
    if token.content in TURNS + LEFTWARD:
        return Text("", span=place(*at), verbatim=False)
    return Text(token.content, span=place(*at), verbatim=token.content == token.markup)


def _math(token: Token, at: tuple[int, int], place: Place) -> Inline:
    tex = " ".join(line.strip() for line in token.content.split("\n")).strip()
    start = int(token.info) + token.content.find(tex)
    inner = _inner(start, tex, place) if tex in token.content else -1
    return Math(tex, span=place(*at), display=token.markup == "display", inner=inner)


def _break(token: Token, at: tuple[int, int], place: Place) -> Inline:
    return Break(token.type == "hardbreak", span=place(*at))


def _wiki_link(token: Token, at: tuple[int, int], place: Place) -> Inline:
    span = place(*at)
    words = Text(token.info or token.content, span=span, verbatim=False)
    return Link((words,), token.content, span=span)


def _footnote(token: Token, at: tuple[int, int], place: Place) -> Inline:
    label = str(token.meta.get("label", token.meta.get("id", "")))
    return FootnoteRef(label, span=place(*at))


def _code(token: Token, at: tuple[int, int], place: Place) -> Code:
    ticks = len(token.markup)
    spare = at[1] - at[0] - 2 * ticks - len(token.content)
    inner = at[0] + ticks + (1 if spare == 2 else 0)
    return Code(token.content, span=place(*at), inner=_inner(inner, token.content, place))


def _inner(start: int, content: str, place: Place) -> int:
    r"""Where a value begins, or -1 if something stands between its characters (`> `, `\|`)."""
    span = place(start, start + len(content))
    return span.start if span.end - span.start == len(content) else -1


# `![words|300](…)`, `![words|300x200](…)`
_SIZE = re.compile(r"(?<!\\)\s*\|\s*(?P<width>\d{1,4})(?:x\d{1,4})?\s*$")


def _cut_end(inlines: Inlines, count: int) -> Inlines:
    """Inlines without the last characters of their last texts."""
    out = list(inlines)
    while count and out:
        last = out[-1]
        if not isinstance(last, Text):
            break
        out.pop()
        kept = last.value[: max(len(last.value) - count, 0)]
        count -= len(last.value) - len(kept)
        if kept:
            span = last.span
            out.append(replace(last, value=kept, span=Span(span.start, span.start + len(kept))))
    return tuple(out)


def _image(token: Token, at: tuple[int, int], place: Place) -> Image:
    def inside(start: int, end: int) -> Span:
        return place(at[0] + 2 + start, at[0] + 2 + end)

    alt = build_inlines(token.children or (), inside)
    size = _SIZE.search(token.content)
    width = pixels(size["width"]) if size else 0
    if size and width:
        alt = _cut_end(alt, len(size[0]))
    return Image(
        str(token.attrGet("src") or ""),
        alt,
        title=str(token.attrGet("title") or ""),
        width=width,
        span=place(*at),
    )


def _embedded(token: Token, at: tuple[int, int], place: Place) -> Inline:
    """`![[…]]`: a picture or a sound; a note that is embedded is named."""
    name, span = token.content, place(*at)
    if name.casefold().endswith(SOUNDS + PICTURES):
        return Image(name, width=pixels(token.info.split("x")[0]), span=span)
    return Link((Text(token.info or name, span=span, verbatim=False),), name, span=span)


_LEAVES: dict[str, Callable[[Token, tuple[int, int], Place], Inline]] = {
    "text": _text,
    "text_special": _special,
    "code_inline": _code,
    "math": _math,
    "softbreak": _break,
    "hardbreak": _break,
    "image": _image,
    "wiki_image": _embedded,
    "wiki_link": _wiki_link,
    "footnote_ref": _footnote,
}


def _close(token: Token, at: tuple[int, int], stack: list[_Frame], place: Place) -> None:
    name = token.type.removesuffix("_close")
    while len(stack) > 1 and stack[-1].name != name:
        _unclosed(stack, place)  # a tag of HTML that crosses markdown's signs
    if len(stack) == 1:
        return
    frame = stack.pop()
    opening = frame.token
    children = merged(frame.children)
    if len(stack) > DEEPEST:
        stack[-1].children.extend(children)
        return
    own = place(frame.start - (name == "strong"), at[1] + (name == "strong"))
    span = hull((own, *(child.span for child in children)))
    node: Inline
    if name == "link" and opening is not None:
        title = str(opening.attrGet("title") or "")
        node = Link(children, str(opening.attrGet("href") or ""), title=title, span=span)
    elif name == "cloze" and opening is not None:
        node = Cloze(children, int(opening.info or 0), hint=opening.content, span=span)
    else:
        node = _WRAPPERS[name](children, span=span)
    stack[-1].children.append(node)


def _html(token: Token, at: tuple[int, int], stack: list[_Frame], place: Place) -> None:
    """A tag: a wrapper, a break, a picture; others go, or are shown as they stand."""
    match = TAG.fullmatch(token.content)
    name = match["name"].lower() if match else ""
    here = stack[-1].children
    if not match or name in {"script", "style", "iframe"}:
        here.append(RawHtml(token.content, span=place(*at)))
    elif name == "br":
        here.append(Break(True, span=place(*at)))
    elif name == "img":
        found = attributes(token.content)
        alt = (Text(found["alt"], span=place(*at), verbatim=False),) if found.get("alt") else ()
        width = pixels(found.get("width", ""))
        here.append(Image(found.get("src", ""), alt, width=width, span=place(*at)))
    elif match["close"]:
        if any(frame.name == f"<{name}>" for frame in stack[-2 * DEEPEST :]):
            while stack[-1].name != f"<{name}>":
                _unclosed(stack, place)
            frame = stack.pop()
            span = place(frame.start, at[1])
            made = _tagged(name, frame, span) if len(stack) <= DEEPEST else frame.children
            stack[-1].children.extend(made)
        elif name not in TRANSPARENT:
            here.append(RawHtml(token.content, span=place(*at)))
    elif name in TRANSPARENT:
        if name == "a" and attributes(token.content).get("href"):
            stack.append(_Frame("<a>", at[0], token, token.content))
    elif name in CODE or name == "math" or wrapped(name, (), NOWHERE) is not None:
        stack.append(_Frame(f"<{name}>", at[0], token, token.content))
    else:
        here.append(RawHtml(token.content, span=place(*at)))


def _tagged(name: str, frame: _Frame, span: Span) -> Inlines:
    children = merged(frame.children)
    if name == "a":
        return (Link(children, attributes(frame.source)["href"], span=span),)
    if name in CODE:
        value = plain(tuple(c for c in children if not isinstance(c, Break)))
        return (Code(value, span=span),)
    if name == "math":
        markup = "".join(c.value for c in children if isinstance(c, Text | RawHtml))
        return (Math(tex_of(markup), span=span),)
    if children and isinstance(children[0], Break) and not children[0].hard:
        return children  # a tag with a line of its own sets a look for all below it
    node = wrapped(name, children, span)
    return (node,) if node is not None else children


def _unclosed(stack: list[_Frame], place: Place) -> None:
    """A wrapper that nobody closes: its tag as it stands, and what follows it."""
    frame = stack.pop()
    here = stack[-1].children
    if frame.source and frame.name != "<a>":
        span = place(frame.start, frame.start + len(frame.source))
        here.append(RawHtml(frame.source, span=span))
    here.extend(frame.children)
