"""Cases that follow a stated law in one number."""

from __future__ import annotations

import pytest

from flashcards.quantities import Habit
from flashcards.relations.symbolic import symbolics
from tests.relations.held import wrong

READ = [
    ("It is P = ½ρ·CdA·v³. With it", ["½ρ·CdA·v³"]),
    ("stays under n(2^(1/n) − 1). A", ["n(2^(1/n) − 1)"]),
    ("N = −174 + 10 log10 B + NF", ["−174 + 10 log10 B + NF"]),
    ("a rope of 300 N and a bag", []),
    ("an 8-bit RGB TIFF has 72 MB", []),
    ("from A to B, I or a", []),
    ("the loss is 1/√n of it", ["1/√n"]),
]


@pytest.mark.parametrize(("text", "formulas"), READ)
def test_formulas_end_where_words_begin(text: str, formulas: list[str]) -> None:
    assert [one.text for one in symbolics(text, Habit.POINT)] == formulas


FOUND = [
    ("Power is P = ½ρ·A·v³. With ρ = 1.2 kg/m³ and A = 0.5 m²:\n\n- 4 m/s: 19.2 W\n- 6 m/s: 64.8 W\n- 8 m/s: 307 W", "307 W", "154 W"),
    ("The bound is n(2^(1/n) − 1):\n\n- 2 jobs: 0.828\n- 3 jobs: 0.780\n- 5 jobs: 0.753\n- 10 jobs: 0.718", "0.753", "0.743"),
    ("$v = \\sqrt{2 h g}$ with g = 9.81 m/s². A fall of 5 m ends at 9.90 m/s, one of 20 m at 39.6 m/s.", "39.6 m/s", "19.8 m/s"),
    ("## How fast may a bend of 50 m be taken?\n\n$v = \\sqrt{\\mu g R}$ = 19.8 m/s. With a radius of 200 m it would be 79.2 m/s.", "79.2 m/s", "39.6 m/s"),
    ("A stray draw hits with $1/(2N)$: 0.01 for $N = 50$, and 0.005 for $N = 200$.", "0.005", "0.0025"),
    ("$S = z\\,\\sigma\\sqrt{L}$. With z = 1.65, σ = 20 and L = 9 days there are 99 pieces. With a term of 16 days there would be 528 pieces.", "528 pieces", "132 pieces"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated", "expected"), FOUND)
def test_a_case_that_leaves_its_law_is_found(text: str, stated: str, expected: str) -> None:
    assert (stated, expected) in wrong(text)


SILENT = {
    "a number of things that the formula is not of": (
        "A layer holds $2 \\cdot d \\cdot 4d = 8d^2$ weights.\n\n- All 32 layers: 6.44 B\n\nWith 64 layers it would be 12.9 B."
    ),
    "lengths beside the formula of an area": (
        "The section is πr². A pipe of 2 m weighs 5.2 kg, one of 4 m 10.4 kg."
    ),
    "units beside a bar": "600 m / 11.1 m/s = 54 s. At 80 km/h it takes 27 s.",
    "what another symbol gives": (
        "T = 2π√(l/g). On Earth 1 m swings in 2.01 s, 4 m in 4.01 s; in water 4 m takes 4.6 s."
    ),
    "a formula whose cases are all right": (
        "C(n, 2) = n(n − 1)/2. For 10 guests 45 toasts, for 20 guests 190, for 30 guests 435."
    ),
    "a result of something else": (
        "R = ρ·L/A. A wire of 100 m has 1.7 Ω and weighs 0.9 kg; one of 200 m has 3.4 Ω and costs 40 €."
    ),
    "cases before the formula": (
        "The logarithm, rounded up: 10 for 1,000 books, 20 for a million, 30 for a billion. All pairs are n(n − 1)/2, for n = 50 "
        "that is 1,225."
    ),
    "a symbol that changes unseen": (
        "Q = c·m·ΔT. For 2 kg of water it is 84 kJ, for 2 kg of iron 9 kJ, for 4 kg of iron 18 kJ."
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_a_case_of_another_law_is_left_alone(text: str) -> None:
    assert wrong(text) == []
