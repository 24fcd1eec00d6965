"""Formulas of a field as data: what a pack of definitions says of quantities that are named.

An entry names its inputs and its output by words that stand beside them and by what they measure.
It speaks only where each of them is there once, so that nothing has to be guessed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from flashcards.errors import ConfigError
from flashcards.quantities import NUMBER, Dimension, Habit, unit_named
from flashcards.relations.expression import Expression, evaluate
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.grammar import parsed, tokens
from flashcards.relations.results import result_of
from flashcards.relations.shapes import exactly, input_of
from flashcards.relations.statements import Sentence, Term
from flashcards.relations.values import Undecided, Value, core

BUILT_IN = ("general", "computing", "llm")
MOST_WORDS = 44
"""Characters beside a number in which its name may stand."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An input or the output: the name in the formula, what it is called, what it measures."""

    name: str
    words: re.Pattern[str]
    dimension: Dimension
    percent: bool
    bits: bool


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """One entry of a pack."""

    name: str
    output: Slot
    inputs: tuple[Slot, ...]
    formula: Expression
    text: str
    samples: Mapping[str, Sequence[str]]


@cache
def built_in() -> tuple[Definition, ...]:
    """The definitions that come with the package."""
    found: list[Definition] = []
    for name in BUILT_IN:
        text = (
            resources.files("flashcards.relations").joinpath(f"data/{name}.toml").read_text("utf-8")
        )
        found.extend(_entries(tomllib.loads(text), f"data/{name}.toml"))
    return tuple(found)


def pack(path: Path) -> tuple[Definition, ...]:
    """The definitions of a user's file.

    Raises:
        ConfigError: it cannot be read, or says nothing that can be computed.
    """
    try:
        return tuple(_entries(tomllib.loads(path.read_text("utf-8")), str(path)))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"the pack cannot be read: {error}", path=str(path)) from error


def _entries(data: Mapping[str, Any], path: str) -> Iterator[Definition]:
    for row in data.get("definition", ()):
        try:
            yield _entry(row)
        except (KeyError, TypeError, ValueError, re.error) as error:
            name = row.get("name", "?") if isinstance(row, dict) else "?"
            raise ConfigError(
                f"definition {name} is wrong: {error}", path=path, hint="see docs/checking.md"
            ) from error


def _entry(row: Mapping[str, Any]) -> Definition:
    tree = parsed(tokens(row["formula"], Habit.POINT))
    if tree is None:
        raise ValueError(f"no formula: {row['formula']}")
    return Definition(
        row["name"],
        _slot("output", row["output"]),
        tuple(_slot(name, one) for name, one in row["inputs"].items()),
        tree,
        row["formula"],
        row.get("samples", {}),
    )


def _slot(name: str, row: Mapping[str, Any]) -> Slot:
    unit = str(row.get("unit", ""))
    dimension: Dimension = NUMBER
    if unit not in {"", "%", "bits"}:
        units = tuple(unit_named(unit) or ())
        if not units:
            raise ValueError(f"unknown unit {unit}")
        dimension = core(units[0].dimension) or units[0].dimension
    elif unit == "bits":
        dimension = (("byte", 1),)
    return Slot(
        name,
        re.compile(rf"\b(?:{row['words']})", re.IGNORECASE),
        dimension,
        unit == "%",
        unit == "bits",
    )


# --- matching --------------------------------------------------------------------------------


def defined(
    definitions: Sequence[Definition], sentences: Sequence[Sentence]
) -> Iterator[Judgement]:
    """What definitions say of a run of sentences that belong together."""
    terms = [term for one in sentences for term in one.terms]
    if not terms:
        return
    text = " ".join(one.text for one in sentences)
    for definition in definitions:
        # Words decide before any number is looked at: most definitions are of another field.
        if not definition.output.words.search(text):
            continue
        if all(slot.words.search(text) for slot in definition.inputs):
            yield from _held(definition, sentences, terms)


