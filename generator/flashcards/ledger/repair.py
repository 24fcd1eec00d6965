"""What merges leave behind and a machine can settle: one card twice, two on one slot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flashcards.card import Kind
from flashcards.ledger.entry import Entry


def settle(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, each id once and each slot of a note held by one.

    An id that stands twice (both branches changed the card, or one renamed its document) keeps
    its newer state; which one it is hardly matters, for the next build finds the card's fact
    anyway. Two cards on one slot (two branches added to one list) part: the one whose note it
    is stays, else the older; the other gets a note of its own and keeps its id. Whichever way
    round the branches were merged, the outcome is the same.
    """
    found = tuple(entries)
    newest: dict[str, Entry] = {}
    for entry in found:
        other = newest.get(entry.id)
        if other is None or _age(entry) > _age(other):
            newest[entry.id] = entry
    holder: dict[tuple[str, int], Entry] = {}
    for entry in newest.values():
        spot = (entry.note, entry.slot)
        other = holder.get(spot)
        if other is None or _claim(entry) < _claim(other):
            holder[spot] = entry
    settled: dict[str, Entry] = {}
    for entry in found:
        if newest[entry.id] is not entry:
            continue
        if holder[entry.note, entry.slot] is not entry:
            slot = 2 if entry.kind is Kind.REVERSE else 1
            entry = replace(entry, note=entry.id, slot=slot)  # noqa: PLW2901
        settled[entry.id] = entry
    return tuple(settled.values())


def _age(entry: Entry) -> tuple[int, bool, str, str]:
    last = max(entry.modified, entry.retired or 0)
    # Of two with one time any will do, as long as every machine takes the same.
    return last, entry.retired is None, entry.document, repr(entry)


def _claim(entry: Entry) -> tuple[bool, int, str]:
    return entry.id != entry.note, entry.created, entry.id
