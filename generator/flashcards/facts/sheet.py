"""The sheet on which extractors put drafts of facts, and the account of blocks they leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from flashcards.card import KINDS, Ask, BlockOutcome, Fact, Gap, Kind
from flashcards.document import Source
from flashcards.facts.scope import Scope
from flashcards.facts.wording import leaks, reading, seen, tokens
from flashcards.tree.nodes import Blocks
from flashcards.tree.remembered import by_identity
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A fact in the making.

    `fronts` are wordings in order of preference: the first that neither leaks the answer nor
    asks what another card asks is taken. An author's own card has one, which is taken as it is;
    `may_leak` is a question of the author's own, which may name its answer: `TCP or UDP?`
    """

    ask: Ask
    key: tuple[str, ...]
    fronts: tuple[Blocks, ...]
    back: Blocks
    more: Blocks = ()
    group: str
    scope: Scope
    source: Source
    may_leak: bool = False


Identity = tuple[tuple[str, ...], str, Kind, tuple[str, ...]]
"""Place, group, kind and key: what tells a question's facts apart."""


@dataclass(slots=True)
class _Row:
    """One block of the document and the drafts it gave."""

    source: Source
    kind: str
    text: str
    drafts: list[Draft] = field(default_factory=list)
    skipped: str = ""
    in_answer: bool = False  # the question's own card shows it
    heads: bool = False  # its text is the heading of the blocks behind it


class Sheet:
    """Collects blocks with their drafts for one question; `finish` turns them into facts."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []
        self.in_answer = False
        """Whether the blocks that follow stand in the answer of the question's own card."""

    def add(self, source: Source, kind: str, text: str, drafts: Iterable[Draft]) -> None:
        """Record a block and the drafts it gave (none: it had nothing to ask)."""
        self._rows.append(_Row(source, kind, text, list(drafts), in_answer=self.in_answer))

    def heading(self, source: Source, kind: str, text: str) -> None:
        """Record a block that the cards of the block behind it carry as their heading."""
        self._rows.append(_Row(source, kind, text, heads=True, in_answer=self.in_answer))

    def skip(self, source: Source, kind: str, text: str, reason: str) -> None:
        """Record a block that gives no card, and why."""
        self._rows.append(_Row(source, kind, text, skipped=reason, in_answer=self.in_answer))

    def shown(self, source: Source, kind: str, text: str, drafts: Iterable[Draft] = ()) -> None:
        """Record a block that the question's own card shows, whatever else it gives."""
        self._rows.append(_Row(source, kind, text, list(drafts), in_answer=True))

    def finish(
        self, asked: dict[str, str], *, answer_of: str, first_rank: int
    ) -> tuple[list[Fact], list[BlockOutcome]]:
        """Facts and outcomes in document order.

        Args:
            asked: fronts already taken in this document, normalised, with their answers;
                grows by those given here.
            answer_of: the question whose own card shows its blocks; empty if it has none.
            first_rank: how many facts of the document come before this question's.
        """
        facts: list[Fact] = []
        outcomes: list[BlockOutcome] = []
        below = False  # whether the row behind carries cards
        keys: Counter[Identity] = Counter()
        counts = [self._take(row, asked, facts, keys, first_rank) for row in self._rows]
        for row, (made, problem) in zip(reversed(self._rows), reversed(counts), strict=True):
            carded = bool(made or problem == _SAID or (row.heads and below))
            part = answer_of if row.in_answer and not carded else ""
            below = carded
            outcomes.append(
                BlockOutcome(
                    source=row.source,
                    kind=row.kind,
                    text=row.text,
                    facts=made or int(carded),
                    answer_of=part,
                    skipped="" if carded or part else row.skipped or _reason(row, problem),
                )
            )
        return facts, outcomes[::-1]

    @staticmethod
    def _take(
        row: _Row, asked: dict[str, str], facts: list[Fact], keys: Counter[Identity], first: int
    ) -> tuple[int, str]:
        """Append a row's facts; how many, and why there are none."""
        made, problem = 0, ""
        for draft in row.drafts:
            front, why = _choose(draft, asked)
            if front is None:
                problem = why
                continue
            fact = _fact(draft, front, first + len(facts))
            identity = (fact.place, fact.group, fact.kind, fact.key)
            keys[identity] += 1
            if keys[identity] > 1:
                fact = replace(fact, key=(*fact.key, f"({keys[identity]})"))
            facts.append(fact)
            made += 1
        return made, problem


_SAID = "said"
_LEAK = "leak"
_TAKEN = "taken"


def _reason(row: _Row, problem: str) -> str:
    """Why a block without a reason of its own gives no card."""
    if problem == _LEAK:
        return "its heading gives the answer away"
    if problem == _TAKEN:
        return "what it would ask is asked already, and answered otherwise"
    if row.in_answer:
        return "the question has no answer in the document"
    return "nothing to ask"


def _choose(draft: Draft, asked: dict[str, str]) -> tuple[Blocks | None, str]:
    """The first usable front, or None with `leak`, `taken` or `said`."""
    said = normal_answer(draft.back)
    if KINDS[draft.ask.kind].authored:
        asked.setdefault(normal_front(draft.fronts[0]), said)
        return draft.fronts[0], ""
    problem = _LEAK
    answer = reading(draft.back)
    # A picture cannot stand in words.
    exempt = draft.may_leak or (seen(draft.back) and not tokens(answer))
    for front in draft.fronts:
        if not exempt and leaks(reading(front), answer):
            continue
        question = normal_front(front)
        if question in asked:
            if asked[question] == said:
                return None, _SAID
            problem = _TAKEN
            continue
        asked[question] = said
        return front, ""
    return None, problem


@by_identity
def normal_front(front: Blocks) -> str:
    """A front as the comparison of two questions sees it: signs and case carry sense."""
    return " ".join((*reading(front).split(), *seen(front)))


@by_identity
def normal_answer(back: Blocks) -> str:
    """An answer as the comparison of two sees it."""
    read = reading(back)
    return " ".join((*tokens(read), *seen(back))) or read


def _fact(draft: Draft, front: Blocks, rank: int) -> Fact:
    scope = draft.scope
    return Fact(
        ask=draft.ask,
        key=draft.key,
        front=front,
        back=draft.back,
        more=draft.more,
        # What a text with gaps is called is the text, its gaps filled.
        context=(*scope.field, *scope.labels) if isinstance(draft.ask, Gap) else scope.context,
        group=draft.group,
        place=scope.place,
        document=scope.document.name,
        question=scope.question.number,
        question_title=scope.question.title.plain,
        deck=scope.deck,
        tags=scope.tags(draft.ask.kind.value),
        source=draft.source,
        rank=rank,
        level=scope.question.level,
    )


def unique(labels: Sequence[str]) -> list[str]:
    """Labels made distinct: a second `x` becomes `x (2)`."""
    seen_labels: dict[str, int] = {}
    out = []
    for label in labels:
        count = seen_labels[label] = seen_labels.get(label, 0) + 1
        out.append(label if count == 1 else f"{label} ({count})")
    return out
