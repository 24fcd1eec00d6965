"""How much slower sampler questions are through the worker than by bare calls in one process.

Both do the same applications on the same kept chains, from lists of logits to lists of the
surviving tokens with their probabilities. `bare` is what one writes with llama-cpp-python: a
`llama_token_data_array` filled from the logits. `bare, numpy` fills it by numpy instead. `calls`
is only the C calls, on memory that is laid out beforehand, and reads nothing back.
"""

from __future__ import annotations

import ctypes
import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from flashcards.oracles.llama import Llama, Sampling, Step

ROUNDS = 5
CHAINS: tuple[tuple[Step, ...], ...] = (
    (Step.temperature(0.7),),
    (Step.top_k(5), Step.temperature(0.8)),
    (Step.top_p(0.9), Step.temperature(1.5)),
    (Step.top_k(8), Step.top_p(0.95), Step.min_p(0.05), Step.temperature(0.8)),
)

Answers = list[tuple[tuple[int, ...], tuple[float, ...]]]


def questions(count: int, size: int) -> list[Sampling]:
    """So many questions on so many random logits."""
    chance = random.Random(1)
    return [
        Sampling([chance.uniform(-4, 8) for _ in range(size)], CHAINS[i % len(CHAINS)])
        for i in range(count)
    ]


def chains_of(asked: Sequence[Sampling]) -> list[Any]:
    """Each question's chain, kept."""
    from flashcards.oracles.llama.answers.sampling import _make_chain

    made = {chain: _make_chain(tuple((s.name, *s.values) for s in chain), 0) for chain in CHAINS}
    return [made[question.chain] for question in asked]


def bare(lib: Any, asked: Sequence[Sampling], chains: Sequence[Any]) -> Answers:
    """What one writes with ctypes."""
    found = []
    for question, chain in zip(asked, chains, strict=True):
        size = len(question.logits)
        data = (lib.llama_token_data * size)()
        for token, logit in enumerate(question.logits):
            data[token].id = token
            data[token].logit = logit
        array = lib.llama_token_data_array(data, size, -1, False)
        lib.llama_sampler_apply(chain, ctypes.byref(array))
        left = array.data[: array.size]
        found.append((tuple(t.id for t in left), tuple(t.p for t in left)))
    return found


def bare_numpy(lib: Any, asked: Sequence[Sampling], chains: Sequence[Any]) -> Answers:
    """What one writes with numpy."""
    import numpy as np

    kind = np.dtype([("id", np.intc), ("logit", np.single), ("p", np.single)], align=True)
    pointer = ctypes.POINTER(lib.llama_token_data)
    found = []
    for question, chain in zip(asked, chains, strict=True):
        size = len(question.logits)
        data = np.empty(size, dtype=kind)
        data["id"] = np.arange(size)
        data["logit"] = question.logits
        array = lib.llama_token_data_array(data.ctypes.data_as(pointer), size, -1, False)
        lib.llama_sampler_apply(chain, ctypes.byref(array))
        left = data[: array.size]
        found.append((tuple(left["id"].tolist()), tuple(left["p"].tolist())))
    return found


def calls(asked: Sequence[Sampling], chains: Sequence[Any]) -> Callable[[], None]:
    """The C calls alone."""
    import numpy as np

    from flashcards.oracles.llama.answers.sampling import ARRAY, _apply, _lay_out

    logits = np.concatenate([np.array(q.logits, dtype=np.float32) for q in asked])
    sizes = np.array([len(q.logits) for q in asked])
    tokens, arrays, _ = _lay_out(logits, sizes)

    def run() -> None:
        base, step = arrays.ctypes.data, ARRAY.itemsize
        for index, chain in enumerate(chains):
            _apply(chain, base + index * step)
        assert len(tokens)

    return run


def best(run: Callable[[], Any]) -> float:
    """Seconds of the fastest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return min(times)


def measure(count: int, size: int) -> dict[str, float]:
    """Questions a second by each way, of logits of `size` tokens."""
    from flashcards.oracles.llama.answers.library import lib

    asked = questions(count, size)
    chains = chains_of(asked)
    with Llama() as llama:
        mine = llama.sampled_many(asked)
        assert [(m.tokens, m.probabilities) for m in mine] == bare(lib, asked, chains)
        assert bare(lib, asked, chains) == bare_numpy(lib, asked, chains)
        seconds = {
            "worker": best(lambda: llama.sampled_many(asked)),
            "bare": best(lambda: bare(lib, asked, chains)),
            "bare, numpy": best(lambda: bare_numpy(lib, asked, chains)),
            # once: a second application would find the first one's survivors
            "calls": min(_once(calls(asked, chains)) for _ in range(ROUNDS)),
        }
    return {name: count / each for name, each in seconds.items()}


def measure_own_chains(count: int) -> dict[str, float]:
    """The same where every question has a chain that no other has."""
    from flashcards.oracles.llama.answers.library import lib
    from flashcards.oracles.llama.answers.sampling import _make_chain

    asked = [
        Sampling(q.logits, (Step.top_p(0.5 + i / count / 3), Step.temperature(0.5 + i / count)))
        for i, q in enumerate(questions(count, 10))
    ]

    def alone() -> Answers:
        found: Answers = []
        for question in asked:
            chain = _make_chain(tuple((s.name, *s.values) for s in question.chain), 0)
            found += bare(lib, [question], [chain])
            lib.llama_sampler_free(chain)
        return found

    with Llama() as llama:
        assert [(m.tokens, m.probabilities) for m in llama.sampled_many(asked)] == alone()
        seconds = {"worker": best(lambda: llama.sampled_many(asked)), "bare": best(alone)}
    return {name: count / each for name, each in seconds.items()}


def _once(run: Callable[[], None]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin
