"""Parameters that foretell one's own answers better than the present ones, or the present ones.

Parameters are taken only if both hold:

- on all items, their log loss is lower than that of the present parameters;
- parameters fitted in the same way to the first four fifths of the items foretell the last fifth,
  which they have not seen, not clearly worse than FSRS's defaults do: not by more than the
  standard error of the difference. Where they do, there are too few reviews, or too unlike ones,
  to say more about this learner than about all learners.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from math import isfinite, sqrt
from statistics import stdev
from typing import TYPE_CHECKING

from flashcards.review.model import Settings
from flashcards.review.optimize.items import Items
from flashcards.review.schedule.engine import filled
from flashcards.values import dataclass

if TYPE_CHECKING:
    from fsrs_rs_python import FSRSItem

NEEDED = 200
"""Items below which nothing is fitted: a fifth of them, 40, is as little as can say anything of
how well the rest foretells. The engine's own limits are lower (64 items, of which those count
whose cards began alike); where they are not reached it gives its defaults back."""

HELD_OUT = 5
"""One part of so many, the latest, is foretold unseen."""

RECIPES = ((5, 512), (20, 512), (10, 128))
"""Ways to train, as epochs and size of a batch; that with the lowest log loss is taken. The first
is the engine's own, which leaves logs of a few hundred items half learnt. On 32 simulated learners
the best of these foretold another log of the same learner better than the first alone, at every
length of log: by 0.0033, 0.0036, 0.0042 and 0.0006 in log loss at 400, 590, 1,110 and 3,300 items
(eight learners each)."""

STEPS = 5
"""What `fit` tells its progress in."""

Progress = Callable[[int, int], None]


class Verdict(StrEnum):
    """How fitting ended."""

    BETTER = "better"
    TOO_FEW = "too-few"
    NOT_BETTER = "not-better"  # the present parameters are as good or better
    UNSURE = "unsure"  # better on the past, worse on what was not seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """How well parameters foretell answers: lower is better, 0 is certainty.

    Attributes:
        log_loss: mean of -ln of the probability given to what happened.
        rmse: root of the mean squared error over groups of like items, as Anki shows it.
    """

    log_loss: float
    rmse: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """How well answers were foretold that the parameters were not fitted to."""

    items: int
    defaults: Accuracy
    fitted: Accuracy
    error: float
    """Standard error of the difference of the two log losses."""

    @property
    def worse(self) -> bool:
        """Whether the fitted ones are clearly worse."""
        return self.fitted.log_loss - self.defaults.log_loss > self.error


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What came out.

    Attributes:
        verdict: whether `parameters` are new, and why not.
        items, cards: what was learnt from.
        old: the present parameters, all 21. parameters: those to use from now on.
        before, after: accuracy of `old` and `parameters` on the same items; None if too few.
        candidate: accuracy of what was fitted, taken or not; None if too few.
        held_out: of the check; None if it was not made.
    """

    verdict: Verdict
    items: int
    cards: int
    old: tuple[float, ...]
    parameters: tuple[float, ...]
    before: Accuracy | None = None
    after: Accuracy | None = None
    candidate: Accuracy | None = None
    held_out: HeldOut | None = None

    @property
    def better(self) -> bool:
        """Whether there are new parameters."""
        return self.verdict is Verdict.BETTER


def fit(items: Items, settings: Settings, *, progress: Progress = lambda _d, _t: None) -> Fit:
    """Fit parameters to items; the same items and settings give the same parameters."""
    old = filled(settings.parameters)
    count = len(items)

    def done(step: int) -> None:
        progress(step, STEPS)

    result = Fit(verdict=Verdict.TOO_FEW, items=count, cards=items.cards, old=old, parameters=old)
    done(0)
    if count == 0:
        return result
    before = accuracy(old, items.items)
    result = replace(result, before=before, after=before)
    if count < NEEDED:
        return result
    done(1)
    parameters = _trained(items, settings)
    done(2)
    if parameters is None or parameters == old:
        return replace(result, verdict=Verdict.NOT_BETTER)
    after = accuracy(parameters, items.items)
    result = replace(result, candidate=after)
    done(3)
    if not after.log_loss < before.log_loss:
        return replace(result, verdict=Verdict.NOT_BETTER)
    held_out = _held_out(items, settings, lambda: done(4))
    result = replace(result, held_out=held_out)
    done(5)
    if held_out is None or held_out.worse:
        return replace(result, verdict=Verdict.UNSURE)
    return replace(result, verdict=Verdict.BETTER, parameters=parameters, after=after)


def accuracy(parameters: Sequence[float], items: Sequence[FSRSItem]) -> Accuracy:
    """How well these parameters foretell these items."""
    from fsrs_rs_python import FSRS

    found = FSRS(list(parameters)).evaluate(list(items))
    return Accuracy(log_loss=found.log_loss, rmse=found.rmse_bins)


def _trained(items: Items, settings: Settings) -> tuple[float, ...] | None:
    """The best that the engine finds; None if it finds nothing usable."""
    found = [
        parameters
        for epochs, batch in RECIPES
        if (parameters := _by_recipe(items, settings, epochs, batch)) is not None
    ]
    return min(found, key=lambda p: accuracy(p, items.items).log_loss, default=None)


def _by_recipe(
    items: Items, settings: Settings, epochs: int, batch: int
) -> tuple[float, ...] | None:
    from fsrs_rs_python import FSRS, TrainingConfig

    try:
        found = FSRS([]).compute_parameters(
            list(items.items),
            card_ids=list(items.owners),
            num_relearning_steps=len(settings.relearning_steps_ms),
            training_config=TrainingConfig(num_epochs=epochs, batch_size=batch),
        )
    except ValueError:  # not enough data of one kind or another
        return None
    if len(found) != len(filled(())) or not all(isfinite(value) for value in found):
        return None
    return tuple(found)


def _held_out(items: Items, settings: Settings, trained: Callable[[], None]) -> HeldOut | None:
    cut = len(items) - len(items) // HELD_OUT
    parameters = _trained(items.until(cut), settings)
    trained()
    if parameters is None:
        return None
    unseen = items.items[cut:]
    differences = [
        one - other
        for one, other in zip(_losses(parameters, unseen), _losses(filled(()), unseen), strict=True)
    ]
    return HeldOut(
        items=len(unseen),
        defaults=accuracy(filled(()), unseen),
        fitted=accuracy(parameters, unseen),
        error=stdev(differences) / sqrt(len(differences)),
    )


def _losses(parameters: Sequence[float], items: Sequence[FSRSItem]) -> list[float]:
    """The log loss of each item."""
    from fsrs_rs_python import FSRS

    engine = FSRS(list(parameters))
    return [engine.evaluate([item]).log_loss for item in items]
