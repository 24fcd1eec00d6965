"""The walk over a document: one explicit table of what each kind of block becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from flashcards.card import BlockOutcome, Extraction, Fact
from flashcards.document import (
    Asks,
    Document,
    FollowUp,
    Formula,
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
    by_name,
    walk,
    walk_sections,
)
from flashcards.facts.account import leaf_blocks
from flashcards.facts.authored import cloze_drafts, pair_drafts
from flashcards.facts.choices import choice_draft
from flashcards.facts.code import extract_code
from flashcards.facts.core_answer import unsigned
from flashcards.facts.diagrams import extract_diagram
from flashcards.facts.formulas import extract_displayed, extract_formula
from flashcards.facts.interview import extract_follow_up, extract_looking_for, interview_draft
from flashcards.facts.lists import extract_list
from flashcards.facts.prose import extract_labelled, extract_paragraph
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, Sheet
from flashcards.facts.simple import (
    brief_draft,
    pair_asked,
    second_drafts,
    simple_answer,
    simple_draft,
)
from flashcards.facts.tables import extract_table
from flashcards.facts.wording import first_line
from flashcards.questions.furniture import is_furniture_name

_ABOUT = "about the document, not its subject"
_OUTSIDE = "stands in no question"
_UNANSWERED = "the question has no answer in the document"


def extract(document: Document, *, tag_root: str = "llm") -> Extraction:
    """All facts of a document, the account of its blocks, and its unanswered questions.

    Pure: the same document gives the same facts in the same order.

    Args:
        document: as understood.
        tag_root: first part of the hierarchical tags.
    """
    facts: list[Fact] = []
    blocks: list[BlockOutcome] = []
    asked: dict[str, str] = {}
    for question in document.questions:
        sheet, answer_of = _question(document, question, tag_root)
        made, outcomes = sheet.finish(asked, answer_of=answer_of, first_rank=len(facts))
        facts += made
        blocks += outcomes
    outside = Sheet()
    for section in document.outside:
        reason = _ABOUT if is_furniture_name(section.title.plain) else _OUTSIDE
        for block in leaf_blocks(section.nodes):
            outside.skip(*block, reason=reason)
    for meta in document.meta:
        outside.skip(meta.source, "metadata", f"{meta.key}: {meta.value}", reason=_ABOUT)
    blocks += outside.finish({}, answer_of="", first_rank=0)[1]
    return Extraction(
        facts=tuple(facts),
        blocks=tuple(sorted(blocks, key=lambda b: b.source.line)),
        unanswered=by_name(q for q in document.questions if not q.answered),
        unread=document.unread,
    )


def _question(document: Document, question: Question, tag_root: str) -> tuple[Sheet, str]:
    """One question's sheet, and its title if it has a card of its own."""
    sheet = Sheet()
    title = question.title.plain
    if not question.answered:
        _unanswered(document, question, tag_root, sheet)
        return sheet, ""
    sections = tuple(replace(one, nodes=unsigned(one.nodes)) for one in question.sections)
    question = replace(question, sections=sections)
    role = question.sections[0].role if question.sections else Role.PROMPT
    scope = Scope(document=document, question=question, tag_root=tag_root, role=role)
    own = _own_drafts(question, scope)
    if own:
        sheet.add(question.source, "question", title, own)
        for section in question.sections:
            for block in leaf_blocks(section.nodes):
                sheet.shown(*block)
        return sheet, title
    sheet.add(question.source, "question", title, [interview_draft(question, scope)])
    brief = brief_draft(question, scope)
    if brief is not None:
        sheet.add(brief.source, "question", title, [brief])
    sheet.in_answer = True
    repeated = _repeated_labels(question)
    for section in question.sections:
        inner = replace(scope, role=section.role, repeated=repeated)
        match section.role:
            case Role.LOOKING_FOR:
                extract_looking_for(section, inner, sheet)
            case Role.PROMPT | Role.HINTS | Role.RUBRIC | Role.RELATED | Role.INSIGHTS:
                for block in leaf_blocks(section.nodes):
                    sheet.shown(*block)
            case _:
                label = section.title.plain if section.role is Role.OTHER else ""
                _walk(section.nodes, inner.under(label), sheet)
    return sheet, title


def _unanswered(document: Document, question: Question, tag_root: str, sheet: Sheet) -> None:
    """A question without an answer: no card, but of follow-ups that have answers of their own."""
    sheet.skip(question.source, "question", question.title.plain, _UNANSWERED)
    for section in question.sections:
        if section.role is Role.FOLLOW_UPS:
            scope = Scope(
                document=document, question=question, tag_root=tag_root, role=section.role
            )
            _walk((one for one in walk(section.nodes) if isinstance(one, FollowUp)), scope, sheet)
        else:
            for block in leaf_blocks(section.nodes):
                sheet.skip(*block, reason=_UNANSWERED)


def _own_drafts(question: Question, scope: Scope) -> list[Draft]:
    """The cards of a question that is a card as it stands; none for one of several facts."""
    match question.asks:
        case Asks.PAIR | Asks.PAIR_BOTH_WAYS:
            asked = pair_asked(question, scope.document.language)
            return list(pair_drafts(question, scope, asked))
        case Asks.CLOZE:
            return list(cloze_drafts(question, scope))
        case Asks.CHOICE:
            return [choice_draft(question, scope)]
        case Asks.OPEN:
            answer = simple_answer(question)
            if answer is None:
                return []
            first = simple_draft(question, answer, scope)
            return [first, *second_drafts(question, first, scope)]


def _repeated_labels(question: Question) -> frozenset[str]:
    """Labels that more than one part of a question bears."""
    counts = Counter(
        node.label.plain.strip().rstrip(":").strip()
        for node in walk_sections(question.sections)
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
            case Formula():
                extract_displayed(node, scope, sheet)
            case FollowUp():
                extract_follow_up(node, scope, sheet)
            case Quote():
                for block in leaf_blocks(node.children):
                    sheet.skip(*block, reason="a quotation, not a fact")
            case Hint():
                sheet.shown(node.source, "hint", node.text.plain)
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
            first = first_line(node.block.value)
            sheet.skip(node.source, "output", first, "program output, for illustration")
