"""What is hardest: cards that lapse, topics whose cards do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from flashcards.render import plain_of
from flashcards.review.model import CardState
from flashcards.review.stats.history import Answer
from flashcards.review.stats.model import HardCard, HardTopic, Subject
from flashcards.review.stats.retention import wilson
from flashcards.values import dataclass

LISTED = 10
"""How many cards, and how many topics of each kind."""


@dataclass(slots=True)
class Record:
    """What a card's answers add up to."""

    answers: int = 0
    again: int = 0
    tests: int = 0
    recalled: int = 0
    milliseconds: int = 0


def records(answers: Iterable[Answer]) -> dict[str, Record]:
    """The sums by card."""
    found: dict[str, Record] = {}
    for answer in answers:
        record = found.setdefault(answer.event.card, Record())
        record.answers += 1
        record.again += not answer.recalled
        record.milliseconds += answer.event.duration_ms
        if answer.test:
            record.tests += 1
            record.recalled += answer.recalled
    return found


def hard_cards(
    subjects: Iterable[Subject], states: Mapping[str, CardState], of: Mapping[str, Record]
) -> tuple[HardCard, ...]:
    """Cards that have lapsed, most lapses first; then the more difficult, then the less stable."""
    found = []
    for subject in subjects:
        state = states.get(subject.id)
        if state is None or state.memory is None or state.lapses == 0:
            continue
        record = of.get(subject.id, Record())
        found.append(
            HardCard(
                subject=subject,
                answers=record.answers,
                again=record.again,
                lapses=state.lapses,
                difficulty=state.memory.difficulty,
                stability_days=state.memory.stability_days,
                leech=state.leech,
                suspended=state.suspended,
                milliseconds=record.milliseconds,
            )
        )
    found.sort(key=lambda c: (-c.lapses, -c.difficulty, c.stability_days, c.subject.id))
    return tuple(replace(each, subject=_plain(each.subject)) for each in found[:LISTED])


def _plain(subject: Subject) -> Subject:
    return replace(subject, front=plain_of(subject.front).strip() or subject.title)


def hard_topics(
    subjects: Sequence[Subject], states: Mapping[str, CardState], of: Mapping[str, Record]
) -> tuple[HardTopic, ...]:
    """Tags and questions whose cards were not always known, hardest first.

    A tag that every card carries tells nothing and is left out.
    """
    tags: dict[str, list[Subject]] = {}
    questions: dict[tuple[str, int], list[Subject]] = {}
    for subject in subjects:
        for tag in dict.fromkeys(subject.tags):
            tags.setdefault(tag, []).append(subject)
        if subject.question:
            questions.setdefault((subject.document, subject.question), []).append(subject)
    by_tag = (
        _topic(members, states, of, kind="tag", name=tag)
        for tag, members in tags.items()
        if len(members) < len(subjects)
    )
    by_question = (
        _topic(
            members,
            states,
            of,
            kind="question",
            name=f"{number}. {members[0].title}",
            document=document,
        )
        for (document, number), members in questions.items()
    )
    return (*_hardest(by_tag), *_hardest(by_question))


def _hardest(topics: Iterable[HardTopic | None]) -> list[HardTopic]:
    found = [topic for topic in topics if topic is not None]
    found.sort(key=lambda t: (t.high, -t.tests, t.document, t.name))
    return found[:LISTED]


def _topic(
    members: Sequence[Subject],
    states: Mapping[str, CardState],
    of: Mapping[str, Record],
    *,
    kind: str,
    name: str,
    document: str = "",
) -> HardTopic | None:
    """What its cards add up to; None if all were always known."""
    met = [subject.id for subject in members if subject.id in of]
    tests = sum(of[card].tests for card in met)
    recalled = sum(of[card].recalled for card in met)
    if recalled == tests:
        return None
    known = [states[card] for card in met if card in states]
    difficulties = [state.memory.difficulty for state in known if state.memory is not None]
    return HardTopic(
        kind=kind,
        name=name,
        document=document,
        cards=len(met),
        tests=tests,
        recalled=recalled,
        high=wilson(recalled, tests)[1],
        lapses=sum(state.lapses for state in known),
        leeches=sum(state.leech for state in known),
        difficulty=sum(difficulties) / len(difficulties) if difficulties else 0.0,
        milliseconds=sum(of[card].milliseconds for card in met),
    )
