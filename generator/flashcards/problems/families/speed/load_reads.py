"""Asks of `load-time` on reading a file, or the part of it that is needed."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.speed.hardware import FILES, GIGA, STORAGE, ModelFile, Source
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number

FILE = "**{{ file.name }}** is a file of {{ file.gigabytes | plain }} GB. "
PERCENTS = (15, 20, 25, 30, 35, 40, 45, 55, 60, 65, 70, 75, 80, 85)
"""Without 50: there, a part and the rest are the same."""
TOUCHED = PERCENTS[:10]
"""A token needs few of the experts, a prompt more of them."""
EXPERTS = tuple(
    ModelFile(name=name, megabytes=size)
    for name, size in (
        ("Mixtral 8x7B Q4_K_M", 26440),
        ("Mixtral 8x7B Q8_0", 49620),
        ("Mixtral 8x22B Q4_K_M", 85590),
        ("Qwen3 30B-A3B Q4_K_M", 18560),
        ("Qwen3 30B-A3B Q8_0", 32480),
        ("DeepSeek-V2-Lite Q4_K_M", 10360),
    )
)
"""Mixtures of experts, as files published for llama.cpp: a token needs only a part of them."""


def read_time(p: Parameters) -> Fraction:
    """Seconds for the part of the file that is read: bytes ÷ bandwidth."""
    source: Source = p["source"]
    return Fraction(p["file"].size * p.get("percent", 100), 100) / source.bandwidth


def by_ticks(p: Parameters) -> Fraction:
    """Tenths of a second in each of which the link moves its bits, until none is left."""
    left = p["file"].megabytes * 8 * 10**6 * Fraction(p.get("percent", 100), 100)
    a_tick = p["source"].bits / 10
    ticks = 0
    while left > a_tick:
        left -= a_tick
        ticks += 1
    return Fraction(ticks, 10) + Fraction(left / a_tick / 10)


def _by_pieces(p: Parameters) -> Fraction:
    """A hundred pieces of the file, of which those needed are read one by one."""
    piece = p["file"].megabytes * 8 * 10**6 // 100
    needed = [place < p["percent"] for place in range(100)]
    return sum((piece / p["source"].bits for need in needed if need), Fraction(0))


def size_of(p: Parameters) -> str:
    """The gigabytes of the file, for a step."""
    return number(p["file"].gigabytes, digits=6)


def seconds(value: Fraction) -> str:
    """`= 13 s`, for a step."""
    return equals(value, "s", Dimension.DURATION)


def _rate(source: Source) -> tuple[str, ...]:
    """The rate in GB/s, where it is quoted in another unit."""
    if source.unit == "GB/s":
        return ()
    rate = equals(source.bandwidth, "GB/s", Dimension.BANDWIDTH)
    by = "8" if source.is_link else "1,000"
    return (f"Rate: {source.rate} ÷ {by} {rate}",)


def _steps(p: Parameters) -> tuple[str, ...]:
    source, size = p["source"], p["file"].gigabytes
    steps: tuple[str, ...] = ("Least time = bytes to read ÷ bytes a second",)
    if "percent" in p:
        part = size * p["percent"] / 100
        steps = (f"To read: {p['percent']} % of {size_of(p)} GB = {number(part, digits=7)} GB",)
        size = part
    shown = f"{number(source.bandwidth / GIGA, digits=6)} GB/s"
    return (
        *steps,
        *_rate(source),
        f"Time: {number(size, digits=7)} GB ÷ {shown} {seconds(read_time(p))}",
    )


def _wrong_units(p: Parameters, right: Fraction) -> tuple[Misconception, ...]:
    source = p["source"]
    bits = Misconception(
        name="bits-for-bytes",
        value=right / 8 if source.is_link else right * 8,
        feedback="You took bits a second for bytes; divide the rate by 8."
        if source.is_link
        else "You turned the size into bits; the rate is in bytes a second.",
    )
    binary = Misconception(
        name="binary-for-decimal",
        value=right * 2**30 / GIGA,
        feedback="You counted a GB as 2³⁰ bytes; it is 10⁹.",
    )
    upside_down = Misconception(
        name="upside-down",
        value=1 / right,
        feedback="You divided the rate by the size; divide the size by the rate.",
    )
    return (bits, binary, upside_down)


def _wrong(p: Parameters) -> tuple[Misconception, ...]:
    right = read_time(p)
    product = Misconception(
        name="multiplied",
        value=p["file"].gigabytes * p["source"].bandwidth / GIGA,
        feedback="You multiplied size and rate; divide the size by the rate.",
    )
    return (*_wrong_units(p, right), product)


def _wrong_part(p: Parameters, *, whole: str, rest: str) -> tuple[Misconception, ...]:
    right = read_time(p)
    return (
        Misconception(name="rest", value=right * (100 - p["percent"]) / p["percent"],
                      feedback=rest),
        Misconception(name="whole-file", value=right * 100 / p["percent"], feedback=whole),
        *_wrong_units(p, right),
    )  # fmt: skip


def _draw(chance: Chance) -> Parameters:
    return {"file": chance.pick(FILES), "source": chance.pick(STORAGE)}


_FORTY = ModelFile(name="A quantised 70B model", megabytes=40_000)
_THREE = Source(name="an NVMe SSD", amount=Fraction(3))

READ_ASKS = (
    Ask(
        name="seconds",
        title="Loading: time of a cold load",
        aside="one division; the asks behind it have it as a step",
        dimension=Dimension.DURATION,
        unit="s",
        difficulty="junior",
        statement=FILE
        + "How long does a cold load from {{ source.name }} that delivers {{ source.rate }} "
        "take at least?",
        parameters=_draw,
        solve=read_time,
        oracles=(Oracle(name="tick by tick", compute=by_ticks),),
        steps=_steps,
        misconceptions=_wrong,
        example=lambda: {"file": _FORTY, "source": _THREE},
        samples=(
            ("13.3 s", True),
            ("13.3", True),
            ("13333 ms", True),
            ("0.222 min", True),
            ("40/3 s", True),
            ("106.7 s", False),
            ("14.3 s", False),
            ("120 s", False),
            ("0.222", None),
            ("13.3 GB", None),
            ("soon", None),
        ),
    ),
    Ask(
        name="partly-cached",
        title="Loading: time with a part in the page cache",
        dimension=Dimension.DURATION,
        unit="s",
        statement=FILE
        + "`vmtouch` shows {{ 100 - percent }} % of it in the page cache; the rest comes from "
        "{{ source.name }} that delivers {{ source.rate }}. How long does it take at least "
        "until the whole file is in memory, if the mapping is prefetched and cached pages cost "
        "nothing?",
        parameters=lambda c: {**_draw(c), "percent": c.pick(PERCENTS)},
        solve=read_time,
        oracles=(
            Oracle(name="tick by tick", compute=by_ticks),
            Oracle(name="piece by piece", compute=_by_pieces),
        ),
        steps=_steps,
        misconceptions=lambda p: _wrong_part(
            p,
            whole="You read the whole file again; cached pages are in memory already.",
            rest="You read the part that is cached; read the other one.",
        ),
        example=lambda: {"file": _FORTY, "source": _THREE, "percent": 75},
        samples=(
            ("10 s", True),
            ("10", True),
            ("10,000 ms", True),
            ("3.33 s", False),
            ("13.3 s", False),
            ("80 s", False),
            ("10 GB/s", None),
            ("", None),
        ),
    ),
    Ask(
        name="first-token",
        title="Loading: reads before the first token of a mapped model",
        aside="nobody knows the share of pages beforehand",
        dimension=Dimension.DURATION,
        unit="s",
        statement="**{{ file.name }}**, a mixture of experts, is a file of "
        "{{ file.gigabytes | plain }} GB. It is mapped with prefetch and read-ahead off, the "
        "page cache is cold, and the first token touches {{ percent }} % of its pages. How "
        "long do the reads from {{ source.name }} that delivers {{ source.rate }} take at "
        "least before that token?",
        parameters=lambda c: {
            "file": c.pick(EXPERTS),
            "source": c.pick(STORAGE),
            "percent": c.pick(TOUCHED),
        },
        solve=read_time,
        oracles=(
            Oracle(name="tick by tick", compute=by_ticks),
            Oracle(name="piece by piece", compute=_by_pieces),
        ),
        steps=_steps,
        misconceptions=lambda p: _wrong_part(
            p,
            whole="You read the whole file; of a mapping without prefetch, only the pages "
            "touched are read.",
            rest="You read the pages that are not touched; only the others are read.",
        ),
        example=lambda: {"file": EXPERTS[0], "source": _THREE, "percent": 30},
        samples=(
            ("2.644 s", True),
            ("2644 ms", True),
            ("2.64", True),
            ("8.81 s", False),
            ("6.17 s", False),
            ("2.84 s", False),
            ("2.64 MB", None),
            ("none", None),
        ),
    ),
)
