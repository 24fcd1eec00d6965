"""Glossaries: under a heading that says so, `**Term** – its meaning`, in lines or in a list.

Where every item of a list or line of a paragraph has the sign, the terms need not be bold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.document import Asks
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.commands import SHEET
from flashcards.questions.slices import (
    cut,
    joined,
    length,
    lines,
    literal_at,
    paragraph,
    stripped,
    with_heading,
)
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Code,
    Emphasis,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Strong,
    Style,
    Styled,
    Table,
)
from flashcards.tree.span import hull

FORM = "term"
PLAIN = "list of words"
"""Words with their meanings under no such heading: cards only in a document of cards."""

# What a section of words and their meanings is called, in eleven languages.
_GLOSSARY = re.compile(
    r"\b(?:glossar(?:y|ies)|vocabulary|terms|terminology|definitions|words|acronyms|abbreviations"
    r"|glossar|begriffe|vokabeln|fachbegriffe|abkürzungen"
    r"|glossaire|lexique|vocabulaire|définitions|abréviations"
    r"|glosario|vocabulario|términos|definiciones|siglas"
    r"|glossário|vocabulário|termos|definições"
    r"|glossario|vocabolario|termini|definizioni"
    r"|глоссарий|словарь|термины|определения)\b"
    r"|术语|词汇|名词解释|用語|用語集|용어|المصطلحات|مصطلحات",
    re.IGNORECASE,
)
# `Terms of use` are no words to be learnt.
_LEGAL = re.compile(r"\bterms (?:of|and|&)\b|\bconditions\b", re.IGNORECASE)
# What a whole document of them is called by nothing else; `Terms` may be those of a contract.
_SURELY = re.compile(
    r"\b(?:glossar(?:y|ies)|terminology|glossar|fachbegriffe|glossaire|lexique|glosario|glossário"
    r"|glossario|глоссарий)\b|术语|名词解释|用語集",
    re.IGNORECASE,
)
_MAY_BE = re.compile(
    r"\b(?:terms?|vocabulary|definitions|concepts|begriffe|vokabeln|vocabulaire|définitions"
    r"|vocabulario|términos|definiciones|vocabulário|termos|definições|vocabolario|termini"
    r"|definizioni|термины|определения)\b|用語|词汇",
    re.IGNORECASE,
)
# Between a term and its meaning; an arrow or an equals sign only where blanks or letters stand.
_SIGN = re.compile(r"\s*(?:\s(?:[–—=-]|->|=>|[:：]{1,2})\s|[:：]{1,2}\s|\s?[→⇒➔⟶]\s?)\s*")
_MAX_WORDS = 6
_SIDES = 2
_LEAST = 3
"""So many plain lines must have the sign, all that stand together."""


def is_glossary(title: str, *, defined: bool) -> bool:
    """Whether the title of a document says that it holds terms with their meanings.

    Args:
        title: of the document.
        defined: whether some stand in it as a list of definitions, so that `terms` are words.

    >>> is_glossary("A glossary of sailing", defined=False), is_glossary("Terms", defined=False)
    (True, False)
    """
    if _LEGAL.search(title):
        return False
    return bool(_SURELY.search(title)) or (defined and bool(_MAY_BE.search(title)))


def find(run: Blocks) -> Iterator[Candidate]:
    """Every term of the sections of terms, of lists that hold nothing else, and of a dictionary."""
    above: list[tuple[int, bool]] = []
    sheet = False  # of commands or keys: those in code, or in boxes for keys
    classed = sum(_is_classed(words) for block in run for words, _ in _rows(block)) >= _LEAST
    for index, block in enumerate(run):
        if isinstance(block, Heading):
            words = plain(block.children)
            says = bool(_GLOSSARY.search(words)) and not _LEGAL.search(words)
            above = with_heading(above, block, says)
            sheet = sheet or (block.level == 1 and bool(SHEET.search(words)))
            continue
        rows = (_tabled(block) if sheet else []) or _rows(block)
        inside = any(says for _, says in above)
        entries = [inside or (classed and _is_classed(words)) for words, _ in rows]
        known = [
            _sides(words) if so else None for (words, _), so in zip(rows, entries, strict=True)
        ]
        if sheet and not any(known):
            known = [_keyed(words) for words, _ in rows]
            entries = [one is not None for one in known]
        if not any(known) and not isinstance(block, Table):
            known = _all_plain(rows, colons=inside)
        for part, ((line, below), sides) in enumerate(zip(rows, known, strict=True)):
            if sides:
                yield _candidate(line, sides, index, part, below, inside=entries[part])


def _rows(block: Block) -> list[tuple[Inlines, Blocks]]:
    """The lines of a paragraph or the items of a list, each with what stands below it."""
    if isinstance(block, Paragraph):
        return [(joined(some), ()) for some in _terms(block)]
    if not isinstance(block, BulletList | OrderedList):
        return []
    return [_row(item) for item in block.items]


def _tabled(block: Block) -> list[tuple[Inlines, Blocks]]:
    """The rows of a table of two columns as lines, with a dash between the cells."""
    if not isinstance(block, Table) or len(block.header) != _SIDES:
        return []
    cells = ([cell.children for cell in row.cells] for row in block.rows)
    return [(joined([front, back], " – "), ()) for front, back in cells if plain(back).strip()]


def _terms(block: Paragraph) -> Iterator[list[Inlines]]:
    """The lines of a paragraph, each term in bold with those that its meaning goes on in."""
    row: list[Inlines] = []
    for line in lines(block.children):
        if row and (_sides(line) or not _sides(row[0])):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _row(item: Item) -> tuple[Inlines, Blocks]:
    """An item's first line; none of one with a box, or without words."""
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph) or item.checked is not None:
        return (), ()
    return joined(lines(first.children)), item.children[1:]


