"""What a long answer must cover: its parts, each with what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from flashcards import patterns as re
from flashcards.document import (
    Item,
    Labelled,
    List,
    Listing,
    ListingKind,
    Node,
    Paragraph,
    walk,
)
from flashcards.facts.wording import (
    brief,
    joined,
    said,
    shorten,
    split_sentences,
    unbold,
    without_stop,
    words,
)
from flashcards.tree import NOWHERE, Span, plain
from flashcards.tree.cut import cut, rstrip
from flashcards.tree.nodes import CodeBlock, Inlines, Text

MOST = 8
"""So many lines at most tell what an answer must cover."""
FEWEST = 3
"""So many parts that say something are told without those that do not."""
FEWEST_OF_ITEM = 2
"""Words of an item that only announces what stands below it."""
OPENING = 14
"""Words of a sentence that may stand behind the name of its part."""
LONGEST = 20
"""The same of a sentence that had to be cut, and of names that a list holds."""

# A bracket that closes a label, unless it is a part of a formula.
_TRAILING = re.compile(r"(?<=[\w.!?”])\s\([^()]*\)\s*:?$")
# A line of code that stands where text was expected.
_CODE = re.compile(r"^#|[;,{(]$|\w\([^)]*\);?$")
# A label that only says what kind of block follows, not what it is about.
_FURNITURE = re.compile(
    r"^(?:(?:code|full|simple|more|basic|an?)\s+)?(?:examples?|outputs?|notes?|usage|exercises?|"
    r"syntax|demo|result|explanation|answers?|solutions?|references?|see also|links?|resources?|"
    r"further reading|read more|tips?|summary)\b"
    r"(?:\s+(?:\w+\s+)?(?:using|with|in|of|for)\b.*|\s*\d*)$",
    re.IGNORECASE,
)
# What an author noted of his own: `my test file: …`, `the last two lines are what I wanted to see`.
_OWN_NOTE = re.compile(
    r"^(?:my|mein[ers]?|mon|ma|mes|mis?|meus?|minhas?|mijn)\b|^(?:the |these )?(?:last|first|next) "
    r"(?:two |three |few )?lines?\b|\bI (?:want|need|keep|tried|was|am|had|use|used|wanted)\b",
    re.IGNORECASE,
)
# `HashMap - an unordered map`: a name and what is said of it.
_NAMED = re.compile(r"^(?P<name>\S+(?:\s\S+){0,3}?)\s[-–—]\s")


# One side of an equation, and the last that it comes to.
_EQUATION = re.compile(r"^\s*+(?P<left>[^=≈\s][^=≈]{1,59}?)\s*+[=≈].*?(?P<value>[^=≈]+)$")
_SIGNS = re.compile(r"[×*/÷+−·]")
_COUNTS = re.compile(r"[~≈$€£]?\d")
_WORD = re.compile(r"[^\W\d_]{2}")
_OPERAND = re.compile(r"\s*+\(?\s*+[^\W_]")
_REMARK = re.compile(r"\s{2,}.*$|\s*#.*$|\s+\(.*\)$")


def outline(nodes: tuple[Node, ...]) -> list[Inlines]:
    """What an answer must cover: the solution's parts, else its points.

    A part is told by its name and by what it comes to: its first sentence, its formula, or the
    names in its list. The value of a calculation is that of an example; what stands in the first
    column of a table, or as a term in a list, is not what they say.
    """
    labelled = [node for node in nodes if isinstance(node, Labelled)]
    lists = [node for node in nodes if isinstance(node, List)]
    lists = lists or [node for node in walk(nodes) if isinstance(node, List)][:1]
    if len(labelled) >= 2 or (labelled and not lists):
        parts = [(_name(node.label.inlines), _essence(node)) for node in labelled]
    else:
        items = [item for node in lists for item in node.items if not _announces(item)]
        parts = [_point(item, few=len(items) <= MOST) for item in items]
    told: dict[str, tuple[Inlines, Inlines]] = {}
    for name, essence in parts:
        text = plain(name)
        passing = _CODE.search(text) or _FURNITURE.match(text) or _OWN_NOTE.search(text)
        if text and not passing:
            told.setdefault(text, (name, essence))
    lines = [
        name if not essence else (*name, *said(": "), *essence) for name, essence in told.values()
    ]
    full = [line for line, (_, essence) in zip(lines, told.values(), strict=True) if essence]
    if len(full) >= FEWEST:
        lines = full  # a heading by itself tells nothing beside them
    more = len(lines) - MOST
    return lines[:MOST] + ([said(f"… and {more} more")] if more > 0 else [])


def _announces(item: Item) -> bool:
    """Whether an item only announces what stands below it: `quick check:`."""
    text = item.text.plain.rstrip()
    bare = not item.term.plain.strip(" :") and text.endswith(":")
    return bare and len(words(text)) <= FEWEST_OF_ITEM


def _name(inlines: Inlines) -> Inlines:
    """A label without its bracket and colon."""
    text = unbold(inlines)
    return rstrip(cut(text, 0, len(_TRAILING.sub("", plain(text)).rstrip(": "))))


def _point(item: Item, *, few: bool) -> tuple[Inlines, Inlines]:
    """A point of a list: its term and what that means, or its text, both short."""
    if item.term.plain.strip(" :"):
        told = _sentence(item.meaning.inlines) if few and item.meaning.plain else ()
        return rstrip(unbold(item.term.inlines), " :"), told
    text = rstrip(unbold(item.text.inlines), " ;,")
    sentences = split_sentences(text)
    if len(sentences) > 1 and plain(sentences[-1]).rstrip().endswith(":"):
        text = joined(*sentences[:-1])  # `With π/200. By numbers:`
    if match := _NAMED.match(plain(text)):
        told = _sentence(cut(text, match.end())) if few else ()
        return cut(text, 0, match.end("name")), told
    if len(words(plain(text))) > OPENING:
        text = brief(shorten(text)[0], OPENING)
    return _name(text), ()


def _essence(node: Labelled) -> Inlines:
    """What a part comes to, short; nothing where that takes reading it."""
    first = node.children[0] if node.children else None
    text = node.body or (first.text if isinstance(first, Paragraph) else None)
    if text and (told := _sentence(text.inlines)):
        return told
    if text and len(node.children) > 1:
        first = node.children[0 if node.body else 1]
    if isinstance(first, Listing) and first.kind is ListingKind.FORMULA:
        return _formula(first.block)
    if isinstance(first, List):
        if any(item.term.plain.strip(" :") and item.meaning.plain for item in first.items):
            return ()  # names without what they mean are labels
        return _listed([_point(item, few=False)[0] for item in first.items])
    return ()


def _sentence(text: Inlines) -> Inlines:
    """The sentence that opens a part, if it is short and whole."""
    sentence = next(iter(split_sentences(unbold(text))), ())
    count = len(words(plain(sentence)))
    if count < 2 or plain(sentence).rstrip().endswith(":"):
        return ()
    if count > OPENING:
        sentence = brief(sentence, LONGEST)
    return without_stop(rstrip(sentence)) if len(words(plain(sentence))) <= LONGEST else ()


def _is_of_names(value: str) -> bool:
    """Whether names are put together: a formula, no value of an example."""
    return not _COUNTS.match(value) and any(
        _WORD.search(one.rpartition("=")[2]) and _OPERAND.match(other)
        for one, other in pairwise(_SIGNS.split(value))
    )


def _formula(block: CodeBlock) -> Inlines:
    """The last formula of a calculation that has names in it: `gain = new / old`."""
    for index, line in reversed([*enumerate(block.value.rstrip("\n").split("\n"))]):
        match = _EQUATION.match(_REMARK.sub("", line))
        if match is None or not _is_of_names(match["value"].strip()):
            continue
        start = block.starts[index] if index < len(block.starts) else -1
        left, value = (_piece(match, name, start) for name in ("left", "value"))
        return (*left, *said(" = "), *value)
    return ()


def _piece(match: re.Match[str], name: str, start: int) -> Inlines:
    text = match[name].strip()
    at = match.start(name) + len(match[name]) - len(match[name].lstrip())
    span = Span(start + at, start + at + len(text)) if start >= 0 else NOWHERE
    return (Text(text, span=span, verbatim=start >= 0),)


def _listed(parts: Sequence[Inlines]) -> Inlines:
    """What a list or table names, if that is short."""
    told = sum(len(words(plain(part))) for part in parts)
    named = parts and all(re.search(r"[^\W\d_]", plain(part)) for part in parts)
    if not named or told > LONGEST:
        return ()
    out = parts[0]
    for part in parts[1:]:
        out = (*out, *said(", "), *part)
    return out
