"""Which note and slot a new card gets; those of a kept card never change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

from flashcards.card import CAPACITY, NoteClass, note_class
from flashcards.ledger.entry import Entry
from flashcards.ledger.family import asks_back
from flashcards.ledger.line import Line


class Notes:
    """The notes of a ledger and the slots ever used on them, retired ones too."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._used: dict[str, set[int]] = defaultdict(set)
        self._of_group: dict[Hashable, Counter[str]] = defaultdict(Counter)
        for entry in entries:
            self._used[entry.note].add(entry.slot)

    def keep(self, entry: Entry, fact: Line) -> None:
        """A kept card draws new cards of its group to its note."""
        self._of_group[_group(fact)][entry.note] += 1

    def place(self, fact: Line, card: str) -> tuple[str, int]:
        """Note and slot of a new card: with its group where there is room, else a new note.

        A new note bears the id of its first card, which no other note can have.
        """
        group = _group(fact)
        kept = self._of_group[group]
        for note, _ in sorted(kept.items(), key=lambda item: (-item[1], item[0])):
            slot = self._free(fact, note)
            if slot:
                break
        else:
            note = card
            slot = self._free(fact, note) or 1
        self._used[note].add(slot)
        kept[note] += 1
        return note, slot

    def _free(self, fact: Line, note: str) -> int:
        """The lowest slot never used that suits the fact, or 0."""
        used = self._used[note]
        kind = note_class(fact.kind)
        if kind is NoteClass.FACT:
            slot = 2 if asks_back(fact) else 1
            return 0 if slot in used else slot
        return next((slot for slot in range(1, CAPACITY[kind] + 1) if slot not in used), 0)


def _group(fact: Line) -> Hashable:
    """What shares a note; namesakes of other places and other classes of notes do not."""
    return (
        fact.document,
        fact.question,
        fact.question_title,
        fact.place,
        fact.group,
        note_class(fact.kind),
    )
