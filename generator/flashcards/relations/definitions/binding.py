"""Which number near a result is which input of a formula: by its name, or by a unit of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flashcards import patterns as re
from flashcards.quantities import NUMBER, Bound
from flashcards.relations.definitions.entries import Definition, Slot
from flashcards.relations.definitions.scopes import Said, Scope
from flashcards.relations.values import core, digits_shown
from flashcards.values import dataclass

NEAR_LEVELS = 2
"""Of a scope: those of the sentence itself."""

MOST_BEHIND = 2
"""Words between a number and its name behind it: `80 ms of round-trip latency`."""
NEAREST, FARTHEST = 100, 12
"""How much a word between a number and its name counts against letters; how many do at most."""
MOST_BEFORE_GIVEN = 24
# How a condition opens a sentence, and how one follows a result.
_GIVEN = re.compile(
    r"^\W*(?:with|at|if|when|for|of|from|given|bei|mit|wenn|für|avec|à|si|pour|con|a|para|com|se)\b",
    re.IGNORECASE,
)
_OVER = re.compile(r"\b(?:over|über|sur|sobre)\s*$", re.IGNORECASE)
# What stands between the name of a count and it.
_COPULA = re.compile(
    r"\s*(?:(?:is|are|was|of|equals?|becomes?|gives?|will be|would be|ist|sind|wird|wäre|von|est|sont|de|vaut|serait|"
    r"es|son|sería|é|são|seria|about|some|then|only|=|≈|~|:|→|—|–|\|)\s*)*[~≈<>≤≥*_`(]*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:with|at|from|for|if|when|results?|bei|mit|aus|für|avec|à|pour|con|para|com)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Input:
    """A number as an input.

    Attributes:
        said: the number.
        named: whether its name or symbol stands beside it; else only its unit tells.
        level: where it stands in the scope.
    """

    said: Said
    named: bool
    level: int


@dataclass(frozen=True, slots=True)
class Binding:
    """A number for each input of a definition.

    Attributes:
        inputs: in the order of the definition's.
        sure: whether nothing else in reach could be any of them.
    """

    inputs: tuple[Input, ...]
    sure: bool

    @property
    def pattern(self) -> tuple[bool, ...]:
        """Which of them stand in the sentence: cases of one law are alike in that."""
        return tuple(one.level < NEAR_LEVELS for one in self.inputs)


def measures(slot: Slot, said: Said) -> bool:
    """Whether a number measures what a slot does."""
    if slot.key == "%":
        value = said.quantity.readings[0].value
        share = said.quantity.unit.name.startswith("%")  # also 5% a year
        return share or (said.key == NUMBER and 0 <= value <= 1)
    if slot.key == NUMBER:
        # What is only counted is a number as well.
        return said.key != "%" and not core(said.quantity.dimension)
    return said.key == slot.key


def called(slot: Slot, said: Said) -> int:
    """How well a name or symbol of a slot fits a number: the nearer, the longer; 0 for none.

    Below `NEAREST` where only a preposition leads to it, as most numbers have one.
    """
    pattern = slot.pattern
    found = [
        _score(match[0], len(said.before[match.end() :].split()))
        for match in pattern.finditer(said.before)
    ]
    if slot.equated.search(said.before):
        found.append(NEAREST * FARTHEST + 1)
    if match := pattern.search(said.noun):
        found.append(_score(match[0], 0))
    if match := pattern.search(said.behind):
        between = len(said.behind[: match.start()].split())
        if between <= (MOST_BEHIND if slot.key else 0):
            found.append(_score(match[0], between))
    return max(found, default=0)


def is_named_result(slot: Slot, said: Said) -> bool:
    """Whether a number is called what a slot gives: of a count, by the words right beside it."""
    if slot.key != NUMBER:
        return called(slot, said) >= NEAREST
    pattern = slot.pattern
    if slot.equated.search(said.before) or pattern.search(said.noun):
        return True
    if (match := pattern.search(said.behind)) and not said.behind[: match.start()].strip():
        return True
    labelled = said.before.rstrip(" *_`").endswith((":", "=", "→"))
    return any(
        labelled or _COPULA.match(said.before, one.end()) for one in pattern.finditer(said.before)
    )


# What a result stands right behind, as what is said of a subject: `the EIRP of a radio with 17 dBm is`.
IS = re.compile(
    r"(?:[:=≈→]|\b(?:is|are|makes?|gives?|becomes?|equals?|has|takes?|needs?|ist|sind|gibt|ergibt|wird|werden|beträgt|est|"
    r"sont|donne|fait|vaut|es|son|da|è|é))\s*(?:only |about |then |nur |dann |de |rund )?[*_~≈]*$",
    re.IGNORECASE,
)


def is_predicate(slot: Slot, scope: Scope) -> bool:
    """Whether a result is what a sentence says of the thing that it begins with: what a slot gives."""
    if not scope.inline or not IS.search(scope.result.before):
        return False
    at = scope.sentence.find(scope.result.quantity.text)
    return slot.pattern.search(scope.sentence[: max(0, at)]) is not None


def _score(name: str, between: int) -> int:
    if name.casefold() in _PREPOSITIONS:
        return 1
    return NEAREST * max(1, FARTHEST - between) + len(name)


_PREPOSITIONS = frozenset(
    [
        "of",
        "at",
        "for",
        "in",
        "on",
        "with",
        "over",
        "per",
        "de",
        "bei",
        "mit",
        "für",
        "à",
        "en",
        "con",
        "a",
        "pour",
        "von",
        "avec",
        "por",
        "sur",
        "um",
        "an",
        "auf",
    ]
)


def usable(said: Said) -> bool:
    """Whether a number has one value that may be computed with."""
    one = said.quantity
    across = one.bound is Bound.MORE and _OVER.search(said.before)  # `over 8 GPUs`, `over 5 years`
    return (
        not said.operand
        and one.range is None
        and one.tolerance is None
        and (one.bound is Bound.NONE or bool(across))
    )


def bound(definition: Definition, scope: Scope) -> Binding | None:
    """The input for each slot of a definition; None where one is missing or not to be told."""
    levels: Sequence[Sequence[Said]] = scope.levels
    if not levels[0] and fronted(definition, scope):
        levels = (scope.following, *levels[1:])
    found: dict[str, Input] = {}
    for slot in definition.inputs:
        one = _by_name(slot, definition, levels)
        if one is _UNCLEAR:
            return None
        if isinstance(one, Input):
            found[slot.symbol] = one
    if len({id(one.said) for one in found.values()}) < len(found):
        return None
    for slot in definition.inputs:
        if slot.symbol in found:
            continue
        one = _by_unit(slot, definition, levels, found)
        if not isinstance(one, Input):
            return None
        found[slot.symbol] = one
    inputs = tuple(found[slot.symbol] for slot in definition.inputs)
    if any(not usable(one.said) for one in inputs):
        return None
    return Binding(inputs, _sure(definition, inputs, levels, scope))


def fronted(definition: Definition, scope: Scope) -> bool:
    """Whether a result stands before what it follows from: `15 W burn at 5 V and 3 A`."""
    return (
        definition.declared
        and bool(scope.following)
        and _GIVEN.search(scope.text[:MOST_BEFORE_GIVEN]) is None
        and _FROM.search(scope.result.behind) is not None
    )


_UNCLEAR = object()


def _by_name(
    slot: Slot, definition: Definition, levels: Sequence[Sequence[Said]]
) -> Input | object | None:
    for level, numbers in enumerate(levels):
        named = [
            one
            for one in numbers
            if not one.operand and measures(slot, one) and _is_called(slot, one, definition)
        ]
        if not named and slot.key not in {NUMBER, "%"} and _alone(slot, definition):
            # What stands nearer and measures the same is another case.
            if any(one.key == slot.key and not one.operand for one in numbers):
                return None
        if named:
            if len({one.value for one in named}) > 1:
                return _UNCLEAR
            return Input(named[-1], called(slot, named[-1]) >= NEAREST, level)
    return None


def _is_called(slot: Slot, said: Said, definition: Definition) -> bool:
    """Whether no other slot's name fits a number better: a forward voltage is not the voltage."""
    own = called(slot, said)
    return own > 0 and all(
        other is slot or other.key != slot.key or called(other, said) <= own
        for other in (*definition.inputs, definition.target)
    )


