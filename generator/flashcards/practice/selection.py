"""Selecting the items of a set: forms by their shares, spread over lists, tables and families."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flashcards.practice.errors import PracticeError
from flashcards.practice.items.drawing import Drawn, face, made
from flashcards.practice.items.plan import Plan, shuffled
from flashcards.practice.model import Form
from flashcards.practice.wishes import Wishes
from flashcards.problems.chance import Chance

DEFAULT_COUNT = 20

SHARES = {
    Form.NUMERIC: 6,
    Form.CHOICE: 7,
    Form.MATCHING: 1,
    Form.ORDERING: 1,
    Form.SHORT: 2,
    Form.FILL: 2,
    Form.LONG: 1,
}
"""Of twenty items; where a form has too few, the others share what it leaves."""

ORDER = {
    form: place
    for place, form in enumerate(
        (
            Form.CHOICE,
            Form.MATCHING,
            Form.ORDERING,
            Form.SHORT,
            Form.FILL,
            Form.NUMERIC,
            Form.LONG,
        )
    )
}
"""As on a printed sheet: quick ones first, long ones last."""

VARIANTS = 20
"""Items of one set that one kind of computed problem gives at most."""


def select(plans: Sequence[Plan], wishes: Wishes) -> tuple[Drawn, ...]:
    """Plans for a set with an item of each, in the order in which they are set.

    Raises:
        PracticeError: there are fewer than wished for.
    """
    picker = _Picker(plans, wishes)
    count = wishes.count or (0 if wishes.minutes else DEFAULT_COUNT)
    chosen: list[Drawn] = []
    time = 0.0
    while not count or len(chosen) < count:
        budget = wishes.minutes - time if wishes.minutes else None
        if budget is not None and count:  # time for the rest must be left
            budget -= picker.quickest * (count - len(chosen) - 1)
        drawn = picker.next(budget)
        if drawn is None:
            break
        chosen.append(drawn)
        time += drawn[0].minutes
    _enough(chosen, wishes, out_of_time=bool(wishes.minutes and picker.next(None)))
    return tuple(sorted(chosen, key=lambda drawn: ORDER[drawn[0].form]))


def _enough(chosen: Sequence[Drawn], wishes: Wishes, *, out_of_time: bool) -> None:
    if len(chosen) >= max(wishes.count, 1):
        return
    if out_of_time:
        many = "1 item takes" if wishes.count < 2 else f"{wishes.count} items of that kind take"
        limit = "a minute" if wishes.minutes == 1 else f"{wishes.minutes} minutes"
        raise PracticeError(
            f"{many} more than {limit}", hint="give more --minutes, or a smaller -n"
        )
    raise PracticeError(
        f"there {_only(len(chosen))} of that kind, not {wishes.count}",
        hint=f"-n {len(chosen)} takes them all" if chosen else "wish for another kind",
    )


def _only(count: int) -> str:
    return "is only 1 item" if count == 1 else f"are only {count:,} items"


class _Picker:
    """Hands out items by chance, no two of one card, from as many places as there are."""

    def __init__(self, plans: Sequence[Plan], wishes: Wishes) -> None:
        self._chance = Chance(f"practice/{wishes.seed}")
        self._weak = wishes.weak
        self._decks: dict[Form, list[Plan]] = {form: [] for form in SHARES}
        for plan in self._by_chance(plans):
            self._decks[plan.form].append(plan)
        self._drawn: Counter[Form] = Counter()
        self._grounds: Counter[str] = Counter()
        self._cards: Counter[str] = Counter()
        self._faces: set[str] = set()
        self.quickest = min((plan.minutes for plan in plans), default=1.0)

    def next(self, budget: float | None) -> Drawn | None:
        """Another item that takes no longer than the budget, in minutes."""
        forms = sorted(SHARES, key=lambda form: (self._drawn[form] + 0.5) / SHARES[form])
        for weak in (True, False) if self._weak else (False,):
            for form in forms:
                drawn = self._from(form, budget, weak=weak)
                if drawn is not None:
                    self._drawn[form] += 1
                    return drawn
        return None

    def _from(self, form: Form, budget: float | None, *, weak: bool) -> Drawn | None:
        deck = self._decks[form]
        usable = [
            plan
            for plan in deck
            if (budget is None or plan.minutes <= budget)
            and all(self._cards[card] < (VARIANTS if plan.family else 1) for card in plan.cards)
            and (not weak or self._weight(plan))
        ]
        for plan in sorted(usable, key=lambda plan: self._grounds[plan.ground]):
            item = made(plan, self._chance, self._faces)
            if item is None:
                deck.remove(plan)  # its options are no good, or all its variants are taken
                continue
            self._grounds[plan.ground] += 1
            self._cards.update(plan.cards)
            self._faces.add(face(item))
            return plan, item
        return None

    def _weight(self, plan: Plan) -> int:
        return max((self._weak.get(card, 0) for card in plan.cards), default=0)

    def _by_chance(self, plans: Sequence[Plan]) -> list[Plan]:
        """All plans in an order by chance; of weak ones the weaker are likelier to be early."""
        mixed = shuffled(self._chance, plans)
        if not self._weak:
            return list(mixed)
        # The least of as many draws as a plan has weight: it comes first in that proportion.
        first = {
            plan.id: min(
                (self._chance.below(1 << 32) for _ in range(self._weight(plan))),
                default=1 << 32,
            )
            for plan in mixed
        }
        return sorted(mixed, key=lambda plan: first[plan.id])
