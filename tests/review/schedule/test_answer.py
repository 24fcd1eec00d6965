"""What an answer leads to: memory from the engine, time from the rules."""

from __future__ import annotations

import ast
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import flashcards.review.schedule
from flashcards.review.model import CardState, Memory, Outcome, Phase, Rating, Settings
from flashcards.review.schedule import DAY_MS, answer, calendar, previews
from flashcards.review.schedule.engine import after
from flashcards.review.schedule.leech import is_leech
from tests.review.schedule.states import DAY, NOW_MS, M, settings, states

PLAIN = Settings(time_zone="UTC", fuzz=False)
KNOWN = CardState(
    phase=Phase.REVIEW, memory=Memory(stability_days=10.0, difficulty=5.0), due_day=DAY,
    interval_days=10, last_day=DAY - 10, repetitions=4,
)  # fmt: skip


def outcomes(state: CardState, rules: Settings) -> dict[Rating, Outcome]:
    day = calendar(rules).day_of(NOW_MS)
    return previews(state, card="c", now_ms=NOW_MS, day=day, settings=rules)


@given(state=states(), rules=settings, rating=st.sampled_from(Rating))
def test_what_is_shown_beside_a_key_is_what_the_key_does(
    state: CardState, rules: Settings, rating: Rating
) -> None:
    day = calendar(rules).day_of(NOW_MS)
    given_ = answer(state, rating, card="c", now_ms=NOW_MS, day=day, settings=rules)
    assert outcomes(state, rules)[rating] == given_


@given(state=states(), rules=settings)
def test_memory_is_the_engines_whatever_the_settings_of_time(
    state: CardState, rules: Settings
) -> None:
    day = calendar(rules).day_of(NOW_MS)
    for rating, outcome in outcomes(state, rules).items():
        elapsed = day - state.last_day
        assert outcome.state.memory == after(
            state.memory, rating, elapsed_days=elapsed, parameters=rules.parameters
        )


@given(state=states(), rules=settings)
def test_an_answer_leaves_a_whole_state(state: CardState, rules: Settings) -> None:
    clock = calendar(rules)
    day = clock.day_of(NOW_MS)
    for outcome in outcomes(state, rules).values():
        found = outcome.state
        assert found.phase is not Phase.NEW
        assert (found.last_ms, found.last_day) == (NOW_MS, day)
        assert found.repetitions == state.repetitions + 1
        assert (found.flag, found.buried_day) == (state.flag, state.buried_day)
        if found.phase is Phase.REVIEW:
            assert found.due_ms is None
            assert found.step == 0
            assert 1 <= found.interval_days <= rules.maximum_interval_days
            assert found.due_day == day + found.interval_days
            assert outcome.interval_ms == found.interval_days * DAY_MS
        else:
            assert found.interval_days == 0
            assert found.due_ms is not None
            assert found.due_ms > NOW_MS
            assert outcome.interval_ms == found.due_ms - NOW_MS
            assert found.due_day == clock.day_of(found.due_ms)


@given(state=states((Phase.REVIEW,)), rules=settings)
def test_a_card_in_review_that_was_known_keeps_the_order_of_the_keys(
    state: CardState, rules: Settings
) -> None:
    found = outcomes(state, rules)
    days = [found[r].state.interval_days for r in (Rating.HARD, Rating.GOOD, Rating.EASY)]
    most = rules.maximum_interval_days
    assert all(a < b or a == b == most for a, b in pairwise(days))


@given(state=states(), rules=settings)
def test_out_of_steps_easy_is_longer_than_good(state: CardState, rules: Settings) -> None:
    assume(state.phase is not Phase.REVIEW)
    found = outcomes(state, rules)
    good, easy = found[Rating.GOOD].state, found[Rating.EASY].state
    assert easy.phase is Phase.REVIEW
    most = rules.maximum_interval_days
    assert easy.interval_days > good.interval_days or easy.interval_days == most


@given(stability=st.floats(0.5, 2000), last=st.integers(1, 3000), card=st.text())
def test_fuzz_shortens_no_interval_that_grew(stability: float, last: int, card: str) -> None:
    state = replace(
        KNOWN, memory=Memory(stability_days=stability, difficulty=5.0), interval_days=last,
        last_day=DAY - last,
    )  # fmt: skip
    fuzzy = replace(PLAIN, fuzz=True)
    calm = previews(state, card=card, now_ms=NOW_MS, day=DAY, settings=PLAIN)
    found = previews(state, card=card, now_ms=NOW_MS, day=DAY, settings=fuzzy)
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        if calm[rating].state.interval_days > last:
            assert found[rating].state.interval_days > last


