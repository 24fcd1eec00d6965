"""Shapes are checked when they are made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from flashcards.oracles.llama import TINY, LlamaRefused, Shape


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"layers": 0}, "layers 0"),
        ({"layers": 513}, "layers 513 is above 512"),
        ({"kv_heads": 3}, "kv_heads 3 does not divide heads 4"),
        ({"head_dimension": 15}, "is odd"),
        ({"embedding": -1}, "embedding -1"),
        ({"vocabulary": 1 << 40}, "vocabulary"),
        ({"heads": 2.5}, "heads 2.5"),
    ],
)
def test_a_shape_llama_cpp_would_abort_on_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(LlamaRefused, match=message):
        replace(TINY.shape, **change)


def test_parameters_are_those_of_the_published_models(seven: Shape) -> None:
    assert seven.parameters == 6_738_415_616
