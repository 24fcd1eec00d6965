"""The numbers that a document says are so: those of a wrong option are there to be wrong."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from flashcards.document import Document
from flashcards.relations.checked import Numbers, numbers
from flashcards.relations.definitions import loaded
from flashcards.relations.finding import Verdict


def asserted_numbers(document: Document) -> Numbers:
    """Every number of a document that a relation holds or refutes, but those of wrong options.

    Where the document does not say which option is right, none of them is asserted; and none says
    anything of the number of another.
    """
    judged = numbers(document.tree, packs=loaded(document.packs))
    offered = sorted(
        (option.text.span.start, option.text.span.end)
        for question in document.questions
        for option in question.options
        if option.text.inlines and not option.right
    )
    if not offered:
        return judged

    def is_offered(start: int) -> bool:
        at = bisect_right(offered, (start, len(document.tree.text)))
        return at > 0 and start < offered[at - 1][1]

    return replace(
        judged,
        judgements=tuple(
            one
            for one in judged.judgements
            if one.verdict is not Verdict.WRONG
            or not any(is_offered(span.start) for span in (one.span, *one.basis, *one.inputs))
        ),
    )
