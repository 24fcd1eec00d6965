"""Requests in a system and the slots that they need: Little's law, and queues."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from flashcards.problems.families.service.queue_slots import SLOT_ASKS
from flashcards.problems.families.service.queue_waits import WAIT_ASKS
from flashcards.problems.families.speed.hardware import is_clear
from flashcards.problems.family import EXACT, Ask, Family, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number

RATES = (6, 10, 12, 15, 18, 20, 24, 30, 36, 40, 45, 50, 60, 72, 75, 80, 90, 100, 120, 150, 180, 240)
LATENCIES = (*range(2, 21), 24, 25, 30, 35, 40, 45, 60)
USERS = (20, 30, 40, 50, 60, 75, 80, 100, 120, 150, 200)
THINKING = (10, 15, 20, 25, 30, 40, 45, 60, 90)
SHARES = (60, 65, 70, 75, 80, 85, 90)


def _requests(value: Fraction) -> str:
    return equals(value, "requests", Dimension.COUNT)


# Little's law.


def _in_flight(p: Parameters) -> Fraction:
    """Source: J. Little, 1961: L = λ·W."""
    return Fraction(p["rate"] * p["latency"], 60)


def _by_overlaps(p: Parameters) -> Fraction:
    """Requests at even intervals, and how many of them are present, averaged over an interval."""
    gap, stay = Fraction(60, p["rate"]), p["latency"]
    start = (stay // gap + 2) * gap  # by then the first have gone
    present, arrival = Fraction(0), Fraction(0)
    while arrival < start + gap:
        overlap = min(start + gap, arrival + stay) - max(start, arrival)
        present += max(overlap, Fraction(0))
        arrival += gap
    return present / gap


def _wrong_in_flight(p: Parameters) -> tuple[Misconception, ...]:
    rate, latency = Fraction(p["rate"]), p["latency"]
    return (
        Misconception(
            name="minutes-by-seconds",
            value=rate * latency,
            feedback="You multiplied a rate per minute by seconds; divide by 60.",
        ),
        Misconception(
            name="divided",
            value=rate / 60 / latency,
            feedback="You divided the rate by the time; multiply them.",
        ),
        Misconception(
            name="rate-only",
            value=rate / 60,
            feedback="That is how many arrive in a second; multiply by the seconds that each "
            "stays.",
        ),
        Misconception(
            name="upside-down",
            value=latency / rate,
            feedback="You divided the time by the rate; multiply them.",
        ),
    )


# Users who think between requests.


def _active(p: Parameters) -> Fraction:
    """Little's law twice: λ = users ÷ (thinking + latency), L = λ · latency."""
    return Fraction(p["users"] * p["latency"], p["thinking"] + p["latency"])


def _by_clocks(p: Parameters) -> Fraction:
    """Users whose cycles start a second apart: how many wait for an answer in each second?"""
    cycle = p["thinking"] + p["latency"]
    waiting = 0
    for user in range(p["users"]):
        waiting += sum((second + user) % cycle >= p["thinking"] for second in range(cycle))
    return Fraction(waiting, cycle)


def _wrong_active(p: Parameters) -> tuple[Misconception, ...]:
    users, thinking, latency = p["users"], p["thinking"], p["latency"]
    return (
        Misconception(
            name="latency-not-in-cycle",
            value=Fraction(users * latency, thinking),
            feedback="You divided by the thinking time alone; a user's cycle has the wait too.",
        ),
        Misconception(
            name="all-users",
            value=Fraction(users),
            feedback="You counted all users; those who think have no request in the system.",
        ),
        Misconception(
            name="thinking-users",
            value=Fraction(users * thinking, thinking + latency),
            feedback="That is how many are thinking.",
        ),
        Misconception(
            name="rate",
            value=Fraction(users, thinking + latency),
            feedback="That is the arrival rate per second; multiply it by the seconds of a "
            "request.",
        ),
    )


# Slots.


def _busy(p: Parameters) -> Fraction:
    return Fraction(p["rate"] * p["latency"], 60)


def _slots(p: Parameters) -> Fraction:
    return Fraction(ceil(_busy(p) * 100 / p["share"]))


def _slots_by_trial(p: Parameters) -> int:
    """More and more slots, until an hour's work fills no more than the share of their hour."""
    work = sum(p["latency"] for _request in range(60 * p["rate"]))
    slots = 1
    while 100 * work > slots * 3600 * p["share"]:
        slots += 1
    return slots


def _slots_steps(p: Parameters) -> tuple[str, ...]:
    return (
        f"Busy slots on average: {p['rate']} × {p['latency']} ÷ 60 {equals(_busy(p), '')}",
        (
            f"At {p['share']} %: {p['rate']} × {p['latency']} ÷ 60 ÷ 0.{p['share']}"
            f" {equals(_busy(p) * 100 / p['share'], '')}"
        ),
        f"Rounded up: {int(_slots(p))} slots",
    )


