"""Headings: `### Question 3: …`, `## 4) What is …?`, `### Explain …`, `## Q: …`."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.forms.apart import is_answered_apart
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.siblings import words_below
from flashcards.questions.forms.titles import evidence_of, is_linked, title_of
from flashcards.questions.furniture import is_furniture_name
from flashcards.questions.letters import places_inside
from flashcards.questions.roles import has_question_mark, is_prompt_label, role_of
from flashcards.questions.slices import cut
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Heading
from flashcards.tree.span import hull

FORM = "heading"
# `Q: …`, `Frage: …` in a heading.
_LABELLED = re.compile(r"\W*(?P<label>[^\W\d_][^:：.]{0,20}?)\s*[:：.]\s*(?=\S)")


def find(run: Blocks) -> Iterator[Candidate]:
    """Every heading that is no part of a question and no page furniture."""
    for index, block in enumerate(run):
        if not isinstance(block, Heading) or is_linked(block.children):
            continue
        words = plain(block.children).strip()
        if not words:
            continue
        title = title_of(block.children)
        if title.evidence is Evidence.MARKED:
            below = words_below(run, index)
            offered = places_inside(plain(below))
            stem = cut(below, 0, offered[0][1]) if offered and offered[0][1] else below
            if evidence_of(stem) < Evidence.TASK:
                below = ()
            yield Candidate(
                form=FORM,
                key=f"heading {title.word}",
                evidence=Evidence.MARKED,
                index=index,
                title=title.words or below or block.children,
                span=block.span if title.words or not below else hull(n.span for n in below),
                open_ended=True,
                skipped=1 if below and not title.words else 0,
                number=title.number,
                last=title.last,
                level=block.level,
            )
            continue
        label = _LABELLED.match(words)
        if label and is_prompt_label(label["label"]) and label["label"].casefold() != "quiz":
            yield Candidate(
                form=FORM,
                key=f"heading {label['label'].casefold()}",
                evidence=Evidence.MARKED,
                index=index,
                title=cut(block.children, label.end()),
                span=block.span,
                open_ended=True,
                level=block.level,
            )
            continue
        evidence = title.evidence
        offered = places_inside(words)
        if offered and has_question_mark(words[: offered[0][1]]):
            evidence = Evidence.ASKING  # its options stand behind it
        if evidence < Evidence.ASKING and (
            role_of(words) is not Role.OTHER or is_furniture_name(words)
        ):
            continue
        if evidence < Evidence.TASK and has_question_mark(plain(words_below(run, index))):
            evidence = Evidence.TASK  # a subject over its question
        if evidence < Evidence.ANSWERED and is_answered_apart(run, index):
            evidence = Evidence.ANSWERED
        yield Candidate(
            form=FORM,
            key=f"heading {block.level}",
            evidence=evidence,
            index=index,
            title=title.words,
            span=block.span,
            open_ended=True,
            number=title.number,
            level=block.level,
        )


SAMPLES = (
    ("### Question 3: What is GGUF?\n\nA format.", ("What is GGUF?",)),
    (
        "## 4) Explain paging\n\nPages.\n\n## 5) What is a TLB?\n\nA cache.",
        ("Explain paging", "What is a TLB?"),
    ),
    ("Setext question?\n----------------\n\nYes.", ("Setext question?",)),
    ("### The CSS box\n\n#### Answer\n\nContent, padding, border.", ("The CSS box",)),
)
"""What it takes: a document, and the titles it must find."""
NOT_SAMPLES = (
    "# Quiz: capitals\n\n1. Lima?",
    "## Contributing\n\nSend a pull request.",
    "#### Answer: B\n\nSo it is.",
)
"""What it must leave alone."""
