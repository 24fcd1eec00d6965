"""Asks of `batch-pipeline` on machines: how many a night takes, what so many get done."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from flashcards.problems.families.service.batch_work import (
    DOCUMENT,
    HOUR,
    WINDOWS,
    by_hours,
    draw_work,
    each_document,
    example_work,
    seconds,
    time_of,
    time_steps,
    wrong_phases,
)
from flashcards.problems.families.speed.hardware import is_clear
from flashcards.problems.family import EXACT, Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, number, show

HEADROOMS = (10, 15, 20, 25, 30, 40, 50)


def _needed(p: Parameters) -> Fraction:
    """Machines before rounding up: seconds of work with headroom ÷ seconds of the window."""
    return Fraction(time_of(p) * (100 + p["headroom"]) / 100 / (p["window"] * HOUR))


def _machines_by_trial(p: Parameters) -> int:
    """More and more machines, until all of them together get through the work in the window."""
    work = by_hours(p, Fraction(p["documents"]))
    work += work * Fraction(p["headroom"], 100)
    machines = 0
    while work > 0:
        work -= p["window"]
        machines += 1
    return machines


def _machine_steps(p: Parameters) -> tuple[str, ...]:
    work = time_of(p) * (100 + p["headroom"]) / 100
    return (
        *time_steps(p),
        (
            f"Both, × {number(1 + Fraction(p['headroom'], 100))} for headroom: "
            f"{show(work, 's', Dimension.DURATION)}"
        ),
        f"Window: {p['window']} × 3,600 = {p['window'] * HOUR:,} s",
        f"Machines: {number(_needed(p))}, rounded up {ceil(_needed(p))}",
    )


def _wrong_machines(p: Parameters) -> tuple[Misconception, ...]:
    headroom, window = Fraction(100 + p["headroom"], 100), p["window"] * HOUR
    ways = (
        (
            "rounded-down",
            int(_needed(p)),
            "You rounded down; with so few, the work does not fit the window.",
        ),
        (
            "no-headroom",
            ceil(time_of(p) / window),
            f"You left out the headroom of {p['headroom']} %.",
        ),
        *(
            (name, ceil(p["documents"] * each * headroom / window), text)
            for name, each, text in wrong_phases(p)
        ),
        (
            "headroom-off",
            ceil(time_of(p) * (2 - headroom) / window),
            "You took the headroom off the time; add it.",
        ),
    )
    return tuple(
        Misconception(name=name, value=Fraction(value), feedback=text) for name, value, text in ways
    )


def _each_steps(p: Parameters) -> str:
    return (
        f"A document: {p['prompt']:,} ÷ {p['prefill']:,} + {p['answer']} ÷ {p['decode']} "
        f"{seconds(each_document(p))}"
    )


def _finished(p: Parameters) -> Fraction:
    return Fraction(p["machines"] * int(p["window"] * HOUR / each_document(p)))


def _finished_by_search(p: Parameters) -> int:
    """The most documents whose work fits the window, found by halving, of each machine."""
    work = p["prompt"] * p["decode"] + p["answer"] * p["prefill"]
    room = p["window"] * HOUR * p["prefill"] * p["decode"]
    low, high = 0, room
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle * work <= room else (low, middle - 1)
    return sum(low for _machine in range(p["machines"]))


def _finished_steps(p: Parameters) -> tuple[str, ...]:
    window, machines = p["window"] * HOUR, p["machines"]
    one = int(window / each_document(p))
    return (
        _each_steps(p),
        f"One machine: {window:,} s ÷ that, rounded down: {one:,}",
        f"{machines} machines: {machines} × {one:,} = {machines * one:,}"
        if machines > 1
        else "There is only this machine.",
    )


def _wrong_finished(p: Parameters) -> tuple[Misconception, ...]:
    window, machines = p["window"] * HOUR, p["machines"]
    found = [
        Misconception(name=name, value=Fraction(machines * int(window / each)), feedback=text)
        for name, each, text in wrong_phases(p)
    ]
    if machines > 1:
        found.append(
            Misconception(
                name="one-machine",
                value=Fraction(int(window / each_document(p))),
                feedback=f"You counted one machine; there are {machines}.",
            )
        )
    return tuple(found)


MACHINE_ASKS = (
    Ask(
        name="machines",
        title="Batch: machines for a night",
        dimension=Dimension.COUNT,
        unit="machines",
        tolerance=EXACT,
        statement=DOCUMENT
        + "{{ documents | count }} documents must be done within {{ window }} hours, and "
        "{{ headroom }} % is added to the computed time as headroom. How many such machines "
        "are needed at least?",
        parameters=lambda c: {
            **draw_work(c),
            "window": c.pick(WINDOWS),
            "headroom": c.pick(HEADROOMS),
        },
        solve=lambda p: Fraction(ceil(_needed(p))),
        oracles=(Oracle(name="trial", compute=_machines_by_trial, agreement=0),),
        steps=_machine_steps,
        misconceptions=_wrong_machines,
        accepts=lambda p: 3 <= _needed(p) <= 60 and is_clear(_needed(p)),
        example=lambda: example_work(documents=100_000, window=8, headroom=25),
        samples=(
            ("13", True),
            ("13 machines", True),
            ("13.0", True),
            ("13 machine", True),
            ("12", False),
            ("12.3", False),
            ("10", False),
            ("6", False),
            ("13 h", None),
            ("a dozen", None),
        ),
    ),
    Ask(
        name="documents",
        title="Batch: documents a night",
        dimension=Dimension.COUNT,
        unit="documents",
        statement=DOCUMENT
        + "How many documents {{ 'does one such machine' if machines == 1 else 'do ' ~ machines"
        " ~ ' such machines' }} finish in {{ window }} hours?",
        parameters=lambda c: {
            **draw_work(c),
            "machines": c.step(1, 12),
            "window": c.pick(WINDOWS),
        },
        solve=_finished,
        oracles=(Oracle(name="search by halving", compute=_finished_by_search, agreement=0),),
        steps=_finished_steps,
        misconceptions=_wrong_finished,
        accepts=lambda p: _finished(p) >= 1000 * p["machines"],
        example=lambda: example_work(machines=1, window=8),
        samples=(
            ("10164", True),
            ("10,164 documents", True),
            ("~10,160 docs", True),
            ("10200", True),
            ("21600", False),
            ("19200", False),
            ("2541", False),
            ("10k", None),
            ("10164 tokens", None),
            ("lots", None),
        ),
    ),
)
