"""The time that a model's file takes to load."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.speed.hardware import FILES, GIGA, NVME, ModelFile, Source
from flashcards.problems.families.speed.load_reads import (
    FILE,
    READ_ASKS,
    by_ticks,
    read_time,
    seconds,
    size_of,
)
from flashcards.problems.family import Ask, Family, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number

TARGETS = (1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120)
BUSES = tuple(
    Source(name=name, amount=Fraction(amount))
    for name, amount in (("PCIe 3.0 x8", 6), ("PCIe 3.0 x16", 12), ("PCIe 4.0 x16", 25))
)
"""Rates as measured, below the bus's nominal ones."""


def _copied(p: Parameters) -> Fraction:
    return Fraction(read_time(p) + p["file"].size / p["bus"].bandwidth)


def _copied_by_ticks(p: Parameters) -> Fraction:
    return by_ticks(p) + by_ticks({"file": p["file"], "source": p["bus"]})


def _copy_steps(p: Parameters) -> tuple[str, ...]:
    size, bus = size_of(p), p["bus"]
    return (
        f"Read: {size} GB ÷ {p['source'].rate} {seconds(read_time(p))}",
        f"Copy: {size} GB ÷ {bus.rate} {seconds(p['file'].size / bus.bandwidth)}",
        (
            f"Together: {size} ÷ {number(p['source'].amount)} + {size} ÷ {number(bus.amount)} "
            f"{seconds(_copied(p))}"
        ),
    )


def _wrong_copy(p: Parameters) -> tuple[Misconception, ...]:
    size, read, copy = p["file"].size, p["source"].bandwidth, p["bus"].bandwidth
    return (
        Misconception(
            name="read-only",
            value=size / read,
            feedback="You left out the copy to the GPU; it waits until the file is read.",
        ),
        Misconception(
            name="copy-only",
            value=size / copy,
            feedback="You left out the reading from the SSD.",
        ),
        Misconception(
            name="rates-added",
            value=size / (read + copy),
            feedback="You added the rates; the steps follow each other, so their times add up.",
        ),
        Misconception(
            name="rates-averaged",
            value=2 * size / ((read + copy) / 2),
            feedback="You took the mean of the rates; add the time of each step instead.",
        ),
    )


def _wanted(p: Parameters) -> Fraction:
    return Fraction(p["file"].size, p["seconds"])


def _wanted_by_search(p: Parameters) -> Fraction:
    """The least rate, in millionths of a byte a second, that moves the file in time."""
    low, high = 0, p["file"].megabytes * 10**12
    while low < high:
        middle = (low + high) // 2
        enough = middle * p["seconds"] >= p["file"].megabytes * 10**12
        low, high = (low, middle) if enough else (middle + 1, high)
    return Fraction(low, 10**6)


def _wrong_rate(p: Parameters) -> tuple[Misconception, ...]:
    right = _wanted(p)
    size, seconds = p["file"].gigabytes, p["seconds"]
    return (
        Misconception(
            name="bits-for-bytes",
            value=right * 8,
            feedback="That is the number of Gbit/s; a byte has 8 bits.",
        ),
        Misconception(
            name="upside-down",
            value=seconds / size * GIGA,
            feedback="You divided the time by the size; divide the size by the time.",
        ),
        Misconception(
            name="multiplied",
            value=seconds * size * GIGA,
            feedback="You multiplied size and time; divide the size by the time.",
        ),
        Misconception(
            name="binary-for-decimal",
            value=right * 2**30 / GIGA,
            feedback="You counted a GB as 2³⁰ bytes; it is 10⁹.",
        ),
    )


_COPY = Ask(
    name="read-and-copy",
    title="Loading: time with a copy to the GPU",
    dimension=Dimension.DURATION,
    unit="s",
    statement=FILE
    + "It is read cold from {{ source.name }} at {{ source.rate }} and, when all of it is "
    "in RAM, copied to the GPU over {{ bus.name }} at {{ bus.rate }}. How long do reading "
    "and copying take together?",
    parameters=lambda c: {
        "file": c.pick(FILES),
        "source": c.pick(NVME[:7]),
        "bus": c.pick(BUSES),
    },
    solve=_copied,
    oracles=(Oracle(name="tick by tick", compute=_copied_by_ticks),),
    steps=_copy_steps,
    misconceptions=_wrong_copy,
    accepts=lambda p: p["file"].megabytes <= 80_000,
    example=lambda: {
        "file": ModelFile(name="A quantised 32B model", megabytes=20_000),
        "source": Source(name="an NVMe SSD", amount=Fraction(5)),
        "bus": Source(name="PCIe 4.0 x16", amount=Fraction(25)),
    },
    samples=(
        ("4.8 s", True),
        ("4800 ms", True),
        ("4.8", True),
        ("4 s", False),
        ("0.8 s", False),
        ("0.667 s", False),
        ("4.8 GB", None),
        ("fast", None),
    ),
)

_BANDWIDTH = Ask(
    name="bandwidth",
    title="Loading: bandwidth for a start time",
    dimension=Dimension.BANDWIDTH,
    unit="GB/s",
    difficulty="junior",
    statement=FILE + "Which bandwidth must the storage deliver at least for a cold load in "
    "{{ seconds }} second{{ 's' if seconds > 1 }}?",
    parameters=lambda c: {"file": c.pick(FILES), "seconds": c.pick(TARGETS)},
    solve=_wanted,
    oracles=(Oracle(name="search by halving", compute=_wanted_by_search),),
    steps=lambda p: (
        (
            f"Bandwidth: {size_of(p)} GB ÷ {p['seconds']} s "
            f"{equals(_wanted(p), 'GB/s', Dimension.BANDWIDTH)}"
        ),
        (f"In bits, for a network link: × 8 {equals(_wanted(p), 'Gbit/s', Dimension.BANDWIDTH)}"),
    ),
    misconceptions=_wrong_rate,
    accepts=lambda p: GIGA // 20 <= _wanted(p) <= 14 * GIGA,
    example=lambda: {
        "file": ModelFile(name="LLaMA-2 70B Q4_K_M", megabytes=41_420),
        "seconds": 120,
    },
    samples=(
        ("0.345 GB/s", True),
        ("345 MB/s", True),
        ("2.76 Gbit/s", True),
        ("0.345", True),
        ("2.76 GB/s", False),
        ("2.9 GB/s", False),
        ("345", None),
        ("0.345 s", None),
        ("enough", None),
    ),
)

LOAD_TIME = Family(
    name="load-time",
    title="Time to load a model",
    questions=(10, 20),
    asks=(*READ_ASKS, _COPY, _BANDWIDTH),
)
