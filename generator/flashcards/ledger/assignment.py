"""The best one-to-one pairing of two sides, from the scores of the pairs that are allowed."""

from __future__ import annotations

from collections.abc import Mapping

Scores = Mapping[tuple[int, int], float]
"""(left, right) → how well they fit, above 0; a pair that is not there is not allowed."""

_LARGEST = 1_000_000  # cells of one matrix; beyond, only pairs that are best for both sides


def assign(scores: Scores) -> dict[int, int]:
    """Left → right with the greatest sum of scores; of two equal ones always the same.

    >>> assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8})
    {0: 1, 1: 0}
    """
    chosen: dict[int, int] = {}
    for pairs in _components(scores):
        if len(pairs) == 1:
            chosen.update(pairs)
            continue
        chosen.update(_best(pairs, scores))
    return dict(sorted(chosen.items()))


def _components(scores: Scores) -> list[list[tuple[int, int]]]:
    """Pairs split so that no two parts share a side's member."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, right in scores:
        parent[root(("left", left))] = root(("right", right))
    parts: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for pair in sorted(scores):
        parts.setdefault(root(("left", pair[0])), []).append(pair)
    return list(parts.values())


def _best(pairs: list[tuple[int, int]], scores: Scores) -> dict[int, int]:
    lefts = sorted({left for left, _ in pairs})
    rights = sorted({right for _, right in pairs})
    if len(lefts) * len(rights) > _LARGEST:
        return _mutual(pairs, scores)
    if len(lefts) == 1 or len(rights) == 1:
        pair = max(pairs, key=lambda pair: (scores[pair], -pair[0], -pair[1]))
        return dict([pair])
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    matrix = np.zeros((len(lefts), len(rights)))  # (left, right)
    row = {left: index for index, left in enumerate(lefts)}
    column = {right: index for index, right in enumerate(rights)}
    for left, right in pairs:
        matrix[row[left], column[right]] = scores[left, right]
    found = zip(*linear_sum_assignment(matrix, maximize=True), strict=True)
    matched = [(lefts[int(i)], rights[int(j)]) for i, j in found]
    return {left: right for left, right in matched if (left, right) in scores}


def _mutual(pairs: list[tuple[int, int]], scores: Scores) -> dict[int, int]:
    best_right: dict[int, int] = {}
    best_left: dict[int, int] = {}
    for left, right in pairs:
        if left not in best_right or scores[left, right] > scores[left, best_right[left]]:
            best_right[left] = right
        if right not in best_left or scores[left, right] > scores[best_left[right], right]:
            best_left[right] = left
    return {left: right for left, right in best_right.items() if best_left[right] == left}
