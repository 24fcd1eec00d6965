"""What a family of problems is, and how a variant of it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from generator.errors import FlashcardsError
from generator.problems.chance import Chance
from generator.problems.quantity import Dimension, show

ATTEMPTS = 200

Parameters = Mapping[str, Any]


class ProblemError(FlashcardsError):
    """A family gives no sound variant, or two routes to an answer disagree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misconception:
    """A wrong way that people take: the value it leads to, and what to tell them."""

    name: str
    value: Fraction
    feedback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A kind of problem.

    Attributes:
        name: kebab-case, for ever.
        statement: Jinja2 template in markdown; names the tolerance by `{{ tolerance }}`.
        parameters: a draw of the parameters.
        solve: the answer in the dimension's base unit, in exact arithmetic.
        numeric: the same by a method that shares no step with `solve`.
        tolerance: how far a typed answer may be off, relative.
        agreement: how far `numeric` may be from `solve`, relative.
        steps: the worked solution with the variant's numbers, markdown.
        misconceptions: wrong ways, at least three.
        questions: numbers of the questions of module 1 that it drills.
    """

    name: str
    title: str
    dimension: Dimension
    unit: str
    statement: str
    parameters: Callable[[Chance], Parameters]
    solve: Callable[[Parameters], Fraction]
    numeric: Callable[[Parameters], float]
    steps: Callable[[Parameters], tuple[str, ...]]
    misconceptions: Callable[[Parameters], tuple[Misconception, ...]]
    tolerance: Fraction = Fraction(1, 100)
    agreement: float = 1e-12
    difficulty: str = "mid"
    questions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One draw of a family's parameters with its exact answer, in the base unit."""

    family: Family
    seed: int
    parameters: Parameters
    statement: str
    value: Fraction
    steps: tuple[str, ...]
    misconceptions: tuple[Misconception, ...]

    @property
    def answer(self) -> str:
        """The answer as a person writes it."""
        return show(self.value, self.family.unit)


def near(one: Fraction, other: Fraction, tolerance: Fraction) -> bool:
    """Whether `one` lies within `tolerance` of `other`, relative to `other`."""
    return abs(one - other) <= tolerance * abs(other)


def draw(family: Family, seed: int) -> Variant:
    """The variant of `family` that `seed` names, always the same.

    Draws in which a wrong way leads to an answer that would pass are thrown away.

    Raises:
        ProblemError: no draw was sound.
    """
    for attempt in range(ATTEMPTS):
        parameters = family.parameters(Chance(f"{family.name}/{seed}/{attempt}"))
        value = family.solve(parameters)
        wrong = family.misconceptions(parameters)
        if value > 0 and not any(near(w.value, value, 2 * family.tolerance) for w in wrong):
            return Variant(
                family=family,
                seed=seed,
                parameters=parameters,
                statement=_render(family, parameters),
                value=value,
                steps=family.steps(parameters),
                misconceptions=wrong,
            )
    raise ProblemError(f"{family.name}: seed {seed} gives no sound variant in {ATTEMPTS} draws")


def check(variant: Variant) -> float:
    """The relative difference of the two routes to the answer.

    Raises:
        ProblemError: it is larger than the family allows; names the seed that shows it.
    """
    family = variant.family
    exact = variant.value
    error = float(abs(Fraction(family.numeric(variant.parameters)) - exact) / exact)
    if error > family.agreement:
        raise ProblemError(
            f"{family.name}, seed {variant.seed}: the two routes differ by {error:.3g}, "
            f"more than {family.agreement:.3g}",
            hint=f"flashcards problem {family.name} --seed {variant.seed}",
        )
    return error


def _render(family: Family, parameters: Parameters) -> str:
    from jinja2 import Environment, StrictUndefined

    # Markdown, not HTML: `markup` escapes it when a card is made.
    template = Environment(undefined=StrictUndefined, autoescape=False).from_string(  # noqa: S701
        family.statement
    )
    tolerance = f"{float(100 * family.tolerance):g} %"
    return template.render({**parameters, "tolerance": tolerance}).strip()
