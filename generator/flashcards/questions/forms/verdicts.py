"""Statements, and whether each is so: `- Ice sinks. **False**: it floats.` and its kin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.slices import cut, joined, lines, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Blocks,
    BulletList,
    Emphasis,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Strong,
)
from flashcards.tree.span import hull

FORM = "true-or-false"

WORDS = (
    ("true", "false"), ("right", "wrong"), ("wahr", "falsch"), ("richtig", "falsch"),
    ("vrai", "faux"), ("verdadero", "falso"), ("cierto", "falso"), ("verdadeiro", "falso"),
    ("certo", "errado"), ("vero", "falso"), ("верно", "неверно"), ("правда", "ложь"),
    ("对", "错"), ("正确", "错误"), ("正しい", "誤り"), ("참", "거짓"),
    ("صحيح", "خطأ"), ("صواب", "خطأ"),
)  # fmt: skip
"""What is so and what is not, in eleven languages."""

_ENDS = ".:,;!)。：，" + " \t"
# What parts a statement from its verdict: a dash, an arrow, an opening bracket, an equals sign.
_PARTING = re.compile(r"[\s(\[–—→=:-]+$")
# Letters between a statement and a verdict would make it a part of a sentence: "is **false** if".
_SENTENCE_END = re.compile(r"[.!?。؟…\"»”)]\s*$")


def find(run: Blocks) -> Iterator[Candidate]:
    """Items of a list in which every one says of a statement whether it is so."""
    for index, block in enumerate(run):
        if not isinstance(block, OrderedList | BulletList) or len(block.items) < 2:
            continue
        found = [_judged(item) for item in block.items]
        pair = _pair(verdict for _, verdict, _ in filter(None, found))
        if pair is None or not all(found):
            continue
        for part, (item, one) in enumerate(zip(block.items, found, strict=True)):
            if one is None:
                continue
            statement, verdict, reason = one
            words = (said(f"{verdict}: "), *reason) if reason else (said(f"{verdict}."),)
            own = Paragraph(words, span=hull(n.span for n in reason) if reason else item.span)
            asks = f"{pair[0].capitalize()} / {pair[1]}: "
            yield Candidate(
                form=FORM,
                key="true or false",
                evidence=Evidence.MARKED,
                index=index,
                part=part,
                title=(said(asks), *title_of(statement).words),
                span=item.span,
                answer=(own, *item.children[1:]),
                number=title_of(statement).number,
            )


def _pair(verdicts: Iterator[str]) -> tuple[str, str] | None:
    """The words that all verdicts are of."""
    said_ = {verdict.casefold() for verdict in verdicts}
    return next((pair for pair in WORDS if said_ and said_ <= set(pair)), None)


def _judged(item: Item) -> tuple[Inlines, str, Inlines] | None:
    """A statement, its verdict, and what stands behind it."""
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph) or item.checked is not None:
        return None
    line = joined(lines(first.children))
    at = 0
    for place, node in enumerate(line):
        size = len(plain((node,)))
        words = plain((node,)).strip(_ENDS) if isinstance(node, Strong | Emphasis) else ""
        if place and words.casefold() in {word for pair in WORDS for word in pair}:
            before = plain(line[:place])
            bare = _PARTING.sub("", before)
            if bare == before.rstrip() and not _SENTENCE_END.search(before):
                return None
            behind = stripped(cut(line, at + size))
            skip = len(plain(behind)) - len(plain(behind).lstrip(_ENDS))
            return stripped(cut(line, 0, len(bare))), words, stripped(cut(behind, skip))
        at += size
    return None


SAMPLES = (
    (
        "- Ice sinks. **False**: it floats.\n- Iron rusts – *true*\n",
        ("True / false: Ice sinks.", "True / false: Iron rusts"),
    ),
    (
        "1. Eis sinkt. (**Falsch**)\n2. Eisen rostet. **Richtig.**\n",
        ("Richtig / falsch: Eis sinkt.", "Richtig / falsch: Eisen rostet."),
    ),
)
NOT_SAMPLES = (
    "- The flag is **true** by default.\n- It may be **false**.\n",
    "- **True** if set.\n- **False** if not.\n",
    "- Ice sinks. **False**: it floats.\n- Iron rusts.\n",
)
