"""Facts made by hand, shaped as extraction shapes them: lists, tables, terms, questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flashcards.card import Card, Fact, Kind
from flashcards.document import Source
from flashcards.ledger import Ledger, Reconciliation, reconcile
from tests.typed import a_typed_fact, retold

DOCUMENT = "module-1.md"
NOW = 1_700_000_000


def a_fact(
    front: str = "GGUF — **Metadata**?",
    back: str = "a rich key-value system",
    *,
    kind: Kind = Kind.TERM,
    key: Sequence[str] | None = None,
    more: str = "",
    group: str | None = None,
    place: Sequence[str] = ("solution",),
    document: str = DOCUMENT,
    question: int = 1,
    title: str = "What is GGUF?",
    line: int = 1,
) -> Fact:
    """One fact."""
    name = tuple(key) if key is not None else (front,)
    return a_typed_fact(
        kind=kind,
        key=name,
        front=front,
        back=back,
        more=more,
        context=(title, *place[1:]),
        group=group if group is not None else f"{kind}:{name[0]}",
        place=tuple(place),
        document=document,
        question=question,
        question_title=title,
        deck="Module 1",
        tags=(f"llm::q{question:02}",),
        source=Source(path=document, line=line),
    )


def a_list(items: Sequence[str], *, label: str = "Advantages", **fields: object) -> list[Fact]:
    """A list's items; each front shows the others."""
    facts = []
    for index, item in enumerate(items):
        others = [other if other != item else "[…]" for other in items]
        front = f"GGUF › {label} — what is missing of {len(items)}?\n\n- " + "\n- ".join(others)
        fact = a_fact(front, item, kind=Kind.ITEM, key=(item,), group=f"list:{label}",
                      place=("solution", label), line=10 + index)  # fmt: skip
        facts.append(retold(fact, **fields))
    return facts


def a_table(
    rows: Sequence[Sequence[str]], header: Sequence[str], *, label: str = "Formats"
) -> list[Fact]:
    """A table's cells, but for the first column, which names the row."""
    facts = []
    for index, row in enumerate(rows):
        more = " | ".join(row)
        for column, cell in zip(header[1:], row[1:], strict=True):
            front = f"{' vs '.join(header[1:])} · **{row[0]}** — {column}?"
            facts.append(
                a_fact(front, cell, kind=Kind.CELL, key=(row[0], column), more=more,
                       group=f"row:{row[0]}", place=("solution", label), line=100 + index)
            )  # fmt: skip
    return facts


def terms(pairs: Iterable[tuple[str, str]], *, label: str = "Formats") -> list[Fact]:
    """Terms with their meanings, asked both ways."""
    facts = []
    for index, (term, meaning) in enumerate(pairs):
        place, group = ("solution", label), f"term:{term}"
        forth = a_fact(f"{label} — **{term}**?", meaning, key=(term,), group=group, place=place,
                       line=200 + index)  # fmt: skip
        back = a_fact(f"{label} — which is “{meaning}”?", term, kind=Kind.REVERSE, key=(term,),
                      group=group, place=place, line=200 + index)  # fmt: skip
        facts += [forth, back]
    return facts


def an_interview(title: str, prompt: str = "Explain it.", *, number: int = 1) -> Fact:
    """A question's own card."""
    return a_fact(f"**{title}**\n\n{prompt}", "- Outline", kind=Kind.INTERVIEW, key=(title,),
                  group="interview", place=("question",), question=number, title=title)  # fmt: skip


def everywhere(_: str) -> bool:
    """All documents are in scope."""
    return True


def run(facts: Sequence[Fact], ledger: Ledger | None = None, *, now: int = NOW) -> Reconciliation:
    """One reconciliation with all documents in scope."""
    return reconcile(facts, ledger or Ledger(), now=now, in_scope=everywhere)


def twice(before: Sequence[Fact], after: Sequence[Fact]) -> tuple[Reconciliation, Reconciliation]:
    """A first build, and one of the edited facts an hour later."""
    first = run(before)
    return first, run(after, first.ledger, now=NOW + 3600)


def by_key(result: Reconciliation) -> dict[tuple[str, ...], Card]:
    """Cards by their facts' keys."""
    return {card.fact.key: card for card in result.cards}


def by_item(result: Reconciliation) -> dict[str, str]:
    """Ids by the text of the item, the first part of the key."""
    return {card.fact.key[0]: card.id for card in result.cards}
