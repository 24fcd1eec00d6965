"""Asks of `edge-update` on a fleet: traffic and money with delta updates."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.speed.hardware import FILES, GIGA, MEGA, ModelFile
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number

SMALL = tuple(file for file in FILES if file.megabytes <= 9000)
DEVICES = (200, 400, 500, 800, 1000, 1200, 1500, 2000, 3000, 4000, 5000, 10_000)
DELTAS = (50, 80, 100, 120, 150, 180, 200, 250, 300, 400, 500)
PRICES = tuple(Fraction(n, 100) for n in (2, 4, 5, 8, 9, 10, 12))

FLEET = (
    "{{ devices | count }} devices get a new **{{ file.name }}**. {{ percent }} % of them have the "
    "last version and load a delta of {{ delta }} MB; the others load the whole file of "
    "{{ file.gigabytes | plain }} GB. "
)

THREE_B = ModelFile(name="Llama-3.2 3B Q4_K_M", megabytes=2010)
"""The file of the examples."""


def _updated(p: Parameters) -> tuple[int, int]:
    """Devices that load the delta, and those that load all."""
    old = p["devices"] * p["percent"] // 100
    return old, p["devices"] - old


def _traffic(p: Parameters) -> Fraction:
    small, whole = _updated(p)
    return Fraction(small * p["delta"] * MEGA + whole * p["file"].size)


def _device_by_device(p: Parameters) -> int:
    """The bytes of each device, added up."""
    total = 0
    for device in range(p["devices"]):
        takes_delta = 100 * device < p["percent"] * p["devices"]
        total += p["delta"] * 1000 * 1000 if takes_delta else p["file"].megabytes * 1000 * 1000
    return total


def _traffic_steps(p: Parameters) -> tuple[str, ...]:
    small, whole = _updated(p)
    size = number(p["file"].gigabytes, digits=6)
    return (
        (
            f"Deltas: {small:,} × {p['delta']} MB = "
            f"{number(Fraction(small * p['delta'], 1000), digits=9)} GB"
        ),
        f"Whole files: {whole:,} × {size} GB = {number(whole * p['file'].gigabytes, digits=9)} GB",
        (
            f"Together: {number(_traffic(p) / GIGA, digits=9)} GB "
            f"{equals(_traffic(p), 'TB', Dimension.BYTES)}"
        ),
    )


def _wrong_traffic(p: Parameters) -> tuple[Misconception, ...]:
    small, whole = _updated(p)
    size, delta = p["file"].size, p["delta"] * MEGA
    return (
        Misconception(
            name="no-deltas",
            value=Fraction(p["devices"] * size),
            feedback="You sent the whole file to all; those with the last version load the delta.",
        ),
        Misconception(
            name="deltas-free",
            value=Fraction(whole * size),
            feedback="You left out the deltas; they are traffic too.",
        ),
        Misconception(
            name="deltas-only",
            value=Fraction(p["devices"] * delta),
            feedback="You sent the delta to all; without the last version it is of no use.",
        ),
        Misconception(
            name="swapped",
            value=Fraction(small * size + whole * delta),
            feedback="You swapped the groups: those with the last version load the delta.",
        ),
        Misconception(
            name="both",
            value=Fraction(p["devices"] * size + small * delta),
            feedback="You sent the whole file to all and the delta too; each device loads one.",
        ),
    )


def _saved(p: Parameters) -> Fraction:
    """Dollars: (whole − delta) × devices that load the delta × price."""
    small, _whole = _updated(p)
    return Fraction(small * (p["file"].size - p["delta"] * MEGA), GIGA) * Fraction(p["price"])


def _saved_by_bills(p: Parameters) -> Fraction:
    """The bill if all load the whole file, less the bill with deltas, device by device."""
    price = Fraction(p["price"]) / 1000
    without = sum(p["file"].megabytes for _device in range(p["devices"])) * price
    return Fraction(without - Fraction(_device_by_device(p), 10**6) * price)


def _saved_steps(p: Parameters) -> tuple[str, ...]:
    small, _whole = _updated(p)
    less = p["file"].megabytes - p["delta"]
    gigabytes = Fraction(small * less, 1000)
    return (
        f"Devices with a delta: {p['devices']:,} × {p['percent']} % = {small:,}",
        f"Each loads {p['file'].megabytes:,} MB − {p['delta']} MB = {less:,} MB less",
        f"Traffic saved: {small:,} × {less:,} MB = {number(gigabytes, digits=8)} GB",
        f"Money: × ${float(p['price']):.2f} {equals(_saved(p), '$', Dimension.MONEY)}",
    )


def _wrong_saved(p: Parameters) -> tuple[Misconception, ...]:
    small, _whole = _updated(p)
    price, right = Fraction(p["price"]), _saved(p)
    return (
        Misconception(
            name="delta-free",
            value=small * p["file"].gigabytes * price,
            feedback="You left out that the deltas cost too.",
        ),
        Misconception(
            name="cost-itself",
            value=_traffic(p) / GIGA * price,
            feedback="That is what the update costs, not what the deltas save.",
        ),
        Misconception(
            name="all-devices",
            value=right * 100 / p["percent"],
            feedback="You saved on all devices; only those with the last version load a delta.",
        ),
        Misconception(
            name="in-bits",
            value=right * 8,
            feedback="You counted bits; the price is for a gigabyte.",
        ),
    )


def _draw_fleet(chance: Chance) -> Parameters:
    return {
        "file": chance.pick(SMALL),
        "devices": chance.pick(DEVICES),
        "percent": chance.pick((55, 60, 65, 70, 75, 80, 85, 90, 95)),
        "delta": chance.pick(DELTAS),
    }


def _accepts_fleet(p: Parameters) -> bool:
    return bool(p["delta"] * 4 <= p["file"].megabytes)


FLEET_ASKS = (
    Ask(
        name="fleet-traffic",
        title="Update: traffic of a fleet with deltas",
        dimension=Dimension.BYTES,
        unit="TB",
        statement=FLEET + "How much traffic is that in all?",
        parameters=_draw_fleet,
        solve=_traffic,
        oracles=(Oracle(name="device by device", compute=_device_by_device),),
        steps=_traffic_steps,
        misconceptions=_wrong_traffic,
        accepts=_accepts_fleet,
        example=lambda: {"file": THREE_B, "devices": 1000, "percent": 80, "delta": 100},
        samples=(
            ("0.482 TB", True),
            ("482 GB", True),
            ("0.482", True),
            ("482,000 MB", True),
            ("2.01 TB", False),
            ("0.402 TB", False),
            ("0.1 TB", False),
            ("1.628 TB", False),
            ("482", None),
            ("482 s", None),
            ("a lot", None),
        ),
    ),
    Ask(
        name="delta-saving",
        title="Update: money saved by deltas",
        dimension=Dimension.MONEY,
        unit="$",
        statement=FLEET + "A gigabyte of traffic costs ${{ '%.2f' | format(price) }}. How much "
        "money do the deltas save, compared with the whole file for every device?",
        parameters=lambda c: {**_draw_fleet(c), "price": c.pick(PRICES)},
        solve=_saved,
        oracles=(Oracle(name="two bills", compute=_saved_by_bills),),
        steps=_saved_steps,
        misconceptions=_wrong_saved,
        accepts=lambda p: _accepts_fleet(p) and _saved(p) >= 1,
        example=lambda: {
            "file": THREE_B,
            "devices": 1000,
            "percent": 80,
            "delta": 110,
            "price": Fraction(5, 100),
        },
        samples=(
            ("$76", True),
            ("76", True),
            ("76 dollars", True),
            ("7600 cents", True),
            ("$80.40", False),
            ("$24.50", False),
            ("$95", False),
            ("76 GB", None),
            ("much", None),
        ),
    ),
)
