"""Definitions that a document applies, and that come out: asked again with other numbers.

The checker has found them already; its names of the inputs are the problem's.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from flashcards import patterns as re
from flashcards.problems.local import local
from flashcards.problems.written.expression import ExpressionError, expression
from flashcards.quantities import NUMBER, Quantity, quantities
from flashcards.relations.definitions import Applied, Definition, Slot, has_share
from flashcards.relations.definitions.entries import Constants
from flashcards.relations.definitions.scopes import Said
from flashcards.relations.expression import (
    Constant,
    Expression,
    Function,
    Name,
    Number,
    Operation,
    operations,
)
from flashcards.relations.statements import Section, Sentence, Term
from flashcards.relations.values import core, counted, digits_shown
from flashcards.values import dataclass
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.gaps import LINE, gapped_lead, gapped_window, lead_of, windows
from flashcards.worked.headings import asks_amount, holds_words
from flashcards.worked.implied import (
    PLAIN_DIGITS,
    Source,
    governed,
    may_enter,
    may_result,
)
from flashcards.worked.merged import asks_kind_of, opens
from flashcards.worked.named import CLAUSE, subject_of
from flashcards.worked.tables import HEAD_UNIT, unit_in
from flashcards.worked.units import HALF, NEAR, PROPERTIES, scale_word, unit_of
from flashcards.worked.wording import tells_quantity

_FUNCTIONS = {"sqrt": "sqrt", "ln": "ln", "log2": "log2", "log10": "log10", "log": "log10",
              "exp": "exp", "floor": "floor", "ceil": "ceil"}  # fmt: skip
PI = f"{math.pi:.12g}"
# A constant that is told by its symbol, in any language: `R = 8.314 J/(mol·K)`.
SYMBOLS = re.compile(r"[A-Za-zµλ] = [\d.]+ ?(?:[^\s]{1,14})?")
MOST_SHOWN = 5
"""Digits of a constant that people write in a formula."""
MOST_SOLVED = 2
"""Operations of a formula that was solved for an input."""
SHORTEST = 4
"""Letters of a name that a document of another language gives."""


@dataclass(frozen=True, slots=True)
class Place:
    """A document, as far as definitions in it are asked.

    Attributes:
        language: of the document, two letters.
        text: of the document, whose words name what its sentences leave out.
        source: its titles and lines.
        sentences: by where a number stands, its sentence and the number in it.
    """

    language: str
    text: str
    source: Source
    sentences: Mapping[int, tuple[Sentence, Term]]


def place_of(language: str, text: str, source: Source, sections: Iterable[Section]) -> Place:
    """The place of a document's definitions."""
    found = {
        term.span.start: (sentence, term)
        for section in sections
        for sentence in section.sentences
        for term in sentence.terms
    }
    return Place(language, text, source, found)


def defined_calculations(
    found: Sequence[Applied],
    place: Place,
    line: Callable[[Said], int],
    title: Callable[[int], str],
) -> Iterator[Calculation]:
    """The calculations of definitions whose quantities have names and whose numbers may vary.

    Args:
        found: those that hold.
        place: the document.
        line: of the file, on which a number stands.
        title: of the question that a line stands in.
    """
    for together in _once(found):
        tried = ((one, _made(one, place, line(one.result))) for one in together)
        one, made = next((pair for pair in tried if pair[1] is not None), (None, None))
        if one is not None and made is not None:
            about = title(made.line)
            if not (
                made.given
                or one.scope.inline
                or one.definition.declared
                or holds_words(about, made.name)
            ):
                continue  # solved for what nobody asks for
            # What is told behind it in the same unit is what the title asks for.
            goes_on = any(each.key == one.result.key for each in one.scope.following)
            if not (made.given or goes_on):
                made = replace(made, subject=subject_of(title(made.line)))
            yield made


def _once(found: Sequence[Applied]) -> Iterator[list[Applied]]:
    """What is said of the same numbers, if the result stands last: it is what comes out."""
    by_numbers: dict[frozenset[int], list[Applied]] = {}
    for one in found:
        numbers = frozenset(
            (one.result.span.start, *(each.said.span.start for each in one.binding.inputs))
        )
        by_numbers.setdefault(numbers, []).append(one)
    for together in by_numbers.values():
        last = max(one.result.span.start for one in together)
        yield [one for one in together if one.result.span.start == last]


