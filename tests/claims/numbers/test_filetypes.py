"""A format has exact bits if it is a tensor type, measured ones if it is a file type."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flashcards.claims.numbers.filetypes import block_bits, formats
from flashcards.shapes import ARCHITECTURE


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Q4_K_M, Q5_K_S or IQ3_XXS", ["Q4_K_M", "Q5_K_S", "IQ3_XXS"]),
        ("FP16 and bf16", ["F16", "BF16"]),
        ("m-q4_k_m.gguf", ["Q4_K_M"]),
        ("Q4_0_4_4 is gone", []),
        ("Q4 or INT8", []),
        ("Q9_K", []),
    ],
)
def test_formats_are_named_as_ggml_writes_them(text: str, names: list[str]) -> None:
    assert [one.name for one in formats(text)] == names


@pytest.mark.parametrize(
    ("name", "bits"),
    [("Q4_0", Fraction(9, 2)), ("IQ3_XXS", Fraction(49, 16)), ("F16", Fraction(16))],
)
def test_a_tensor_type_has_the_bits_of_its_block(name: str, bits: Fraction) -> None:
    assert block_bits(name) == bits


def test_a_mix_has_more_bits_than_its_main_type() -> None:
    (mix,) = formats("Q4_K_M")
    assert not mix.is_block
    assert mix.block == "Q4_K"
    assert mix.block_bits == Fraction(9, 2) < mix.file_bits[0]


def test_sizes_are_of_known_shapes_only() -> None:
    assert formats("Q4_K_M")[0].sizes.keys() <= ARCHITECTURE.keys()
    assert formats("Q4_K_M")[0].sizes["LLaMA-2 7B"] == 4_080_263_168
