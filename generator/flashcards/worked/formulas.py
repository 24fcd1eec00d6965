"""Formulas with symbols and the values that a document gives them: `n = m/M` for m = 36 g."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from flashcards import patterns as re
from flashcards.quantities import Quantity, quantities
from flashcards.quantities.model import PLAIN
from flashcards.relations.statements import Section, Sentence, Term
from flashcards.relations.values import core, counted
from flashcards.values import dataclass
from flashcards.worked.calculation import Calculation
from flashcards.worked.implied import Source, input_of_term, may_enter, may_result
from flashcards.worked.named import subject_of
from flashcards.worked.sides import Leaf, side_in_numbers
from flashcards.worked.symbols import meaning_of
from flashcards.worked.units import related, unit_of

MOST_NAMES = 5
MOST_TOKENS = 40
LONGEST_NAME = 14
LONGEST_SYMBOL = 2

_NAME = r"[^\W\d_][\w₀-₉']*"
# `E = ½ m v²`, up to what no formula has; the name may stand in a power of its own.
_FORMULA = re.compile(
    rf"(?<![\w=/])(?P<name>{_NAME})(?P<power>[²³]|\^[23])?\s*=\s*(?P<right>[^=≈:;,≥≤<>\n]+)"
)
_TOKEN = re.compile(
    rf"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<raised>[²³]|\^\s?\d)|(?P<sign>[-−–+×·⋅*/÷^()])|(?P<half>½)|(?P<root>√\s*\()"
    rf"|(?P<pi>π)|(?P<name>{_NAME}))"
)
# A small word between two things with no sign beside it: `a = 5 y b = 3`.
_SMALL = re.compile(r"(?<=[\w)])\s+(?:y|e|o|a|u|et|and|und|or|with|ou|con|com)\s+(?=[\w(])")
_SIGNS = {"−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "÷": "/", "^": "**"}
# A name right before its value: `h = 0.98`, `MTBF 720 h`, `a rate of 5`.
_GIVEN = re.compile(rf"(?<![\w^])(?P<name>{_NAME})\s*(?:[=:]|of|is)?\s*$")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: its name, its right side as written, and as a person would read it."""

    name: str
    power: int
    text: str


def formula_calculations(
    section: Section, source: Source, around: Sequence[Section] = ()
) -> Iterator[Calculation]:
    """The formulas of a section with the cases that give them values and a result.

    Args:
        section: with formula and case.
        source: the document.
        around: sections before it, which may tell what its symbols mean.
    """
    for one in _of_section(section, source):
        yield _told(one, (section, *around))


def _of_section(section: Section, source: Source) -> Iterator[Calculation]:
    yield from _chained(section, source)
    for formula in _formulas(section):
        known: dict[str, Term] = {}
        for sentence in section.sentences:
            if sentence.measured:
                continue
            given, rest = _given(sentence, source)
            before = dict(known)
            known.update(given)
            if not given or not sentence.asserted:
                continue
            units = _units_told(section)
            made = _case(formula, {**before, **given}, given, rest, source, units)
            if made is not None:
                title = subject_of(source.title(sentence))
                yield replace(made, line=source.line(sentence), subject=title)
                break


def _chained(section: Section, source: Source) -> Iterator[Calculation]:
    """Formulas whose numbers stand behind them in the same order: `C = 6ND = 6 · 7 · 2 = 84`."""
    for sentence in section.sentences:
        text = sentence.text.replace("$", "")
        if not sentence.asserted or sentence.measured or text.count("=") + text.count("≈") < 2:
            continue
        for found in _FORMULA.finditer(text):
            right = _plainly(found["right"].strip())
            parts = re.split(r"\s*[=≈]\s*", text[found.end() :].lstrip(" =≈"), maxsplit=2)
            numbers = side_in_numbers(_spaced(parts[0]), source.habit)
            names = _leaves_of(right)
            if len(parts) < 2 or numbers is None or not names or found["power"]:
                continue
            values = [one.quantity for one in numbers if isinstance(one, Leaf)]
            bound = _bound(names, values)
            result = _result_of(parts[1], source)
            if bound is None or result is None or not all(map(may_enter, bound.values())):
                continue
            if _is_wrong(sentence, (*bound.values(), result), source):
                continue
            formula = Formula(found["name"], 1, right)
            known = {name: Term(one, sentence.passage) for name, one in bound.items()}
            read = read_formula(formula, known, source)
            if read is None:
                continue
            relation, leaves, used = read
            if not _is_measured(bound.values(), result):
                continue
            inputs = [
                replace(input_of_term(known[name], place), name=name)
                for place, name in enumerate(used)
            ]
            made = related(
                formula.name, inputs, relation, leaves, result, line=0,
                said=f"{formula.name} = {formula.text}",
            )  # fmt: skip
            if made is not None:
                title = subject_of(source.title(sentence))
                yield replace(made, formula=True, line=source.line(sentence), subject=title)


