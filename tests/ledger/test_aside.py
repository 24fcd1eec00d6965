"""What is set aside keeps its line and its id; a person's decisions stand over the editor's."""

from __future__ import annotations

from dataclasses import replace

from flashcards.card import CORRECTED_TAG, Fact
from flashcards.curating import Decision, with_decisions
from flashcards.ledger import Choice, Ledger, Reconciliation, reconcile
from tests.ledger.making import terms


def fact(term: str, meaning: str) -> Fact:
    one, _ = terms([(term, meaning)])
    return one


def run(*facts: Fact, ledger: Ledger | None = None, now: int = 10) -> Reconciliation:
    return reconcile(facts, ledger or Ledger(), now=now, in_scope=lambda _: True)


def test_what_is_set_aside_and_was_never_a_card_gets_no_line() -> None:
    done = run(replace(fact("GGUF", "a file format"), aside="no good card"))
    assert (done.cards, done.ledger.entries) == ((), ())


def test_a_card_that_is_set_aside_keeps_its_line_and_id_and_is_not_retired() -> None:
    one = fact("GGUF", "a file format")
    before = run(one)
    after = run(replace(one, aside="no good card"), ledger=before.ledger, now=20)
    (entry,) = after.ledger.entries
    assert (entry.id, entry.retired) == (before.cards[0].id, None)
    assert entry.aside == "no good card"
    assert [card.id for card in after.set_aside] == [entry.id]
    again = run(replace(one, aside="no good card"), ledger=after.ledger, now=30)
    assert again.set_aside == ()
    assert again.ledger == after.ledger


def test_a_decision_survives_edits_of_the_document() -> None:
    one = fact("GGUF", "a file format")
    before = run(one)
    card = before.cards[0].id
    off = with_decisions(before, {card: Decision(choice=Choice.OFF)})
    after = run(fact("GGUF", "a format for files"), ledger=off, now=20)
    assert after.cards[0].id == card
    assert after.cards[0].fact.aside
    own = with_decisions(before, {card: Decision(front="What holds the weights?")})
    reworded = run(fact("GGUF", "a format for files"), ledger=own, now=20)
    assert "What holds the weights?" in str(reworded.cards[0].fact.front)


def test_another_number_in_the_answer_is_a_correction_another_word_is_none() -> None:
    one = fact("Bandwidth", "12.8 GB/s for each module")
    before = run(one)
    right = run(fact("Bandwidth", "12.5 GB/s for each module"), ledger=before.ledger, now=20)
    assert [card.id for _, card in right.corrected] == [before.cards[0].id]
    assert CORRECTED_TAG in right.cards[0].fact.tags
    same = run(fact("Bandwidth", "12.8 GB/s for each memory module"), ledger=before.ledger, now=20)
    assert same.corrected == ()
