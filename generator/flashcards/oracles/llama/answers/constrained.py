"""A user's own model writes what a grammar allows, once for each of several endings of a prompt.

What others wrote never becomes a control token: only the model's own chat template is read with
`parse_special`. The parts that may be long are cut to the context; how much was kept is said.
"""

from __future__ import annotations

import ctypes
import json
import os
import time
from collections.abc import Sequence
from typing import Any, Final

from flashcards.oracles.llama.answers.generate import detokenize
from flashcards.oracles.llama.answers.library import lib, opened_context
from flashcards.oracles.llama.answers.logits import decode
from flashcards.oracles.llama.answers.shelf import Shelf, load, regular
from flashcards.oracles.llama.errors import LlamaRefused
from flashcards.values import dataclass

MOST_CONTEXT: Final = 8192  # tokens; a 7B model without GQA has 4 GiB of cache there
STEP: Final = 256  # llama.cpp rounds a context up to it
BATCH: Final = 512
MOST_THREADS: Final = 8
SMALL: Final = 64 << 20  # bytes; threads would wait for each other longer than they compute
LEAST_ROOM: Final = 64  # tokens left for what may be cut; below, there is nothing to judge
MARK: Final = "\x02what is asked\x03"  # no template has it
CUT_FIRST: Final = 3  # the first part that may be cut keeps a third of the room at least

_loaded: dict[tuple[str, int, int], Any] = {}


@dataclass(frozen=True, slots=True)
class _Prompt:
    """Tokens before the endings, those after each, and how much of the parts they hold."""

    head: list[int]
    endings: list[list[int]]
    kept: list[tuple[int, int]]
    template: bool


