"""How alike two texts are, and whether they can be the same fact in other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from flashcards.ledger.words import Words, analyse, decisive, is_minor, is_typo, opposed
from flashcards.values import dataclass

_MINOR_WEIGHT = 0.2
_INFLECTED = 0.8  # `caches` and `caching`: the same in another form
_MOST_TYPOS = 4  # of this many words one may be a typo, and one always


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts have in common.

    Attributes:
        same: equal but for case, markup and punctuation.
        typo: equal but for slips of the keys and words like `the`.
        safe: no identifier, number, negation or opposite tells them apart.
        replaced: a word that says something has gone and another has come: maybe a synonym,
            maybe another thing.
        score: share of words in common, 0 to 1, order counted.
    """

    same: bool
    typo: bool
    safe: bool
    replaced: bool
    score: float


_SAME = Likeness(same=True, typo=True, safe=True, replaced=False, score=1.0)
_APART = Likeness(same=False, typo=False, safe=False, replaced=True, score=0.0)


@lru_cache(maxsize=1 << 14)
def compare(one: str, other: str) -> Likeness:
    """The likeness of two texts.

    >>> compare("Uses less memroy", "Uses less memory").typo
    True
    >>> compare("7B model", "13B model").safe
    False
    """
    if one == other:
        return _SAME
    first, second = analyse(one), analyse(other)
    if first.joined == second.joined:
        return _SAME
    if not first.words or not second.words:
        return _APART
    left, right = _leftovers(first, second)
    pairs, kindred = _pair(left, right)
    safe = _safe(first, second, left, right)
    typo = safe and not kindred and _only_typos(first, second, pairs)
    return Likeness(
        same=False,
        typo=typo,
        safe=safe,
        replaced=not typo and _replaced(left, right, {**pairs, **kindred}),
        score=1.0 if typo else _score(first, second, pairs, kindred),
    )


def compare_keys(one: Sequence[str], other: Sequence[str]) -> Likeness:
    """The likeness of two keys: part by part, as weak as the weakest."""
    if len(one) != len(other):
        return compare(" ".join(one), " ".join(other))
    parts = [compare(a, b) for a, b in zip(one, other, strict=True)]
    if not parts:
        return _SAME
    return Likeness(
        same=all(part.same for part in parts),
        typo=all(part.typo for part in parts),
        safe=all(part.safe for part in parts),
        replaced=any(part.replaced for part in parts),
        score=min(part.score for part in parts),
    )


def _leftovers(first: Words, second: Words) -> tuple[list[str], list[str]]:
    """The words of each that the other lacks, in order."""
    return _less(first.words, Counter(second.words)), _less(second.words, Counter(first.words))


def _less(words: Sequence[str], others: Counter[str]) -> list[str]:
    out = []
    for word in words:
        if others[word] > 0:
            others[word] -= 1
        else:
            out.append(word)
    return out


def _pair(left: list[str], right: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Leftover words that are typos of each other, and those that are forms of one word."""
    typos: dict[str, str] = {}
    kindred: dict[str, str] = {}
    free = list(dict.fromkeys(right))
    for test, found in ((is_typo, typos), (_kindred, kindred)):
        for word in dict.fromkeys(left):
            if word in typos:
                continue
            match = next((other for other in free if test(word, other)), None)
            if match is not None:
                found[word] = match
                free.remove(match)
    return typos, kindred


def _kindred(one: str, other: str) -> bool:
    length = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    alike = length >= 4 and length >= 0.6 * max(len(one), len(other))
    return alike and one.isalpha() and other.isalpha() and not opposed(one, other)


def _safe(first: Words, second: Words, left: list[str], right: list[str]) -> bool:
    if set(left) & set(first.identifiers) or set(right) & set(second.identifiers):
        return False
    shared = set(first.identifiers) & set(second.identifiers)
    order = [word for word in first.words if word in shared]
    if order != [word for word in second.words if word in shared]:
        return False
    if any(decisive(word) for word in (*left, *right)):
        return False
    return not any(opposed(a, b) for a in left for b in right)


def _replaced(left: list[str], right: list[str], paired: dict[str, str]) -> bool:
    gone = [word for word in left if word not in paired and not is_minor(word)]
    come = [word for word in right if word not in paired.values() and not is_minor(word)]
    return bool(gone) and bool(come)


def _only_typos(first: Words, second: Words, typos: dict[str, str]) -> bool:
    minor = {w for pair in typos.items() if any(map(is_minor, pair)) for w in pair}
    bare = [
        [w for w in words.words if not is_minor(w) and w not in minor] for words in (first, second)
    ]
    if len(bare[0]) != len(bare[1]) or not bare[0]:
        # One word written as two, or two as one.
        return bool(bare[0]) and "".join(bare[0]) == "".join(bare[1])
    if len(typos) > max(1, len(bare[0]) // _MOST_TYPOS):
        return False
    return all(is_typo(a, b) for a, b in zip(*bare, strict=True))


def _score(first: Words, second: Words, pairs: dict[str, str], kindred: dict[str, str]) -> float:
    from rapidfuzz.distance import Indel

    renamed = {**pairs, **kindred}
    words = [renamed.get(word, word) for word in first.words]
    common = Counter(words) & Counter(second.words)
    shared = sum(_weight(word) * count for word, count in common.items())
    shared -= (1 - _INFLECTED) * sum(_weight(word) for word in kindred.values())
    total = sum(map(_weight, words)) + sum(map(_weight, second.words))
    bag = 2 * shared / total
    ordered: float = Indel.normalized_similarity(words, list(second.words))
    return 0.5 * bag + 0.5 * min(bag, ordered) if ordered < bag else bag


def _weight(word: str) -> float:
    return _MINOR_WEIGHT if is_minor(word) else 1.0
