"""Packages with history in the real Anki, and back: nothing lost, nothing moved, nothing doubled."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.review.exchange.package import write_history
from flashcards.review.model import EventKind, Phase, Settings
from flashcards.review.schedule import DAY_MS, calendar, fold
from tests.review.exchange import anki_side
from tests.review.exchange.making import (
    CARDS,
    NOTES,
    SETTINGS,
    Learner,
    answers,
    due,
    learner,
    merged,
)
from tests.review.exchange.test_properties import assert_same_due, live

pytestmark = pytest.mark.anki

DEEDS: tuple[int | str, ...] = (
    1, 2, 3, 3, 3, 3, 4, "undo", "suspend", "unsuspend", "flag", "forget", "due", "cram",
)  # fmt: skip

STABILITY, DIFFICULTY = 2e-3, 3e-3
"""Relative; Anki rounds what it keeps to four and three decimals at every review."""


@pytest.fixture
def now_ms() -> int:
    return anki_side.clock()


@pytest.fixture
def studied(now_ms: int) -> Learner:
    """Somebody with cards in every phase, suspended, flagged and buried ones."""
    made = learner(now_ms - 120_000)
    made.answer(CARDS[-2], now_ms - 110_000, 1)
    made.answer(CARDS[-1], now_ms - 100_000, 3)
    made.answer(CARDS[3], now_ms - 90_000, 1)
    made.event(CARDS[0], now_ms - 80_000, EventKind.SUSPEND)
    made.event(CARDS[1], now_ms - 70_000, EventKind.FLAG, value=4)
    made.event(CARDS[2], now_ms - 60_000, EventKind.BURY)
    wrong = made.answer(CARDS[4], now_ms - 50_000, 1)
    made.event(CARDS[4], now_ms - 45_000, EventKind.UNDO, value=wrong.id)
    return made


@pytest.fixture
def col(tmp_path: Path) -> Iterator[Any]:
    with anki_side.collection(tmp_path / "anki") as opened:
        yield opened


def export(folder: Path, made: Learner, now_ms: int) -> Path:
    path = folder / "history.apkg"
    write_history(
        path, NOTES, made.log, deck="LLM Interviews", settings=made.settings, now_ms=now_ms
    )
    return path


@pytest.mark.parametrize("form", anki_side.FORMATS)
def test_from_us_through_anki_and_back_nothing_is_new(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int, form: str
) -> None:
    anki_side.take(col, export(tmp_path, studied, now_ms))
    back = merged(anki_side.give(col, tmp_path, form), studied.log, now_ms)
    assert back.events == ()
    assert back.known == len(answers(studied.log))
    assert back.cards == len(CARDS)


@pytest.mark.parametrize("form", anki_side.FORMATS)
def test_a_log_that_was_lost_comes_back_from_anki(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int, form: str
) -> None:
    anki_side.take(col, export(tmp_path, studied, now_ms))
    given = anki_side.give(col, tmp_path, form)
    restored = Learner()
    restored.take(merged(given, {}, now_ms))
    assert answers(restored.log) == answers(studied.log)
    assert due(restored.log) == due(studied.log)
    assert {c: restored.state(c).memory for c in CARDS} == {
        c: studied.state(c).memory for c in CARDS
    }
    assert restored.state(CARDS[0]).suspended
    assert restored.state(CARDS[1]).flag == 4
    assert restored.state(CARDS[2]).buried_day == studied.state(CARDS[2]).buried_day
    assert merged(given, restored.log, now_ms).events == ()


def test_anki_has_every_card_due_when_we_have_it(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int
) -> None:
    anki_side.take(col, export(tmp_path, studied, now_ms))
    there = anki_side.due(col)
    assert len(there) == len(CARDS)
    for card in CARDS:
        state = studied.state(card)
        note, slot = card.rsplit("-", 1)
        kind, queue, day, interval, repetitions, lapses, left, flag = there[note, int(slot) - 1]
        assert kind == {Phase.LEARNING: 1, Phase.REVIEW: 2, Phase.RELEARNING: 3}[state.phase]
        assert day == (state.due_ms // 1000 if state.due_ms else state.due_day)
        assert (repetitions, lapses, flag) == (state.repetitions, state.lapses, state.flag)
        if state.phase is Phase.REVIEW:
            assert interval == state.interval_days
        else:
            assert left > 0
        assert (queue == -1) == state.suspended
    assert there["row", 0][1] == -3  # buried


def at_noon(now_ms: int) -> Learner:
    """Somebody who studies at noon: Anki counts days back by 24 hours from now, and where the clock
    was changed in between, the hours at the rollover fall on other days than the calendar's."""
    made, chance = Learner(), random.Random(4)
    days = calendar(SETTINGS)
    today = made.day(now_ms)
    for card in CARDS:
        day = today - 120
        while day < today:
            noon = days.start_of(day) + 8 * 3_600_000
            made.answer(card, noon, chance.choice((1, 2, 3, 3, 3, 3, 4)))
            day = max(day + chance.randrange(2), made.state(card).due_day)
            if day == made.state(card).last_day:
                made.answer(card, noon + 900_000, 3)
                day += 1
    return made


