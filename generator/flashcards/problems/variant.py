"""Drawing a variant of a family, and holding its routes to the answer against each other."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flashcards.problems.chance import Chance
from flashcards.problems.family import (
    SLACK,
    Ask,
    Family,
    Misconception,
    Oracle,
    Parameters,
    ProblemError,
)
from flashcards.problems.local import local
from flashcards.problems.quantity import Dimension, number, scale, show
from flashcards.problems.words import ENGLISH, said
from flashcards.values import dataclass

if TYPE_CHECKING:
    from jinja2 import Template

ATTEMPTS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One draw of a family's parameters with its exact answer, in the base unit.

    `choices` are the options of a multiple-choice ask, else empty.
    """

    family: Family
    ask: Ask
    seed: int
    parameters: Parameters
    statement: str
    value: Fraction
    steps: tuple[str, ...]
    misconceptions: tuple[Misconception, ...]
    choices: tuple[str, ...] = ()

    @property
    def answer(self) -> str:
        """The answer as a person writes it."""
        if self.choices:
            return self.choices[int(self.value)]
        return local(show(self.value, self.ask.unit, self.ask.dimension), self.ask.language)


def near(one: Fraction, other: Fraction, ask: Ask, *, times: int = 1) -> bool:
    """Whether `one` lies within so many tolerances of `other` (both in the base unit)."""
    tolerance, size = ask.tolerance, abs(other)
    room = tolerance.relative * size
    if tolerance.absolute:
        room = max(room, tolerance.absolute * scale(ask.dimension, ask.unit))
    return abs(one - other) <= times * room + SLACK * size


Drawn = dict[Hashable, Variant | None]
"""Variants by their parameters; None where they give no sound one."""


def draw(family: Family, seed: int, *, drawn: Drawn | None = None) -> Variant:
    """The variant of `family` that `seed` names, always the same.

    Draws in which a wrong way leads to an answer that would pass are thrown away, and so are
    those with fewer different wrong ways than the ask wants.

    Args:
        family: what to draw of.
        seed: which draw.
        drawn: those of the same ask that are known; added to. Most seeds of a small space name
            parameters that another has named, and to write their texts again takes longest.

    Raises:
        ProblemError: no draw was sound.
    """
    ask = family.asks[seed % len(family.asks)]
    for attempt in range(ATTEMPTS):
        parameters = ask.parameters(Chance(f"{family.name}/{ask.name}/{seed}/{attempt}"))
        key = None if drawn is None else _key(parameters)
        if drawn is not None and key in drawn:
            known = drawn[key]
            if known is None:
                continue
            return known if known.seed == seed else replace(known, seed=seed)
        variant = None
        if ask.accepts(parameters):
            variant = variant_of(family, ask, parameters, seed=seed)
        sound = variant if variant is not None and is_sound(variant) else None
        if drawn is not None and key is not None:
            drawn[key] = sound
        if sound is not None:
            return sound
    raise ProblemError(f"{family.name}: seed {seed} gives no sound variant in {ATTEMPTS} draws")


def _key(parameters: Parameters) -> Hashable | None:
    """What tells parameters from others; None where that cannot be told."""
    key = tuple((name, type(value), value) for name, value in parameters.items())
    try:
        hash(key)
    except TypeError:
        return None
    return key


def variant_of(family: Family, ask: Ask, parameters: Parameters, *, seed: int = 0) -> Variant:
    """The variant with these parameters, sound or not."""
    return Variant(
        family=family,
        ask=ask,
        seed=seed,
        parameters=parameters,
        statement=_statement(ask, parameters),
        value=ask.solve(parameters),
        steps=ask.steps(parameters),
        misconceptions=_distinct(ask, ask.misconceptions(parameters)),
        choices=ask.choices(parameters) if ask.choices else (),
    )


def is_sound(variant: Variant) -> bool:
    """Whether only the right way leads to a right answer, and enough wrong ways are known."""
    wrong = variant.misconceptions
    return (
        len(wrong) >= variant.ask.fewest_wrong
        and (variant.value > 0 or variant.ask.signed or bool(variant.choices))
        and not any(near(w.value, variant.value, variant.ask, times=2) for w in wrong)
    )


