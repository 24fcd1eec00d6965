"""The ask of `edge-update` on how long a battery lasts a device that mostly waits."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.service.edge_devices import HOUR, draw_device
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number


def _busy(p: Parameters) -> Fraction:
    """The share of time in which tokens are generated."""
    return Fraction(p["rate"] * p["answer"], p["speed"] * HOUR)


def _power(p: Parameters) -> Fraction:
    return Fraction(p["idle"] + (p["watts"] - p["idle"]) * _busy(p))


def _lasts(p: Parameters) -> Fraction:
    """Seconds: the battery's energy ÷ the mean power."""
    return Fraction(p["battery"] * HOUR / _power(p))


def _lasts_by_answers(p: Parameters) -> Fraction:
    """Answer by answer, each with the wait behind it, until the charge is used up."""
    generating = sum((Fraction(1, p["speed"]) for _token in range(p["answer"])), Fraction(0))
    cycle = Fraction(HOUR, p["rate"])
    joules = Fraction(generating * p["watts"] + (cycle - generating) * p["idle"])
    left, cycles = Fraction(p["battery"] * HOUR), 0
    while left > joules:
        left -= joules
        cycles += 1
    return cycle * (cycles + left / joules)


def _lasts_steps(p: Parameters) -> tuple[str, ...]:
    seconds = Fraction(p["rate"] * p["answer"], p["speed"])
    return (
        (
            f"Generating in an hour: {p['rate']} × {p['answer']} ÷ {p['speed']} "
            f"{equals(seconds, 's', Dimension.DURATION)}"
        ),
        (
            f"Energy in an hour: ({number(seconds)} s × {p['watts']} W + the rest of 3,600 s × "
            f"{p['idle']} W) ÷ 3,600 {equals(_power(p) * HOUR, 'Wh', Dimension.ENERGY)}"
        ),
        f"Hours: {p['battery']} Wh ÷ that {equals(_lasts(p), 'h', Dimension.DURATION)}",
    )


def _wrong_lasts(p: Parameters) -> tuple[Misconception, ...]:
    joules, idle, watts = p["battery"] * HOUR, p["idle"], p["watts"]
    busy = _busy(p)
    return (
        Misconception(
            name="idle-only",
            value=Fraction(joules, idle),
            feedback="You left out the energy of the answers.",
        ),
        Misconception(
            name="never-idle",
            value=Fraction(joules, watts),
            feedback="You let it generate all the time; most of the time it waits.",
        ),
        Misconception(
            name="idle-free",
            value=joules / (watts * busy),
            feedback="You left out the idle power; it is drawn most of the time.",
        ),
        Misconception(
            name="mean-of-powers",
            value=Fraction(2 * joules, idle + watts),
            feedback="You took the mean of both powers; weigh them by time.",
        ),
        Misconception(
            name="both-at-once",
            value=Fraction(joules, idle + watts),
            feedback="You added both powers; one or the other is drawn.",
        ),
    )


BATTERY = Ask(
    name="hours-per-charge",
    title="Energy: hours of one charge with idle time",
    dimension=Dimension.DURATION,
    unit="h",
    difficulty="senior",
    statement="{{ device }} draws {{ watts }} W while it generates, at {{ speed }} tokens/s, "
    "and {{ idle }} W while it waits. It gives {{ rate }} answers of {{ answer }} tokens an "
    "hour, evenly spread; prompts take no time. How long does a battery of {{ battery }} Wh "
    "last?",
    parameters=draw_device,
    solve=_lasts,
    oracles=(Oracle(name="answer by answer", compute=_lasts_by_answers),),
    steps=_lasts_steps,
    misconceptions=_wrong_lasts,
    accepts=lambda p: Fraction(1, 20) <= _busy(p) <= Fraction(9, 10),
    example=lambda: {
        "device": "A Raspberry Pi 5",
        "idle": 3,
        "watts": 8,
        "speed": 5,
        "battery": 51,
        "answer": 150,
        "rate": 30,
    },
    samples=(
        ("12 h", True),
        ("12", True),
        ("720 min", True),
        ("43,200 s", True),
        ("0.5 d", True),
        ("17 h", False),
        ("6.4 h", False),
        ("25.5 h", False),
        ("9.3 h", False),
        ("720", None),
        ("12 Wh", None),
        ("half a day", None),
    ),
)
