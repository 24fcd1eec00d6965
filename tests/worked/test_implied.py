"""Sentences, formulas, tables and listings that work something out: what becomes a problem."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from flashcards.documents import read_text
from flashcards.facts.computed import Found, worked_problems
from flashcards.problems import Variant, check, draw


def problems(answer: str, question: str) -> list[Found]:
    text = f"# Notes\n\n## {question}\n\n{answer}\n\n## What is a queue?\n\nA line.\n"
    return list(worked_problems(read_text(text, path="a.md").document))


def variants(answer: str, question: str, *, count: int = 12) -> list[Variant]:
    drawn = [draw(one.family, seed) for one in problems(answer, question) for seed in range(count)]
    for variant in drawn:
        check(variant)
    return drawn


def test_a_sentence_becomes_a_statement_with_a_gap() -> None:
    drawn = variants(
        "A 16 TB drive at 200 MB/s needs 80,000 s, i.e. 22.2 h.", "How long does a rebuild take?"
    )
    assert drawn
    for variant in drawn:
        assert re.match(r"\*\*How long does a rebuild take\?\*\*\n\n> An? ", variant.statement)
        assert " needs **?** s" in variant.statement or " needs **?** h" in variant.statement
        assert "22.2" not in variant.statement


def test_a_question_whose_numbers_give_the_answer_is_asked_again() -> None:
    drawn = variants("0.197 kg.", "Which mass have 250 mL of ethanol (0.789 g/mL)?")
    assert {"(0.789 g/mL)" in one.statement for one in drawn} == {True}  # what it is by nature
    assert not variants("197 g.", "Which mass have 250 mL of ethanol (0.789 g/mL)?")  # plain
    assert len({one.statement for one in drawn}) > 4


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        # another number follows from what changes, and would stay
        ("At 8 TB the drive of 7,200 rpm and 200 MB/s needs 40,000 s.", "How long does it take?"),
        # a thing in the world has the figures that it has
        ("An H100 with 80 GB at 3.35 TB/s needs 23.9 ms.", "How long does one pass take?"),
        # what the sentence means stands elsewhere
        ("Then that 16 TB drive at 200 MB/s needs 80,000 s.", "How long does a rebuild take?"),
        # the result is wrong
        ("A 16 TB drive at 200 MB/s needs 90,000 s.", "How long does a rebuild take?"),
        # a conversion is no calculation
        ("80,000 s are 22.2 h.", "How long does a rebuild take?"),
        # measured, not computed
        ("We measured that a 16 TB drive at 200 MB/s needs 80,000 s.", "How long is a rebuild?"),
        # a word scales the number
        ("At 10 cm a year it covers 100 km in 1 million years.", "How far does a plate move?"),
    ],
)
def test_nothing_is_made_where_a_draw_would_be_nonsense(answer: str, question: str) -> None:
    assert not problems(answer, question)


def test_a_share_is_asked_of_numbers_in_their_order_only() -> None:
    assert variants("Specificity: 470 of 990 healthy, 47.5%", "Which specificity has a test?")
    assert variants("Of 250,000 requests 3,750 were retried, 1.5%.", "Which share is retried?")
    assert not problems("With 1.8 g in place of 2.4 g, 133%", "What is a yield?")


def test_a_number_that_the_question_says_again_changes_there_as_well() -> None:
    drawn = variants(
        "4.7 GB divided by 50 Mbit/s makes 752 s.",
        "How long does a 4.7 GB image take at 50 Mbit/s?",
    )
    gapped = [one.statement for one in drawn if "> " in one.statement]
    for statement in gapped:
        title, _, sentence = statement.partition("\n\n> ")
        assert title.partition(" at ")[2].partition(" Mbit/s")[0] in sentence


def test_operands_whose_units_tell_are_given_without_the_way() -> None:
    drawn = variants(
        "44,100 samples/s × 16 bit × 2 channels = 1,411,200 bit/s",
        "Which bit rate has audio that is not compressed?",
    )
    assert drawn
    assert all("×" not in one.statement for one in drawn)


def test_a_formula_is_shown_with_new_values_for_its_symbols() -> None:
    answer = (
        "With hit ratio h, memory time m and TLB time t: EAT = h(t+m) + (1-h)(t+2m).\n\n"
        "For h = 0.98, t = 1 ns, m = 100 ns the result is 103 ns."
    )
    for variant in variants(answer, "What is the effective access time?"):
        h, t, m = (variant.parameters[f"x{place}"] for place in range(3))
        found = h * (t + m) + (1 - h) * (t + 2 * m)
        assert variant.value / Fraction(1, 10**9) == found or variant.value == found
        assert "By EAT = h(t+m) + (1-h)(t+2m)" in variant.statement
    wrong = answer.replace("103 ns", "130 ns")
    assert not problems(wrong, "What is the effective access time?")


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("With parallel share $p$ and core count $n$: $S = 1 / ((1 - p) + p / n)$. For p = 0.9 and n = 8 the speed-up is 4.71.",
         lambda p, n: 1 / ((1 - p) + p / n)),
        ("$Q = \\sqrt{2DS/H}$, where D is the demand, S is the order cost and H is the holding cost. For D = 1,200 units, S = 50 dollars and H = 3 dollars it is 200 units.",
         lambda d, s, h: (2 * d * s / h) ** 0.5),
    ],
)  # fmt: skip
def test_formulas_of_tex_have_roots_and_fractions(
    answer: str, right: Callable[..., Fraction]
) -> None:
    drawn = variants(answer, "What comes out?")
    assert drawn
    for variant in drawn:
        values = [float(variant.parameters[f"x{n}"]) for n in range(len(variant.parameters) - 1)]
        assert float(variant.value) == pytest.approx(float(right(*values)))


def test_a_column_that_goes_with_another_is_asked_from_one_row() -> None:
    table = (
        "| Target | Downtime per month |\n|---|---|\n| 99% | 7.2 h |\n| 99.5% | 3.6 h |\n"
        "| 99.9% | 43.2 min |\n| 99.99% | 4.32 min |\n"
    )
    each = variants(table, "How much downtime does each number of nines allow?")
    assert not any("How much" in variant.statement for variant in each)  # asks for all of them
    drawn = variants(table, "How much downtime does a number of nines allow?")
    told = (
        "At a target of 99.9 % the downtime per month is 43.2 min. How large is it at a target of "
    )
    assert any(told in variant.statement for variant in drawn)


LISTING = """```python
RATE = 730
price = 0.096  # a month
once = price * RATE
cheaper = once * (1 - 0.40)
print(f"{cheaper:.2f}")
```"""


def test_a_listing_runs_again_with_other_constants() -> None:
    drawn = variants(LISTING, "What does a machine cost per month?")
    assert drawn
    for variant in drawn:
        code = variant.statement.partition("```python\n")[2].partition("\n```")[0]
        assert "# a month" not in code  # comments tell the old numbers
        printed: list[str] = []
        exec(code, {"print": printed.append})
        assert printed == [f"{float(variant.value):.2f}"]


def test_arguments_of_a_listings_own_function_may_change() -> None:
    code = (
        "```python\nfrom math import exp\n\ndef p(k, bits):\n"
        "    return 1 - exp(-k * k / (2 * 2 ** bits))\n\nprint(round(p(300, 17), 4))\n```"
    )
    for variant in variants(code, "How likely is a collision?"):
        found = variant.statement.partition("p(")[2].partition("print(round(p(")[2]
        k, bits = (float(one) for one in found.partition(")")[0].split(","))
        assert float(variant.value) == round(1 - math.exp(-k * k / (2 * 2**bits)), 4)


@pytest.mark.parametrize(
    "code",
    [
        "total = 0\n\ndef add(x):\n    global total\n    total += x\n\nadd(20)\nprint(total)",  # acts
        "p, q = 61, 53\nprint(p * q)",  # primes are prime for a reason
        "days = 365\nprint(days * 24)",  # a year is a year
        "m = 240 * 15\nprint(m * 180)",  # 15 years and 180 months may hang together
        "from math import pi\nprint(round(37.5 * pi / 200, 2))",  # a law of its field
        "import random\nn = 20\nprint(random.random() * n)",  # not known
    ],
)
def test_listings_whose_sense_hangs_on_their_numbers_are_left_alone(code: str) -> None:
    assert not problems(f"```python\n{code}\n```", "What comes out?")


def test_a_column_is_asked_between_its_own_ends_in_millions_of_its_head_too() -> None:
    table = (
        "| Body | Distance (million km) | Light time (s) |\n|---|---:|---:|\n"
        "| Sun | 149.6 | 499 |\n| Jupiter | 778.5 | 2,597 |\n| Neptune | 4,495 | 14,994 |\n"
    )
    drawn = variants(table, "How long is light under way?")
    assert drawn
    for one in drawn:
        assert re.search(r"distance (?:of|is) [\d.,]+ million km", one.statement)
        if "How large is it" in one.statement:
            assert 149 <= float(one.parameters["x0"]) <= 4495


def test_bits_are_counted_where_a_time_follows_from_their_rate() -> None:
    (one, *_) = variants("- at 500 kbit/s: 2 µs\n- at 125 kbit/s: 8 µs", "How long is one bit?")
    assert float(one.value) == pytest.approx(1e-3 / float(one.parameters["x0"]))
