"""Live logits against a forward pass in numpy that shares nothing with them but the weights."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from flashcards.oracles.llama import TINY, Llama, LlamaRefused, TinyModel

pytestmark = pytest.mark.live

CLOSE = 2e-5
"""Some thousand operations in 32-bit floats, on logits of some units."""

TOKENS = (1, 293, 260, 70, 270, 263, 5, 5, 17, 301, 64, 3)
MODELS = {
    "grouped query": TINY,
    "another seed": replace(TINY, seed=9),
    "multi head": replace(TINY, shape=replace(TINY.shape, kv_heads=4)),
    "multi query": replace(TINY, shape=replace(TINY.shape, kv_heads=1)),
    "heads apart from the embedding": replace(TINY, shape=replace(TINY.shape, head_dimension=24)),
    "one layer, few tokens": replace(TINY, shape=replace(TINY.shape, layers=1, vocabulary=310)),
}


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS.keys())
def test_live_logits_are_those_of_the_forward_pass(llama: Llama, model: TinyModel) -> None:
    from flashcards.oracles.llama import forward

    live = np.array(llama.token_probabilities(TOKENS, model=model).rows)
    computed = forward.logits(TOKENS, model=model)
    assert live.shape == computed.shape == (len(TOKENS), model.shape.vocabulary)
    assert np.abs(live - computed).max() < CLOSE
    assert np.abs(computed).max() > 1


def test_perplexity_and_entropy_are_those_of_the_forward_pass(llama: Llama) -> None:
    from scipy.special import log_softmax

    from flashcards.oracles.llama import forward

    live = llama.token_probabilities(TOKENS)
    logs = log_softmax(forward.logits(TOKENS), axis=-1)
    surprises = -logs[np.arange(len(TOKENS) - 1), TOKENS[1:]]
    assert live.perplexity == pytest.approx(math.exp(surprises.mean()), rel=1e-5)
    assert live.entropies == pytest.approx(-(np.exp(logs) * logs).sum(axis=-1), rel=1e-5)
    assert len(live.log_probabilities) == len(TOKENS) - 1


def test_a_token_is_not_changed_by_those_after_it(llama: Llama) -> None:
    long = llama.token_probabilities(TOKENS)
    short = llama.token_probabilities(TOKENS[:4])
    assert np.array(long.rows[:4]) == pytest.approx(np.array(short.rows), abs=CLOSE)


@pytest.mark.parametrize("tokens", [[], [320], [-1], [0] * 5000])
def test_tokens_that_would_end_the_process_are_refused(llama: Llama, tokens: list[int]) -> None:
    with pytest.raises(LlamaRefused):
        llama.token_probabilities(tokens)
