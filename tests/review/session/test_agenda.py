"""What a day shows: problems from the first day, limits of decks, interviews apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.model import Settings
from flashcards.review.session.agenda import agenda
from flashcards.review.session.policy import order, quota, room
from flashcards.review.store.model import Done, Due, Order, Queues, Unmet

RULES = Settings(new_per_day=20, reviews_per_day=100, problem_share=0.15, new_most=60)
DAY = 739_000
NONE = Done()


def due(prefix: str, count: int, *, deck: int = 1) -> list[Due]:
    return [Due(f"{prefix}{n}", f"{prefix}{n}", deck, n) for n in range(count)]


def shown(queues: Queues, settings: Settings = RULES, done: Done = NONE) -> tuple[str, ...]:
    unmet = Unmet(len(queues.new), len(queues.problems), 0)
    left = quota(settings, day=DAY, unmet=unmet, done=done)
    return agenda(queues, settings=settings, quota=left, done=done, studied={}).main


def test_problems_come_from_the_first_day_spread_among_the_facts() -> None:
    main = shown(Queues([], [], due("f", 500), due("p", 80)))
    assert len(main) == 20
    places = [at for at, card in enumerate(main) if card[0] == "p"]
    assert [main[at] for at in places] == ["p0", "p1", "p2"]
    assert all(b - a >= 5 for a, b in pairwise(places))


def test_what_one_kind_leaves_the_other_takes() -> None:
    assert len(shown(Queues([], [], due("f", 4), due("p", 80)))) == 20
    assert len(shown(Queues([], [], due("f", 500), due("p", 1)))) == 20
    assert len(shown(Queues([], [], due("f", 4), due("p", 2)))) == 6


@given(facts=st.integers(0, 40), problems=st.integers(0, 40), stop=st.integers(0, 20))
def test_a_day_in_two_sittings_has_as_many_problems_as_one(
    facts: int, problems: int, stop: int
) -> None:
    whole = shown(Queues([], [], due("f", facts), due("p", problems)))
    begun = whole[:stop]
    solved = sum(card[0] == "p" for card in begun)
    rest = Queues(
        [], [], due("f", facts)[stop - solved if stop <= len(whole) else len(begun) - solved :],
        due("p", problems)[solved:],
    )  # fmt: skip
    later = shown(rest, done=Done(new=len(begun), problems=solved))
    assert sorted((*begun, *later)) == sorted(whole)


def test_a_deck_with_a_limit_gives_no_more_and_others_fill_the_day() -> None:
    settings = replace(RULES, deck_limits=(("Small", 3),), problem_share=0.0)
    names = {1: "Root::Small", 2: "Root::Large", 3: "Root::Small::Below"}
    queues = Queues([], [], due("s", 9) + due("b", 9, deck=3) + due("l", 30, deck=2))
    left = quota(settings, day=DAY, unmet=Unmet(48), done=Done())
    for begun, count in (({}, 3), ({3: 2}, 1), ({1: 5}, 0)):
        main = agenda(
            queues, settings=settings, quota=left, done=Done(), studied={},
            room=room(settings, decks=names, begun=begun),
        ).main  # fmt: skip
        assert sum(card[0] in "sb" for card in main) == count
        assert len(main) == 20


def test_an_exam_sets_the_new_cards_of_a_day_and_an_interruption_does_not_change_them() -> None:
    settings = replace(RULES, exam_day=DAY + 42)
    morning = quota(settings, day=DAY, unmet=Unmet(1750), done=Done())
    assert morning.new == 50
    noon = quota(settings, day=DAY, unmet=Unmet(1720), done=Done(new=30))
    assert noon.new == 20


def test_the_order_is_by_retrievability_while_there_is_more_than_a_day_allows() -> None:
    assert order(RULES) == Order(mixed=True, interviews=False, by_retrievability=False)
    assert order(RULES, backlog=True).by_retrievability
    assert not order(replace(RULES, review_order="day"), backlog=True).by_retrievability
    assert order(replace(RULES, review_order="retrievability")).by_retrievability
    assert order(replace(RULES, interview_cards=True)).interviews


# --- siblings and limits --------------------------------------------------------------------------

LINES = st.lists(
    st.builds(Due, st.uuids().map(str), st.sampled_from("abcdefgh"), st.just(1), st.integers(0, 9)),
    max_size=20,
)


@given(
    learning=LINES,
    reviews=LINES,
    new=LINES,
    problems=LINES,
    studied=st.sets(st.sampled_from("abc")),
)
def test_of_a_note_one_card_a_day_is_shown_but_all_that_are_in_steps(
    learning: list[Due],
    reviews: list[Due],
    new: list[Due],
    problems: list[Due],
    studied: set[str],
) -> None:
    queues = Queues(learning, reviews, new, problems)
    left = quota(RULES, day=DAY, unmet=Unmet(99), done=NONE)
    queue = agenda(
        queues, settings=RULES, quota=left, done=NONE, studied=dict.fromkeys(studied, "")
    )
    notes = {one.card: one.note for some in queues for one in some}
    shown = [notes[card] for card in queue.main]
    assert len(shown) == len(set(shown))
    assert not set(shown) & ({one.note for one in learning} | studied)
    assert len(queue.learning) == len(learning)
    every = agenda(
        queues, settings=replace(RULES, bury_siblings=False), quota=left, done=NONE, studied={}
    )
    assert len(every.main) == len(reviews) + min(len(new) + len(problems), 20)


@given(
    new=LINES,
    reviews=LINES,
    a_day=st.integers(0, 9),
    most=st.integers(0, 9),
    begun=st.integers(0, 9),
)
def test_limits_hold_for_the_day_and_steps_have_none(
    new: list[Due], reviews: list[Due], a_day: int, most: int, begun: int
) -> None:
    rules = replace(RULES, new_per_day=a_day, reviews_per_day=most, bury_siblings=False)
    done = Done(new=begun, reviews=begun)
    left = quota(rules, day=DAY, unmet=Unmet(99), done=done)
    queue = agenda(Queues(reviews, reviews, new), settings=rules, quota=left, done=done, studied={})
    assert queue.counts.new == min(len(new), max(a_day - begun, 0))
    assert queue.counts.reviews == min(len(reviews), max(most - begun, 0))
    assert queue.counts.learning == len(reviews)
