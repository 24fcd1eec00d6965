"""The tables say what the packages that are installed say."""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest

from flashcards.claims.outdated.tables import (
    PythonClass,
    build_options,
    gpu_names,
    python_classes,
    tool_names,
)

INSTALLED = [name for name, one in python_classes().items() if not one.open]


@pytest.fixture(params=INSTALLED)
def table(request: pytest.FixtureRequest) -> PythonClass:
    return python_classes()[request.param]


@pytest.fixture
def real(table: PythonClass) -> Any:
    module = pytest.importorskip(table.module)
    if version(table.package) != table.version:
        pytest.skip(f"{table.package} {version(table.package)}, the table is of {table.version}")
    return getattr(module, table.name)


def parameters(function: Callable[..., Any], *, own: bool) -> tuple[str, ...]:
    """As in the table: "*" before what goes by name only, "**" for any keyword."""
    found: list[str] = []
    for one in list(inspect.signature(function).parameters.values())[own:]:
        if one.kind is one.VAR_KEYWORD:
            found.append("**")
        elif one.kind is one.VAR_POSITIONAL:
            found.append("*")
        else:
            if one.kind is one.KEYWORD_ONLY and "*" not in found:
                found.append("*")
            found.append(one.name)
    return tuple(found)


def methods(real: Any) -> dict[str, tuple[str, ...]]:
    found = {"__init__": parameters(real.__init__, own=True)}
    for name in dir(real):
        member = inspect.getattr_static(real, name)
        if (name.startswith("_") and name != "__call__") or isinstance(member, property):
            continue
        if callable(getattr(real, name)):
            function = getattr(member, "__func__", member)
            found[name] = parameters(function, own=not isinstance(member, staticmethod))
    return found


def test_methods_and_parameters_are_those_of_the_installed_class(
    table: PythonClass, real: Any
) -> None:
    have = methods(real)
    if "__call__" not in real.__dict__:
        have.pop("__call__", None)
    assert set(table.methods) | table.others == set(have)
    assert {n: have[n] for n in table.methods} == dict(table.methods)


def test_attributes_are_those_of_the_installed_class(table: PythonClass, real: Any) -> None:
    tree = ast.parse(textwrap.dedent(inspect.getsource(real)))
    stored = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
    shared = {
        name
        for base in real.__mro__
        for name, value in vars(base).items()
        if isinstance(value, property)
        or not (callable(value) or isinstance(value, classmethod | staticmethod))
    } | {name for base in real.__mro__ for name in getattr(base, "__annotations__", {})}
    assert {name for name in stored | shared if not name.startswith("_")} == table.attributes


def test_methods_that_return_nothing_have_no_return_with_a_value(
    table: PythonClass, real: Any
) -> None:
    for name in table.nothing:
        tree = ast.parse(textwrap.dedent(inspect.getsource(getattr(real, name))))
        returned = [n for n in ast.walk(tree) if isinstance(n, ast.Return) and n.value]
        assert not returned
        assert not [n for n in ast.walk(tree) if isinstance(n, ast.Yield | ast.YieldFrom)]


def test_constructors_drop_keywords_where_the_table_says_so(table: PythonClass, real: Any) -> None:
    if "__init__" not in table.hints:
        return
    tree = ast.parse(textwrap.dedent(inspect.getsource(real.__init__)))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == "kwargs"]


def test_every_module_of_the_table_has_its_class() -> None:
    for one in python_classes().values():
        if not one.open:
            assert hasattr(importlib.import_module(one.module), one.name)


def test_no_option_is_known_and_outdated_at_once() -> None:
    table = build_options()
    assert not table.known & set(table.was)
    assert not table.known & set(table.never)
    assert not set(table.was) & set(table.never)


def test_what_to_write_today_is_an_option_of_today() -> None:
    table = build_options()
    for one in (*table.was.values(), *table.never.values()):
        assert one.source
        for part in one.new.split(" -D"):
            assert not part or part.partition("=")[0] in table.known


def test_every_renamed_tool_has_a_source_and_another_name() -> None:
    for names in tool_names().values():
        for old, one in names.items():
            assert one.source
            assert one.new != old


def test_no_gpu_has_two_architectures() -> None:
    assert all(10 <= number <= 200 for _, number in gpu_names())
    assert len({pattern.pattern for pattern, _ in gpu_names()}) == len(gpu_names())