def _made(one: Applied, place: Place, line: int) -> Calculation | None:
    definition, result = one.definition, one.result.quantity
    if not (one.binding.sure or one.named) or not _may_be_asked(one) or has_share(one):
        return None
    if not _is_told(one) or not is_readable(definition.tree):
        return None
    numbers = [each.said for each in one.binding.inputs]
    # Of a row what is computed stands behind.
    behind = one.scope.inline or all(each.span.start < one.result.span.start for each in numbers)
    if not behind or not all(_may_enter(each) for each in numbers):
        return None
    slots = (*definition.inputs, definition.target)
    labels, given = _labels(one, slots, numbers, place, ""), ""
    if not all(labels) or len(set(labels)) < len(labels):
        given = _gapped(one, numbers, place)
        labels = (
            [f"the {{{{ x{n} }}}} {unit_of(e.quantity)}".strip() for n, e in enumerate(numbers)]
            + [""]
            if given
            else _labels(one, slots, numbers, place, place.text)
        )
        if not given and (not all(labels) or len(set(labels)) < len(labels)):
            return None
    quantities_ = [each.quantity for each in numbers]
    relations = relation_of(definition, quantities_, result, one.constants)
    if relations is None:
        return None
    relation, plain = relations
    constants = {name: _decimal(value) for name, value in one.constants.items()}
    said = _written(
        definition.tree,
        {slot.symbol: label for slot, label in zip(definition.inputs, labels, strict=False)}
        | (_given(one) or constants),
    )
    inputs = tuple(
        _input(label, said_one, inline=one.scope.inline)
        for label, said_one in zip(labels, numbers, strict=False)
    )
    values = {f"x{place}": each.value for place, each in enumerate(inputs)}
    try:
        value = expression(relation).number(values)
    except ExpressionError:
        return None
    if abs(value - result.value) > max(result.step * HALF, abs(result.value) * NEAR):
        return None
    return Calculation(
        name=labels[-1],
        inputs=inputs,
        relation=relation,
        said_relation=plain,
        said="" if given else _shown(said),
        result=result,
        unit=unit_of(result) or result.unit.name,
        subject="",
        line=line,
        exact=value == result.value,
        defined=definition.name,
        note=local(definition.given, place.language),
        given=given,
    )


def relation_of(
    definition: Definition, numbers: Sequence[Quantity], result: Quantity, constants: Constants
) -> tuple[str, str] | None:
    """A definition as an expression of its inputs, in the result's unit and as written."""
    fixed = {name: _decimal(value) for name, value in constants.items()}
    bare = {slot.symbol: f"x{place}" for place, slot in enumerate(definition.inputs)}
    in_units = {
        slot.symbol: _converted(f"x{place}", _factor(slot, each))
        for place, (slot, each) in enumerate(zip(definition.inputs, numbers, strict=True))
    }
    try:
        relation = _written(definition.tree, in_units | fixed)
        plain = _written(definition.tree, bare | fixed)
    except KeyError:
        return None
    return _converted(f"({relation})", 1 / _factor(definition.target, result)), plain


def _shown(relation: str) -> str:
    """A relation in words, as people write it."""
    text = relation.replace("**", "^").replace("*", "×").replace(" / ", " ÷ ").replace(PI, "π")
    return re.sub(r"(^|\()0 - ", r"\1-", text)


