"""Wrong ways that a relation invites: a factor left out, turned over, bits for bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from flashcards.problems.written.expression import ExpressionError, expression
from flashcards.values import dataclass
from flashcards.worked.calculation import Calculation

MOST = 5
APART = Fraction(1, 12)
"""How far from the answer a wrong way must lead in the document's own numbers."""
_FORGOTTEN = frozenset((2, 3, 4, 5, 6, 8, 9, 12, 60, 3600))
"""Constants that somebody may forget."""
_LOGARITHMS = (
    ("log2", "log10", "You took the logarithm to base 10; it is to base 2."),
    ("log10", "ln", "You took the natural logarithm; it is to base 10."),
    ("ln", "log10", "You took the logarithm to base 10; it is the natural one."),
)
LARGEST = 2000
"""A factor that somebody may forget."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong way."""

    name: str
    value: str
    feedback: str


def slips(one: Calculation, relation: str, unit: str) -> Iterator[Slip]:
    """The likeliest first; those that would lead near the answer are none."""
    # A law is borne out by the document's number itself, so that another must tell the ways apart.
    by = Fraction(3, 2) if one.law else 1
    values = {f"x{place}": each.value * by for place, each in enumerate(one.inputs)}
    right = expression(relation).number(values)
    kept: list[Fraction] = [right]
    for slip in _all(one, relation, unit):
        try:
            wrong = expression(slip.value).number(values)
        except ExpressionError:
            continue
        apart = all(abs(wrong - other) > APART * _size(other, unit) for other in kept)
        if wrong > 0 and apart:
            kept.append(wrong)
            yield slip
        if len(kept) > MOST:
            return


def _size(value: Fraction, unit: str) -> Fraction:
    """What a difference counts against: of 99.9 %, what is missing."""
    return min(abs(value), 100 - value) if unit == "%" and 50 < value < 100 else abs(value)


def _all(one: Calculation, relation: str, unit: str) -> Iterator[Slip]:
    if one.law:
        yield from _laws(one, relation)
        yield from _units(relation, unit)
        return
    if "sqrt(" in one.said_relation:
        yield Slip("no-root", f"({relation}) ** 2", "You forgot the root.")
        return
    for name, other, said in _LOGARITHMS:
        if f"{name}(" in relation:
            yield Slip(f"{other}-for-{name}", relation.replace(f"{name}(", f"{other}("), said)
            break
    terms = re.findall(r"x\d+|\S+", _bare(one.said_relation))
    additive = any(sign in terms for sign in ("+", "-"))
    if not additive:
        yield from _products(one, relation, terms)
    else:
        yield from _sums(one, relation, terms)
    if len(one.inputs) == 1 and not additive:
        ratio = f"(x0 / ({one.inputs[0].value}))"
        yield Slip("turned-over", f"1 / ({relation})", "You turned it over.")
        yield Slip("squared", f"({relation}) * {ratio}", "It does not go with the square.")
    yield from _units(relation, unit)


def _laws(one: Calculation, relation: str) -> Iterator[Slip]:
    """Of a law of one number: grown where it falls, the wrong power, not scaled at all."""
    ratio = f"(x0 / ({one.inputs[0].value}))"
    if not one.power:  # it goes with what is missing to the whole
        yield Slip(
            "not-missing",
            f"({one.result.value}) * {ratio}",
            "It goes with what is missing to 100 %, not with the share itself.",
        )
        missing = f"(1 - x0 / 100) / (1 - ({one.inputs[0].value}) / 100)"
        yield Slip("inverse", f"({one.result.value}) / ({missing})", "It goes the other way.")
        return
    yield Slip(
        "turned-over",
        f"({relation}) / {ratio} ** ({2 * one.power})",
        "It goes the other way: " + ("more gives more." if one.power > 0 else "more gives less."),
    )
    if abs(one.power) == 1:
        yield Slip(
            "squared", f"({relation}) * {ratio} ** ({one.power})", "It does not go with the square."
        )
    else:
        yield Slip(
            "not-squared",
            f"({relation}) / {ratio} ** ({one.power - (1 if one.power > 0 else -1)})",
            "It does not go with the number itself, but with a power of it.",
        )


def _bare(relation: str) -> str:
    return relation.replace("(", " ( ").replace(")", " ) ")


