"""Labels and sentences that leave open what they are about."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import Cell, Fact, Formula, Name, Statement, Term, WholeList
from flashcards.editor.english import head_noun, is_plural, is_property, is_question
from flashcards.editor.rules.meanings import names_itself
from flashcards.editor.rules.numbers import both_sides
from flashcards.editor.rules.setting import Setting
from flashcards.editor.words import word_class
from flashcards.facts.wording import reading, split_sentences
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines, Paragraph

# A term that says something by itself: `Service time depends on the batch`.
_SENTENCE = re.compile(
    r"^\S+(?: \S+){0,5} (?:is|are|was|were|has|have|does|do|can|cannot|must|depends?|needs?) \S",
    re.IGNORECASE,
)
# What leans on the sentence before it.
_OPENS_OPEN = re.compile(
    r"^(?:and|but|or|so|then|also|however|moreover|furthermore|thus|therefore|hence|otherwise|"
    r"on the other hand|in contrast|this (?:is|was|means|gives|makes)|that (?:is|was|means)|"
    r"these are|given|suppose|assume|let's|let us|see|note that)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^(?:explain|describe|discuss|write|draw|design|implement|calculate|compute|compare|list|"
    r"name|show|give|state|justify|sketch|estimate|derive|prove|walk (?:me|us) through)\b",
    re.IGNORECASE,
)


def label_without_its_subject(fact: Fact, setting: Setting) -> str:
    """`Size` thrice under one heading: of what, was said by something that is no label."""
    if not isinstance(fact.ask, Term | Statement) or not fact.key or fact.group == "answer":
        return ""
    above = fact.place[-1] if isinstance(fact.ask, Term) else "".join(fact.place[-2:-1])
    heading = above if len(fact.place) > 2 or isinstance(fact.ask, Term) else ""
    if (
        fact.question,
        heading if heading in fact.place[1:] else "",
        fact.key[-1],
    ) in setting.repeated:
        return "a label that stands here more than once"
    return ""


# A label that says that what follows is one example, or a step of a case that is worked through.
_EXAMPLE = re.compile(
    r"\b(?:example|scenario|use case|case study|walkthrough|sample)\b|^step \w{1,2}\b|\bby hand\b",
    re.IGNORECASE,
)


def of_an_example(fact: Fact, _: Setting) -> str:
    """What holds for one example is not worth knowing in a year."""
    if not isinstance(fact.ask, Term | Name | Cell | Formula | WholeList | Statement):
        return ""
    if fact.group == "answer":
        return ""
    above = fact.place[1:] if not isinstance(fact.ask, Statement) else fact.place[1:-1]
    return "of one example" if any(map(_EXAMPLE.search, above)) else ""


# A label that points at what stands round it: `Why three are unsafe here`.
_HERE = re.compile(r"\b(?:here|this|these|above|below)\b", re.IGNORECASE)


def points_outside(fact: Fact, _: Setting) -> str:
    """A question about `here` cannot be asked elsewhere."""
    labelled = isinstance(fact.ask, Statement | Term) and fact.group != "answer" and fact.key
    return "a label that points at its place" if labelled and _HERE.search(fact.key[-1]) else ""


def label_without_meaning(fact: Fact, setting: Setting) -> str:
    """`What is the checked exception?` is not answered by a sentence about `Callable`."""
    if not isinstance(fact.ask, Statement) or not fact.group.startswith("label:"):
        return ""
    label, answer = plain(fact.ask.subject).strip(" :"), reading(fact.back)
    if _KIND_OF_BLOCK.match(label) or label in setting.parts:
        return "a label that says what kind of block follows"
    noun = head_noun(label)
    if fact.more and _TWO_ASKED.search(label) and len(split_sentences(_text(fact))) < BOTH:
        return "half of what is asked"
    if fact.more and is_plural(noun) and not is_question(label) and not fact.back[1:]:
        first = both_sides(fact).split(" ", 1)[0].casefold()
        several = first in word_class("several") or is_plural(head_noun(answer))
        if not several:
            return "the first of several"
    if is_question(label) or is_property(head_noun(label)) or not _SENTENCE.search(answer):
        return ""
    return "" if names_itself(label, answer) else "a sentence about something else"


BOTH = 2
"""Sentences that answer two questions, at the least."""
# A label of two questions.
_TWO_ASKED = re.compile(r"\band (?:what|how|why|when|where|which)\b", re.IGNORECASE)


def _text(fact: Fact) -> Inlines:
    first = fact.back[0] if fact.back else None
    return first.children if isinstance(first, Paragraph) else ()


# A label that names the kind of what follows it.
_KIND_OF_BLOCK = re.compile(
    r"^(?:examples?|outputs?|notes?|usage|exercises?|syntax|input|result|explanation|"
    r"warning signs?|warnzeichen)\b(?!\w)",
    re.IGNORECASE,
)


def sentence_without_its_subject(fact: Fact, _: Setting) -> str:
    """What is defined as `it`, or by a sentence about another thing, defines nothing."""
    if not isinstance(fact.ask, Statement | Term) or fact.group == "answer":
        return ""
    answer = reading(fact.back)
    if isinstance(fact.ask, Term) and asserts(plain(fact.ask.term)):
        return "a sentence where a term should be"
    if answer.rstrip().endswith(("!", "?")):
        return "an exclamation, no fact"
    if fact.key and fact.key[-1].casefold().strip(" .:!") in word_class("pointers"):
        return "a label that points at something else"
    if _OPENS_OPEN.match(answer):
        return "a sentence that begins in the middle"
    if answer.rstrip().endswith((":", ",", "(", "—")):
        return "a sentence that is cut"
    return ""


def asserts(term: str) -> bool:
    """Whether a term asserts something; a condition (`when it is full`) and a question do not."""
    first = term.split(" ", 1)[0].casefold()
    opens = word_class("conditions") | {"why", "how", "what", "which", "where"}
    return first not in opens and not term.endswith("?") and bool(_SENTENCE.search(term))


def demand_for_an_answer(fact: Fact, _: Setting) -> str:
    """An instruction to the reader is a question, not its answer."""
    if not isinstance(fact.ask, Statement) or fact.group == "answer":
        return ""
    label = reading(fact.front).rstrip("?").rsplit("\n", 1)[-1].casefold()
    demand = _IMPERATIVE.match(reading(fact.back))
    asked = label.endswith(("question", "task", "prompt", "exercise", "assignment"))
    return "an instruction, not an answer" if demand and asked else ""
