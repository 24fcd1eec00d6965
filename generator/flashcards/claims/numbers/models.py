"""Models that a text names, `LLaMA-7B` or `a 70B model`, with the shapes they may have.

A name that stands for no shape we know, or for several, says so: `LLaMA-34B` was never published,
and `7B` alone may be any family's.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flashcards import patterns as re
from flashcards.shapes import ARCHITECTURES, Architecture
from flashcards.values import dataclass

_FAMILY = (
    r"(?:tiny|code)?[ -]?llama|vicuna|alpaca|mistral|qwen|phi|gemma|falcon|mpt|gpt|bloom|opt|yi|"
    r"deepseek|mixtral|starcoder|codestral|command[ -]r|stablelm|pythia|olmo|granite|zephyr"
)
# `LLaMA-2 13B`, `llama-7b-chat`, `8x7B`, `7B` alone; no bytes, no range.
_NAME = re.compile(
    rf"(?<![\w.×])(?P<family>{_FAMILY})"
    r"(?:[ _-]?v?(?P<version>\d(?:\.\d)?)(?![\dBb.]|\.\d))?"
    r"(?:[ _-](?:mini|chat|instruct))?"
    r"[ _-]?(?P<size>\d{1,3}(?:\.\d{1,2})?)\s?b(?![a-z0-9])"
    r"|(?<![\w.])(?P<experts>\d{1,3}x\d{1,3}(?:\.\d)?B)(?![a-z0-9])"
    r"|(?<![\w.×])(?<!\d[-–])(?P<bare>\d{1,3}(?:\.\d{1,2})?)B(?![A-Za-z0-9/])",
    re.IGNORECASE,
)
_SIZES = frozenset(
    Fraction(tenths, 10)
    for tenths in (
        *(5, 10, 11, 13, 15, 17, 20, 30, 38, 40, 67, 70, 80, 90, 120, 130, 140, 200, 220, 270),
        *(300, 320, 330, 340, 400, 650, 660, 700, 720, 1100, 1230, 1750, 1760, 1800, 2350, 4050),
    )
)
"""Billions that models are sold by; `16B` and `64B` are bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model as a text names it.

    Attributes:
        name: as written.
        start, end: where in the text, 0-based.
        billions: of weights, as its name rounds them; 0 if it does not tell.
        shapes: what it may be; empty if we do not know.
        bare: whether no family is named: `7B`.
    """

    name: str
    start: int
    end: int
    billions: Fraction
    shapes: tuple[Architecture, ...] = ()
    bare: bool = False

    @property
    def parameters(self) -> tuple[Fraction, ...]:
        """Weights in all: of each shape it may have, then by its name."""
        return (*(Fraction(s.parameters) for s in self.shapes), self.billions * 10**9)


@lru_cache(maxsize=4096)
def models(text: str) -> tuple[Model, ...]:
    """The models that a text names, left to right.

    >>> [m.shapes[0].name for m in models("LLaMA-7B or Llama 3 8B")]
    ['LLaMA-2 7B', 'Llama-3 8B']
    """
    return tuple(found for match in _NAME.finditer(text) if (found := _model(match)))


def _model(match: re.Match[str]) -> Model | None:
    if match["experts"]:  # `8x7B` has neither eight times seven billions nor a shape we know
        start, end = match.span()
        return Model(name=match[0], start=start, end=end, billions=Fraction(0))
    size = match["size"] or match["bare"]
    if Fraction(size) not in _SIZES:
        return None
    family = re.sub(r"[ -]", "", (match["family"] or "").lower())
    called = f"{family}{match['version'] or ''}-{size}"
    return Model(
        name=match[0],
        start=match.start(),
        end=match.end(),
        billions=Fraction(size),
        shapes=tuple(one for one in ARCHITECTURES if called in one.called),
        bare=not family and match.string[match.start() - 1 : match.start()] != "-",
    )


def alike(one: Model, other: Model) -> bool:
    """Whether two mentions may be of one model: `70B` in a text about LLaMA-2 70B."""
    if one.billions != other.billions:
        return False
    return not one.shapes or not other.shapes or bool(set(one.shapes) & set(other.shapes))
