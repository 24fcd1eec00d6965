"""Many sampler questions in one request: numbers travel as machine numbers."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any, Final, Protocol

from flashcards.oracles.llama.errors import LlamaRefused
from flashcards.oracles.llama.steps import Sampled, Sampling, Step

BATCH_LOGITS: Final = 1 << 18
"""Logits in one request: a few megabytes at both ends."""


class Ask(Protocol):
    """A question to the worker."""

    def __call__(self, *, attached: Sequence[bytes], **fields: Any) -> dict[str, Any]:
        """The answer."""


def sampled(questions: Sequence[Sampling], ask: Ask, *, logits: bool) -> list[Sampled]:
    """Answers in the order of the questions; without `logits` those stay empty."""
    found: list[Sampled] = []
    begin = 0
    while begin < len(questions):
        end, total = begin, 0
        while end < len(questions) and (total == 0 or total < BATCH_LOGITS):
            total += len(questions[end].logits)
            end += 1
        found += _batch(questions[begin:end], ask, with_logits=logits)
        begin = end
    return found


def _batch(questions: Sequence[Sampling], ask: Ask, *, with_logits: bool) -> list[Sampled]:
    chains: dict[tuple[Step, ...], int] = {}
    which = [chains.setdefault(question.chain, len(chains)) for question in questions]
    names, flat = flattened(chains)
    answer = ask(
        attached=[
            b"".join([floats(question.logits) for question in questions]),
            array("i", [len(question.logits) for question in questions]).tobytes(),
            array("i", which).tobytes(),
            *flat,
        ],
        names=names,
        histories={str(i): q.history for i, q in enumerate(questions) if q.history},
        with_logits=with_logits,
    )
    sizes, raw_ids, raw_p, *raw_logits = answer["attached"]
    bounds = pairwise([0, *accumulate(numbers("i", sizes))])
    ids, p = numbers("i", raw_ids).tolist(), numbers("f", raw_p).tolist()
    after = numbers("f", raw_logits[0]).tolist() if raw_logits else []
    return [Sampled(tuple(ids[a:b]), tuple(p[a:b]), tuple(after[a:b])) for a, b in bounds]


def flattened(chains: Iterable[Sequence[Step]]) -> tuple[list[str], list[bytes]]:
    """Names of steps, and numbers: steps a chain; name and count of arguments a step; arguments."""
    names: dict[str, int] = {}
    lengths, codes, arities, arguments = array("i"), array("i"), array("i"), array("d")
    for chain in chains:
        lengths.append(len(chain))
        for step in chain:
            codes.append(names.setdefault(step.name, len(names)))
            arities.append(len(step.values))
            arguments.extend(step.values)
    return list(names), [part.tobytes() for part in (lengths, codes, arities, arguments)]


def floats(values: Sequence[float]) -> bytes:
    """Logits as llama.cpp takes them, in 32 bits.

    Raises:
        LlamaRefused: one is too large for that.
    """
    try:
        return struct.pack(f"{len(values)}f", *values)
    except OverflowError:
        raise LlamaRefused("a logit is NaN or infinite in 32 bits") from None


def numbers(kind: str, raw: bytes) -> array[Any]:
    """Machine numbers from their bytes."""
    found = array(kind)
    found.frombytes(raw)
    return found
