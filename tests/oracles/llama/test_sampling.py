"""Sampler chains against softmax, cuts and draws computed here."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from flashcards.oracles.llama import Llama, LlamaRefused, Sampling, Step

pytestmark = pytest.mark.live

CLOSE = 1e-6
"""llama.cpp computes in 32-bit floats."""

LOGITS = (2.0, 1.0, 0.5, -1.0, 3.0)


def softmax(logits: Sequence[float]) -> dict[int, float]:
    powers = np.exp(np.array(logits) - max(logits))
    return dict(enumerate((powers / powers.sum()).tolist()))


def kept(probabilities: dict[int, float], tokens: Sequence[int]) -> dict[int, float]:
    total = math.fsum(probabilities[token] for token in tokens)
    return {token: probabilities[token] / total for token in tokens}


@pytest.mark.parametrize("temperature", [0.1, 0.5, 0.7, 1.0, 1.5, 2.0, 10.0])
def test_temperature_divides_the_logits(llama: Llama, temperature: float) -> None:
    found = llama.sampled(LOGITS, [Step.temperature(temperature)])
    expected = softmax([x / temperature for x in LOGITS])
    assert found.by_token() == pytest.approx(expected, abs=CLOSE)
    assert math.fsum(found.probabilities) == pytest.approx(1, abs=CLOSE)


@pytest.mark.parametrize("temperature", [0.0, -1.0])
def test_temperature_zero_leaves_the_largest_alone(llama: Llama, temperature: float) -> None:
    assert llama.sampled(LOGITS, [Step.temperature(temperature)]).by_token() == {4: 1.0}


@settings(max_examples=50)
@given(
    logits=st.lists(st.floats(-20, 20, width=32), min_size=1, max_size=50),
    temperature=st.floats(0.1, 5),
)
def test_any_logits_give_the_softmax_of_float64(
    llama: Llama, logits: list[float], temperature: float
) -> None:
    found = llama.sampled(logits, [Step.temperature(temperature)])
    expected = softmax([x / temperature for x in logits])
    assert found.by_token() == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(("k", "tokens"), [(1, {4}), (2, {4, 0}), (5, {0, 1, 2, 3, 4})])
def test_top_k_keeps_the_largest_and_renormalises(llama: Llama, k: int, tokens: set[int]) -> None:
    found = llama.sampled(LOGITS, [Step.top_k(k)])
    assert found.by_token() == pytest.approx(kept(softmax(LOGITS), sorted(tokens)), abs=CLOSE)


@pytest.mark.parametrize("k", [0, -1, 6, 1000])
def test_top_k_of_none_or_more_than_all_keeps_all(llama: Llama, k: int) -> None:
    assert set(llama.sampled(LOGITS, [Step.top_k(k)]).tokens) == {0, 1, 2, 3, 4}


def test_top_p_keeps_the_token_that_crosses_p(llama: Llama) -> None:
    logits = [math.log(p) for p in (0.5, 0.3, 0.15, 0.05)]
    for p, count in ((0.4, 1), (0.6, 2), (0.79, 2), (0.81, 3), (0.96, 4), (1.0, 4)):
        found = llama.sampled(logits, [Step.top_p(p)])
        assert sorted(found.tokens) == list(range(count)), p
        expected = kept({0: 0.5, 1: 0.3, 2: 0.15, 3: 0.05}, range(count))
        assert found.by_token() == pytest.approx(expected, abs=CLOSE)


def test_min_p_keeps_what_is_at_least_a_share_of_the_largest(llama: Llama) -> None:
    logits = [math.log(p) for p in (0.5, 0.3, 0.15, 0.05)]
    for p, count in ((0.0, 4), (0.09, 4), (0.11, 3), (0.29, 3), (0.31, 2), (0.59, 2), (0.61, 1)):
        assert sorted(llama.sampled(logits, [Step.min_p(p)]).tokens) == list(range(count)), p


def test_typical_keeps_what_is_nearest_to_the_entropy(llama: Llama) -> None:
    p = np.array([0.5, 0.3, 0.15, 0.05])
    order = np.argsort(np.abs(-np.log(p) + np.sum(p * np.log(p))))
    for threshold in (0.2, 0.6, 0.9):
        count = int(np.searchsorted(np.cumsum(p[order]), threshold, side="right")) + 1
        found = llama.sampled(np.log(p).tolist(), [Step.typical(threshold)])
        assert set(found.tokens) == set(order[:count].tolist())


def test_min_keep_holds_against_the_cut(llama: Llama) -> None:
    assert len(llama.sampled(LOGITS, [Step.top_p(0.01, min_keep=3)]).tokens) == 3
    assert len(llama.sampled(LOGITS, [Step.min_p(0.99, min_keep=2)]).tokens) == 2


def test_the_order_of_temperature_and_top_p_decides_who_survives(llama: Llama) -> None:
    logits = [math.log(p) for p in (0.5, 0.3, 0.15, 0.05)]
    hot, cut = Step.temperature(4), Step.top_p(0.75)
    assert sorted(llama.sampled(logits, [cut, hot]).tokens) == [0, 1]
    assert sorted(llama.sampled(logits, [hot, cut]).tokens) == [0, 1, 2]


def test_the_order_of_top_k_and_top_p_decides_who_survives(llama: Llama) -> None:
    logits = [math.log(p) for p in (0.4, 0.3, 0.2, 0.1)]
    k, p = Step.top_k(2), Step.top_p(0.55)  # of the first two, 0.4 is 57 %
    assert sorted(llama.sampled(logits, [k, p]).tokens) == [0]
    assert sorted(llama.sampled(logits, [p, k]).tokens) == [0, 1]


def test_llama_cpps_own_order_cuts_by_k_then_p_then_min_p_then_warms(llama: Llama) -> None:
    logits = [math.log(p) for p in (0.4, 0.25, 0.15, 0.1, 0.06, 0.04)]
    chain = [Step.top_k(5), Step.top_p(0.9), Step.min_p(0.3), Step.temperature(2)]
    # 5 of 6; 0.4 + 0.25 + 0.15 + 0.1 = 0.9375 of 0.96; of at least 0.12: three
    roots = {token: math.sqrt(p) for token, p in enumerate((0.4, 0.25, 0.15))}
    found = llama.sampled(logits, chain)
    assert found.by_token() == pytest.approx(kept(roots, [0, 1, 2]), abs=CLOSE)


def test_penalties_divide_positive_logits_and_multiply_others(llama: Llama) -> None:
    found = llama.penalised([2.0, -2.0, 0.0, 1.0], [0, 1, 2], repeat=1.25)
    assert found == pytest.approx([1.6, -2.5, 0.0, 1.0], abs=CLOSE)


def test_frequency_counts_and_presence_does_not(llama: Llama) -> None:
    logits, history = [3.0, 3.0, 3.0], [0, 1, 1, 1]
    assert llama.penalised(logits, history, frequency=0.5) == [2.5, 1.5, 3.0]
    assert llama.penalised(logits, history, presence=0.5) == [2.5, 2.5, 3.0]
    both = llama.penalised(logits, history, repeat=2, frequency=0.25, presence=0.5)
    assert both == [1.5 - 0.25 - 0.5, 1.5 - 0.75 - 0.5, 3.0]


def test_only_the_last_n_tokens_are_penalised(llama: Llama) -> None:
    assert llama.penalised([2.0, 2.0], [0, 1, 1], last_n=2, repeat=2) == [2.0, 1.0]
    assert llama.penalised([2.0, 2.0], [0, 1, 1], last_n=0, repeat=2) == [2.0, 2.0]


def test_a_kept_chain_forgets_the_history_of_the_question_before(llama: Llama) -> None:
    assert llama.penalised([2.0, 2.0], [0], repeat=2) == [1.0, 2.0]
    assert llama.penalised([2.0, 2.0], [], repeat=2) == [2.0, 2.0]
    chain = (Step.penalties(repeat=2),)
    asked = [Sampling([2.0, 2.0], chain, (0,)), Sampling([2.0, 2.0], chain)]
    first, second = llama.sampled_many(asked, logits=True)
    assert (first.logits, second.logits) == ((1.0, 2.0), (2.0, 2.0))


def test_many_questions_have_the_answers_each_would_have_alone(llama: Llama) -> None:
    chains = ((Step.top_k(3),), (Step.temperature(0.5), Step.top_p(0.8)), (Step.temperature(0),))
    random = np.random.default_rng(5)
    asked = [Sampling(random.normal(size=1 + i % 7).tolist(), chains[i % 3]) for i in range(60)]
    together = llama.sampled_many(asked, logits=True)
    assert together == [llama.sampled(q.logits, q.chain) for q in asked]
    assert llama.sampled_many([]) == []


def test_a_batch_may_have_more_chains_than_are_kept(llama: Llama) -> None:
    asked = [Sampling(LOGITS, (Step.temperature(0.5 + n / 1000),)) for n in range(2000)]
    for question, found in zip(asked, llama.sampled_many(asked), strict=True):
        (temperature,) = question.chain[0].values
        expected = softmax([x / temperature for x in LOGITS])
        assert found.by_token() == pytest.approx(expected, abs=CLOSE)


def test_a_large_batch_goes_in_several_trips(llama: Llama) -> None:
    logits = array("f", np.random.default_rng(6).normal(size=4000))
    asked = [Sampling(logits, (Step.top_k(2),))] * 200
    assert len(set(llama.sampled_many(asked))) == 1


def test_ten_thousand_draws_follow_the_probabilities(llama: Llama) -> None:
    chain = [Step.top_k(4), Step.temperature(0.8)]
    counts = llama.draws(LOGITS, chain, count=10_000, seed=7)
    expected = llama.sampled(LOGITS, chain).by_token()
    assert sum(counts.values()) == 10_000
    assert counts.keys() == expected.keys()
    tokens = sorted(counts)
    share = np.array([expected[t] for t in tokens])
    from scipy.stats import chisquare  # a second and a half, which collecting need not take

    result = chisquare([counts[t] for t in tokens], share / share.sum() * 10_000)
    assert result.pvalue > 0.001


def test_draws_are_the_same_for_the_same_seed_alone(llama: Llama) -> None:
    first, again, other = (
        llama.draws(LOGITS, [Step.temperature(2)], count=500, seed=s) for s in (1, 1, 2)
    )
    assert first == again
    assert first != other


@pytest.mark.parametrize("seed", [-1, 2**32 - 1, 2**32])
def test_a_seed_that_means_a_random_one_is_refused(llama: Llama, seed: int) -> None:
    with pytest.raises(LlamaRefused, match="seed"):
        llama.draws(LOGITS, [], count=1, seed=seed)


@pytest.mark.parametrize(
    ("logits", "message"),
    [
        ([], "no logits"),
        ([1.0, math.nan], "NaN or infinite"),
        ([math.inf], "NaN or infinite"),
        ([1e300], "NaN or infinite"),
        ([-math.inf], "all logits are -inf"),
    ],
)
def test_logits_without_sense_are_refused(llama: Llama, logits: list[float], message: str) -> None:
    with pytest.raises(LlamaRefused, match=message):
        llama.sampled(logits, [Step.top_k(1)])


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (Step("mirostat", (1.0,)), "no step 'mirostat'"),
        (Step("temp", ()), "no step 'temp' with 0 arguments"),
        (Step.temperature(math.nan), "temp with"),
        (Step.penalties(repeat=0), "above 0"),
        (Step.penalties(last_n=1 << 29), "window"),
        (Step.top_p(0.5, min_keep=-1), "cannot keep -1"),
    ],
)
def test_a_step_without_sense_is_refused(llama: Llama, step: Step, message: str) -> None:
    with pytest.raises(LlamaRefused, match=message):
        llama.sampled(LOGITS, [step])


def test_a_history_with_an_unknown_token_is_refused(llama: Llama) -> None:
    with pytest.raises(LlamaRefused, match="no token 9 among 2"):
        llama.penalised([1.0, 2.0], [9], repeat=2)
