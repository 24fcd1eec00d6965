"""Wrong ways to apply llama.cpp's penalties."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.sampling.penalised import (
    ONE,
    count,
    penalised,
    penalised_all,
    settings,
)
from flashcards.problems.families.sampling.softmax_temperature import softmax
from flashcards.problems.families.wrong_ways import wrong_ways
from flashcards.problems.family import Misconception, Parameters


def wrong_logit(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the penalised logit of one token."""
    logit, times, given = p["logit"], count(p, p["token"]), settings(p)
    repeat, subtracted = p["repeat"], times * p["frequency"] + p["presence"]
    other_way = logit * repeat if logit > 0 else logit / repeat
    power = repeat**times
    return wrong_ways(
        penalised(logit, times, **given),
        (
            "other-way",
            other_way - subtracted,
            "You multiplied a positive logit; it is divided, to become smaller."
            if logit > 0
            else "You divided a negative logit, which makes it larger; it is multiplied.",
        ),
        (
            "frequency-once",
            penalised(logit, times, **given | {"frequency": p["frequency"] / times}),
            "You subtracted the frequency penalty once; it counts each occurrence.",
        ),
        (
            "presence-each",
            penalised(logit, times, **given | {"presence": p["presence"] * times}),
            "You subtracted the presence penalty for each occurrence; it counts once.",
        ),
        (
            "repeat-each",
            (logit / power if logit > 0 else logit * power) - subtracted,
            "You applied the repeat penalty for each occurrence; it counts once.",
        ),
        (
            "window-ignored",
            penalised(logit, p["history"].count(p["token"]), **given),
            f"You counted all tokens; only the last {p['last_n']} count.",
        ),
        (
            "subtracted-first",
            penalised(logit - subtracted, 1, repeat=repeat),
            "You subtracted first; the repeat penalty is applied to the logit as it is.",
        ),
        (
            "repeat-left-out",
            logit - subtracted,
            "You left out the repeat penalty.",
        ),
    )


def wrong_probability(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the probability of the first candidate after the penalties."""
    plain, right = softmax(p["logits"])[0], softmax(penalised_all(p))[0]
    first = penalised_all(p)[0]
    whole = {**p, "last_n": len(p["history"])}
    divided = tuple(
        z / p["repeat"] - count(p, t) * p["frequency"] - p["presence"] if count(p, t) else z
        for t, z in zip(p["candidates"], p["logits"], strict=True)
    )
    return wrong_ways(
        right,
        ("not-penalised", plain, "You left out the penalties."),
        (
            "probability-penalised",
            plain / p["repeat"],
            "You divided the probability by the repeat penalty; penalties act on logits.",
        ),
        (
            "others-spared",
            softmax((first, *p["logits"][1:]))[0],
            "You penalised this token alone; all that were generated are penalised.",
        ),
        (
            "window-ignored",
            softmax(penalised_all(whole))[0],
            f"You counted all tokens; only the last {p['last_n']} count.",
        ),
        (
            "negative-divided",
            softmax(divided)[0],
            "You divided a negative logit, which makes it larger; it is multiplied.",
        ),
        (
            "repeat-left-out",
            softmax(penalised_all({**p, "repeat": ONE}))[0],
            "You left out the repeat penalty.",
        ),
        (
            "frequency-left-out",
            softmax(penalised_all({**p, "frequency": Fraction(0)}))[0],
            "You left out the frequency penalty, which counts each occurrence.",
        ),
        (
            "presence-left-out",
            softmax(penalised_all({**p, "presence": Fraction(0)}))[0],
            "You left out the presence penalty.",
        ),
    )


def wrong_repeat(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong ways to the repeat penalty that draws two tokens level."""
    logit, rival, times = p["logit"], p["rival"], count(p, p["token"])
    everywhere = p["history"].count(p["token"])

    def level(subtracted: Fraction) -> Fraction:
        return repeat_for(logit, rival + subtracted)

    return wrong_ways(
        level(times * p["frequency"] + p["presence"]),
        (
            "ratio-of-logits",
            level(Fraction(0)),
            "You left out what the frequency and presence penalties subtract.",
        ),
        (
            "frequency-once",
            level(p["frequency"] + p["presence"]),
            "You counted the frequency penalty once; it counts each occurrence.",
        ),
        (
            "presence-each",
            level(times * (p["frequency"] + p["presence"])),
            "You counted the presence penalty for each occurrence; it counts once.",
        ),
        (
            "window-ignored",
            level(everywhere * p["frequency"] + p["presence"]),
            f"You counted all tokens; only the last {p['last_n']} count.",
        ),
        (
            "difference",
            logit - rival,
            "You took the difference of the logits; the repeat penalty is a factor.",
        ),
        (
            "upside-down",
            1 / level(times * p["frequency"] + p["presence"]),
            "You turned it over: a penalty above 1 makes the token less likely.",
        ),
        (
            "sign",
            level(-times * p["frequency"] - p["presence"]),
            "You took the other penalties off the rival; they come off the repeated token.",
        ),
    )


def repeat_for(logit: Fraction, wanted: Fraction) -> Fraction:
    """The repeat penalty that turns a logit into the wanted one; 0 if none does."""
    if not wanted:
        return Fraction(0)
    return logit / wanted if logit > 0 else wanted / logit
