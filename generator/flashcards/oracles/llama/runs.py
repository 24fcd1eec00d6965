"""What a tiny model says of a sequence, and what it generates."""

from __future__ import annotations

import math

from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Logits:
    """Live logits after each token of a sequence.

    Attributes:
        rows: `rows[i]` is what the model says of the token that follows `tokens[i]`.
    """

    tokens: tuple[int, ...]
    rows: tuple[tuple[float, ...], ...]

    @property
    def log_probabilities(self) -> tuple[float, ...]:
        """Natural logarithm of the probability of each token but the first."""
        following = zip(self.rows, self.tokens[1:], strict=False)
        return tuple(row[token] - _log_sum(row) for row, token in following)

    @property
    def perplexity(self) -> float:
        """Exponential of the mean surprise of all tokens but the first."""
        logs = self.log_probabilities
        return math.exp(-math.fsum(logs) / len(logs))

    @property
    def entropies(self) -> tuple[float, ...]:
        """Of the distribution after each token, in nats."""
        return tuple(_entropy(row) for row in self.rows)


def _log_sum(row: tuple[float, ...]) -> float:
    top = max(row)
    return top + math.log(math.fsum(math.exp(x - top) for x in row))


def _entropy(row: tuple[float, ...]) -> float:
    total = _log_sum(row)
    return -math.fsum(math.exp(x - total) * (x - total) for x in row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A generation.

    Attributes:
        prompt: tokens of the prompt, BOS among them if it was a text.
        text: of the tokens; a random model writes control characters, too.
        tokens: what was generated; an end-of-sequence token is not among them.
        stopped: `end of sequence`, `limit` or `context full`.
        evaluated: tokens that went through the model, those evaluated again counted again.
    """

    prompt: tuple[int, ...]
    tokens: tuple[int, ...]
    text: str
    stopped: str
    evaluated: int
