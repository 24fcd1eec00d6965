"""Other versions of a set: at each place an item as hard, of the same form and points."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from flashcards.practice.errors import PracticeError
from flashcards.practice.items.drawing import face, made
from flashcards.practice.items.plan import Plan, shuffled
from flashcards.practice.model import Form, Item
from flashcards.practice.wishes import Wishes
from flashcards.problems.chance import Chance

ATTEMPTS = 20
"""Draws of a version before there are no more that differ."""

_Likeness = tuple[Form, str, int, tuple[str, ...]]


def vary(
    plans: Sequence[Plan], profile: Sequence[Plan], wishes: Wishes, count: int
) -> Iterator[tuple[Item, ...]]:
    """Items for each version, place by place as good as the profile's.

    A computed problem stays of its kind, with other numbers in each version. Of the other
    forms, that comes first which the versions before have had least often.

    Raises:
        PracticeError: there are not that many different sets.
    """
    alike: dict[_Likeness, list[Plan]] = defaultdict(list)
    for plan in plans:
        alike[_likeness(plan)].append(plan)
    used: Counter[str] = Counter()
    problems: set[str] = set()
    seen: set[tuple[str, ...]] = set()
    for version in range(1, count + 1):
        for attempt in range(ATTEMPTS):
            chance = Chance(f"practice/{wishes.seed}/version/{version}/{attempt}")
            drawn = _version(alike, profile, chance, used, problems)
            whole = tuple(sorted(face(item) for _, item in drawn or ()))
            if drawn and whole not in seen:
                break
        else:
            raise PracticeError(
                f"there are only {len(seen)} different sets of that kind, not {count}",
                hint=f"--versions {len(seen)}, a smaller -n, or more kinds of items",
            )
        seen.add(whole)
        for plan, item in drawn:
            used[plan.id] += 1
            if plan.family:
                problems.add(face(item))
        yield tuple(item for _, item in drawn)


def _version(
    alike: Mapping[_Likeness, Sequence[Plan]],
    profile: Sequence[Plan],
    chance: Chance,
    used: Mapping[str, int],
    problems: set[str],
) -> list[tuple[Plan, Item]] | None:
    """A plan and its item for each place; None if one of them could not be filled."""
    taken: set[str] = set()
    mine: set[str] = set()
    grounds: Counter[str] = Counter()
    filled: dict[int, tuple[Plan, Item]] = {}
    # Places with the least choice first: else a card they need may be gone.
    for place in sorted(range(len(profile)), key=lambda n: len(alike[_likeness(profile[n])])):
        candidates = shuffled(chance, alike[_likeness(profile[place])])
        for plan in sorted(
            candidates, key=lambda plan: (used.get(plan.id, 0), grounds[plan.ground])
        ):
            if not plan.family and not taken.isdisjoint(plan.cards):
                continue
            item = made(plan, chance, problems | mine if plan.family else mine)
            if item is None:
                continue
            taken.update(plan.cards)
            mine.add(face(item))
            grounds[plan.ground] += 1
            filled[place] = plan, item
            break
        else:
            return None
    return [filled[place] for place in range(len(profile))]


def _likeness(plan: Plan) -> _Likeness:
    return plan.form, plan.difficulty.value, plan.points, plan.cards if plan.family else ()
