"""A calculation of a document as a block, such as its author would have written it."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from fractions import Fraction

from flashcards.problems.local import local
from flashcards.problems.quantity import number
from flashcards.problems.words import said
from flashcards.problems.written.expression import ExpressionError, expression
from flashcards.relations.values import core
from flashcards.values import dataclass
from flashcards.worked.asking import asked_unit
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.defined import PI
from flashcards.worked.drawing import options
from flashcards.worked.gaps import LINE
from flashcards.worked.slips import Slip, slips
from flashcards.worked.statement import statement_of
from flashcards.worked.templates import filled, markdown

FARTHEST = 50
"""How many times as large or as small as the document's a new result may be."""
FARTHEST_TOGETHER = 4
"""The same where several numbers are drawn, which need not fall far apart together."""


@dataclass(frozen=True, slots=True)
class Block:
    """The TOML of a problem, and what it is made of.

    Attributes:
        name: its id.
        text: the TOML.
        asks: the statement as a template, by which two problems that ask the same are told.
    """

    name: str
    text: str
    asks: str


def block_of(one: Calculation, language: str = "") -> Block | None:
    """The block, or None where a draw could be nonsense or the statement would be incomplete.

    Args:
        one: the calculation.
        language: of its document, two letters; empty for English.
    """
    unit = asked_unit(one)
    drawn = [options(each) for each in one.inputs]
    if unit is None or sum(len(values) > 1 for values in drawn) == 0 or not _comes_out(one):
        return None
    relation = one.relation if unit.factor == 1 else f"({one.relation}) * {unit.factor}"
    wrong = list(slips(one, relation, unit.name))
    statement = statement_of(one, language)
    if not wrong or not statement or _is_share_of(one):
        return None
    result = one.result.value * unit.factor
    name = slug(one.name or one.given)
    lines = [
        f"id = {_text(name)}",
        f"title = {_text(_title(one))}",
        f"statement = {_text(statement)}",
        f"language = {_text(language)}",
        f"unit = {_text(unit.name)}",
        'answer = "result"',
        f"tolerance = {_text(_tolerance(one, result, unit.name))}",
        f"require = [{', '.join(map(_text, _requirements(one, result, unit.factor)))}]",
        f"steps = [{', '.join(map(_text, _steps(one, unit.name, language)))}]",
        "",
        "[parameters]",
        *(
            f"x{place} = [{', '.join(plain(value) for value in values)}]"
            for place, values in enumerate(drawn)
        ),
        "",
        "[let]",
        f"result = {_text(relation)}",
        "",
        *(line for slip in wrong for line in _wrong(slip)),
        "[example]",
        *(f"x{place} = {plain(each.value)}" for place, each in enumerate(one.inputs)),
    ]
    return Block(name, "\n".join(lines) + "\n", re.sub(r"\bx\d+", "x", statement))


def _is_share_of(one: Calculation) -> bool:
    """Whether a text only takes a percentage of an amount that it tells."""
    bare = re.sub(r"[\s()]", "", one.said_relation)
    units = {each.unit for each in one.inputs}
    return bool(one.given) and bare == "x0*x1" and units in ({"%", one.unit}, {"%", ""})


NEAR = Fraction(3, 100)
"""How far a stated result may be from what its inputs give, as a share: both are rounded."""


def _comes_out(one: Calculation) -> bool:
    """Whether the relation gives the document's own result from the document's own inputs."""
    own = {f"x{place}": each.value for place, each in enumerate(one.inputs)}
    try:
        value = expression(one.relation).number(own)
    except (ExpressionError, ArithmeticError):
        return False
    return abs(value - one.result.value) <= max(one.result.step, NEAR * abs(one.result.value))


NEARLY_ALL = 90
"""Per cent from which on an answer is told by what is missing."""


HALF = 50
"""Per cent from which on a share is thought of by what is missing."""
LARGEST_EXACT = 10**6
"""A whole number up to which it is asked for exactly."""


def _tolerance(one: Calculation, result: Fraction, unit: str) -> str:
    """One per cent; of what is missing to 100 %, where that is little; of a count none."""
    if _is_count(one) and abs(result) <= LARGEST_EXACT:
        return "exact"
    if unit == "%" and NEARLY_ALL <= result < 100:
        return f"{float((100 - result) / 10):.1g}"
    return "1 %"


