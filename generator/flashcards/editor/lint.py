"""What is doubtful about a card, each fault with its weight: the poorest are looked at first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flashcards import patterns as re
from flashcards.card import KINDS, Fact, Kind
from flashcards.facts.sheet import normal_answer, normal_front
from flashcards.facts.wording import leaks, plain_words, reading, words
from flashcards.values import dataclass

LONG_ANSWER = 30
"""Words; more are not recalled, only recognised."""

LONG_QUESTION = 45
FEW_WORDS = 2
"""Words that say something; a question of fewer leaves its subject open."""

# A question that leans on what stood above it in the document.
_LEANS = re.compile(r"\b(?:above|below|the following)\b", re.IGNORECASE)
_MARKUP = re.compile(r"</?\w+>|\*\*|\\[a-z]+\{|&\w+;|[─│┌└├►▼]|--+>|<!--")
_OPEN_END = re.compile(r"(?:[:,(—]|\b(?:e\.g|i\.e)\.?|\b(?:and|or|the|of))$")
_EXACT = re.compile(r"\d[\d,.]{6,}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a card is doubtful, and how much that weighs."""

    why: str
    weight: float


Check = Callable[[str, str, Fact], Fault | None]
"""Of what a person reads in front and at the back of a card."""


def long_answer(_: str, back: str, fact: Fact) -> Fault | None:
    """A paragraph cannot be graded by who recalls it."""
    count = len(words(back))
    listed = fact.kind in {Kind.LIST, Kind.FOLLOW_UP, Kind.CHOICE, Kind.CODE}
    if count <= LONG_ANSWER * (2 if listed else 1):
        return None
    return Fault(f"an answer of {count} words", 2.0)


def long_question(front: str, _: str, fact: Fact) -> Fault | None:
    """What takes long to read is read badly."""
    count = len(words(front))
    if count <= LONG_QUESTION or fact.kind is Kind.CHOICE:
        return None
    return Fault(f"a question of {count} words", 1.0)


def open_subject(front: str, _: str, __: Fact) -> Fault | None:
    """A question must say what it is about."""
    if len(plain_words(front)) < FEW_WORDS:
        return Fault("its subject is not in the question", 2.0)
    if _LEANS.search(front.rsplit(":", 1)[-1]):
        return Fault("it leans on words outside the card", 1.0)
    return None


def told(front: str, back: str, _: Fact) -> Fault | None:
    """An answer that can be read off its question is no answer."""
    return Fault("the question gives the answer away", 2.0) if leaks(front, back) else None


def cut_off(_: str, back: str, __: Fact) -> Fault | None:
    """A text that ends in the middle."""
    if _OPEN_END.search(back.rstrip()) or back.count("(") != back.count(")"):
        return Fault("the answer is cut", 2.0)
    return None


def markup(front: str, back: str, fact: Fact) -> Fault | None:
    """Signs of markup or of a drawing are no words."""
    if fact.kind in {Kind.CODE, Kind.FORMULA}:
        return None
    return Fault("signs of markup or a drawing", 1.5) if _MARKUP.search(front + back) else None


def too_exact(_: str, back: str, __: Fact) -> Fault | None:
    """Digits that nobody keeps."""
    return Fault("a number too exact to be kept in mind", 1.0) if _EXACT.search(back) else None


def bare_number(_: str, back: str, fact: Fact) -> Fault | None:
    """A number alone is forgotten first, and mixed up with its neighbours."""
    if fact.kind is Kind.CELL and re.fullmatch(r"[~≈]?[\d.,]+\s*\S{0,8}", back.strip()):
        return Fault("one number of a table", 0.5)
    return None


CHECKS: tuple[Check, ...] = (
    long_answer, long_question, open_subject, told, cut_off, markup, too_exact, bare_number,
)  # fmt: skip


def faults(fact: Fact) -> tuple[Fault, ...]:
    """All that is doubtful about a card, the gravest first; whole questions are not judged."""
    if fact.kind in {Kind.INTERVIEW, Kind.PROBLEM} or fact.aside:
        return ()
    front, back = reading(fact.front), reading(fact.back)
    checks = (told, open_subject) if fact.group == "answer" else ()
    found = [f for check in CHECKS if check not in checks and (f := check(front, back, fact))]
    return tuple(sorted(found, key=lambda fault: -fault.weight))


def poorest(facts: Iterable[Fact]) -> list[tuple[Fact, tuple[Fault, ...]]]:
    """The doubtful cards, the poorest first; of equals, in their order."""
    judged = [(fact, faults(fact)) for fact in facts]
    return sorted(
        (pair for pair in judged if pair[1]),
        key=lambda pair: -sum(fault.weight for fault in pair[1]),
    )


def _what_is_asked(fact: Fact) -> str:
    """A question as two are compared; its author's own, without what was put in front of it."""
    if fact.group == "answer" and fact.question_title.rstrip().endswith("?"):
        return " ".join(fact.question_title.split()).casefold()
    return normal_front(fact.front).casefold()


def contradictions(facts: Iterable[Fact]) -> list[tuple[Fact, Fact]]:
    """Pairs of cards that ask the same and answer otherwise; authors' own are compared, too."""
    asked: dict[str, Fact] = {}
    found = []
    for fact in facts:
        if fact.aside or KINDS[fact.kind].note.value in {"interview", "problem"}:
            continue
        if fact.kind in {Kind.CLOZE, Kind.ITEM, Kind.STEP}:
            continue
        other = asked.setdefault(_what_is_asked(fact), fact)
        if other is not fact and normal_answer(other.back) != normal_answer(fact.back):
            found.append((other, fact))
    return found
