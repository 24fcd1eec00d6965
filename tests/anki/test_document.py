"""Whole documents, from their file to cards in the real Anki."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.card import Note
from flashcards.facts import extract
from flashcards.ledger import reconcile
from flashcards.ledger.entry import Ledger
from tests.anki import real
from tests.anki.making import BORN
from tests.effort import times
from tests.understood import read_once

pytestmark = pytest.mark.anki


def notes_of(path: Path) -> tuple[Note, ...]:
    document = read_once(path).document
    facts = extract(document).facts
    return reconcile(facts, Ledger(), now=BORN, in_scope=lambda _: True).notes()


@pytest.mark.parametrize(
    "name",
    ["module-1-foundations.md", "module-4-gpu-acceleration.md", "module-6-server-production.md"],
)
def test_each_card_of_a_document_arrives_and_shows_something(
    seed_dir: Path, tmp_path: Path, name: str
) -> None:
    notes = notes_of(seed_dir / name)
    assert notes
    with real.collection(tmp_path) as col:
        assert real.import_notes(col, tmp_path, notes) == {"new": len(notes)}
        assert col.card_count() == sum(len(made.cards) for made in notes)
        assert col.get_empty_cards().notes == []
        cards = col.find_cards("")
        assert len(cards) == col.card_count()
        for card_id in cards[:: times(5, 1)]:
            card = col.get_card(card_id)
            question, answer = card.question(), card.answer()
            assert real.text_of(question)
            assert len(real.text_of(answer)) > len(real.text_of(question))
            for side in (question, answer):
                body = side.split("</style>", 1)[1]
                assert "{{" not in body
                assert "<img" not in body
                assert body.count("<script>") <= 1
