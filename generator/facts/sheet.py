"""The sheet on which extractors put drafts of facts, and the account of blocks they leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.facts.scope import Scope
from generator.facts.wording import leaks, tokens
from generator.markup import to_plain
from generator.model import BlockOutcome, Fact, Kind, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A fact in the making.

    `fronts` are wordings in order of preference: the first that neither leaks the answer nor
    asks what another card asks is taken.
    """

    kind: Kind
    key: tuple[str, ...]
    fronts: tuple[str, ...]
    back: str
    more: str = ""
    group: str
    scope: Scope
    source: Source
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Row:
    """One block of the document and the drafts it gave."""

    source: Source
    kind: str
    text: str
    drafts: list[Draft] = field(default_factory=list)
    skipped: str = ""
    on_interview_card: bool = False


class Sheet:
    """Collects blocks with their drafts for one question; `finish` turns them into facts."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []

    def add(self, source: Source, kind: str, text: str, drafts: Iterable[Draft]) -> None:
        """Record a block and the drafts it gave (none: it had nothing to ask)."""
        self._rows.append(_Row(source, kind, text, list(drafts)))

    def skip(self, source: Source, kind: str, text: str, reason: str) -> None:
        """Record a block that gives no card, and why."""
        self._rows.append(_Row(source, kind, text, skipped=reason))

    def on_interview_card(
        self, source: Source, kind: str, text: str, drafts: Iterable[Draft] = ()
    ) -> None:
        """Record a block that the question's interview card shows, whatever else it gives."""
        self._rows.append(_Row(source, kind, text, list(drafts), on_interview_card=True))

    def finish(
        self, asked: dict[str, str], *, has_interview: bool
    ) -> tuple[list[Fact], list[BlockOutcome]]:
        """Facts and outcomes in document order.

        Args:
            asked: fronts already taken in this document, normalised, with their answers;
                grows by those given here.
            has_interview: whether the question has an interview card.
        """
        facts: list[Fact] = []
        outcomes: list[BlockOutcome] = []
        for row in self._rows:
            made, said_before, leaked = 0, 0, 0
            for draft in row.drafts:
                front, problem = _choose(draft, asked)
                if front is None:
                    said_before += problem == "said"
                    leaked += problem == "leak"
                    continue
                facts.append(_fact(draft, front))
                made += 1
            shown = made or said_before or (row.on_interview_card and has_interview)
            reason = row.skipped
            if not shown and not reason:
                reason = (
                    "its heading gives the answer away"
                    if leaked
                    else "the question has no answer in the document"
                    if row.on_interview_card
                    else "nothing to ask"
                )
            outcomes.append(
                BlockOutcome(
                    source=row.source,
                    kind=row.kind,
                    text=row.text,
                    facts=made or int(bool(shown)),
                    skipped="" if shown else reason,
                )
            )
        return facts, outcomes


def _choose(draft: Draft, asked: dict[str, str]) -> tuple[str | None, str]:
    """The first usable front, or None with `leak` or `said`."""
    problem = "leak"
    answer = to_plain(draft.back)
    said = " ".join(tokens(answer)) or answer
    exempt = draft.kind in (Kind.INTERVIEW, Kind.FOLLOW_UP)
    for front in draft.fronts:
        plain = to_plain(front)
        if not exempt and leaks(plain, answer):
            continue
        question = _normal(plain)
        if question in asked:
            if asked[question] == said:
                return None, "said"
            problem = "leak"
            continue
        asked[question] = said
        return front, ""
    return None, problem


def _normal(front_plain: str) -> str:
    """A front as the comparison of two questions sees it: signs that carry sense are kept."""
    return " ".join(front_plain.casefold().split())


def _fact(draft: Draft, front: str) -> Fact:
    scope = draft.scope
    return Fact(
        kind=draft.kind,
        key=draft.key,
        front=front,
        back=draft.back,
        more=draft.more,
        context=scope.context,
        group=draft.group,
        place=scope.place,
        document=scope.document.name,
        question=scope.question.number,
        question_title=scope.question.title.plain,
        deck=scope.deck,
        tags=scope.tags(draft.kind.value),
        source=draft.source,
        extra=draft.extra,
    )


def unique(labels: Sequence[str]) -> list[str]:
    """Labels made distinct: a second `x` becomes `x (2)`."""
    seen: dict[str, int] = {}
    out = []
    for label in labels:
        count = seen[label] = seen.get(label, 0) + 1
        out.append(label if count == 1 else f"{label} ({count})")
    return out
