"""Documents written by others, as they arrived, are read whole."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from flashcards.model import Comment, Document, Listing, ListingKind, Role, walk
from flashcards.reading import decode, read_file, read_text

FOUNDATIONS = "module-1-foundations.md"


@pytest.fixture(scope="module")
def foundations(seed_dir: Path) -> Document:
    return read_file(seed_dir / FOUNDATIONS)[0]


@pytest.mark.parametrize(
    ("name", "questions", "answered"),
    [
        (FOUNDATIONS, 20, 20),
        ("module-4-gpu-acceleration.md", 25, 25),
        ("module-6-server-production.md", 20, 7),
    ],
)
def test_all_questions_come_out_numbered_through(
    seed_dir: Path, name: str, questions: int, answered: int
) -> None:
    document, findings = read_file(seed_dir / name)
    assert [q.number for q in document.questions] == list(range(1, questions + 1))
    assert sum(q.answered for q in document.questions) == answered
    assert all(q.title and q.category for q in document.questions)
    assert len({q.category for q in document.questions}) == 4
    assert {f.rule for f in findings} <= {"mis-decoded", "incomplete-document"}


def test_mis_decoded_bytes_and_repaired_text_give_the_same_document(
    seed_dir: Path, foundations: Document
) -> None:
    repaired = decode((seed_dir / FOUNDATIONS).read_bytes(), path="x").text
    again = decode(repaired.encode(), path="x")
    assert again.repaired_lines == ()
    assert read_text(again.text, path=foundations.path, name=foundations.name)[0] == foundations


def test_the_repair_leaves_no_trace_of_another_encoding(foundations: Document) -> None:
    signs = Counter(sign for sign in foundations.text if not sign.isascii())
    assert set("✅❌⚠├└│─→×τ📚💻🔬⭐") <= set(signs)
    assert not set("‚Äîàœ∏√Ô¬") & set(signs)


def test_thirteen_questions_are_in_full_and_seven_are_summaries(foundations: Document) -> None:
    short = [q.number for q in foundations.questions if q.summary_only]
    assert short == [13, 14, 15, 17, 18, 19, 20]
    parts = {Role.PROMPT, Role.LOOKING_FOR, Role.SOLUTION, Role.FOLLOW_UPS, Role.RUBRIC}
    for question in foundations.questions:
        roles = {section.role for section in question.sections}
        assert roles >= parts if not question.summary_only else roles == {Role.KEY_POINTS}
        assert Role.OTHER not in roles


def test_a_question_knows_its_metadata(foundations: Document) -> None:
    first = foundations.questions[0]
    assert first.difficulty == "Entry (L3/L4)"
    assert [m.key for m in first.meta] == [
        "Category", "Difficulty", "Companies", "Time Allotted", "Prerequisites",
    ]  # fmt: skip
    assert [m.key for m in foundations.meta][:4] == [
        "Purpose", "Target Level", "Module Coverage", "Question Count",
    ]  # fmt: skip


def test_sections_are_shown_as_written(foundations: Document) -> None:
    lines = foundations.text.split("\n")
    for question in foundations.questions:
        for section in question.sections:
            assert section.markdown.strip()
            assert section.markdown.strip() in foundations.text
            end = section.source.end_line or section.source.line
            assert question.source.line <= section.source.line <= end <= len(lines)


def test_no_drawing_sign_reaches_text_outside_of_diagrams(foundations: Document) -> None:
    for question in foundations.questions:
        for section in question.sections:
            for node in walk(section.nodes):
                if not isinstance(node, Listing):
                    assert not set(repr(node)) & set("┌┐└┘├┤│") or "Listing(" in repr(node)


def test_comments_stand_on_the_lines_they_name(foundations: Document) -> None:
    lines = foundations.text.split("\n")
    found: list[tuple[Listing, Comment]] = [
        (node, comment)
        for question in foundations.questions
        for section in question.sections
        for node in walk(section.nodes)
        if isinstance(node, Listing)
        for comment in node.comments
    ]
    assert len(found) > 200
    for listing, comment in found:
        line = lines[comment.source.line - 1]
        assert comment.text.split()[0] in line
        assert listing.text.split("\n")[comment.line_index].strip() == line.strip()


def test_every_listing_stands_where_it_says(foundations: Document) -> None:
    lines = foundations.text.split("\n")
    kinds = Counter[ListingKind]()
    for question in foundations.questions:
        for section in question.sections:
            for node in walk(section.nodes):
                if isinstance(node, Listing):
                    kinds[node.kind] += 1
                    fenced = lines[node.source.line - 1].lstrip().startswith("```")
                    first = lines[node.source.line - 1 + fenced]
                    assert node.text.split("\n")[0].strip() in first
    assert set(kinds) == set(ListingKind)
