"""What merges leave behind and a machine can settle: one card in two files, two on one slot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flashcards.ledger.entry import Entry
from flashcards.model import Kind


def settle(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, each id once and each slot of a note held by one.

    An id in two documents' files (one branch renamed the document, another edited it) keeps
    its newer state; which one it is hardly matters, for the next build finds the card's fact
    anyway. Two cards on one slot (two branches added to one list) part: the older stays, the
    other gets a note of its own and keeps its id.
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
        if other is None or (entry.created, entry.id) < (other.created, other.id):
            holder[spot] = entry
    settled = []
    for entry in found:
        if newest[entry.id] is not entry:
            continue
        if holder[entry.note, entry.slot] is entry:
            settled.append(entry)
        else:
            slot = 2 if entry.kind is Kind.REVERSE else 1
            settled.append(replace(entry, note=entry.id, slot=slot))
    return tuple(settled)


def _age(entry: Entry) -> tuple[int, bool, str]:
    return max(entry.modified, entry.retired or 0), entry.retired is None, entry.document
