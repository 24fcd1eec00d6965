"""Every family: its routes agree, its variants are sound, and the same for ever."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.problems import FAMILIES, Ask, Family, ProblemError, Variant, check, draw
from flashcards.problems import grade as graded
from flashcards.problems.family import Parameters
from flashcards.problems.quantity import Dimension
from flashcards.problems.registry import family
from flashcards.problems.typed import LONGEST
from flashcards.problems.variant import difference, distinct, is_sound, near, variant_of
from tests.problems.pinned import FILE, first_variants

ALL = pytest.mark.parametrize("kind", FAMILIES.values(), ids=FAMILIES)
ASKS = [(kind, ask) for kind in FAMILIES.values() for ask in kind.asks]
EACH = pytest.mark.parametrize(
    ("kind", "ask"), ASKS, ids=[f"{kind.name}/{ask.name}" for kind, ask in ASKS]
)
SAMPLES = [(kind, ask, text, correct) for kind, ask in ASKS for text, correct in ask.samples]
LEVELS = {"junior", "mid", "senior", "staff"}
COUNTS = {Dimension.COUNT, Dimension.CHOICE}


def example(kind: Family, ask: Ask) -> Variant:
    return variant_of(kind, ask, ask.example())


def test_all_twenty_three_families_are_there() -> None:
    assert list(FAMILIES) == [
        "weight-memory", "bits-per-weight", "kv-cache", "kv-cache-per-token", "context-that-fits",
        "total-memory", "concurrent-sequences", "best-quantization", "layers-to-offload",
        "softmax-temperature", "temperature-for-odds", "truncation-sampling", "penalties",
        "perplexity", "gguf-header", "load-time", "decode-speed", "speedup-limit",
        "kv-cache-savings", "queueing", "batch-pipeline", "models-that-fit", "edge-update",
    ]  # fmt: skip


@ALL
@given(seed=st.integers(0, 2**63))
def test_every_route_leads_to_the_answer(kind: Family, seed: int) -> None:
    variant = draw(kind, seed)
    agreement = {oracle.name: oracle.agreement for oracle in variant.ask.oracles}
    assert all(error <= agreement[name] for name, error in check(variant).items())


@ALL
@given(seed=st.integers(0, 10**6))
def test_the_answer_passes_and_a_wrong_way_does_not(kind: Family, seed: int) -> None:
    variant = draw(kind, seed)
    assert is_sound(variant)
    assert len(variant.answer) <= LONGEST
    assert graded(variant, variant.answer).correct, variant.answer
    for wrong in variant.misconceptions:
        assert not near(wrong.value, variant.value, variant.ask)
        assert wrong.feedback.endswith("."), wrong.feedback
        assert wrong.feedback[0].isupper()


@ALL
@given(seed=st.integers(0, 10**6))
def test_a_wrong_way_gets_its_feedback(kind: Family, seed: int) -> None:
    variant = draw(kind, seed)
    for wrong in variant.misconceptions:
        if variant.choices:
            typed = variant.choices[int(wrong.value)]
        else:
            typed = replace(variant, value=wrong.value).answer
        if "," in typed and near(wrong.value / 1000, variant.value, variant.ask):
            continue  # 19,498 may be meant for 19.498
        if wrong.value >= 0 or variant.ask.signed:
            said = graded(variant, typed)
            assert said.correct is not True, (typed, variant.answer)


@ALL
@given(seed=st.integers(0, 10**6))
def test_a_statement_is_whole_and_says_how_to_answer(kind: Family, seed: int) -> None:
    variant = draw(kind, seed)
    text = variant.statement
    assert not any(mark in text for mark in ("{{", "}}", "{%", "None", "Fraction(", "nan"))
    asked, answer = text.rsplit("\n\n", 1)
    assert answer.startswith("*Answer ")
    assert answer.endswith(".*")
    assert "?" in asked or "." in asked
    assert len(variant.steps) >= 2
    assert all(step.strip() and "{" not in step for step in variant.steps)


@EACH
def test_the_example_is_known_and_every_sample_gets_its_grade(kind: Family, ask: Ask) -> None:
    variant = example(kind, ask)
    check(variant)
    assert {correct for _, correct in ask.samples} == {True, False, None}
    assert len(ask.samples) >= 7


@pytest.mark.parametrize(
    ("kind", "ask", "text", "correct"),
    SAMPLES,
    ids=[f"{kind.name}/{ask.name}: {text!r}" for kind, ask, text, _ in SAMPLES],
)
def test_a_sample_gets_its_grade(kind: Family, ask: Ask, text: str, correct: bool | None) -> None:
    said = graded(example(kind, ask), text)
    assert (said.correct, bool(said.feedback)) == (correct, True), said.feedback


def broken(ask: Ask) -> Iterator[Ask]:
    """The ask with its formula off: by a thousandth, or a count by one."""

    def by_one(p: Parameters) -> Fraction:
        return ask.solve(p) + 1

    def by_a_thousandth(p: Parameters) -> Fraction:
        return ask.solve(p) * Fraction(1001, 1000)

    if ask.dimension in COUNTS:
        yield replace(ask, solve=by_one)
    else:
        yield replace(ask, solve=by_a_thousandth)


@EACH
def test_a_wrong_formula_is_caught(kind: Family, ask: Ask) -> None:
    variants = list(zip(range(5), distinct(kind, ask, iter(range(10**6))), strict=False))
    for wrong in broken(ask):
        for _, variant in variants:  # an answer off by so little would hardly be seen
            bad = replace(
                variant,
                ask=wrong,
                value=wrong.solve(variant.parameters),
            )
            with pytest.raises(ProblemError, match="from the exact answer"):
                check(bad)


@EACH
def test_a_coarse_oracle_stands_beside_a_fine_one(kind: Family, ask: Ask) -> None:
    assert min(oracle.agreement for oracle in ask.oracles) <= 1e-6
    assert ask.difficulty in LEVELS
    assert all(1 <= question <= 20 for question in kind.questions)
    assert kind.questions


ENOUGH = 60


@EACH
def test_an_ask_has_variants_enough(kind: Family, ask: Ask) -> None:
    seeds = iter(range(3 * ENOUGH * len(kind.asks)))
    statements = {variant.statement for variant in islice(distinct(kind, ask, seeds), ENOUGH)}
    assert len(statements) == ENOUGH  # more than a card's pool holds, in few draws


@EACH
def test_a_person_can_tell_the_asks_apart(kind: Family, ask: Ask) -> None:
    assert [other.title for _, other in ASKS].count(ask.title) == 1
    assert [other.name for other in kind.asks].count(ask.name) == 1


@ALL
def test_a_seed_gives_the_same_variant(kind: Family) -> None:
    one, other = draw(kind, 5), draw(kind, 5)
    assert (one.statement, one.value, one.steps) == (other.statement, other.value, other.steps)


@ALL
def test_every_route_is_one_that_can_fail(kind: Family) -> None:
    for ask in kind.asks:
        variant = next(distinct(kind, ask, iter(range(10**6))))
        for oracle in ask.oracles:
            far = variant.value * 3 + 7
            assert difference(replace(variant, value=far), oracle.compute(variant.parameters)) > (
                oracle.agreement
            )


def test_the_first_variants_are_what_they_were() -> None:
    assert first_variants() == json.loads(FILE.read_text(encoding="utf-8"))


def test_an_unknown_family_is_named_with_the_known_ones() -> None:
    with pytest.raises(ProblemError, match="kv-cache"):
        family("no-such")
