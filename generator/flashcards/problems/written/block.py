"""A block of TOML as a family with one ask."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from typing import Any, Never

from flashcards import patterns as re
from flashcards.problems.chance import Chance
from flashcards.problems.family import (
    EXACT,
    ONE_PERCENT,
    Ask,
    Family,
    Misconception,
    Oracle,
    Parameters,
    ProblemError,
    Tolerance,
)
from flashcards.problems.quantity import Dimension, measured_in, scale
from flashcards.problems.written.arithmetic import EXACT as EXACTLY
from flashcards.problems.written.arithmetic import FLOATS, INTERVALS, Arithmetic
from flashcards.problems.written.draws import Draw, DrawError, Tables, draw_of, rows_of, value_of
from flashcards.problems.written.expression import Expression, ExpressionError, expression
from flashcards.problems.written.template import Filled, TemplateError, template
from flashcards.values import dataclass

KEYS = (
    "id", "title", "difficulty", "statement", "unit", "answer", "check", "checked_by", "tolerance",
    "signed", "choices", "steps", "parameters", "tables", "let", "require", "wrong", "example",
    "samples", "language", "live",
)  # fmt: skip
LIVE_NAMES = ("kv-windows", "kv-latent")
"""What llama.cpp can lay out for a block that asks for it."""
LEVELS = ("junior", "mid", "senior", "staff")
MOST_BYTES = 64_000

# `1 %`, `0.5 min`, `2`: a share of the right value, or an amount in the unit asked.
_TOLERANCE = re.compile(r"(\d+(?:\.\d+)?) ?(%)?(?: .*)?")
_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class _Source:
    """The text of a block and where it stands, for errors."""

    text: str
    path: str
    line: int

    def fail(self, message: str, *, key: str = "", nth: int = 0, hint: str | None = None) -> Never:
        """Raise the error of a key, at its line."""
        raise ProblemError(
            message, path=self.path, line=self.line + self.offset(key, nth), hint=hint
        ) from None

    def offset(self, key: str, nth: int = 0) -> int:
        """Lines from the block's first to the n-th place where a key is set; 0 if there is none."""
        if not key:
            return 0
        # A key at the start of a line or behind a brace or comma, bare or in quotes.
        found = re.compile(
            rf"(?m)^\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*(?:=|\])|[{{,]\s*{re.escape(key)}\s*="
        )
        places = [match.start() for match in found.finditer(self.text)]
        if not places:
            return 0
        at = places[min(nth, len(places) - 1)]
        return self.text[:at].count("\n") + (self.text[at : at + 1] == "\n")


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A wrong way as written."""

    name: str
    value: Expression
    feedback: Filled
    when: Expression | None


@dataclass(slots=True)
class _Block:
    """A block, read."""

    source: _Source
    said: Mapping[str, Any]
    draws: list[Draw] = field(default_factory=list)
    lets: list[tuple[str, Expression]] = field(default_factory=list)
    require: list[Expression] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    # --- values ---------------------------------------------------------------------------------

    def drawn(self, chance: Chance) -> Parameters:
        """A draw of the parameters, with what is computed from them."""
        found: dict[str, Any] = {}
        for draw in self.draws:
            found[draw.name] = draw.one(chance, found)
        return self.values(found)

    def values(self, parameters: Parameters, arithmetic: Arithmetic = EXACTLY) -> Parameters:
        """Parameters with what is computed from them."""
        found = dict(parameters)
        for name, each in self.lets:
            found[name] = each.value(found, arithmetic)
        return found

    # --- parts ----------------------------------------------------------------------------------

    def text(self, key: str, default: str | None = None) -> str:
        """A key whose value is a text."""
        found = self.said.get(key, default)
        if found is None:
            self.source.fail(f"a problem needs “{key}”", hint=_HINTS.get(key))
        if not isinstance(found, str):
            self.source.fail(f"“{key}” must be a text", key=key)
        return found

    def expression(self, text: object, key: str, nth: int = 0) -> Expression:
        """An expression of known names."""
        shown = str(text) if isinstance(text, int | float) and not isinstance(text, bool) else text
        if not isinstance(shown, str):
            self.source.fail(f"“{key}” must be an expression, a text", key=key, nth=nth)
        try:
            found = expression(shown)
        except ExpressionError as why:
            self.source.fail(f"{key}: {why}", key=key, nth=nth)
        self.require_known(found.names, key, nth)
        return found

    def template(self, text: object, key: str, nth: int = 0) -> Filled:
        """A template of known names."""
        if not isinstance(text, str) or not text.strip():
            self.source.fail(f"“{key}” must be a text that is not empty", key=key, nth=nth)
        try:
            found = template(text)
        except TemplateError as why:
            offset = self.source.offset(key, nth)
            opened = self.source.text.splitlines()[offset].rstrip().endswith(('"""', "'''"))
            where = self.source.line + offset + opened + why.line - 1
            raise ProblemError(f"{key}: {why}", path=self.source.path, line=where) from None
        self.require_known(found.names, key, nth)
        return found

    def require_known(self, names: frozenset[str], key: str, nth: int = 0) -> None:
        """Every name must be a parameter or a value computed before."""
        for name in sorted(names - self.known):
            self.source.fail(
                f"{key}: there is no “{name}”",
                key=key,
                nth=nth,
                hint=f"known are {', '.join(sorted(self.known)) or 'none'}; "
                "set it under [parameters] or [let]",
            )


