"""Follow questions and their sections that were renamed, renumbered or moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from flashcards.ledger.family import Place, QuestionKey, base_key, family, question_key
from flashcards.ledger.likeness import compare, compare_keys
from flashcards.ledger.line import Line
from flashcards.ledger.words import analyse

_SHARE = 0.4
"""Share of the smaller side's facts that must be common, if the titles have nothing in common."""
_TITLE = 0.6
"""Likeness of two titles that, without any common fact, speaks for one question."""
_LABEL = 0.5
"""Likeness of two labels, their surroundings being the same, that speaks for one section."""

K = TypeVar("K", bound=Hashable)


def common(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Pairs that say the same under the same key, where that holds for one on each side."""
    left, right = _by_content(old), _by_content(new)
    return [
        (lines[0], right[content][0])
        for content, lines in left.items()
        if len(lines) == 1 and len(right.get(content, ())) == 1
    ]


def _by_content(lines: Sequence[Line]) -> dict[Hashable, list[Line]]:
    out: dict[Hashable, list[Line]] = defaultdict(list)
    for line in lines:
        out[family(line), base_key(line), line.back].append(line)
    return out


def follow_questions(old: Sequence[Line], new: Sequence[Line]) -> dict[QuestionKey, QuestionKey]:
    """Old question → new question, one-to-one: by number and title, title, facts, likeness."""
    olds = Counter(map(question_key, old))
    news = Counter(map(question_key, new))
    found = {key: key for key in olds if key in news}
    for name in (_document_and_title, _title):
        _by_name(olds, news, found, name)
    if olds.keys() == found.keys() or len(news) == len(found):
        return found
    shared = Counter((question_key(a), question_key(b)) for a, b in common(old, new))
    taken = set(found.values())
    votes = {
        (a, b): count / min(olds[a], news[b])
        for (a, b), count in shared.items()
        if a not in found and b not in taken and count >= min(2, olds[a], news[b])
    }
    for a, b in mutual_best(votes):
        # A single common fact of two small questions is chance, unless the titles agree.
        enough = votes[a, b] >= _SHARE and shared[a, b] >= 2
        if enough or compare(a[2], b[2]).typo:
            found[a] = b
    taken = set(found.values())
    alike = {}
    for a in olds.keys() - found.keys():
        for b in news.keys() - taken:
            score = _titles_alike(a, b)
            if score >= _TITLE:
                alike[a, b] = score + (0.1 if a[1] == b[1] else 0) + (0.1 if a[0] == b[0] else 0)
    found.update(mutual_best(alike))
    return found


def _titles_alike(one: QuestionKey, other: QuestionKey) -> float:
    if not one[2] or not other[2]:
        return 0.0
    likeness = compare(one[2], other[2])
    return likeness.score if likeness.safe and not likeness.replaced else 0.0


def _document_and_title(key: QuestionKey) -> Hashable:
    return (key[0], analyse(key[2]).joined) if key[2].strip() else None


def _title(key: QuestionKey) -> Hashable:
    return analyse(key[2]).joined if key[2].strip() else None


def _by_name(
    olds: Iterable[QuestionKey],
    news: Iterable[QuestionKey],
    found: dict[QuestionKey, QuestionKey],
    name: Callable[[QuestionKey], Hashable],
) -> None:
    """Pair questions whose name only one has on each side."""
    taken = set(found.values())
    left: dict[Hashable, list[QuestionKey]] = defaultdict(list)
    right: dict[Hashable, list[QuestionKey]] = defaultdict(list)
    for key in olds:
        if key not in found:
            left[name(key)].append(key)
    for key in news:
        if key not in taken:
            right[name(key)].append(key)
    for value, keys in left.items():
        if value is not None and len(keys) == 1 and len(right.get(value, ())) == 1:
            found[keys[0]] = right[value][0]


def mutual_best(votes: Mapping[tuple[K, K], float]) -> list[tuple[K, K]]:
    """Pairs that are, for both, better than any other."""
    left: dict[K, list[float]] = defaultdict(list)
    right: dict[K, list[float]] = defaultdict(list)
    for (a, b), vote in votes.items():
        left[a].append(vote)
        right[b].append(vote)

    def first(ranks: list[float], vote: float) -> bool:
        return vote == max(ranks) and ranks.count(vote) == 1

    return sorted(
        pair for pair, vote in votes.items() if first(left[pair[0]], vote)
        and first(right[pair[1]], vote)
    )  # fmt: skip


def follow_places(old: Sequence[Line], new: Sequence[Line]) -> dict[Place, Place]:
    """Old place → new place inside one question that was followed.

    A label that is still there is itself. One that is gone became the one that holds its facts
    now, or, with the same surroundings, the one that reads alike; what stood below it follows.
    """
    olds = _prefixes(old)
    news = _prefixes(new)
    gone = {place for place in olds if place not in news}
    fresh = {place for place in news if place not in olds}
    shared: Counter[tuple[Place, Place]] = Counter()
    for a, b in common(old, new):
        if len(a.place) != len(b.place):
            continue
        for length in range(1, len(a.place) + 1):
            shared[a.place[:length], b.place[:length]] += 1
    votes: dict[tuple[Place, Place], float] = {
        (p, q): count / min(olds[p], news[q])
        for (p, q), count in shared.items()
        if p in gone and q in fresh and count >= min(2, olds[p], news[q])
    }
    found = {p: q for p, q in mutual_best(votes) if votes[p, q] >= _SHARE}
    rest = fresh - set(found.values())
    alike: dict[tuple[Place, Place], float] = {}
    for p in gone - found.keys():
        for q in rest:
            if len(p) == len(q) and p and found.get(p[:-1], p[:-1]) == q[:-1]:
                likeness = compare_keys(p[-1:], q[-1:])
                if likeness.safe and not likeness.replaced and likeness.score >= _LABEL:
                    alike[p, q] = likeness.score
    found.update(mutual_best(alike))
    for place in sorted(gone, key=len):
        parent = place[:-1]
        if place not in found and parent in found and (*found[parent], place[-1]) in fresh:
            found[place] = (*found[parent], place[-1])
    return found


def _prefixes(lines: Sequence[Line]) -> Counter[Place]:
    """Every place and what lies above it → facts there and below."""
    out: Counter[Place] = Counter()
    for line in lines:
        for length in range(1, len(line.place) + 1):
            out[line.place[:length]] += 1
    return out
