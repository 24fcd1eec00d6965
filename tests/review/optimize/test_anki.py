"""The same log in the real Anki: as many items, the same log loss."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.review.model import Event, EventKind, Phase
from flashcards.review.optimize.fit import accuracy, fit
from flashcards.review.optimize.items import engine_items, histories
from tests.review.stats.collection import collection
from tests.review.stats.learner import DEFAULTS, SETTINGS, live

pytestmark = pytest.mark.anki


def odd_log() -> list[Event]:
    """A log with all that the rules speak of: forgotten, crammed, without a beginning."""
    events = list(live(cards=60, days=120).events)
    changed: list[Event] = []
    for number, event in enumerate(events):
        card = int(event.card.removeprefix("card-"))
        if card % 10 == 1 and event.phase in {Phase.NEW, Phase.LEARNING}:
            continue  # the beginning is not in the log
        cram = card % 10 == 2 and number % 5 == 0 and event.phase is Phase.REVIEW
        changed.append(replace(event, cram=cram))
    half = len(changed) // 2
    at = changed[half].id
    for number in range(3, 60, 10):
        forget = Event(
            id=at + 1 + number, card=f"card-{number}", kind=EventKind.FORGET,
            at_ms=at, day=changed[half].day,
        )  # fmt: skip
        changed.append(forget)
    return sorted(changed, key=lambda event: event.id)


@pytest.fixture(scope="module", params=["plain", "odd"])
def events(request: pytest.FixtureRequest) -> list[Event]:
    return odd_log() if request.param == "odd" else list(live(cards=120, days=150).events)


def test_anki_takes_as_many_items_and_finds_the_same_log_loss(
    events: list[Event], tmp_path: Path
) -> None:
    ours = engine_items(histories(events))
    with collection(tmp_path, events) as col:
        found = col._backend.compute_fsrs_params(
            search="", current_params=list(DEFAULTS), ignore_revlogs_before_ms=0,
            num_of_relearning_steps=1, health_check=False,
        )  # fmt: skip
        assert found.fsrs_items == len(ours)
        evaluated = col._backend.evaluate_params_legacy(
            search="", params=list(DEFAULTS), ignore_revlogs_before_ms=0
        )
    mine = accuracy(DEFAULTS, ours.items)
    fitted = fit(ours, SETTINGS)
    assert fitted.after is not None
    assert fitted.after.log_loss <= accuracy(list(found.params), ours.items).log_loss + 5e-3
    assert mine.log_loss == pytest.approx(evaluated.log_loss, abs=1e-5)
    assert mine.rmse == pytest.approx(evaluated.rmse_bins, abs=1e-5)
