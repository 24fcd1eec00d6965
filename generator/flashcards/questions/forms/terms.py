"""Glossaries: under a heading that says so, `**Term** – its meaning`, in lines or in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.document import Asks
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.slices import cut, joined, lines, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Blocks,
    BulletList,
    Code,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Strong,
)
from flashcards.tree.span import Span, hull

FORM = "term"

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
# Between a term and its meaning.
_SIGN = re.compile(r"\s*(?:\s[–—-]\s|[:：]\s|→)\s*")
_MAX_WORDS = 6


def find(run: Blocks) -> Iterator[Candidate]:
    """Every term of the sections of terms."""
    inside = False
    for index, block in enumerate(run):
        if isinstance(block, Heading):
            inside = bool(_GLOSSARY.search(plain(block.children)))
        elif not inside:
            continue
        elif isinstance(block, Paragraph):
            for part, line in enumerate(lines(block.children)):
                yield from _candidate(line, index, part, ())
        elif isinstance(block, BulletList | OrderedList):
            for part, item in enumerate(block.items):
                first = item.children[0] if item.children else None
                if isinstance(first, Paragraph):
                    words = joined(lines(first.children))
                    yield from _candidate(words, index, part, item.children[1:])


def _candidate(line: Inlines, index: int, part: int, below: Blocks) -> Iterator[Candidate]:
    bare = stripped(line)
    if len(bare) < 2 or not isinstance(bare[0], Strong | Code):
        return
    term = (bare[0],)
    front = bare[0].children if isinstance(bare[0], Strong) else term
    words = plain(front).strip()
    rest = bare[1:]
    sign = _SIGN.match(plain(rest))
    if words.endswith((":", "：")):  # the colon stands within the bold words
        front, start = cut(front, 0, len(words) - 1), 0
    elif sign:
        start = sign.end()
    else:
        return
    meaning = stripped(cut(rest, start))
    if not meaning or len(words.split()) > _MAX_WORDS:
        return
    span: Span = hull(node.span for node in bare)
    yield Candidate(
        form=FORM,
        key="term of a glossary",
        evidence=Evidence.MARKED,
        index=index,
        part=part,
        title=stripped(front),
        span=span,
        answer=(Paragraph(meaning, span=hull(node.span for node in meaning)), *below),
        asks=Asks.PAIR,
    )


SAMPLES = (
    (
        "## Words we use\n\n**Culling** – leaving out what is unseen\n\n**Tick** – one step",
        ("Culling", "Tick"),
    ),
    ("## Glossar\n\n- **Mol**: eine Menge\n- `pH` - ein Maß\n", ("Mol", "pH")),
)
NOT_SAMPLES = (
    "## Summary\n\n**Speed** – fast\n\n**Memory** – low",
    "## Glossary\n\nThese are **words** that we use.",
)
