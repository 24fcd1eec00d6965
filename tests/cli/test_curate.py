"""What a person decides of cards is kept, shown, and survives the next edit."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from flashcards import pipeline
from flashcards.card import Problem
from flashcards.cli import options
from flashcards.ledger import load
from tests.cli.helpers import Flashcards, snapshot


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    return monkeypatch


def say(typed: pytest.MonkeyPatch, *lines: str) -> None:
    """These lines are what the command reads."""
    typed.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def ids(flashcards: Flashcards) -> dict[str, str]:
    """Front of each card → its id."""
    return {card["front"]: card["id"] for card in flashcards("cards", "--json").lines}


def card_of(flashcards: Flashcards, words: str) -> str:
    return next(card for front, card in ids(flashcards).items() if words in front)


def test_listing_decides_nothing(flashcards: Flashcards, project: Path) -> None:
    flashcards("build")
    before = snapshot(project)
    assert "1/" in flashcards("curate", "--all", "--list").out
    assert snapshot(project) == before


def test_a_card_that_is_turned_off_is_met_no_more_and_stays_in_the_ledger(
    flashcards: Flashcards, project: Path, typed: pytest.MonkeyPatch
) -> None:
    flashcards("build")
    whisk = card_of(flashcards, "Whisk")
    say(typed, "o")
    assert flashcards("curate", "--card", whisk).code == 0
    flashcards("build")
    assert whisk not in ids(flashcards).values()
    assert any(entry.id == whisk and entry.retired is None for entry in load(Path("cards")).entries)


def test_words_of_ones_own_survive_an_edit_of_the_document(
    flashcards: Flashcards, project: Path, typed: pytest.MonkeyPatch
) -> None:
    flashcards("build")
    whisk = card_of(flashcards, "Whisk")
    say(typed, "f What does a whisk do to cream?")
    flashcards("curate", "--card", whisk)
    kitchen = project / "source" / "kitchen.md"
    text = kitchen.read_text(encoding="utf-8").replace("beats air into", "whips air into")
    kitchen.write_text(text, encoding="utf-8")
    flashcards("build")
    assert ids(flashcards)["What does a whisk do to cream?"] == whisk


def test_a_merged_card_names_the_one_that_asks_it_now(
    flashcards: Flashcards, project: Path, typed: pytest.MonkeyPatch
) -> None:
    flashcards("build")
    whisk, colander = card_of(flashcards, "Whisk"), card_of(flashcards, "Colander")
    say(typed, f"m {colander}")
    assert flashcards("curate", "--card", whisk).code == 0
    flashcards("build")
    (entry,) = (one for one in load(Path("cards")).entries if one.id == whisk)
    assert (entry.choice, entry.merged_into) == ("merged", colander)
    assert colander in entry.aside
    say(typed, "u")
    flashcards("curate", "--card", whisk)
    flashcards("build")
    assert whisk in ids(flashcards).values()


@pytest.mark.parametrize("target", ["nobodyhasit1", "itself"])
def test_no_card_is_merged_into_itself_or_into_none(
    flashcards: Flashcards, project: Path, typed: pytest.MonkeyPatch, target: str
) -> None:
    flashcards("build")
    whisk = card_of(flashcards, "Whisk")
    before = snapshot(project / "cards")
    say(typed, f"m {whisk if target == 'itself' else target}")
    ran = flashcards("curate", "--card", whisk)
    assert ran.code == 2
    assert "cannot be merged" in ran.err
    assert snapshot(project / "cards") == before


def test_what_is_no_decision_is_answered_with_the_keys(
    flashcards: Flashcards, project: Path, typed: pytest.MonkeyPatch
) -> None:
    flashcards("build")
    say(typed, "x", "q")
    ran = flashcards("curate", "--card", card_of(flashcards, "Whisk"))
    assert ran.err.count("k keep, c core") == 2
    assert "0 decided" in ran.err


TRANSFER = """# Links

## Transfer time of a file

transfer time = file size / rate = 40 GB / 2000 MB/s = 20 s

## What is a link?

A way between two machines.
"""


def sizes_of(card: str) -> list[float]:
    """The file sizes that the variants of the problem give in the next build."""
    plan = pipeline.plan(options.job((), cards=None), now=0)
    (fact,) = (one.fact for one in plan.changes.cards if one.id == card)
    assert isinstance(fact.ask, Problem)
    statements = [each["statement"] for each in json.loads(fact.ask.pool)["variants"]]
    found = (re.search(r"file size is ([\d.]+) GB", each) for each in statements)
    return [float(one[1]) for one in found if one]


def test_a_range_that_a_person_narrows_is_kept_and_survives_rebuilds(
    flashcards: Flashcards, project: Path, typed: pytest.MonkeyPatch
) -> None:
    links = project / "source" / "links.md"
    links.write_text(TRANSFER, encoding="utf-8")
    flashcards("build")
    card = card_of(flashcards, "transfer time if")
    assert "x0 20..60 (file size)" in flashcards("curate", "--card", card, "--list").out
    say(typed, "r x0 28..42")
    assert flashcards("curate", "--card", card).code == 0
    flashcards("build")
    (entry,) = (one for one in load(Path("cards")).entries if one.id == card)
    assert entry.own_range == "x0 28..42"
    assert entry.retired is None
    sizes = sizes_of(card)
    assert sizes
    assert all(28 <= one <= 42 for one in sizes)
    links.write_text(TRANSFER.replace("A way", "A road"), encoding="utf-8")
    flashcards("build")
    assert all(28 <= one <= 42 for one in sizes_of(card))
    say(typed, "u")
    flashcards("curate", "--card", card)
    flashcards("build")
    assert any(one > 42 for one in sizes_of(card))


def test_a_range_that_leaves_no_draw_sets_the_problem_aside(
    flashcards: Flashcards, project: Path, typed: pytest.MonkeyPatch
) -> None:
    (project / "source" / "links.md").write_text(TRANSFER, encoding="utf-8")
    flashcards("build")
    card = card_of(flashcards, "transfer time if")
    say(typed, "r x0 1000..2000")
    flashcards("curate", "--card", card)
    flashcards("build")
    assert card not in ids(flashcards).values()
    (entry,) = (one for one in load(Path("cards")).entries if one.id == card)
    assert "range" in entry.aside


def test_what_is_no_range_decides_nothing(
    flashcards: Flashcards, project: Path, typed: pytest.MonkeyPatch
) -> None:
    (project / "source" / "links.md").write_text(TRANSFER, encoding="utf-8")
    flashcards("build")
    card = card_of(flashcards, "transfer time if")
    say(typed, "r x0 30..20")
    flashcards("curate", "--card", card)
    assert not any(one.own_range for one in load(Path("cards")).entries)
