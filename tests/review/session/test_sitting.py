from __future__ import annotations

from dataclasses import replace

import pytest

from flashcards.card import Kind
from flashcards.errors import FlashcardsError
from flashcards.review.model import EventKind, Phase, Rating, Settings
from flashcards.review.session import Ending, Scope, Sitting, Turn
from flashcards.review.session.sitting import LONGEST_MS
from tests.review.session.fakes import NOON_MS, UTC, Clock, FakeShelf, ratings, stored

GOOD, AGAIN, EASY = Rating.GOOD, Rating.AGAIN, Rating.EASY


def sit(shelf: FakeShelf, clock: Clock, **scope: object) -> Sitting:
    return Sitting(shelf, Scope(**scope), now_ms=clock())  # type: ignore[arg-type]


def shown(sitting: Sitting, clock: Clock) -> str:
    turn = sitting.next(clock())
    assert isinstance(turn, Turn), turn
    return turn.card.id


def answer_all(sitting: Sitting, clock: Clock, rating: Rating = GOOD) -> list[str]:
    seen = []
    while isinstance(turn := sitting.next(clock()), Turn):
        seen.append(turn.card.id)
        clock.wait(seconds=5)
        sitting.answer(rating, clock())
    return seen


def test_the_same_card_is_shown_until_it_is_answered_and_again_after_a_restart() -> None:
    shelf, clock = FakeShelf([stored("a"), stored("b")]), Clock()
    sitting = sit(shelf, clock)
    assert shown(sitting, clock) == shown(sitting, clock) == shown(sit(shelf, clock), clock) == "a"
    sitting.answer(GOOD, clock())
    assert shown(sitting, clock) == shown(sit(shelf, clock), clock) == "b"


def test_an_answer_is_written_before_anything_else_is_shown() -> None:
    shelf, clock = FakeShelf([stored("a"), stored("b")]), Clock()
    sitting = sit(shelf, clock)
    sitting.next(clock())
    clock.wait(seconds=7)
    before = sitting.previews(clock())[GOOD]
    assert sitting.answer(GOOD, clock()) == before
    (event,) = shelf.log
    assert (event.card, event.rating, event.phase) == ("a", GOOD, Phase.NEW)
    assert (event.duration_ms, event.at_ms) == (7_000, clock())
    assert shelf.state("a") == before.state


def test_whoever_leaves_the_table_is_not_said_to_have_thought_for_hours() -> None:
    shelf, clock = FakeShelf([stored("a")]), Clock()
    sitting = sit(shelf, clock)
    sitting.next(clock())
    clock.wait(seconds=5_000)
    sitting.answer(GOOD, clock())
    assert shelf.log[0].duration_ms == LONGEST_MS


def test_time_in_the_editor_is_not_counted() -> None:
    shelf, clock = FakeShelf([stored("a")]), Clock()
    sitting = sit(shelf, clock)
    sitting.next(clock())
    clock.wait(seconds=60)
    sitting.pause(55_000)
    sitting.answer(GOOD, clock())
    assert shelf.log[0].duration_ms == 5_000


def test_a_card_in_steps_comes_back_when_its_time_has_come() -> None:
    shelf, clock = FakeShelf([stored(name) for name in "abc"]), Clock()
    sitting = sit(shelf, clock)
    assert shown(sitting, clock) == "a"
    sitting.answer(AGAIN, clock())
    assert shown(sitting, clock) == "b"
    clock.wait(seconds=61)
    sitting.answer(GOOD, clock())
    assert shown(sitting, clock) == "a"


def test_steps_soon_due_are_taken_early_and_others_are_waited_for() -> None:
    rules = replace(UTC, learning_steps_ms=(60_000, 3_600_000))
    shelf, clock = FakeShelf([stored("a")], rules), Clock()
    sitting = sit(shelf, clock)
    sitting.next(clock())
    sitting.answer(AGAIN, clock())
    assert shown(sitting, clock) == "a", "in a minute: now"
    sitting.answer(GOOD, clock())
    assert sitting.next(clock()) is Ending.WAITING
    assert sitting.wakes_ms() == clock() + 3_600_000 - rules.learn_ahead_ms
    clock.wait(seconds=2_500)
    assert shown(sitting, clock) == "a"


