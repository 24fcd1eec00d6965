"""A logit after llama.cpp's penalties, by the formula and token by token.

Source: `llama_sampler_penalties_apply` in llama.cpp's `src/llama-sampler.cpp`: the logit of a
token that is among the last `last_n` is divided by the repeat penalty if positive, else
multiplied by it; then count × frequency penalty and, once, the presence penalty are subtracted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.family import Parameters

REPEATS = tuple(Fraction(n, 100) for n in (105, 110, 115, 120, 125, 130, 150))
TENTHS = tuple(Fraction(n, 10) for n in range(1, 7))
ONE = Fraction(1)

HISTORY = (
    "llama.cpp's sampler has seen the tokens {{ history | join(', ') }} (the newest last). Its "
    "penalties look at the last {{ last_n }} of them (`--repeat-last-n`), with "
)
"""The first sentence of a statement, up to the penalties."""

PENALTY_VALUES = (
    "a repeat penalty of {{ repeat | plain }}, a frequency penalty of {{ frequency | plain }} and "
    "a presence penalty of {{ presence | plain }}. "
)


def draw_history(chance: Chance, candidates: Sequence[int]) -> dict[str, int | tuple[int, ...]]:
    """Ten to fourteen tokens, about half of them candidates, and a window that may be shorter."""
    length = chance.step(10, 14)
    history = tuple(
        chance.pick(candidates) if chance.below(2) else chance.step(100, 199)
        for _token in range(length)
    )
    return {"history": history, "last_n": chance.pick((6, 8, 64))}


def draw_tokens(chance: Chance, number: int) -> tuple[int, ...]:
    """Different tokens of a small vocabulary."""
    tokens: list[int] = []
    while len(tokens) < number:
        token = chance.step(10, 99)
        if token not in tokens:
            tokens.append(token)
    return tuple(tokens)


def draw_token(chance: Chance) -> Parameters:
    """One token, its logit, a history and penalties."""
    token, *others = draw_tokens(chance, 3)
    return {
        "token": token,
        "logit": Fraction(chance.step(-60, 120), 10),
        **draw_history(chance, (token, token, *others)),
        **draw_penalties(chance),
    }


def draw_penalties(chance: Chance) -> dict[str, Fraction]:
    """The three penalties."""
    return {
        "repeat": chance.pick(REPEATS),
        "frequency": chance.pick(TENTHS),
        "presence": chance.pick(TENTHS),
    }


def count(p: Parameters, token: int) -> int:
    """How often a token is among the last `last_n`."""
    history: tuple[int, ...] = p["history"]
    return history[-p["last_n"] :].count(token)


def penalised(
    logit: Fraction,
    times: int,
    *,
    repeat: Fraction = ONE,
    frequency: Fraction = Fraction(0),
    presence: Fraction = Fraction(0),
) -> Fraction:
    """The logit of a token that occurs so many times."""
    if not times:
        return logit
    scaled = logit / repeat if logit > 0 else logit * repeat
    return scaled - times * frequency - presence


def settings(p: Parameters) -> dict[str, Fraction]:
    """The three penalties, for `penalised`."""
    return {name: p[name] for name in ("repeat", "frequency", "presence")}


def penalised_all(p: Parameters) -> tuple[Fraction, ...]:
    """The candidates' logits after the penalties."""
    pairs = zip(p["candidates"], p["logits"], strict=True)
    return tuple(penalised(logit, count(p, token), **settings(p)) for token, logit in pairs)


def penalised_in_floats(logits: Mapping[int, float], p: Parameters) -> dict[int, float]:
    """All logits by token, in numpy float64, the window walked token by token."""
    import numpy as np

    tokens = list(logits)
    values = np.array([logits[token] for token in tokens], dtype=np.float64)
    window = p["history"][max(len(p["history"]) - p["last_n"], 0) :]
    seen: set[int] = set()
    for token in window:
        if token not in logits:
            continue
        at = tokens.index(token)
        if token not in seen:
            seen.add(token)
            sign = np.sign(values[at])
            values[at] *= float(p["repeat"]) ** -sign
            values[at] -= float(p["presence"])
        values[at] -= float(p["frequency"])
    return dict(zip(tokens, values.tolist(), strict=True))


def count_step(p: Parameters) -> str:
    """The first step of a worked solution: how often the token occurs."""
    window = p["history"][-p["last_n"] :]
    times = count(p, p["token"])
    where = "all" if len(window) == len(p["history"]) else f"the last {len(window)}"
    return f"Occurrences of {p['token']} among {where}: {times}"


def minus(text: str) -> str:
    """The text with real minus signs."""
    return text.replace("-", "−")