def _gapped(one: Applied, numbers: Sequence[Said], place: Place) -> str:
    """The sentence of a result with a gap, where it and what stands above tell all inputs."""
    note = one.definition.given
    if (note and not SYMBOLS.fullmatch(note)) or one.result.span.start not in place.sentences:
        return ""
    sentence, result = place.sentences[one.result.span.start]
    source = place.source
    lead = lead_of(sentence.passage, source.title(sentence), source.names, source.habit)
    if lead is None:
        return ""
    own = {each.span.start: at for at, each in enumerate(numbers)}
    above = {
        id(quantity): at
        for quantity in lead.quantities
        for at, each in enumerate(numbers)
        if each.quantity.value == quantity.value and each.quantity.unit == quantity.unit
    }
    terms = [Term(each.quantity, sentence.passage) for each in numbers]
    if not governed(lead, terms):
        return ""
    title = lead.lines[0].text
    target = one.definition.target
    asks = asks_kind_of(title, result.quantity) or target.pattern.search(title)
    if lead.asks and asks and asks_amount(title) and set(above.values()) == set(own.values()):
        return gapped_lead(lead, above)  # it tells all that the result needs
    for window in windows(sentence, result, source.names):
        told = {own[each.span.start] for each in window.shown if each.span.start in own}
        if len(told) < len(window.shown):
            continue  # a number that is no input
        places = above | {id(each.quantity): own[each.span.start] for each in window.shown}
        if len(told | set(above.values())) == len(numbers):
            shown = gapped_window(sentence.passage, window, places, result.quantity)
            return f"{gapped_lead(lead, places)}{LINE}{shown}"
    return ""


def _given(one: Applied) -> dict[str, str]:
    """The one constant of a formula as a problem tells it, in its own unit."""
    told = quantities(one.definition.given)
    if len(one.constants) != 1 or not told or "·" in told[-1].text:
        return {}  # `0.161 s/m · V / A` is a formula, not a unit
    return {name: told[-1].text.strip() for name in one.constants}


def _is_told(one: Applied) -> bool:
    """Whether a statement tells all: constants too, and a formula as people write it."""
    definition, usual = one.definition, one.definition.constants[0]
    plain = all(value == 1 for value in usual.values())
    if plain and one.constants != usual:
        return False  # a factor between units of one name, which no statement tells
    if not plain and (not definition.given or one.constants != usual):
        return False
    return definition.declared or operations(definition.tree) <= MOST_SOLVED


def is_readable(tree: Expression) -> bool:
    """Whether no constant of a formula only turns units into one another."""
    match tree:
        case Constant(value):
            return len(f"{float(value):.12g}".strip("0").replace(".", "")) <= MOST_SHOWN or (
                _decimal(value) == PI
            )
        case Number(quantity):
            return not quantity.value or digits_shown(quantity) <= MOST_SHOWN
        case Function(_, part):
            return is_readable(part)
        case Operation(_, left, right):
            return is_readable(left) and is_readable(right)
        case _:
            return True


def _may_be_asked(one: Applied) -> bool:
    """Whether a number may be asked for: of a plain one, also one that tells enough."""
    result = one.result.quantity
    if may_result(result):
        return True
    plain = replace(result, unit=replace(result.unit, name="1"), hedged=False)
    enough = digits_shown(result) >= PLAIN_DIGITS or result.value >= 10
    return may_result(plain) and (enough or (one.binding.sure and one.named))


def _may_enter(said: Said) -> bool:
    """Whether another number may stand in its place: also in that of one in words or millions."""
    one = said.quantity
    if scale_word(one):
        one = replace(one, readings=(replace(one.readings[0], factor=one.unit.factors[0]),))
    in_words = not any(sign.isdigit() for sign in one.text) and one.value > 1
    if in_words:
        one = replace(one, notation=replace(one.notation, fraction=False))
    return may_enter(one) and not said.operand


def _labels(
    one: Applied, slots: Sequence[Slot], numbers: Sequence[Said], place: Place, text: str
) -> list[str]:
    """What a problem calls the inputs of a definition and its result; empty what has no name.

    Args:
        one: the definition applied.
        slots: of its inputs and its result.
        numbers: of its inputs.
        place: the document.
        text: where a name may stand that no sentence has beside a number.
    """
    target = one.definition.target.symbol
    labels = [
        _label(slot, said, place.language, target, text)
        if one.scope.inline
        else _own(slot, place.language, _head(said))
        for slot, said in zip(slots, (*numbers, one.result), strict=True)
    ]
    if place.language in {"", "en"} and labels[-1] and not tells_quantity(labels[-1]):
        # A head that says what, not how much.
        labels[-1] = one.definition.target.names[0].rstrip("*")
    return labels


