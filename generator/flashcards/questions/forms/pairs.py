"""Pairs on one line: `front::back`, `front:::back` for both ways."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.document import Asks, Role
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.columns import is_export
from flashcards.questions.furniture import names_day
from flashcards.questions.roles import role_of
from flashcards.questions.slices import cut, lines, literal_at, paragraph, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, BulletList, Inlines, OrderedList, Paragraph
from flashcards.tree.span import Span, hull

FORM = "pair"
LIKE_CODE = "pair like code"
"""Two words with the sign between them may be a name in code: `aqua::water`, `std::vector`."""
# What Obsidian writes behind a line that is linked to: ` ^a1b2c3`.
_BLOCK_ID = re.compile(r"\s\^[a-zA-Z0-9-]+$")
_SIGN = re.compile(r"(?<!:)(?P<sign>:::?)(?!:)")
# Paths of names in a language of programs: `std::vector`, `Foo::bar()`.
_SCOPE = re.compile(r"(?:^|[\s(&*<])[A-Za-z_]\w*::~?[A-Za-z_]\w*(?:[(<;,.*&]|$|\s)")
# Names that can be nothing else: `std::`, and what is called or has parameters.
_CODE = re.compile(r"\bstd::|[&*<]\w+::|::~|\w::[a-z_]\w*[(<;]", re.ASCII)
# `Data::Dumper` is one in Perl; so is `Peru::Lima`, but for what the document says of itself.
_MODULE = re.compile(r"[A-Z]\w*::[A-Z]\w*")


def find(run: Blocks) -> Iterator[Candidate]:
    """Lines with one such sign outside of code, in paragraphs and in items of lists."""
    for index, block in enumerate(run):
        if isinstance(block, Paragraph) and not is_export(block):
            rows = lines(block.children)
            found = [pair(row) for row in rows]
            several = all(found) and len(rows) > 1
            for part, (row, one) in enumerate(zip(rows, found, strict=True)):
                if one:
                    yield _candidate(one, row, index, part, several=several)
        elif isinstance(block, BulletList | OrderedList):
            firsts = [_first(item.children) for item in block.items]
            pairs = [pair(first) if first else None for first in firsts]
            for part, (first, one) in enumerate(zip(firsts, pairs, strict=True)):
                if one and first:
                    yield _candidate(one, first, index, part, several=all(pairs))


# Properties of outliners: `id:: 63…`, `card-repeats:: 2`.
_PROPERTY = re.compile(r"(?:card-[a-z-]+|id|collapsed|tags?|alias|type|title|template)::\s")


# A field of Dataview: `source:: lecture 3`.
_FIELD = re.compile(r"(?P<name>[a-z][a-z ]{2,20})::\s")


def _tells_of(name: str) -> bool:
    """Whether a field says where the cards beside it are from, or when they were made."""
    return names_day(name) or role_of(name) is Role.RELATED


def _first(blocks: Blocks) -> Inlines | None:
    first = blocks[0] if len(blocks) == 1 else None
    return first.children if isinstance(first, Paragraph) else None


def pair(line: Inlines) -> tuple[Inlines, Inlines, str] | None:
    """The two sides of a line and the sign between them."""
    words = plain(line)
    if _PROPERTY.match(words) or ((field := _FIELD.match(words)) and _tells_of(field["name"])):
        return None
    signs = [m for m in _SIGN.finditer(words) if literal_at(line, m.start())]
    if len(signs) != 1:
        return None
    sign = signs[0]
    label = _BLOCK_ID.search(words)
    back = cut(line, sign.end(), label.start() if label else None)
    front, back = stripped(cut(line, 0, sign.start())), stripped(back)
    if not front or not back:
        return None
    return front, back, sign["sign"]


def _candidate(
    found: tuple[Inlines, Inlines, str], line: Inlines, index: int, part: int, *, several: bool
) -> Candidate:
    front, back, sign = found
    words = plain(line)
    spaced = f" {sign} " in words
    span = hull(node.span for node in line)
    code = not spaced and _CODE.search(words) is not None
    unsure = not spaced and (_MODULE.fullmatch(words) or (not several and _SCOPE.search(words)))
    evidence = Evidence.MARKED if spaced or several else Evidence.ASKING
    return Candidate(
        form=FORM,
        key=LIKE_CODE if unsure or code else "pair",
        evidence=Evidence.PLAIN if code else evidence,
        index=index,
        part=part,
        title=front,
        span=span if span.start >= 0 else Span(0, 0),
        answer=(paragraph(back),),
        asks=Asks.PAIR_BOTH_WAYS if sign == ":::" else Asks.PAIR,
    )


SAMPLES = (
    ("Capital of Peru::Lima\nCapital of Chile::Santiago", ("Capital of Peru", "Capital of Chile")),
    ("Peru ::: Lima", ("Peru",)),
    ("Capital of Peru :: Lima ^a1b2c3", ("Capital of Peru",)),
)
NOT_SAMPLES = (
    "- std::vector\n- std::map",
    "Use `std::vector` here.",
    "The call std::move(x) moves nothing.",
)