def answer(request: dict[str, Any], _shelf: Shelf) -> dict[str, Any]:
    """Write one text for each ending until all are written or the time is over."""
    deadline = time.monotonic() + request["seconds"]
    model = _model(request["path"])
    vocabulary = lib.llama_model_get_vocab(model)
    if lib.llama_vocab_type(vocabulary) == lib.LLAMA_VOCAB_TYPE_NONE:
        raise LlamaRefused("the model has no tokenizer")
    if lib.llama_model_has_encoder(model) or not lib.llama_model_has_decoder(model):
        raise LlamaRefused("the model is not one that continues a text")
    trained = lib.llama_model_n_ctx_train(model)
    most = min(trained if trained > 0 else MOST_CONTEXT, MOST_CONTEXT)
    limit = request["limit"]
    prompt = _fitted(model, vocabulary, request, most - limit)
    longest = len(prompt.head) + max(map(len, prompt.endings)) + limit
    size = -(-longest // STEP) * STEP
    written: list[dict[str, str]] = []
    small = lib.llama_model_size(model) < SMALL
    threads = 1 if small else min(os.cpu_count() or 1, MOST_THREADS)
    with opened_context(
        model, n_ctx=size, n_batch=BATCH, n_ubatch=BATCH, n_threads=threads,
        n_threads_batch=threads,
    ) as context:  # fmt: skip
        held = 0
        for ending, grammar in zip(prompt.endings, request["grammars"], strict=True):
            held = _rewound(context, held, len(prompt.head))
            if not _read(context, prompt.head[held:] + ending, held, deadline):
                break
            place = len(prompt.head) + len(ending)
            found = _written(context, vocabulary, grammar, place, limit=limit, deadline=deadline)
            if found is None:
                break
            written.append(found)
            held = len(prompt.head)
    return {
        "written": written,
        "late": len(written) < len(prompt.endings),
        "kept": prompt.kept,
        "prompt": longest - limit,
        "context": size,
        "template": prompt.template,
    }


def _model(path: str) -> Any:
    file = regular(path)
    status = file.stat()
    key = (str(file), status.st_mtime_ns, status.st_size)
    if key not in _loaded:
        while _loaded:
            lib.llama_model_free(_loaded.popitem()[1])
        _loaded[key] = load(file)
    return _loaded[key]


# --- the prompt -------------------------------------------------------------------------------


def _fitted(model: Any, vocabulary: Any, request: dict[str, Any], most: int) -> _Prompt:
    before, behind, template = _template(model, request["system"])
    head = _tokens(vocabulary, before, first=True, trusted=True)
    tail = _tokens(vocabulary, behind, trusted=True)
    parts = [_tokens(vocabulary, part["text"]) for part in request["parts"]]
    endings = [_tokens(vocabulary, text) + tail for text in request["endings"]]
    may_cut = [n for n, part in enumerate(request["parts"]) if part["cut"]]
    fixed = sum(len(part) for n, part in enumerate(parts) if n not in may_cut)
    room = most - len(head) - fixed - max(map(len, endings))
    if room < LEAST_ROOM:
        raise LlamaRefused(f"a context of {most} tokens is too small for the question")
    kept: list[tuple[int, int]] = []
    for place, n in enumerate(may_cut):
        length = len(parts[n])
        later = sum(len(parts[m]) for m in may_cut[place + 1 :])
        parts[n] = parts[n][: max(room - later, room // CUT_FIRST if later else room)]
        room -= len(parts[n])
        kept.append((len(parts[n]), length))
    for part in parts:
        head += part
    return _Prompt(head=head, endings=endings, kept=kept, template=template)


def _template(model: Any, system: str) -> tuple[str, str, bool]:
    """What stands before and behind the user's words; by the model's own template if it is known.

    llama.cpp recognises templates by their signs and never runs them.
    """
    known = lib.llama_model_chat_template(model, None)
    if known:
        messages = (lib.llama_chat_message * 2)(
            lib.llama_chat_message(b"system", system.encode()),
            lib.llama_chat_message(b"user", MARK.encode()),
        )
        buffer = ctypes.create_string_buffer(4 * len(system) + 4096)
        count = lib.llama_chat_apply_template(known, messages, 2, True, buffer, len(buffer))
        if 0 < count <= len(buffer):
            text = buffer.raw[:count].decode("utf-8", "replace")
            if text.count(MARK) == 1:
                before, _, behind = text.partition(MARK)
                return before, behind, True
    return f"{system}\n\n", "\n", False


def _tokens(vocabulary: Any, text: str, *, first: bool = False, trusted: bool = False) -> list[int]:
    given = text.encode("utf-8", "replace")
    room = len(given) + 8
    while True:
        buffer = (lib.llama_token * room)()
        count = lib.llama_tokenize(vocabulary, given, len(given), buffer, room, first, trusted)
        if count >= 0:
            return list(buffer[:count])
        if -count <= room:
            raise LlamaRefused("llama.cpp did not tokenize")
        room = -count


# --- reading and writing ----------------------------------------------------------------------


def _rewound(context: Any, held: int, head: int) -> int:
    """Forget all but the head, which all endings share; how many tokens are still held."""
    memory = lib.llama_get_memory(context)
    if held == head and lib.llama_memory_seq_rm(memory, 0, head, -1):
        return head
    lib.llama_memory_clear(memory, True)  # a recurrent model keeps no part of what it read
    return 0


def _read(context: Any, tokens: Sequence[int], place: int, deadline: float) -> bool:
    for start in range(0, len(tokens), BATCH):
        if time.monotonic() > deadline:
            return False
        decode(context, list(tokens[start : start + BATCH]), place + start, every=False)
    return True


def _written(
    context: Any, vocabulary: Any, grammar: str, place: int, *, limit: int, deadline: float
) -> dict[str, str] | None:
    """The text and why it ended; None if the time was over before."""
    sampler = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
    try:
        allowed = lib.llama_sampler_init_grammar(vocabulary, grammar.encode(), b"root")
        if not allowed:
            raise LlamaRefused("llama.cpp did not take the grammar")
        lib.llama_sampler_chain_add(sampler, allowed)
        lib.llama_sampler_chain_add(sampler, lib.llama_sampler_init_greedy())
        tokens: list[int] = []
        text = ""
        while len(tokens) < limit:
            if time.monotonic() > deadline:
                return None
            token = lib.llama_sampler_sample(sampler, context, -1)
            if lib.llama_vocab_is_eog(vocabulary, token):
                return {"text": text, "stopped": "end of sequence"}
            tokens.append(token)
            text = detokenize(vocabulary, tokens).decode("utf-8", "replace")
            if _complete(text):  # a model without an end of sequence would have no token left
                return {"text": text, "stopped": "complete"}
            if len(tokens) < limit:
                decode(context, [token], place + len(tokens) - 1, every=False)
        return {"text": text, "stopped": "limit"}
    finally:
        lib.llama_sampler_free(sampler)


def _complete(text: str) -> bool:
    if not text.endswith("}"):
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
