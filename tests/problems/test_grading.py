"""Answers as people type them: the table, and what holds of any text."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flashcards.problems import draw, grade
from flashcards.problems.grading import mark
from flashcards.problems.numerals import UnreadableError
from flashcards.problems.quantity import Dimension, units
from flashcards.problems.registry import family
from flashcards.problems.scheme import Scheme, Target, scheme
from flashcards.problems.typed import read
from tests.problems.answers import ANSWERS, NAMES, Answer

TEXT = st.text() | st.text("0123456789 .,'_^*/×x+-eE:$¢%kKMGBbitsnhour⁰²½\u200b\u202f", max_size=20)

MEASURES = [
    (Dimension.BYTES, "GiB"), (Dimension.BANDWIDTH, "GB/s"), (Dimension.SHARE, "%"),
    (Dimension.COUNT, "tokens"), (Dimension.COUNT, "billion weights"),
    (Dimension.RATE, "tokens/s"), (Dimension.DURATION, "min"),
    (Dimension.BITS, "bits per weight"), (Dimension.ENERGY, "J"), (Dimension.MONEY, "$"),
    (Dimension.FACTOR, "×"), (Dimension.NUMBER, ""),
]  # fmt: skip
NAMED = [(dimension, unit, name) for dimension, unit in MEASURES for name in units(dimension, unit)]

VALUES = st.fractions(min_value=Fraction(1, 100), max_value=10**6, max_denominator=1000)


@pytest.mark.parametrize("name", NAMES)
def test_each_answer_of_the_table_gets_its_grade(name: str) -> None:
    for answer in ANSWERS:
        if answer.name == name:
            given_ = mark(answer.scheme, answer.target, answer.text)
            assert given_.correct is answer.correct, (answer.text, given_.feedback)
            assert answer.said in given_.feedback, answer.text


def test_the_table_holds_right_wrong_and_unreadable_answers_of_every_dimension() -> None:
    there = {(answer.scheme.dimension, answer.correct) for answer in ANSWERS}
    assert there == {(d.value, correct) for d in Dimension for correct in (True, False, None)}
    assert len(ANSWERS) >= 220


@given(text=TEXT, target=st.sampled_from(list({a.name: a for a in ANSWERS}.values())))
def test_no_text_breaks_the_grader(target: Answer, text: str) -> None:
    said = mark(target.scheme, target.target, text).feedback
    assert said.endswith((".", "?"))
    assert said.isprintable() or not text.isprintable()


@given(value=VALUES, digits=st.integers(4, 9), named=st.sampled_from(NAMED))
def test_the_right_value_is_right_in_any_unit(
    named: tuple[Dimension, str, str], value: Fraction, digits: int
) -> None:
    """Plain, in powers of ten, and in any case of letters; rounding stays inside the tolerance."""
    dimension, unit, name = named
    marking = scheme(dimension, unit, relative=0.002)
    base = value * units(dimension, unit)[name]
    target = Target(value=float(base), answer="it")
    for written in (f"{float(value):.{digits}e}", f"{float(value):.9f}"):
        text = f"{written} {name}"
        assert mark(marking, target, text).correct, text
        assert mark(marking, target, f"~ {text}.").correct, text


@pytest.mark.parametrize(("dimension", "unit", "name"), NAMED)
def test_a_right_value_is_right_in_every_unit(dimension: Dimension, unit: str, name: str) -> None:
    target = Target(value=float(12 * units(dimension, unit)[name]), answer="it")
    assert mark(scheme(dimension, unit, relative=0.002), target, f"12.001 {name}").correct


@given(
    value=VALUES,
    off=st.floats(1.011, 3) | st.floats(0.3, 0.989),
    measure=st.sampled_from(MEASURES),
)
def test_a_near_miss_outside_the_tolerance_is_wrong(
    measure: tuple[Dimension, str], value: Fraction, off: float
) -> None:
    dimension, unit = measure
    marking = scheme(dimension, unit, relative=0.01)
    size = marking.units[unit]
    target = Target(value=float(value) * size, answer="it")
    typed = f"{float(value) * off:.12f} {unit}"
    assume(abs(float(typed.split(maxsplit=1)[0]) * size / target.value - 1) > 0.0101)
    assert mark(marking, target, typed).correct is False


@given(seed=st.integers(0, 10**6))
def test_a_misconception_is_named(seed: int) -> None:
    variant = draw(family("kv-cache"), seed)
    for wrong in variant.misconceptions:
        said = grade(variant, f"{int(wrong.value)} B")
        assert said.correct is False
        assert wrong.feedback in said.feedback


def test_a_missing_unit_is_told_not_punished() -> None:
    marking = scheme(Dimension.BYTES, "GiB", relative=0.01)
    target = Target(value=2.0**31, answer="2 GiB")
    assert mark(marking, target, "2").feedback == "Right. Name the unit: GiB."
    asked = mark(marking, target, "2048")
    assert (asked.correct, asked.feedback) == (
        None,
        "Which unit is missing? In MiB it would be right.",
    )


def test_a_grade_never_says_what_cannot_be_seen() -> None:
    for text in ("2 \x1b[31mGiB", "2 \u202eBiG", "2 \x00\x07x", "2 \u2066tokens\u2069"):
        assert mark(
            scheme(Dimension.BYTES, "GiB"), Target(value=2.0, answer="2 B"), text
        ).feedback.isprintable()


@given(st.integers(1, 10**12))
def test_thousands_may_be_parted_in_any_usual_way(count: int) -> None:
    marking: Scheme = scheme(Dimension.COUNT, "tokens")
    english = f"{count:,}"
    for mark_ in (",", "'", "’", "_", " ", "\u00a0", "\u202f"):
        assert read(english.replace(",", mark_), marking).number == count
    if count >= 10**6:
        assert read(english.replace(",", "."), marking).number == count
        assert read(english.replace(",", ".") + ",5", marking).number == count + 0.5


@pytest.mark.parametrize("text", ["12,34,567", "1234,567,890", "1.23.456", "1 2345"])
def test_marks_that_part_no_thousands_are_asked_about(text: str) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        read(text, scheme(Dimension.COUNT, "tokens"))
