"""Experiments with llama.cpp that belong to no variant: what the families and cards rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from flashcards.oracles.llama import TINY, Llama, LlamaError, Step
from flashcards.values import dataclass

DRAWS = 10_000
SEED = 7
LOGITS = (2.0, 1.0, 0.5, 0.1)
"""Of question 9."""

LEAST_P = 1e-4
"""A right sampler is below it once in 10,000 seeds; ours is fixed."""

PROMPT = "the cat sat on the mat"
CHOSEN = 24
NEAR = 1e-4
"""float32 logits of the tiny model against float64 ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """What was tried, what came of it, and whether that is as it must be."""

    name: str
    outcome: str
    holds: bool

    def as_json(self) -> dict[str, Any]:
        """For reports."""
        return asdict(self)


def run_all(llama: Llama) -> Iterator[Experiment]:
    """All experiments; one that llama.cpp refuses does not hold."""
    for name, experiment in EXPERIMENTS.items():
        try:
            outcome, holds = experiment(llama)
        except LlamaError as error:
            outcome, holds = str(error), False
        yield Experiment(name=name, outcome=outcome, holds=holds)


def frequencies(llama: Llama) -> tuple[str, bool]:
    """Draws of one chain against its own distribution: a chi-square test."""
    from scipy.stats import chisquare

    chain = [Step.temperature(1.0)]
    expected = llama.sampled(LOGITS, chain).by_token()
    counts = llama.draws(LOGITS, chain, count=DRAWS, seed=SEED)
    tokens = sorted(expected)
    total = sum(expected.values())
    test = chisquare(
        [counts.get(token, 0) for token in tokens],
        [expected[token] / total * DRAWS for token in tokens],
    )
    p = float(test.pvalue)
    return f"χ² = {float(test.statistic):.2f}, p = {p:.3f}", p > LEAST_P


def greedy_twice(llama: Llama) -> tuple[str, bool]:
    """The generation loop of question 7, greedy, run twice."""
    one, other = (llama.generate(PROMPT, limit=CHOSEN) for _ in range(2))
    return f"{len(one.tokens)} tokens, stopped: {one.stopped}", one.tokens == other.tokens


def cache_or_not(llama: Llama) -> tuple[str, bool]:
    """The same tokens with the KV cache and with the whole context evaluated anew each step."""
    kept = llama.generate(PROMPT, limit=CHOSEN)
    anew = llama.generate(PROMPT, limit=CHOSEN, recompute=True)
    told = f"{kept.evaluated:,} token evaluations with the cache, {anew.evaluated:,} without"
    return told, kept.tokens == anew.tokens and kept.evaluated < anew.evaluated


def stops_at_end(llama: Llama) -> tuple[str, bool]:
    """A model whose first greedy token is declared the end of sequence stops at once."""
    from dataclasses import replace

    first = llama.generate(PROMPT, limit=1).tokens[0]
    ended = llama.generate(PROMPT, model=replace(TINY, eos=first), limit=CHOSEN)
    holds = ended.stopped == "end of sequence" and first not in ended.tokens
    return f"stopped: {ended.stopped} after {len(ended.tokens)} tokens", holds


def perplexity(llama: Llama) -> tuple[str, bool]:
    """The perplexity of a text from live logits, and from a float64 forward pass in numpy."""
    from flashcards.oracles.llama import Logits
    from flashcards.oracles.llama.forward import logits

    tokens = llama.generate(PROMPT, limit=1).prompt
    live = llama.token_probabilities(tokens).perplexity
    rows = tuple(tuple(map(float, row)) for row in logits(tokens))
    apart = abs(live / Logits(tokens=tokens, rows=rows).perplexity - 1)
    return f"{live:.4f} live, {apart:.1e} from numpy in float64", apart < NEAR


EXPERIMENTS: dict[str, Callable[[Llama], tuple[str, bool]]] = {
    f"frequencies of {DRAWS:,} draws": frequencies,
    "greedy generation, twice": greedy_twice,
    "generation with and without the KV cache": cache_or_not,
    "generation to the end of sequence": stops_at_end,
    "perplexity from live logits": perplexity,
}