def _label(slot: Slot, said: Said, language: str, target: str, text: str) -> str:
    """What a problem calls a quantity: in English by the pack, else by the document's own word."""
    if language in {"", "en"}:
        name = slot.names[0].rstrip("*")
        if not unit_of(said.quantity):
            if not _is_called(slot, said):
                return ""  # a bare number is what its text calls it
            owner, of_the, _ = name.rpartition(" of the ")
            found = _THING.search(said.before)
            if of_the and found and found["thing"] not in owner:
                return f"{owner}{of_the}{found['thing']}"  # of a list, where a name says alphabet
        things = [noun for noun, _ in counted(said.quantity.dimension)]
        if (
            slot.key == NUMBER
            and slot.symbol != target
            and things
            and not any(noun in name for noun in things)
        ):
            return f"number of {unit_of(said.quantity)}"  # of words, where a name says characters
        return name
    near = (m for by in (said.before, said.behind) for m in slot.pattern.finditer(by))
    words = (n for n in slot.names if len(n) > SHORTEST)
    elsewhere = (re.search(rf"\b{re.escape(word)}\b", text) for word in words)
    unit = unit_of(said.quantity).casefold()
    for name in (m[0].strip() for m in (*near, *elsewhere) if m):
        counts = unit and (name.casefold().startswith(unit) or unit.startswith(name.casefold()))
        if len(name) >= SHORTEST and not opens(name) and not counts:
            return name  # no unit: `mole`, of 0.1 mol
    return ""


# A thing by the number of what it holds: `from a list of 7,776`.
_THING = re.compile(r"\ban? (?P<thing>[^\W\d_]{3,}) of\s*$", re.IGNORECASE)


def _is_called(slot: Slot, said: Said) -> bool:
    """Whether a name of a quantity stands beside its number."""
    return any(slot.pattern.search(text) for text in (said.before, said.behind))


# Words of a sentence before a number, which are no head: `volume belong to each weight at`.
_CUT = re.compile(r"\b(?:at|of|for|with|to|by|is|are|bei|mit|von|für|ist|de|à|con)$", re.IGNORECASE)


def _head(said: Said) -> str:
    """What the column of a number is called."""
    # Brackets in front are a name, as of a concentration: `[H₃O⁺] (mol/L)`.
    head = HEAD_UNIT.sub(lambda m: m[0] if m.start() == 0 else "", said.before).strip(" *_`")
    return "" if _CUT.search(head) or CLAUSE.search(head) else head


def _own(slot: Slot, language: str, head: str) -> str:
    """The head of a column; in English the definition's own name where that tells more."""
    name = slot.names[0].rstrip("*") if language in {"", "en"} else ""
    return head if " " in head or not name else name


def _factor(slot: Slot, quantity: Quantity) -> Fraction:
    """Units of a slot in one unit of a number as written."""
    if quantity.unit.name.startswith("%"):
        return Fraction(1, 100)
    return quantity.readings[0].factor / slot.factor


def _converted(text: str, factor: Fraction) -> str:
    if factor == 1:
        return text
    if factor.numerator == 1:
        return f"({text} / {factor.denominator})"
    return f"({text} * {factor})" if factor.denominator == 1 else f"({text} * ({factor}))"


def _written(tree: Expression, names: dict[str, str]) -> str:
    """A tree as an expression, its symbols by other names."""

    def of(node: Expression, *, tight: bool = False) -> str:
        match node:
            case Name(name):
                return names[name]
            case Constant(value):
                return _decimal(value)
            case Number(quantity):
                return _decimal(quantity.value)
            case Function(name, part):
                return f"{_FUNCTIONS[name]}({of(part)})"
            case Operation(sign, left, right):
                raised = "**" if sign == "^" else sign
                text = f"{of(left, tight=True)} {raised} {of(right, tight=True)}"
                return f"({text})" if tight else text

    return of(tree)


def _decimal(value: Fraction) -> str:
    """A constant of a formula; π and its like to as many digits as a float has."""
    if value.denominator == 1 or value.denominator in {2, 4, 5, 8, 10, 100}:
        return str(value) if value.denominator == 1 else f"{float(value):g}"
    return f"{float(value):.12g}"


def _input(label: str, said: Said, *, inline: bool) -> Input:
    quantity = said.quantity
    return Input(
        name=label,
        value=quantity.value,
        unit=unit_of(quantity) if inline else unit_in(quantity, said.before),
        step=quantity.step,
        dimension=core(quantity.dimension),
        fixed=core(quantity.dimension) in PROPERTIES,
    )