def test_new_cards_go_through_the_steps_and_then_by_the_engine() -> None:
    state, now = CardState(), NOW_MS
    walked = []
    for rating in (Rating.GOOD, Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.GOOD):
        found = answer(state, rating, card="c", now_ms=now, day=DAY, settings=PLAIN)
        state, now = found.state, now + found.interval_ms
        walked.append((state.phase.value, state.step, found.interval_ms))
    assert walked == [
        ("learning", 1, 10 * M),
        ("learning", 0, M),
        ("learning", 0, 330_000),
        ("learning", 1, 10 * M),
        ("review", 0, walked[-1][2]),
    ]
    assert walked[-1][2] % DAY_MS == 0


def test_a_lapse_goes_through_the_relearning_steps() -> None:
    lapsed = answer(KNOWN, Rating.AGAIN, card="c", now_ms=NOW_MS, day=DAY, settings=PLAIN).state
    assert (lapsed.phase, lapsed.lapses, lapsed.due_ms) == (Phase.RELEARNING, 1, NOW_MS + 10 * M)
    back = answer(
        lapsed, Rating.GOOD, card="c", now_ms=NOW_MS + 10 * M, day=DAY, settings=PLAIN
    ).state
    assert (back.phase, back.lapses) == (Phase.REVIEW, 1)


def test_without_steps_a_lapse_is_scheduled_in_days_or_if_less_than_half_a_day_in_seconds() -> None:
    rules = replace(PLAIN, relearning_steps_ms=())
    found = answer(KNOWN, Rating.AGAIN, card="c", now_ms=NOW_MS, day=DAY, settings=rules)
    assert found.state.phase is Phase.REVIEW
    strict = replace(rules, desired_retention=0.97)
    found = answer(KNOWN, Rating.AGAIN, card="c", now_ms=NOW_MS, day=DAY, settings=strict)
    assert found.state.phase is Phase.RELEARNING
    assert 0 < found.interval_ms < DAY_MS / 2
    old = replace(strict, parameters=FSRS_4_5)
    found = answer(KNOWN, Rating.AGAIN, card="c", now_ms=NOW_MS, day=DAY, settings=old)
    assert found.state.phase is Phase.REVIEW


FSRS_4_5 = (
    0.4872, 1.4003, 3.7145, 13.8206, 5.1618, 1.2298, 0.8975, 0.031, 1.6474, 0.1367, 1.0461, 2.1072,
    0.0793, 0.3246, 1.587, 0.2272, 2.8755,
)  # fmt: skip


def test_a_step_of_a_day_ends_when_that_day_begins() -> None:
    rules = replace(PLAIN, learning_steps_ms=(DAY_MS, 3 * DAY_MS))
    clock = calendar(rules)
    for now in (clock.start_of(DAY), clock.start_of(DAY) + DAY_MS - 1):
        found = answer(CardState(), Rating.AGAIN, card="c", now_ms=now, day=DAY, settings=rules)
        assert found.state.due_day == DAY + 1
        assert found.state.due_ms == clock.start_of(DAY + 1)


def test_a_short_step_over_the_rollover_ends_when_it_ends() -> None:
    now = calendar(PLAIN).start_of(DAY + 1) - 5 * M
    found = answer(CardState(), Rating.GOOD, card="c", now_ms=now, day=DAY, settings=PLAIN).state
    assert (found.due_day, found.due_ms) == (DAY + 1, now + 10 * M)


@given(lapses=st.integers(0, 30), rules=settings, suspended=st.booleans())
def test_a_leech_is_marked_and_suspended_if_that_is_wished(
    lapses: int, rules: Settings, suspended: bool
) -> None:
    state = replace(KNOWN, lapses=lapses, suspended=suspended)
    found = answer(state, Rating.AGAIN, card="c", now_ms=NOW_MS, day=DAY, settings=rules).state
    leech = is_leech(lapses + 1, rules.leech_lapses)
    assert found.leech == leech
    assert found.suspended == (suspended or (leech and rules.leech_suspends))


@pytest.mark.parametrize("phase", [Phase.LEARNING, Phase.RELEARNING])
def test_again_in_steps_is_no_lapse(phase: Phase) -> None:
    state = replace(KNOWN, phase=phase, lapses=3, due_ms=NOW_MS)
    found = answer(state, Rating.AGAIN, card="c", now_ms=NOW_MS, day=DAY, settings=PLAIN).state
    assert (found.phase, found.lapses) == (phase, 3)


def test_a_review_card_without_memory_is_taken_as_answered_for_the_first_time() -> None:
    state = replace(KNOWN, memory=None)
    found = answer(state, Rating.GOOD, card="c", now_ms=NOW_MS, day=DAY, settings=PLAIN).state
    assert found.memory == after(None, Rating.GOOD, elapsed_days=0, parameters=())


def test_scheduling_touches_no_files_clock_or_chance() -> None:
    impure = {
        "os",
        "random",
        "secrets",
        "socket",
        "subprocess",
        "tempfile",
        "time",
        "shutil",
        "uuid",
    }
    for path in Path(flashcards.review.schedule.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        assert not {name.split(".")[0] for name in names} & impure
        called = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        assert not called & {"now", "today", "utcnow", "time_ns"}
