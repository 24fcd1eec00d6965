"""Which plans are of the wished kind, and what is near to a word that means nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from flashcards.practice.errors import PracticeError
from flashcards.practice.items.plan import Plan
from flashcards.practice.wishes import Wishes

NEAR, LISTED = 5, 12
"""Names that are told to one who was near, and to one who was not."""


def wanted(plans: Sequence[Plan], wishes: Wishes) -> tuple[Plan, ...]:
    """The plans of the wished kind.

    Raises:
        PracticeError: a word means nothing here (with those near it), or no plan is left.
    """
    left = list(plans)
    left = _narrowed(left, plans, "topic", wishes.topics, _is_topic, _topics)
    left = _narrowed(left, plans, "tag", wishes.tags, _has_tag, _tags)
    left = _narrowed(left, plans, "family", wishes.families, _is_family, _families)
    levels = tuple(level.value for level in wishes.difficulties)
    left = _narrowed(left, plans, "difficulty", levels, _is_level, _levels)
    if not left:
        raise PracticeError(
            "no item is all of what you wish for" if plans else "there are no cards to ask of",
            hint="leave out one of --topic, --tag, --family and --difficulty"
            if plans
            else "flashcards cards shows what the documents give",
        )
    return tuple(left)


def _narrowed(  # noqa: PLR0917 - the wishes stand below each other
    left: list[Plan],
    plans: Sequence[Plan],
    what: str,
    words: tuple[str, ...],
    is_one: Callable[[Plan, str], bool],
    names: Callable[[Plan], Iterable[str]],
) -> list[Plan]:
    if not words:
        return left
    for word in words:
        if not any(is_one(plan, word) for plan in plans):
            known = list(dict.fromkeys(name for plan in plans for name in names(plan)))
            raise PracticeError(f"no item has the {what} “{word}”", hint=_hint(what, word, known))
    return [plan for plan in left if any(is_one(plan, word) for word in words)]


def _hint(what: str, word: str, known: Sequence[str]) -> str:
    """Names that are near the word, else some that there are."""
    if not known:
        return f"nothing here has a {what}"
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), folded, n=NEAR, cutoff=0.5)
    near += [name for name in folded if word.casefold() in name and name not in near]
    if near:
        return "did you mean " + ", ".join(folded[name] for name in near[:NEAR]) + "?"
    return "known are: " + ", ".join(known[:LISTED]) + (" …" if len(known) > LISTED else "")


def _is_topic(plan: Plan, word: str) -> bool:
    wish = word.casefold().strip()
    number = wish.removeprefix("question").strip().removeprefix("q").lstrip("0")
    if number.isdecimal():
        return number in plan.topics
    return bool(wish) and any(wish in topic.casefold() for topic in plan.topics)


def _topics(plan: Plan) -> Iterable[str]:
    return (topic for topic in plan.topics if not topic.removeprefix("q").isdecimal())


def _has_tag(plan: Plan, word: str) -> bool:
    wish = word.casefold().strip().removesuffix("::")
    return any(
        tag.casefold() == wish or tag.casefold().startswith(f"{wish}::") for tag in plan.tags
    )


def _tags(plan: Plan) -> Iterable[str]:
    for tag in plan.tags:
        parts = tag.split("::")
        yield from ("::".join(parts[:size]) for size in range(len(parts), 0, -1))


def _is_family(plan: Plan, word: str) -> bool:
    return bool(plan.family) and plan.family == word.strip().casefold()


def _families(plan: Plan) -> Iterable[str]:
    return (plan.family,) if plan.family else ()


def _is_level(plan: Plan, word: str) -> bool:
    return plan.difficulty.value == word


def _levels(plan: Plan) -> Iterable[str]:
    return (plan.difficulty.value,)
