"""Models by their dimensions: real shapes without weights, tiny ones with.

Beside the llama architecture there are two whose caches differ: windows that keep only the last
tokens (as in Gemma 2 and 3), and one latent vector for K and V of all heads (as in DeepSeek-V2).
"""

from __future__ import annotations

from dataclasses import fields

from flashcards.oracles.llama.errors import LlamaRefused
from flashcards.values import dataclass

LARGEST = 1 << 20
MOST_LAYERS = 512  # LLAMA_MAX_LAYERS; llama.cpp aborts above it
LAYERS_A_FULL_ONE = {"gemma2": 2, "gemma3": 6}
"""Architectures with windows: of so many layers the last attends to the whole context."""
LATENT = "deepseek2"
BYTE_TOKENS = 259  # <unk>, <s>, </s> and the 256 bytes: enough to spell any prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The dimensions of a model.

    Attributes:
        head_dimension: of K and of V; need not be embedding ÷ heads.
        architecture: `llama`, one with windows, or `deepseek2`.
        window: tokens that a layer with a window keeps; nought where none has one.
        rank, rope: of a latent vector, and of the rotated key beside it; nought where heads have
            keys and values of their own.

    Raises:
        LlamaRefused: llama.cpp would abort, or allocate without end, on such a shape.
    """

    layers: int
    heads: int
    kv_heads: int
    head_dimension: int
    embedding: int
    feed_forward: int
    vocabulary: int
    architecture: str = "llama"
    window: int = 0
    rank: int = 0
    rope: int = 0

    def __post_init__(self) -> None:
        """Check once, so that a shape in hand is a right one."""
        windows, latent = self.architecture in LAYERS_A_FULL_ONE, self.architecture == LATENT
        if not (windows or latent or self.architecture == "llama"):
            raise LlamaRefused(f"architecture {self.architecture!r} is none that is made here")
        needed = {"window": windows, "rank": latent, "rope": latent}
        for field in fields(self):
            value, least = getattr(self, field.name), int(needed.get(field.name, True))
            if field.name == "architecture":
                continue
            if not isinstance(value, int) or not least <= value <= LARGEST * least:
                raise LlamaRefused(f"{field.name} {value!r} is not within {least}..{LARGEST}")
        if self.layers > MOST_LAYERS:
            raise LlamaRefused(f"layers {self.layers} is above {MOST_LAYERS}")
        if self.heads % self.kv_heads:
            raise LlamaRefused(f"kv_heads {self.kv_heads} does not divide heads {self.heads}")
        if self.head_dimension % 2:
            raise LlamaRefused(f"head_dimension {self.head_dimension} is odd: RoPE turns pairs")

    @property
    def matrices(self) -> int:
        """Weights in matrices, which are the ones that quantisation touches."""
        attention = self.head_dimension * self.embedding * 2 * (self.heads + self.kv_heads)
        feed_forward = 3 * self.embedding * self.feed_forward
        return self.layers * (attention + feed_forward) + 2 * self.vocabulary * self.embedding

    @property
    def parameters(self) -> int:
        """All weights, with two norms a layer and the last one."""
        return self.matrices + (2 * self.layers + 1) * self.embedding


@dataclass(frozen=True, slots=True, kw_only=True)
class TinyModel:
    """A model with random weights, made on the spot; the same seed gives the same weights.

    Attributes:
        eos: id of the token that ends a generation.
    """

    shape: Shape
    seed: int = 0
    eos: int = 2


TINY = TinyModel(
    shape=Shape(
        layers=2,
        heads=4,
        kv_heads=2,
        head_dimension=16,
        embedding=64,
        feed_forward=96,
        vocabulary=320,
    )
)
