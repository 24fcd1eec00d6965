"""Thousands of items of multiple choice from our own deck, and what must hold of them all.

What is compared here is computed from the cards afresh, not by the code that made the items.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

import pytest

from flashcards.card import Kind
from flashcards.practice.items import Plan
from flashcards.practice.mark import mark
from flashcards.practice.model import Form, Item
from flashcards.practice.verify import verify
from flashcards.problems.chance import Chance
from flashcards.render import plain
from flashcards.tree.nodes import Blocks
from tests.effort import times
from tests.practice.deck import deck
from tests.practice.making import plans

MANY = times(2_500, 10_000)
CRITICAL = 16.27
"""Of chi-square with three degrees of freedom, at one in a thousand."""

NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")


@lru_cache(maxsize=1)
def items() -> tuple[tuple[Plan, Item], ...]:
    return tuple(_made())


def _made() -> Iterator[tuple[Plan, Item]]:
    choices = [plan for plan in plans() if plan.form is Form.CHOICE]
    count = 0
    for turn in range(100):
        for plan in choices:
            item = plan.make(Chance(f"many/{turn}/{plan.id}"))
            if item is not None:
                yield plan, item
                count += 1
                if count == MANY:
                    return


_texts: dict[int, list[str]] = {}


def texts(item: Item) -> list[str]:
    """What a person reads of the options; kept, for all tests ask it of the same items."""
    if id(item) not in _texts:
        _texts[id(item)] = [shown(option.text) for option in item.options]
    return _texts[id(item)]


def shown(blocks: Blocks) -> str:
    return " ".join(plain(blocks).split())


def letters(text: str) -> str:
    """A text without case, spaces and marks; its own spelling of the rule."""
    return re.sub(r"(?<!\d)\.|\.(?!\d)|[^\w.]|_", "", text.lower())


def chi_square(counts: list[float]) -> float:
    expected = sum(counts) / len(counts)
    return sum((count - expected) ** 2 for count in counts) / expected


def test_there_are_so_many() -> None:
    assert len(items()) == MANY


def test_each_has_four_options_and_one_key_that_the_marker_takes() -> None:
    for _, item in items():
        assert len(item.options) == 4
        verify(item)
        assert [bool(mark(item, place).correct) for place in range(4)].count(True) == 1


def test_every_wrong_option_has_a_reason_and_the_right_one_none() -> None:
    for _, item in items():
        for place, option in enumerate(item.options):
            assert bool(shown(option.reason)) == (place != item.correct), shown(item.prompt)


def test_no_two_options_are_alike() -> None:
    for _, item in items():
        alike = str.split if "Which formula" in shown(item.prompt) else letters
        assert len({str(alike(text)) for text in texts(item)}) == 4, shown(item.prompt)


def test_no_wrong_number_is_near_the_right_one() -> None:
    numbers = 0
    for _, item in items():
        read = texts(item)
        if not all(re.fullmatch(rf"[≈~$]?\s*{NUMBER.pattern}\s*[^\d×]*", text) for text in read):
            continue
        numbers += 1
        values = [float(NUMBER.findall(t)[0].replace(",", "").replace("−", "-")) for t in read]
        key = values[item.correct]
        for place, value in enumerate(values):
            if place != item.correct:
                assert abs(value - key) > 0.019 * max(abs(value), abs(key)), shown(item.prompt)
    assert numbers > MANY / 20


def test_units_and_signs_of_options_are_alike() -> None:
    for _, item in items():
        read = texts(item)
        if not all(re.fullmatch(rf"[≈~$]?\s*{NUMBER.pattern}\s*[^\d×]*", text) for text in read):
            continue
        units = {NUMBER.sub("", text).strip().removesuffix("s") for text in read}
        assert len(units) == 1, (shown(item.prompt), read)


def test_no_option_is_what_another_card_says_of_the_same_subject() -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for card in deck():
        fact = card.fact
        if fact.kind in {Kind.TERM, Kind.CELL} or (
            fact.kind is Kind.CODE and fact.key[-1] != "reverse"
        ):
            said[letters(fact.key[0])].add(letters(shown(fact.back)))
    subjects = {card.id: letters(card.fact.key[0]) for card in deck()}
    kinds = {card.id: card.fact.kind for card in deck()}
    looked_at = 0
    for _, item in items():
        if kinds[item.card] not in {Kind.TERM, Kind.CELL}:
            continue
        true = said[subjects[item.card]]
        for place, text in enumerate(texts(item)):
            if place != item.correct:
                looked_at += 1
                assert letters(text) not in true, (shown(item.prompt), text)
    assert looked_at > MANY / 2


def test_no_term_among_the_wrong_ones_has_the_meaning_that_is_asked() -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for card in deck():
        if card.fact.kind is Kind.TERM:
            said[letters(card.fact.key[0])].add(letters(shown(card.fact.back)))
    for _, item in items():
        meaning = re.search(r"described by “(.+)”\?$", shown(item.prompt))
        if meaning is None:
            continue
        for place, text in enumerate(texts(item)):
            if place != item.correct:
                assert letters(meaning[1]) not in said[letters(text)], shown(item.prompt)


def test_no_option_says_what_the_key_says_and_more() -> None:
    for plan, item in items():
        if plan.family or "Which formula" in shown(item.prompt):
            continue
        read = [set(re.findall(r"[a-z_<|>]{3,}", text.lower())) for text in texts(item)]
        key = read[item.correct]
        numbers = [NUMBER.findall(text) for text in texts(item)]
        for place, other in enumerate(read):
            if place != item.correct and len(key) > 3 and numbers[place] == numbers[item.correct]:
                assert not key <= other, (shown(item.prompt), texts(item))
                assert not other <= key, (shown(item.prompt), texts(item))


def test_the_places_of_keys_are_uniform() -> None:
    counts = Counter(item.correct for _, item in items())
    assert chi_square([counts[place] for place in range(4)]) < CRITICAL


def test_the_longest_and_the_shortest_option_are_right_about_as_often_as_chance() -> None:
    ranks = [0.0] * 4
    for _, item in items():
        sizes = [len(text) for text in texts(item)]
        key = sizes[item.correct]
        below, equal = sum(s < key for s in sizes), sum(s == key for s in sizes)
        for rank in range(below, below + equal):
            ranks[rank] += 1 / equal
    assert all(0.2 < count / MANY < 0.3 for count in ranks), ranks


def test_the_largest_and_the_smallest_number_are_right_about_as_often_as_chance() -> None:
    ranks = Counter[int]()
    for _, item in items():
        read = texts(item)
        if all(re.fullmatch(rf"[≈~$]?\s*{NUMBER.pattern}\s*[^\d×]*", text) for text in read):
            values = [float(NUMBER.findall(t)[0].replace(",", "").replace("−", "-")) for t in read]
            ranks[sorted(values).index(values[item.correct])] += 1
    share = {rank: count / ranks.total() for rank, count in ranks.items()}
    assert all(0.15 < share[rank] < 0.35 for rank in range(4)), share


def test_nothing_says_all_or_none_of_the_above() -> None:
    for _, item in items():
        for text in texts(item):
            assert "of the above" not in text.lower()
            assert text.lower() not in {"all", "all of these", "none of these", "both"}


def test_no_prompt_holds_its_key() -> None:
    for plan, item in items():
        key = letters(texts(item)[item.correct])
        if len(key) > 6 and not plan.family:
            assert key not in letters(shown(item.prompt)), shown(item.prompt)


def test_what_stands_out_is_not_the_key_alone() -> None:
    for plan, item in items():
        if plan.family:  # numbers, which may have a comma of thousands
            continue
        read = texts(item)
        key, others = read[item.correct], [t for n, t in enumerate(read) if n != item.correct]
        for sign in '(=≈<"/;,':
            alone = all((sign in key) != (sign in other) for other in others)
            assert not alone, (shown(item.prompt), read)


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.LONG])
def test_every_item_of_every_form_accepts_its_own_key(form: Form) -> None:
    of_form = [plan for plan in plans() if plan.form is form]
    assert of_form
    for turn in range(3):
        for plan in of_form:
            item = plan.make(Chance(f"{turn}/{plan.id}"))
            if item is not None:
                verify(item)
