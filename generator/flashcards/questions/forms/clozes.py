"""Texts with gaps: `{{c1::x::hint}}`, `==x==`, `{1:x}`, and hashcards' `C: … [x]`."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.document import Asks
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.tagged import untagged
from flashcards.questions.slices import alone, cut, joined, lines, literal_at, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Blocks,
    BulletList,
    Cloze,
    Highlight,
    Inline,
    Inlines,
    OrderedList,
    Paragraph,
    walk_inlines,
)
from flashcards.tree.span import hull

FORM = "cloze"
HIGHLIGHT = "highlight"
GAP = "gap"
# hashcards: a block of its own, its gaps in square brackets.
_BLOCK = re.compile(r"C:\s+(?=\S)")
_BRACKETS = re.compile(r"\[(?P<said>[^\[\]\n]{1,400})\](?!\()")
# Logseq; a hint stands behind two backslashes, of which the parser leaves one.
_BRACED = re.compile(r"\{\{cloze[ \t]+(?P<said>[^{}\n\\]{1,400})(?:\\[^{}\n]*)?\}\}")
# Moodle's embedded answers, of which the first behind `=` is right: `{1:MULTICHOICE:a~=b#why}`.
_EMBEDDED = re.compile(
    r"\{\d{0,3}:(?:MULTI|SHORT|NUMER|MC|SA|MW|NM|MR)[A-Z_]*:[^={}]*=(?P<said>[^~#{}:\n]+)[^{}\n]*\}"
)
# `{1:x}`, `{x}` would be a set or a template.
_NUMBERED = re.compile(r"\{(?<!\{\{)(?P<number>\d{1,2})::?(?P<said>[^{}\n]{1,400})\}(?!\})")


def find(run: Blocks) -> Iterator[Candidate]:
    """Paragraphs and items of lists with gaps in them."""
    for index, block in enumerate(run):
        if isinstance(block, Paragraph):
            yield from _candidates(block.children, index, 0)
        elif isinstance(block, BulletList | OrderedList):
            for part, item in enumerate(block.items):
                if first := alone(item):
                    yield from _candidates(first.children, index, part)


def _candidates(inlines: Inlines, index: int, part: int) -> Iterator[Candidate]:
    words = plain(inlines)
    key, evidence = GAP, Evidence.MARKED
    block = _BLOCK.match(words)
    if block and _BRACKETS.search(words):
        made = _gaps(cut(inlines, block.end()), _BRACKETS)
    elif any(isinstance(node, Cloze) for node in walk_inlines(inlines)):
        made = inlines
    elif _BRACED.search(words):
        made = _gaps(_without_tag(inlines), _BRACED)
    elif _EMBEDDED.search(words):
        made = _gaps(inlines, _EMBEDDED)
    elif _NUMBERED.search(words):
        made = _gaps(inlines, _NUMBERED)
    elif any(isinstance(node, Highlight) for node in inlines):
        made, key, evidence = _highlighted(inlines), HIGHLIGHT, Evidence.TASK
    else:
        return
    if not any(isinstance(node, Cloze) for node in walk_inlines(made)):
        return
    yield Candidate(
        form=FORM,
        key=key,
        evidence=evidence,
        index=index,
        part=part,
        title=joined(lines(made)),
        span=hull(node.span for node in inlines),
        asks=Asks.CLOZE,
    )


def _without_tag(inlines: Inlines) -> Inlines:
    found = untagged(inlines)
    return found[0] if found else inlines


def _highlighted(inlines: Inlines) -> Inlines:
    """Each highlight as a gap."""
    return tuple(
        Cloze(node.children, span=node.span) if isinstance(node, Highlight) else node
        for node in inlines
    )


def _gaps(inlines: Inlines, pattern: re.Pattern[str]) -> Inlines:
    """What a pattern finds in literal text as gaps, without its brackets."""
    out: list[Inline] = []
    position = 0
    for match in pattern.finditer(plain(inlines)):
        if not literal_at(inlines, match.start()):
            continue
        out.extend(cut(inlines, position, match.start()))
        inside = cut(inlines, match.start("said"), match.end("said"))
        number = int(match["number"]) if "number" in pattern.groupindex else 0
        whole = cut(inlines, match.start(), match.end())
        out.append(Cloze(stripped(inside), number, span=hull(n.span for n in whole)))
        position = match.end()
    out.extend(cut(inlines, position))
    return tuple(out)


SAMPLES = (
    ("It began in {{c1::1914}}.", ("It began in 1914.",)),
    ("C: The capital of Chile is [Santiago].", ("The capital of Chile is Santiago.",)),
    ("The {1:Nile} is long.", ("The Nile is long.",)),
)
NOT_SAMPLES = ("A set {1, 2} and a [link](x).",)
