from __future__ import annotations

import pytest

from flashcards.practice.items.distractors import Candidate, betrays, candidate, draw, fair, options
from flashcards.practice.items.texts import read
from flashcards.problems.chance import Chance
from flashcards.render import blocks_of


def candidates(*texts: str) -> tuple[Candidate, ...]:
    return tuple(candidate(blocks_of(text), blocks_of(f"reason of {text}")) for text in texts)


def reads(found: tuple[Candidate, ...] | None) -> set[str]:
    return {one.read for one in found or ()}


def test_only_what_is_of_the_keys_kind_unit_and_size_is_fair() -> None:
    found = fair("4 bytes", candidates("8 bytes", "8 bits", "≈ 8 bytes", "many", "4.02 bytes"))
    assert reads(found) == {"8 bytes"}


def test_what_says_the_same_in_other_words_is_not_fair() -> None:
    found = fair("Q6_K", candidates("`Q6_K`", "Q6_K in some layers", "F32"))
    assert reads(found) == {"F32"}


def test_much_longer_texts_are_not_fair() -> None:
    long = "a very long description that goes on and on until everybody sees it is not the key"
    assert not fair("short one", candidates(long))


def test_fewer_than_three_are_none() -> None:
    assert draw(Chance("a"), "one", candidates("two", "six")) is None


def test_options_that_are_near_each_other_are_never_together() -> None:
    pool = candidates("red apple", "red apples", "green pear", "blue plum", "black cherry")
    for seed in range(50):
        found = reads(draw(Chance(f"{seed}"), "pink peach", pool))
        assert not {"red apple", "red apples"} <= found


def test_how_many_are_shorter_is_chance() -> None:
    pool = candidates(
        "tiny fig", "wee nut", "old oak", "a pea",
        "enormous pumpkin", "gigantic melon", "huge watermelon", "colossal squash",
    )  # fmt: skip
    key = "middle plum"
    ranks = [
        sum(len(one.read) < len(key) for one in draw(Chance(f"{seed}"), key, pool) or ())
        for seed in range(400)
    ]
    assert all(70 < ranks.count(rank) < 130 for rank in range(4))


@pytest.mark.parametrize(
    ("key", "wrong", "subject"),
    [
        ("with a bracket (here)", ["without one", "nor here", "nor there"], ""),
        ("without one", ["bracket (a)", "bracket (b)", "bracket (c)"], ""),
        ("48 layers in it", ["some layers", "a few layers", "many layers"], ""),
        ("a very much longer description than all", ["one", "two", "six"], ""),
        ("reuses the prompt", ["joins a batch", "drafts tokens", "obeys rules"], "Prompt caching"),
        ("dotprod", ["i8mm", "NEON", "SVE"], "8-bit dot product"),
    ],
)
def test_a_key_that_stands_out_betrays_itself(key: str, wrong: list[str], subject: str) -> None:
    assert betrays(key, wrong, subject=subject)


def test_a_key_that_does_not_stand_out_is_safe() -> None:
    assert not betrays("joins batches", ["drafts tokens", "obeys rules", "saves work"])


def test_each_place_is_equally_likely() -> None:
    wrong = candidates("b", "c", "d")
    places = [options(Chance(f"{seed}"), blocks_of("a"), wrong)[1] for seed in range(800)]
    assert all(150 < places.count(place) < 250 for place in range(4))


def test_the_key_has_no_reason_and_each_other_its_own() -> None:
    shown, correct = options(Chance("x"), blocks_of("a"), candidates("b", "c", "d"))
    assert read(shown[correct].text) == "a"
    assert not shown[correct].reason
    told = {read(o.text): read(o.reason) for o in shown}
    assert told == {"a": "", "b": "reason of b", "c": "reason of c", "d": "reason of d"}