_HINTS = {
    "title": 'title = "Servers for a load"',
    "statement": 'statement = "A service gets {{ load }} requests a second …?"',
    "answer": 'answer = "ceil(load / each)"',
}


def written_family(text: str, *, path: str, line: int, tables: Tables | None = None) -> Family:
    """The family, with one ask, that a block of TOML describes; tried, so that it is sound.

    Args:
        text: the block, without its fence.
        path: the file.
        line: the line of the file on which the block begins.
        tables: tables that it may draw from beside its own.

    Raises:
        ProblemError: it is not a sound problem; names the line and says what is missing.
    """
    block = _read(text, path=path, line=line, tables=tables or {})
    ask = _ask(block)
    family = Family(name=ask.name, title=ask.title, asks=(ask,))
    _try(block, family)
    return family


def written_ask(text: str, *, path: str, line: int, tables: Tables | None = None) -> Ask:
    """The ask that a block describes, for a family that has others; not tried yet.

    Raises:
        ProblemError: as `written_family`.
    """
    return _ask(_read(text, path=path, line=line, tables=tables or {}))


def _read(text: str, *, path: str, line: int, tables: Tables) -> _Block:
    source = _Source(text, path, line)
    if len(text) > MOST_BYTES:
        source.fail(f"a problem may have {MOST_BYTES:,} characters")
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        found = re.search(r"line (\d+)", str(why))
        raise ProblemError(
            f"this is no TOML: {why}",
            path=path,
            line=line + (int(found[1]) - 1 if found else 0),
            hint="texts stand in quotes, lists in brackets; keys before the first [table]",
        ) from None
    except RecursionError:
        source.fail("this is no TOML: nested too deep")
    for key in said:
        if key not in KEYS:
            source.fail(f"there is no key “{key}”", key=key, hint=f"keys are {', '.join(KEYS)}")
    if said.get("live", LIVE_NAMES[0]) not in LIVE_NAMES:
        source.fail("llama.cpp lays out no such thing", key="live", hint=", ".join(LIVE_NAMES))
    block = _Block(source, said)
    _read_draws(block, tables)
    _read_lets(block)
    conditions = said.get("require", [])
    if not isinstance(conditions, list):
        conditions = [conditions]
    block.require = [block.expression(one, "require") for one in conditions]
    return block


def _table_of(block: _Block, key: str) -> Mapping[str, Any]:
    found = block.said.get(key, {})
    if not isinstance(found, dict):
        block.source.fail(f"“{key}” must be a table: [{key}]", key=key)
    return found


