"""Models on devices at the edge: updates over slow links, and energy."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.service.edge_adapter import ADAPTER
from flashcards.problems.families.service.edge_battery import BATTERY
from flashcards.problems.families.service.edge_energy import ENERGY_ASKS
from flashcards.problems.families.service.edge_fleet import FLEET_ASKS, SMALL, THREE_B
from flashcards.problems.families.speed.hardware import GIGA, MEGA
from flashcards.problems.family import Ask, Family, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals

LINKS = (2, 4, 5, 8, 10, 12, 15, 16, 20, 25, 30, 40, 50, 80, 100)


def _download(p: Parameters) -> Fraction:
    """Bytes × 8 ÷ bits a second."""
    return Fraction(p["file"].size * 8, p["link"] * MEGA)


def _by_seconds(p: Parameters) -> Fraction:
    """Second by second, what the link brings in megabytes, until the file is there."""
    left, each = Fraction(p["file"].megabytes), Fraction(p["link"], 8)
    whole = 0
    while left > 60 * each:
        left -= 60 * each
        whole += 60
    while left > each:
        left -= each
        whole += 1
    return whole + left / each


def _download_steps(p: Parameters) -> tuple[str, ...]:
    bits = Fraction(p["file"].megabytes * 8)
    return (
        f"Bits: {p['file'].megabytes:,} MB × 8 = {int(bits):,} Mbit",
        f"Time: {int(bits):,} ÷ {p['link']} Mbit/s {equals(_download(p), 's', Dimension.DURATION)}",
        f"In minutes: ÷ 60 {equals(_download(p), 'min', Dimension.DURATION)}",
    )


def _wrong_download(p: Parameters) -> tuple[Misconception, ...]:
    right = _download(p)
    return (
        Misconception(
            name="bits-for-bytes",
            value=right / 8,
            feedback="You took Mbit/s for MB/s; a byte has 8 bits.",
        ),
        Misconception(
            name="wrong-way",
            value=right / 64,
            feedback="You multiplied the rate by 8; the size in bytes must be.",
        ),
        Misconception(
            name="seconds",
            value=right * 60,
            feedback="That is the number of seconds.",
        ),
        Misconception(
            name="binary-for-decimal",
            value=right * 2**30 / GIGA,
            feedback="You counted a GB as 2³⁰ bytes; it is 10⁹.",
        ),
    )


_DOWNLOAD = Ask(
    name="download-time",
    title="Update: time of a download",
    dimension=Dimension.DURATION,
    unit="min",
    difficulty="junior",
    statement="A device downloads **{{ file.name }}**, a file of "
    "{{ file.gigabytes | plain }} GB, over a link that delivers {{ link }} Mbit/s. How "
    "long does that take?",
    parameters=lambda c: {"file": c.pick(SMALL), "link": c.pick(LINKS)},
    solve=_download,
    oracles=(Oracle(name="second by second", compute=_by_seconds),),
    steps=_download_steps,
    misconceptions=_wrong_download,
    accepts=lambda p: _download(p) >= 60,
    example=lambda: {"file": THREE_B, "link": 10},
    samples=(
        ("26.8 min", True),
        ("1608 s", True),
        ("0.447 h", True),
        ("26 min 48 s", True),
        ("26.8", True),
        ("3.35 min", False),
        ("28.8 min", False),
        ("1608 min", False),
        ("1608", None),
        ("26.8 MB", None),
        ("half an hour", None),
    ),
)

EDGE_UPDATE = Family(
    name="edge-update",
    title="Edge devices: updates and energy",
    questions=(14,),
    asks=(_DOWNLOAD, *FLEET_ASKS, ADAPTER, *ENERGY_ASKS, BATTERY),
)
