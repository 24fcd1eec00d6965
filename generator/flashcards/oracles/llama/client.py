"""Questions to live llama.cpp, typed; the library itself runs in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from flashcards.oracles.llama import packing
from flashcards.oracles.llama.errors import LlamaError
from flashcards.oracles.llama.files import Header, Inspected, KvAt, LlamaVersion, Loaded
from flashcards.oracles.llama.process import Worker
from flashcards.oracles.llama.runs import Generated, Logits
from flashcards.oracles.llama.shape import TINY, Shape, TinyModel
from flashcards.oracles.llama.sizes import Block, CachePart, KvCache, Quantized, TypeShare
from flashcards.oracles.llama.steps import Sampled, Sampling, Step

TIME_LIMIT: Final = 60.0  # seconds a question; all but a user's model take milliseconds
RUN_UP_TO: Final = 2 << 30  # bytes of a user's model that is really run

Source = bytes | str | os.PathLike[str]
"""A GGUF file, or what would be in one."""


class Llama:
    """Live llama.cpp; started by the first question, started anew after an abort or a hang.

    Attributes:
        time_limit: seconds within which each question must be answered.

    Every method raises a `LlamaError` if there is no answer; the next question works again.
    """

    def __init__(self, *, time_limit: float = TIME_LIMIT) -> None:
        self.time_limit = time_limit
        self._worker = Worker()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process and remove its files; a later question starts another."""
        self._worker.close()

    def version(self) -> LlamaVersion:
        """What runs."""
        return LlamaVersion(**self._ask("version"))

    def kv_cache(
        self,
        shape: Shape,
        *,
        context: int,
        sequences: int = 1,
        type_k: str = "f16",
        type_v: str = "f16",
        unified: bool = False,
    ) -> KvCache:
        """The KV cache of a context of `context` tokens over all `sequences`, to the byte.

        If `unified`, the sequences share one buffer; else each has its part of the context.
        """
        answer = self._ask(
            "kv",
            shape=asdict(shape),
            context=context,
            sequences=sequences,
            type_k=type_k,
            type_v=type_v,
            unified=unified,
        )
        return KvCache(**answer)

    def kv_parts(
        self, shape: Shape, *, context: int, type_k: str = "f16", type_v: str = "f16"
    ) -> tuple[CachePart, ...]:
        """The caches of a context of one sequence, one for all layers that keep the same tokens."""
        answer = self._ask(
            "kv-parts",
            shape=asdict(shape), context=context, type_k=type_k, type_v=type_v, unified=True,
        )  # fmt: skip
        return tuple(CachePart(**one) for one in answer["parts"])

    def kv_bytes_per_token(self, shape: Shape, *, type_k: str = "f16", type_v: str = "f16") -> int:
        """Bytes a token takes, by a second way: the growth of a saved state of real tokens.

        `shape` must be small enough to be given random weights.
        """
        answer = self._ask(
            "kv-state", shape=asdict(shape), type_k=type_k, type_v=type_v, unified=False
        )
        return int(answer["bytes"])

    def quantized(
        self, shape: Shape, file_type: str, *, uniform: bool = False, write: bool | None = None
    ) -> Quantized:
        """The size of a model in a file type such as Q4_K_M, by `llama_model_quantize`.

        If `uniform`, every matrix gets the one type, embeddings and output too. `write` says
        whether to write a file and load it or to ask for a dry run; None: if it is small.
        """
        answer = self._ask(
            "quantize", shape=asdict(shape), file_type=file_type, uniform=uniform, write=write
        )
        shares = tuple(
            TypeShare(type=kind, tensors=tensors, elements=elements, size_bytes=size)
            for kind, tensors, elements, size in answer.pop("by_type")
        )
        return Quantized(**answer, by_type=shares)

    def block(self, type_name: str) -> Block:
        """The block of a ggml type such as q4_K; the library and package gguf must agree."""
        return Block(**self._ask("block", type=type_name))

    def sampled(
        self, logits: Sequence[float], chain: Sequence[Step], history: Sequence[int] = ()
    ) -> Sampled:
        """What a sampler chain leaves of logits, with probabilities."""
        question = Sampling(logits, tuple(chain), tuple(history))
        return self.sampled_many([question], logits=True)[0]

    def sampled_many(self, questions: Sequence[Sampling], *, logits: bool = False) -> list[Sampled]:
        """The same for many, in one round trip each few thousand; `logits` as well if asked."""
        return packing.sampled(
            questions, lambda **fields: self._ask("sample", **fields), logits=logits
        )

    def draws(
        self, logits: Sequence[float], chain: Sequence[Step], *, count: int, seed: int
    ) -> dict[int, int]:
        """How often each token is drawn in `count` draws of one chain that ends in `dist`."""
        names, flat = packing.flattened([chain])
        attached = [packing.floats(logits), *flat]
        answer = self._ask("draw", attached, names=names, count=count, seed=seed)
        return {token: times for token, times in enumerate(answer["counts"]) if times}

    def penalised(
        self,
        logits: Sequence[float],
        history: Sequence[int],
        *,
        last_n: int = 64,
        repeat: float = 1.0,
        frequency: float = 0.0,
        presence: float = 0.0,
    ) -> list[float]:
        """Logits after the penalties sampler, in the order of the tokens."""
        step = Step.penalties(last_n=last_n, repeat=repeat, frequency=frequency, presence=presence)
        left = self.sampled(logits, [step], history)
        after = dict(zip(left.tokens, left.logits, strict=True))
        return [after.get(token, float("-inf")) for token in range(len(logits))]

    def token_probabilities(self, tokens: Sequence[int], *, model: TinyModel = TINY) -> Logits:
        """Live logits after each token: F32 cache, no flash attention, one batch."""
        answer = self._ask("logits", tokens=list(tokens), model=asdict(model))
        flat = packing.numbers("f", answer["attached"][0])
        width = model.shape.vocabulary
        rows = tuple(tuple(flat[i : i + width]) for i in range(0, len(flat), width))
        return Logits(tokens=tuple(tokens), rows=rows)

    def header(self, source: Source) -> Header:
        """The header of a GGUF file, or of its bytes, by ggml's own reader."""
        answer = self._ask_about(source, "header")
        return Header(**{**answer, "names": tuple(answer["names"])})

    def load(self, source: Source, *, vocab_only: bool = False) -> Loaded:
        """Load a GGUF file, or its bytes, as a model."""
        return Loaded(**self._ask_about(source, "load", vocab_only=vocab_only))

    def generate(
        self,
        prompt: str | Sequence[int],
        *,
        model: TinyModel = TINY,
        limit: int = 16,
        context: int = 256,
        temperature: float = 0.0,
        seed: int = 0,
        recompute: bool = False,
    ) -> Generated:
        """Run the generation loop on a tiny model, for `limit` tokens at most.

        A temperature of 0 takes the largest logit. If `recompute`, the cache is forgotten and
        the whole context evaluated for each token.
        """
        answer = self._ask(
            "generate",
            prompt=prompt if isinstance(prompt, str) else list(prompt),
            model=asdict(model),
            limit=limit,
            context=context,
            temperature=temperature,
            seed=seed,
            recompute=recompute,
        )
        lists = {name: tuple(answer[name]) for name in ("prompt", "tokens")}
        return Generated(**{**answer, **lists})

    def inspect(
        self,
        path: str | os.PathLike[str],
        *,
        contexts: Sequence[int] = (2048, 4096, 8192),
        run_up_to: int = RUN_UP_TO,
    ) -> Inspected:
        """A user's own model: dimensions, KV memory, tokenizer, determinism.

        A file of more than `run_up_to` bytes is not run.
        """
        answer = self._ask_about(path, "inspect", contexts=list(contexts), run_up_to=run_up_to)
        caches = tuple(KvAt(**cache) for cache in answer["kv"])
        lists = {name: tuple(answer[name]) for name in ("greedy", "notes")}
        return Inspected(**{**answer, **lists, "path": os.fspath(path), "kv": caches})

    def _ask(self, kind: str, attached: Sequence[bytes] = (), **fields: Any) -> dict[str, Any]:
        request = {"ask": kind, **fields}
        return self._worker.ask(request, limit=self.time_limit, attached=attached)

    def _ask_about(self, source: Source, kind: str, **fields: Any) -> dict[str, Any]:
        if isinstance(source, bytes):
            return self._ask(kind, attached=[source], **fields)
        path = os.fspath(source)
        try:
            return self._ask(kind, path=str(Path(path).absolute()), **fields)
        except LlamaError as error:
            error.path = path
            raise