def slug(text: str) -> str:
    """A text as a part of an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "result"


def _title(one: Calculation) -> str:
    name = one.name or re.sub(r"\0(\d+)\0", "…", one.given.split(LINE)[0])
    return name[:1].upper() + name[1:]


def _steps(one: Calculation, unit: str, language: str) -> Iterator[str]:
    result = f"{{{{ result | is }}}} {markdown(unit)}".strip()
    if one.law:
        grows = [said(f"power{one.power}", language)] if one.power else []
        yield "; ".join(filter(None, (one.law, *grows)))
        yield said("so_here", language, result=result)
        return
    if one.worked:
        yield f"{filled(one, markdown(_tidy(one.worked)), language)} {result}"
        return
    if one.formula:
        yield markdown(one.said)
    plainly = not one.said or one.formula
    shown = (
        one.said
        if not plainly
        else re.sub(r"\bx(\d+)\b", "\0\\1\0", local(_tidy(one.said_relation), language))
    )
    if not plainly:
        yield f"{markdown(one.name)} = {markdown(one.said)}"
        # A name that another holds is taken after it, and only where it stands by itself.
        for place in sorted(range(len(one.inputs)), key=lambda p: -len(one.inputs[p].name)):
            pattern = rf"(?<![\w-]){re.escape(one.inputs[place].name)}(?![\w-])"
            shown = re.sub(pattern, f"\0{place}\0", shown)
    yield f"{filled(one, markdown(shown), language)} {result}"


def _tidy(relation: str) -> str:
    """A relation as people write it."""
    text = relation.replace("355/113", "π").replace(str(Fraction(math.pi)), "π")
    text = re.sub(r"(?<![\w.])\d+/\d+(?![\w.])", lambda m: plain(Fraction(m[0])), text)
    for _ in range(2):  # brackets round one thing, but those of a function
        text = re.sub(r"(?<![\w)])\( ([^()+*/-]+|[\d/.]+) \)", r"\1", text)
        text = re.sub(r"\( (\([^()]*\)) \)", r"\1", text)
    return (
        text.replace("( ", "(")
        .replace(" )", ")")
        .replace("**", "^")
        .replace("*", "×")
        .replace(" / ", " ÷ ")
        .replace("sqrt(", "√(")
        .replace(PI, "π")
    )


def _requirements(one: Calculation, result: Fraction, factor: Fraction) -> Iterator[str]:
    far = FARTHEST if len(one.inputs) == 1 else FARTHEST_TOGETHER
    least, most = abs(result) / far, abs(result) * far
    if one.unit == "%" and abs(result) < 100:
        # A share stays of the size that its field knows: a sensitivity of 90 % is no 29 %.
        most = min(most, max(Fraction(99), 100 - (100 - abs(result)) / 4))
        rest = 100 - abs(result)
        near = (result - rest, 100 - rest / 3) if result > HALF else (result / 3, result * 2)
        least, most = max(least, near[0]), min(most, near[1])
    yield f"{plain(least)} <= result <= {plain(most)}"
    if _is_count(one):
        yield "result % 1 == 0"
    if one.law:  # what is told already asks nothing
        yield f"x0 != {plain(one.inputs[0].value)}"
    for value in one.distractors:
        yield f"result != {plain(value * factor)}"
    for place, each in enumerate(one.inputs):
        for other, more in enumerate(one.inputs):
            if each.value < more.value and _are_alike(each, more):
                yield f"x{place} < x{other}"


def _are_alike(one: Input, other: Input) -> bool:
    """Whether one may be a part of the other, so that their order must stay."""
    words = [set(re.findall(r"[^\W\d_]{3,}", each.name.casefold())) for each in (one, other)]
    return one.unit == other.unit and bool(words[0] & words[1])


def _is_count(one: Calculation) -> bool:
    """Whether a whole number came out of whole numbers, so that half of one is nonsense."""
    return (
        one.exact
        and not core(one.result.dimension)
        and one.unit != "%"
        and one.result.value.denominator == 1
        and one.result.step <= 1
        and all(each.value.denominator == 1 for each in one.inputs)
    )


def _wrong(slip: Slip) -> Iterator[str]:
    yield "[[wrong]]"
    yield f"name = {_text(slip.name)}"
    yield f"value = {_text(slip.value)}"
    yield f"say = {_text(slip.feedback)}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def plain(value: Fraction) -> str:
    """A number of TOML and of expressions."""
    if value.denominator == 1:
        return str(int(value))
    text = f"{float(value):.12f}".rstrip("0")
    return text if Fraction(text) == value or abs(value) > Fraction(1, 10**6) else number(value)
