"""Questions that count on: `Question 4: Explain osmosis.` behind three that end in `?`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.siblings import words_below
from flashcards.questions.letters import opening_letter
from flashcards.questions.roles import answer_label
from flashcards.questions.slices import cut, joined, lines, paragraph, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Emphasis, Inlines, Paragraph, Strong
from flashcards.values import dataclass

# A word, a number and a sign at the head of a line: `Question 4:`, `(4)`, `[Q4]`.
_HEAD = re.compile(
    r"(?P<lead>[^\w\s]{0,3} ?)(?P<word>(?:[^\W\d_]{1,20} ?){0,2}[#°№]?)(?P<number>\d{1,3})"
    r"(?P<sign> ?[.:)\]–—-]{0,2})(?= |$)"
)
_LEAST = 2
"""Questions that bear such a head for others to go on from them."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a block: what all of a series share, the number, and where its text begins."""

    kind: tuple[str, ...]
    number: int
    end: int


def counting_on(run: Blocks, chosen: Sequence[Candidate]) -> Iterator[Candidate]:
    """Blocks that open with the head and the next number of questions that have been chosen."""
    series: defaultdict[tuple[str, ...], list[tuple[int, _Head]]] = defaultdict(list)
    for index, block in enumerate(run):
        if head := _head_of(block):
            series[head.kind].append((index, head))
    by_index = {one.index: one for one in chosen if not one.part and one.open_ended}
    for members in series.values():
        known = [index for index, _ in members if index in by_index]
        if len(known) < _LEAST or len(known) == len(members):
            continue
        first = members[0][1].number - 1 if known[0] != members[0][0] else 0
        last = first
        for index, head in members:
            if index in by_index:
                last = head.number
            elif head.number == last + 1:
                last = head.number
                if one := _candidate(run, index, head, by_index[known[0]]):
                    yield one


def _head_of(block: Block) -> _Head | None:
    if not isinstance(block, Paragraph) or not block.children:
        return None
    first = stripped(lines(block.children)[0])
    match = _HEAD.match(plain(first))
    lead = first[0] if first and isinstance(first[0], Strong | Emphasis) else None
    if match is None or not (lead or match["word"].strip() or match["sign"].strip()):
        return None
    style = type(lead).__name__ if lead else ""
    inside = lead is not None and len(plain((lead,))) > match.end() + 1  # `**4. Explain it.**`
    kind = (style, str(inside), match["lead"], match["word"].casefold(), match["sign"])
    return _Head(kind, int(match["number"]), match.end())


def _candidate(run: Blocks, index: int, head: _Head, like: Candidate) -> Candidate | None:
    block = run[index]
    rows = lines(block.children) if isinstance(block, Paragraph) else []
    rest = stripped(cut(stripped(rows[0]), head.end))
    rows = [rest, *rows[1:]] if rest else list(rows[1:])
    end = next((i for i, row in enumerate(rows) if i and _is_no_question(row)), len(rows))
    title: Inlines = joined(rows[: 1 if rest else end])
    told = rows[1 if rest else end :]
    skipped = 0
    if not rows:
        title, skipped = words_below(run, index), 1
    if not title:
        return None
    return replace(
        like,
        evidence=Evidence.NUMBERED,
        index=index,
        title=title,
        span=block.span,
        asked=(),
        answer=(paragraph(joined(told)),) if told else (),
        number=head.number,
        last=None,
        skipped=skipped,
        tags=(),
        pairs=(),
        first=-1,
    )


def _is_no_question(row: Inlines) -> bool:
    words = plain(row)
    return opening_letter(words) is not None or answer_label(words)


__all__ = ["counting_on"]
