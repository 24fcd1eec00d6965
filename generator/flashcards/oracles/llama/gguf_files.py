"""GGUF models of the llama architecture: sparse ones of real shapes, tiny ones with weights.

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
from flashcards.oracles.llama.shape import BYTE_TOKENS, Shape, TinyModel

EPSILON: Final = 1e-5
ROPE_BASE: Final = 10_000.0
TRAINED_CONTEXT: Final = 4096
MOST_WEIGHTS: Final = 20_000_000  # of a tiny model: 80 MB in F32
LETTERS: Final = "etaoinshrdlcumwfgypbvkjxqz"

Weights = dict[str, NDArray[np.float32]]


def tensor_shapes(shape: Shape) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Name and dimensions of each tensor, rows first: a matrix is (outputs, inputs)."""
    s, query, key = shape, shape.heads * shape.head_dimension, shape.kv_heads * shape.head_dimension
    yield "token_embd.weight", (s.vocabulary, s.embedding)
    yield "output_norm.weight", (s.embedding,)
    yield "output.weight", (s.vocabulary, s.embedding)
    for layer in range(s.layers):
        for name, dimensions in (
            ("attn_norm", (s.embedding,)),
            ("attn_q", (query, s.embedding)),
            ("attn_k", (key, s.embedding)),
            ("attn_v", (key, s.embedding)),
            ("attn_output", (s.embedding, query)),
            ("ffn_norm", (s.embedding,)),
            ("ffn_gate", (s.feed_forward, s.embedding)),
            ("ffn_up", (s.feed_forward, s.embedding)),
            ("ffn_down", (s.embedding, s.feed_forward)),
        ):
            yield f"blk.{layer}.{name}.weight", dimensions


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
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(TRAINED_CONTEXT)
    writer.add_embedding_length(shape.embedding)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_key_length(shape.head_dimension)
    writer.add_value_length(shape.head_dimension)
    writer.add_rope_dimension_count(shape.head_dimension)
    writer.add_rope_freq_base(ROPE_BASE)
    writer.add_layer_norm_rms_eps(EPSILON)
    return writer


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
