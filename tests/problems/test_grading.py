"""Answers as people type them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Variant, draw, family, grade


def sized(value: Fraction, name: str) -> Variant:
    variant = draw(family(name), 0)
    return Variant(
        family=variant.family, seed=0, parameters={}, statement="", value=value, steps=(),
        misconceptions=(),
    )  # fmt: skip


MEMORY = sized(Fraction(2**31), "kv-cache")
SHARE = sized(Fraction(575, 1000), "softmax-temperature")
TOKENS = sized(Fraction(8192), "context-that-fits")

RIGHT = {
    "memory": (MEMORY, (
        "2 GiB", "2GiB", "2 gib", "2.0 GiB", "≈ 2 GiB", "~2GiB", "= 2 GiB", "2048 MiB", "2,048 MiB",
        "2'048 MiB", "2_048 MiB", "2 048 MiB", "2.147 GB", "2.15 gb", "2147 MB", "2147483648 B",
        "2147483648 bytes", "2,147,483,648 bytes", "2^31 B", "2**31 bytes", "2.147e9 B",
        "2.147 x 10^9 B", "2.147×10^9 bytes", "17179869184 bits", "2 gibibytes", "2", "2.0",
        "2,0 GiB", "2 GiB.", "+2 GiB", "2.01 GiB", "1.99 GiB", "2097152 KiB", "0.002147 TB",
    )),
    "share": (SHARE, ("57.5%", "57.5 %", "0.575", ".575", "0,575", "57,5 %", "57.5 percent",
                      "≈57.5%", "5.75e-1", "57.8%")),
    "tokens": (TOKENS, ("8192", "8,192", "8192 tokens", "8192 token", "8 192", "2^13",
                        "8.192e3 tok", "~8200")),
}  # fmt: skip
WRONG = {
    "memory": (MEMORY, ("1 GiB", "2 GB", "2.147 GiB", "4 GiB", "-2 GiB", "0 B", "2 TiB", "2 bytes", "3")),
    "share": (SHARE, ("57.5", "5.75%", "0.42", "-0.575", "0.575 %", "1")),
    "tokens": (TOKENS, ("4096", "8192.5e3", "-8192", "0", "819")),
}  # fmt: skip
UNREAD = {
    "memory": (MEMORY, ("", "  ", "two", "GiB", "2 parsecs", "2 Gb", "1.2.3 GiB", "1,2,3 GiB", "nan",
                        "inf", "1e999 B", "2 GiB; rm -rf /", "__import__('os')", "9" * 100,
                        "2 + 2 GiB", "\x1b[31m2", "2048", "2147483648", "٢ GiB")),
    "share": (SHARE, ("57.5 GiB", "half", "%", "")),
    "tokens": (TOKENS, ("8192 GiB", "many", "8192 %")),
}  # fmt: skip


def rows(table: dict[str, tuple[Variant, tuple[str, ...]]]) -> list[tuple[Variant, str]]:
    return [(variant, text) for variant, texts in table.values() for text in texts]


@pytest.mark.parametrize(("variant", "text"), rows(RIGHT))
def test_right_in_every_form(variant: Variant, text: str) -> None:
    assert grade(variant, text).correct is True


@pytest.mark.parametrize(("variant", "text"), rows(WRONG))
def test_wrong_is_wrong(variant: Variant, text: str) -> None:
    assert grade(variant, text).correct is False


@pytest.mark.parametrize(("variant", "text"), rows(UNREAD))
def test_what_cannot_be_read_is_asked_again(variant: Variant, text: str) -> None:
    result = grade(variant, text)
    assert result.correct is None
    assert result.feedback.endswith((".", "?"))


def test_a_missing_unit_is_told_not_punished() -> None:
    assert grade(MEMORY, "2").feedback == "Right. Name the unit: GiB."
    assert grade(MEMORY, "2048").feedback == "Which unit is missing? In MiB it would be right."


def test_binary_and_decimal_are_told_apart() -> None:
    assert "right in GB, not in GiB" in grade(MEMORY, "2.147 GiB").feedback


@given(st.text())
def test_no_text_breaks_the_grader(text: str) -> None:
    assert grade(MEMORY, text).feedback
    assert grade(SHARE, text).feedback
