"""The llama architecture in numpy, float64: a second way to the logits of a tiny model.

RMS norm (https://arxiv.org/abs/1910.07467), rotary positions on neighbouring pairs
(https://arxiv.org/abs/2104.09864, LLAMA_ROPE_TYPE_NORM), grouped-query attention
(https://arxiv.org/abs/2305.13245), SwiGLU (https://arxiv.org/abs/2002.05202).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from flashcards.oracles.llama.gguf_files import EPSILON, ROPE_BASE, weights
from flashcards.oracles.llama.shape import TINY, Shape, TinyModel

Array = NDArray[np.float64]


def logits(tokens: Sequence[int], *, model: TinyModel = TINY) -> Array:
    """Logits after each token.  # (tokens, vocabulary)."""
    shape = model.shape
    w = {name: values.astype(np.float64) for name, values in weights(shape, model.seed).items()}
    x = w["token_embd.weight"][list(tokens)]  # (tokens, embedding)
    for layer in range(shape.layers):
        part = {
            name.removeprefix(f"blk.{layer}.").removesuffix(".weight"): values
            for name, values in w.items()
            if name.startswith(f"blk.{layer}.")
        }
        x = x + _attention(_norm(x, part["attn_norm"]), part, shape)
        x = x + _feed_forward(_norm(x, part["ffn_norm"]), part)
    found: Array = _norm(x, w["output_norm.weight"]) @ w["output.weight"].T
    return found


def _norm(x: Array, weight: Array) -> Array:
    scaled: Array = x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + EPSILON) * weight
    return scaled


def _attention(x: Array, part: dict[str, Array], shape: Shape) -> Array:
    count, width = len(x), shape.head_dimension
    q = _rotate((x @ part["attn_q"].T).reshape(count, shape.heads, width))
    k = _rotate((x @ part["attn_k"].T).reshape(count, shape.kv_heads, width))
    v = (x @ part["attn_v"].T).reshape(count, shape.kv_heads, width)
    group = shape.heads // shape.kv_heads  # query heads to a KV head
    k, v = np.repeat(k, group, axis=1), np.repeat(v, group, axis=1)
    scores = np.einsum("qhd,khd->hqk", q, k) / np.sqrt(width)
    scores += np.triu(np.full((count, count), -np.inf), 1)  # no token sees a later one
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares = powers / powers.sum(axis=-1, keepdims=True)
    mixed = np.einsum("hqk,khd->qhd", shares, v).reshape(count, -1)
    found: Array = mixed @ part["attn_output"].T
    return found


def _rotate(x: Array) -> Array:
    """Turn each pair of neighbours by position × base^(-2i/d).  # (tokens, heads, d)."""
    count, _, width = x.shape
    angles = np.arange(count)[:, None] * ROPE_BASE ** (-np.arange(0, width, 2) / width)
    turned = (x[..., ::2] + 1j * x[..., 1::2]) * np.exp(1j * angles)[:, None, :]
    found: Array = np.stack([turned.real, turned.imag], axis=-1).reshape(x.shape)
    return found


def _feed_forward(x: Array, part: dict[str, Array]) -> Array:
    gate = x @ part["ffn_gate"].T
    found: Array = (gate / (1 + np.exp(-gate)) * (x @ part["ffn_up"].T)) @ part["ffn_down"].T
    return found
