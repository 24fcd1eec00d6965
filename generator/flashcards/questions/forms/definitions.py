"""Definition lists: a term or a question, and `: ` before what answers it."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.tree.nodes import Block, Blocks, DefinitionList

FORM = "definition"


def find(run: Blocks) -> Iterator[Candidate]:
    """Every term of a definition list."""
    for index, block in enumerate(run):
        if not isinstance(block, DefinitionList):
            continue
        for part, entry in enumerate(block.entries):
            title = title_of(entry.term)
            answer: list[Block] = [child for meaning in entry.meanings for child in meaning]
            if title.words:
                yield Candidate(
                    form=FORM,
                    key="term",
                    evidence=Evidence.MARKED,
                    index=index,
                    part=part,
                    title=title.words,
                    span=entry.span,
                    answer=tuple(answer),
                    number=title.number,
                )


SAMPLES = (("What is a roux?\n:   Flour and fat.\n", ("What is a roux?",)),)
NOT_SAMPLES = ("Term: a meaning.",)
