"""Counts of work with and without a KV cache, by formula and by a generation loop."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from flashcards.problems.chance import Chance
from flashcards.problems.family import Parameters

PROMPTS = (1, 64, 128, 256, 512, 1024, *range(10, 1001, 10))
ANSWERS = (64, 128, 256, 512, *range(10, 401, 10), *range(450, 1001, 50))
BUDGETS = tuple(
    n * 10**3 for n in (20, 30, 40, 50, 60, 80, 100, 150, 200, 300, 400, 500, 800, 1000, 1500, 2000)
)


def draw(chance: Chance) -> Parameters:
    """Tokens of a prompt and of an answer."""
    return {"prompt": chance.pick(PROMPTS), "answer": chance.pick(ANSWERS)}


def work_without(p: Parameters) -> int:
    """n·p + (0 + 1 + … + n − 1)."""
    prompt, answer = p["prompt"], p["answer"]
    return int(answer * prompt + answer * (answer - 1) // 2)


def work_with(p: Parameters) -> int:
    """Each position once: the prompt, and all generated tokens but the last."""
    return int(p["prompt"] + p["answer"] - 1)


def positions(p: Parameters, *, cache: bool) -> int:
    """A generation loop that counts the positions it processes."""
    cached, length, total = 0, p["prompt"], 0
    for _step in range(p["answer"]):
        total += length - cached if cache else length
        cached = length
        length += 1
    return int(total)


def pairs_by_run(p: Parameters) -> int:
    """The same with a cache, counting the keys of each new position: its own and those before."""
    cached, length, total = 0, p["prompt"], 0
    for _step in range(p["answer"]):
        total += sum(position + 1 for position in range(cached, length))
        cached = length
        length += 1
    return total


def ratio_by_run(p: Parameters) -> Fraction:
    """The ratio of both counts."""
    return Fraction(positions(p, cache=False), positions(p, cache=True))


def most_tokens(prompt: int, budget: int) -> int:
    """The largest n with n·p + n(n − 1)/2 ≤ budget, by the quadratic formula."""
    half = 2 * prompt - 1
    return (isqrt(half * half + 8 * budget) - half) // 2


def most_by_run(p: Parameters) -> int:
    """Tokens generated until the budget does not give another step."""
    left, length, answer = p["budget"], p["prompt"], 0
    while left >= length:
        left -= length
        length += 1
        answer += 1
    return answer