def _products(one: Calculation, relation: str, terms: list[str]) -> Iterator[Slip]:
    """Of a product and quotient: parts that are left out, or on the wrong side."""
    below = [terms[at + 1] for at, sign in enumerate(terms) if sign == "/" and at + 1 < len(terms)]
    dividing = [term for term in below if re.fullmatch(r"x\d+", term)]
    for place, each in enumerate(one.inputs):
        name = f"x{place}"
        if terms.count(name) != 1 or (len(one.inputs) == 1 and name not in dividing):
            continue
        if name in dividing:
            yield Slip(
                f"times-{place}",
                f"({relation}) * {name} * {name}",
                f"You multiplied by {_words(each.name)}; divide by it.",
            )
    constants = {t for t in terms if re.fullmatch(r"\d+", t) and int(t) in _FORGOTTEN}
    for constant in sorted(constants):
        if terms.count(constant) == 1 and "**" not in terms:
            at = terms.index(constant)
            divided = at > 0 and terms[at - 1] == "/"
            yield Slip(
                f"without-{constant}",
                f"({relation}) * {constant}" if divided else f"({relation}) / {constant}",
                f"You left out the division by {constant}."
                if divided
                else f"You left out the factor {constant}.",
            )
    for place, each in enumerate(one.inputs):
        name = f"x{place}"
        if name in dividing or terms.count(name) != 1 or len(one.inputs) < 2:
            continue
        if _is_under(terms, name):
            continue
        if each.value > LARGEST or len(one.inputs) == 2:
            yield Slip(
                f"divided-{place}",
                f"({relation}) / {name} / {name}",
                f"You divided by {_words(each.name)}; multiply by it.",
            )
            continue
        yield Slip(
            f"without-{place}",
            f"({relation}) / {name}",
            f"You left out {_words(each.name)}.",
        )


def _is_under(terms: list[str], name: str) -> bool:
    """Whether an operand stands below a line of division, in brackets."""
    depth, under = 0, []
    previous = ""
    for term in terms:
        if term == "(":
            under.append(previous == "/")
            depth += 1
        elif term == ")":
            under.pop()
        elif term == name and any(under):
            return True
        previous = term
    return False


def _sums(one: Calculation, relation: str, terms: list[str]) -> Iterator[Slip]:
    """Of a relation with sums: a term that is left out, a sign turned."""
    for place, each in enumerate(one.inputs):
        if terms.count(f"x{place}") == 1 and _is_term(terms, f"x{place}"):
            yield Slip(
                f"without-{place}",
                re.sub(rf"\bx{place}\b", "0", relation),
                f"You left out {_words(each.name)}.",
            )
    if " - " in relation:
        yield Slip("added", relation.replace(" - ", " + "), "You added what is taken away.")
    elif " + " in relation:
        yield Slip("taken-away", relation.replace(" + ", " - "), "You took away what is added.")


def _is_term(terms: list[str], name: str) -> bool:
    at = terms.index(name)
    near = (terms[at - 1] if at else "+", terms[at + 1] if at + 1 < len(terms) else "+")
    return near[0] in "+-(" and near[1] in "+-)"


def _units(relation: str, unit: str) -> Iterator[Slip]:
    binary = {"KiB": 1, "MiB": 2, "GiB": 3, "TiB": 4}
    decimal = {"kB": 1, "MB": 2, "GB": 3, "TB": 4}
    if unit in binary:
        ratio = Fraction(1024, 1000) ** binary[unit]
        if ratio > Fraction(103, 100):
            yield Slip(
                "thousands",
                f"({relation}) * {ratio}",
                f"You divided by thousands; a {unit} is 1,024^{binary[unit]} bytes.",
            )
        yield Slip("bits", f"({relation}) * 8", "You counted bits as bytes.")
    elif unit in decimal:
        yield Slip("bits", f"({relation}) * 8", "You counted bits as bytes.")
    elif unit == "%":
        yield Slip("turned-over", f"10000 / ({relation})", "You divided the other way round.")
    elif unit in {"ms", "s", "h", "min"}:
        names = {"ms": ("s", 1000), "s": ("minutes", 60), "min": ("hours", 60), "h": ("days", 24)}
        other, smaller = names[unit]
        yield Slip("unit-of-time", f"({relation}) / {smaller}", f"That is the number of {other}.")


def _words(name: str) -> str:
    if name.startswith("the {{"):
        return name
    return re.sub(r"([\\`*_\[\]<>#{}])", "", name)
