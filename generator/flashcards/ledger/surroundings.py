"""What stands beside an entry or a fact, then and now: siblings and namesakes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

from flashcards.ledger.family import base_key, family, question_key
from flashcards.ledger.judge import Ground, Verdict, masked_numbers
from flashcards.ledger.likeness import compare_keys
from flashcards.ledger.line import Line

_MARGIN = 0.04
"""By how much a rewording must be more alike than any sibling."""
_NEAREST = 12
"""So many siblings are looked at, the nearest ones of a long list."""


class Side:
    """One side of a match, all of it: the living entries, or the facts."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._beside: dict[Hashable, list[Line]] = defaultdict(list)
        self._keys: Counter[Hashable] = Counter()
        self._fronts: Counter[Hashable] = Counter()
        self._backs: Counter[Hashable] = Counter()
        for line in lines:
            spot = _spot(line)
            self._beside[spot].append(line)
            self._keys[spot, base_key(line)] += 1
            self._fronts[spot, line.front] += 1
            self._backs[spot, line.back] += 1

    def namesakes(self, line: Line) -> bool:
        """Whether another has its key in its place."""
        return self._keys[_spot(line), base_key(line)] > 1

    def lone_front(self, line: Line) -> bool:
        """Whether no other in its place asks the same."""
        return self._fronts[_spot(line), line.front] <= 1

    def lone_back(self, line: Line) -> bool:
        """Whether no other in its place has the same answer."""
        return self._backs[_spot(line), line.back] <= 1

    def siblings(self, line: Line) -> list[Line]:
        """The others of its family in its place."""
        return [other for other in self._beside[_spot(line)] if other is not line]


def _spot(line: Line) -> Hashable:
    return question_key(line), line.place, family(line)


def outshone(entry: Line, fact: Line, verdict: Verdict, *, then: Side, now: Side) -> bool:
    """Whether a sibling is as much alike, so that likeness proves nothing.

    Where the siblings of a list differ as little as these two, that little is what makes each
    of them what it is.
    """
    if verdict.ground not in (Ground.TEXT, Ground.NUMBER):
        return False
    pairs = [(entry.key, key) for key in _nearest(entry, now.siblings(fact))]
    pairs += [(key, fact.key) for key in _nearest(fact, then.siblings(entry))]
    if verdict.ground is Ground.NUMBER:
        masked = masked_numbers(" ".join(entry.key))
        others = {key for pair in pairs for key in pair} - {entry.key, fact.key}
        return any(masked_numbers(" ".join(key)) == masked for key in others)
    least = compare_keys(entry.key, fact.key).score - _MARGIN
    rivals = (compare_keys(one, other) for one, other in pairs)
    return any(rival.safe and rival.score > least for rival in rivals)


def _nearest(line: Line, siblings: Sequence[Line]) -> list[tuple[str, ...]]:
    """The keys of the siblings that are most alike."""
    if len(siblings) <= _NEAREST:
        return [sibling.key for sibling in siblings]
    from rapidfuzz.fuzz import token_sort_ratio
    from rapidfuzz.process import extract

    keys = [" ".join(sibling.key) for sibling in siblings]
    found = extract(" ".join(line.key), keys, scorer=token_sort_ratio, limit=_NEAREST)
    return [siblings[index].key for _, _, index in found]