def test_nothing_due_is_the_end() -> None:
    shelf, clock = FakeShelf([]), Clock()
    assert sit(shelf, clock).next(clock()) is Ending.DONE


def test_limits_a_day_hold_over_several_sittings() -> None:
    rules = replace(UTC, new_per_day=3)
    shelf, clock = FakeShelf([stored(name) for name in "abcdefg"], rules), Clock()
    assert answer_all(sit(shelf, clock, limit=2), clock, EASY) == ["a", "b"]
    assert answer_all(sit(shelf, clock), clock, EASY) == ["c"]
    clock.wait(days=1)
    assert answer_all(sit(shelf, clock), clock, EASY)[:3] == ["d", "e", "f"]


def test_siblings_wait_until_tomorrow() -> None:
    cards = [stored("a", note="n"), stored("b", note="n"), stored("c")]
    shelf, clock = FakeShelf(cards), Clock()
    assert answer_all(sit(shelf, clock), clock, EASY) == ["a", "c"]
    assert sit(shelf, clock).next(clock()) is Ending.DONE
    clock.wait(days=1)
    assert "b" in answer_all(sit(shelf, clock), clock, EASY)


def test_a_long_queue_is_looked_through_as_far_as_it_must_be() -> None:
    cards = [stored(f"c{n:02}", note=f"n{n // 30}") for n in range(90)]
    rules = replace(UTC, new_per_day=3, reviews_per_day=3)
    shelf, clock = FakeShelf(cards, rules), Clock()
    assert answer_all(sit(shelf, clock), clock, EASY) == ["c00", "c30", "c60"]


def test_undo_takes_back_the_answer_and_shows_its_card_again() -> None:
    shelf, clock = FakeShelf([stored("a"), stored("b")]), Clock()
    sitting = sit(shelf, clock)
    sitting.next(clock())
    sitting.answer(EASY, clock())
    assert shown(sitting, clock) == "b"
    event = sitting.undo(clock())
    assert event is not None
    assert event.rating is EASY
    assert shown(sitting, clock) == "a"
    assert ratings(shelf) == []
    assert sitting.answers == 0
    sitting.answer(GOOD, clock())
    assert shown(sitting, clock) == "b"
    assert ratings(shelf) == [("a", GOOD)]


def test_undo_reaches_back_to_earlier_sittings_of_the_day_and_no_further() -> None:
    shelf, clock = FakeShelf([stored("a")]), Clock()
    sitting = sit(shelf, clock)
    sitting.next(clock())
    sitting.answer(EASY, clock())
    other = sit(shelf, clock)
    assert other.undo(clock()) is not None
    assert shown(other, clock) == "a"
    other.answer(EASY, clock())
    clock.wait(days=1)
    assert sit(shelf, clock).undo(clock()) is None


@pytest.mark.parametrize("act", ["bury", "suspend"])
def test_a_card_put_away_is_gone_until_that_is_undone(act: str) -> None:
    shelf, clock = FakeShelf([stored("a"), stored("b")]), Clock()
    sitting = sit(shelf, clock)
    sitting.next(clock())
    getattr(sitting, act)(clock())
    assert shown(sitting, clock) == "b"
    assert shown(sit(shelf, clock), clock) == "b"
    clock.wait(days=1)
    tomorrow = {shown(sit(shelf, clock), clock)}
    assert tomorrow == ({"a"} if act == "bury" else {"b"})
    clock.wait(days=-1)
    assert sitting.undo(clock()) is not None
    assert shown(sitting, clock) == "a"


def test_a_flag_stays_with_the_card_and_the_card_stays() -> None:
    shelf, clock = FakeShelf([stored("a")]), Clock()
    sitting = sit(shelf, clock)
    sitting.next(clock())
    sitting.flag(1, clock())
    assert shown(sitting, clock) == "a"
    sitting.answer(GOOD, clock())
    assert shelf.state("a").flag == 1
    assert shelf.log[0].kind is EventKind.FLAG