def _told(one: Calculation, sections: Sequence[Section]) -> Calculation:
    """A formula whose symbols are called what the text around it calls them."""
    sentences = [sentence for section in sections for sentence in section.sentences]
    texts = [sentence.text.replace("$", "") for sentence in sentences]
    counts = [term.quantity for sentence in sentences for term in sentence.terms]
    inputs = []
    for each in one.inputs:
        alike = (two for two in counts if two.readings[0].value == each.value)
        things = (
            unit_of(two) for two in alike if not core(two.dimension) and counted(two.dimension)
        )
        thing = next(things, "").split()
        meaning = meaning_of(each.name, thing[-1] if thing else "", texts)
        inputs.append(replace(each, meaning=meaning))
    return replace(one, inputs=tuple(inputs))


def _is_measured(values: Collection[Quantity], result: Quantity) -> bool:
    """Whether units tell what the numbers measure, where they tell what comes out."""
    bare = sum(one.unit == PLAIN for one in values)
    return bare == len(values) if result.unit == PLAIN else 2 * bare <= len(values)


def _spaced(text: str) -> str:
    """Numbers with blanks round the signs between them, as their reader wants them."""
    return re.sub(r"\s*([×·⋅*/÷])\s*", r" \1 ", text).replace("⋅", "·")


def symbols_of(right: str) -> list[str]:
    """The symbols of a right side, each once; empty where it is none."""
    return [one for one in dict.fromkeys(_leaves_of(right)) if one[0].isalpha() and one != "π"]


def _leaves_of(right: str) -> list[str]:
    """Names and numbers of a right side in order, `ND` as two names; empty where it is none."""
    found: list[str] = []
    for kind, text in _tokens(right):
        if kind == "name":
            found += [text] if not _SIDE_BY_SIDE.fullmatch(text) else list(text)
        elif kind in {"number", "half", "pi"}:
            found.append(text)
    return found if any(one[0].isalpha() for one in found) else []


# Symbols of one letter side by side: `ND`, `mgh`; a word that is not one is left as it is.
_SIDE_BY_SIDE = re.compile(r"[^\W\d_]{2,3}")


def _bound(names: Sequence[str], values: Sequence[Quantity | None]) -> dict[str, Quantity] | None:
    """Which number each name stands for; None where the two sides do not go together."""
    if len(names) != len(values):
        return None
    found: dict[str, Quantity] = {}
    for name, value in zip(names, values, strict=True):
        if value is None:
            return None
        if name == "π":
            continue
        if not name[0].isalpha():
            if value.value != (Fraction(1, 2) if name == "½" else Fraction(name)):
                return None
        elif found.setdefault(name, value).value != value.value:
            return None
    return found


def _result_of(text: str, source: Source) -> Quantity | None:
    """The number that stands behind the last sign, with its unit."""
    found = quantities(text, habit=source.habit)
    if not found or text[: found[0].start].strip(" ~≈"):
        return None
    return found[0] if _is_result(found[0]) else None


def _is_wrong(sentence: Sentence, used: Sequence[Quantity], source: Source) -> bool:
    """Whether the checker refutes a number of a sentence that has one of these values."""
    values = {one.value for one in used}
    return any(
        term.span.start in source.wrong and term.quantity.value in values for term in sentence.terms
    )


def _formulas(section: Section) -> Iterator[Formula]:
    for sentence in section.sentences:
        text = sentence.text.replace("$", "") if "=" in sentence.text else ""
        for found in _FORMULA.finditer(text):
            right = re.sub(r"[\s.]+$", "", found["right"])
            while right and not _tokens(right):
                right = right.rpartition(" ")[0]  # words behind the formula
            names = set(re.findall(_NAME, right))
            if (
                names
                and found["name"] not in names
                and (len(names) > 1 or re.search(r"[-+×·*/^²³]", right))
            ):
                power = {"": 1, "²": 2, "³": 3, "^2": 2, "^3": 3}[found["power"] or ""]
                yield Formula(found["name"], power, _plainly(right))


def _plainly(text: str) -> str:
    """A right side without the brackets that a fraction of TeX leaves around everything."""
    while text.startswith("(") and text.endswith(")") and _closes_last(text):
        text = text[1:-1].strip()
    return re.sub(r"(?<![\w₀-₉'])\((\w+)\)", r"\1", text)