def _held(
    definition: Definition, sentences: Sequence[Sentence], terms: Sequence[Term]
) -> Iterator[Judgement]:
    asserted = {
        id(term) for one in sentences if one.asserted and not one.measured for term in one.terms
    }
    said = [t for t in terms if id(t) in asserted and _is(definition.output, t)]
    if len(said) != 1:
        return
    names: dict[str, Value] = {}
    used: list[Term] = []
    for slot in definition.inputs:
        found = [t for t in terms if t is not said[0] and _is(slot, t)]
        values = {t.quantity.readings[0].value for t in found}
        if len(values) != 1 or any(found[0] is one for one in used):
            return
        rivals = {
            t.quantity.readings[0].value for t in terms if t is not said[0] and _measures(slot, t)
        }
        if core(slot.dimension) and len(rivals) > sum(
            other.dimension == slot.dimension for other in definition.inputs
        ):
            return
        used.append(found[0])
        names[slot.name] = _value(found[0], bits=slot.bits)
    result = result_of(said[0].quantity)
    scale = Fraction(1, 8) if definition.output.bits else Fraction(1)
    try:
        value = evaluate(definition.formula, {}, names)
    except Undecided:
        return
    ends = tuple(float(one * scale) for one in (value.low, value.mid, value.high))
    holds = any(
        result.fits((ends[0], ends[1], ends[2]), k, implied=False) for k in range(len(result.ends))
    )
    yield Judgement(
        span=said[0].span,
        stated=said[0].quantity.text,
        relation=definition.name,
        verdict=Verdict.RIGHT if holds else Verdict.WRONG,
        expected="" if holds else result.shown(ends[1], 0),
        how=definition.text,
        inputs=tuple(one.span for one in used),
    )


def _measures(slot: Slot, term: Term) -> bool:
    return core(term.quantity.dimension) == slot.dimension


def _value(term: Term, *, bits: bool) -> Value:
    one = exactly(input_of(term.quantity)).readings[0]
    scale = 8 if bits else 1
    low, mid, high = (Fraction(end) * scale for end in one)
    return Value(mid, low, high)


# A sign of calculation beside a number: it is part of something computed.
_OPERAND = re.compile(r"[-+*/^×·÷−(]\s*$")
_OPERATOR = re.compile(r"\s*[-+*/^×·÷−]\s*[\d(]")


def _is(slot: Slot, term: Term) -> bool:
    """Whether a number is what a slot names: measured so, and called so right beside it."""
    quantity = term.quantity
    measured = core(quantity.dimension)
    if slot.dimension and not core(slot.dimension):
        measured = quantity.dimension
    if measured != slot.dimension or (quantity.unit.name == "%") != slot.percent:
        return False
    noun = " ".join(part for part, _ in quantity.dimension)
    if quantity.range is not None or (noun and not slot.dimension and not slot.words.search(noun)):
        return False
    text = term.passage.text
    if _OPERAND.search(text[: quantity.start]) or _OPERATOR.match(text[quantity.end :]):
        return False
    before = text[max(0, quantity.start - MOST_WORDS) : quantity.start]
    # Only up to the number before, and within the clause.
    others = [
        t.end
        for t in term.passage.quantities
        if t.end <= quantity.start and any(ch.isdigit() for ch in t.text)
    ]
    if others:
        before = (
            before[-(quantity.start - max(others)) :]
            if max(others) > quantity.start - MOST_WORDS
            else before
        )
    before = re.split(r"[;.!?]\s|\band\b", before)[-1]
    behind = re.split(r"[,;.()]", text[quantity.end : quantity.end + 24])[0]
    following = [t.start for t in term.passage.quantities if t.start >= quantity.end]
    if following:
        behind = behind[: max(0, min(following) - quantity.end)]
    return bool(
        slot.words.search(before)
        or slot.words.search(f"{noun} {quantity.unit.name}")
        or slot.words.match(behind.strip())
    )