def test_minutes_end_the_sitting_after_the_card_that_is_shown() -> None:
    shelf, clock = FakeShelf([stored("a"), stored("b")]), Clock()
    sitting = sit(shelf, clock, minutes=1)
    sitting.next(clock())
    clock.wait(seconds=90)
    assert shown(sitting, clock) == "a"
    sitting.answer(GOOD, clock())
    assert sitting.next(clock()) is Ending.TIME


def test_only_the_deck_and_the_tag_that_are_wanted() -> None:
    cards = [
        stored("a", deck="Root::One", tags=("llm::m1", "kind::term")),
        stored("b", deck="Root::Two", tags=("llm::m1", "kind::cell")),
        stored("c", deck="Root::Two::Deep", tags=("llm::m2",)),
    ]
    clock = Clock()

    def seen(**scope: object) -> list[str]:
        return answer_all(sit(FakeShelf(cards), clock, **scope), clock, EASY)

    assert seen(deck="two") == ["b", "c"]
    assert seen(tag="llm::m1") == ["a", "b"]
    assert seen(deck="Two", tag="llm::m1") == ["b"]
    with pytest.raises(FlashcardsError, match="no deck 'Three'"):
        seen(deck="Three")
    with pytest.raises(FlashcardsError, match="tag 'm'"):
        seen(tag="m")


def test_ahead_shows_what_is_due_in_the_days_to_come() -> None:
    shelf, clock = FakeShelf([stored("a")]), Clock()
    answer_all(sit(shelf, clock), clock, EASY)
    days = shelf.state("a").interval_days - 1
    clock.wait(days=1)
    assert sit(shelf, clock, ahead_days=days - 1).next(clock()) is Ending.DONE
    assert shown(sit(shelf, clock, ahead_days=days), clock) == "a"


def test_cramming_shows_all_cards_and_changes_no_schedule() -> None:
    shelf, clock = FakeShelf([stored(name) for name in "abc"]), Clock()
    answer_all(sit(shelf, clock, limit=1), clock, EASY)
    before = {card.id: shelf.state(card.id) for card in shelf.cards}
    sitting = sit(shelf, clock, cram=True)
    first = shown(sitting, clock)
    sitting.answer(AGAIN, clock())
    seen = answer_all(sitting, clock)
    assert sorted(seen) == ["a", "b", "c"]
    assert seen[-1] == first, "what was not known comes again at the end"
    assert {card.id: shelf.state(card.id) for card in shelf.cards} == before
    assert sitting.summary(clock()).cram


def test_another_sitting_s_answers_are_not_asked_again() -> None:
    shelf, clock = FakeShelf([stored("a"), stored("b")]), Clock()
    one, other = sit(shelf, clock), sit(shelf, clock)
    one.next(clock())
    one.answer(EASY, clock())
    assert shown(other, clock) == "b"


def test_a_new_day_brings_its_own_cards_while_the_program_stays_open() -> None:
    rules = replace(UTC, new_per_day=1)
    shelf, clock = FakeShelf([stored("a"), stored("b")], rules), Clock()
    sitting = sit(shelf, clock)
    assert answer_all(sitting, clock, EASY) == ["a"]
    clock.wait(days=1)
    assert shown(sitting, clock) == "b"


def test_the_summary_counts_what_stands() -> None:
    shelf, clock = FakeShelf([stored(name) for name in "abcd"]), Clock()
    answer_all(sit(shelf, clock), clock, EASY)
    clock.wait(days=60)
    sitting = sit(shelf, clock)
    for rating in (GOOD, AGAIN, GOOD):
        sitting.next(clock())
        clock.wait(seconds=10)
        sitting.answer(rating, clock())
    sitting.next(clock())
    sitting.answer(AGAIN, clock())
    sitting.undo(clock())
    summary = sitting.summary(clock())
    assert (summary.total, summary.reviews, summary.recalled) == (3, 3, 2)
    assert summary.answers[AGAIN] == 1
    assert summary.time_ms == 30_000
    assert summary.left == 2  # one to review, one in steps
    assert summary.retention == pytest.approx(2 / 3)


