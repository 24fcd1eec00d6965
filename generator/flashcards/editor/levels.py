"""Core and detail: what a document itself stresses comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from flashcards import patterns as re
from flashcards.card import CodeLine, Fact, FollowUp, Interview, Kind, OfLine
from flashcards.document import Level, Phrase, Question, Role, walk
from flashcards.editor.details import why_no_card
from flashcards.editor.halves import leans_outside, tells_half
from flashcards.editor.rules import begins_with_number, is_worked_out
from flashcards.facts.account import leaf_blocks
from flashcards.facts.beyond import cases_listed
from flashcards.facts.interview import is_unclear, tells_nothing
from flashcards.facts.wanted import asks_quantity, asks_several
from flashcards.facts.wording import plain_words, reading
from flashcards.tree import nodes as n

ALWAYS = frozenset(
    (Kind.INTERVIEW, Kind.FOLLOW_UP, Kind.CHOICE, Kind.CLOZE, Kind.PAIR, Kind.PROBLEM)
)
"""Kinds that an author wrote as questions, or that train what many facts would."""

WORDS_A_CARD = 40
"""Words of a question's answer for each core card beyond the first three."""

MOST = 15
"""Core cards of a question, its follow-ups and its own card aside."""

LEAST = 1.0
"""Below this score no card is core, however few there are."""

EXAMPLES = 3
"""Cases with their numbers that are examples, where a question asks for none of them."""

_WEIGHTS = {
    Kind.LIST: 2.5, Kind.STATEMENT: 2.5, Kind.TERM: 1.5, Kind.FORMULA: 2.0,
    Kind.CELL: 1.0, Kind.CODE: 0.5, Kind.REVERSE: 0.0,
}  # fmt: skip
# `the 24 GiB GPU server`: a heading of one example.
_QUANTITY = re.compile(
    r"\d[\d.,]*\s?(?:[KMGT]i?B|GHz|MHz|kW|W|ms|s|h|tokens?|users?|layers?|bits?|%|€|\$)\b|\$\d"
)
_STRESSED = (Role.FOLLOW_UPS, Role.LOOKING_FOR, Role.RUBRIC, Role.PROMPT, Role.KEY_POINTS)


def levelled(facts: Sequence[Fact], questions: Mapping[int, Question]) -> dict[int, Level]:
    """The level of each fact by its index; what its author says of it has the last word."""
    out: dict[int, Level] = {}
    by_question: dict[tuple[int, str], list[int]] = {}
    for index, fact in enumerate(facts):
        by_question.setdefault((fact.question, fact.question_title), []).append(index)
    for (number, _), indices in by_question.items():
        question = questions.get(number)
        stress = _stress(question) if question else Counter[str]()
        scores = {i: _score(facts[i], stress, place) for place, i in enumerate(indices)}
        wanted = _wanted(question) if question else 3
        open_ = [
            i
            for i in indices
            if facts[i].kind not in ALWAYS and not facts[i].aside and not _tells_purpose(facts[i])
        ]
        ranked = sorted(open_, key=lambda i: (-scores[i], i))
        core = set(ranked[:wanted])
        sure = {
            i
            for i in core
            if facts[i].level is Level.CORE or scores[i] > LEAST or not why_no_card(facts[i])
        }
        for i in indices:
            fact = facts[i]
            if fact.level is not Level.UNSAID:
                out[i] = fact.level
            elif _of_example(fact) or tells_half(fact) or (sure - {i} and _is_poor(fact)):
                out[i] = Level.DETAIL  # a question's only card stays, poor but whole
            elif fact.kind in ALWAYS or fact.group == "answer" or (i in core and scores[i] > LEAST):
                out[i] = Level.CORE
            else:
                out[i] = Level.DETAIL
    return out


def _tells_purpose(fact: Fact) -> bool:
    """Whether a line is told by its comment, in words of its listing; the line itself is one."""
    return isinstance(fact.ask, CodeLine) and fact.ask.asks is OfLine.PURPOSE


def _of_example(fact: Fact) -> bool:
    """Whether a follow-up is answered by numbers of an example."""
    return isinstance(fact.ask, FollowUp) and is_worked_out(fact)


def _is_poor(fact: Fact) -> bool:
    """Whether a card of an author's question is none that everyone should know."""
    asked = fact.question_title
    exempt = re.search(r"\d", asked) or asks_quantity(asked) or asks_several(asked)
    if fact.group == "answer" and not exempt:
        return cases_listed(reading(fact.back)) >= EXAMPLES
    return tells_nothing(fact) or is_unclear(fact) or leans_outside(fact) or _is_outline(fact)


FEWEST_POINTS = 3
"""Points of a whole answer that nobody gives in one breath."""


def _is_outline(fact: Fact) -> bool:
    """Whether a whole question is answered by what an interview would take minutes to say."""
    points = [one for one in fact.back if isinstance(one, n.BulletList | n.OrderedList)]
    many = sum(len(one.items) for one in points) >= FEWEST_POINTS
    return isinstance(fact.ask, Interview) and many


def _wanted(question: Question) -> int:
    """How many core cards a question's answer carries, by its length."""
    words = sum(
        len(text.split())
        for section in question.sections
        if section.role in (Role.SOLUTION, Role.KEY_POINTS, Role.OTHER)
        for _, _, text in leaf_blocks(section.nodes)
    )
    return min(3 + words // WORDS_A_CARD, MOST)


def _stress(question: Question) -> Counter[str]:
    """Words of the title, the prompt, follow-ups, competencies and rubric, by how often."""
    said = Counter(plain_words(question.title.plain))
    for section in question.sections:
        if section.role in _STRESSED:
            for node in walk(section.nodes):
                for text in _texts(node):
                    said.update(plain_words(text))
    return said


def _texts(node: object) -> list[str]:
    fields = ("text", "label", "body", "question", "looking_for", "topic")
    found = [getattr(node, name, None) for name in fields]
    found += [item.text for item in getattr(node, "items", ())]
    return [phrase.plain for phrase in found if isinstance(phrase, Phrase)]


def _score(fact: Fact, stress: Counter[str], place: int) -> float:
    """How much a fact matters: its kind, what its document stresses, how early it stands."""
    words = plain_words(" ".join((*fact.key, *fact.place[-1:])))
    heard = sum(1 for word in words if stress[word] and not word.isdigit()) / max(len(words), 1)
    score = _WEIGHTS.get(fact.kind, 1.0) + 2.0 * heard - 0.02 * place
    if begins_with_number(fact) and fact.kind in {Kind.CELL, Kind.TERM, Kind.FORMULA}:
        score -= 1.5
    if fact.kind is Kind.CELL and len(plain_words(reading(fact.back))) < 2:
        score -= 0.5  # yes, none, required: a guess has it half of the time
    if "→" in reading(fact.back):
        score -= 1.0  # a sketch, not a sentence
    if any(_QUANTITY.search(label) for label in fact.place[1:]):
        score -= 1.5  # of one example: what it holds for is in its heading
    if len(reading(fact.back).split()) > 20:
        score -= 0.5
    if re.search(r"\b(?:e\.g\.|example|for instance)\b", reading(fact.front), re.IGNORECASE):
        score -= 0.5
    return score