def _closes_last(text: str) -> bool:
    """Whether the first bracket closes at the end."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return at == len(text) - 1
    return False


def _tokens(text: str) -> list[tuple[str, str]]:
    """The tokens of a right side; empty where it is none."""
    found: list[tuple[str, str]] = []
    at = 0
    text = text.strip()
    while at < len(text):
        match = None if _SMALL.match(text, at) else _TOKEN.match(text, at)
        if not match or len(found) > MOST_TOKENS:
            return []
        found.append((str(match.lastgroup), match[0].strip()))
        at = match.end()
    words = sum(kind == "name" and len(text) > LONGEST_NAME for kind, text in found)
    return [] if words else found


def _given(sentence: Sentence, source: Source) -> tuple[dict[str, Term], list[Term]]:
    """Names with their values, and the other numbers of a sentence."""
    given: dict[str, Term] = {}
    rest: list[Term] = []
    text = sentence.passage.text
    for term in sentence.terms:
        match = _GIVEN.search(
            text[max(sentence.start, term.quantity.start - 40) : term.quantity.start]
        )
        right = term.span.start not in source.wrong
        if match and may_enter(term.quantity) and right:
            given.setdefault(match["name"], term)
        rest.append(term)
    return given, rest


def _case(  # noqa: PLR0917 - a formula, and what is known of it
    formula: Formula,
    known: Mapping[str, Term],
    own: Mapping[str, Term],
    rest: Sequence[Term],
    source: Source,
    units: Mapping[str, str],
) -> Calculation | None:
    """A formula with values, if the number behind them is what comes out.

    Args:
        formula: with its symbols.
        known: values of symbols, up to here.
        own: those that the sentence gives.
        rest: all numbers of the sentence.
        source: the document.
        units: in which symbols are told to be: `the period P in years`.
    """
    read = read_formula(formula, known, source)
    if read is None:
        return None
    relation, leaves, used = read
    if not set(used) & set(own) or len(used) > MOST_NAMES:
        return None
    inputs = [
        replace(input_of_term(known[name], place), name=name) for place, name in enumerate(used)
    ]
    last = max(term.quantity.end for name, term in own.items() if name in used)
    for term in rest:
        quantity = term.quantity
        bare = quantity.unit != PLAIN and all(one.unit == PLAIN for one in leaves)
        told = {formula.name, *used} <= units.keys()
        if bare and not (told and units[formula.name] in unit_of(quantity)):
            continue  # which units the symbols stand for is not said
        if quantity.start < last or not _is_result(quantity) or term.span.start in source.wrong:
            continue
        shown = f"{formula.name}{_POWERS[formula.power]} = {formula.text}"
        if bare:
            inputs = [replace(each, unit=units[each.name]) for each in inputs]
        found = related(formula.name, inputs, relation, leaves, quantity, line=0, said=shown)
        return None if found is None else replace(found, formula=True)
    return None


# In which unit a symbol is: `the semi-major axis a in au`.
_IN = re.compile(rf"(?<!\w)(?P<name>{_NAME}) in (?P<unit>[^\W\d_]{{1,8}}[²³]?)(?=[\s,.;:)]|$)")


def _units_told(section: Section) -> dict[str, str]:
    """The units that symbols of a section are told to be in."""
    return {
        found["name"]: found["unit"]
        for sentence in section.sentences
        for found in _IN.finditer(sentence.text.replace("$", ""))
        if len(found["name"]) <= LONGEST_SYMBOL
    }


_POWERS = {1: "", 2: "²", 3: "³"}


def _is_result(one: Quantity) -> bool:
    return may_result(replace(one, unit=one.unit if one.unit != PLAIN else _ANY))


_ANY = quantities("1 m")[0].unit


def read_formula(
    formula: Formula, known: Mapping[str, Term], source: Source
) -> tuple[str, list[Quantity], list[str]] | None:
    """The relation of a formula whose names all have values."""
    parts: list[str] = []
    leaves: list[Quantity] = []
    used: list[str] = []

    number = quantities("1", habit=source.habit)[0]

    def operand(text: str, one: Quantity | None = None) -> None:
        if parts and (parts[-1] == ")" or parts[-1][-1].isalnum()):
            parts.append("*")  # side by side is multiplied
        parts.append(text)
        if one is not None:
            leaves.append(one)

    for kind, text in _tokens(formula.text):
        match kind:
            case "name":
                names = _names_in(text, known)
                if not names:
                    return None
                for name in names:
                    used += [name] if name not in used else []
                    operand(f"x{used.index(name)}", known[name].quantity)
            case "number" | "half" | "pi":
                operand({"½": "1/2", "π": "355/113"}.get(text, text), number)
            case "raised":
                parts += ["**", {"²": "2", "³": "3"}.get(text, text[-1])]
            case _ if text.endswith("("):
                operand("sqrt(" if kind == "root" else "(")
            case _:
                parts.append(_SIGNS.get(text, text))
    relation = " ".join(parts)
    if formula.power > 1:
        relation = f"( {relation} ) ** (1/{formula.power})"
    return relation, leaves, used


def _names_in(text: str, known: Mapping[str, Term]) -> list[str]:
    """A name, or names side by side as in `RC`; none where one has no value."""
    if text in known:
        return [text]
    if len(text) <= MOST_NAMES and all(one in known for one in text):
        return list(text)
    return []
