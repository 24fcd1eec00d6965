"""Wrong ways to the answers of `speedup-limit`."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.speed.speedup_stages import (
    share_of,
    speedup_of,
    stage_time,
)
from flashcards.problems.family import Misconception, Parameters


def wrong_share(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to a share."""
    share = share_of(p)
    return (
        Misconception(
            name="by-the-rest",
            value=share / (1 - share),
            feedback="You divided by the time of the other stages; divide by the whole time.",
        ),
        Misconception(
            name="the-rest",
            value=1 - share,
            feedback="That is the share of the other stages.",
        ),
        Misconception(
            name="even-shares",
            value=Fraction(1, len(p["times"])),
            feedback="You gave every stage the same share; go by their times.",
        ),
        Misconception(
            name="upside-down",
            value=1 / share,
            feedback="You divided the whole time by the stage's; divide the other way round.",
        ),
        Misconception(
            name="by-the-longest",
            value=Fraction(stage_time(p), max(p["times"])),
            feedback="You divided by the longest stage; divide by the whole time.",
        ),
    )


def wrong_speedup(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the speed-up of the whole."""
    share, factor = share_of(p), p["factor"]
    right = speedup_of(share, factor)
    return (
        Misconception(
            name="stage-alone",
            value=factor,
            feedback="That is how much faster the stage gets; the others stay as they are.",
        ),
        Misconception(
            name="saving-added",
            value=1 + share * (1 - 1 / factor),
            feedback="You added the share saved to 1; divide the old time by the new one.",
        ),
        Misconception(
            name="no-time-left",
            value=1 / (1 - share),
            feedback="You left out the time that the faster stage still takes.",
        ),
        Misconception(
            name="other-stages",
            value=speedup_of(1 - share, factor),
            feedback="You made the other stages faster.",
        ),
        Misconception(
            name="upside-down",
            value=1 / right,
            feedback="You divided the new time by the old one; divide the old by the new.",
        ),
        Misconception(
            name="mean-factor",
            value=share * factor + 1 - share,
            feedback="You took the mean of the factors; add up the new times instead.",
        ),
    )


def wrong_limit(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to its limit."""
    share = share_of(p)
    return (
        Misconception(
            name="by-the-stage",
            value=1 / share,
            feedback="You divided by the share that vanishes; divide by the one that stays.",
        ),
        Misconception(
            name="saving-added",
            value=1 + share,
            feedback="You added the share saved to 1; divide the old time by the new one.",
        ),
        Misconception(
            name="stage-by-rest",
            value=share / (1 - share),
            feedback="You divided the stage's time by the others'; divide the whole by the others.",
        ),
        Misconception(
            name="upside-down",
            value=1 - share,
            feedback="That is the share of time that stays; the speed-up is one over it.",
        ),
    )


def wrong_factor(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the factor that a stage needs."""
    share, wanted = share_of(p), p["wanted"]
    return (
        Misconception(
            name="same-factor",
            value=wanted,
            feedback="The stage must gain more than the whole, for the other stages gain nothing.",
        ),
        Misconception(
            name="gain-by-share",
            value=1 + (wanted - 1) / share,
            feedback="You divided the gain by the stage's share; work with times, not with speeds.",
        ),
        Misconception(
            name="factor-by-share",
            value=wanted / share,
            feedback="You divided the factor by the stage's share; work with times, not with "
            "speeds.",
        ),
        Misconception(
            name="time-saved",
            value=share / (1 - 1 / wanted),
            feedback="You divided by the time to be saved; divide by the time left for the stage.",
        ),
    )
