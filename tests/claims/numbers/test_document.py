"""What the numbers of a document claim, as a whole."""

from __future__ import annotations

import pytest

from flashcards.claims.numbers.claim import Verdict
from flashcards.claims.numbers.document import number_claims
from tests.claims.numbers.memory_text import read


def wrong(body: str, *, title: str = "Memory") -> list[str]:
    made = read(body, title=title)
    claims = number_claims(made.document, made.text)
    return [one.stated for one in claims if one.verdict is Verdict.WRONG]


def python(*lines: str) -> str:
    return "\n".join(("```python", *lines, "```"))


@pytest.mark.parametrize(
    "line",
    [
        "rows = 3 * 512   # 3 for red, green and blue",
        "grid = 6 * 7     # 6 down, 7 across",
        "wait = 5 * 1000  # 5 s in ms",
        "late = 90 * 60   # 01:30 in seconds",
        "both = 4 * 12    # 4 cards with 12 GB each",
        "many = 250 * 8   # 2.000",
    ],
)
def test_a_number_of_a_comment_that_is_no_result_claims_nothing(line: str) -> None:
    assert wrong(python(line)) == []


def test_a_result_that_a_comment_gives_is_held_against_its_line() -> None:
    assert wrong(python("size = 3 * 2 * 1024**3 / 1024**3  # ~7 GB")) == ["~7 GB"]


def test_powers_that_no_float_holds_end_no_check() -> None:
    assert wrong(python("huge = 10 ** 400  # ~5")) == ["~5"]


@pytest.mark.parametrize("heads", [(64, 8, 1), (64, 8)])
def test_variants_of_a_model_are_no_claims_of_its_shape(heads: tuple[int, ...]) -> None:
    lines = "\n".join(f"- Variant {n} (num_kv_heads={n}): as said" for n in heads)
    assert wrong(f"For LLaMA-2 70B (80-layer model):\n{lines}") == []
