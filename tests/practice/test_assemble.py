from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.practice.assemble import assemble, set_of, sets_of
from flashcards.practice.errors import PracticeError
from flashcards.practice.items import stock
from flashcards.practice.items.drawing import face
from flashcards.practice.items.texts import read
from flashcards.practice.model import Difficulty, Form, PracticeSet
from flashcards.practice.render.json_form import set_values
from flashcards.practice.verify import verify
from flashcards.practice.wishes import Wishes
from tests.practice.deck import deck, few
from tests.practice.making import plans


def ids(practice: PracticeSet) -> list[str]:
    return [item.id for item in practice.items]


# --- one set --------------------------------------------------------------------------------------


def test_a_seed_gives_the_same_set_and_another_another() -> None:
    wishes = Wishes(seed=7, count=20)
    assert assemble(deck(), wishes) == set_of(plans(), wishes)
    assert ids(set_of(plans(), wishes)) != ids(set_of(plans(), Wishes(seed=8, count=20)))


def test_the_order_of_the_cards_decides_nothing() -> None:
    wishes = Wishes(seed=7, count=20)
    assert assemble(tuple(reversed(deck())), wishes) == set_of(plans(), wishes)


@pytest.mark.parametrize("hash_seed", ["1", "12345"])
def test_a_seed_gives_the_same_set_whatever_python_hashes(hash_seed: str, root: Path) -> None:
    code = (
        "import json; from tests.practice.deck import few; "
        "from flashcards.practice.items import stock; "
        "from flashcards.practice.assemble import set_of; "
        "from flashcards.practice.wishes import Wishes; "
        "made = set_of(stock(few()), Wishes(seed=7, count=20)); "
        "from flashcards.practice.render.json_form import set_values; "
        "print(json.dumps(set_values(made, key=True)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True, text=True, check=True, cwd=root,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(root)},
    )  # fmt: skip
    here = set_values(set_of(stock(few()), Wishes(seed=7, count=20)), key=True)
    assert json.loads(done.stdout) == json.loads(json.dumps(here))


@settings(max_examples=15)
@given(st.integers(0, 2**64 - 1), st.integers(1, 40))
def test_no_two_items_of_a_set_are_alike_or_ask_of_one_card(seed: int, count: int) -> None:
    made = set_of(plans(), Wishes(seed=seed, count=count))
    assert len(made.items) == count
    assert len({face(item) for item in made.items}) == count
    cards = Counter(item.card for item in made.items if "/" not in item.id.partition("/")[2])
    assert not cards or cards.most_common(1)[0][1] == 1


def test_twenty_items_mix_all_forms() -> None:
    made = set_of(plans(), Wishes(seed=1, count=20))
    forms = Counter(item.form for item in made.items)
    assert set(forms) == set(Form)
    assert forms[Form.NUMERIC] >= 4
    assert forms[Form.CHOICE] >= 5


def test_every_item_has_a_key_a_solution_a_source_and_points() -> None:
    for item in set_of(plans(), Wishes(seed=2, count=200)).items:
        verify(item)
        assert item.answer
        assert item.solution
        assert "Question" in item.source or "Computed problem" in item.source
        assert item.points > 0
        assert item.minutes > 0


def test_items_come_in_the_order_of_a_printed_sheet() -> None:
    forms = [item.form for item in set_of(plans(), Wishes(seed=3, count=30)).items]
    assert forms == sorted(forms, key=list(dict.fromkeys(forms)).index)
    assert forms[0] is Form.CHOICE
    assert forms[-1] is Form.LONG


# --- wishes ---------------------------------------------------------------------------------------


def test_a_topic_is_a_number_or_words_of_a_title_or_category() -> None:
    for word in ("4", "q4", "Question 4", "context window and kv"):
        made = set_of(plans(), Wishes(seed=1, count=5, topics=(word,)))
        assert all("Question 4" in item.source for item in made.items), word


def test_a_tag_holds_for_those_below_it() -> None:
    made = set_of(plans(), Wishes(seed=1, count=10, tags=("llm::m1::q08",)))
    assert all(any(tag.startswith("llm::m1::q08") for tag in item.tags) for item in made.items)


def test_a_family_gives_its_problems_only() -> None:
    made = set_of(plans(), Wishes(seed=1, count=8, families=("kv-cache",)))
    assert all("::kv-cache" in item.tags[0] for item in made.items)


def test_a_difficulty_gives_that_level_only() -> None:
    made = set_of(plans(), Wishes(seed=1, count=20, difficulties=(Difficulty.SENIOR,)))
    assert {item.difficulty for item in made.items} == {Difficulty.SENIOR}


@pytest.mark.parametrize("minutes", [3, 15, 45])
def test_minutes_are_filled_and_never_passed(minutes: int) -> None:
    made = set_of(plans(), Wishes(seed=1, minutes=minutes))
    assert minutes - 1 < sum(item.minutes for item in made.items) <= minutes
    assert made.minutes == minutes


def test_a_count_and_minutes_hold_both() -> None:
    made = set_of(plans(), Wishes(seed=1, count=10, minutes=14))
    assert len(made.items) == 10
    assert sum(item.minutes for item in made.items) <= 14


