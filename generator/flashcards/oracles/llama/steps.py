"""Sampler chains in llama.cpp's own terms, and what comes out of them."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.values import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One sampler of a chain; use the constructors below.

    Attributes:
        name: as in `llama_sampler_init_<name>`.
        values: its arguments, in llama.cpp's order.
    """

    name: str
    values: tuple[float, ...]

    @classmethod
    def temperature(cls, temperature: float) -> Step:
        """Divide the logits; at 0 or below only the largest stays."""
        return cls("temp", (temperature,))

    @classmethod
    def top_k(cls, k: int) -> Step:
        """Keep the k largest; 0 or below keeps all."""
        return cls("top_k", (k,))

    @classmethod
    def top_p(cls, p: float, *, min_keep: int = 1) -> Step:
        """Keep the largest until their sum reaches p, the one that reaches it too."""
        return cls("top_p", (p, min_keep))

    @classmethod
    def min_p(cls, p: float, *, min_keep: int = 1) -> Step:
        """Keep those of at least p times the largest probability."""
        return cls("min_p", (p, min_keep))

    @classmethod
    def typical(cls, p: float, *, min_keep: int = 1) -> Step:
        """Keep those whose surprise is nearest to the entropy until their sum exceeds p."""
        return cls("typical", (p, min_keep))

    @classmethod
    def top_n_sigma(cls, n: float) -> Step:
        """Keep the logits within n standard deviations of the largest."""
        return cls("top_n_sigma", (n,))

    @classmethod
    def penalties(
        cls, *, last_n: int = 64, repeat: float = 1.0, frequency: float = 0.0, presence: float = 0.0
    ) -> Step:
        """Lower the logits of tokens among the last n of the history."""
        return cls("penalties", (last_n, repeat, frequency, presence))


@dataclass(frozen=True, slots=True)
class Sampling:
    """Logits of the tokens 0, 1, 2 …, the chain they go through, and the tokens before them."""

    logits: Sequence[float]
    chain: tuple[Step, ...]
    history: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sampled:
    """What a chain leaves, in the order llama.cpp leaves it.

    Attributes:
        tokens: ids of the survivors.
        probabilities: of the survivors, by llama.cpp's own last softmax; they sum to 1.
        logits: of the survivors, after the chain; empty where they were not asked for.
    """

    tokens: tuple[int, ...]
    probabilities: tuple[float, ...]
    logits: tuple[float, ...]

    def by_token(self) -> dict[int, float]:
        """Token to probability."""
        return dict(zip(self.tokens, self.probabilities, strict=True))
