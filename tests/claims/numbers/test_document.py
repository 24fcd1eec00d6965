"""What the numbers of a document claim, as a whole."""

from __future__ import annotations

import pytest

from flashcards.claims.numbers.claim import Verdict
from flashcards.claims.numbers.document import number_claims
from tests.claims.numbers.memory_text import read


@pytest.mark.parametrize("heads", [(64, 8, 1), (64, 8)])
def test_variants_of_a_model_are_no_claims_of_its_shape(heads: tuple[int, ...]) -> None:
    lines = "\n".join(f"- Variant {n} (num_kv_heads={n}): as said" for n in heads)
    made = read(f"For LLaMA-2 70B (80-layer model):\n{lines}", title="Memory")
    claims = number_claims(made.document, made.text)
    assert [one.stated for one in claims if one.verdict is Verdict.WRONG] == []