def test_weak_cards_come_first() -> None:
    weak = {card.id: 3 for card in deck()[100:130]}
    made = set_of(plans(), Wishes(seed=1, count=8, weak=weak))
    of_weak = {plan.id: plan for plan in plans() if set(plan.cards) & set(weak)}
    cards = {card for plan in of_weak.values() for card in plan.cards}
    assert sum(item.card in cards for item in made.items) >= 6


def test_a_weaker_card_comes_sooner_more_often() -> None:
    ten = [plan.cards[0] for plan in plans() if plan.form is Form.SHORT][:10]
    weak = dict.fromkeys(ten, 1) | {ten[0]: 20}
    first = sum(
        any(item.card == ten[0] for item in set_of(
            [plan for plan in plans() if plan.form is Form.SHORT],
            Wishes(seed=seed, count=1, weak=weak),
        ).items)
        for seed in range(60)
    )  # fmt: skip
    assert first > 25


@pytest.mark.parametrize(
    ("wishes", "what", "near"),
    [
        (Wishes(topics=("contxt window",)), "topic “contxt window”", "Context Window and KV Cache"),
        (Wishes(tags=("llm::m1::q8",)), "tag “llm::m1::q8”", "llm::m1::q08"),
        (Wishes(families=("kvcache",)), "family “kvcache”", "kv-cache"),
    ],
)
def test_an_unknown_word_is_an_error_that_names_near_ones(
    wishes: Wishes, what: str, near: str
) -> None:
    with pytest.raises(PracticeError, match="no item has the") as wrong:
        set_of(plans(), wishes)
    assert what in wrong.value.message
    assert near in (wrong.value.hint or "")


def test_wishes_that_no_item_meets_together_are_an_error() -> None:
    with pytest.raises(PracticeError, match="all of what you wish"):
        set_of(plans(), Wishes(families=("kv-cache",), tags=("kind::cell",)))


def test_without_cards_there_is_nothing_to_ask_of() -> None:
    with pytest.raises(PracticeError, match="no cards"):
        assemble((), Wishes())


def test_too_many_is_an_error_that_says_how_many_there_are_and_so_many_there_are() -> None:
    few = Wishes(seed=1, topics=("q8",), tags=("kind::cell",))
    with pytest.raises(PracticeError, match="there are only") as wrong:
        set_of(plans(), Wishes(seed=1, count=500, topics=few.topics, tags=few.tags))
    number = int((wrong.value.hint or "").split()[1])
    made = set_of(plans(), Wishes(seed=1, count=number, topics=few.topics, tags=few.tags))
    assert len(made.items) == number > 5


def test_fewer_than_the_default_are_no_error() -> None:
    made = set_of(plans(), Wishes(seed=1, topics=("q8",), tags=("kind::step",)))
    assert 0 < len(made.items) < 20


def test_more_than_the_minutes_allow_is_an_error() -> None:
    with pytest.raises(PracticeError, match="30 items of that kind take more than 20 minutes"):
        set_of(plans(), Wishes(seed=1, count=30, minutes=20))


# --- versions -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def thirty() -> tuple[PracticeSet, ...]:
    return sets_of(plans(), Wishes(seed=5, count=20), 30)


def test_thirty_versions_are_numbered_and_no_two_are_alike(
    thirty: tuple[PracticeSet, ...],
) -> None:
    assert [one.version for one in thirty] == list(range(1, 31))
    assert len({tuple(sorted(face(item) for item in one.items)) for one in thirty}) == 30


def test_versions_have_the_same_forms_difficulties_and_points_place_by_place(
    thirty: tuple[PracticeSet, ...],
) -> None:
    profiles = {tuple((i.form, i.difficulty, i.points) for i in one.items) for one in thirty}
    assert len(profiles) == 1


def test_no_computed_problem_is_in_two_versions(thirty: tuple[PracticeSet, ...]) -> None:
    numeric = [i for one in thirty for i in one.items if i.form is Form.NUMERIC]
    assert len({read(item.prompt) for item in numeric}) == len(numeric)


def test_every_key_of_every_version_verifies(thirty: tuple[PracticeSet, ...]) -> None:
    for one in thirty:
        assert len({face(item) for item in one.items}) == 20
        for item in one.items:
            verify(item)


def test_two_neighbours_share_few_items(thirty: tuple[PracticeSet, ...]) -> None:
    faces = [{face(item) for item in one.items} for one in thirty]
    shared = [len(one & other) for one, other in pairwise(faces)]
    assert max(shared) <= 4
    assert sum(shared) / len(shared) < 2


def test_versions_come_back_by_their_seed(thirty: tuple[PracticeSet, ...]) -> None:
    assert sets_of(plans(), Wishes(seed=5, count=20), 3) == thirty[:3]


def test_more_versions_than_there_are_is_an_error_that_says_how_many() -> None:
    wishes = Wishes(seed=1, count=1, topics=("q8",), tags=("kind::interview",))
    with pytest.raises(PracticeError, match="only 1 different"):
        sets_of(plans(), wishes, 5)
