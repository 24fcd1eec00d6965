"""The sizes of model files in the families are those that llama.cpp's quantiser gives."""

from __future__ import annotations

import pytest

from flashcards.oracles.live.session import shape_of
from flashcards.oracles.llama import Llama
from flashcards.problems.families.speed.hardware import FILES
from flashcards.shapes import ARCHITECTURES

MIXED = [
    file
    for file in FILES
    # Only files of the plain llama architecture can be laid out here.
    if file.name.endswith("Q4_K_M") and file.model and not (file.model.tied or file.model.qkv_bias)
]


@pytest.mark.live
def test_mixed_files_have_the_size_that_the_quantiser_gives() -> None:
    assert len(MIXED) >= 7
    with Llama() as llama:
        for file in MIXED:
            assert file.model is not None
            size = llama.quantized(shape_of(file.model), "Q4_K_M").size_bytes
            assert abs(size - file.size) <= 10**7, (file.name, size)


def test_plain_files_have_their_types_bits() -> None:
    sizes = {file.name: file.size for file in FILES}
    for model in ARCHITECTURES:
        assert abs(sizes[f"{model.name} F16"] - 2 * model.parameters) <= 10**7
        assert abs(sizes[f"{model.name} Q8_0"] - model.parameters * 34 / 32) <= 10**7
