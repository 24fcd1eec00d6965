"""A night's batch of documents: hours, machines, cost."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.service.batch_machines import MACHINE_ASKS
from flashcards.problems.families.service.batch_static import STATIC
from flashcards.problems.families.service.batch_work import (
    DOCUMENT,
    HOUR,
    by_hours,
    draw_work,
    each_document,
    example_work,
    time_of,
    time_steps,
    wrong_phases,
)
from flashcards.problems.family import Ask, Family, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number, show

PRICES = tuple(Fraction(n, 100) for n in (40, 50, 60, 75, 80, 90, 100, 120, 150, 200, 250))
RETRIES = (5, 8, 10, 12, 15, 20, 25)


def _wrong_time(p: Parameters) -> tuple[Misconception, ...]:
    in_minutes = Misconception(
        name="minutes",
        value=time_of(p) * 60,
        feedback="That is the number of minutes; an hour has 3,600 seconds.",
    )
    return (
        *(
            Misconception(name=name, value=p["documents"] * each, feedback=text)
            for name, each, text in wrong_phases(p)
        ),
        in_minutes,
    )


def _cost(p: Parameters) -> Fraction:
    """Machine hours × price, the second attempts included."""
    return Fraction(time_of(p) / HOUR * (100 + p["retries"]) / 100 * p["price"])


def _cost_by_passes(p: Parameters) -> Fraction:
    """The bill of the first pass, and of the second over the documents to repeat."""
    again = Fraction(p["documents"] * p["retries"], 100)
    first, second = by_hours(p, Fraction(p["documents"])), by_hours(p, again)
    return first * Fraction(p["price"]) + second * Fraction(p["price"])


def _cost_steps(p: Parameters) -> tuple[str, ...]:
    share = number(1 + Fraction(p["retries"], 100))
    seconds = number(time_of(p), digits=8)
    return (
        *time_steps(p),
        f"Second attempts: × {share}",
        (
            f"Cost: {seconds} s × {share} ÷ 3,600 × ${float(p['price']):.2f} "
            f"{equals(_cost(p), '$', Dimension.MONEY)}"
        ),
    )


def _wrong_cost(p: Parameters) -> tuple[Misconception, ...]:
    right, retries = _cost(p), 100 + p["retries"]
    return (
        Misconception(
            name="no-retries",
            value=right * 100 / retries,
            feedback="You left out the second attempts; they take machine time too.",
        ),
        *(
            Misconception(name=name, value=right * each / each_document(p), feedback=text)
            for name, each, text in wrong_phases(p)
        ),
        Misconception(
            name="price-per-minute",
            value=right * 60,
            feedback="You divided the seconds by 60; the price is for an hour, 3,600 seconds.",
        ),
    )


_HOURS = Ask(
    name="hours",
    title="Batch: hours of one machine",
    dimension=Dimension.DURATION,
    unit="h",
    statement=DOCUMENT + "How long does one machine take for {{ documents | count }} documents?",
    parameters=draw_work,
    solve=time_of,
    oracles=(
        Oracle(
            name="hour by hour",
            compute=lambda p: by_hours(p, Fraction(p["documents"])) * HOUR,
        ),
    ),
    steps=lambda p: (
        *time_steps(p),
        f"Both in hours: {show(time_of(p), 'h', Dimension.DURATION)}",
    ),
    misconceptions=_wrong_time,
    accepts=lambda p: HOUR <= time_of(p) <= 200 * HOUR,
    example=example_work,
    samples=(
        ("7.87 h", True),
        ("7.87", True),
        ("472 min", True),
        ("28,333 s", True),
        ("7 h 52 min", True),
        ("3.7 h", False),
        ("4.17 h", False),
        ("31.5 h", False),
        ("28333", None),
        ("7.87 $", None),
        ("all night", None),
    ),
)

_COST = Ask(
    name="cost",
    title="Batch: cost of a night",
    dimension=Dimension.MONEY,
    unit="$",
    statement=DOCUMENT + "What do {{ documents | count }} documents cost if a machine costs "
    "${{ '%.2f' | format(price) }} an hour, billed by the second, and {{ retries }} % of "
    "the documents have to be processed a second time?",
    parameters=lambda c: {
        **draw_work(c),
        "price": c.pick(PRICES),
        "retries": c.pick(RETRIES),
    },
    solve=_cost,
    oracles=(Oracle(name="two passes", compute=_cost_by_passes),),
    steps=_cost_steps,
    misconceptions=_wrong_cost,
    accepts=lambda p: _cost(p) >= 1,
    example=lambda: example_work(price=Fraction(60, 100), retries=5),
    samples=(
        ("$4.96", True),
        ("4.96", True),
        ("4.96 dollars", True),
        ("496 cents", True),
        ("$4.72", False),
        ("$2.33", False),
        ("$19.83", False),
        ("4.96 h", None),
        ("cheap", None),
    ),
)

BATCH_PIPELINE = Family(
    name="batch-pipeline",
    title="Batch pipeline: time, machines, cost",
    questions=(15,),
    asks=(_HOURS, *MACHINE_ASKS, _COST, STATIC),
)
