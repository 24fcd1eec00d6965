"""Follow-ups of a question: what they ask, and what stands behind that."""

from __future__ import annotations

from flashcards.document import FollowUp, Role
from flashcards.questions import understand


def test_a_follow_up_has_what_stands_behind_its_question_mark() -> None:
    text = (
        "### What is a tide?\n\nWater that rises.\n\n**Follow-ups**\n\n"
        "- Which is the highest? The spring tide.\n- Which is the lowest?\n"
    )
    document, _ = understand(text, path="tides.md")
    section = next(s for s in document.questions[0].sections if s.role is Role.FOLLOW_UPS)
    nodes = [node for node in section.nodes if isinstance(node, FollowUp)]
    told = [(node.question.plain, node.looking_for.plain) for node in nodes]
    assert told == [
        ("Which is the highest?", "The spring tide."),
        ("Which is the lowest?", ""),
    ]
