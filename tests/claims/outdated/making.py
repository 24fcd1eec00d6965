"""Small documents with one question, and what is found in them."""

from __future__ import annotations

from flashcards.claims.outdated import outdated
from flashcards.documents import Read, read_text
from flashcards.errors import Finding

HEAD = "# Module\n\n### Question 1: How does llama.cpp work?\n\n#### Model Solution\n\n"


def document(body: str, *, title: str = "How does llama.cpp work?") -> Read:
    head = HEAD.replace("How does llama.cpp work?", title)
    return read_text(f"{head}{body}\n", path="m.md")


def of(read: Read) -> tuple[Finding, ...]:
    """What is outdated in it."""
    return outdated(read.document, read.text)


def of_text(text: str) -> tuple[Finding, ...]:
    """The same of a text that reading would refuse."""
    return outdated(document("nothing").document, text)


def found(body: str, *, title: str = "How does llama.cpp work?") -> tuple[Finding, ...]:
    findings = of(document(body, title=title))
    assert list(findings) == sorted(findings)
    assert all(one.path == "m.md" and one.severity == "warning" for one in findings)
    assert all(one.message and one.evidence for one in findings)
    lines = f"{HEAD}{body}".split("\n")
    assert all(one.stated in lines[one.line - 1] for one in findings)
    return findings


def said(body: str, *, title: str = "How does llama.cpp work?") -> list[tuple[str, str, str]]:
    """Rule, what is stated and what would be right, of each finding."""
    return [(one.rule, one.stated, one.expected) for one in found(body, title=title)]


def fenced(language: str, *lines: str) -> str:
    return "\n".join([f"```{language}", *lines, "```"])
