"""What the asks of `batch-pipeline` share: documents, and the time of a machine for them."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.family import Parameters
from flashcards.problems.quantity import Dimension, equals

DOCUMENTS = tuple(n * 1000 for n in (5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200))
PROMPTS = (500, 600, 800, 1000, 1200, 1500, 1800, 2000, 2500, 3000)
ANSWERS = (50, 80, 100, 120, 150, 200, 250, 300, 400)
PREFILL = (400, 500, 600, 800, 1000, 1200, 1500, 2000, 2500, 3000)
DECODE = (60, 80, 100, 120, 150, 200, 250, 300, 400)
"""Tokens a second of one machine, over all its slots together."""
WINDOWS = (6, 7, 8, 9, 10, 12)
HOUR = 3600

DOCUMENT = (
    "A document has {{ prompt | count }} prompt tokens, and {{ answer }} tokens are generated for "
    "it. One machine processes {{ prefill | count }} prompt tokens/s and generates {{ decode }} "
    "tokens/s over all its slots together, but never both at once. "
)


def draw_work(chance: Chance) -> Parameters:
    """Documents, and the speeds of a machine."""
    return {
        "documents": chance.pick(DOCUMENTS),
        "prompt": chance.pick(PROMPTS),
        "answer": chance.pick(ANSWERS),
        "prefill": chance.pick(PREFILL),
        "decode": chance.pick(DECODE),
    }


def each_document(p: Parameters) -> Fraction:
    """Seconds of one machine for a document: prompt ÷ its speed + answer ÷ its speed."""
    return Fraction(p["prompt"], p["prefill"]) + Fraction(p["answer"], p["decode"])


def time_of(p: Parameters) -> Fraction:
    """Seconds of one machine for all documents."""
    return Fraction(p["documents"] * each_document(p))


def by_hours(p: Parameters, documents: Fraction) -> Fraction:
    """Hours, of each of which the work is taken off: a token of either kind costs so much of it.

    The work is counted in 1/(prefill · decode) of a second.
    """
    left = documents * (p["prompt"] * p["decode"] + p["answer"] * p["prefill"])
    an_hour = HOUR * p["prefill"] * p["decode"]
    hours = 0
    while left > an_hour:
        left -= an_hour
        hours += 1
    return Fraction(hours + left / an_hour)


def seconds(value: Fraction) -> str:
    """`= 13 s`, for a step."""
    return equals(value, "s", Dimension.DURATION)


def time_steps(p: Parameters) -> tuple[str, ...]:
    """The first steps of a worked solution."""
    prompts, answers = p["documents"] * p["prompt"], p["documents"] * p["answer"]
    return (
        (
            f"Prompts: {p['documents']:,} × {p['prompt']:,} ÷ {p['prefill']:,} "
            f"{seconds(Fraction(prompts, p['prefill']))}"
        ),
        (
            f"Answers: {p['documents']:,} × {p['answer']} ÷ {p['decode']} "
            f"{seconds(Fraction(answers, p['decode']))}"
        ),
    )


def wrong_phases(p: Parameters) -> tuple[tuple[str, Fraction, str], ...]:
    """Wrong seconds for a document, and what to tell of them."""
    prompt, answer, prefill, decode = (p[k] for k in ("prompt", "answer", "prefill", "decode"))
    return (
        (
            "prompts-free",
            Fraction(answer, decode),
            "You left out the prompts; they are processed too.",
        ),
        (
            "answers-free",
            Fraction(prompt, prefill),
            "You left out the generated tokens; they come at a speed of their own.",
        ),
        (
            "one-speed",
            Fraction(prompt + answer, decode),
            "You took the prompts at the speed of generation; they have their own.",
        ),
        (
            "speeds-added",
            Fraction(prompt + answer, prefill + decode),
            "You added the speeds; only one kind of work goes on at a time, so add the times.",
        ),
    )


def example_work(**more: object) -> Parameters:
    """The night of question 15."""
    return {
        "documents": 10_000, "prompt": 1500, "answer": 200, "prefill": 1000, "decode": 150, **more,
    }  # fmt: skip
