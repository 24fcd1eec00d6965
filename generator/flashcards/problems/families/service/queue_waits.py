"""Asks of `queueing` on the wait at one slot: M/M/1."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.service.queue_words import (
    ONE_SLOT,
    draw_arrivals,
    load_of,
    load_step,
    seconds,
)
from flashcards.problems.families.service.queues import (
    mean_wait,
    simulate_one,
    wait_in_chain,
)
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals

NOISE = 0.1
"""Five standard errors of the simulated mean wait at one slot, and a load of 0.8 at most."""


def _wait(p: Parameters) -> Fraction:
    return mean_wait(1, load_of(p), Fraction(p["service"]))


def _wait_steps(p: Parameters) -> tuple[str, ...]:
    return (
        load_step(p),
        f"Wait: ρ ÷ (1 − ρ) × {p['service']} s {seconds(_wait(p))}",
    )


def _wrong_wait(p: Parameters) -> tuple[Misconception, ...]:
    load, service = load_of(p), p["service"]
    right = _wait(p)
    return (
        Misconception(
            name="own-service",
            value=service / (1 - load),
            feedback="You included the request's own service; only the wait before it is asked.",
        ),
        Misconception(
            name="no-queue-growth",
            value=load * service,
            feedback="You left out ÷ (1 − ρ): a queue grows without limit as the load nears 1.",
        ),
        Misconception(
            name="constant-service",
            value=right / 2,
            feedback="That is the wait for constant service times; random ones double it.",
        ),
        Misconception(
            name="number-for-time",
            value=load / (1 - load),
            feedback="That is the mean number of requests present, not a time.",
        ),
        Misconception(
            name="idle-share",
            value=(1 - load) / load * service,
            feedback="You turned ρ ÷ (1 − ρ) upside down.",
        ),
    )


def _highest(p: Parameters) -> Fraction:
    """The rate λ at which λS² ÷ (1 − λS) is the wait wanted: wait ÷ (S·(S + wait))."""
    service, wait = p["service"], p["wait"]
    return Fraction(wait, service * (service + wait))


def _highest_by_search(p: Parameters) -> float:
    """The load at which the chain's wait is the one wanted, found by halving."""
    wanted = p["wait"] / p["service"]
    low, high = 0.0, 0.8
    for _halving in range(36):
        middle = (low + high) / 2
        low, high = (low, middle) if wait_in_chain(1, middle)[1] > wanted else (middle, high)
    return low / float(p["service"])


def _highest_steps(p: Parameters) -> tuple[str, ...]:
    service, wait = p["service"], p["wait"]
    load = Fraction(wait, service + wait)
    return (
        (
            f"Wait ÷ service: ρ ÷ (1 − ρ) = {wait} ÷ {service}, "
            f"so ρ = {wait} ÷ ({wait} + {service}) {equals(load, '')}"
        ),
        f"Rate: ρ ÷ {service} s {equals(_highest(p), 'requests/s', Dimension.RATE)}",
    )


def _wrong_highest(p: Parameters) -> tuple[Misconception, ...]:
    service, wait = p["service"], p["wait"]
    ways = (
        (
            "full-load",
            Fraction(1, service),
            "That is the rate at full load, where the queue grows without limit.",
        ),
        (
            "service-and-wait",
            Fraction(1, service + wait),
            (
                "You took one request for each wait and service; the slot serves others while "
                "one waits."
            ),
        ),
        (
            "wait-by-service",
            Fraction(wait, service * service),
            "You left out 1 − ρ: ρ ÷ (1 − ρ), not ρ, is wait ÷ service.",
        ),
        (
            "load",
            Fraction(wait, service + wait),
            "That is the load; divide it by the service time.",
        ),
    )
    return tuple(Misconception(name=name, value=value, feedback=text) for name, value, text in ways)


WAIT_ASKS = (
    Ask(
        name="wait",
        title="Queue: mean wait at one slot",
        dimension=Dimension.DURATION,
        unit="s",
        difficulty="senior",
        statement=ONE_SLOT + "How long does a request wait on average until its service starts?",
        parameters=draw_arrivals,
        solve=_wait,
        oracles=(
            Oracle(
                name="Markov chain",
                compute=lambda p: wait_in_chain(1, float(load_of(p)))[1] * p["service"],
            ),
            Oracle(
                name="simulation",
                compute=lambda p: simulate_one(load_of(p)) * p["service"],
                agreement=NOISE,
            ),
        ),
        steps=_wait_steps,
        misconceptions=_wrong_wait,
        accepts=lambda p: Fraction(3, 10) <= load_of(p) <= Fraction(8, 10),
        example=lambda: {"rate": 720, "service": 4},
        samples=(
            ("16 s", True),
            ("16", True),
            ("16,000 ms", True),
            ("0.267 min", True),
            ("20 s", False),
            ("3.2 s", False),
            ("8 s", False),
            ("4 s", False),
            ("0.267", None),
            ("16 requests", None),
            ("long", None),
        ),
    ),
    Ask(
        name="highest-rate",
        title="Queue: highest arrival rate for a mean wait",
        dimension=Dimension.RATE,
        unit="requests/s",
        difficulty="senior",
        statement="Requests arrive at random (Poisson) at one slot with an unlimited queue. Each "
        "holds the slot for a time that is exponentially distributed, with a mean of "
        "{{ service }} s. Up to which arrival rate is the mean wait before service at most "
        "{{ wait }} s?",
        parameters=lambda c: {"service": c.step(2, 30), "wait": c.step(1, 30)},
        solve=_highest,
        oracles=(Oracle(name="search by halving", compute=_highest_by_search),),
        steps=_highest_steps,
        misconceptions=_wrong_highest,
        accepts=lambda p: Fraction(1, 5) <= Fraction(p["wait"], p["service"]) <= 3,
        example=lambda: {"service": 4, "wait": 12},
        samples=(
            ("0.1875 requests/s", True),
            ("0.1875", True),
            ("11.25 requests/min", True),
            ("675 requests per hour", True),
            ("0.25 requests/s", False),
            ("0.0625 requests/s", False),
            ("0.75", False),
            ("0.19 s", None),
            ("few", None),
        ),
    ),
)
