"""A question and the first number of its answer as one case: what is asked gives what it is computed from.

`What do 2,000 calls of 5 µs cost? 10 ms. 5,000 calls would cost …`: the cases behind are held against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.quantities import Habit, quantities
from flashcards.relations.assertions import is_question
from flashcards.relations.durations import joined
from flashcards.relations.passages import LONGEST, Passage, Role
from flashcards.relations.statements import Section, Sentence, sentences_of
from flashcards.tree import Flat

MOST_LABEL = 10
"""Letters of `Q.` or `Answer.`, which look like a sentence."""

# What ends a question, before the answer that stands behind it.
_END = re.compile(r"[\s?？:：.…*_]*$")
# `Q.`, `3)`, `Question 4:` before a question, `A:`, `Answer:` before its answer.
_LABEL = re.compile(r"\s*(?:[^\W\d_]{1,10}\.?\s?\d{0,3}|\d{1,3})[.:)]\s+")


def asked_sections(sections: Sequence[Section], habit: Habit) -> Iterator[Section]:
    """Each paragraph that answers a question with numbers, the question in front of it."""
    for section in sections:
        for passage in _asked(section, habit):
            found = Section(section.number)
            found.sentences.extend(sentences_of(passage))
            yield found


def _asked(section: Section, habit: Habit) -> Iterator[Passage]:
    by_passage: dict[int, list[Sentence]] = {}
    for sentence in section.sentences:
        if len(sentence.text.strip()) <= MOST_LABEL and not sentence.terms:
            continue
        by_passage.setdefault(id(sentence.passage), []).append(sentence)
    before: list[Sentence] = []
    answered: set[int] = set()
    for sentences in by_passage.values():
        passage = sentences[0].passage
        if passage.siblings:
            before = []  # options, or steps
            continue
        above = passage.context[0] if passage.context else None
        at = next((i for i, one in enumerate(sentences) if not is_question(one.text)), 0)
        made = None
        if at:  # asked and answered in one paragraph
            made = _joined(_stretch(sentences[at - 1]), passage, sentences[at:], habit)
        elif before and is_question(before[-1].text):
            made = _joined(_stretch(before[-1]), passage, sentences, habit)
        elif above and id(above) not in answered and is_question(above.text):
            answered.add(id(above))
            made = _joined(above.flat, passage, sentences, habit)
        if made is not None:
            yield made
        before = sentences


def _stretch(one: Sentence) -> Flat:
    return one.passage.flat.part(one.start, one.start + len(one.text))


def without_end(question: Flat) -> Flat:
    """A question without the signs that end it, so that its answer goes on with it."""
    end = _END.search(question.text)
    return question.part(0, end.start() if end else len(question.text))


def _joined(
    question: Flat, passage: Passage, answer: Sequence[Sentence], habit: Habit
) -> Passage | None:
    """The paragraph behind its question; None where either tells no number, or the answer is a case."""
    first = answer[0]
    if not first.asserted or not first.cases or len(first.cases[0].terms) != 1:
        return None
    begin = found.end() if (found := _LABEL.match(question.text)) else 0
    asked = without_end(question.part(begin, len(question.text)))
    if not quantities(asked.text, habit=habit):
        return None
    start = found.end() if (found := _LABEL.match(passage.text, first.start)) else first.start
    text = asked.followed(": ", passage.flat.part(start, len(passage.text)))
    if len(text.text) > LONGEST:
        return None
    numbers = joined(quantities(text.text, habit=habit), text.text)
    return Passage(text, numbers, Role.TEXT, passage.context[1:], passage.section)
