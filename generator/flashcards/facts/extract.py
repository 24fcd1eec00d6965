"""The walk over a document: one explicit table of what each kind of block becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from flashcards.facts.account import leaf_blocks
from flashcards.facts.code import extract_code
from flashcards.facts.diagrams import extract_diagram
from flashcards.facts.formulas import extract_formula
from flashcards.facts.interview import (
    extract_follow_up,
    extract_looking_for,
    interview_draft,
    simple_answer,
    simple_draft,
)
from flashcards.facts.lists import extract_list
from flashcards.facts.prose import extract_labelled, extract_paragraph
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Sheet
from flashcards.facts.tables import extract_table
from flashcards.facts.wording import first_line
from flashcards.model import (
    BlockOutcome,
    Document,
    Extraction,
    Fact,
    FollowUp,
    Hint,
    Labelled,
    List,
    Listing,
    ListingKind,
    Node,
    Paragraph,
    Question,
    Quote,
    Role,
    Table,
    walk,
)

_ABOUT = "about the document, not its subject"


def extract(document: Document, *, tag_root: str = "llm") -> Extraction:
    """All facts of a document, the account of its blocks, and its unanswered questions.

    Pure: the same document gives the same facts in the same order.

    Args:
        document: as read.
        tag_root: first part of the hierarchical tags.
    """
    facts: list[Fact] = []
    blocks: list[BlockOutcome] = []
    asked: dict[str, str] = {}
    for question in document.questions:
        question_facts, question_blocks = _question(
            document, question, tag_root, asked, first_rank=len(facts)
        )
        facts += question_facts
        blocks += question_blocks
    outside = Sheet()
    for section in document.outside:
        for block in leaf_blocks(section.nodes):
            outside.skip(*block, reason=_ABOUT)
    for meta in document.meta:
        outside.skip(meta.source, "metadata", f"{meta.key}: {meta.value.plain}", reason=_ABOUT)
    blocks += outside.finish({}, has_interview=False, first_rank=0)[1]
    return Extraction(
        facts=tuple(facts),
        blocks=tuple(sorted(blocks, key=lambda b: b.source.line)),
        unanswered=tuple(q for q in document.questions if not q.answered),
    )


def _question(
    document: Document,
    question: Question,
    tag_root: str,
    asked: dict[str, str],
    *,
    first_rank: int,
) -> tuple[list[Fact], list[BlockOutcome]]:
    """One question's facts and outcomes."""
    sheet = Sheet()
    if not question.sections:
        sheet.skip(
            question.source, "question", question.title.plain,
            "the question has no answer in the document",
        )  # fmt: skip
        return sheet.finish(asked, has_interview=False, first_rank=first_rank)
    scope = Scope(
        document=document, question=question, section=question.sections[0], tag_root=tag_root
    )
    answer = simple_answer(question)
    if answer is not None:
        sheet.add(
            answer.source, "paragraph", answer.text.plain, [simple_draft(question, answer, scope)]
        )
        return sheet.finish(asked, has_interview=False, first_rank=first_rank)
    has_interview = question.answered
    if has_interview:
        sheet.add(
            question.source, "question", question.title.plain, [interview_draft(question, scope)]
        )
    repeated = _repeated_labels(question)
    for section in question.sections:
        inner = replace(scope, section=section, repeated=repeated)
        match section.role:
            case Role.LOOKING_FOR:
                extract_looking_for(section, inner, sheet)
            case Role.PROMPT | Role.HINTS | Role.RUBRIC | Role.RELATED | Role.INSIGHTS:
                for block in leaf_blocks(section.nodes):
                    sheet.on_interview_card(*block)
            case _:
                label = section.title.plain if section.role is Role.OTHER else ""
                _walk(section.nodes, inner.under(label), sheet)
    return sheet.finish(asked, has_interview=has_interview, first_rank=first_rank)


def _repeated_labels(question: Question) -> frozenset[str]:
    """Labels that more than one part of a question bears."""
    counts = Counter(
        node.label.plain.strip().rstrip(":").strip()
        for section in question.sections
        for node in walk(section.nodes)
        if isinstance(node, Labelled)
    )
    return frozenset(label for label, count in counts.items() if count > 1)


def _walk(nodes: Iterable[Node], scope: Scope, sheet: Sheet) -> None:
    """Hand every node to its extractor."""
    first = True
    for node in nodes:
        match node:
            case List():
                extract_list(node, scope, sheet, _walk)
            case Table():
                extract_table(node, scope, sheet)
            case Labelled():
                extract_labelled(node, scope, sheet, _walk)
            case Paragraph():
                extract_paragraph(node, scope, sheet, opens_label=first)
            case Listing():
                _listing(node, scope, sheet)
            case FollowUp():
                extract_follow_up(node, scope, sheet)
            case Quote():
                sheet.skip(node.source, "quote", node.text.plain, "a quotation, not a fact")
            case Hint():
                sheet.on_interview_card(node.source, "hint", node.text.plain)
        first = False


def _listing(node: Listing, scope: Scope, sheet: Sheet) -> None:
    """A fence, by what it holds."""
    match node.kind:
        case ListingKind.CODE:
            extract_code(node, scope, sheet, _walk)
        case ListingKind.FORMULA:
            extract_formula(node, scope, sheet)
        case ListingKind.DIAGRAM:
            extract_diagram(node, scope, sheet)
        case ListingKind.OUTPUT:
            sheet.skip(
                node.source, "output", first_line(node.text), "program output, for illustration"
            )
