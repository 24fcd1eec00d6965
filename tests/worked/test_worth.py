"""Calculations that are worth asking, and those whose units tell how they are worked out."""

from __future__ import annotations

import pytest

from tests.worked.test_implied import problems, variants


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        ("216 kg.", "¿Cuánto dio la cosecha de 12 colmenas a 18 kg?"),
        ("180 minutes.", "How long does a 4.5 kg turkey take at 40 minutes per kilo?"),
        ("0.24 mL.", "Which volume are 24 IU of insulin at 100 IU/mL?"),
        ("230 min.", "A cylinder holds 460 litres. How long does it last at 2 litres a minute?"),
        # one of one part cannot be told from one to multiply by
        ("Mortar has 1 part of lime to 3 parts of sand: 40 kg take 120 kg.", "How is it mixed?"),
        ("A wall with 18 rows of 24 stones has 432 stones.", "How many stones has a wall?"),
    ],
)
def test_one_operation_that_units_tell_is_not_asked(answer: str, question: str) -> None:
    assert not variants(answer, question)


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        ("1,350 m³.", "Which volume does a rain of 45 mm bring to 30,000 m²?"),  # millimetres
        ("3.2 J.", "How much energy does a token cost at 480 W and 150 tokens/s?"),  # W are J/s
        ("Restoring 16 TB at 200 MB/s takes 80,000 s.", "How long does it take?"),
        ("22.7 mA.", "Which current flows through a 220 Ω resistor at 5 V?"),
    ],
)
def test_a_law_or_units_to_turn_are_worth_asking(answer: str, question: str) -> None:
    assert variants(answer, question)


@pytest.mark.parametrize(
    "code",
    [
        "premium, losses = 12.0, 7.8\nprint(round(losses / premium * 100, 1))",  # one step
        "for bits in (9, 12, 15):\n    print(bits, 1 << bits)",  # a line for each
        "for n in range(1, 9):\n    print(n, (3 * n) ** 2 // (n + 1))",
        "print(2 * 32 * 4096 * 32 * 128 * 2)",  # bare numbers
        "weights, cache, rest = 8.7, 13.0, 0.5\nprint(weights + cache + rest + rest)",  # a sum
    ],
)
def test_a_listing_of_a_step_or_of_a_line_for_each_number_is_not_asked(code: str) -> None:
    assert not problems(f"```python\n{code}\n```", "What is computed?")


def test_a_listing_that_hands_something_on_is_asked() -> None:
    code = "debt = 120.0\nfor year in range(3):\n    debt = debt * 1.05 - 8\nprint(round(debt, 2))"
    assert problems(f"```python\n{code}\n```", "What is left?")


def test_a_rate_and_its_inverse_are_one() -> None:
    text = "A step takes 20 ms per token, so it makes 50 tokens per second."
    assert not variants(text, "What bounds the speed of decoding?")
