"""A person's decisions on cards, kept in the ledger: they stand over the editor's, and survive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flashcards.card import Card
from flashcards.editor.lint import Fault, faults
from flashcards.errors import ConfigError
from flashcards.ledger import Choice, Entry, Ledger, Reconciliation


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided of a card; None leaves a part as it was, "" takes it back."""

    choice: Choice | None = None
    front: str | None = None
    back: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A card that a person may want to look at, and why."""

    card: Card
    faults: tuple[Fault, ...]
    new: bool


def candidates(
    changes: Reconciliation, *, everything: bool = False, aside: bool = False
) -> list[Candidate]:
    """New and doubtful cards that nobody has decided on, the poorest first.

    Args:
        changes: what a build would do.
        everything: all cards, in their order after the doubtful ones.
        aside: those that the editor set aside, too.
    """
    decided = {entry.id for entry in changes.ledger.entries if entry.choice or entry.own_front}
    new = {card.id for card in changes.new}
    found = []
    for card in changes.cards:
        if card.fact.aside and not aside:
            continue
        why = faults(card.fact)
        if everything or ((why or card.id in new or card.fact.aside) and card.id not in decided):
            found.append(Candidate(card=card, faults=why, new=card.id in new))
    return sorted(found, key=lambda one: -sum(fault.weight for fault in one.faults))


def with_decisions(changes: Reconciliation, decisions: Mapping[str, Decision]) -> Ledger:
    """The ledger with these decisions, by card.

    Cards that are new and set aside have a line only if something was decided of them.

    Raises:
        ConfigError: there is no such card.
    """
    entries = changes.ledger.entries
    unknown = decisions.keys() - {entry.id for entry in entries}
    if unknown:
        raise ConfigError(f"no card has the id {min(unknown)}", hint="flashcards cards lists them")
    unseen = {card.id for card in changes.new if card.fact.aside} - decisions.keys()
    return Ledger(entries=tuple(_decided(e, decisions) for e in entries if e.id not in unseen))


def _decided(entry: Entry, decisions: Mapping[str, Decision]) -> Entry:
    decision = decisions.get(entry.id)
    if decision is None:
        return entry
    return replace(
        entry,
        choice=entry.choice if decision.choice is None else decision.choice.value,
        own_front=entry.own_front if decision.front is None else decision.front,
        own_back=entry.own_back if decision.back is None else decision.back,
    )


def find(cards: Iterable[Card], card: str) -> Card:
    """The card of that id.

    Raises:
        ConfigError: there is none.
    """
    for one in cards:
        if one.id == card:
            return one
    raise ConfigError(f"no card has the id {card}", hint="flashcards cards lists them")
