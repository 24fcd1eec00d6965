"""Wrong ways between temperature, odds of two tokens and the gap of their logits."""

from __future__ import annotations

from flashcards.problems.families.sampling.logarithms import exp, ln, log2, log10
from flashcards.problems.families.wrong_ways import wrong_ways
from flashcards.problems.family import Misconception, Parameters


def wrong_temperature(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the temperature for wanted odds."""
    gap, odds = p["first"] - p["second"], p["odds"]
    return wrong_ways(
        gap / ln(odds),
        ("decimal-logarithm", gap / log10(odds), "You took log₁₀ of the odds; softmax has ln."),
        ("no-logarithm", gap / odds, "You divided by the odds themselves; divide by their ln."),
        ("upside-down", ln(odds) / gap, "You turned it over: T is the gap ÷ ln(odds)."),
        ("multiplied", gap * ln(odds), "You multiplied by ln(odds); the gap is divided by it."),
        ("binary-logarithm", gap / log2(odds), "You took log₂ of the odds; softmax has ln."),
        (
            "odds-as-share",
            gap / ln(1 + 1 / odds),
            "You took A's share, odds ÷ (1 + odds), where the odds themselves belong.",
        ),
    )


def wrong_for_share(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the temperature for a wanted probability."""
    gap, share = (p["first"] - p["second"]), p["probability"]
    odds = share / (1 - share)
    return wrong_ways(
        gap / ln(odds),
        (
            "share-for-odds",
            gap / -ln(share),
            "You took ln(1 ÷ p); the odds are p ÷ (1 − p).",
        ),
        (
            "other-share-for-odds",
            gap / -ln(1 - share),
            "You took ln(1 ÷ (1 − p)); the odds are p ÷ (1 − p).",
        ),
        ("decimal-logarithm", gap / log10(odds), "You took log₁₀ of the odds; softmax has ln."),
        ("upside-down", ln(odds) / gap, "You turned it over: T is the gap ÷ ln(odds)."),
        ("no-logarithm", gap / odds, "You divided by the odds themselves; divide by their ln."),
        ("multiplied", gap * ln(odds), "You multiplied by ln(odds); the gap is divided by it."),
    )


def wrong_gap(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the gap for wanted odds."""
    odds, temperature = p["odds"], p["temperature"]
    return wrong_ways(
        temperature * ln(odds),
        (
            "divided",
            ln(odds) / temperature,
            "You divided by the temperature; the gap grows with it.",
        ),
        (
            "temperature-ignored",
            ln(odds),
            "You left the temperature out: that is the gap at temperature 1.",
        ),
        ("decimal-logarithm", temperature * log10(odds), "You took log₁₀; softmax has ln."),
        ("no-logarithm", temperature * odds, "You left out the logarithm: odds are e^(gap ÷ T)."),
        ("binary-logarithm", temperature * log2(odds), "You took log₂; softmax has ln."),
    )


def wrong_odds(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the odds at a temperature."""
    gap, temperature = (p["first"] - p["second"]), p["temperature"]
    return wrong_ways(
        exp(gap / temperature),
        (
            "temperature-ignored",
            exp(gap),
            "You left the temperature out: those are the odds at temperature 1.",
        ),
        (
            "multiplied",
            exp(gap * temperature),
            "You multiplied the gap by the temperature; divide by it.",
        ),
        ("no-exponential", gap / temperature, "You left out e to the power: odds are e^(gap ÷ T)."),
        (
            "odds-divided",
            exp(gap) / temperature,
            "You divided the odds by the temperature; it belongs in the exponent.",
        ),
        (
            "ratio-of-logits",
            p["first"] / p["second"],
            "You divided the logits; their difference counts.",
        ),
    )
