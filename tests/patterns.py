"""Every regular expression of the program, and texts that make one go back again and again."""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as c  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, cast

import flashcards
from flashcards.patterns import Later

MOST_DEPTH = 4
"""Of what is looked through: a table of rows that hold patterns."""


def modules() -> Iterator[ModuleType]:
    """Every module of the package but those that are a program themselves."""
    for found in pkgutil.walk_packages(flashcards.__path__, "flashcards."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[str]]:
    """Those that stand in names, tables and calls; by the module's name and a number or a name."""
    found: dict[tuple[str, int], str] = {}
    for module in modules():
        for name, value in list(vars(module).items()):
            if name.startswith("__"):
                continue
            for one in _within(value, 0):
                if isinstance(one.pattern, str):
                    found.setdefault((one.pattern, one.flags), f"{module.__name__}.{name}")
        for one in _called(module):
            found.setdefault((one.pattern, one.flags), module.__name__)
    return {
        f"{name} {pattern}": re.compile(pattern, flags) for (pattern, flags), name in found.items()
    }


def _within(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern | Later):
        yield re.compile(value.pattern, value.flags)
    elif depth > MOST_DEPTH or isinstance(value, str | bytes | int | float | ModuleType):
        return
    elif isinstance(value, dict):
        for one in itertools.chain(value, value.values()):
            yield from _within(one, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _within(one, depth + 1)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _within(getattr(value, field.name, None), depth + 1)


def _called(module: ModuleType) -> Iterator[re.Pattern[str]]:
    """Patterns that are written into a call of `re`."""
    if not (module.__file__ or "").endswith(".py"):
        return
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    if "re." not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr != "compile"  # those have names
            and node.args
            and isinstance(node.args[0], ast.Constant)
            and isinstance(node.args[0].value, str)
        ):
            yield re.compile(node.args[0].value)


# --- texts --------------------------------------------------------------------------------------

PROBES = "a1 \n.,-*_|`$()[]{}<>\"'#=:;/\\%&~^+?!–“é√0AebZ5x\t"
"""What a class of characters is tried with."""
ENDS = ("\x00",)
"""What most patterns do not want to end with."""
MOST_PUMPS = 12
REPEATS = {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}
MANY = 50
"""Repetitions from which going back costs."""


def adverse(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    """Texts of about that size that repeat what the pattern repeats, and end other than it wants."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        tree = _parser.parse(pattern.pattern, pattern.flags)
    pumps = dict.fromkeys(_pumps(tree, "", tree.state))
    for before, pump in itertools.islice(pumps, MOST_PUMPS):
        for end in ENDS:
            yield (before + pump * (size // len(pump)))[:size] + end


ONE = frozenset((c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY))
"""What matches one character."""


def is_simple(pattern: re.Pattern[str]) -> bool:
    """Whether it repeats so little that it is at worst quadratic: one repetition without a bound."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return _repeats(_parser.parse(pattern.pattern, pattern.flags)) < 2


def is_held_whole(pattern: re.Pattern[str]) -> bool:
    """Whether it repeats more than a character without giving back: `(?:a{1,3}b)*+`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return _holds_whole(_parser.parse(pattern.pattern, pattern.flags))


def _holds_whole(tree: Any) -> bool:
    return any(
        op is c.ATOMIC_GROUP
        or (op is c.POSSESSIVE_REPEAT and (len(value[2]) > 1 or value[2][0][0] not in ONE))
        or any(map(_holds_whole, _parts(op, value)))
        for op, value in tree
    )


def _parts(op: Any, value: Any) -> Sequence[Any]:
    if op is c.BRANCH:
        return cast("Sequence[Any]", value[1])
    if op in {c.ASSERT, c.ASSERT_NOT}:
        return (value[1],)
    return (value[{c.SUBPATTERN: 3}.get(op, 2)],) if op in {*REPEATS, c.SUBPATTERN} else ()


def _repeats(tree: Any) -> int:
    """How many repetitions can give back what they took."""
    found = 0
    for op, value in tree:
        if op in REPEATS:
            found += (op is not c.POSSESSIVE_REPEAT and value[1] > MANY) + _repeats(value[2])
        elif op is c.BRANCH:
            found += max(map(_repeats, value[1]))
        elif op is c.SUBPATTERN:
            found += _repeats(value[3])
        elif op in {c.ASSERT, c.ASSERT_NOT}:
            found += _repeats(value[1])
        elif op is c.ATOMIC_GROUP:
            found += _repeats(value)
    return found


def _pumps(tree: Any, before: str, state: Any) -> Iterator[tuple[str, str]]:
    """What stands before each repetition, and what it repeats."""
    for op, value in tree:
        if op in REPEATS:
            low, high, body = value
            samples = [one for one in _samples(body, state) if one]
            if high > MANY:
                for one in samples:
                    yield from (("", one), (before, one))
            yield from _pumps(body, before, state)
            before += (samples or [""])[0] * min(low, MANY)
            continue
        if op is c.BRANCH:
            for branch in value[1]:
                yield from _pumps(branch, before, state)
        elif op is c.SUBPATTERN:
            yield from _pumps(value[3], before, state)
        elif op in {c.ASSERT, c.ASSERT_NOT}:
            yield from _pumps(value[1], before, state)
        elif op is c.ATOMIC_GROUP:
            yield from _pumps(value, before, state)
        before += (_of(op, value, state) or [""])[0]


def _samples(tree: Any, state: Any) -> list[str]:
    """Some short texts that are taken."""
    made = [""]
    for op, value in tree:
        heads = itertools.product(made, _of(op, value, state)[:6])
        made = [head + tail for head, tail in heads][:16]
    return made


def _of(op: Any, value: Any, state: Any) -> list[str]:
    """Some texts that one part takes."""
    if op in {c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY}:
        if op is c.LITERAL:
            return [chr(value)]
        one = _compiler.compile(_parser.SubPattern(state, [(op, value)]))
        taken = [sign for sign in PROBES if one.fullmatch(sign)]
        return taken[:6] or ["\u0660"]
    if op in REPEATS:
        low, _, body = value
        return [one * max(low, 1) for one in _samples(body, state)] + [""] * (not low)
    if op is c.SUBPATTERN:
        return _samples(value[3], state)
    if op is c.ATOMIC_GROUP:
        return _samples(value, state)
    if op is c.BRANCH:
        return [one for branch in value[1] for one in _samples(branch, state)[:2]]
    return [""]
