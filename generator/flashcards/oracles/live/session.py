"""A conversation with llama.cpp that asks no question twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from flashcards.oracles.llama import Block, CachePart, KvCache, Llama, Quantized, Shape
from flashcards.shapes import Architecture

_T = TypeVar("_T")


class Session:
    """llama.cpp with a memory of its answers; they depend on the question alone.

    Attributes:
        runs: different questions asked so far.
    """

    def __init__(self, llama: Llama) -> None:
        self.llama = llama
        self.runs = 0
        self._known: dict[Hashable, object] = {}

    def once(self, key: Hashable, ask: Callable[[], _T]) -> _T:
        """The answer to a question, asked the first time only."""
        if key not in self._known:
            self._known[key] = ask()
            self.runs += 1
        return cast("_T", self._known[key])

    def kv_cache(
        self,
        model: Architecture,
        *,
        context: int,
        cache: str = "F16",
        v: str = "",
        sequences: int = 1,
    ) -> KvCache:
        """The KV cache of a model's shape at a context over all sequences, each with its own.

        Args:
            model: whose shape.
            context: tokens of all sequences together.
            cache: ggml's type of K, and of V if `v` names no other.
            v: type of V.
            sequences: how many share the context evenly.
        """
        kinds = cache.lower(), (v or cache).lower()
        return self.once(
            ("kv", model.name, context, kinds, sequences),
            lambda: self.llama.kv_cache(
                shape_of(model),
                context=context,
                sequences=sequences,
                type_k=kinds[0],
                type_v=kinds[1],
            ),
        )

    def kv_parts(self, shape: Shape, context: int) -> tuple[CachePart, ...]:
        """The caches of a shape whose layers need not keep the same tokens, in F16."""
        return self.once(
            ("parts", shape, context), lambda: self.llama.kv_parts(shape, context=context)
        )

    def uniform(self, model: Architecture, kind: str) -> Quantized:
        """A model's shape quantised to one type for every matrix."""
        return self.once(
            ("uniform", model.name, kind),
            lambda: self.llama.quantized(shape_of(model), kind, uniform=True),
        )

    def block(self, kind: str) -> Block:
        """The block of a tensor type."""
        return self.once(("block", kind), lambda: self.llama.block(kind.lower()))


def shape_of(model: Architecture) -> Shape:
    """The dimensions that a file of the llama architecture needs."""
    return Shape(
        layers=model.layers,
        heads=model.heads,
        kv_heads=model.kv_heads,
        head_dimension=model.head_dimension,
        embedding=model.embedding,
        feed_forward=model.feed_forward,
        vocabulary=model.vocabulary,
    )
