"""What is said to fit is not larger, in any reading; conditions and negations are left alone."""

from __future__ import annotations

import pytest

from tests.claims.numbers.memory_text import claims, said

RULE = "fits"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("7.9 GB fits comfortably in 16GB RAM", "right"),
        ("17 GB fits in 16 GiB", "right"),  # read as GiB, it does not; as GB, it does
        ("18 GB fits in 16 GB", "wrong"),
        ("Total: 10 GB ✅ (fits in 16GB)", "right"),
        ("18.9 GB ❌ (exceeds 16GB!)", "right"),
        ("12 GB exceeds 16 GB", "wrong"),
    ],
)
def test_in_one_line(line: str, verdict: str) -> None:
    assert [one[1] for one in said(line, RULE)] == [verdict]


def test_of_the_size_above_it_is_a_warning() -> None:
    body = "```\n✅ Tiny size: 4.3 GB or 5.3 GB\n✅ Fits in 4GB constraint with small context\n```"
    (claim,) = (c for c in claims(body) if c.rule == RULE)
    assert (claim.verdict.value, claim.severity) == ("wrong", "warning")
    assert said(body.replace("4GB", "5GB"), RULE) == [("Fits in 5GB", "right")]


def test_of_the_size_in_its_row() -> None:
    row = "| Use | Format | Size (GB) | Why |\n|---|---|---|---|\n| App | IQ3_XXS | {} | Only option <4GB |"
    assert [one[1] for one in said(row.format("4.3"), RULE)] == ["wrong"]
    assert [one[1] for one in said(row.format("3.3"), RULE)] == ["right"]


@pytest.mark.parametrize(
    "line",
    [
        "26 GB does not fit in 24 GB",
        "26 GB doesn't fit in 24 GB",
        "26 GB fits in 24GB after quantization",
        "With compression: 6 GB fits in 4GB",
        "Alert at 12 GB, restart when it exceeds 16GB",
        "Two 9 GB models, of which each fits in 8 GB",
        "Memory: 20 GB. Fits in 4GB",
        "Fits 24 KB pages",
        "It fits",
    ],
)
def test_what_is_not_clear_is_left_alone(line: str) -> None:
    assert "wrong" not in [one[1] for one in said(line, RULE)]