def _by_unit(
    slot: Slot,
    definition: Definition,
    levels: Sequence[Sequence[Said]],
    found: Mapping[str, Input],
) -> Input | object | None:
    if slot.key in {NUMBER, "%"}:
        return None
    counted = isinstance(slot.key, tuple) and not core(slot.key) and _alone(slot, definition)
    taken = {id(one.said) for one in found.values()}
    values = {one.said.value for one in found.values()}
    for level, numbers in enumerate(levels):
        left = [
            one
            for one in numbers
            if not one.operand
            and id(one) not in taken
            and one.key == slot.key
            and one.value not in values
            and not _called_else(one, slot, definition)
        ]
        if left:
            if len({one.value for one in left}) > 1:
                return _UNCLEAR
            return Input(left[-1], counted, level)
    return None


def _alone(slot: Slot, definition: Definition) -> bool:
    """Whether no other slot of a definition measures the same."""
    return all(
        other is slot or other.key != slot.key for other in (*definition.inputs, definition.target)
    )


def _called_else(said: Said, slot: Slot, definition: Definition) -> bool:
    return any(
        other is not slot and other.key == slot.key and called(other, said)
        for other in definition.inputs
    )


def _sure(
    definition: Definition,
    inputs: Sequence[Input],
    levels: Sequence[Sequence[Said]],
    scope: Scope,
) -> bool:
    """Whether each input governs the result and is named, or is the only one of its unit."""
    values = {one.said.value for one in inputs}
    # What is only counted is met in a paragraph under many conditions: it must stand beside.
    bare = definition.target.key in {NUMBER, "%"}
    for slot, one in zip(definition.inputs, inputs, strict=True):
        if one.level == scope.near:  # another item of its list, which tells of the same thing
            alone = not any(called(definition.target, each) for each in levels[scope.near])
            if not (one.named and alone):
                return False
        elif one.level > scope.near or (bare and one.level == NEAR_LEVELS):
            return False
        if not one.named and not _alone(slot, definition):
            return False
        if one.named and slot.key in {NUMBER, "%"}:
            continue
        rivals = {
            other.value
            for numbers in levels[: one.level + 1]
            for other in numbers
            if other.key == slot.key and other.value not in values
        }
        if rivals:
            return False
    return True


# What sets a number against another one: it is no case of its own.
_AGAINST = re.compile(
    r"\b(?:more|less|fewer|longer|shorter|higher|lower|larger|smaller|extra|additional|further|another|"
    r"adds?|saves?|doubles?|doubled|twice|half|halves|halved|triples?|together|"
    r"mehr|weniger|länger|kürzer|höher|niedriger|zusätzlich\w*|weitere\w*|doppelt\w*|halb\w*|zusammen|"
    r"plus|moins|davantage|double|moitié|ajoute|más|menos|añade|doble|mitad|mais|più|meno)\b",
    re.IGNORECASE,
)
BESIDE = 24
"""Letters round a number among which such a word is looked for."""


def is_set_against(said: Said) -> bool:
    """Whether a number tells by how much something differs, or of something twice or half."""
    return _AGAINST.search(f"{said.before[-BESIDE:]} {said.behind[:BESIDE]}") is not None


def tells(said: Said) -> bool:
    """Whether a number says enough to hold a formula: two digits or more."""
    return digits_shown(said.quantity) > 1