def test_a_retired_card_is_not_shown() -> None:
    shelf, clock = FakeShelf([stored("a"), stored("b")]), Clock()
    sitting = sit(shelf, clock)
    shelf.cards = [stored("a", retired_ms=1), stored("b")]
    assert shown(sitting, clock) == "b"


def test_settings_are_those_of_the_shelf() -> None:
    rules = Settings(time_zone="UTC", learning_steps_ms=())
    shelf, clock = FakeShelf([stored("a", kind=Kind.TERM)], rules), Clock()
    sitting = sit(shelf, clock)
    sitting.next(clock())
    assert sitting.answer(GOOD, clock()).state.phase is Phase.REVIEW


# --- the policy of a day ------------------------------------------------------------------------


def test_whole_interview_questions_come_only_where_they_are_wanted() -> None:
    cards = [stored("a"), stored("q", kind=Kind.INTERVIEW, tags=("kind::interview",))]

    def shown(scope: Scope, rules: Settings = UTC) -> set[str]:
        return set(Sitting(FakeShelf(cards, rules), scope, now_ms=NOON_MS)._queue.main)

    assert shown(Scope()) == {"a"}
    assert shown(Scope(interviews=True)) == {"a", "q"}
    assert shown(Scope(tag="kind::interview")) == {"q"}
    assert shown(Scope(), replace(UTC, interview_cards=True)) == {"a", "q"}
    assert shown(Scope(cram=True)) == {"a"}


def test_ten_more_new_cards_may_be_asked_for_and_are_counted() -> None:
    shelf = FakeShelf([stored(f"c{n}") for n in range(40)], replace(UTC, new_per_day=3))
    sitting = Sitting(shelf, Scope(), now_ms=NOON_MS)
    assert sitting.counts().new == 3
    assert sitting.more_new(10, NOON_MS) == 10
    assert sitting.counts().new == 13
    assert sitting.more_new(100, NOON_MS) == 27
    assert sitting.more_new(1, NOON_MS) == 0


def test_undo_reaches_no_card_outside_the_scope() -> None:
    cards = [stored("a", deck="Root::One"), stored("b", deck="Root::Two")]
    shelf = FakeShelf(cards)
    earlier = Sitting(shelf, Scope(), now_ms=NOON_MS)
    for _ in cards:
        earlier.next(NOON_MS)
        earlier.answer(Rating.EASY, NOON_MS)
    one = Sitting(shelf, Scope(deck="One"), now_ms=NOON_MS)
    undone = one.undo(NOON_MS)
    assert undone is not None
    assert undone.card == "a"
    assert one.undo(NOON_MS) is None


def test_with_a_backlog_what_is_remembered_best_comes_first() -> None:
    shelf = FakeShelf([stored(f"c{n}") for n in range(6)], replace(UTC, fuzz=False))
    clock = Clock()
    first = Sitting(shelf, Scope(), now_ms=clock())
    for rating in (Rating.GOOD, Rating.EASY) * 3:
        first.next(clock())
        first.answer(rating, clock())
    while first.next(clock()) is not Ending.DONE:
        first.answer(Rating.GOOD, clock())
        clock.wait(seconds=600)
    shelf.rules = replace(shelf.rules, reviews_per_day=3, new_per_day=0)
    clock.wait(days=40)
    late = Sitting(shelf, Scope(), now_ms=clock())
    faded = [
        (late._day - s.last_day) / s.memory.stability_days
        for s in map(shelf.state, late._queue.main)
        if s.memory
    ]
    everything = sorted(
        (late._day - s.last_day) / s.memory.stability_days
        for s in (shelf.state(card.id) for card in shelf.cards)
        if s.memory
    )
    assert faded == everything[:3]


def test_what_a_key_shows_is_what_it_gives_also_with_the_load_kept_even() -> None:
    shelf = FakeShelf([stored(f"c{n}") for n in range(8)])
    sitting = Sitting(shelf, Scope(), now_ms=NOON_MS)
    for _ in range(8):
        sitting.next(NOON_MS)
        shown = sitting.previews(NOON_MS)[Rating.EASY]
        assert sitting.answer(Rating.EASY, NOON_MS) == shown
    due = [shelf.state(card.id).due_day for card in shelf.cards]
    assert len(set(due)) > 1
