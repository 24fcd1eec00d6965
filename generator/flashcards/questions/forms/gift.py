"""Questions in Moodle's GIFT, as plain text or in a fence: `Who wrote it? {=Goethe ~Lessing}`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.slices import cut, joined, literal_at, paragraph, rows_of, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Break,
    BulletList,
    CodeBlock,
    Inline,
    Inlines,
    Item,
    Paragraph,
    Text,
)
from flashcards.tree.span import Span, hull
from flashcards.values import dataclass

FORM = "gift"
# A name in double colons before a question, and the format of its text.
_NAME = re.compile(r"\s*+(?:::[^:{}\n]*+::)?\s*+(?:\[\w+\])?")
# Its answers in braces, and what is left of the line.
_BRACES = re.compile(r"\{(?P<answers>[^{}]*+)\}(?P<more>[^{}\n]*+)")
_COMMENT = re.compile(r"\s*(?://|\$CATEGORY:)")
# `=right`, `~wrong`, `~%50%half right`, each with `#` and what is said to it.
_ANSWER = re.compile(
    r"(?P<sign>[=~])\s*(?:%(?P<share>-?\d+(?:\.\d+)?)%)?(?P<text>[^=~#]*)(?:#(?P<told>[^=~]*))?"
)
_TRUTH = re.compile(r"\s*(?P<truth>T(?:RUE)?|F(?:ALSE)?)\s*(?:#.*)?", re.DOTALL)
# An amount: `{#50:5}` with what it may be off, `{#48..52}`.
_AMOUNT = re.compile(
    r"\s*#\s*(?P<amount>-?\d+(?:\.\d+)?)(?P<more>\s*(?::\s*\d+(?:\.\d+)?|\.\.\s*-?\d+(?:\.\d+)?))?\s*"
)
# `\=` is no answer's sign; until a question is read such signs stand apart from all text.
_HIDDEN = 0xE000
_ESCAPED = re.compile(r"\\(?P<sign>[=~#{}:])")
_MASKED = re.compile("[\ue000-\ue0ff]")
_ANSWERS = re.compile(r"\s*(?:[=~][^=~]*)+")


@dataclass(frozen=True, slots=True)
class _Part:
    """An answer that may be given, and what is said to it."""

    text: Inlines
    told: Inlines
    right: bool
    wrong: bool


def find(run: Blocks) -> Iterator[Candidate]:
    """Questions whose braces hold marked answers, or whether it is so."""
    blocks = [(i, one) for i, one in enumerate(run) if isinstance(one, Paragraph | CodeBlock)]
    several = any(_is_marked(plain(words)) for _, block in blocks for words in _pieces(block))
    for index, block in blocks:
        marked = several
        part = 0
        for words in _pieces(block):
            text = plain(words)
            marked = marked or "::" in text or _is_marked(text)
            start = 0
            for match in _BRACES.finditer(text) if marked else ():
                name = _NAME.match(text, start)
                asked = Span(name.end() if name else start, match.start())
                one = _candidate(words, asked, match, block, (index, part))
                if one is not None:
                    yield one
                part, start = part + 1, match.end()


def _is_marked(text: str) -> bool:
    """Whether the first braces hold what GIFT puts there, and nothing that others do: `A^{T}`."""
    asked, _, rest = text.partition("{")
    inside = rest.split("}", 1)[0]
    if _TRUTH.fullmatch(inside):
        return asked.rstrip().endswith((".", "!", "。"))
    return "~" in inside and "=" in inside and _ANSWERS.fullmatch(inside) is not None


def _pieces(block: Paragraph | CodeBlock) -> Iterator[Inlines]:
    """A block's lines without its comments, up to each that closes the braces open."""
    piece: list[Inlines] = []
    open_ = 0
    for row in rows_of(block):
        words = plain(row)
        if _COMMENT.match(words):
            continue
        read = row if isinstance(block, Paragraph) else _masked(row)
        words = plain(read)
        piece.append(read)
        open_ += words.count("{") - words.count("}")
        if open_ <= 0 and "}" in words:
            yield joined(piece, "\n")
            piece, open_ = [], 0