def test_anki_remembers_what_we_remember_and_would_compute_the_same(
    col: Any, tmp_path: Path, now_ms: int
) -> None:
    made = at_noon(now_ms)
    anki_side.take(col, export(tmp_path, made, now_ms))
    for card in CARDS:
        memory = made.state(card).memory
        assert memory
        number = anki_side.number(col, card)
        data = json.loads(col.db.scalar("select data from cards where id = ?", number))
        assert data["s"] == pytest.approx(memory.stability_days, abs=1e-4)
        assert data["d"] == pytest.approx(memory.difficulty, abs=1e-3)
        computed = col._backend.compute_memory_state(number).state
        assert computed.stability == pytest.approx(memory.stability_days, rel=STABILITY)
        assert computed.difficulty == pytest.approx(memory.difficulty, rel=DIFFICULTY)


def test_good_in_the_first_step_is_followed_by_the_second(
    col: Any, tmp_path: Path, now_ms: int
) -> None:
    made = Learner()
    made.answer(CARDS[0], now_ms - 60_000, 1)
    anki_side.take(col, export(tmp_path, made, now_ms))
    anki_side.answer(col, CARDS[0], 3)
    assert anki_side.due(col)["term", 0][0] == 1
    found = merged(anki_side.give(col, tmp_path), made.log, now_ms + 5000)
    assert [e.phase for e in found.events if e.rating] == [Phase.LEARNING]


def test_a_package_that_is_imported_twice_doubles_nothing(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int
) -> None:
    package = export(tmp_path, studied, now_ms)
    assert anki_side.take(col, package) == len(NOTES)
    before = (anki_side.log(col), anki_side.due(col))
    assert anki_side.take(col, package) == 0
    assert (anki_side.log(col), anki_side.due(col)) == before


def test_settings_go_along_as_deck_options(col: Any, tmp_path: Path, now_ms: int) -> None:
    settings = Settings(
        desired_retention=0.85, learning_steps_ms=(120_000, 1_800_000), relearning_steps_ms=(),
        maximum_interval_days=400, new_per_day=7, reviews_per_day=77, leech_lapses=5, leech_suspends=False,
        parameters=tuple(0.1 * n + 0.01 for n in range(1, 22)),
    )  # fmt: skip
    made = Learner(settings)
    anki_side.take(col, export(tmp_path, made, now_ms))
    deck = col.decks.id_for_name("LLM Interviews::Foundations::Conceptual")
    options = col.decks.config_dict_for_deck_id(deck)
    assert options["name"] == "Flashcards"
    assert options["new"]["delays"] == [2.0, 30.0]
    assert (options["new"]["perDay"], options["rev"]["perDay"]) == (7, 77)
    assert options["rev"]["maxIvl"] == 400
    assert options["lapse"]["delays"] == []
    assert (options["lapse"]["leechFails"], options["lapse"]["leechAction"]) == (5, 1)
    assert options["desiredRetention"] == pytest.approx(0.85)
    assert options["fsrsParams6"] == pytest.approx(settings.parameters)


def play(col: Any) -> None:
    """A session in Anki that uses all that its log has lines for."""
    for card, ratings in zip(
        CARDS, [(3, 3), (1,), (4,), (2, 3), (4, 1), (4, 1, 3), (4, 4), (4, 4, 2)], strict=False
    ):
        for rating in ratings:
            anki_side.answer(col, card, rating)
    numbers = [anki_side.number(col, card) for card in CARDS]
    col.sched.set_due_date([numbers[2]], "9")
    col.sched.set_due_date([numbers[7]], "3!")
    col.sched.schedule_cards_as_new([numbers[6]])
    col.sched.suspend_cards([numbers[1]])
    col.sched.bury_cards([numbers[0]], manual=True)
    col.set_user_flag_for_cards(5, [numbers[4]])


