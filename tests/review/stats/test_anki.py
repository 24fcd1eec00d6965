"""The same log in the real Anki: the same true retention."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.review.stats.history import answers
from flashcards.review.stats.model import Age, Period
from flashcards.review.stats.retention import true_retention
from tests.review.stats.collection import collection
from tests.review.stats.learner import live

pytestmark = pytest.mark.anki


@pytest.mark.parametrize("seed", range(2))
def test_anki_counts_the_same_tests_and_the_same_recalls(seed: int, tmp_path: Path) -> None:
    life = live(cards=80, days=200, seed=seed)
    with collection(tmp_path, life.events) as col:
        theirs = col._backend.graphs(search="", days=36_500).true_retention.all_time
    ours = {
        each.age: (each.recalled, each.tests - each.recalled)
        for each in true_retention(answers(life.events), life.today)
        if each.period is Period.ALL
    }
    assert ours[Age.YOUNG] == (theirs.young_passed, theirs.young_failed)
    assert ours[Age.MATURE] == (theirs.mature_passed, theirs.mature_failed)
    assert ours[Age.MATURE][0] > 0
