"""Logits of a tiny model after each token of a sequence, at the highest precision there is."""

from __future__ import annotations

import ctypes
from typing import Any, Final

from flashcards.oracles.llama.answers.library import lib, opened_context
from flashcards.oracles.llama.answers.shelf import Shelf
from flashcards.oracles.llama.errors import LlamaRefused
from flashcards.oracles.llama.shape import Shape, TinyModel

MOST_TOKENS: Final = 2048
EXACT: Final = {
    # F32 in the cache and no flash attention, which would keep F16 between its steps.
    "type_k": lib.GGML_TYPE_F32,
    "type_v": lib.GGML_TYPE_F32,
    "flash_attn_type": 0,
}


def answer(request: dict[str, Any], shelf: Shelf) -> dict[str, Any]:
    """One row of logits for each token, in one batch."""
    tiny, tokens = tiny_of(request), request["tokens"]
    check_tokens(tokens, tiny.shape.vocabulary)
    count = len(tokens)
    with opened_context(
        shelf.tiny(tiny), n_ctx=count, n_batch=count, n_ubatch=count, **EXACT
    ) as context:
        decode(context, tokens, 0, every=True)
        size = count * tiny.shape.vocabulary * ctypes.sizeof(ctypes.c_float)
        raw = ctypes.string_at(lib.llama_get_logits(context), size)
    return {"attached": [raw]}


def tiny_of(request: dict[str, Any]) -> TinyModel:
    """The model a request names."""
    model = request["model"]
    return TinyModel(shape=Shape(**model["shape"]), seed=model["seed"], eos=model["eos"])


def check_tokens(tokens: list[int], vocabulary: int) -> None:
    """A token outside of the vocabulary would end the process.

    Raises:
        LlamaRefused: there is one, or there are no tokens, or very many.
    """
    if not 1 <= len(tokens) <= MOST_TOKENS:
        raise LlamaRefused(f"{len(tokens)} tokens, not 1..{MOST_TOKENS}")
    for token in tokens:
        if not 0 <= token < vocabulary:
            raise LlamaRefused(f"no token {token} in a vocabulary of {vocabulary}")


def decode(context: Any, tokens: list[int], position: int, *, every: bool) -> None:
    """Run `tokens` through the model from `position` on; logits of each, or of the last.

    Raises:
        LlamaRefused: llama.cpp did not, for instance because the context is full.
    """
    batch = lib.llama_batch_init(len(tokens), 0, 1)
    try:
        batch.n_tokens = len(tokens)
        for index, token in enumerate(tokens):
            batch.token[index] = token
            batch.pos[index] = position + index
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = 0
            batch.logits[index] = every or index == len(tokens) - 1
        if status := lib.llama_decode(context, batch):
            raise LlamaRefused(f"llama_decode returned {status}")
    finally:
        lib.llama_batch_free(batch)
