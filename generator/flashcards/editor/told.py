"""Facts of one question that say the same: the one that asks best stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flashcards.card import KINDS, Fact, Formula, Kind, Statement
from flashcards.facts.core_answer import is_remark
from flashcards.facts.interview import asks_for_points
from flashcards.facts.sheet import normal_answer
from flashcards.facts.told_quantity import prepares
from flashcards.facts.wording import plain_words, reading, tokens
from flashcards.tree.nodes import Paragraph

FEWEST = 4
"""Words of an answer that is not the same by chance."""


class Told:
    """What the questions of a document answer by themselves, to hold other facts against."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._whole: dict[tuple[int, str], str] = {}
        self._brief: dict[tuple[int, str], str] = {}
        self._points: set[tuple[int, str]] = set()
        self._shown: set[tuple[int, str]] = set()
        self._formulas: set[tuple[int, str, str]] = set()
        for fact in facts:
            where = (fact.question, fact.question_title)
            if fact.kind is Kind.INTERVIEW:
                self._whole[where] = normal_answer(fact.back)
                if asks_for_points(fact):
                    self._points.add(where)
                if fact.back and not isinstance(fact.back[0], Paragraph):
                    self._shown.add(where)
            elif fact.group == "answer":
                self._brief[where] = normal_answer(fact.back)

    def why(self, fact: Fact) -> str:
        """Why a fact needs no card beside those of its question, or nothing."""
        where = (fact.question, fact.question_title)
        answer = normal_answer(fact.back)
        if fact.group == "answer":
            whole = self._whole.get(where)
            if whole and prepares(reading(fact.back)):
                return "it only leads up to the answer"
            if where in self._shown and is_remark(fact.question_title, reading(fact.back)):
                return "a remark on what the question's own card shows"
            better = where not in self._shown
            return (
                "the question's own card tells it"
                if whole and (better or _holds(whole, answer))
                else ""
            )
        if isinstance(fact.ask, Statement) and fact.group.startswith("definition:"):
            for told in (self._whole.get(where), self._brief.get(where)):
                if told and _holds(told, answer) and len(answer.split()) >= FEWEST:
                    return "the question's own card tells it"
        if fact.group.startswith("label:") and self._whole.get(where) == answer:
            return "the question's own card tells it"
        if fact.kind is Kind.LIST and where in self._points and self._whole[where] == answer:
            return "the question's own card tells it"
        if isinstance(fact.ask, Formula):
            same = (fact.question, " ".join(tokens(fact.ask.left)), answer)
            if same in self._formulas:
                return "the same formula, said before"
            self._formulas.add(same)
        return ""


LIKE = 0.6
"""Share of the words of two questions that they have in common, if they ask the same."""
_COMPARED = 8
"""So many questions with one answer are held against each other."""


def once(facts: Sequence[Fact]) -> list[Fact]:
    """The facts, those set aside that ask almost what another asks and answer the same."""
    asked: dict[str, list[tuple[set[str], Fact]]] = {}
    out: list[Fact] = []
    for fact in facts:
        if fact.aside or KINDS[fact.kind].authored or fact.kind in _WHOLE:
            out.append(fact)
            continue
        answer, words = normal_answer(fact.back), plain_words(reading(fact.front))
        near = asked.setdefault(answer, [])
        twin = next((other for said, other in near if _alike(said, words)), None)
        if twin is None or len(answer.split()) < FEWEST:
            out.append(fact)
        else:
            out.append(replace(fact, aside=f"asked before, in line {twin.source.line}"))
        if len(near) < _COMPARED:
            near.append((words, fact))
    return out


_WHOLE = frozenset((Kind.INTERVIEW, Kind.PROBLEM, Kind.FOLLOW_UP))


def _alike(one: set[str], two: set[str]) -> bool:
    return len(one & two) >= LIKE * len(one | two)


def _holds(told: str, answer: str) -> bool:
    return f" {answer} " in f" {told} "
