"""The tables of models and formats, held against what they must add up to."""

from __future__ import annotations

from fractions import Fraction

import pytest

from flashcards.shapes import ARCHITECTURES, BLOCKS, Architecture, Block

MODELS = pytest.mark.parametrize("model", ARCHITECTURES, ids=lambda m: m.name)
TYPES = pytest.mark.parametrize("block", BLOCKS, ids=lambda b: b.name)


@MODELS
def test_parameters_are_the_sum_of_the_tensors(model: Architecture) -> None:
    query = model.heads * model.head_dimension
    key = model.kv_heads * model.head_dimension
    embeddings = model.vocabulary * model.embedding * (1 if model.tied else 2)
    attention = model.embedding * (2 * query + 2 * key)
    biases = query + 2 * key if model.qkv_bias else 0
    inner = 3 * model.embedding * model.feed_forward
    norms = 2 * model.embedding
    each = attention + biases + inner + norms
    assert model.parameters == embeddings + model.layers * each + model.embedding


@MODELS
def test_heads_share_kv_heads_evenly(model: Architecture) -> None:
    assert model.heads % model.kv_heads == 0
    assert model.head_dimension % 32 == 0  # else q8_0 and q4_0 cannot hold K and V
    assert "/" in model.source


@TYPES
def test_a_block_is_its_quants_and_its_scales(block: Block) -> None:
    assert block.size_bytes == Fraction(block.elements * block.bits, 8) + block.scale_bytes


@TYPES
def test_blocks_are_as_in_gguf(block: Block) -> None:
    from gguf import GGML_QUANT_SIZES, GGMLQuantizationType

    known = GGML_QUANT_SIZES[GGMLQuantizationType[block.name]]
    assert known == (block.elements, block.size_bytes)
