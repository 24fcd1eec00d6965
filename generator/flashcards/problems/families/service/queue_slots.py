"""Asks of `queueing` on the wait at several slots: M/M/c."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.service.queue_words import (
    SLOTS,
    draw_arrivals,
    load_of,
    load_step,
    seconds,
)
from flashcards.problems.families.service.queues import (
    mean_wait,
    must_wait,
    simulate,
    wait_in_chain,
)
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals

NOISE_OF_MANY = 0.13
NOISE_OF_SHARES = 0.08
"""More than the worst of all loads from 0.5 to 0.75 that can be drawn."""


def _many(p: Parameters) -> Fraction:
    return mean_wait(p["slots"], load_of(p), Fraction(p["service"]))


def _all_busy(p: Parameters) -> Fraction:
    return must_wait(p["slots"], load_of(p))


def _busy_steps(p: Parameters) -> tuple[str, ...]:
    slots, offered = p["slots"], p["slots"] * load_of(p)
    terms = " + ".join(["1", "a", *(f"a{_RAISED[k]}/{_FACTORIAL[k]}" for k in range(2, slots))])
    last = f"a{_RAISED[slots]}/{_FACTORIAL[slots]} ÷ (1 − ρ)"
    full = offered**slots / _FACTORIAL[slots] / (1 - load_of(p))
    others = full / _all_busy(p) - full
    return (
        load_step(p),
        f"Offered load: a = {slots} × ρ {equals(offered, '')}",
        (
            f"Fewer than {slots} busy: {terms} {equals(others, '')}; all busy: {last} "
            f"{equals(full, '')}"
        ),
        f"All busy ÷ sum of both {equals(_all_busy(p), '%', Dimension.SHARE)}",
    )


_RAISED = {2: "²", 3: "³", 4: "⁴"}
_FACTORIAL = {2: 2, 3: 6, 4: 24}


def _many_steps(p: Parameters) -> tuple[str, ...]:
    slots = p["slots"]
    return (
        *_busy_steps(p),
        f"Mean wait: that × {p['service']} s ÷ ({slots} × (1 − ρ)) {seconds(_many(p))}",
    )


def _wrong_many(p: Parameters) -> tuple[Misconception, ...]:
    slots, load, service = p["slots"], load_of(p), Fraction(p["service"])
    right = _many(p)
    return (
        Misconception(
            name="separate-queues",
            value=mean_wait(1, load, service),
            feedback="That is the wait if each slot had a queue of its own; here all share one.",
        ),
        Misconception(
            name="one-fast-slot",
            value=mean_wait(1, load, service / slots),
            feedback=f"You took the {slots} slots for one that is {slots} times as fast; a request "
            "waits only if all are busy.",
        ),
        Misconception(
            name="own-service",
            value=right + service,
            feedback="You included the request's own service; only the wait before it is asked.",
        ),
        Misconception(
            name="if-it-waits",
            value=right / must_wait(slots, load),
            feedback="That is the mean wait of those that wait; the others wait 0 s and count too.",
        ),
        Misconception(
            name="slots-forgotten",
            value=right * slots,
            feedback=f"You left out ÷ {slots}: all slots work on one queue.",
        ),
    )


def _wrong_busy(p: Parameters) -> tuple[Misconception, ...]:
    slots, load = p["slots"], load_of(p)
    offered = slots * load
    full = offered**slots / _FACTORIAL[slots]
    below = sum((offered**k / Fraction(_FACTORIAL.get(k, 1)) for k in range(slots)), Fraction(0))
    return (
        Misconception(
            name="load",
            value=load,
            feedback="That is the load, the share of time that one slot is busy; here all must be.",
        ),
        Misconception(
            name="independent-slots",
            value=load**slots,
            feedback="You took the slots for independent; they share a queue, so they are busy "
            "together more often.",
        ),
        Misconception(
            name="no-queue",
            value=full / (below + full),
            feedback="That is Erlang's B, for requests that go away when all slots are busy; here "
            "they queue.",
        ),
        Misconception(
            name="no-wait",
            value=1 - _all_busy(p),
            feedback="That is the probability of a start without a wait.",
        ),
    )


def _draw_many(chance: Chance) -> Parameters:
    return {**draw_arrivals(chance), "rate": chance.step(120, 1800, 20), "slots": chance.step(2, 4)}


def _accepts_many(p: Parameters) -> bool:
    return Fraction(1, 2) <= load_of(p) <= Fraction(3, 4)


SLOT_ASKS = (
    Ask(
        name="must-wait",
        title="Queue: probability that all slots are busy",
        dimension=Dimension.SHARE,
        unit="%",
        difficulty="staff",
        statement=SLOTS + "With which probability does a request find all slots busy?",
        parameters=_draw_many,
        solve=_all_busy,
        oracles=(
            Oracle(
                name="Markov chain",
                compute=lambda p: wait_in_chain(p["slots"], float(load_of(p)))[0],
            ),
            Oracle(
                name="simulation",
                compute=lambda p: simulate(p["slots"], load_of(p))[0],
                agreement=NOISE_OF_SHARES,
            ),
        ),
        steps=_busy_steps,
        misconceptions=_wrong_busy,
        accepts=_accepts_many,
        example=lambda: {"rate": 900, "service": 4, "slots": 2},
        samples=(
            ("33.3 %", True),
            ("1/3", True),
            ("0.333", True),
            ("33.3 percent", True),
            ("50 %", False),
            ("25 %", False),
            ("20 %", False),
            ("66.7 %", False),
            ("33 s", None),
            ("rarely", None),
        ),
    ),
    Ask(
        name="wait-for-one-of-several",
        title="Queue: mean wait at several slots",
        dimension=Dimension.DURATION,
        unit="s",
        difficulty="staff",
        statement=SLOTS
        + "How long does a request wait on average until its service starts, those that need not "
        "wait included?",
        parameters=_draw_many,
        solve=_many,
        oracles=(
            Oracle(
                name="Markov chain",
                compute=lambda p: wait_in_chain(p["slots"], float(load_of(p)))[1] * p["service"],
            ),
            Oracle(
                name="simulation",
                compute=lambda p: simulate(p["slots"], load_of(p))[1] * p["service"],
                agreement=NOISE_OF_MANY,
            ),
        ),
        steps=_many_steps,
        misconceptions=_wrong_many,
        accepts=_accepts_many,
        example=lambda: {"rate": 900, "service": 4, "slots": 2},
        samples=(
            ("1.333 s", True),
            ("4/3 s", True),
            ("1.33", True),
            ("1333 ms", True),
            ("4 s", False),
            ("2 s", False),
            ("5.33 s", False),
            ("2.67 s", False),
            ("1.33 GB", None),
            ("short", None),
        ),
    ),
)
