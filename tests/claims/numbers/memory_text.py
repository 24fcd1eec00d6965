"""A question of a few lines, and what the rules about memory claim of it."""

from __future__ import annotations

from flashcards.claims.numbers.claim import Claim
from flashcards.claims.numbers.memory import memory_claims
from flashcards.claims.numbers.page import pages
from flashcards.documents import Read, read_text

ASKED = "How much memory does LLaMA-7B take at a context of 4096 tokens?"


def read(body: str, *, asked: str = ASKED, title: str = "Memory") -> Read:
    """A document of one question with that solution."""
    text = (
        f"# Module\n\n## Technical\n\n### Question 1: {title}\n\n#### Question\n\n{asked}\n\n"
        f"#### Model Solution\n\n{body}\n"
    )
    return read_text(text, path="m.md")


def claims(body: str, *, asked: str = ASKED) -> list[Claim]:
    """All claims about memory, by line."""
    made = read(body, asked=asked)
    (_, page) = pages(made.document, made.text)
    return sorted(memory_claims(page), key=lambda one: one.line)


def said(body: str, rule: str, *, asked: str = ASKED) -> list[tuple[str, str]]:
    """What a rule claims: each number as stated, with the verdict."""
    return [(c.stated, c.verdict.value) for c in claims(body, asked=asked) if c.rule == rule]
