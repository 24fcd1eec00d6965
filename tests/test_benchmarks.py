"""The benchmarks measure what they say; nothing here depends on the clock."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import corpus, floor
from benchmarks.documents import exponent
from benchmarks.measure import cost
from benchmarks.packages import count_cards
from flashcards.facts import extract
from flashcards.render import plain, plain_of
from tests.understood import read_text


def test_our_layout_gives_one_card_for_each_pair() -> None:
    document, findings = read_text(corpus.ours(60), path="a.md")
    assert findings == ()
    cards = extract(document).facts
    assert len(cards) == 60
    for card, (question, answer) in zip(cards, corpus.pairs(60), strict=True):
        assert question in plain(card.front)
        assert plain_of(answer) in plain(card.back)


@pytest.mark.parametrize("layout", [corpus.for_ankdown, corpus.for_markdown_anki_decks])
def test_the_peers_get_the_same_questions_and_answers(layout: object) -> None:
    assert callable(layout)
    text = layout(60)
    for question, answer in corpus.pairs(60):
        assert question in text
        assert answer in text


def test_no_two_documents_are_alike_and_each_has_many_kinds_of_cards() -> None:
    assert len({corpus.document(number) for number in range(200)}) == 200
    document, findings = read_text(corpus.document(3), path="a.md")
    assert findings == ()
    facts = extract(document).facts
    assert len(facts) > 20
    assert {fact.kind.value for fact in facts} >= {"term", "item", "cell", "follow-up", "interview"}


def test_the_floor_writes_the_cards_that_it_was_asked_for(tmp_path: Path) -> None:
    text = tmp_path / "a.md"
    text.write_text("# a\n", encoding="utf-8")
    floor.main(text, tmp_path / "a.apkg", 7)
    assert count_cards(tmp_path / "a.apkg") == 7


def test_cost_is_of_the_runs_that_count() -> None:
    prepared: list[None] = []
    one = cost([sys.executable, "-c", "pass"], runs=3, prepare=lambda: prepared.append(None))
    assert len(prepared) == 4  # the first only warms the cache
    assert 0 < one.fastest <= one.seconds <= one.slowest
    assert one.cpu > 0
    assert one.megabytes > 1


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="no such thing"):
        cost([sys.executable, "-c", "raise SystemExit('no such thing')"], runs=1)


@pytest.mark.parametrize(("power", "expected"), [(1, 1.0), (2, 2.0)])
def test_the_exponent_is_that_of_the_growth(power: int, expected: float) -> None:
    points = {size: 0.5 * size**power for size in (10, 100, 1000)}
    assert exponent(points) == pytest.approx(expected)
