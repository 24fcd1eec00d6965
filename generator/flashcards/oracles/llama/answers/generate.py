"""The generation loop, by the low-level API: decode the prompt, sample, decode one token, stop."""

from __future__ import annotations

import ctypes
import math
from typing import Any, Final

from flashcards.oracles.llama.answers.library import checked_seed, lib, opened_context
from flashcards.oracles.llama.answers.logits import EXACT, check_tokens, decode, tiny_of
from flashcards.oracles.llama.answers.shelf import Shelf
from flashcards.oracles.llama.errors import LlamaRefused

MOST_CONTEXT: Final = 4096


def answer(request: dict[str, Any], shelf: Shelf) -> dict[str, Any]:
    """Generate from a text or from tokens, with the cache kept or computed anew each time."""
    tiny = tiny_of(request)
    model = shelf.tiny(tiny)
    vocabulary = lib.llama_model_get_vocab(model)
    prompt = request["prompt"]
    if isinstance(prompt, str):
        if tiny.shape.vocabulary < 259:
            raise LlamaRefused("the vocabulary is too small to spell a text; give tokens")
        prompt = tokenize(vocabulary, prompt.encode(), special=True)
    check_tokens(prompt, tiny.shape.vocabulary)
    size = request["context"]
    if not len(prompt) <= size <= MOST_CONTEXT:
        raise LlamaRefused(f"{len(prompt)} tokens of prompt in a context of {size}")
    sampler = _sampler(request["temperature"], request["seed"])
    try:
        with opened_context(model, n_ctx=size, n_batch=size, n_ubatch=min(size, 512), **EXACT) as c:
            tokens, stopped, evaluated = loop(
                c,
                vocabulary,
                sampler,
                prompt,
                limit=request["limit"],
                size=size,
                recompute=request["recompute"],
            )
    finally:
        lib.llama_sampler_free(sampler)
    return {
        "prompt": prompt,
        "tokens": tokens,
        "text": detokenize(vocabulary, tokens).decode("utf-8", "replace"),
        "stopped": stopped,
        "evaluated": evaluated,
    }


def loop(
    context: Any,
    vocabulary: Any,
    sampler: Any,
    prompt: list[int],
    *,
    limit: int,
    size: int,
    recompute: bool = False,
) -> tuple[list[int], str, int]:
    """The tokens generated, why it stopped, and how many tokens were evaluated."""
    decode(context, prompt, 0, every=False)
    evaluated, tokens = len(prompt), list[int]()
    while len(tokens) < limit:
        token = lib.llama_sampler_sample(sampler, context, -1)
        if lib.llama_vocab_is_eog(vocabulary, token):
            return tokens, "end of sequence", evaluated
        tokens.append(token)
        if len(tokens) == limit:
            break
        length = len(prompt) + len(tokens)
        if length > size:
            return tokens, "context full", evaluated
        if recompute:
            # Without this the context would be appended to what is there already.
            lib.llama_memory_clear(lib.llama_get_memory(context), True)
            decode(context, prompt + tokens, 0, every=False)
            evaluated += length
        else:
            decode(context, [token], length - 1, every=False)
            evaluated += 1
    return tokens, "limit", evaluated


def greedy() -> Any:
    """A sampler that takes the largest logit."""
    return lib.llama_sampler_init_greedy()


def _sampler(temperature: float, seed: int) -> Any:
    if not math.isfinite(temperature):
        raise LlamaRefused(f"temperature {temperature}")
    if temperature <= 0:
        return greedy()
    checked_seed(seed)
    chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
    lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_temp(temperature))
    lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_dist(seed))
    return chain


def tokenize(vocabulary: Any, text: bytes, *, special: bool) -> list[int]:
    """Tokens of a text; `special` adds BOS and the like."""
    room = len(text) + 8
    while True:
        buffer = (lib.llama_token * room)()
        count = lib.llama_tokenize(vocabulary, text, len(text), buffer, room, special, False)
        if count >= 0:
            return list(buffer[:count])
        if -count <= room:
            raise LlamaRefused("llama.cpp did not tokenize")
        room = -count


def detokenize(vocabulary: Any, tokens: list[int]) -> bytes:
    """Bytes of tokens, without the special ones."""
    given = (lib.llama_token * len(tokens))(*tokens)
    room = 8 * len(tokens) + 8
    while True:
        buffer = ctypes.create_string_buffer(room)
        count = lib.llama_detokenize(vocabulary, given, len(tokens), buffer, room, True, False)
        if count >= 0:
            return buffer.raw[:count]
        if -count <= room:
            raise LlamaRefused("llama.cpp did not detokenize")
        room = -count
