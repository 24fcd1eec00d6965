"""GGUF models: sparse ones of real shapes, tiny ones of the llama architecture with weights.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md, written by package gguf.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import gguf
import numpy as np
from numpy.typing import NDArray

from flashcards.oracles.llama.errors import LlamaRefused
from flashcards.oracles.llama.shape import BYTE_TOKENS, LATENT, Shape, TinyModel

EPSILON: Final = 1e-5
ROPE_BASE: Final = 10_000.0
TRAINED_CONTEXT: Final = 4096
MOST_WEIGHTS: Final = 20_000_000  # of a tiny model: 80 MB in F32
LITE: Final = frozenset((26, 27))
"""Layers by which llama.cpp tells a latent model whose queries are not compressed."""
LETTERS: Final = "etaoinshrdlcumwfgypbvkjxqz"

Weights = dict[str, NDArray[np.float32]]


Tensors = Iterator[tuple[str, tuple[int, ...]]]
"""Names with dimensions, rows first: a matrix is (outputs, inputs)."""


def tensor_shapes(shape: Shape) -> Tensors:
    """Name and dimensions of each tensor."""
    s = shape
    yield "token_embd.weight", (s.vocabulary, s.embedding)
    yield "output_norm.weight", (s.embedding,)
    if not s.window:  # those with windows share the matrix of the embeddings
        yield "output.weight", (s.vocabulary, s.embedding)
    for layer in range(s.layers):
        for name, dimensions in (*_attention(s), *_feed_forward(s)):
            yield f"blk.{layer}.{name}.weight", dimensions


def _attention(s: Shape) -> Tensors:
    query, key = s.heads * s.head_dimension, s.kv_heads * s.head_dimension
    yield "attn_norm", (s.embedding,)
    if s.architecture == LATENT:
        yield "attn_kv_a_norm", (s.rank,)
        if s.layers in LITE:
            yield "attn_q", (query + s.heads * s.rope, s.embedding)
        else:
            yield "attn_q_a_norm", (s.embedding,)
            yield "attn_q_a", (s.embedding, s.embedding)
            yield "attn_q_b", (query + s.heads * s.rope, s.embedding)
        yield "attn_kv_a_mqa", (s.rank + s.rope, s.embedding)
        yield "attn_k_b", (s.heads, s.rank, s.head_dimension)
        yield "attn_v_b", (s.heads, s.head_dimension, s.rank)
    else:
        yield "attn_q", (query, s.embedding)
        yield "attn_k", (key, s.embedding)
        yield "attn_v", (key, s.embedding)
    yield "attn_output", (s.embedding, query)
    if s.architecture == "gemma3":
        yield "attn_q_norm", (s.head_dimension,)
        yield "attn_k_norm", (s.head_dimension,)


def _feed_forward(s: Shape) -> Tensors:
    yield "ffn_norm", (s.embedding,)
    yield "ffn_gate", (s.feed_forward, s.embedding)
    yield "ffn_up", (s.feed_forward, s.embedding)
    yield "ffn_down", (s.embedding, s.feed_forward)
    if s.window:
        yield "post_attention_norm", (s.embedding,)
        yield "post_ffw_norm", (s.embedding,)


def write_sparse(path: Path, shape: Shape) -> None:
    """A file of the full length of `shape` in F16 that is one hole after its header."""
    writer = _writer(path, shape)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_tokenizer_model("no_vocab")
    length = 0
    for name, dimensions in tensor_shapes(shape):
        # Norms stay in F32, as in every published file.
        dtype = np.dtype(np.float16 if len(dimensions) > 1 else np.float32)
        size = int(np.prod(dimensions, dtype=np.int64)) * dtype.itemsize
        writer.add_tensor_info(name, list(dimensions), dtype, size)
        length += gguf.GGUFWriter.ggml_pad(size, gguf.GGUF_DEFAULT_ALIGNMENT)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.close()
    header = gguf.GGUFWriter.ggml_pad(path.stat().st_size, gguf.GGUF_DEFAULT_ALIGNMENT)
    os.truncate(path, header + length)


def write_tiny(path: Path, tiny: TinyModel) -> None:
    """A file with the weights of `tiny` in F32 and a tokenizer that spells any bytes.

    Raises:
        LlamaRefused: it would be large, or its end-of-sequence token is not in the vocabulary.
    """
    shape = tiny.shape
    if shape.parameters > MOST_WEIGHTS:
        raise LlamaRefused(f"{shape.parameters:,} weights are too many to make up")
    if not 0 <= tiny.eos < shape.vocabulary:
        raise LlamaRefused(f"no token {tiny.eos} in a vocabulary of {shape.vocabulary}")
    writer = _writer(path, shape)
    _add_tokenizer(writer, tiny)
    for name, values in weights(shape, tiny.seed).items():
        writer.add_tensor(name, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def weights(shape: Shape, seed: int) -> Weights:
    """Random weights of `shape`, scaled so that activations neither die nor explode."""
    random = np.random.default_rng(seed)
    made: Weights = {}
    for name, dimensions in tensor_shapes(shape):
        values = random.standard_normal(dimensions, dtype=np.float32)
        if len(dimensions) == 1:
            made[name] = (1 + values / 10).astype(np.float32)
        elif name == "token_embd.weight":
            made[name] = values
        else:
            made[name] = (values / np.sqrt(dimensions[1])).astype(np.float32)
    return made


def _writer(path: Path, shape: Shape) -> gguf.GGUFWriter:
    writer = gguf.GGUFWriter(path, shape.architecture)
    writer.add_context_length(TRAINED_CONTEXT)
    writer.add_embedding_length(shape.embedding)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    if shape.architecture == LATENT:
        _add_latent(writer, shape)
    else:
        writer.add_head_count_kv(shape.kv_heads)
        writer.add_key_length(shape.head_dimension)
        writer.add_value_length(shape.head_dimension)
        writer.add_rope_dimension_count(shape.head_dimension)
    if shape.window:
        writer.add_sliding_window(shape.window)
    writer.add_rope_freq_base(ROPE_BASE)
    writer.add_layer_norm_rms_eps(EPSILON)
    return writer


def _add_latent(writer: gguf.GGUFWriter, shape: Shape) -> None:
    """One key of `rank + rope` numbers for all heads, whose first `rank` are the value as well."""
    writer.add_head_count_kv(1)
    writer.add_key_length(shape.rank + shape.rope)
    writer.add_value_length(shape.rank)
    writer.add_key_length_mla(shape.head_dimension + shape.rope)
    writer.add_value_length_mla(shape.head_dimension)
    writer.add_kv_lora_rank(shape.rank)
    if shape.layers not in LITE:
        writer.add_q_lora_rank(shape.embedding)
    writer.add_rope_dimension_count(shape.rope)
    writer.add_leading_dense_block_count(shape.layers)  # no experts: they keep no cache
    writer.add_expert_feed_forward_length(shape.feed_forward)
    writer.add_expert_shared_count(1)
    writer.add_expert_count(0)
    writer.add_expert_used_count(0)
    writer.add_expert_weights_scale(1.0)


def _add_tokenizer(writer: gguf.GGUFWriter, tiny: TinyModel) -> None:
    size = tiny.shape.vocabulary
    kinds = gguf.TokenType
    tokens = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    types = [kinds.UNKNOWN, kinds.CONTROL, kinds.CONTROL, *[kinds.BYTE] * 256]
    pieces = ["\u2581", *LETTERS, *("\u2581" + letter for letter in LETTERS)]
    pieces += [f"w{n}" for n in range(max(0, size - BYTE_TOKENS - len(pieces)))]
    tokens += pieces
    types += [kinds.NORMAL] * len(pieces)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokens[:size])
    writer.add_token_scores([-float(n) for n in range(size)])
    writer.add_token_types(types[:size])
    writer.add_bos_token_id(min(1, size - 1))
    writer.add_eos_token_id(tiny.eos)
    writer.add_unk_token_id(0)
