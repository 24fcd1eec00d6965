"""The queue: what is due, in which order, how many; and that SQL can say the same."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.model import CardState, EventKind, Memory, Phase, Rating
from flashcards.review.schedule import Counts, Done, Queue, done, is_due
from flashcards.review.schedule.queue import (
    interleave,
    shuffle_factor,
    shuffle_key,
    shuffled,
)
from tests.review.schedule.states import DAY, NOW_MS, event, states

MEMORY = Memory(stability_days=5.0, difficulty=5.0)
REVIEW = CardState(
    phase=Phase.REVIEW, memory=MEMORY, due_day=DAY, interval_days=5, last_day=DAY - 5
)
STEP = CardState(phase=Phase.LEARNING, memory=MEMORY, due_day=DAY, due_ms=NOW_MS, last_day=DAY)


DUE = """
select card from states
where not suspended and buried_day <> :day
  and (phase in ('learning', 'relearning') and due_ms <= :now_ms
       or phase = 'review' and due_day <= :day
       or phase = 'new')
order by card
"""


@given(found=st.lists(states(), max_size=30))
def test_sql_finds_the_cards_that_are_due(found: list[CardState]) -> None:
    deck = {f"c{number}": state for number, state in enumerate(found)}
    base = sqlite3.connect(":memory:")
    base.execute("create table states (card, phase, due_day, due_ms, suspended, buried_day)")
    base.executemany(
        "insert into states values (?, ?, ?, ?, ?, ?)",
        [
            (card, s.phase.value, s.due_day, s.due_ms, s.suspended, s.buried_day)
            for card, s in deck.items()
        ],
    )
    due = [card for (card,) in base.execute(DUE, {"day": DAY, "now_ms": NOW_MS})]
    base.close()
    assert due == sorted(c for c, state in deck.items() if is_due(state, now_ms=NOW_MS, day=DAY))


@given(cards=st.sets(st.text(min_size=1), max_size=40), day=st.integers(0, 4_000_000))
def test_sql_shuffles_as_we_do(cards: set[str], day: int) -> None:
    factor = shuffle_factor(day)
    base = sqlite3.connect(":memory:")
    base.execute("create table cards (card, key integer)")
    base.executemany("insert into cards values (?, ?)", [(c, shuffle_key(c)) for c in cards])
    found = base.execute(
        "select card from cards order by (key * ?) & 4294967295, card", [factor]
    ).fetchall()
    base.close()
    ours = sorted(cards, key=lambda card: (shuffled(shuffle_key(card), factor), card.encode()))
    assert [card for (card,) in found] == ours


def test_each_day_shuffles_anew_and_each_card_comes_early_some_day() -> None:
    cards = [f"{number:016x}" for number in range(40)]
    orders = {
        tuple(sorted(cards, key=lambda c, d=day: shuffled(shuffle_key(c), shuffle_factor(d))))  # type: ignore[misc]
        for day in range(DAY, DAY + 200)
    }
    assert len(orders) == 200
    assert len({order[0] for order in orders}) > 30


@given(reviews=st.integers(0, 60), new=st.integers(0, 60))
def test_new_cards_are_spread_evenly_among_reviews(reviews: int, new: int) -> None:
    old, fresh = [f"r{n}" for n in range(reviews)], [f"n{n}" for n in range(new)]
    mixed = interleave(old, fresh)
    assert [card for card in mixed if card[0] == "r"] == old
    assert [card for card in mixed if card[0] == "n"] == fresh
    for length in range(len(mixed) + 1):
        share = sum(card[0] == "n" for card in mixed[:length])
        assert abs(share - length * new / max(len(mixed), 1)) <= 1


@given(reviews=st.integers(0, 40), new=st.integers(0, 40), stop=st.integers(0, 80))
def test_an_interrupted_session_goes_on_in_the_same_order(
    reviews: int, new: int, stop: int
) -> None:
    old, fresh = [f"r{n}" for n in range(reviews)], [f"n{n}" for n in range(new)]
    whole = interleave(old, fresh)
    seen = whole[:stop]
    begun = Done(
        new=sum(card[0] == "n" for card in seen), reviews=sum(card[0] == "r" for card in seen)
    )
    rest = interleave(old[begun.reviews :], fresh[begun.new :], done=begun)
    assert seen + rest == whole


def test_what_counts_as_done_is_what_was_answered_today_and_stands() -> None:
    answer = EventKind.ANSWER
    log = [
        event(1, answer, day=DAY, phase=Phase.NEW, rating=Rating.GOOD),
        event(2, answer, day=DAY, phase=Phase.LEARNING, rating=Rating.GOOD),
        event(3, answer, day=DAY, phase=Phase.REVIEW, rating=Rating.GOOD),
        event(4, answer, day=DAY, phase=Phase.REVIEW, rating=Rating.AGAIN, cram=True),
        event(5, answer, day=DAY - 1, phase=Phase.NEW, rating=Rating.GOOD),
        event(6, answer, day=DAY, phase=Phase.NEW, rating=Rating.GOOD),
        event(7, EventKind.UNDO, day=DAY, value=6),
        event(8, EventKind.BURY, day=DAY),
    ]
    assert done(log, day=DAY) == Done(new=1, reviews=1)


# --- walking through it -----------------------------------------------------------------------


def test_a_step_whose_time_has_come_goes_first_then_the_others_then_what_is_due_soon() -> None:
    queue = Queue(learning=((NOW_MS + 60_000, "l"),), main=("r", "n"), new=frozenset("n"))
    assert queue.next(now_ms=NOW_MS) == "r"
    assert queue.next(now_ms=NOW_MS + 60_000) == "l"
    waiting = queue.without("r", "n")
    assert waiting.next(now_ms=NOW_MS) is None
    assert waiting.next(now_ms=NOW_MS, learn_ahead_ms=60_000) == "l"
    assert waiting.next(now_ms=NOW_MS, learn_ahead_ms=59_999) is None
    assert waiting.wakes_ms() == NOW_MS + 60_000
    assert Queue().next(now_ms=NOW_MS, learn_ahead_ms=10**9) is None
    assert Queue().wakes_ms() is None


def test_a_card_is_not_shown_twice_on_end_while_another_one_could_be() -> None:
    queue = Queue(learning=((NOW_MS + 1, "a"), (NOW_MS + 2, "b")))
    assert queue.next(now_ms=NOW_MS, learn_ahead_ms=9, last="a") == "b"
    assert queue.without("b").next(now_ms=NOW_MS, learn_ahead_ms=9, last="a") == "a"


def test_after_an_answer_the_card_is_gone_or_waits_for_its_step() -> None:
    queue = Queue(learning=((NOW_MS + 5, "l"),), main=("r", "n"), new=frozenset("n"))
    assert queue.counts == Counts(new=1, learning=1, reviews=1)
    known = queue.after("r", replace(REVIEW, due_day=DAY + 4), day=DAY)
    assert known.counts == Counts(new=1, learning=1, reviews=0)
    begun = known.after("n", replace(STEP, due_ms=NOW_MS + 3), day=DAY)
    assert begun.learning == ((NOW_MS + 3, "n"), (NOW_MS + 5, "l"))
    assert begun.counts == Counts(new=0, learning=2, reviews=0)
    assert not begun.after("n", replace(STEP, suspended=True), day=DAY).without("l").learning
    tomorrow = begun.after("l", replace(STEP, due_day=DAY + 1), day=DAY)
    assert tomorrow.learning == ((NOW_MS + 3, "n"),)
