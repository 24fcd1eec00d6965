"""Notes of Obsidian_to_Anki: `START`, a note type, its fields, `END`; or on one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from flashcards import patterns as re
from flashcards.document import Asks
from flashcards.questions.choices import found_in
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.roles import folded, is_back, is_front
from flashcards.questions.slices import cut, joined, lines, literal_at, paragraph, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Cloze,
    Details,
    Inline,
    Inlines,
    OrderedList,
    Paragraph,
    walk_inlines,
)
from flashcards.tree.span import Span, hull
from flashcards.values import dataclass

FORM = "note"
_CLOZE = "cloze"
# Names of note types that ask both ways, in the languages of Anki that are most used.
_BOTH_WAYS = re.compile(r"revers|umgekehrt|invers|envers|invertit|обратн|反転|反向|翻转|뒤집")
_FIELD = re.compile(r"(?P<name>[^\W\d_][\w ]{0,24}):(?:\s+|$)")
_INLINE_FIELD = re.compile(r"(?:^|(?<=\s))(?P<name>[^\W\d_]\w{0,24}):(?:\s+|$)")
_INLINE = re.compile(
    r"STARTI\s*\[(?P<type>[^\[\]\n]{1,60})\]\s*(?P<body>.*?)\s*ENDI(?!\w)", re.DOTALL
)
# The plug-in's short gaps: `{x}`, `{2:x}`, `{c1|x}`.
_GAP = re.compile(r"(?<![{$\\])\{(?:c?(?P<number>\d{1,2})[:|])?(?P<said>[^{}\n]{1,400})\}(?!\})")


@dataclass(slots=True)
class _Note:
    """A note's sides and what it says of itself."""

    type: str
    front: list[Block] = field(default_factory=list)
    back: list[Block] = field(default_factory=list)
    tags: tuple[str, ...] = ()


def find(run: Blocks) -> Iterator[Candidate]:
    """Each note: a card of its front and its back, or a text with gaps."""
    start: int | None = None
    for index, block in enumerate(run):
        words = plain(block.children).strip() if isinstance(block, Paragraph) else ""
        if words == "START":
            start = index
        elif words == "END":
            if start is not None:
                note = _read(run[start + 1 : index])
                yield from _cards(note, start, 0, index - start, run[start].span)
            start = None
        elif start is None:
            yield from _inline(block, index)


def _read(blocks: Blocks) -> _Note:
    """The fields of a note, from its type on."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph):
        return _Note(type="")
    name, *rest = lines(first.children)
    note = _Note(type=folded(plain(name)))
    own = joined(rest)
    side = note.front
    for block in (*([paragraph(own)] if own else []), *blocks[1:]):
        label = _FIELD.match(plain(block.children)) if isinstance(block, Paragraph) else None
        if not isinstance(block, Paragraph) or label is None:
            side.append(block)
            continue
        told = stripped(cut(block.children, label.end()))
        found = _side(note, label["name"], told, side)
        side = [] if found is None else found  # what is on no side is dropped with its lines
        words = told if _is_field(label["name"]) else block.children
        side.extend([paragraph(words)] if words else [])
    return note


def _side(note: _Note, name: str, told: Inlines, side: list[Block]) -> list[Block] | None:
    """Where what stands behind a field's name goes; None for what is on no side."""
    bare = folded(name)
    if bare in ("tags", "tag"):
        note.tags = tuple(plain(told).replace(",", " ").split())
        return None
    if bare in ("id", "add reverse"):
        return None
    if is_front(name) or bare == "text":
        return note.front
    return note.back if is_back(name) or bare in ("extra", "back extra") else side


def _is_field(name: str) -> bool:
    return is_front(name) or is_back(name) or folded(name) in ("text", "extra", "back extra")


def _inline(block: Block, index: int) -> Iterator[Candidate]:
    """`STARTI [Basic] front Back: back ENDI`, in a paragraph or an item of a list."""
    texts: list[Inlines] = []
    if isinstance(block, Paragraph):
        texts = [block.children]
    elif isinstance(block, BulletList | OrderedList):
        firsts = [item.children[0] for item in block.items if item.children]
        texts = [first.children for first in firsts if isinstance(first, Paragraph)]
    part = 0
    for words in texts:
        for match in _INLINE.finditer(plain(words)):
            body = cut(words, match.start("body"), match.end("body"))
            note = _Note(type=folded(match["type"]))
            fields = list(_INLINE_FIELD.finditer(plain(body)))
            fields = [
                one
                for one in fields
                if _is_field(one["name"]) or folded(one["name"]) in ("tags", "id")
            ]
            ends = [one.start() for one in fields] + [len(plain(body))]
            opening = stripped(cut(body, 0, ends[0]))
            note.front.extend([paragraph(opening)] if opening else [])
            for one, end in zip(fields, ends[1:], strict=True):
                told = stripped(cut(body, one.end(), end))
                side = _side(note, one["name"], told, note.front)
                if side is not None and told:
                    side.append(paragraph(told))
            span = hull(node.span for node in body)
            for found in _cards(note, index, part, 0, span):
                yield found
                part += 1


def _cards(note: _Note, index: int, part: int, taken: int, span: Span) -> Iterator[Candidate]:
    first = next((block for block in note.front if isinstance(block, Paragraph)), None)
    if first is None:
        return
    one = Candidate(
        form=FORM,
        key=FORM,
        evidence=Evidence.MARKED,
        index=index,
        part=part,
        title=joined(lines(first.children)),
        span=hull(node.span for node in first.children) if first.children else span,
        tags=note.tags,
        taken=taken,
        skipped=taken,
    )
    if _CLOZE in note.type or "lückentext" in note.type or "trous" in note.type:
        made = _gaps(first.children)
        if any(isinstance(node, Cloze) for node in walk_inlines(made)):
            yield replace(one, title=joined(lines(made)), asks=Asks.CLOZE)
        return
    if not note.back:
        return
    more = tuple(block for block in note.front if block is not first)
    told = Details((), tuple(note.back), span=span)
    if (found := found_in((*more, told))) and found.right:
        yield replace(one, asked=more, answer=(told,))
        return
    yield replace(
        one,
        asked=(Details((said("Question"),), more, span=one.span),) if more else (),
        answer=(told,) if more else tuple(note.back),
        asks=Asks.PAIR_BOTH_WAYS if _BOTH_WAYS.search(note.type) else Asks.PAIR,
    )


def _gaps(inlines: Inlines) -> Inlines:
    """A text with its short gaps read; long ones are read already."""
    out: list[Inline] = []
    position = 0
    for match in _GAP.finditer(plain(inlines)):
        if not literal_at(inlines, match.start()):
            continue
        out.extend(cut(inlines, position, match.start()))
        inside = stripped(cut(inlines, match.start("said"), match.end("said")))
        whole = cut(inlines, match.start(), match.end())
        out.append(Cloze(inside, int(match["number"] or 0), span=hull(n.span for n in whole)))
        position = match.end()
    out.extend(cut(inlines, position))
    return tuple(out)


SAMPLES = (
    (
        "START\nBasic\nCapital of Peru\nBack: Lima\nTags: geo\nEND",
        ("Capital of Peru",),
    ),
    ("STARTI [Basic] Capital of Peru Back: Lima ENDI", ("Capital of Peru",)),
    ("START\nCloze\nThe {Nile} is long.\nEND", ("The Nile is long.",)),
)
NOT_SAMPLES = ("START\nBasic\nCapital of Peru", "START and END are words.", "START\n\ntext\n\nEND")
