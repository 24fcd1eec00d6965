from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flashcards.card import Fact, Kind
from flashcards.document import Source
from flashcards.ledger import Ledger, reconcile
from tests.ledger.making import NOW, a_fact, a_list, a_table, by_item, run, terms, twice
from tests.typed import retold


@pytest.mark.parametrize(
    "change",
    [{"context": ("x",)}, {"deck": "x"}, {"tags": ("x",)}, {"question_title": "x"}],
)  # fmt: skip
def test_a_card_that_stands_elsewhere_is_not_modified(change: dict[str, object]) -> None:
    before, after = twice([a_fact()], [retold(a_fact(), **change)])
    assert after.cards[0].id == before.cards[0].id
    assert after.cards[0].modified == NOW
    assert after.kept == after.cards
    updates = after.updates(after.notes())
    assert (updates.new, updates.changed) == (0, 0)


@pytest.mark.parametrize(
    "change",
    [{"more": "x"}, {"back": "a rich key-value store"}],
)  # fmt: skip
def test_a_change_of_content_is_a_later_modification(change: dict[str, object]) -> None:
    before, after = twice([a_fact()], [retold(a_fact(), **change)])
    assert after.cards[0].id == before.cards[0].id
    assert before.cards[0].modified == NOW
    assert after.cards[0].modified == NOW + 3600
    assert after.ledger.entries[0].created == NOW


@pytest.mark.parametrize(
    "change",
    [{"source": Source(path="x", line=999)}, {"place": ("solution", "x")}, {"group": "x"},
     {"question": 5}, {"document": "b.md"}],
)  # fmt: skip
def test_a_move_alone_is_no_modification(change: dict[str, object]) -> None:
    before, after = twice([a_fact()], [retold(a_fact(), **change)])
    assert after.cards[0].id == before.cards[0].id
    assert after.cards[0].modified == NOW
    assert len(after.kept) == 1


def test_tags_alone_do_not_make_a_card_reworded() -> None:
    _, after = twice([a_fact()], [retold(a_fact(), tags=("x",))])
    assert not after.reworded
    assert len(after.kept) == 1


def test_time_never_runs_back_for_a_note() -> None:
    before = run([a_fact()], now=NOW)
    after = run([a_fact(more="x")], before.ledger, now=NOW - 500)
    assert after.cards[0].modified == NOW + 1


def test_a_retired_card_makes_its_note_newer() -> None:
    before, after = twice(a_list(["One thing", "Another"]), a_list(["One thing"]))
    assert before.notes()[0].modified == NOW
    assert after.notes()[0].modified == NOW + 3600
    assert after.notes()[0].retired == NOW + 3600


def test_equal_facts_get_ids_of_their_own_and_keep_them() -> None:
    facts = [a_fact(line=1), a_fact(line=2), a_fact(line=3)]
    before, after = twice(facts, facts)
    assert len({card.id for card in before.cards}) == 3
    assert after.cards == before.cards


def test_cards_come_in_the_order_of_the_facts_given() -> None:
    facts = [*a_list(["b", "a", "c"]), a_fact(line=1)]
    assert [card.fact for card in run(facts).cards] == facts


def test_the_ledger_knows_no_line_and_no_schedule() -> None:
    entry = run([a_fact(line=4711)]).ledger.entries[0]
    assert "4711" not in repr(entry)


# --- notes and slots ----------------------------------------------------------------------------


def test_a_term_and_its_reverse_share_a_note() -> None:
    cards = run(terms([("Prefill", "the prompt in one pass")])).cards
    assert [(card.note, card.slot) for card in cards] == [(cards[0].id, 1), (cards[0].id, 2)]


def test_a_reverse_alone_still_stands_on_the_second_slot() -> None:
    back = [fact for fact in terms([("Prefill", "one pass")]) if fact.kind is Kind.REVERSE]
    assert run(back).cards[0].slot == 2


def test_code_asked_back_stands_on_the_second_slot() -> None:
    forth = a_fact("`-t 8`: what does this do?", "Use 8 threads", kind=Kind.CODE, key=("-t 8",),
                   group="code")  # fmt: skip
    back = a_fact("which option: “Use 8 threads”?", "`-t 8`", kind=Kind.CODE,
                  key=("-t 8", "reverse"), group="code")  # fmt: skip
    cards = run([forth, back]).cards
    assert [card.slot for card in cards] == [1, 2]
    assert cards[0].note == cards[1].note


def test_a_row_is_a_note() -> None:
    cards = run(a_table([["Q4", "1", "2"], ["Q8", "3", "4"]], ["Format", "A", "B"])).cards
    assert [(card.note == cards[0].note, card.slot) for card in cards] == [
        (True, 1), (True, 2), (False, 1), (False, 2),
    ]  # fmt: skip


