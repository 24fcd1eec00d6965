"""Which fact is which card: from sure to less sure, one-to-one, new when in doubt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from flashcards.card import Kind
from flashcards.ledger.assignment import assign
from flashcards.ledger.family import (
    Place,
    QuestionKey,
    asks_back,
    base_key,
    family,
    question_key,
)
from flashcards.ledger.judge import Near, Verdict, judge, ratio
from flashcards.ledger.likeness import compare
from flashcards.ledger.line import Line
from flashcards.ledger.questions import follow_places, follow_questions
from flashcards.ledger.surroundings import Side, outshone

_AMBIGUOUS = 0.02
"""Two candidates this near to each other in score cannot be told apart."""
_ALL_PAIRS = 400
"""So few pairs of a block are judged without looking for candidates first."""
_MOST_PAIRS = 1_000_000
"""Of larger blocks only pairs that are equal in key, front or back are judged."""
_CANDIDATE = 55
"""Percent of likeness of two keys, words sorted, below which only equal texts are judged."""
_CANDIDATES = 8
"""Of those above, so many are judged for one entry."""
_SHARE = 0.5
"""Share of the facts of two questions that must be common if their titles are not alike."""


class Matching:
    """One match in progress.

    Args:
        entries: candidates in the ledger's order, living and retired.
        facts: in canonical order, which settles what nothing else does.
    """

    def __init__(self, entries: Sequence[Line], facts: Sequence[Line]) -> None:
        self.entries = entries
        self.facts = facts
        self.pairs: dict[int, int] = {}
        self._taken: set[int] = set()
        self._questions: dict[QuestionKey, QuestionKey] = {}
        self._places: dict[QuestionKey, dict[Place, Place]] = {}
        self._then = Side(())
        self._now = Side(())

    def run(self) -> dict[int, int]:
        """Index of entry → index of its fact."""
        living = [i for i, entry in enumerate(self.entries) if not entry.retired]
        self._equal(living, _everything)
        if len(self._taken) == len(self.facts):
            return self.pairs
        retired = [i for i, entry in enumerate(self.entries) if entry.retired]
        self._equal(living, _said_here)
        self._equal(living, _said, lone=True)
        for same in (_everything, _said_here):
            self._equal(retired, same)
        self._equal(retired, _said, lone=True)
        if not self._free_facts() or not self.entries:
            return self.pairs
        self._follow(living, retired)
        for pool in (living, retired):
            self._equal(pool, _said_here, self._moved)
        for pool in (living, retired):
            self._in_questions(pool)
            self._in_documents(pool)
            self._judge_block(self._free(pool), self._free_facts())
        for pool in (living, retired):
            self._interviews(pool)
        return self.pairs

    def _free(self, pool: Iterable[int]) -> list[int]:
        return [i for i in pool if i not in self.pairs]

    def _free_facts(self) -> list[int]:
        return [j for j in range(len(self.facts)) if j not in self._taken]

    def _pair(self, entry: int, fact: int) -> None:
        self.pairs[entry] = fact
        self._taken.add(fact)

    # --- equal texts ------------------------------------------------------------------

    def _equal(
        self,
        pool: Iterable[int],
        same: Callable[[Line], Hashable],
        moved: Callable[[Line], Line | None] = lambda entry: entry,
        *,
        lone: bool = False,
    ) -> None:
        """Pair those of which `same` is the same; only one with one if `lone`."""
        buckets: dict[Hashable, list[int]] = defaultdict(list)
        for i in self._free(pool):
            line = moved(self.entries[i])
            if line is not None:
                buckets[same(line)].append(i)
        if not buckets:
            return
        wanted: dict[Hashable, list[int]] = {}
        for j in self._free_facts():
            value = same(self.facts[j])
            if value in buckets:
                wanted.setdefault(value, []).append(j)
        for value, facts in wanted.items():
            found = buckets[value]
            if not lone or len(found) == len(facts) == 1:
                for i, j in zip(found, facts, strict=False):
                    self._pair(i, j)

    # --- where questions and places went ----------------------------------------------

    def _follow(self, living: list[int], retired: list[int]) -> None:
        old = [self.entries[i] for i in living]
        # Retired questions say where they were, unless a living one is there now.
        self._questions = follow_questions([self.entries[i] for i in retired], self.facts)
        self._questions.update(follow_questions(old, self.facts))
        # Only questions with something left to match are looked at any closer.
        old_open = {question_key(self.entries[i]) for i in self._free((*living, *retired))}
        new_open = {question_key(self.facts[j]) for j in self._free_facts()}
        new_open |= {self._questions[key] for key in old_open if key in self._questions}
        old_open |= {key for key, new in self._questions.items() if new in new_open}
        here = [fact for fact in self.facts if question_key(fact) in new_open]
        there = [entry for entry in self.entries if question_key(entry) in old_open]
        self._then = Side([entry for entry in there if not entry.retired])
        self._now = Side(here)
        news: dict[QuestionKey, list[Line]] = defaultdict(list)
        for fact in here:
            news[question_key(fact)].append(fact)
        for alive in (False, True):
            olds: dict[QuestionKey, list[Line]] = defaultdict(list)
            for entry in there:
                if entry.retired is not alive:
                    olds[question_key(entry)].append(entry)
            for key, lines in olds.items():
                if key in self._questions:
                    places = follow_places(lines, news[self._questions[key]])
                    self._places[key] = {**self._places.get(key, {}), **places}

    def _moved(self, entry: Line) -> Line | None:
        """The entry as it would stand in its question's and section's new place."""
        key = question_key(entry)
        if key not in self._questions:
            return None
        document, number, title = self._questions[key]
        return replace(
            entry,
            document=document,
            question=number,
            question_title=title,
            place=self._places[key].get(entry.place, entry.place),
        )

    def _near(self, entry: Line, fact: Line) -> Near:
        key = question_key(entry)
        if self._questions.get(key) != question_key(fact):
            return Near.DOCUMENT if entry.document == fact.document else Near.FAR
        place = self._places[key].get(entry.place, entry.place)
        return Near.PLACE if place == fact.place else Near.QUESTION

    # --- alike texts ------------------------------------------------------------------

    def _in_questions(self, pool: Iterable[int]) -> None:
        here: dict[QuestionKey, list[int]] = defaultdict(list)
        for j in self._free_facts():
            here[question_key(self.facts[j])].append(j)
        there: dict[QuestionKey, list[int]] = defaultdict(list)
        for i in self._free(pool):
            key = self._questions.get(question_key(self.entries[i]))
            if key is not None:
                there[key].append(i)
        for key, entries in there.items():
            self._judge_block(entries, here.get(key, []))

    def _in_documents(self, pool: Iterable[int]) -> None:
        here: dict[str, list[int]] = defaultdict(list)
        for j in self._free_facts():
            here[self.facts[j].document].append(j)
        there: dict[str, list[int]] = defaultdict(list)
        for i in self._free(pool):
            there[self.entries[i].document].append(i)
        for document, entries in there.items():
            self._judge_block(entries, here.get(document, []))

    def _judge_block(self, entries: list[int], facts: list[int]) -> None:
        """Pair the free entries and facts of a block by the best assignment of all verdicts."""
        scores: dict[tuple[int, int], float] = {}
        for i, j in self._candidates(entries, facts):
            verdict = self._verdict(i, j)
            if verdict is not None:
                scores[i, j] = verdict.score
        self._settle(scores)

    def _verdict(self, i: int, j: int) -> Verdict | None:
        entry, fact = self.entries[i], self.facts[j]
        then, now = self._then, self._now
        verdict = judge(
            entry,
            fact,
            near=self._near(entry, fact),
            namesakes=then.namesakes(entry) or now.namesakes(fact),
            lone_front=then.lone_front(entry) and now.lone_front(fact),
            lone_back=then.lone_back(entry) and now.lone_back(fact),
        )
        if verdict is None or outshone(entry, fact, verdict, then=then, now=now):
            return None
        return verdict

    def _settle(self, scores: dict[tuple[int, int], float]) -> None:
        """Pair the best assignment, but for pairs that another fits as well."""
        rivals: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
        for pair in scores:
            rivals["entry", pair[0]].append(pair)
            rivals["fact", pair[1]].append(pair)
        for i, j in assign(scores).items():
            limit = scores[i, j] - _AMBIGUOUS
            near = [pair for pair in (*rivals["entry", i], *rivals["fact", j])
                    if scores[pair] >= limit]  # fmt: skip
            # Twins may change places: they say the same.
            entries = {_said(self.entries[a]) for a, _ in near}
            facts = {_said(self.facts[b]) for _, b in near}
            if len(entries) == len(facts) == 1:
                self._pair(i, j)

    def _candidates(self, entries: list[int], facts: list[int]) -> list[tuple[int, int]]:
        """Pairs of one family that a rule may apply to."""
        found: set[tuple[int, int]] = set()
        rights: dict[Hashable, list[int]] = defaultdict(list)
        for j in facts:
            rights[family(self.facts[j])].append(j)
        lefts: dict[Hashable, list[int]] = defaultdict(list)
        for i in entries:
            lefts[family(self.entries[i])].append(i)
        for kind, some in lefts.items():
            if kind[0] is not Kind.INTERVIEW:  # type: ignore[index]
                found.update(self._likely(some, rights.get(kind, [])))
        return sorted(found)

    def _likely(self, entries: list[int], facts: list[int]) -> Iterable[tuple[int, int]]:
        pairs = len(entries) * len(facts)
        if pairs <= _ALL_PAIRS:
            return [(i, j) for i in entries for j in facts]
        found: set[tuple[int, int]] = set()
        for same in (base_key, _front, _back):
            buckets: dict[Hashable, list[int]] = defaultdict(list)
            for j in facts:
                buckets[same(self.facts[j])].append(j)
            for i in entries:
                found.update((i, j) for j in buckets.get(same(self.entries[i]), ())[:20])
        if pairs <= _MOST_PAIRS:
            from rapidfuzz.fuzz import token_sort_ratio
            from rapidfuzz.process import cdist

            table = cdist(
                [" ".join(self.entries[i].key).casefold() for i in entries],
                [" ".join(self.facts[j].key).casefold() for j in facts],
                scorer=token_sort_ratio,
                score_cutoff=_CANDIDATE,
            )  # (entries, facts)
            for i, row in zip(entries, table, strict=True):
                likely = (-row).argsort(kind="stable")[:_CANDIDATES]
                found.update((i, facts[int(k)]) for k in likely if row[k] > 0)
        return found

    # --- the questions themselves -----------------------------------------------------

    def _interviews(self, pool: Iterable[int]) -> None:
        """A question's own card goes where its title, or most of its facts, went."""
        entries = [i for i in self._free(pool) if self.entries[i].kind is Kind.INTERVIEW]
        facts = [j for j in self._free_facts() if self.facts[j].kind is Kind.INTERVIEW]
        if not entries or not facts:
            return
        moved: dict[tuple[QuestionKey, QuestionKey], int] = defaultdict(int)
        for i, j in self.pairs.items():
            moved[question_key(self.entries[i]), question_key(self.facts[j])] += 1
        olds = _sizes(self.entries[i] for i in range(len(self.entries))
                      if not self.entries[i].retired or i in self.pairs)  # fmt: skip
        news = _sizes(self.facts)
        scores = {}
        for i in entries:
            for j in facts:
                old, new = question_key(self.entries[i]), question_key(self.facts[j])
                larger = max(olds[old], news[new])
                share = moved[old, new] / larger if larger else 0.0
                score = _one_question(self.entries[i], self.facts[j], share=share)
                if score and asks_back(self.entries[i]) == asks_back(self.facts[j]):
                    scores[i, j] = score
        self._settle(scores)


