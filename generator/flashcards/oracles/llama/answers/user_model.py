"""A user's own model: what it is, what its KV cache takes, whether it runs the same twice."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any, Final

from flashcards import patterns as re
from flashcards.oracles.llama.answers.generate import detokenize, greedy, loop, tokenize
from flashcards.oracles.llama.answers.gguf_reader import text
from flashcards.oracles.llama.answers.header import describe
from flashcards.oracles.llama.answers.library import LOG, lib, opened_context
from flashcards.oracles.llama.answers.shelf import Shelf, load, load_without_memory, regular
from flashcards.oracles.llama.errors import LlamaRefused

SAMPLE: Final = "The quick brown fox, 42 times. Größe: 3 µm → 東京 🙂"
RUN: Final = 8  # tokens of the greedy run
SIZES: Final = re.compile(r"llama_(?:kv_cache|memory_recurrent): size = +([\d.]+) MiB")
"""One line a cache; a model with windowed attention has two."""


def answer(request: dict[str, Any], _shelf: Shelf) -> dict[str, Any]:
    """Look at a model without its weights, then run it if it is small enough."""
    path = regular(request["path"])
    notes: list[str] = []
    model = load_without_memory(path)
    try:
        found = _dimensions(model)
        found["kv"] = _caches(model, request["contexts"], found["context_length"], notes)
        found["round_trip"] = _round_trip(model, notes)
    finally:
        lib.llama_model_free(model)
    size = path.stat().st_size
    if size > request["run_up_to"]:
        notes.append(f"not run: {size:,} bytes are more than {request['run_up_to']:,}")
        run: tuple[list[int], bool | None] = [], None
    else:
        run = _run_twice(path, notes)
    return {**found, "greedy": run[0], "deterministic": run[1], "notes": notes}


def _dimensions(model: Any) -> dict[str, Any]:
    architecture = _value(model, "general.architecture")
    heads, embedding = lib.llama_model_n_head(model), lib.llama_model_n_embd(model)
    each = embedding // heads if heads > 0 else 0

    def length(name: str) -> int:
        stated = _value(model, f"{architecture}.attention.{name}_length")
        return int(stated) if stated.isdecimal() else each

    return {
        "architecture": architecture,
        "description": describe(model),
        "parameters": lib.llama_model_n_params(model),
        "size_bytes": lib.llama_model_size(model),
        "layers": lib.llama_model_n_layer(model),
        "heads": heads,
        "kv_heads": lib.llama_model_n_head_kv(model),
        "key_length": length("key"),
        "value_length": length("value"),
        "context_length": lib.llama_model_n_ctx_train(model),
        "vocabulary": lib.llama_vocab_n_tokens(lib.llama_model_get_vocab(model)),
    }


def _value(model: Any, key: str) -> str:
    buffer = ctypes.create_string_buffer(256)
    if lib.llama_model_meta_val_str(model, key.encode(), buffer, len(buffer)) < 0:
        return ""
    return text(buffer.value)


def _caches(
    model: Any, contexts: list[int], trained: int, notes: list[str]
) -> list[dict[str, Any]]:
    found = []
    for size in sorted({*contexts, trained} if 0 < trained <= 1 << 20 else set(contexts)):
        LOG.clear()
        try:
            with opened_context(model, n_ctx=size, n_batch=32, n_ubatch=32) as context:
                n_ctx = lib.llama_n_ctx(context)
        except LlamaRefused as refusal:
            said = "; ".join(LOG.complaints())
            notes.append(f"no KV cache at {size}: {refusal.message} {said}".strip())
            break
        sizes = SIZES.findall("\n".join(LOG.lines()))
        mib = sum(float(size) for size in sizes)
        found.append({"context": size, "n_ctx": n_ctx, "mib": mib})
    return found


def _round_trip(model: Any, notes: list[str]) -> bool | None:
    vocabulary = lib.llama_model_get_vocab(model)
    if lib.llama_vocab_type(vocabulary) == lib.LLAMA_VOCAB_TYPE_NONE:
        notes.append("no tokenizer in the file")
        return None
    tokens = tokenize(vocabulary, SAMPLE.encode(), special=False)
    back = detokenize(vocabulary, tokens).decode("utf-8", "replace")
    same = back.removeprefix(" ") == SAMPLE  # some tokenizers put a space before every text
    if not same:
        notes.append(f"the tokenizer gives back {back!r} for {SAMPLE!r}")
    return same


def _run_twice(path: Path, notes: list[str]) -> tuple[list[int], bool | None]:
    model = load(path)
    try:
        vocabulary = lib.llama_model_get_vocab(model)
        if lib.llama_model_has_encoder(model) or not lib.llama_model_has_decoder(model):
            notes.append("not run: no decoder-only model")
            return [], None
        if lib.llama_vocab_type(vocabulary) == lib.LLAMA_VOCAB_TYPE_NONE:
            notes.append("not run: no tokenizer")
            return [], None
        prompt = tokenize(vocabulary, b"The capital of France is", special=True)
        runs = [_run(model, vocabulary, prompt) for _ in range(2)]
    finally:
        lib.llama_model_free(model)
    return runs[0], runs[0] == runs[1]


def _run(model: Any, vocabulary: Any, prompt: list[int]) -> list[int]:
    sampler = greedy()
    try:
        with opened_context(model, n_ctx=256, n_batch=256, n_ubatch=256) as context:
            return loop(context, vocabulary, sampler, prompt, limit=RUN, size=256)[0]
    finally:
        lib.llama_sampler_free(sampler)
