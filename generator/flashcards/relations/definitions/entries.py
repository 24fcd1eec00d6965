"""Packs of definitions: TOML files of formulas, with what their quantities are called and measure."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from itertools import product
from pathlib import Path
from typing import Any

from flashcards import patterns as re
from flashcards.atomic import read_regular
from flashcards.errors import ConfigError
from flashcards.quantities import NUMBER, Dimension, Habit, Unit, quantities
from flashcards.relations.definitions.solving import solved
from flashcards.relations.expression import Constant, Expression, symbols, with_numbers
from flashcards.relations.grammar import parsed, tokens
from flashcards.relations.values import MONEY, core
from flashcards.values import dataclass

MOST_CONSTANTS = 12
"""Ways to take the constants of one formula."""
LONGEST_STEM = 6
SHORTEST_PLURAL = 3
"""Letters of a name up to which an `s` at its end is its own."""

Constants = Mapping[str, Fraction]
Key = Dimension | str
"""What a number measures, as slots tell them apart."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A quantity of a formula.

    Attributes:
        symbol: in the formula.
        names: what it is called; the first is its name in problems.
        unit: in which the formula takes it.
        key: what it measures.
        factor, offset: base units in one of the unit, and at its nought.
        low, high: between which it lies, in its unit.
        gap: whether it is a difference of temperatures.
    """

    symbol: str
    names: tuple[str, ...]
    unit: str
    key: Key
    factor: Fraction
    offset: Fraction
    low: Fraction | None
    high: Fraction | None
    gap: bool

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its names."""
        return _pattern(self.names)

    @property
    def equated(self) -> re.Pattern[str]:
        """Its symbol before a sign of equality."""
        return _equated(self.symbol)


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """A formula for one quantity.

    Attributes:
        name: of the entry, kebab-case: the name of the finding.
        target: what it gives.
        inputs: what it takes.
        tree: of the inputs' symbols and constants.
        text: as an author would write it.
        constants: every way to take them, the usual first.
        given: what a problem tells of its constants.
        about: words of which one must stand near it, if there are any.
        unless: words beside which it does not hold.
        declared: whether it stands so in the pack; else it was solved for an input.
        samples: texts with a wrong number, with right ones, and of which nothing is said.
        pack: the file.
        stems: of each of these groups a text has one, if it applies the formula.
    """

    name: str
    target: Slot
    inputs: tuple[Slot, ...]
    tree: Expression
    text: str
    constants: tuple[Constants, ...]
    given: str
    about: tuple[str, ...]
    unless: tuple[str, ...]
    declared: bool
    samples: Mapping[str, Sequence[str]]
    pack: str
    stems: tuple[tuple[str, ...], ...]

    @property
    def topic(self) -> re.Pattern[str]:
        """What the thing itself is called."""
        return _pattern((*self.about, self.name.replace("-", " ")))

    def holds_in(self, text: str, sentence: str) -> bool:
        """Whether the words of a text and of a sentence in it allow it."""
        if self.about and not _pattern(self.about).search(text):
            return False
        return not self.excludes(sentence)

    def excludes(self, words: str) -> bool:
        """Whether words say that the formula does not hold, or not of the number beside them."""
        return bool(self.unless) and _pattern(self.unless).search(words) is not None


