"""Asks of `decode-speed` on latency: a prompt is processed, then tokens are decoded one by one."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals

PREFILL = (120, 150, 180, 240, 300, 400, 520, 600, 750, 900, 1000, 1200, 1500, 2000, 2500, 3000)
"""Prompt tokens a second, of a desktop CPU up to a GPU."""
DECODE = (5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 75, 80)
PROMPTS = (600, 800, 900, 1000, 1200, 1500, 1800, 2000, 2400, 2800, 3000, 3600, 4000, 6000)
ANSWERS = (100, 120, 150, 200, 250, 300, 400, 500, 600, 800)


def _speeds(chance: Chance) -> Parameters:
    return {"prefill": chance.pick(PREFILL), "decode": chance.pick(DECODE)}


def _first(p: Parameters) -> Fraction:
    return Fraction(p["prompt"] - p["cached"], p["prefill"])


def _first_by_clock(p: Parameters) -> float:
    """A clock that runs on with every prompt token that is not in the cache."""
    now = 0.0
    for position in range(p["prompt"]):
        if position >= p["cached"]:
            now += 1 / p["prefill"]
    return now


def _latency(p: Parameters) -> Fraction:
    """Source: latency = prompt ÷ prefill speed + generated ÷ decode speed."""
    return Fraction(p["prompt"], p["prefill"]) + Fraction(p["answer"], p["decode"])


def _latency_by_clock(p: Parameters) -> float:
    now = 0.0
    for _token in range(p["prompt"]):
        now += 1 / p["prefill"]
    for _token in range(p["answer"]):
        now += 1 / p["decode"]
    return now


def _seconds(value: Fraction) -> str:
    return equals(value, "s", Dimension.DURATION)


def _wrong_first(p: Parameters) -> tuple[Misconception, ...]:
    prompt, cached = p["prompt"], p["cached"]
    return (
        Misconception(
            name="cache-ignored",
            value=Fraction(prompt, p["prefill"]),
            feedback="You processed the whole prompt; the cached prefix is not computed again.",
        ),
        Misconception(
            name="cached-part",
            value=Fraction(cached, p["prefill"]),
            feedback="You timed the cached tokens; time the others.",
        ),
        Misconception(
            name="decode-speed",
            value=Fraction(prompt - cached, p["decode"]),
            feedback="You used the decode speed; a prompt is processed at the prefill speed.",
        ),
        Misconception(
            name="whole-prompt-decoded",
            value=Fraction(prompt, p["decode"]),
            feedback="You used the decode speed and the whole prompt; take the prefill speed and "
            "the tokens that are not cached.",
        ),
    )


def _wrong_latency(p: Parameters) -> tuple[Misconception, ...]:
    prompt, answer, prefill, decode = (p[k] for k in ("prompt", "answer", "prefill", "decode"))
    return (
        Misconception(
            name="prompt-free",
            value=Fraction(answer, decode),
            feedback="You left out the prompt; it is processed before the first token.",
        ),
        Misconception(
            name="first-token-only",
            value=Fraction(prompt, prefill),
            feedback="That is the time to the first token; the answer is still to be decoded.",
        ),
        Misconception(
            name="one-speed",
            value=Fraction(prompt + answer, decode),
            feedback="You processed the prompt at the decode speed; many prompt tokens share one "
            "pass, so its speed is another.",
        ),
        Misconception(
            name="speeds-added",
            value=Fraction(prompt + answer, prefill + decode),
            feedback="You added the speeds; the phases follow each other, so their times add up.",
        ),
        Misconception(
            name="mean-speed",
            value=Fraction(2 * (prompt + answer), prefill + decode),
            feedback="You took the mean of the speeds; add the times of the two phases.",
        ),
    )


LATENCY_ASKS = (
    Ask(
        name="first-token",
        title="Latency: time to first token with a cached prefix",
        dimension=Dimension.DURATION,
        unit="s",
        statement="A server processes prompts at {{ prefill | count }} tokens/s and decodes at "
        "{{ decode }} tokens/s. Of a prompt of {{ prompt | count }} tokens, the first "
        "{{ cached | count }} are the system prompt, already in the slot's KV cache. The first "
        "token is sampled from the prompt's last logits, and nothing else takes time. How long is "
        "the time to the first token?",
        parameters=lambda c: {
            **_speeds(c),
            "prompt": c.pick(PROMPTS),
            "cached": c.step(100, 2000, 50),
        },
        solve=_first,
        oracles=(Oracle(name="token by token", compute=_first_by_clock),),
        steps=lambda p: (
            f"To process: {p['prompt']:,} − {p['cached']:,} = {p['prompt'] - p['cached']:,} tokens",
            (
                f"Time: {p['prompt'] - p['cached']:,} ÷ {p['prefill']:,} tokens/s "
                f"{_seconds(_first(p))}"
            ),
        ),
        misconceptions=_wrong_first,
        accepts=lambda p: (
            p["prompt"] - p["cached"] >= 100
            and Fraction(1, 10) <= _first(p)
            and 5 * p["decode"] <= p["prefill"] <= 80 * p["decode"]
        ),
        example=lambda: {"prefill": 400, "decode": 20, "prompt": 1800, "cached": 600},
        samples=(
            ("3 s", True),
            ("3", True),
            ("3000 ms", True),
            ("0.05 min", True),
            ("4.5 s", False),
            ("1.5 s", False),
            ("60 s", False),
            ("3000", None),
            ("3 tokens", None),
            ("at once", None),
        ),
    ),
    Ask(
        name="latency",
        title="Latency: prompt and answer together",
        dimension=Dimension.DURATION,
        unit="s",
        difficulty="junior",
        statement="A model processes prompts at {{ prefill | count }} tokens/s and decodes at "
        "{{ decode }} tokens/s. How long do a prompt of {{ prompt | count }} tokens and an answer "
        "of {{ answer }} tokens take together, with one decode step for each token of the answer?",
        parameters=lambda c: {
            **_speeds(c),
            "prompt": c.pick(PROMPTS),
            "answer": c.pick(ANSWERS),
        },
        solve=_latency,
        oracles=(Oracle(name="token by token", compute=_latency_by_clock),),
        steps=lambda p: (
            (
                f"Prompt: {p['prompt']:,} ÷ {p['prefill']:,} tokens/s "
                f"{_seconds(Fraction(p['prompt'], p['prefill']))}"
            ),
            (
                f"Answer: {p['answer']} ÷ {p['decode']} tokens/s "
                f"{_seconds(Fraction(p['answer'], p['decode']))}"
            ),
            (
                f"Together: {p['prompt']:,} ÷ {p['prefill']:,} + {p['answer']} ÷ {p['decode']} "
                f"{_seconds(_latency(p))}"
            ),
        ),
        misconceptions=_wrong_latency,
        accepts=lambda p: 5 * p["decode"] <= p["prefill"] <= 80 * p["decode"],
        example=lambda: {"prefill": 500, "decode": 20, "prompt": 1500, "answer": 200},
        samples=(
            ("13 s", True),
            ("13", True),
            ("13,000 ms", True),
            ("0.2167 min", True),
            ("10 s", False),
            ("3 s", False),
            ("85 s", False),
            ("3.27 s", False),
            ("0.2167", None),
            ("13 GB", None),
            ("a while", None),
        ),
    ),
)
