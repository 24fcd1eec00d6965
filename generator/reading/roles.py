"""What headings and labels mean: questions, metadata, roles of sections."""

from __future__ import annotations

import re

from generator.model import Role

QUESTION = re.compile(
    r"^\W*(?:question|q|problem|exercise|aufgabe|frage)\s*#?\s*(?P<number>\d{1,4})"
    r"(?:\s*(?:-|–|—|to|bis)\s*(?P<last>\d{1,4}))?\s*(?:[:.)\]—–-]+\s*(?P<title>.*))?$",
    re.IGNORECASE | re.DOTALL,
)
_META = frozenset(
    (
        "category", "difficulty", "difficulty level", "level", "time", "time allotted",
        "time limit", "time estimate", "estimated time", "duration", "companies", "company",
        "prerequisites", "prerequisite", "tags", "tag", "topic", "topics", "type", "asked at",
        "frequency", "importance", "points", "question type", "skill level", "target level",
        "role", "module", "subcategory", "id", "date", "status",
    )
)  # fmt: skip

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        (Role.FOLLOW_UPS, r"follow[\s-]*ups?\b|further questions|next questions"),
        (Role.LOOKING_FOR, r"look(?:ing|s)? for|competenc|\bflags\b|what (?:is|are) (?:being )?"
                           r"(?:tested|assessed)|interviewer"),
        (Role.HINTS, r"\bhints?\b|if (?:the )?candidate is stuck|\bnudges?\b"),
        (Role.RUBRIC, r"rubric|scoring|\bscore\b|evaluation|grading|assessment criteria"),
        (Role.INSIGHTS, r"insight|interview experience|reported|war stor|anecdote"),
        (Role.RELATED, r"related|sources?\b|references?|further reading|resources|see also|links"
                       r"|read more|bibliography"),
        (Role.SOLUTION, r"solution|answer|explanation|response|walk[\s-]?through"),
        (Role.KEY_POINTS, r"key (?!differences|insights|components)\w+|points to|"
                          r"talking points|must mention|main points"),
        (Role.PROMPT, r"^\W*(?:the )?(?:interview )?(?:question|prompt|task|problem"
                      r"(?: statement)?|scenario|ask)\W*$"),
    )
)  # fmt: skip
_COUNTED = re.compile(r"\s*\((?:\d+|\d+ questions?)\)\s*$")


def is_meta(label: str) -> bool:
    """Whether a label names metadata of a question."""
    return label.strip().rstrip(":").casefold() in _META


def role_of(title: str) -> Role:
    """What a section is for, by the words of its heading; OTHER where they do not say."""
    return next((role for role, pattern in _ROLES if pattern.search(title)), Role.OTHER)


def category_of(title: str) -> str:
    """A category heading without its count: `Technical Questions (5)` → `Technical Questions`."""
    return _COUNTED.sub("", title).strip()