def _read_draws(block: _Block, tables: Tables) -> None:
    known: dict[str, Sequence[Any]] = dict(tables)
    for name, rows in _table_of(block, "tables").items():
        try:
            known[name] = rows_of(name, rows)
        except DrawError as why:
            block.source.fail(str(why), key=f"tables.{name}")
    for name, said in _table_of(block, "parameters").items():
        if not _NAME.fullmatch(name):
            block.source.fail(
                f"“{name}” is no name", key=name, hint="small letters, digits and _ only"
            )
        try:
            block.draws.append(draw_of(name, said, known, [d.name for d in block.draws]))
        except DrawError as why:
            block.source.fail(f"parameter “{name}”: {why}", key=name)
        block.known.add(name)
    if not block.draws:
        block.source.fail(
            "a problem needs parameters that differ",
            hint="[parameters], then a line each: load = [200, 500, 1000]",
        )


def _read_lets(block: _Block) -> None:
    for name, said in _table_of(block, "let").items():
        if not _NAME.fullmatch(name) or name in block.known:
            block.source.fail(f"“{name}” is no name, or is one already", key=name)
        block.lets.append((name, block.expression(said, name)))
        block.known.add(name)


def _ask(block: _Block) -> Ask:
    title, unit = block.text("title"), block.text("unit", "")
    said_choices = block.said.get("choices")
    dimension = Dimension.CHOICE if said_choices is not None else measured_in(unit)
    times = scale(dimension, unit) if dimension is not Dimension.CHOICE else Fraction(1)
    block.text("answer") if not isinstance(block.said.get("answer"), int | float) else None
    answer = block.expression(block.said.get("answer"), "answer")
    level = block.text("difficulty", "mid")
    if level not in LEVELS:
        block.source.fail(f"“{level}” is no difficulty", key="difficulty", hint=", ".join(LEVELS))
    statement = block.template(block.text("statement"), "statement")
    steps = [block.template(one, "steps") for one in _list_of(block, "steps")]
    wrong = _wrong_ways(block)
    choices = [block.template(one, "choices") for one in said_choices or ()]

    language = block.text("language", "")

    def solve(parameters: Parameters) -> Fraction:
        return answer.number(parameters) * times

    def accepts(parameters: Parameters) -> bool:
        return all(one.holds(parameters) for one in block.require)

    def found_wrong(parameters: Parameters) -> tuple[Misconception, ...]:
        return tuple(_found(wrong, parameters, times, language))

    return Ask(
        name=_id(block, title),
        title=title,
        dimension=dimension,
        unit=unit,
        statement=lambda p: statement.fill(p, language),
        parameters=block.drawn,
        solve=solve,
        oracles=_oracles(block, answer, times),
        steps=lambda p: tuple(step.fill(p, language) for step in steps),
        misconceptions=found_wrong,
        example=_example(block),
        samples=_samples(block),
        tolerance=_tolerance(block, dimension, answer),
        choices=(lambda p: tuple(c.fill(p, language) for c in choices)) if choices else None,
        accepts=accepts,
        signed=block.said.get("signed") is True,
        difficulty=level,
        language=language,
        fewest_wrong=min(3, len(wrong)),
    )


def _id(block: _Block, title: str) -> str:
    said = block.text("id", "") or title.lower()
    found = _SLUG.sub("-", said).strip("-")
    if not found:
        block.source.fail("this title gives no name", key="title", hint='add id = "a-name"')
    return found


def _list_of(block: _Block, key: str) -> list[Any]:
    found = block.said.get(key, [])
    if not isinstance(found, list):
        block.source.fail(f"“{key}” must be a list", key=key)
    return found


def _wrong_ways(block: _Block) -> list[_Wrong]:
    found = []
    for nth, way in enumerate(_list_of(block, "wrong")):
        if not isinstance(way, dict) or "value" not in way or "say" not in way:
            block.source.fail(
                "a wrong way needs “value” and “say”",
                key="wrong",
                nth=nth,
                hint='[[wrong]], value = "load / each", say = "You rounded down."',
            )
        say = block.template(way["say"], "say", nth)
        when = block.expression(way["when"], "when") if "when" in way else None
        name = str(way.get("name") or f"wrong-{nth + 1}")
        found.append(_Wrong(name, block.expression(way["value"], "value", nth), say, when))
    return found


def _found(
    ways: Sequence[_Wrong], values: Mapping[str, Any], times: Fraction, language: str
) -> list[Misconception]:
    found = []
    for way in ways:
        if way.when is not None and not way.when.holds(values):
            continue
        try:
            value = way.value.number(values) * times
        except ExpressionError:
            continue  # this draw does not let anyone go that way: a division by nought, say
        found.append(
            Misconception(name=way.name, value=value, feedback=way.feedback.fill(values, language))
        )
    return found


