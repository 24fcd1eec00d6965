"""Asks of `decode-speed` from a speed: the bandwidth that it needs, the share that it reaches."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.speed.decode_words import (
    DDR4,
    MEMORY,
    gigabytes,
    named,
    tokens_per_second,
)
from flashcards.problems.families.speed.hardware import FILES, GIGA, MEMORIES, fits
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number

TENTHS = (5, 8, *range(10, 100, 5), *range(100, 1000, 20))
"""Tenths of a token a second."""
SPEEDS = (5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)


def _needed(p: Parameters) -> Fraction:
    return Fraction((p["file"].size + (p["cache"] << 20)) * p["speed"])


def _needed_by_clock(p: Parameters) -> int:
    """Bytes that a second's tokens read, one after the other."""
    total = 0
    for _token in range(p["speed"]):
        total += p["file"].megabytes * 1000 * 1000
        total += p["cache"] * 1024 * 1024
    return total


def _wrong_needed(p: Parameters) -> tuple[Misconception, ...]:
    size, cache, speed = p["file"].size, p["cache"] << 20, p["speed"]
    return (
        Misconception(
            name="cache-ignored",
            value=Fraction(size * speed),
            feedback="You left out the KV cache; each token reads all of it too.",
        ),
        Misconception(
            name="cache-once",
            value=Fraction(size * speed + cache),
            feedback="You read the cache once a second; each token reads it.",
        ),
        Misconception(
            name="bits-for-bytes",
            value=8 * _needed(p),
            feedback="That is the number of Gbit/s; a byte has 8 bits.",
        ),
        Misconception(
            name="one-token",
            value=Fraction(size + cache),
            feedback=f"You read the weights once a second; each of the {speed} tokens reads them.",
        ),
    )


def _reached(p: Parameters) -> Fraction:
    return Fraction(p["speed"] * p["file"].size / p["memory"].bandwidth)


def _reached_by_clock(p: Parameters) -> Fraction:
    """The time a token needs at least, of the time that it took."""
    least = p["file"].megabytes * 8 * 10**6 / p["memory"].bits
    return Fraction(least / (1 / Fraction(p["speed"])))


def _wrong_reached(p: Parameters) -> tuple[Misconception, ...]:
    right = _reached(p)
    limit = p["memory"].bandwidth / p["file"].size
    return (
        Misconception(
            name="unused",
            value=1 - right,
            feedback="That is the share of the limit that is not reached.",
        ),
        Misconception(
            name="upside-down",
            value=1 / right,
            feedback="You divided the limit by the speed; divide the speed by the limit.",
        ),
        Misconception(
            name="limit",
            value=limit / 100,
            feedback="That number is the limit in tokens/s; divide the measured speed by it.",
        ),
        Misconception(
            name="weights-ignored",
            value=p["speed"] * GIGA / p["memory"].bandwidth,
            feedback="You divided tokens/s by GB/s; each token reads all weights, so multiply by "
            "their GB first.",
        ),
    )


def _reached_steps(p: Parameters) -> tuple[str, ...]:
    size, speed = number(p["file"].gigabytes, digits=6), number(Fraction(p["speed"]))
    limit = p["memory"].bandwidth / p["file"].size
    return (
        f"Limit: {p['memory'].rate} ÷ {size} GB {tokens_per_second(limit)}",
        (
            f"Bandwidth in use: {speed} tokens/s × {size} GB "
            f"{equals(_reached(p) * p['memory'].bandwidth, 'GB/s', Dimension.BANDWIDTH)}"
        ),
        (
            f"Share: {speed} × {size} ÷ {number(p['memory'].amount, digits=6)} "
            f"{equals(_reached(p), '%', Dimension.SHARE)}"
        ),
    )


BANDWIDTH = Ask(
    name="bandwidth",
    title="Decoding: bandwidth for a speed",
    dimension=Dimension.BANDWIDTH,
    unit="GB/s",
    statement="Each token of **{{ file.name }}** reads all {{ file.gigabytes | plain }} GB "
    "of weights and {{ cache | count }} MiB of KV cache. Which memory bandwidth do "
    "{{ speed }} tokens/s in one sequence need at least?",
    parameters=lambda c: {
        "file": c.pick(FILES),
        "cache": c.pick((128, 256, 512, 1024, 2048, 4096)),
        "speed": c.pick(SPEEDS),
    },
    solve=_needed,
    oracles=(Oracle(name="token by token", compute=_needed_by_clock),),
    steps=lambda p: (
        f"The cache: {p['cache']:,} × 2²⁰ bytes {gigabytes(Fraction(p['cache'] << 20))}",
        (
            f"Bytes a token: {number(p['file'].gigabytes, digits=6)} GB + the cache "
            f"{gigabytes(_needed(p) / p['speed'])}"
        ),
        f"Bandwidth: × {p['speed']} tokens/s {equals(_needed(p), 'GB/s', Dimension.BANDWIDTH)}",
    ),
    misconceptions=_wrong_needed,
    accepts=lambda p: (
        Fraction(p["cache"] << 20, p["file"].size) >= Fraction(8, 100)
        and p["cache"] << 20 <= p["file"].size
        and _needed(p) <= 3000 * GIGA
    ),
    example=lambda: {"file": named("LLaMA-2 7B", 4080), "cache": 2048, "speed": 20},
    samples=(
        ("124.5 GB/s", True),
        ("116 GiB/s", True),
        ("0.1245 TB/s", True),
        ("124.5", True),
        ("996 Gbit/s", True),
        ("81.6 GB/s", False),
        ("83.7 GB/s", False),
        ("996 GB/s", False),
        ("124.5 tokens/s", None),
        ("lots", None),
    ),
)

SHARE = Ask(
    name="share-of-limit",
    title="Decoding: share of the limit that a measurement reaches",
    dimension=Dimension.SHARE,
    unit="%",
    statement="**{{ file.name }}** with {{ file.gigabytes | plain }} GB of weights, "
    "all of which each token reads, decodes at {{ speed | plain }} tokens/s on "
    f"{MEMORY}. Which share of the speed that the bandwidth allows is that, for one "
    "sequence at an empty context?",
    parameters=lambda c: {
        "file": c.pick(FILES),
        "memory": c.pick(MEMORIES),
        "speed": Fraction(c.pick(TENTHS), 10),
    },
    solve=_reached,
    oracles=(Oracle(name="time of a token", compute=_reached_by_clock),),
    steps=_reached_steps,
    misconceptions=_wrong_reached,
    accepts=lambda p: (
        fits(p["file"].size, p["memory"]) and Fraction(5, 100) <= _reached(p) <= Fraction(9, 10)
    ),
    example=lambda: {
        "file": named("LLaMA-2 7B", 4080),
        "memory": DDR4,
        "speed": Fraction(2),
    },
    samples=(
        ("16 %", True),
        ("15.9%", True),
        ("0.159", True),
        ("15.94 percent", True),
        ("84 %", False),
        ("3.9 %", False),
        ("12.5 %", False),
        ("16 GB/s", None),
        ("little", None),
    ),
)
