"""Bits per weight of file types, and of formats by themselves."""

from __future__ import annotations

import pytest

from flashcards.oracles.llama import Llama, LlamaRefused, Shape

pytestmark = pytest.mark.live

# size_bytes: what llama-quantize gives for LLaMA-2 7B
SEVEN = {
    "F16": (13_477_363_712, 16.0006),
    "BF16": (13_477_363_712, 16.0006),
    "Q8_0": (7_160_348_672, 8.5009),
    "Q6_K": (5_528_453_120, 6.5635),
    "Q5_K_M": (4_782_415_872, 5.6778),
    "Q4_K_M": (4_080_263_168, 4.8442),
    "Q4_0": (3_825_065_984, 4.5412),
    "IQ4_XS": (3_646_775_296, 4.3295),
    "Q3_K_M": (3_297_263_616, 3.9146),
    "Q2_K": (2_532_122_624, 3.0062),
}
BLOCKS = {
    "F16": 16,
    "BF16": 16,
    "Q8_0": 8.5,
    "Q6_K": 6.5625,
    "Q5_K_M": 5.5,
    "Q4_K_M": 4.5,
    "Q4_0": 4.5,
    "IQ4_XS": 4.25,
    "Q3_K_M": 3.4375,
    "Q2_K": 2.625,
}


@pytest.mark.parametrize("file_type", SEVEN)
def test_a_dry_run_gives_the_size_of_a_real_shape(
    llama: Llama, seven: Shape, file_type: str
) -> None:
    found = llama.quantized(seven, file_type)
    size, bits = SEVEN[file_type]
    assert (found.parameters, found.size_bytes) == (seven.parameters, size)
    assert found.bits_per_weight == pytest.approx(bits, abs=5e-5)
    assert f"{size / 2**20:.2f} MiB ({bits:.2f} BPW)" in found.line
    assert found.evidence == "dry run"


@pytest.mark.parametrize("short", ["Q3_K", "Q4_K", "Q5_K"])
def test_a_shorter_name_means_the_medium_mix(llama: Llama, seven: Shape, short: str) -> None:
    assert llama.quantized(seven, short).size_bytes == SEVEN[f"{short}_M"][0]


@pytest.mark.parametrize("file_type", BLOCKS)
@pytest.mark.parametrize("write", [False, True])
def test_uniform_quantisation_has_exactly_the_bits_of_the_block(
    llama: Llama, small: Shape, file_type: str, write: bool
) -> None:
    found = llama.quantized(small, file_type, uniform=True, write=write)
    matrices, norms = found.by_type
    assert matrices.bits_per_weight == BLOCKS[file_type]
    assert (matrices.elements, norms.type, norms.bits_per_weight) == (small.matrices, "f32", 32)


@pytest.mark.parametrize("file_type", ["Q4_0", "Q4_K_M", "Q5_K_M", "Q6_K", "Q3_K_M", "F16"])
def test_the_dry_run_and_the_file_written_agree(llama: Llama, small: Shape, file_type: str) -> None:
    dry = llama.quantized(small, file_type, write=False)
    wet = llama.quantized(small, file_type, write=True)
    assert wet.evidence == "written and loaded"
    assert (dry.size_bytes, dry.by_type) == (wet.size_bytes, wet.by_type)


def test_a_q4_0_file_is_above_4_5_bits_for_its_output_is_finer(llama: Llama, seven: Shape) -> None:
    found = llama.quantized(seven, "Q4_0")
    assert {share.type: share.tensors for share in found.by_type} == {
        "q4_0": 225,
        "q6_k": 1,
        "f32": 65,
    }


def test_a_small_shape_is_written_unless_told_otherwise(llama: Llama, small: Shape) -> None:
    assert llama.quantized(small, "Q8_0").evidence == "written and loaded"


@pytest.mark.parametrize("file_type", ["Q4_7", "", "__doc__"])
def test_an_unknown_file_type_is_refused(llama: Llama, small: Shape, file_type: str) -> None:
    with pytest.raises(LlamaRefused, match="no file type"):
        llama.quantized(small, file_type)


def test_a_type_that_needs_an_importance_matrix_is_refused_in_llama_cpps_words(
    llama: Llama, small: Shape
) -> None:
    with pytest.raises(LlamaRefused, match="requires an importance matrix"):
        llama.quantized(small, "IQ2_XXS", write=True)
    assert llama.quantized(small, "IQ2_XXS", write=False).bits_per_weight < 4


def test_weights_beyond_measure_are_not_made_up(llama: Llama, seven: Shape) -> None:
    with pytest.raises(LlamaRefused, match="too many to make up"):
        llama.quantized(seven, "Q4_0", write=True)
