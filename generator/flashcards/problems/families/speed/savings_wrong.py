"""Wrong ways to the answers of `kv-cache-savings`."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import comb

from flashcards.problems.families.speed.savings_counts import (
    most_tokens,
    work_with,
    work_without,
)
from flashcards.problems.family import Misconception, Parameters


def wrong_without(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the work without a cache."""
    prompt, answer = p["prompt"], p["answer"]
    ways = (
        (
            "growth-ignored",
            answer * prompt,
            "You left out the tokens generated before each step; they are processed again too.",
        ),
        (
            "one-step-more",
            answer * prompt + answer * (answer + 1) // 2,
            "You also fed back the last token; step i runs over i − 1 generated tokens.",
        ),
        (
            "final-length",
            answer * (prompt + answer),
            "You ran every step over the final length; the sequence grows by one a step.",
        ),
        (
            "prompt-once",
            prompt + answer * (answer - 1) // 2,
            "You processed the prompt once; without a cache every step does it again.",
        ),
        ("with-cache", work_with(p), "That is the work with a cache."),
    )
    return tuple(
        Misconception(name=name, value=Fraction(value), feedback=text) for name, value, text in ways
    )


def wrong_ratio(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the ratio."""
    prompt, answer, cached = p["prompt"], p["answer"], work_with(p)
    right = Fraction(work_without(p), cached)
    return (
        Misconception(
            name="final-length",
            value=Fraction(answer),
            feedback="You ran every step over the final length; the sequence grows by one a step.",
        ),
        Misconception(
            name="prompt-once",
            value=Fraction(prompt + answer * (answer - 1) // 2, cached),
            feedback="You processed the prompt once; without a cache every step does it again.",
        ),
        Misconception(
            name="prompt-free",
            value=Fraction(work_without(p), answer),
            feedback="You left the prompt out of the work with a cache; it is processed once.",
        ),
        Misconception(
            name="growth-ignored",
            value=Fraction(answer * prompt, cached),
            feedback="You left out the tokens generated before each step; they are processed again "
            "too.",
        ),
        Misconception(
            name="upside-down",
            value=1 / right,
            feedback="You divided the other way round; divide the work without a cache by that "
            "with one.",
        ),
    )


def wrong_pairs(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the pairs."""
    prompt, answer, length = p["prompt"], p["answer"], work_with(p)
    right = length * (length + 1) // 2
    return (
        Misconception(
            name="square",
            value=Fraction(length * length),
            feedback="You paired every token with every other; attention is causal, a token sees "
            "itself and those before it.",
        ),
        Misconception(
            name="prompt-free",
            value=Fraction(right - prompt * (prompt + 1) // 2),
            feedback="You left out the pairs within the prompt.",
        ),
        Misconception(
            name="answer-only",
            value=Fraction(answer * (answer - 1) // 2),
            feedback="You left out the prompt; its tokens are queries and keys too.",
        ),
        Misconception(
            name="without-cache",
            value=Fraction(comb(length + 2, 3) - comb(prompt + 1, 3)),
            feedback="That is the work without a cache; with one, each query is computed once.",
        ),
        Misconception(
            name="positions",
            value=Fraction(length),
            feedback="You counted positions; each is paired with all before it.",
        ),
    )


def _largest(fits: Callable[[int], bool]) -> int:
    low, high = 0, 1 << 22
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def wrong_most(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the tokens of a budget."""
    prompt, budget = p["prompt"], p["budget"]
    ways = (
        (
            "growth-ignored",
            budget // prompt,
            "You left out the tokens generated before each step; they are processed again too.",
        ),
        (
            "prompt-ignored",
            most_tokens(0, budget),
            "You left out the prompt; without a cache every step processes it again.",
        ),
        (
            "final-length",
            _largest(lambda n: n * (prompt + n) <= budget),
            "You ran every step over the final length; the sequence grows by one a step.",
        ),
        (
            "prompt-once",
            most_tokens(0, budget - prompt),
            "You processed the prompt once; without a cache every step does it again.",
        ),
        ("with-cache", budget - prompt + 1, "That is how many a budget gives with a cache."),
        (
            "one-too-many",
            most_tokens(prompt, budget) + 1,
            "The last of these does not fit; round down.",
        ),
    )
    return tuple(
        Misconception(name=name, value=Fraction(value), feedback=text) for name, value, text in ways
    )