def distinct(family: Family, ask: Ask, seeds: Iterator[int]) -> Iterator[Variant]:
    """Variants of one ask from the seeds that are its own, no two with one statement."""
    place = family.asks.index(ask)
    seen: set[str] = set()
    drawn: Drawn = {}
    for seed in seeds:
        if seed % len(family.asks) == place:
            variant = draw(family, seed, drawn=drawn)
            if variant.statement not in seen:
                seen.add(variant.statement)
                yield variant


def difference(variant: Variant, found: float | Fraction) -> float:
    """How far a value from elsewhere is from the variant's, relative (to one where that is 0)."""
    exact = variant.value
    return float(abs(Fraction(found) - exact) / (abs(exact) or 1))


def check(variant: Variant) -> dict[str, float]:
    """The relative difference of each oracle's answer from the exact one, by its name.

    Raises:
        ProblemError: one is larger than the oracle allows; names the seed that shows it.
    """
    return {oracle.name: _compare(variant, oracle) for oracle in variant.ask.oracles}


def _compare(variant: Variant, oracle: Oracle) -> float:
    name, seed = variant.family.name, variant.seed
    try:
        error = difference(variant, oracle.compute(variant.parameters))
    except (ArithmeticError, ValueError) as wrong:  # not a number, infinite, out of a domain
        raise ProblemError(f"{name}, seed {seed}: {oracle.name} gives no value: {wrong}") from wrong
    if error > oracle.agreement:
        raise ProblemError(
            f"{name}, seed {seed}: {oracle.name} differs by {error:.3g} from the exact answer, "
            f"more than {oracle.agreement:.3g}",
            hint=f"flashcards problem {name} --seed {seed}",
        )
    return error


def _distinct(ask: Ask, wrong: tuple[Misconception, ...]) -> tuple[Misconception, ...]:
    """Of wrong ways to one answer the first: it is the likeliest."""
    kept: list[Misconception] = []
    for one in wrong:
        if not any(near(one.value, other.value, ask) for other in kept):
            kept.append(one)
    return tuple(kept)


def _statement(ask: Ask, parameters: Parameters) -> str:
    if callable(ask.statement):
        asked = ask.statement(parameters)
    else:
        asked = " ".join(_template(ask.statement).render(parameters).strip().split(" "))
    choices = ask.choices(parameters) if ask.choices else ()
    return f"{asked}\n\n*{answer_line(ask, choices)}*"


def answer_line(ask: Ask, choices: tuple[str, ...] = ()) -> str:
    """What the learner is told of the answer's form: its unit, and how exact it must be."""
    if choices:
        return "Answer with one of: " + ", ".join(choices) + "."
    plain = {Dimension.NUMBER: "number", Dimension.FACTOR: "factor", Dimension.SHARE: "share"}
    english = ask.language in {"", ENGLISH}
    money = "dollars" if ask.unit == "$" else "cents"
    unit = money if english and ask.dimension is Dimension.MONEY else ask.unit
    form = said(plain.get(ask.dimension, "unit"), ask.language, unit=unit)
    if ask.tolerance.relative:
        share = local(number(100 * ask.tolerance.relative), ask.language)
        return said("within_share", ask.language, form=form, amount=share)
    if ask.tolerance.absolute:
        amount = f"{local(number(ask.tolerance.absolute), ask.language)} {ask.unit}".strip()
        return said("within", ask.language, form=form, amount=amount)
    if english and ask.dimension is Dimension.COUNT:
        return f"Answer with a whole number of {ask.unit}."
    return said("exactly", ask.language, form=form)


@lru_cache(maxsize=256)
def _template(text: str) -> Template:
    from jinja2 import Environment, StrictUndefined

    # Markdown, not HTML: `markup` escapes it when a card is made.
    environment = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701
    environment.filters.update(count=lambda n: f"{n:,}", plain=_plain)
    return environment.from_string(text)


def _plain(value: Any) -> str:
    """A fraction with a short decimal expansion, as that."""
    text = number(Fraction(value), digits=6)
    return text.replace("-", "−")