def test_a_long_list_takes_as_many_notes_as_it_needs() -> None:
    notes = run(a_list([f"Item {i} of it" for i in range(25)])).notes()
    assert [len(note.cards) for note in notes] == [10, 10, 5]
    assert all(
        [c.slot for c in note.cards] == list(range(1, len(note.cards) + 1)) for note in notes
    )
    assert all(note.id == note.cards[0].id for note in notes)


def test_the_slot_of_a_retired_card_is_never_given_again() -> None:
    first = run(a_list(["One thing", "Another", "Third"]))
    gone = run(a_list(["One thing", "Third"]), first.ledger, now=NOW + 1)
    more = run(a_list(["One thing", "Quite new", "Third"]), gone.ledger, now=NOW + 2)
    slots = {card.fact.key[0]: (card.note, card.slot) for card in more.cards}
    note = first.cards[0].note
    assert slots == {"One thing": (note, 1), "Third": (note, 3), "Quite new": (note, 4)}


def test_an_interview_has_a_note_of_its_own() -> None:
    facts = [a_fact("Explain GGUF", kind=Kind.INTERVIEW, group="interview"), a_fact()]
    assert [len(note.cards) for note in run(facts).notes()] == [1, 1]


def test_a_full_note_lets_newcomers_start_another() -> None:
    items = [f"Item {i} of it" for i in range(10)]
    before, after = twice(a_list(items), a_list(["Quite new", *items]))
    new = after.new[0]
    assert (new.note, new.slot) == (new.id, 1)
    assert by_item(before).items() <= by_item(after).items()


# --- order of the ledger's lines ------------------------------------------------------------------


def keys(ledger: Ledger) -> list[str]:
    return [entry.key[0] for entry in ledger.entries]


def test_a_retired_line_stays_where_it_stood() -> None:
    first = run(a_list(["a1", "b1", "c1", "d1"]))
    gone = run(a_list(["a1", "d1"]), first.ledger, now=NOW + 1)
    assert keys(gone.ledger) == ["a1", "b1", "c1", "d1"]
    more = run(a_list(["x1", "a1", "d1", "e1"]), gone.ledger, now=NOW + 2)
    assert keys(more.ledger) == ["x1", "a1", "b1", "c1", "d1", "e1"]
    assert keys(run(a_list(["d1"]), gone.ledger, now=NOW + 3).ledger) == ["a1", "b1", "c1", "d1"]


def test_one_edit_changes_one_line() -> None:
    facts = [a_fact(f"Question {i}?", f"Answer {i}", key=(f"Key {i}",), line=i) for i in range(50)]
    changed = [retold(f, back="Another") if f.key == ("Key 7",) else f for f in facts]
    before, after = twice(facts, changed)
    pairs = zip(before.ledger.entries, after.ledger.entries, strict=True)
    assert [a.key for a, b in pairs if a != b] == [("Key 7",)]


def test_a_gone_documents_lines_stay_in_its_file() -> None:
    first = run([*a_list(["a1", "b1"], document="a.md"), *a_list(["c1"], document="b.md")])
    after = run(a_list(["c1"], document="b.md"), first.ledger, now=NOW + 1)
    assert [entry.document for entry in after.ledger.entries] == ["a.md", "a.md", "b.md"]


def test_a_fact_of_a_document_out_of_scope_still_finds_its_card() -> None:
    first = run([a_fact()])
    after = reconcile([a_fact()], first.ledger, now=NOW + 1, in_scope=lambda _: False)
    assert after.ledger == first.ledger


def test_without_an_edit_no_slow_library_is_imported(root: Path) -> None:
    script = (
        "import sys; from tests.ledger.making import *;"
        "facts = a_list(['One thing', 'Another']); run(facts, run(facts).ledger);"
        "print(sorted({'numpy', 'scipy', 'rapidfuzz'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_of_two_namesakes_the_second_keeps_its_card_when_the_first_is_misspelt() -> None:
    def model(name: str, back: str, *counter: str) -> Fact:
        return a_fact(f"**{name}**?", back, key=(name, *counter), group=f"term:{name}")

    slow, fast = "40GB / 7GB/s = 5.7 seconds", "40GB / 25GB/s = 1.6 seconds"
    before, after = twice(
        [model("40GB model", slow), model("40GB model", fast, "(2)")],
        [model("40GB mdoel", slow), model("40GB model", fast)],
    )
    assert [card.id for card in after.cards] == [card.id for card in before.cards]