def _oracles(block: _Block, answer: Expression, times: Fraction) -> tuple[Oracle, ...]:
    """Other arithmetics for the answer, and the second way if the author gives one."""

    def in_floats(parameters: Parameters) -> float:
        found = answer.value(block.values(parameters, FLOATS), FLOATS)
        return float(Fraction(found) * times)

    def in_intervals(parameters: Parameters) -> Fraction:
        exact = answer.number(parameters)
        found = answer.value(block.values(parameters, INTERVALS), INTERVALS)
        within = Fraction(found.low) <= exact <= Fraction(found.high)
        return (exact if within else INTERVALS.middle(found)) * times

    oracles = [
        Oracle(name="floats", compute=in_floats),
        Oracle(name="intervals", compute=in_intervals),
    ]
    if "check" in block.said:
        check = block.expression(block.said["check"], "check")
        if check.text.replace(" ", "") == answer.text.replace(" ", ""):
            block.source.fail("the second way is the first", key="check")
        oracles.insert(
            0,
            Oracle(
                name=block.text("checked_by", "a second way"),
                compute=lambda p: check.number(p) * times,
            ),
        )
    return tuple(oracles)


def _tolerance(block: _Block, dimension: Dimension, answer: Expression) -> Tolerance:
    said = block.said.get("tolerance")
    if said is None:
        whole = answer.text.startswith(("ceil(", "floor(", "first(", "last(", "round("))
        return EXACT if whole or dimension is Dimension.CHOICE else ONE_PERCENT
    if said == "exact":
        return EXACT
    found = _TOLERANCE.fullmatch(str(said))
    if not found:
        block.source.fail(
            f"“{said}” is no tolerance", key="tolerance", hint='"exact", "2 %" or "0.5"'
        )
    amount = Fraction(found[1])
    return Tolerance(relative=amount / 100) if found[2] else Tolerance(absolute=amount)


def _example(block: _Block) -> Callable[[], Parameters]:
    said = _table_of(block, "example")
    if not said:
        return lambda: block.drawn(Chance("example"))
    values: dict[str, Any] = {}
    for draw in block.draws:
        if draw.name not in said:
            block.source.fail(f"the example has no “{draw.name}”", key="example")
        values[draw.name] = _of_row(draw, value_of(said[draw.name]))
    return lambda: block.values(values)


def _of_row(draw: Draw, value: Any) -> Any:
    """The row of that name, where rows are drawn."""
    if isinstance(value, str):
        return next((row for row in draw.options if getattr(row, "name", None) == value), value)
    return value


def _samples(block: _Block) -> tuple[tuple[str, bool | None], ...]:
    said = _table_of(block, "samples")
    grades = {"right": True, "wrong": False, "unreadable": None}
    if unknown := set(said) - set(grades):
        block.source.fail(
            f"samples have no “{unknown.pop()}”", key="samples", hint=", ".join(grades)
        )
    return tuple((str(text), grades[kind]) for kind, texts in said.items() for text in texts)


TRIED = 12
"""Variants that a block must give before it is a problem."""


def _try(block: _Block, family: Family) -> None:
    """Draw some variants: what the author must mend is told with the block's line."""
    from flashcards.problems.variant import check, draw

    statements: set[str] = set()
    for seed in range(TRIED):
        try:
            variant = draw(family, seed)
            check(variant)
        except (ExpressionError, TemplateError) as why:
            block.source.fail(str(why), key="answer")
        except ProblemError as why:
            block.source.fail(
                str(why),
                key="check" if "differs" in str(why) else "parameters",
                hint="let parameters differ more, or relax require; the answer must not be that "
                "of a wrong way"
                if "sound" in str(why)
                else "answer and check must agree",
            )
        if variant.choices and not (
            variant.value.denominator == 1 and 0 <= variant.value < len(variant.choices)
        ):
            block.source.fail("the answer is the index of no choice, from 0", key="answer")
        statements.add(variant.statement)
    if len(statements) < 2:
        block.source.fail("every draw gives the same statement", key="statement")