def _masked(row: Inlines) -> Inlines:
    """A row of a fence, in which what a backslash frees from its meaning is no sign."""
    out: list[Inline] = []
    start = 0
    for match in _ESCAPED.finditer(plain(row)):
        span = hull(node.span for node in cut(row, match.start(), match.end()))
        hidden = chr(_HIDDEN + ord(match["sign"]))
        out += [*cut(row, start, match.start()), Text(hidden, verbatim=False, span=span)]
        start = match.end()
    return (*out, *cut(row, start)) if out else row


def _cut(words: Inlines, start: int, end: int) -> Inlines:
    """A part of what stands in a piece, with the freed signs as they are read."""
    return tuple(
        replace(node, value=chr(ord(node.value) - _HIDDEN))
        if isinstance(node, Text) and _MASKED.fullmatch(node.value)
        else node
        for node in cut(words, start, end)
    )


def _on_one_line(words: Inlines) -> Inlines:
    return tuple(
        Break() if isinstance(node, Text) and node.value == "\n" else node
        for node in stripped(words)
    )


def _candidate(
    words: Inlines, asks: Span, match: re.Match[str], block: Block, place: tuple[int, int]
) -> Candidate | None:
    if asks.start >= asks.end or not literal_at(words, match.start()):
        return None
    title = _on_one_line(_cut(words, asks.start, asks.end))
    if not title or "{" in plain(cut(words, asks.start, asks.end)):
        return None
    more = stripped(_cut(words, *match.span("more")))
    if more:  # a gap in a sentence
        title = (*title, said(" ___ "), *more)
    span = hull(node.span for node in title)
    asked: Blocks = ()
    truth = _TRUTH.fullmatch(match["answers"])
    if truth:
        title = (said("True / false: "), *title)
        answer: Blocks = (Paragraph((said("True." if truth["truth"][0] == "T" else "False."),)),)
    elif amount := _AMOUNT.fullmatch(match["answers"]):
        words = cut(words, match.start("answers"), match.end("answers"))
        span_of = amount.span("amount" if ":" in (amount["more"] or "") else 0)
        answer = (paragraph(stripped(_cut(words, *span_of), "# ")),)
    else:
        parts = _parts(words, match)
        right = [part for part in parts if part.right]
        if not right or (len(parts) > len(right) and not all(p.right or p.wrong for p in parts)):
            return None
        told = tuple(paragraph(part.told) for part in right if part.told)
        if len(right) == len(parts):
            answer = (paragraph(right[0].text), *told)  # a short answer, in its ways to say it
        else:
            asked, answer = (_boxes(parts),), told
    return Candidate(
        form=FORM,
        key=FORM,
        evidence=Evidence.MARKED,
        index=place[0],
        part=place[1],
        title=title,
        span=span if span.start >= 0 else block.span,
        asked=asked,
        answer=answer,
    )


def _parts(words: Inlines, match: re.Match[str]) -> list[_Part]:
    """What stands in the braces, one by one; nothing where they hold anything else."""
    if not _ANSWERS.fullmatch(match["answers"]):
        return []
    start = match.start("answers")
    found = list(_ANSWER.finditer(match["answers"]))
    half = not any(one["sign"] == "=" for one in found)
    parts = []
    for one in found:
        share = float(one["share"] or 0)
        right = one["sign"] == "=" or (half and share > 0)
        if "->" in one["text"]:
            return []  # what goes with what
        text = stripped(_cut(words, start + one.start("text"), start + one.end("text")))
        told = (
            stripped(_cut(words, start + one.start("told"), start + one.end("told")))
            if one["told"]
            else ()
        )
        parts.append(_Part(text, told, right, not right and share <= 0))
    return parts


def _boxes(parts: Sequence[_Part]) -> BulletList:
    """The options as items with boxes, the right ones ticked."""
    items = tuple(Item((paragraph(part.text),), part.right) for part in parts)
    return BulletList(items, span=hull(node.span for part in parts for node in part.text))


SAMPLES = (
    (
        "::Q1:: Who wrote Faust? {\n=Goethe\n~Schiller\n}",
        ("Who wrote Faust?",),
    ),
    (
        "```gift\n// 1\n::F:: Who wrote Faust?{=Goethe ~Lessing}\n\nIce sinks.{F}\n```",
        ("Who wrote Faust?", "True / false: Ice sinks."),
    ),
)
NOT_SAMPLES = (
    "A set {1, 2} of numbers.",
    "std::vector<int> f() { return {}; }",
    "x = {=a}",
    "Of $A^{T}$, the transpose.",
)
