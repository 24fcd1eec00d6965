"""What the family on queues computes with: M/M/c exactly, as a Markov chain, and as a simulation.

M/M/c: requests arrive independently of each other (Poisson), service times are exponential, `c`
slots serve one queue in order of arrival. Source: L. Kleinrock, Queueing Systems, volume 1, 1975.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

STATES = 160
"""States of the truncated chain: at a load of 0.8 the probability of more is below 10⁻¹⁵."""
ARRIVALS = 150_000
"""Of the simulation of one slot: 5 ms, and a standard error of 2 % at a load of 0.8."""
RUNS, WARM_UP, MEASURED = 500, 120, 180
"""Of the simulation of several slots: independent runs, and the arrivals in each of them."""


def must_wait(slots: int, load: Fraction) -> Fraction:
    """The probability that a request finds all slots busy: Erlang's C formula.

    Args:
        slots: their number, c.
        load: the share of time for which a slot is busy, ρ; the offered load is c·ρ.
    """
    offered = slots * load
    full = offered**slots / factorial(slots) / (1 - load)
    return full / (sum(offered**k / Fraction(factorial(k)) for k in range(slots)) + full)


def mean_wait(slots: int, load: Fraction, service: Fraction) -> Fraction:
    """The mean wait before service: C·S ÷ (c·(1 − ρ)); for one slot, ρ·S ÷ (1 − ρ)."""
    return must_wait(slots, load) * service / (slots * (1 - load))


def chain(slots: int, load: float) -> list[float]:
    """The steady state of the chain of requests present, state by state from its balance.

    What leaves a state equals what enters it: (λ + μₙ)·πₙ = λ·πₙ₋₁ + μₙ₊₁·πₙ₊₁, where a slot ends
    one service in a unit of time.
    """
    arrivals = slots * load
    before, state, states = 0.0, 1.0, []
    for present in range(STATES):
        states.append(state)
        leaves = (arrivals + min(present, slots)) * state
        before, state = state, (leaves - arrivals * before) / min(present + 1, slots)
    total = sum(states)
    return [one / total for one in states]


def wait_in_chain(slots: int, load: float) -> tuple[float, float]:
    """The share of arrivals that wait, and their mean wait in service times.

    An arrival sees the steady state; with n ≥ c present it waits for n − c + 1 ends of service.
    """
    states = chain(slots, load)
    waits = sum((n - slots + 1) / slots * states[n] for n in range(slots, STATES))
    return sum(states[slots:]), waits


def simulate_one(load: Fraction) -> float:
    """The mean wait at one slot in service times, of requests that come and go by chance.

    By D. Lindley's recursion: the next one waits max(0, wait + service − time between arrivals).
    The times are scaled to their exact means, which takes half of the noise away.
    """
    from numpy import cumsum, minimum

    service, gaps = _exponential(1, load, (ARRIVALS,))
    walk = cumsum(service[:-1] - gaps[1:])
    return float((walk - minimum.accumulate(minimum(walk, 0))).mean())


def simulate(slots: int, load: Fraction) -> tuple[float, float]:
    """The share of requests that wait at several slots, and the mean wait in service times.

    By J. Kiefer's and J. Wolfowitz's recursion on the slots' remaining work, least first.
    """
    from numpy import count_nonzero, maximum, minimum, zeros

    service, gaps = _exponential(slots, load, (WARM_UP + MEASURED, RUNS))
    work = zeros((slots, RUNS))
    waiting, waits = 0, 0.0
    for arrival in range(WARM_UP + MEASURED):
        work -= gaps[arrival]
        maximum(work, 0, out=work)
        if arrival >= WARM_UP:
            waiting += int(count_nonzero(work[0]))
            waits += float(work[0].sum())
        moved = work[0] + service[arrival]
        for slot in range(1, slots):
            minimum(moved, work[slot], out=work[slot - 1])
            moved = maximum(moved, work[slot])
        work[slots - 1] = moved
    return waiting / (MEASURED * RUNS), waits / (MEASURED * RUNS)


def _exponential(
    slots: int, load: Fraction, shape: tuple[int, ...]
) -> tuple[NDArray[float64], NDArray[float64]]:
    """Service times of mean 1, and times between arrivals to match; the load is their seed."""
    from numpy.random import PCG64, Generator

    chance = Generator(PCG64([slots, load.numerator, load.denominator]))
    service, gaps = chance.standard_exponential(shape), chance.standard_exponential(shape)
    return service / service.mean(), gaps / (gaps.mean() * slots * float(load))
