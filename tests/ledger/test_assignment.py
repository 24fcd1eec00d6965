from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.ledger import assignment
from flashcards.ledger.assignment import assign

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.integers(1, 100).map(lambda n: n / 100),
    max_size=14,
)


def best_by_trying_all(scores: dict[tuple[int, int], float]) -> float:
    lefts = range(5)
    return max(
        sum(scores.get(pair, 0.0) for pair in zip(lefts, rights, strict=True))
        for rights in permutations(range(5))
    )


@given(PAIRS)
def test_the_sum_is_the_greatest_there_is(scores: dict[tuple[int, int], float]) -> None:
    chosen = assign(scores)
    assert abs(sum(scores[pair] for pair in chosen.items()) - best_by_trying_all(scores)) < 1e-9


@given(PAIRS, st.randoms(use_true_random=False))
def test_one_to_one_of_allowed_pairs_in_any_order(scores, random) -> None:  # type: ignore[no-untyped-def]
    chosen = assign(scores)
    assert len(set(chosen.values())) == len(chosen)
    assert chosen.items() <= scores.keys()
    shuffled = list(scores.items())
    random.shuffle(shuffled)
    assert assign(dict(shuffled)) == chosen


def test_a_huge_matrix_falls_back_to_pairs_that_are_best_for_both(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(assignment, "_LARGEST", 3)
    assert assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8, (1, 1): 0.1}) == {0: 0}
