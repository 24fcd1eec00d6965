"""Chronologies: under a heading that says so, `**1492** — what came to pass`, in lines or rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.document import Asks
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.slices import (
    alone,
    cut,
    joined,
    lines,
    paragraph,
    said,
    stripped,
    with_heading,
)
from flashcards.tree import Span, plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Strong,
    Table,
)
from flashcards.tree.span import hull

FORM = "date"
_LEAST = 3
_LEAST_YEARS = 30
_LONG_AGO = 1900
"""What begins and ends in fewer years, and not long ago, is a plan, or the log of a project."""
_FEWEST_WORDS = 2

# What a chronology is called, in nine languages.
_SAYS = re.compile(
    r"\b(?:time ?lines?|chronolog(?:y|ie|ia|ía)|(?:key|important) dates|dates to (?:know|learn)"
    r"|zeittafel|zeitstrahl|zeitleiste|chronik|(?:wichtige )?jahreszahlen|frise chronologique"
    r"|dates[ -](?:clés?|importantes|à retenir)|repères chronologiques|cronología|cronologia"
    r"|línea del? tiempo|fechas (?:clave|importantes)|linha do tempo|datas importantes"
    r"|linea del tempo|date importanti|tijdlijn|tijdbalk|jaartallen|хронология|важные даты)\b"
    r"|年表|大事记|연표",
    re.IGNORECASE,
)
_ERA = (
    r"(?:BCE?|CE|AD|[vn]\. ?Chr\.?|[ad]\. ?C\.|av(?:ant)?\.? ?J\.?-C\.?|apr(?:ès|\.)? ?J\.?-C\.?"
    r"|до н\. ?э\.|н\. ?э\.)"
)
# A year, or a day or month of one: `1492`, `27 v. Chr.`, `14 juillet 1789`, `um 1450`, `1618–1648`.
_DATE = re.compile(
    r"(?:(?:c|ca|um|vers|circa|hacia|AD|около)\.? )?"
    r"(?:(?:\d{1,2}(?:\.|er|º)? (?:de )?)?[^\W\d_]{3,10}\.?(?: de)? |[A-Z][a-z]{2,8} \d{1,2}, )?"
    rf"(?:(?P<year>\d{{3,4}})(?: ?[–-] ?\d{{2,4}})?(?: {_ERA})?"
    rf"|(?P<old>\d{{1,2}})(?: ?[–-] ?\d{{1,2}})? {_ERA})"
)
_SIGN = re.compile(r"\s*(?:[–—:：→]|-(?=\s))\s+")


def find(run: Blocks) -> Iterator[Candidate]:
    """Every date of the sections of dates, with what came to pass then and at no other place."""
    found: list[tuple[int, Candidate]] = []
    above: list[tuple[int, bool]] = []
    for index, block in enumerate(run):
        if isinstance(block, Heading):
            says = bool(_SAYS.search(plain(block.children)))
            above = with_heading(above, block, says)
        elif any(says for _, says in above):
            found.extend(_dated(block, index))
    years = [year for year, _ in found]
    if len(found) < _LEAST:
        return
    if max(years) - min(years) < _LEAST_YEARS and min(years) > _LONG_AGO:
        return
    dates = Counter(plain(one.title) for _, one in found)
    yield from (one for _, one in found if dates[plain(one.title)] == 1)


def _dated(block: Block, index: int) -> Iterator[tuple[int, Candidate]]:
    """The rows of a block with their years, if each opens with a date."""
    rows = list(_rows(block))
    if not all(told for told, _ in rows):
        return
    for part, (told, span) in enumerate(rows):
        year, date, event = told or (0, (), ())
        one = Candidate(
            form=FORM,
            key=FORM,
            evidence=Evidence.MARKED,
            index=index,
            part=part,
            title=date,
            span=span,
            answer=(paragraph(event),),
            asks=Asks.PAIR,
        )
        yield year, one


_Told = tuple[int, Inlines, Inlines]
"""A year, the date as written, and what came to pass."""


def _rows(block: Block) -> Iterator[tuple[_Told | None, Span]]:
    """What each line, item or row of a block tells."""
    match block:
        case Paragraph():
            for row in lines(block.children):
                yield _sides(row), hull(node.span for node in row)
        case BulletList() | OrderedList():
            for item in block.items:
                yield _sides(_words(item)), item.span
        case Table() if len(block.header) == _COLUMNS:
            for line in block.rows:
                yield _told(line.cells[0].children, line.cells[1].children), line.span


_COLUMNS = 2


def _words(item: Item) -> Inlines:
    """The words of an item; of `14. Mai 1453`, which the parser counts, with its number."""
    only = item.children[0] if len(item.children) == 1 else None
    if isinstance(only, OrderedList) and len(only.items) == 1:
        return _words(only.items[0])
    first = alone(item)
    words = joined(lines(first.children)) if first else ()
    day = item.number is not None and plain(words)[:1].isalpha()
    return (said(f"{item.number}. "), *words) if day else words


def _sides(row: Inlines) -> _Told | None:
    """The date that opens a line, and what stands behind its sign."""
    text = plain(row)
    date = _DATE.match(text)
    sign = _SIGN.match(text, date.end()) if date else None
    if date is None or sign is None:
        return None
    return _told(cut(row, 0, date.end()), stripped(cut(row, sign.end())))


def _told(date: Inlines, event: Inlines) -> _Told | None:
    """A date, its year, and an event in words."""
    found = _DATE.fullmatch(plain(date).strip(" :"))
    words = plain(event).split()
    if found is None or len(words) < _FEWEST_WORDS or not words[0].strip("«“\"'*(")[:1].isalpha():
        return None
    bare = tuple(
        n for node in date for n in (node.children if isinstance(node, Strong) else (node,))
    )
    early = found["old"] is not None or re.search(r"(?:BCE?|v\. ?Chr|a\. ?C|av|до)", found[0])
    year = int(found["year"] or found["old"])
    return -year if early else year, stripped(bare, " :"), event


SAMPLES = (
    (
        "# Timeline\n\n**1837** — It is drawn.\n**1936** — It works.\n1947: It is built.",
        ("1837", "1936", "1947"),
    ),
    (
        "## Zeittafel\n\n- 27 v. Chr.: Er wird es\n- 476 – Das Ende\n- 14. Mai 1453 – Es fällt",
        ("27 v. Chr.", "476", "14. Mai 1453"),
    ),
)
NOT_SAMPLES = (
    "# Project timeline\n\n- **2023** – we begin\n- **2024** – we test\n- **2025** – we end",
    "# Timeline\n\n- 14:02 – alert fires\n- 14:10 – we look\n- 14:55 – all is well",
    "# Homes\n\n**1900** — A few have light.\n**1950** — Most have it.\n**2000** — All of them do.",
    "# Timeline\n\n- 1900 – 12 % of homes\n- 1950 – 40 % of homes\n- 2000 – 99 % of homes",
)
