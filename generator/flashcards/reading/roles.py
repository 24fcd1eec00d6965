"""What headings and labels mean: questions, metadata, roles of sections."""

from __future__ import annotations

import re

from flashcards.model import Role

QUESTION = re.compile(
    r"^\W*(?P<word>questions?|q|problem|exercise|aufgabe|fragen?|问题|問題|質問)\s*(?:#|no\.?|nr\.?)?"
    r"\s*(?P<number>\d{1,6})(?:\s*(?:-|–|—|to|bis)\s*(?P<last>\d{1,6}))?"
    r"\s*(?:[:.)\]—–：|-]+\s*(?P<title>.*))?$",
    re.IGNORECASE | re.DOTALL,
)
_META = frozenset(
    (
        "category", "difficulty", "difficulty level", "level", "time", "time allotted",
        "time limit", "time estimate", "estimated time", "duration", "companies", "company",
        "prerequisites", "prerequisite", "tags", "tag", "topic", "topics", "type", "asked at",
        "frequency", "importance", "points", "question type", "skill level", "target level",
        "role", "module", "subcategory", "id", "date", "status", "section", "skills", "format",
        "schwierigkeit", "schwierigkeitsgrad", "kategorie", "zeit", "dauer", "thema", "firmen",
        "voraussetzungen", "stufe", "难度", "时间", "类别", "难度级别", "時間", "難易度",
    )
)  # fmt: skip

_PATTERNS: dict[Role, tuple[str, ...]] = {
    Role.FOLLOW_UPS: (
        r"follow[\s-]*ups?\b", r"further questions", r"next questions", r"nachfragen?",
        r"anschlussfrage",
    ),
    Role.LOOKING_FOR: (
        r"look(?:ing|s)? for", r"competenc", r"\bflags\b", r"interviewer",
        r"what (?:is|are) (?:being )?(?:tested|assessed)",
    ),
    Role.HINTS: (r"\bhints?\b", r"if (?:the )?candidate is stuck", r"\bnudges?\b", r"^hinweise?\b",
                 r"^提示"),
    Role.RUBRIC: (r"rubric", r"scoring", r"\bscore\b", r"evaluation", r"grading",
                  r"assessment criteria", r"^bewertung"),
    Role.INSIGHTS: (r"insight", r"interview experience", r"reported", r"war stor", r"anecdote"),
    Role.RELATED: (
        r"related", r"\bsources?\b", r"references?\b", r"further reading", r"\bresources\b",
        r"see also", r"\blinks\b", r"read more", r"bibliography",
    ),
    Role.SOLUTION: (r"solution", r"answer", r"explanation", r"\bresponse\b",
                    r"walk[\s-]?through", r"^a$", r"^ans\.?$", r"antwort", r"lösung",
                    r"^(?:参考)?答案", r"^回答", r"^解答", r"^答$"),
    Role.KEY_POINTS: (
        r"key (?!differences|insights|components)\w+", r"points to", r"talking points",
        r"must mention", r"main points", r"kernpunkte", r"stichpunkte", r"^要点",
    ),
    Role.PROMPT: (
        r"^\W*(?:the )?(?:interview )?(?:question|prompt|task|scenario|ask|q)\W*$",
        r"^\W*(?:frage|aufgabe|问题|問題|问)\W*$",
        r"^\W*(?:the )?problem(?: statement)?\W*$",
    ),
}  # fmt: skip
_ROLES = {
    role: re.compile("|".join(patterns), re.IGNORECASE) for role, patterns in _PATTERNS.items()
}
"""Tried in this order: `Follow-Up Answers` are follow-ups, not a solution."""

_ORDINAL = re.compile(r"^(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)]\s+(?=\S)")
_COUNTED = re.compile(r"\s*\((?:\d+|\d+ questions?)\)\s*$")


def is_meta(label: str) -> bool:
    """Whether a label names metadata of a question."""
    return label.strip().rstrip(":").casefold() in _META


def role_of(title: str) -> Role:
    """What a section is for, by the words of its heading; OTHER where they do not say."""
    return next((role for role, pattern in _ROLES.items() if pattern.search(title)), Role.OTHER)


def category_of(title: str) -> str:
    """A category without its counts: `2. Technical Questions (5)` → `Technical Questions`."""
    return _ORDINAL.sub("", _COUNTED.sub("", title).strip())
