"""What a family of problems is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from flashcards.errors import FlashcardsError
from flashcards.problems.chance import Chance
from flashcards.problems.quantity import Dimension
from flashcards.values import dataclass

Parameters = Mapping[str, Any]
"""The values of one draw by name: whole numbers, fractions, texts, tuples, architectures …"""

Sample = tuple[str, bool | None]
"""An answer as typed and its grade: right, wrong, or (None) one that cannot be read."""

SLACK = Fraction(1, 10**9)
"""Relative leeway of every comparison, so that binary floating point grades as fractions do."""


class ProblemError(FlashcardsError):
    """A family gives no sound variant, or two routes to an answer disagree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far a typed answer may be off: a share of the right value, or an amount.

    `absolute` is in the ask's unit, not the base unit: it is said to the learner so.
    """

    relative: Fraction = Fraction(0)
    absolute: Fraction = Fraction(0)


EXACT = Tolerance()
ONE_PERCENT = Tolerance(relative=Fraction(1, 100))
TWO_PERCENT = Tolerance(relative=Fraction(2, 100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Misconception:
    """A wrong way that people take: the value it leads to (base unit), and what to tell them."""

    name: str
    value: Fraction
    feedback: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Oracle:
    """A way to the answer that shares no step with `Ask.solve`.

    Attributes:
        name: what it is, in two words: `numpy`, `block by block`, `simulation` …
        compute: the answer in the base unit.
        agreement: how far it may be from the exact answer, relative.
    """

    name: str
    compute: Callable[[Parameters], float | Fraction]
    agreement: float = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that a family asks: a card in the deck, with another variant at each review.

    Attributes:
        name: kebab-case, unique in the family, for ever.
        title: the subject and what is asked of it, for lists: `KV cache: memory`.
        dimension: what the answer measures.
        unit: the unit it is asked for in.
        statement: Jinja2 template in markdown, of the parameters, or a function of them; it need
            not tell unit or tolerance, which are said below it. Filters: `count` (1,024), `plain`
            (0.7).
        parameters: a draw of the parameters.
        solve: the answer in the dimension's base unit, in exact arithmetic.
        oracles: independent ways to it, at least one.
        steps: the worked solution with the variant's numbers, markdown, a line each.
        misconceptions: wrong ways that apply to these parameters, three or more that differ.
        example: parameters whose answer is known from elsewhere.
        samples: answers to the example with their grades; right, wrong and unreadable ones.
        tolerance: how far a typed answer may be off.
        choices: for `Dimension.CHOICE`, the options; the value is an index into them.
        accepts: whether a draw is worth asking.
        signed: whether the answer may be zero or negative.
        difficulty: junior, mid, senior or staff.
        fewest_wrong: how many different wrong ways each variant must have.
        language: in which it speaks, two letters; empty for English.
        aside: why no card is made of it any more, or empty; its cards' ids are kept.
    """

    name: str
    title: str
    dimension: Dimension
    unit: str = ""
    statement: str | Callable[[Parameters], str]
    parameters: Callable[[Chance], Parameters]
    solve: Callable[[Parameters], Fraction]
    oracles: tuple[Oracle, ...]
    steps: Callable[[Parameters], tuple[str, ...]]
    misconceptions: Callable[[Parameters], tuple[Misconception, ...]]
    example: Callable[[], Parameters]
    samples: tuple[Sample, ...]
    tolerance: Tolerance = ONE_PERCENT
    choices: Callable[[Parameters], tuple[str, ...]] | None = None
    accepts: Callable[[Parameters], bool] = lambda _: True
    signed: bool = False
    difficulty: str = "mid"
    fewest_wrong: int = 3
    language: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A kind of problem, in the one or more directions in which it can be asked.

    Attributes:
        name: kebab-case, for ever.
        title: its subject.
        asks: what it asks; a seed's variant is of ask number `seed mod len(asks)`.
        questions: numbers of the questions of module 1 that it drills.
    """

    name: str
    title: str
    asks: tuple[Ask, ...]
    questions: tuple[int, ...] = ()

    def ask(self, name: str) -> Ask:
        """The ask of that name.

        Raises:
            ProblemError: there is none.
        """
        for ask in self.asks:
            if ask.name == name:
                return ask
        raise ProblemError(f"{self.name} does not ask for “{name}”")
