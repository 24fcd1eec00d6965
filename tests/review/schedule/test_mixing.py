"""New cards: topics mixed, each in its own order, decks as far as each other."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.schedule.mixing import OPEN, Unmet, mixed

CARDS = st.lists(
    st.builds(
        Unmet,
        card=st.uuids().map(str),
        deck=st.integers(0, 3),
        topic=st.integers(0, 9),
        position=st.integers(0, 10**6),
    ),
    max_size=60,
)


def question(deck: int, topic: int, cards: int) -> list[Unmet]:
    return [
        Unmet(f"{deck}.{topic}.{n}", deck, (deck, topic), (deck * 100 + topic) * 100 + n)
        for n in range(cards)
    ]


@given(cards=CARDS)
def test_every_card_comes_once_and_a_topics_own_in_their_order(cards: list[Unmet]) -> None:
    found = mixed(cards)
    assert Counter(found) == Counter(one.card for one in cards)
    place = {card: at for at, card in enumerate(found)}
    by_topic: dict[object, list[Unmet]] = {}
    for one in sorted(cards, key=lambda one: (one.position, one.card)):
        by_topic.setdefault((one.deck, one.topic), []).append(one)
    for its in by_topic.values():
        places = [place[one.card] for one in its]
        assert places == sorted(places)


def test_neighbours_are_of_different_topics_and_a_topic_is_finished_before_it_is_forgotten() -> (
    None
):
    found = mixed([one for topic in range(10) for one in question(0, topic, 12)])
    topics = [card.split(".")[1] for card in found]
    assert not any(a == b for a, b in pairwise(topics))
    for topic in set(topics):
        places = [at for at, one in enumerate(topics) if one == topic]
        assert places[-1] - places[0] <= 12 * OPEN


def test_decks_are_as_far_as_each_other() -> None:
    cards = [one for topic in range(12) for one in question(0, topic, 10)]
    cards += [one for topic in range(4) for one in question(1, topic, 10)]
    found = mixed(cards)
    half = Counter(card.split(".")[0] for card in found[: len(found) // 2])
    assert abs(half["0"] - 60) <= 20
    assert abs(half["1"] - 20) <= 20
