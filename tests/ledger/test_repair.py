from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from flashcards.ledger.repair import settle
from tests.ledger.making import a_list, run

ONE, TWO, THREE = run(a_list(["Single file", "Rich metadata", "Memory mapping"])).ledger.entries


def test_of_a_card_that_stands_twice_the_newer_line_counts() -> None:
    newer = replace(ONE, back="corrected", modified=ONE.modified + 1)
    assert settle([ONE, TWO, newer, TWO]) == (TWO, newer)


def test_which_side_of_a_merge_comes_first_decides_nothing() -> None:
    retitled = replace(ONE, question_title="Another title")
    gone = replace(TWO, retired=TWO.modified + 5)
    outcomes = {
        frozenset(settle(order)) for order in permutations([ONE, retitled, TWO, gone, THREE])
    }
    assert len(outcomes) == 1
    assert gone in outcomes.pop()


def test_two_cards_on_one_slot_part_and_keep_their_ids() -> None:
    other = replace(TWO, id="zzzz", created=TWO.created + 9)
    settled = {entry.id: entry for entry in settle([ONE, other, TWO])}
    assert settled[TWO.id] == TWO
    assert (settled["zzzz"].note, settled["zzzz"].slot) == ("zzzz", 1)


def test_a_note_stays_with_the_card_that_it_is_named_after() -> None:
    first = replace(ONE, note=ONE.id, slot=1, created=100)
    older = replace(TWO, note=ONE.id, slot=1, created=1)
    settled = settle([older, first])
    assert first in settled
    assert replace(older, note=older.id) in settled
    assert len({(entry.note, entry.slot) for entry in settled}) == 2
