"""Fitting finds what is there to be found, and never makes anything worse."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

import pytest

from flashcards.review.model import Settings
from flashcards.review.optimize import fit as fitting
from flashcards.review.optimize.fit import NEEDED, Fit, Verdict, accuracy, fit
from flashcards.review.optimize.items import Items, engine_items, histories
from tests.review.stats.learner import DEFAULTS, FORGETFUL, SETTINGS, live


@cache
def items(truth: tuple[float, ...] = FORGETFUL, cards: int = 200, seed: int = 0) -> Items:
    life = live(cards=cards, days=150, truth=truth, seed=seed)
    return engine_items(histories(life.events))


def noise(count: int) -> Items:
    """Answers that follow no memory at all."""
    from fsrs_rs_python import FSRSItem, FSRSReview

    chance = random.Random(0)
    return Items(
        items=tuple(
            FSRSItem(
                [
                    FSRSReview(chance.randint(1, 4), 0 if place == 0 else chance.randint(1, 60))
                    for place in range(2 + number % 4)
                ]
            )
            for number in range(count)
        ),
        owners=tuple(range(count)),
    )


def test_a_forgetful_learner_s_parameters_foretell_better_on_the_same_items() -> None:
    found = fit(items(), SETTINGS)
    assert found.verdict is Verdict.BETTER
    assert found.before is not None
    assert found.after is not None
    assert found.after.log_loss < found.before.log_loss - 0.01
    assert found.after.rmse < found.before.rmse
    assert found.before.log_loss == accuracy(DEFAULTS, items().items).log_loss
    assert found.after.log_loss == accuracy(found.parameters, items().items).log_loss


def test_they_come_near_the_truth_on_another_log_of_the_same_learner() -> None:
    found = fit(items(), SETTINGS)
    other = items(seed=99).items
    best, ours, defaults = (
        accuracy(p, other).log_loss for p in (FORGETFUL, found.parameters, DEFAULTS)
    )
    assert best < ours < defaults
    assert ours - best < 0.6 * (defaults - best)


def test_answers_not_seen_are_foretold_better_than_by_the_defaults() -> None:
    held_out = fit(items(), SETTINGS).held_out
    assert held_out is not None
    assert held_out.items == len(items()) // 5
    assert held_out.fitted.log_loss < held_out.defaults.log_loss


def test_the_same_log_gives_the_same_parameters() -> None:
    assert fit(items(), SETTINGS).parameters == fit(items(), SETTINGS).parameters


def test_fitting_again_keeps_what_was_fitted() -> None:
    first = fit(items(), SETTINGS)
    again = fit(items(), replace(SETTINGS, parameters=first.parameters))
    assert again.verdict is Verdict.NOT_BETTER
    assert again.parameters == again.old == first.parameters
    assert again.after is again.before
    assert again.after is not None
    assert first.after is not None
    assert again.after.log_loss == first.after.log_loss


@pytest.mark.parametrize("truth", [DEFAULTS, FORGETFUL])
@pytest.mark.parametrize("cards", [30, 60, 200])
@pytest.mark.parametrize("seed", range(3))
def test_it_is_never_worse(truth: tuple[float, ...], cards: int, seed: int) -> None:
    of = items(truth, cards, seed)
    never_worse(fit(of, SETTINGS), of)
    never_worse(fit(of, replace(SETTINGS, parameters=FORGETFUL)), of)


def never_worse(found: Fit, of: Items) -> None:
    before, after = (accuracy(p, of.items).log_loss for p in (found.old, found.parameters))
    if found.better:
        assert after < before
    else:
        assert found.parameters == found.old


@pytest.mark.parametrize("count", [NEEDED, 500, 2000])
def test_answers_that_follow_no_memory_are_never_foretold_worse(count: int) -> None:
    never_worse(fit(noise(count), Settings()), noise(count))


def test_better_on_the_past_and_worse_on_what_was_not_seen_is_not_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A fit to the first part that is a bad one; the fit to all is as it is.
    trained = fitting._trained
    monkeypatch.setattr(
        fitting,
        "_trained",
        lambda part, settings: (
            trained(part, settings) if len(part) == len(items()) else (100.0,) * 4 + DEFAULTS[4:]
        ),
    )
    found = fit(items(), SETTINGS)
    assert found.verdict is Verdict.UNSURE
    assert found.parameters == found.old == DEFAULTS
    assert found.candidate is not None
    assert found.before is not None
    assert found.candidate.log_loss < found.before.log_loss
    assert found.after == found.before


@pytest.mark.parametrize("count", [0, 1, NEEDED - 1])
def test_too_few_items_change_nothing(count: int) -> None:
    few = items().until(count)
    found = fit(few, SETTINGS)
    assert (found.verdict, found.parameters) == (Verdict.TOO_FEW, found.old)
    assert (found.before is None) == (count == 0)


def test_progress_goes_up_to_its_end() -> None:
    told: list[tuple[int, int]] = []
    fit(items(), SETTINGS, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]


def test_parameters_of_an_older_fsrs_are_filled_up() -> None:
    found = fit(items().until(0), replace(SETTINGS, parameters=DEFAULTS[:19]))
    assert len(found.old) == 21
