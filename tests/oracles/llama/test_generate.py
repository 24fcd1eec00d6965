"""The generation loop, run for real on a tiny model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from flashcards.oracles.llama import TINY, Llama, LlamaRefused

pytestmark = pytest.mark.live

PROMPT = "the rain"


def test_greedy_generation_is_the_same_each_time(llama: Llama) -> None:
    first = llama.generate(PROMPT)
    assert first == llama.generate(PROMPT)
    assert (len(first.tokens), first.stopped) == (16, "limit")


def test_the_cache_gives_the_tokens_that_computing_all_anew_gives(llama: Llama) -> None:
    cached = llama.generate(PROMPT, limit=24)
    anew = llama.generate(PROMPT, limit=24, recompute=True)
    assert cached.tokens == anew.tokens
    prompt = len(cached.prompt)
    assert cached.evaluated == prompt + 23
    assert anew.evaluated == sum(range(prompt, prompt + 24))


def test_greedy_generation_takes_the_largest_logit_of_the_forward_pass(llama: Llama) -> None:
    from flashcards.oracles.llama import forward

    found = llama.generate(PROMPT, limit=6)
    context = list(found.prompt)
    for token in found.tokens:
        assert token == int(np.argmax(forward.logits(context)[-1]))
        context.append(token)


def test_it_stops_at_the_end_of_sequence_token_and_leaves_it_out(llama: Llama) -> None:
    free = llama.generate(PROMPT, limit=12).tokens
    end = next(token for token in free[3:] if token not in free[:3])
    found = llama.generate(PROMPT, model=replace(TINY, eos=end), limit=12)
    assert found.stopped == "end of sequence"
    assert found.tokens == free[: free.index(end)]


def test_it_stops_when_the_context_is_full(llama: Llama) -> None:
    prompt = list(range(3, 13))
    found = llama.generate(prompt, limit=50, context=20)
    assert found.stopped == "context full"
    assert len(found.prompt) + len(found.tokens) == 21  # the last one is never decoded


def test_a_prompt_of_text_begins_with_bos_and_spells_any_character(llama: Llama) -> None:
    found = llama.generate("é", limit=1)
    assert found.prompt[0] == 1
    assert [token - 3 for token in found.prompt[-2:]] == list("é".encode())


def test_a_seed_decides_what_is_sampled(llama: Llama) -> None:
    first, again, other = (
        llama.generate(PROMPT, temperature=1.0, seed=seed).tokens for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"prompt": []}, "0 tokens"),
        ({"prompt": [320]}, "no token 320"),
        ({"temperature": float("nan")}, "temperature nan"),
        ({"temperature": 1.0, "seed": -1}, "seed -1"),
        ({"context": 2}, "in a context of 2"),
        ({"context": 1 << 30}, "in a context"),
        ({"model": replace(TINY, eos=320)}, "no token 320"),
        ({"model": replace(TINY, shape=replace(TINY.shape, vocabulary=40))}, "too small to spell"),
    ],
)
def test_a_senseless_generation_is_refused(
    llama: Llama, change: dict[str, object], message: str
) -> None:
    with pytest.raises(LlamaRefused, match=message):
        llama.generate(**{"prompt": PROMPT, **change})  # type: ignore[arg-type]


def test_no_tokens_are_generated_under_a_limit_of_none(llama: Llama) -> None:
    assert llama.generate(PROMPT, limit=0).tokens == ()