def _one_question(entry: Line, fact: Line, *, share: float) -> float:
    """How sure it is that an interview card's question is this one; 0 if it is not."""
    title = compare(" ".join(entry.key), " ".join(fact.key))
    near = 0.1 * (entry.document == fact.document) + 0.1 * (entry.question == fact.question)
    if title.same:
        return 2 + share + near
    if title.typo:
        return 1.5 + share + near
    if share >= _SHARE:
        return 1 + share + near
    if not title.safe:
        return 0.0
    if title.score >= 0.5 and share >= _SHARE / 2:
        return 0.5 + share + near
    # A question without facts, or a stub, is known by its title and its text alone.
    alike = title.score >= 0.75 and not title.replaced and ratio(entry.front, fact.front) >= 0.75
    return 0.3 + near if alike else 0.0


def _sizes(lines: Iterable[Line]) -> dict[QuestionKey, int]:
    """Question → its facts, its own card aside."""
    out: dict[QuestionKey, int] = defaultdict(int)
    for line in lines:
        if line.kind is not Kind.INTERVIEW:
            out[question_key(line)] += 1
    return out


def _everything(line: Line) -> Hashable:
    return (
        line.document,
        line.question,
        line.question_title,
        line.place,
        line.group,
        line.kind,
        line.key,
        line.front,
        line.back,
    )


def _said_here(line: Line) -> Hashable:
    """Question, place and content; the front may show other siblings now."""
    return question_key(line), line.place, family(line), base_key(line), line.back, line.more


def _said(line: Line) -> Hashable:
    return family(line), line.key, line.front, line.back


def _front(line: Line) -> Hashable:
    return line.front


def _back(line: Line) -> Hashable:
    return line.back