def _all_plain(
    rows: Sequence[tuple[Inlines, Blocks]], *, colons: bool
) -> list[tuple[Inlines, Inlines] | None]:
    """The sides of all rows, if every one has one sign, the same, behind few words.

    A colon stands behind labels of any kind: it counts only where `colons` says so.
    """
    nothing: list[tuple[Inlines, Inlines] | None] = [None for _ in rows]
    if len(rows) < _LEAST or any(below for _, below in rows):
        return nothing
    out: list[tuple[Inlines, Inlines] | None] = []
    signs = set()
    for words, _ in rows:
        text = plain(words)
        sign = _SIGN.search(text)
        if sign is None or not sign.start() or not literal_at(words, sign.end() - 1):
            return nothing
        front, back = stripped(cut(words, 0, sign.start())), stripped(cut(words, sign.end()))
        few = len(plain(front).split()) <= _MAX_WORDS and plain(front)[-1:] not in "?!."
        if not front or not back or not few:
            return nothing
        signs.add(sign[0].strip())
        out.append((front, back))
    known = len(signs) == 1 and (colons or not signs & {":", "："})
    return out if known else nothing


def _sides(line: Inlines) -> tuple[Inlines, Inlines] | None:
    """A term in bold or in code, and its meaning behind a sign."""
    bare = stripped(line)
    if len(bare) < 2 or not isinstance(bare[0], Strong | Emphasis | Code):
        return None
    front = bare[:1] if isinstance(bare[0], Code) else bare[0].children
    words = plain(front).strip()
    rest, classed = _unclassed(bare[1:])
    if isinstance(bare[0], Emphasis) and not classed:
        return None
    sign = _SIGN.match(plain(rest)) or (_SENSE.match(plain(rest)) if classed else None)
    if words.endswith((":", "：")):  # the colon stands within the bold words
        front, start = cut(front, 0, len(words) - 1), 0
    elif sign:
        start = sign.end()
    else:
        return None
    meaning = stripped(cut(rest, start))
    meaning = _defined(meaning) if classed else meaning
    if not meaning or len(words.split()) > _MAX_WORDS:
        return None
    return stripped(front), meaning


