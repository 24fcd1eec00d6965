from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.practice.items.spellings import spellings
from flashcards.practice.items.texts import (
    amount,
    bare,
    measures,
    near,
    normal,
    same,
    shape,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Q4_K_M", "q4 k m"),
        ("--no-mmap", "no mmap"),
        ("16,384", "16384"),
        ("4,5", "4.5"),
        ("−1", "-1"),
        ("ﬁle", "file"),
        ("/health", "Health."),
    ],
)
def test_case_spaces_and_marks_do_not_count(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"), [("4.5", "45"), ("-1", "1"), ("1.5", "15"), ("Q4_0", "Q4_1"), ("+", "-")]
)
def test_what_means_another_thing_is_another(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text(min_size=1))
def test_what_is_normal_already_stays(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 GiB", "1024 MiB"),
        ("2 min", "120 s"),
        ("≈ 53 %", "53 %"),
        ("100 tokens", "101 tokens"),
        ("The file", "the file."),
    ],
)
def test_answers_that_cannot_be_told_apart_are_the_same(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("1 GiB", "1 GB"), ("4 bytes", "8 bytes"), ("4 bytes", "4 bits"), ("a", "b")]
)
def test_answers_that_differ_are_not(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Q6_K", "Q6_K in 16 of 32 layers"),
        ("No code is executed", "code is executed"),
        ("NVIDIA GPUs", "NVIDIA GPUs only"),
        ("requests waiting for slots", "request that waits for a slot"),
    ],
)
def test_what_says_the_same_or_the_same_and_more_is_near(one: str, other: str) -> None:
    assert near(one, other)
    assert near(other, one)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("4.5", "#"),
        ("≈ 39.83 GiB", "≈# GiB"),
        ("4 bytes", "# bytes"),
        ("2+16 = 18", "#=#"),
        ("13.48 GB ≈ 12.55 GiB", "#≈# GiB"),
        ("Token ids", "text"),
        ("503 while the model loads, then 200", "text"),
    ],
)
def test_the_kind_of_an_answer(text: str, kind: str) -> None:
    assert shape(text) == kind


def test_an_amount_has_number_unit_and_sign() -> None:
    assert amount("≈ 1,024.5 MiB") == (1024.5, "MiB", "≈")
    assert amount("HTTP 400") is None


def test_a_bracket_at_the_end_goes_if_enough_is_left() -> None:
    assert bare("limited by rules (or a schema)") == "limited by rules"
    assert bare("header (24 bytes)") == "header (24 bytes)"


def test_how_much_is_no_description() -> None:
    assert measures("~10-12 tok/s")
    assert not measures("keeps the 40 largest logits")


@pytest.mark.parametrize(
    ("answer", "also"),
    [
        ("4 bytes", "4"),
        ("4 bytes", "4 byte"),
        ("0.80", "0.8"),
        ("the GPU driver", "GPU driver"),
        ("GET /health", "/health"),
        ("-ngl", "--n-gpu-layers"),
        ("-DGGML_CUDA=ON", "GGML_CUDA=ON"),
        ("1.00 (off)", "1"),
        ("tensor infos (list)", "tensor infos"),
    ],
)
def test_fair_spellings_are_accepted(answer: str, also: str) -> None:
    assert normal(also) in {normal(one) for one in spellings(answer)}


@given(st.text(min_size=1))
def test_the_answer_as_it_stands_comes_first(text: str) -> None:
    assert spellings(text)[0] == text
