from __future__ import annotations

import pytest

from flashcards.practice.items import Plan
from flashcards.practice.items.drawing import made
from flashcards.practice.items.texts import read
from flashcards.practice.mark import mark
from flashcards.practice.model import Form, Item
from flashcards.problems import check, draw
from flashcards.problems.chance import Chance
from flashcards.problems.quantity import Dimension
from flashcards.problems.registry import family
from flashcards.render import blocks_of
from tests.practice.making import plans


@pytest.fixture(scope="module")
def problems() -> list[Plan]:
    """Each ask of each family, as an item."""
    return [plan for plan in plans() if plan.family]


def test_a_problem_is_one_that_its_seed_gives_and_its_key_is_right(problems: list[Plan]) -> None:
    # One of four choices needs three wrong values of one kind, which few variants lack.
    items = [(plan, made(plan, Chance("a"), ())) for plan in problems]
    assert sum(item is not None for _, item in items) > 0.9 * len(items)
    for plan, item in items:
        if item is not None:
            is_as_drawn(plan, item)


def is_as_drawn(plan: Plan, item: Item) -> None:
    drawn = draw(family(plan.family), int(item.id.rpartition("/")[2]))
    check(drawn)
    assert drawn.ask.name == plan.id.rpartition("/")[2]
    if item.form is Form.NUMERIC:
        assert item.prompt == blocks_of(drawn.statement)
        assert mark(item, drawn.answer).correct
        for wrong in drawn.misconceptions:
            assert (
                wrong.feedback in {says for _, says in item.target.wrong} if item.target else False
            )
    else:
        key = read(item.options[item.correct].text)
        assert key == drawn.answer.removeprefix("≈").strip()
        feedback = [blocks_of(wrong.feedback) for wrong in drawn.misconceptions]
        assert all(o.reason in feedback for o in item.options if o.reason)


def test_the_statement_of_a_choice_asks_for_no_typed_answer(problems: list[Plan]) -> None:
    for plan in problems:
        if plan.form is Form.CHOICE and (item := plan.make(Chance("b"))) is not None:
            assert "Answer in" not in read(item.prompt)
            assert "Answer with" not in read(item.prompt)


def test_nearly_every_ask_can_be_a_choice(problems: list[Plan]) -> None:
    asks = [plan for plan in problems if plan.form is Form.CHOICE]
    able = [p for p in asks if any(p.make(Chance(f"{n}")) for n in range(10))]
    assert len(able) > 0.8 * len(asks)


def test_no_share_is_above_one_and_none_is_beyond_belief(problems: list[Plan]) -> None:
    for plan in problems:
        if plan.form is not Form.CHOICE:
            continue
        item = plan.make(Chance("c"))
        ask = family(plan.family).ask(plan.id.rpartition("/")[2])
        if item is not None and ask.dimension is Dimension.SHARE:
            for option in item.options:
                assert float(read(option.text).split()[0].replace(",", "")) <= 100
