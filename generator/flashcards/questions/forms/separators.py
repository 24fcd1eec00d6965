"""A line with a sign alone between the two sides: `?`, `??` for both ways, `%`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards.document import Asks
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.slices import joined, lines, paragraph
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Heading, Inlines, Paragraph
from flashcards.tree.span import hull

FORM = "separator"
SIGNS = {"?": Asks.OPEN, "??": Asks.PAIR_BOTH_WAYS, "%": Asks.OPEN}


def find(run: Blocks) -> Iterator[Candidate]:
    """Paragraphs with such a line in them, and those that one follows."""
    for index, block in enumerate(run):
        if not isinstance(block, Paragraph):
            continue
        rows = lines(block.children)
        words = [plain(row).strip() for row in rows]
        at = next((i for i, word in enumerate(words) if word in SIGNS), None)
        if at is None:
            continue
        if at == 0:
            yield from _below(run, index, rows, words[0])
            continue
        front = joined(rows[:at])
        told = rows[at + 1 :]
        second = next((i for i, row in enumerate(told) if plain(row).strip() == words[at]), None)
        body = joined(told[:second])
        tags = _tags(told[second + 1 :]) if second is not None else ()
        yield Candidate(
            form=FORM,
            key=f"sign {words[at]}",
            evidence=Evidence.MARKED,
            index=index,
            title=front,
            span=hull(node.span for node in front),
            answer=(paragraph(body),) if body else (),
            open_ended=True,
            asks=SIGNS[words[at]],
            tags=tags,
        )


def _tags(rows: Sequence[Inlines]) -> tuple[str, ...]:
    """What stands behind a second sign: `biology, cells`."""
    words = (word.strip().replace(" ", "-") for row in rows for word in plain(row).split(","))
    return tuple(word for word in words if word)


def _below(run: Blocks, index: int, rows: list[Inlines], sign: str) -> Iterator[Candidate]:
    """A sign with blank lines above: the paragraph before it asks."""
    above = run[index - 1] if index else None
    if not isinstance(above, Paragraph | Heading):
        return
    body = joined(rows[1:])
    yield Candidate(
        form=FORM,
        key=f"sign {sign}",
        evidence=Evidence.MARKED,
        index=index - 1,
        title=above.children,
        span=above.span,
        answer=(paragraph(body),) if body else (),
        taken=1,
        skipped=1,
        open_ended=True,
        asks=SIGNS[sign],
    )


SAMPLES = (
    ("Why 15 degrees?\n?\nThe Earth turns.", ("Why 15 degrees?",)),
    ("Why 15 degrees?\n\n%\n\nThe Earth turns.", ("Why 15 degrees?",)),
)
NOT_SAMPLES = ("Why?\n\nBecause.",)
