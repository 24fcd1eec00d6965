"""A person's decisions on cards, kept in the ledger: they stand over the editor's, and survive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flashcards.card import Card
from flashcards.editor.lint import Fault, faults
from flashcards.errors import ConfigError
from flashcards.ledger import Choice, Entry, Ledger, Reconciliation
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided of a card; None leaves a part as it was, "" takes it back.

    `into` is the card that it is merged into, `ranges` are the ends of a problem's numbers.
    """

    choice: Choice | None = None
    into: str | None = None
    front: str | None = None
    back: str | None = None
    ranges: str | None = None


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
    decided = {
        entry.id
        for entry in changes.ledger.entries
        if entry.choice or entry.own_front or entry.own_range
    }
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
        ConfigError: there is no such card, or none that another can be merged into.
    """
    entries = changes.ledger.entries
    unknown = decisions.keys() - {entry.id for entry in entries}
    if unknown:
        raise ConfigError(f"no card has the id {min(unknown)}", hint="flashcards cards lists them")
    _check_targets({entry.id: entry for entry in entries}, decisions)
    unseen = {card.id for card in changes.new if card.fact.aside} - decisions.keys()
    return Ledger(entries=tuple(_decided(e, decisions) for e in entries if e.id not in unseen))


def _check_targets(entries: Mapping[str, Entry], decisions: Mapping[str, Decision]) -> None:
    """Raise where a card is merged into one that does not live, or is merged itself."""
    chosen = {card: one.choice for card, one in decisions.items() if one.choice is not None}
    merged = {
        card for card, entry in entries.items() if chosen.get(card, entry.choice) == Choice.MERGED
    }
    for card, decision in decisions.items():
        if not decision.into:
            continue
        target = entries.get(decision.into)
        if target is None or target.retired is not None:
            why = f"no card has the id {decision.into}"
        elif decision.into in merged:
            why = f"{decision.into} is merged itself"
        else:
            continue
        raise ConfigError(f"{card} cannot be merged: {why}", hint="flashcards cards lists them")


def _decided(entry: Entry, decisions: Mapping[str, Decision]) -> Entry:
    decision = decisions.get(entry.id)
    if decision is None:
        return entry
    return replace(
        entry,
        choice=entry.choice if decision.choice is None else decision.choice.value,
        merged_into=_merged_into(entry, decision),
        own_front=entry.own_front if decision.front is None else decision.front,
        own_back=entry.own_back if decision.back is None else decision.back,
        own_range=entry.own_range if decision.ranges is None else decision.ranges,
    )


def _merged_into(entry: Entry, decision: Decision) -> str:
    """The card that it is merged into from now on; none if something else was decided."""
    if decision.choice is None:
        return entry.merged_into
    return decision.into or "" if decision.choice is Choice.MERGED else ""
