"""Two logs become one: nothing twice, nothing lost, and the later program says what is due."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from flashcards.anki.ids import distinct_ids
from flashcards.review.exchange.calendar import made_on
from flashcards.review.exchange.merge import Merge, absent, merge
from flashcards.review.exchange.reviews import to_rows
from flashcards.review.exchange.rows import CardRow, History, Queue, ReviewRow
from flashcards.review.exchange.scheduling import to_row
from flashcards.review.model import EventKind, Phase, Settings
from flashcards.review.schedule import DAY_MS
from tests.review.exchange.making import CARDS, Learner, answers

SETTINGS = Settings(time_zone="UTC", fuzz=False)
T = 1_790_000_000_000
NOW = T + 40 * DAY_MS
ZERO = Learner(SETTINGS).day(T) - 10
A = "a-1"


def row_of(there: Learner, card: str = A, **values: Any) -> CardRow:
    """Anki's row of a card that lives there."""
    events = there.log[card]
    row = to_row(
        there.state(card), number=5, position=1, modified=max(e.at_ms for e in events) // 1000,
        today=there.day(NOW), zero=ZERO, settings=SETTINGS,
    )  # fmt: skip
    return replace(row, **values)


def history(
    there: Learner, *, more: tuple[ReviewRow, ...] = (), card: str = A, **values: Any
) -> History:
    """A file of an Anki in which that card was answered as there."""
    created, minutes_west = made_on(ZERO, None)
    rows = (*to_rows(there.log[card], card=5, settings=SETTINGS), *more)
    return History(
        created=created, minutes_west=minutes_west, cards={card: row_of(there, card, **values)},
        reviews={card: tuple(sorted(rows, key=lambda r: r.id))},
    )  # fmt: skip


def brought(history: History, here: Learner) -> Merge:
    return merge(history, here.log, settings=SETTINGS, now_ms=NOW)


def lived(*answers: tuple[int, int], card: str = A) -> Learner:
    """Answers as (milliseconds after T, rating)."""
    made = Learner(SETTINGS)
    for at_ms, rating in answers:
        made.answer(card, T + at_ms, rating)
    return made


EASY = (0, 4)


def test_an_empty_log_takes_everything_and_is_due_as_there() -> None:
    there, here = lived(EASY, (9 * DAY_MS, 3)), Learner(SETTINGS)
    found = brought(history(there), here)
    here.take(found)
    assert found.reviews == 2
    assert answers(here.log) == answers(there.log)
    assert here.state(A) == there.state(A)


def test_the_same_file_again_brings_nothing() -> None:
    there, here = lived(EASY, (9 * DAY_MS, 1), (9 * DAY_MS + 700_000, 3)), lived((DAY_MS, 3))
    here.take(brought(history(there), here))
    again = brought(history(there), here)
    assert again.events == ()
    assert again.known == 3


def test_our_own_answers_come_back_as_known() -> None:
    here = lived(EASY, (9 * DAY_MS, 3))
    assert brought(history(here), here).events == ()


def test_reviews_of_both_sides_stand_in_the_order_of_time() -> None:
    there, here = lived(EASY, (9 * DAY_MS, 2)), lived((DAY_MS, 4), (20 * DAY_MS, 3))
    here.take(brought(history(there), here))
    times = [e.at_ms - T for e in sorted(here.log[A], key=lambda e: e.id)]
    assert times == [0, DAY_MS, 9 * DAY_MS, 20 * DAY_MS]
    assert here.state(A).repetitions == 4


def test_the_due_day_of_the_program_with_the_later_review_stays() -> None:
    for theirs, ours in ((9, 4), (4, 9)):
        there, here = lived(EASY, (theirs * DAY_MS, 3)), lived((1, 4), (ours * DAY_MS, 2))
        before = here.state(A)
        here.take(brought(history(there), here))
        later = there.state(A) if theirs > ours else before
        assert (here.state(A).due_day, here.state(A).interval_days) == (
            later.due_day,
            later.interval_days,
        )
        assert here.state(A).memory not in (there.state(A).memory, before.memory)


def test_where_anki_shows_a_card_counts_and_not_what_its_log_says() -> None:
    there, here = lived(EASY), Learner(SETTINGS)
    here.take(brought(history(there, due=30), here))
    assert here.state(A).due_day == ZERO + 30