@cache
def _stems(names: tuple[str, ...]) -> tuple[str, ...]:
    """How names begin, in small letters."""
    return tuple(
        dict.fromkeys(
            re.split(r"[\s*-]", name.casefold())[0][:LONGEST_STEM].rstrip("ys") for name in names
        )
    )


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some names as whole words, in any case."""
    words = "|".join(map(_worded, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _equated(symbol: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’]){re.escape(symbol)}\s*[=≈:]\s*$")


def _worded(name: str) -> str:
    """A name as a pattern: `*` for any ending, blanks also as hyphens, plurals as well."""
    open_end = name.endswith("*")
    words = r"[-\s]+".join(
        re.escape(one).replace(r"\*", r"\w*") for one in re.split(r"[\s-]+", name) if one
    )
    if open_end or not name[-1:].isalpha():
        return words
    if name.endswith("s") and not name.endswith("ss") and len(name) > SHORTEST_PLURAL:
        words = words[:-1]
    return rf"{words}(?:e?s|e?n)?"


_HEAD = "\n[[definition]]\n"
# A row's fields of text, each on its line: to parse all rows takes ten times as long as to look
# through these for what a document speaks of.
_FIELD = re.compile(r'^(\w+) = "([^"]*)"$', re.MULTILINE)


@cache
def _rows() -> tuple[tuple[str, Mapping[str, str], str], ...]:
    """The rows of the packs that come with the package, by field: as written, their texts, the file."""
    folder = resources.files("flashcards.relations").joinpath("data")
    files = sorted(
        (one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name
    )
    return tuple(
        (row, dict(_FIELD.findall(row)), file.name)
        for file in files
        for row in file.read_text("utf-8").split(_HEAD)[1:]
    )


@cache
def _built(place: int) -> tuple[Definition, ...]:
    row, _, file = _rows()[place]
    return tuple(_entries(tomllib.loads(f"{_HEAD}{row}"), file))


@cache
def _begun(place: int) -> tuple[str, ...]:
    """The stems of which a text has one that may apply a row, whatever it is solved for."""
    _, row, _ = _rows()[place]
    said = (one.split("|")[0] for one in row.values() if "|" in one)
    names = (*(name for one in said for name in _names(one)), *row["name"].split("-"))
    return _stems(_names(row.get("about", "")) or names)


@cache
def _keys(place: int) -> frozenset[Key]:
    """What the numbers of a row measure, whatever it is solved for."""
    _, row, _ = _rows()[place]
    said = (one.split("|") for one in row.values() if "|" in one)
    return frozenset(measured(unit.strip().removeprefix("Δ"))[0] for _, unit, *_ in said)


def built_in() -> tuple[Definition, ...]:
    """The definitions that come with the package, by field."""
    return tuple(one for place in range(len(_rows())) for one in _built(place))


def spoken_of(text: str, keys: Collection[Key] | None = None) -> tuple[Definition, ...]:
    """Those of them of which a text has a word and its numbers the units: no other is even read."""
    words = " ".join(set(text.casefold().split()))  # stems hold no blanks
    return tuple(
        one
        for place in range(len(_rows()))
        if any(stem in words for stem in _begun(place))
        and (keys is None or all(is_among(key, keys) for key in _keys(place)))
        for one in _built(place)
    )


def is_among(key: Key, keys: Collection[Key]) -> bool:
    """Whether numbers that measure so much have one that a slot may take."""
    return key == NUMBER or key in keys or (key == "%" and NUMBER in keys)


def names() -> frozenset[str]:
    """What the built-in definitions are called."""
    return frozenset(row["name"] for _, row, _ in _rows())


def pack(path: Path) -> tuple[Definition, ...]:
    """The definitions of a user's file.

    Raises:
        ConfigError: it cannot be read, or says nothing that can be computed.
    """
    try:
        return tuple(_entries(tomllib.loads(read_regular(path).decode("utf-8")), str(path)))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"the pack cannot be read: {error}", path=str(path), hint="see docs/checking.md"
        ) from error


@lru_cache(maxsize=8)
def loaded(paths: tuple[Path, ...]) -> tuple[Definition, ...]:
    """The definitions of some files, each read once.

    Raises:
        ConfigError: one cannot be read, or says nothing that can be computed.
    """
    return tuple(one for path in paths for one in pack(path))


def _entries(data: Mapping[str, Any], path: str) -> Iterator[Definition]:
    rows = data.get("definition", ())
    for row in rows if isinstance(rows, list) else ():
        try:
            yield from _entry(row, path)
        except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
            name = row.get("name", "?") if isinstance(row, dict) else "?"
            raise ConfigError(
                f"definition {name} is wrong: {error}", path=path, hint="see docs/checking.md"
            ) from error


# Numbers of a formula stand in parentheses, so that a symbol behind one is no unit: `2 * h`.
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?")


def _entry(row: Mapping[str, Any], path: str) -> Iterator[Definition]:
    left, _, right = row["formula"].partition("=")
    output = left.strip()
    tree = parsed(tokens(_NUMBER.sub(r"(\g<0>)", right.strip()), Habit.POINT))
    if tree is None:
        raise ValueError(f"no formula: {row['formula']}")
    # What a formula says is exact: its 0.5 is no 0.54.
    tree = with_numbers(tree, lambda one: Constant(one.quantity.readings[0].value))
    constants = tuple(_constants(row.get("constants", {})))
    slots = {
        symbol: _slot(symbol, row[symbol])
        for symbol in dict.fromkeys((output, *symbols(tree)))
        if symbol not in constants[0]
    }
    if output not in slots or len(slots) < 2:
        raise ValueError(f"no inputs: {row['formula']}")
    samples = _samples(row)
    for symbol, target in slots.items():
        own = tree if symbol == output else solved(tree, output, symbol)
        if own is None or (symbol != output and symbol not in row.get("solve", slots)):
            continue
        inputs = tuple(one for each, one in slots.items() if each != symbol)
        yield Definition(
            name=row["name"],
            target=target,
            inputs=inputs,
            tree=own,
            text=row["formula"],
            constants=constants,
            given=str(row.get("given", "")),
            about=_names(row.get("about", "")),
            unless=_names(row.get("unless", "")),
            declared=symbol == output,
            samples=samples if symbol == output else {},
            pack=path,
            stems=tuple(_groups(target, inputs, row)),
        )


def _groups(
    target: Slot, inputs: Sequence[Slot], row: Mapping[str, Any]
) -> Iterator[tuple[str, ...]]:
    """The stems of words that must be there: of the thing, of counts, which no unit tells."""
    about = _names(row.get("about", ""))
    yield _stems(about or (*target.names, *str(row["name"]).split("-")))
    for slot in inputs:
        if slot.key in {NUMBER, "%"}:
            yield (
                *_stems(slot.names),
                *(f"{slot.symbol.casefold()}{sign}" for sign in (" =", "=", ":", " ≈")),
            )


def _constants(row: Mapping[str, Any]) -> Iterator[Constants]:
    """Every way to take the constants, the first of each the usual."""
    lists = [one if isinstance(one, list) else [one] for one in row.values()]
    for place, picked in enumerate(product(*lists)):
        if place < MOST_CONSTANTS:
            yield dict(zip(row, (Fraction(str(one)) for one in picked), strict=True))


def _names(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())


# In a sample, the right number and a wrong one: `the resistance is {6 Ω|60 Ω}`.
_EITHER = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def _samples(row: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """Texts with a right number, with a wrong one in its place, and of which nothing is said."""
    texts = tuple(row.get("samples", ()))
    return {
        "right": tuple(_EITHER.sub(r"\1", text) for text in texts),
        "wrong": tuple(_EITHER.sub(r"\2", text) for text in texts),
        "silent": tuple(row.get("silent", ())),
    }


def _slot(symbol: str, row: str) -> Slot:
    """A slot as packs write it: `names | unit | low..high`, `Δ` before a difference's unit."""
    names, unit, ends, *_ = (*(part.strip() for part in row.split("|")), "", "")
    low, _, high = ends.partition("..")
    key, factor, offset = measured(unit.removeprefix("Δ"))
    return Slot(
        symbol=symbol,
        names=_names(names),
        unit=unit.removeprefix("Δ"),
        key=key,
        factor=factor,
        offset=offset,
        low=Fraction(low) if low else None,
        high=Fraction(high) if high else None,
        gap=unit.startswith("Δ"),
    )


@cache
def measured(unit: str) -> tuple[Key, Fraction, Fraction]:
    """What one of a unit measures, the base units in it, and those at its nought.

    A percentage counts as its share.
    """
    if unit in {"", "%"}:
        return (unit or NUMBER), Fraction(1), Fraction(0)
    said = quantities(f"1 {unit}")
    if len(said) != 1 or said[0].end < len(unit) + 2:
        raise ValueError(f"unknown unit {unit}")
    taken = said[0].readings[0]
    return key_of(said[0].unit), taken.factor, taken.offset


@lru_cache(maxsize=1024)
def key_of(unit: Unit) -> Key:
    """What a unit measures, of whatever currency; what it counts where that is all.

    A share has a key of its own, and so has what is per as much of the same: `mg/kg`.
    """
    if unit.name == "%":
        return "%"
    if not unit.dimension and "/" in unit.name:
        return "/"
    physical = core(unit.dimension)
    return (
        tuple(sorted(("money" if name in MONEY else name, power) for name, power in physical))
        or unit.dimension
    )