_KIND = (
    r"(?:n|v|s|m|f|nt|o|pl|sg|mv|adj|adv|prep|pron|conj|interj|subst|sust|tr|intr|itr|vt|vi|vr"
    r"|art|num|loc|nm|nf|sm|sf|agg|avv|bn|bw|ww|znw|masc|fem|neut|inv|refl|phr|abbr)\."
)
# The class of a word, slanted or in brackets behind it: `s.m.`, `n. f.`, `(v.)`, `, die`.
_CLASS = re.compile(
    rf"[\s,]{{0,3}}(?:(?P<open>[(\[])\s?)?(?:{_KIND}(?:\s?{_KIND}){{0,3}}|noun|verb|adjective|adverb"
    r"|substantiv|adjektiv|nom|nome|verbe|verbo|sostantivo"
    r"|(?:der|die|das|de|het|el|la|le|il|lo)(?:(?=\s?[:–—-])|(?(open),[^()\[\]]{1,12})))(?(open)\s?[)\]])(?=[\s:–—-])",
    re.IGNORECASE,
)
# The number of the first sense of a word, or nothing before its meaning.
_SENSE = re.compile(r"\s*(?:1[.)]\s+)?(?=\S)")
# What a dictionary adds behind a meaning: where else to look, how a word is used, whence it comes.
_ADDED = re.compile(
    r"\s*(?:[◊◆►▸⇒→➤☞↗]|(?<=[.;])\s(?:[–—]\s)?\(?(?:étym|etym|see(?: also)?|cf|vgl|siehe|s\. ?a"
    r"|voir|v\. aussi|ver|véase|vedi|cfr|zie|du (?:grec|latin)|del? (?:latín|griego)"
    r"|from (?:the )?(?:latin|greek|old|french)|dal (?:latino|greco)|do (?:latim|grego)"
    r"|von (?:lat|griech)|aus dem)\b)",
    re.IGNORECASE,
)


def _unclassed(rest: Inlines) -> tuple[Inlines, bool]:
    """What stands behind a word and its class, and whether it has one."""
    found = _CLASS.match(plain(rest))
    if found is None:
        return rest, False
    slanted = bool(rest) and any(isinstance(node, Emphasis) for node in rest[:2])
    signed = slanted or any(sign in found[0] for sign in "([,")
    return (cut(rest, found.end()), True) if signed else (rest, False)


def _keyed(line: Inlines) -> tuple[Inlines, Inlines] | None:
    """A command or keys at the head of a line, and what they do behind a sign."""
    bare = stripped(line)
    first = bare[0] if bare else None
    if not (isinstance(first, Code) or (isinstance(first, Styled) and first.style is Style.KBD)):
        return None
    sign = _SIGN.search(plain(bare), length(first))
    if sign is None or not literal_at(bare, sign.end() - 1):
        return None
    front, back = stripped(cut(bare, 0, sign.start())), stripped(cut(bare, sign.end()))
    few = len(plain(front).split()) <= _MAX_WORDS
    return (front, back) if front and back and few else None


def _is_classed(line: Inlines) -> bool:
    """Whether a line is a word set off, its class, and more."""
    bare = stripped(line)
    lead = bool(bare) and isinstance(bare[0], Strong | Emphasis | Code)
    word = plain(bare[:1]).strip()
    few = len(word.split()) <= _MAX_WORDS and word[-1:] not in "?!？"
    return lead and few and _unclassed(bare[1:])[1]


def _defined(meaning: Inlines) -> Inlines:
    """The meaning of a word of a dictionary, without what is added to it."""
    added = _ADDED.search(plain(meaning), 1)
    return stripped(cut(meaning, 0, added.start())) if added else meaning


def _candidate(
    line: Inlines,
    sides: tuple[Inlines, Inlines],
    index: int,
    part: int,
    below: Blocks,
    *,
    inside: bool,
) -> Candidate:
    front, meaning = sides
    return Candidate(
        form=FORM,
        key="term of a glossary" if inside else PLAIN,
        evidence=Evidence.MARKED if inside else Evidence.TASK,
        index=index,
        part=part,
        title=front,
        span=hull(node.span for node in line),
        answer=(paragraph(meaning), *below),
        asks=Asks.PAIR,
    )


SAMPLES = (
    (
        "## Words we use\n\n**Culling** – leaving out\nwhat is unseen\n\n**Tick** – one step",
        ("Culling", "Tick"),
    ),
    ("## Glossar\n\n- **Mol**: eine Menge\n- `pH` - ein Maß\n", ("Mol", "pH")),
    (
        "# Vocabulaire\n\n## Un\n\n- le chien → dog\n- le chat → cat\n- un → one",
        ("le chien", "le chat", "un"),
    ),
    ("aqua - water\nterra - earth\nignis - fire", ("aqua", "terra", "ignis")),
)
NOT_SAMPLES = (
    "## Summary\n\n**Speed** – fast\n\n**Memory** – low",
    "## Glossary\n\nThese are **words** that we use.",
    "- speed - better\n- memory → lower\n- disk - same",
    "- speed: better\n- memory: lower\n- disk: same",
    "## Terms of use\n\n- **Price**: 5 EUR\n",
)
