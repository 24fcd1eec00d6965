"""Asks of `edge-update` on energy: of an answer, and the tokens of one charge."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.service.edge_devices import HOUR, draw_device
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals

DRAWS = "{{ device }} draws {{ watts }} W while it generates {{ speed }} tokens/s. "


def _energy(p: Parameters) -> Fraction:
    """Power × time: watts × tokens ÷ tokens a second."""
    return Fraction(p["watts"] * p["answer"], p["speed"])


def _by_tokens(p: Parameters) -> float:
    """Token by token, what the meter counts while it is made."""
    joules = 0.0
    for _token in range(p["answer"]):
        joules += p["watts"] * (1 / p["speed"])
    return joules


def _wrong_energy(p: Parameters) -> tuple[Misconception, ...]:
    watts, speed, answer = p["watts"], p["speed"], p["answer"]
    right = _energy(p)
    return (
        Misconception(
            name="one-token",
            value=right / answer,
            feedback=f"That is the energy of one token; the answer has {answer}.",
        ),
        Misconception(
            name="one-second",
            value=Fraction(watts * answer),
            feedback="You took a second a token; divide by the tokens a second.",
        ),
        Misconception(
            name="speed-by-power",
            value=Fraction(answer * speed, watts),
            feedback="You divided the speed by the power; a token takes power ÷ speed.",
        ),
        Misconception(
            name="watt-hours",
            value=right / HOUR,
            feedback="That is the number of Wh; a watt is a joule a second.",
        ),
        Misconception(
            name="multiplied",
            value=Fraction(watts * speed * answer),
            feedback="You multiplied by the speed; divide by it.",
        ),
    )


def _tokens(p: Parameters) -> Fraction:
    """Battery in joules ÷ joules a token."""
    return Fraction(p["battery"] * HOUR * p["speed"], p["watts"])


def _tokens_by_minutes(p: Parameters) -> Fraction:
    """Minute by minute, the tokens made and the charge that is left, in watt-minutes."""
    left, tokens = p["battery"] * 60, Fraction(0)
    while left >= p["watts"]:
        left -= p["watts"]
        tokens += p["speed"] * 60
    return tokens + Fraction(p["speed"] * 60 * left, p["watts"])


def _wrong_tokens(p: Parameters) -> tuple[Misconception, ...]:
    right = _tokens(p)
    return (
        Misconception(
            name="hours-for-seconds",
            value=right / HOUR,
            feedback="You multiplied hours by tokens a second; an hour has 3,600 seconds.",
        ),
        Misconception(
            name="minutes",
            value=right / 60,
            feedback="You took 60 seconds for an hour; it has 3,600.",
        ),
        Misconception(
            name="power-ignored",
            value=Fraction(p["battery"] * HOUR * p["speed"]),
            feedback="You left out the power; a watt-hour lasts an hour at one watt.",
        ),
        Misconception(
            name="power-for-energy",
            value=Fraction(p["battery"] * HOUR, p["watts"]),
            feedback="That is the number of seconds; multiply by the tokens a second.",
        ),
        Misconception(
            name="slow-for-fast",
            value=Fraction(p["battery"] * HOUR, p["watts"] * p["speed"]),
            feedback="You divided by the speed; a faster device makes more tokens a second.",
        ),
    )


ENERGY_ASKS = (
    Ask(
        name="energy-per-answer",
        title="Energy: of an answer",
        dimension=Dimension.ENERGY,
        unit="J",
        difficulty="junior",
        statement=DRAWS + "How much energy does an answer of {{ answer }} tokens take, without "
        "the prompt?",
        parameters=draw_device,
        solve=_energy,
        oracles=(Oracle(name="token by token", compute=_by_tokens),),
        steps=lambda p: (
            (
                f"A token: {p['watts']} W ÷ {p['speed']} tokens/s "
                f"{equals(_energy(p) / p['answer'], 'J', Dimension.ENERGY)}"
            ),
            (
                f"The answer: {p['watts']} ÷ {p['speed']} × {p['answer']} "
                f"{equals(_energy(p), 'J', Dimension.ENERGY)}"
            ),
        ),
        misconceptions=_wrong_energy,
        example=lambda: {
            "device": "A Raspberry Pi 5",
            "idle": 3,
            "watts": 8,
            "speed": 5,
            "battery": 50,
            "answer": 150,
            "rate": 10,
        },
        samples=(
            ("240 J", True),
            ("0.24 kJ", True),
            ("240", True),
            ("66.7 mWh", True),
            ("1.6 J", False),
            ("1200 J", False),
            ("93.75 J", False),
            ("0.0667", None),
            ("240 W", None),
            ("little", None),
        ),
    ),
    Ask(
        name="tokens-per-charge",
        title="Energy: tokens from one charge",
        dimension=Dimension.COUNT,
        unit="tokens",
        statement=DRAWS + "How many tokens does a battery of {{ battery }} Wh give, if it only "
        "generates and all of the energy can be used?",
        parameters=draw_device,
        solve=_tokens,
        oracles=(Oracle(name="minute by minute", compute=_tokens_by_minutes),),
        steps=lambda p: (
            f"Battery: {p['battery']} Wh × 3,600 = {p['battery'] * HOUR:,} J",
            (
                f"A token: {p['watts']} W ÷ {p['speed']} tokens/s "
                f"{equals(Fraction(p['watts'], p['speed']), 'J', Dimension.ENERGY)}"
            ),
            (
                f"Tokens: {p['battery'] * HOUR:,} × {p['speed']} ÷ {p['watts']} "
                f"{equals(_tokens(p), 'tokens', Dimension.COUNT)}"
            ),
        ),
        misconceptions=_wrong_tokens,
        example=lambda: {
            "device": "A Raspberry Pi 5",
            "idle": 3,
            "watts": 8,
            "speed": 5,
            "battery": 50,
            "answer": 150,
            "rate": 10,
        },
        samples=(
            ("112500", True),
            ("112,500 tokens", True),
            ("~112000", True),
            ("1.125e5", True),
            ("31.25", False),
            ("1875", False),
            ("22500", False),
            ("4500", False),
            ("112k", None),
            ("112500 J", None),
            ("many", None),
        ),
    ),
)
