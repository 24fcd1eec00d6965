"""Markdown to measure with: the same questions and answers in the layout of each tool."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

SEED = 20251118
PER_QUESTION = 20  # follow-ups under one heading; our own documents have 3 to 6

SUBJECTS = (
    "key-value cache", "sampler chain", "tokenizer", "context window", "batch scheduler",
    "memory map", "tensor layout", "block format", "prompt cache", "grammar", "attention head",
    "rotary embedding", "weight file", "thread pool", "backend registry", "logit bias",
)  # fmt: skip
ASPECTS = (
    "default size", "main purpose", "cost in memory", "usual failure", "first limit",
    "unit of measure", "place in the pipeline", "oldest format", "safe range", "cheapest check",
)  # fmt: skip
VALUES = (
    "one block for each layer", "two bytes an element", "a `uint32` in little-endian order",
    "whatever the **model file** says", "the number of threads", "half of the context",
    "only the last token", "a power of two", "every head of the layer", "the alignment",
)  # fmt: skip


def pairs(count: int) -> Iterator[tuple[str, str]]:
    """Questions, no two alike, and answers of the length people write."""
    rng = random.Random(SEED)
    for number in range(count):
        subject, aspect = rng.choice(SUBJECTS), rng.choice(ASPECTS)
        first, second = rng.sample(VALUES, 2)
        yield (
            f"What is the {aspect} of {subject} number {number}?",
            f"For number {number} it is {first} and then {second}",
        )


def ours(count: int) -> str:
    """A question document whose follow-ups are the pairs."""
    parts = ["# Benchmark\n", "## Follow-ups\n"]
    for number, (question, answer) in enumerate(pairs(count)):
        if number % PER_QUESTION == 0:
            index = number // PER_QUESTION + 1
            parts.append(f"### Question {index}: Part {index}\n\n#### Follow-Up Questions\n")
        place = number % PER_QUESTION + 1
        parts.append(f'{place}. **"{question}"**\n   *Looking for*: {answer}\n')
    return "\n".join(parts)


def for_ankdown(count: int) -> str:
    """Front, `%`, back, with rules between the cards."""
    return "\n---\n\n".join(f"{question}\n\n%\n\n{answer}\n" for question, answer in pairs(count))


def for_markdown_anki_decks(count: int) -> str:
    """A heading of the second level is a front, what follows it the back."""
    cards = "\n".join(f"## {question}\n\n{answer}\n" for question, answer in pairs(count))
    return f"# Benchmark\n\n{cards}"


def document(number: int, *, questions: int = 2) -> str:
    """A small document with every kind of block in it, unlike any other number's."""
    rng = random.Random(SEED + number)
    parts = [f"# Document {number}\n\n## Category {number % 7}\n"]
    for index in range(1, questions + 1):
        subject = f"{rng.choice(SUBJECTS)} {number}.{index}"
        values = rng.sample(VALUES, 6)
        words = rng.sample(ASPECTS, 6)
        parts += [
            f"### Question {index}: How does the {subject} work?\n",
            f"**Difficulty**: Mid (L4/L5)\n\n#### Question\n\nExplain the {subject}.\n",
            f"#### Model Solution\n\n**Parts of the {subject}**:\n",
            *(
                f"- **{word} of {subject}**: {value}"
                for word, value in zip(words[:3], values[:3], strict=True)
            ),
            f"\n**Limits of the {subject}**:\n",
            *(
                f"- The {word} is {value}"
                for word, value in zip(words[3:], values[3:], strict=True)
            ),
            f"\n| {subject} | small | large |\n|---|---|---|",
            f"| {words[0]} | {values[3]} | {values[4]} |",
            f"| {words[1]} | {values[5]} | {values[0]} |",
            f"\n```python\nsize = {number + index}  # {words[2]} of the {subject}\n```\n",
            "#### Follow-Up Questions\n",
            f'1. **"What if the {subject} is full?"**\n   *Looking for*: {values[1]}\n',
        ]
    return "\n".join(parts)


def write_documents(folder: Path, count: int) -> None:
    """`count` documents in a folder that is made for them."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"document-{number:04}.md").write_text(document(number), encoding="utf-8")