def test_a_due_day_that_was_moved_without_a_line_in_the_log_is_followed_once() -> None:
    there, here = lived(EASY), Learner(SETTINGS)
    here.take(brought(history(there), here))
    moved = history(there, due=33, interval=23, modified=T // 1000 + 60)
    found = brought(moved, here)
    assert (found.moved, found.reviews) == (1, 0)
    here.take(found)
    assert (here.state(A).due_day, here.state(A).interval_days) == (ZERO + 33, 23)
    assert brought(moved, here).events == ()


def test_an_older_file_moves_nothing_back() -> None:
    there, here = lived(EASY), Learner(SETTINGS)
    old = history(there)
    there.answer(A, T + 9 * DAY_MS, 3)
    here.take(brought(history(there), here))
    assert brought(old, here).events == ()
    here.take(brought(history(there, due=50, modified=(T + 20 * DAY_MS) // 1000), here))
    assert brought(history(there), here).events == ()


def test_what_anki_has_not_seen_is_not_moved_by_it() -> None:
    there = lived(EASY)
    here = lived(EASY, (9 * DAY_MS, 3))
    before = here.state(A)
    assert brought(history(there, modified=NOW // 1000), here).events == ()
    assert here.state(A) == before


def test_an_answer_undone_here_that_anki_still_has_stays_undone() -> None:
    there = lived(EASY, (9 * DAY_MS, 1))
    here = lived(EASY, (9 * DAY_MS, 1))
    here.event(A, T + 9 * DAY_MS + 2000, EventKind.UNDO, value=here.log[A][-1].id)
    before = here.state(A)
    assert brought(history(there), here).events == ()
    assert here.state(A) == before


def test_an_answer_of_ours_that_stands_in_anki_under_the_next_number_is_known() -> None:
    here = lived(EASY, (9 * DAY_MS, 3))
    there = history(here)
    *first, last = there.reviews[A]
    shifted = replace(there, reviews={A: (*first, replace(last, id=last.id + 1))})
    assert brought(shifted, here).events == ()


def test_two_answers_of_one_millisecond_are_two_unless_they_are_the_same() -> None:
    there, here = lived((0, 3)), lived((0, 1))
    found = brought(history(there), here)
    assert found.reviews == 1
    assert found.events[0].source == f"anki:{T}"
    here.take(found)
    assert brought(history(there), here).events == ()


def test_one_number_in_two_collections_of_anki_is_two_reviews() -> None:
    here = Learner(SETTINGS)
    here.take(brought(history(lived(EASY)), here))
    other = history(lived(EASY, card="b-1"), card="b-1")
    here.take(brought(other, here))
    assert sorted(e.source for some in here.log.values() for e in some) == [
        f"anki:{T}",
        f"anki:{T}:5",
    ]
    assert brought(other, here).events == ()


def test_ids_of_other_cards_are_not_given_twice() -> None:
    found = merge(history(lived(EASY)), {}, settings=SETTINGS, now_ms=NOW, taken={T, T + 1})
    assert [e.id for e in found.events] == [T + 2]
    assert found.events[0].at_ms == T


def manual(at_ms: int, **values: int) -> ReviewRow:
    base = {
        "id": T + at_ms,
        "card": 5,
        "ease": 0,
        "interval": 0,
        "last_interval": 8,
        "factor": 0,
        "duration_ms": 0,
        "kind": 4,
    }
    return ReviewRow(**(base | values))


def test_a_card_forgotten_in_anki_is_new_and_keeps_its_reviews() -> None:
    there, here = lived(EASY), Learner(SETTINGS)
    here.take(brought(history(there, more=(manual(DAY_MS),), type=0, queue=0, due=1), here))
    assert here.state(A).phase is Phase.NEW
    assert len(answers(here.log)) == 1


def test_a_new_row_in_anki_forgets_nothing_here() -> None:
    """A deck that was deleted and imported without progress is all new, and nobody forgot it."""
    here = lived(EASY)
    before = here.state(A)
    there = replace(history(lived(EASY), type=0, queue=0, due=1, modified=NOW // 1000), reviews={})
    assert brought(there, here).events == ()
    assert here.state(A) == before


def test_a_due_date_set_by_hand_is_followed() -> None:
    there, here = lived(EASY), Learner(SETTINGS)
    found = brought(
        history(there, more=(manual(DAY_MS, interval=9, factor=500),), due=44, interval=9), here
    )
    assert (found.reviews, found.rescheduled) == (1, 1)
    here.take(found)
    assert here.state(A).due_day == ZERO + 44


def test_cramming_is_kept_and_changes_nothing() -> None:
    there, here = lived(EASY), Learner(SETTINGS)
    crammed = manual(DAY_MS, ease=1, kind=3, interval=8, duration_ms=700)
    here.take(brought(history(there, more=(crammed,)), here))
    assert (A, T + DAY_MS, 1, 700, True) in answers(here.log)
    assert here.state(A) == there.state(A)


def test_suspending_and_flagging_in_anki_come_over_and_go_again() -> None:
    there, here = lived(EASY), Learner(SETTINGS)
    second = T // 1000
    found = brought(history(there, queue=Queue.SUSPENDED, flags=3, modified=second + 5), here)
    assert (found.suspended, found.flagged) == (1, 1)
    here.take(found)
    assert (here.state(A).suspended, here.state(A).flag) == (True, 3)
    found = brought(history(there, modified=second + 9), here)
    assert (found.suspended, found.flagged) == (1, 1)
    here.take(found)
    assert (here.state(A).suspended, here.state(A).flag) == (False, 0)


def test_a_suspension_and_a_flag_of_ours_are_not_lifted_by_a_card_that_has_none() -> None:
    here = lived(EASY)
    here.event(A, T + 5, EventKind.SUSPEND)
    here.event(A, T + 6, EventKind.FLAG, value=2)
    assert brought(history(lived(EASY), modified=NOW // 1000), here).events == ()


def test_a_card_brought_back_here_is_not_suspended_again_by_an_older_file() -> None:
    there, here = lived(EASY), Learner(SETTINGS)
    file = history(there, queue=Queue.SUSPENDED, flags=3)
    here.take(brought(file, here))
    here.event(A, T + DAY_MS, EventKind.UNSUSPEND)
    here.event(A, T + DAY_MS, EventKind.FLAG, value=0)
    assert brought(file, here).events == ()


@pytest.mark.parametrize(("days_ago", "events"), [(0, [EventKind.BURY]), (1, [])])
def test_only_what_was_buried_today_is_buried(days_ago: int, events: list[EventKind]) -> None:
    here = lived(EASY)
    file = history(lived(EASY), queue=Queue.BURIED, modified=(NOW - days_ago * DAY_MS) // 1000)
    found = brought(file, here)
    assert [e.kind for e in found.events] == events
    here.take(found)
    assert brought(file, here).events == ()


def test_cards_of_a_history_without_our_cards_are_nothing() -> None:
    assert brought(History(created=T // 1000), lived(EASY)).events == ()


def test_numbers_of_our_cards_do_not_depend_on_which_are_exported_together() -> None:
    alone = {card: distinct_ids("card", [card])[card] for card in CARDS}
    assert distinct_ids("card", CARDS) == alone


# --- what both sides had ------------------------------------------------------------------------


def both(there: Learner, here: Learner, had: CardRow, **values: Any) -> Merge:
    """Merged by a sync that knows what Anki had when both sides last agreed."""
    found = history(there, **values)
    return merge(found, here.log, settings=SETTINGS, now_ms=NOW, had={A: had})


def test_what_anki_had_before_was_not_done_there_since() -> None:
    """A row that was touched for another reason: what was done here since stays."""
    there = lived(EASY)
    here = Learner(SETTINGS)
    here.take(brought(history(there), here))
    here.event(A, T + 1000, EventKind.SUSPEND)
    here.event(A, T + 2000, EventKind.UNSUSPEND)
    had = row_of(there, queue=Queue.SUSPENDED, flags=3)
    later: dict[str, Any] = {"queue": Queue.SUSPENDED, "flags": 3, "modified": had.modified + 10**6}
    assert both(there, here, had, **later).events == ()
    # By file alone the touch would be taken for the deed.
    assert {e.kind for e in brought(history(there, **later), here).events} == {
        EventKind.SUSPEND, EventKind.FLAG,
    }  # fmt: skip


def test_what_anki_did_since_counts_though_we_did_the_other_before() -> None:
    there = lived(EASY)
    here = Learner(SETTINGS)
    here.take(brought(history(there), here))
    here.event(A, T + 1000, EventKind.SUSPEND)
    had = row_of(there, queue=Queue.SUSPENDED)
    now: dict[str, Any] = {"modified": had.modified + 10**6}
    assert [e.kind for e in both(there, here, had, **now).events] == [EventKind.UNSUSPEND]
    assert brought(history(there, **now), here).events == ()


def test_a_due_day_that_did_not_change_there_is_not_taken_for_a_new_one() -> None:
    there = lived(EASY)
    here = Learner(SETTINGS)
    here.take(brought(history(there), here))
    had = row_of(there, due=77)
    touched: dict[str, Any] = {"due": 77, "modified": had.modified + 10**6}
    assert both(there, here, had, **touched).moved == 0
    assert brought(history(there, **touched), here).moved == 1
    assert both(there, here, row_of(there), **touched).moved == 1


def test_what_ankis_log_lacks_is_found_under_its_number_and_under_one_moved_on() -> None:
    made = lived(EASY, (9 * DAY_MS, 3))
    first, second = (event.id for event in made.log[A])
    rows = to_rows(made.log[A], card=7, settings=SETTINGS)
    assert absent(made.log[A], ()) == (first, second)
    assert absent(made.log[A], rows) == ()
    moved = [rows[0], replace(rows[1], id=rows[1].id + 3)]
    assert absent(made.log[A], moved) == ()
    other = [rows[0], replace(rows[1], id=rows[1].id + 3, duration_ms=99)]
    assert absent(made.log[A], other) == (second,)
