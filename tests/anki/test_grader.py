"""The grader on the card says of every text what the grader in Python says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.problems import FAMILIES, Family, draw
from flashcards.problems.grading import mark
from flashcards.problems.scheme import Scheme, Target, scheme_of, target_of
from tests.anki.javascript import Grader
from tests.problems.answers import ANSWERS, Answer
from tests.problems.fair import TYPED as FAIR

GRADER = Grader()
TARGETS = list({answer.name: answer for answer in ANSWERS}.values())

MARKS = "0123456789 .,'_^*/×·x+-()eE=:$¢%½⁰²³\u2212\u200b\u202f\uff12"
WORDS = st.sampled_from(
    sorted({word for answer in ANSWERS for word in answer.text.split()} | {"and", "per", "k", "of"})
)
TYPED = st.lists(WORDS | st.text(MARKS, max_size=4), max_size=5).map(" ".join)
MANGLED = st.tuples(
    st.sampled_from([a.text for a in ANSWERS]), st.integers(0, 20), st.text(max_size=2)
).map(lambda t: t[0][: t[1]] + t[2] + t[0][t[1] :])


def assert_alike(scheme: Scheme, target: Target, text: str) -> None:
    in_python = mark(scheme, target, text)
    assert GRADER.grade(scheme, target, text) == (in_python.correct, in_python.feedback)


def test_both_grade_the_table_alike() -> None:
    for answer in ANSWERS:
        assert_alike(answer.scheme, answer.target, answer.text)


def test_both_grade_what_people_typed_alike() -> None:
    for one in FAIR:
        assert_alike(one.scheme, one.target, one.text)


@given(text=st.text() | TYPED | MANGLED, target=st.sampled_from(TARGETS))
def test_both_grade_any_text_alike(target: Answer, text: str) -> None:
    assert_alike(target.scheme, target.target, text)


@given(
    kind=st.sampled_from(list(FAMILIES.values())),
    seed=st.integers(0, 10**6),
    factor=st.sampled_from([0.125, 0.5, 0.99, 0.999, 1.0, 1.001, 1.01, 1.024, 2.0, 8.0, 1000.0]),
    bare=st.booleans(),
    digits=st.integers(1, 17),
)
def test_both_grade_numbers_near_a_variants_answer_alike(
    kind: Family, seed: int, factor: float, bare: bool, digits: int
) -> None:
    variant = draw(kind, seed)
    scheme, target = scheme_of(variant.ask), target_of(variant)
    for unit, size in scheme.units.items():
        typed = f"{target.value / size * factor:.{digits}g} {'' if bare else unit}"
        assert_alike(scheme, target, typed)
