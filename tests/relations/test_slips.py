"""What lies farther from a right value than slips lead is not called wrong."""

from __future__ import annotations

import pytest

from flashcards.quantities import Habit, quantities
from flashcards.relations.shapes import NoValue, Shape, computed, input_of
from flashcards.relations.slips import is_far
from tests.relations.held import wrong


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("15.8 °C", "-257.4 °C"),  # degrees of a difference read as degrees of a scale
        ("39%", "429496729600%"),  # a share that stands beside a power
        ("0", "650"),  # nothing left: told so, not computed
        ("5.25 m", "1 km"),  # teeth multiplied by teeth
        ("0.5%", "0%"),
        ("12 h", "-12.5 h"),
    ],
)
def test_a_number_taken_for_the_wrong_thing_is_far(stated: str, expected: str) -> None:
    assert is_far(stated, expected, Habit.POINT)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("1.15 GB", "144 MB"),  # bits for bytes
        ("50.4 mV", "50.4 µV (0.0504 mV)"),
        ("3 hours", "72 hours"),
        ("14,000 bytes", "218.75 B (219 bytes)"),
        ("600 m", "6 km"),
        ("6.2 g", "369 g"),  # seconds for minutes
        ("−1,250 €", "1,250 €"),
        ("2^512", "2^256"),  # twice the exponent
        ("3,110 km/h", "40,320 km/h"),  # 3.6 twice the wrong way
        ("0x1005", "0x100A"),
        ("Tuesday", "Friday"),
    ],
)
def test_a_slip_is_not_far(stated: str, expected: str) -> None:
    assert not is_far(stated, expected, Habit.POINT)


@pytest.mark.parametrize(
    ("total", "is_told"),
    [
        ("1,985", True),  # one column added up wrongly
        ("1,735", True),  # 240 left out
        ("1,957", True),  # digits that changed places
        ("2,000", False),  # no slip: rather one of the summands is wrong
    ],
)
def test_a_total_is_called_wrong_where_a_slip_in_adding_explains_it(
    total: str, is_told: bool
) -> None:
    rows = "\n".join(
        f"| {name} | {n} |" for name, n in zip("abcd", (390, 648, 240, 697), strict=True)
    )
    text = f"| Meal | kcal |\n|---|---|\n{rows}\n| **Total** | {total} |\n"
    assert bool(wrong(text)) is is_told


def test_a_form_with_no_real_value_near_its_inputs_has_none() -> None:
    (quantity,) = quantities("2.5 m")
    shape = Shape("by chance", "same", lambda a: 0.0 if a == 2.5 else (-a) ** 0.5)
    with pytest.raises(NoValue):
        computed(shape, [input_of(quantity)], 0)