def _wrong_slots(p: Parameters) -> tuple[Misconception, ...]:
    busy, share = _busy(p), Fraction(p["share"], 100)
    ways = (
        (
            "full-load",
            ceil(busy),
            f"You filled the slots; they may be busy {p['share']} % of the time.",
        ),
        (
            "rounded-down",
            int(busy / share),
            "You rounded down; with so few, the slots are busier than allowed.",
        ),
        (
            "headroom-added",
            ceil(busy * (2 - share)),
            f"You added {100 - p['share']} %; divide by {number(share)} instead.",
        ),
        (
            "multiplied",
            ceil(busy * share),
            f"You multiplied by {number(share)}; divide by it, for headroom takes more slots.",
        ),
        (
            "minutes-by-seconds",
            ceil(busy * 60 / share),
            "You multiplied a rate per minute by seconds; divide by 60.",
        ),
    )
    return tuple(
        Misconception(name=name, value=Fraction(value), feedback=text) for name, value, text in ways
    )


QUEUEING = Family(
    name="queueing",
    title="Queues and concurrency",
    questions=(11, 15),
    asks=(
        Ask(
            name="in-flight",
            title="Little's law: requests in flight",
            dimension=Dimension.COUNT,
            unit="requests",
            difficulty="junior",
            statement="{{ rate }} requests a minute arrive at a server on average, and each takes "
            "{{ latency }} s on average from its arrival to the end of its answer. How many "
            "requests are in the server on average?",
            parameters=lambda c: {"rate": c.pick(RATES), "latency": c.pick(LATENCIES)},
            solve=_in_flight,
            oracles=(Oracle(name="overlapping stays", compute=_by_overlaps),),
            steps=lambda p: (
                (
                    f"Arrivals: {p['rate']} ÷ 60 s "
                    f"{equals(Fraction(p['rate'], 60), 'requests/s', Dimension.RATE)}"
                ),
                f"Little's law: {p['rate']} ÷ 60 × {p['latency']} s {_requests(_in_flight(p))}",
            ),
            misconceptions=_wrong_in_flight,
            accepts=lambda p: 1 <= _in_flight(p) <= 120,
            example=lambda: {"rate": 90, "latency": 8},
            samples=(
                ("12", True),
                ("12 requests", True),
                ("12 reqs", True),
                ("about 12", True),
                ("720", False),
                ("0.1875", False),
                ("1.5", False),
                ("12 s", None),
                ("a dozen", None),
            ),
        ),
        Ask(
            name="in-flight-of-users",
            title="Little's law: requests in flight of users who think",
            dimension=Dimension.COUNT,
            unit="requests",
            statement="{{ users }} users each send a request, wait {{ latency }} s for its answer, "
            "think for {{ thinking }} s, and send the next. How many requests are in the system on "
            "average?",
            parameters=lambda c: {
                "users": c.pick(USERS),
                "thinking": c.pick(THINKING),
                "latency": c.step(2, 20),
            },
            solve=_active,
            oracles=(Oracle(name="second by second", compute=_by_clocks),),
            steps=lambda p: (
                f"Arrivals: {p['users']} ÷ ({p['thinking']} + {p['latency']}) s "
                + equals(
                    Fraction(p["users"], p["thinking"] + p["latency"]),
                    "requests/s",
                    Dimension.RATE,
                ),
                (
                    f"Little's law: × {p['latency']} s, "
                    f"{p['users']} ÷ {p['thinking'] + p['latency']} × {p['latency']} "
                    f"{_requests(_active(p))}"
                ),
            ),
            misconceptions=_wrong_active,
            accepts=lambda p: p["latency"] * 30 >= p["thinking"] and p["users"] > 2 * _active(p),
            example=lambda: {"users": 100, "thinking": 60, "latency": 2},
            samples=(
                ("3.226", True),
                ("3.2 requests", True),
                ("3.23", True),
                ("100/31", True),
                ("3.333", False),
                ("100", False),
                ("1.61", False),
                ("3.2 s", None),
                ("some", None),
            ),
        ),
        Ask(
            name="slots",
            title="Little's law: slots for a load",
            dimension=Dimension.COUNT,
            unit="slots",
            tolerance=EXACT,
            statement="{{ rate }} requests a minute arrive at a server on average, and each holds "
            "a slot for {{ latency }} s on average. How many slots must it have at least so that a "
            "slot is busy at most {{ share }} % of the time on average?",
            parameters=lambda c: {
                "rate": c.pick(RATES),
                "latency": c.pick(LATENCIES),
                "share": c.pick(SHARES),
            },
            solve=_slots,
            oracles=(Oracle(name="trial", compute=_slots_by_trial, agreement=0),),
            steps=_slots_steps,
            misconceptions=_wrong_slots,
            accepts=lambda p: 2 <= _busy(p) <= 59 and is_clear(_busy(p) * 100 / p["share"]),
            example=lambda: {"rate": 60, "latency": 10, "share": 80},
            samples=(
                ("13", True),
                ("13 slots", True),
                ("13.0", True),
                ("13 slot", True),
                ("12", False),
                ("10", False),
                ("12.5", False),
                ("8", False),
                ("13 s", None),
                ("thirteen", None),
            ),
        ),
        *WAIT_ASKS,
        *SLOT_ASKS,
    ),
)