def test_from_anki_to_us_and_to_another_anki_nothing_is_lost_or_moved(
    col: Any, tmp_path: Path, now_ms: int
) -> None:
    ours = Learner()
    anki_side.take(col, export(tmp_path, ours, now_ms))
    play(col)
    given = anki_side.give(col, tmp_path)
    now_ms += 10_000
    ours.take(merged(given, ours.log, now_ms))
    assert merged(given, ours.log, now_ms).events == ()
    package = export(tmp_path, ours, now_ms)
    with anki_side.collection(tmp_path / "other") as other:
        anki_side.take(other, package)
        assert {row[0]: row[1:4] for row in anki_side.log(other)} == {
            row[0]: row[1:4] for row in anki_side.log(col)
        }
        assert [row[4] for row in anki_side.log(other)] == [row[4] for row in anki_side.log(col)]
        there, here = anki_side.due(other), anki_side.due(col)
        forgotten = ("list", 1)
        assert there.keys() == here.keys()
        assert forgotten not in here
        for card, row in here.items():
            # Interval and steps, after a lapse and after a moved due date, are each program's own.
            assert there[card][0] == row[0], card
            assert there[card][1] == max(row[1], -3) or {there[card][1], row[1]} == {-2, -3}, card
            assert there[card][2] == row[2], card
            assert there[card][4:6] == row[4:6], card
            assert there[card][7] == row[7], card


def test_reviews_on_both_sides_are_all_kept_and_the_later_program_says_what_is_due(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int
) -> None:
    anki_side.take(col, export(tmp_path, studied, now_ms))
    before = answers(studied.log)
    anki_first, anki_last, anki_only, ours_only = CARDS[5:9]
    anki_side.answer(col, anki_first, 3)
    numbers = {card: anki_side.answer(col, card, 3) for card in (anki_last, anki_only)}
    later = int(time.time() * 1000) + 2000
    studied.answer(anki_first, later, 4)
    studied.answer(anki_last, numbers[anki_last] - 1, 1)
    studied.answer(ours_only, later + 1, 3)
    mine = due(studied.log)

    found = merged(anki_side.give(col, tmp_path), studied.log, later + 5000)
    assert found.reviews == 3
    studied.take(found)
    assert len(answers(studied.log)) == len(before) + 6
    now = due(studied.log)
    there = anki_side.due(col)
    for card in (anki_last, anki_only):
        note, slot = card.rsplit("-", 1)
        assert now[card][1] == there[note, int(slot) - 1][2]
    for card in set(CARDS) - {anki_last, anki_only}:
        assert now[card] == mine[card]
    every = sorted(studied.log[anki_last], key=lambda e: e.id)
    assert [e.rating for e in every][-2:] == [1, 3]
    assert studied.state(anki_last) == fold(every, SETTINGS)


def test_deleting_and_importing_again_brings_our_reviews_into_anki(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int
) -> None:
    """The way for reviews made here after the first import: Anki takes history with new cards only."""
    anki_side.take(col, export(tmp_path, studied, now_ms))
    anki_side.answer(col, CARDS[5], 3)
    later = int(time.time() * 1000) + 1000
    studied.answer(CARDS[6], later, 3)
    studied.take(merged(anki_side.give(col, tmp_path), studied.log, later))
    package = export(tmp_path, studied, later)
    col.remove_notes(col.find_notes('"note:Flashcards *"'))
    anki_side.take(col, package)
    assert {(row[0], row[2]) for row in anki_side.log(col)} == {
        (at, rating) for _, at, rating, _, _ in answers(studied.log)
    }
    restored = Learner()
    restored.take(merged(anki_side.give(col, tmp_path), {}, later))
    assert due(restored.log) == due(studied.log)


def test_reviews_of_cards_deleted_in_anki_are_kept(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int
) -> None:
    anki_side.take(col, export(tmp_path, studied, now_ms))
    anki_side.answer(col, CARDS[5], 3)
    col.remove_notes(col.find_notes('"note:Flashcards *"'))
    found = merged(anki_side.give(col, tmp_path), studied.log, now_ms + 9000)
    assert (found.cards, found.reviews) == (0, 1)


def test_a_card_that_visits_a_filtered_deck_keeps_its_due_day(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int
) -> None:
    anki_side.take(col, export(tmp_path, studied, now_ms))
    filtered = col.sched.get_or_create_filtered_deck(0)
    filtered.config.reschedule = False
    del filtered.config.search_terms[1:]
    filtered.config.search_terms[0].search = "is:review"
    filtered.config.search_terms[0].limit = 100
    col.sched.add_or_update_filtered_deck(filtered)
    assert col.db.scalar("select count() from cards where odid != 0")
    crammed = next(card for card in CARDS if col.get_card(anki_side.number(col, card)).odid)
    anki_side.answer(col, crammed, 3)
    mine = due(studied.log)
    found = merged(anki_side.give(col, tmp_path), studied.log, now_ms + 9000)
    assert [(e.kind, e.cram) for e in found.events] == [(EventKind.ANSWER, True)]
    studied.take(found)
    assert due(studied.log) == mine


def test_a_new_due_date_set_in_anki_reaches_us(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int
) -> None:
    anki_side.take(col, export(tmp_path, studied, now_ms))
    card = CARDS[5]
    col.sched.set_due_date([anki_side.number(col, card)], "42")
    found = merged(anki_side.give(col, tmp_path), studied.log, now_ms + 9000)
    assert (found.reviews, found.rescheduled) == (0, 1)
    studied.take(found)
    assert studied.state(card).due_day == studied.day(now_ms) + 42


def test_a_card_forgotten_in_anki_is_new_here_and_its_reviews_stay(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int
) -> None:
    anki_side.take(col, export(tmp_path, studied, now_ms))
    before = answers(studied.log)
    col.sched.schedule_cards_as_new([anki_side.number(col, CARDS[5])])
    studied.take(merged(anki_side.give(col, tmp_path), studied.log, now_ms + 9000))
    assert studied.state(CARDS[5]).phase is Phase.NEW
    assert answers(studied.log) == before


def test_what_anki_suspends_and_flags_is_taken_over_and_taken_back(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int
) -> None:
    card = CARDS[5]
    anki_side.take(col, export(tmp_path, studied, now_ms))
    number = anki_side.number(col, card)
    col.sched.suspend_cards([number])
    col.set_user_flag_for_cards(2, [number])
    studied.take(merged(anki_side.give(col, tmp_path), studied.log, now_ms + 9000))
    assert studied.state(card).suspended
    assert studied.state(card).flag == 2
    col.sched.unsuspend_cards([number])
    col.set_user_flag_for_cards(0, [number])
    studied.take(merged(anki_side.give(col, tmp_path), studied.log, now_ms + 9000))
    assert not studied.state(card).suspended
    assert studied.state(card).flag == 0


def test_a_review_in_anki_does_not_wake_what_was_suspended_here(
    col: Any, tmp_path: Path, studied: Learner, now_ms: int
) -> None:
    anki_side.take(col, export(tmp_path, studied, now_ms))
    studied.event(CARDS[5], now_ms - 1000, EventKind.SUSPEND)
    studied.event(CARDS[5], now_ms - 900, EventKind.FLAG, value=3)
    anki_side.answer(col, CARDS[5], 3)
    studied.take(merged(anki_side.give(col, tmp_path), studied.log, now_ms + 9000))
    assert studied.state(CARDS[5]).suspended
    assert studied.state(CARDS[5]).flag == 3


@given(
    seed=st.integers(0, 10**6),
    zone=st.sampled_from(["", "Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago"]),
    form=st.sampled_from(anki_side.FORMATS),
)
@settings(max_examples=12)
def test_any_life_in_any_time_zone_survives_anki(
    tmp_path_factory: pytest.TempPathFactory, seed: int, zone: str, form: str
) -> None:
    now_ms = anki_side.clock()
    chance = random.Random(seed)
    made = Learner(
        Settings(
            time_zone=zone,
            learning_steps_ms=chance.choice([(), (60_000, 600_000), (600_000, 2 * DAY_MS)]),
        )
    )
    gaps = [
        chance.choice([5_000, 700_000, 9_000_000, chance.randrange(30) * DAY_MS + 1])
        for _ in range(40)
    ]
    at_ms = now_ms - sum(gaps) - 1000
    for number, gap in enumerate(gaps):
        at_ms += gap
        deed = chance.choice(DEEDS)
        live(made, chance.choice(CARDS[:6]), at_ms, deed, number)
    folder = tmp_path_factory.mktemp("life")
    with anki_side.collection(folder / "anki") as col:
        anki_side.take(col, export(folder, made, now_ms))
        given_back = anki_side.give(col, folder, form)
    back = merged(given_back, made.log, now_ms, made.settings)
    assert back.events == ()
    other = Learner(made.settings)
    other.take(merged(given_back, {}, now_ms, made.settings))
    assert answers(other.log) == answers(made.log)
    assert_same_due(made, other)
    assert {c: other.state(c).memory for c in CARDS} == {c: made.state(c).memory for c in CARDS}
