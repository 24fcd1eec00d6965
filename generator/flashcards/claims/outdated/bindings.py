"""What the names in a listing hold: an instance of a class that we know, or who knows what."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import TypeGuard

from flashcards.claims.outdated.tables import PythonClass, python_classes
from flashcards.values import dataclass

Kind = PythonClass | None
"""The class of what a name holds; None if not known."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
_Scope = Function | ast.ClassDef | ast.Lambda


@dataclass(slots=True)
class Names:
    """What is known of the names of a question's listings so far.

    Attributes:
        own: names of classes and functions that the document defines itself.
        imported: names by import: where each comes from.
        held: names with an instance in them.
        attributes: of `self` in a class: instances by the class's name and the attribute's.
    """

    own: frozenset[str] = frozenset()
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)
    held: dict[str, PythonClass] = field(default_factory=dict)
    attributes: dict[tuple[str, str], PythonClass] = field(default_factory=dict)

    def learn(self, body: list[ast.stmt]) -> None:
        """Take in a listing's imports and assignments, functions' `global` ones included."""
        for node in _all(body):
            if isinstance(node, ast.Import | ast.ImportFrom):
                self._import(node)
        assigned = _Assigned(self)
        for statement in body:
            assigned.module(statement)
        self.held = _over(self.held, assigned.kinds)
        for node in _all(body):
            if isinstance(node, ast.ClassDef):
                self.attributes.update(_attributes(node, self))

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            if isinstance(node, ast.Import):
                self.imported[name] = (alias.name, "")
            else:
                self.imported[name] = (node.module or "", alias.name)
            self.held.pop(name, None)

    def class_of(self, node: ast.expr) -> Kind:
        """The class that an expression names: `Llama`, `llama_cpp.Llama`."""
        classes = python_classes()
        if isinstance(node, ast.Name):
            if node.id in self.imported:
                module, name = self.imported[node.id]
                found = classes.get(name)
                return found if found and _same_package(module, found.module) else None
            return None if node.id in self.own else classes.get(node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module, name = self.imported.get(node.value.id, (node.value.id, ""))
            found = classes.get(node.attr)
            return found if found and not name and _same_package(module, found.module) else None
        return None

    def made(self, node: ast.expr) -> Kind:
        """The class of the instance that a call makes: `Llama(…)`, `Llama.from_pretrained(…)`."""
        if not isinstance(node, ast.Call):
            return None
        if found := self.class_of(node.func):
            return found
        if isinstance(node.func, ast.Attribute) and node.func.attr == "from_pretrained":
            return self.class_of(node.func.value)
        return None


def _same_package(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@dataclass(slots=True)
class _Assigned:
    """The names that one scope assigns, each with the one class all its values have, or None."""

    names: Names
    kinds: dict[str, Kind] = field(default_factory=dict)

    def add(self, name: str, kind: Kind) -> None:
        if name in self.kinds and self.kinds[name] is not kind:
            kind = None
        self.kinds[name] = kind

    def module(self, statement: ast.stmt) -> None:
        """Assignments at module level, and those in functions to names declared global."""
        for node in _own([statement]):
            self.take(node)
        for node in _all([statement]):
            if isinstance(node, Function):
                shared = {
                    name for part in _own(node.body) if isinstance(part, ast.Global)
                    for name in part.names
                }  # fmt: skip
                inner = _Assigned(self.names)
                for part in _own(node.body):
                    inner.take(part)
                for name, kind in inner.kinds.items():
                    if name in shared:
                        self.add(name, kind)

    def take(self, node: ast.AST) -> None:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            for target, value in _assignments(node):
                if isinstance(target, ast.Name):
                    self.add(target.id, self.names.made(value))
                else:
                    self.unknown(target)
        elif isinstance(node, ast.For | ast.AsyncFor | ast.comprehension | ast.AugAssign):
            self.unknown(node.target)
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            self.unknown(node.optional_vars)
        elif isinstance(node, Function | ast.ClassDef):
            self.add(node.name, None)

    def unknown(self, target: ast.expr) -> None:
        for part in ast.walk(target):
            if isinstance(part, ast.Name):
                self.add(part.id, None)


def inside(node: Function | ast.Lambda, held: Mapping[str, PythonClass], names: Names) -> dict[
    str, PythonClass
]:  # fmt: skip
    """What names hold inside a function: what it assigns and takes hides what is outside."""
    assigned = _Assigned(names)
    shared: set[str] = set()
    if not isinstance(node, ast.Lambda):
        for part in _own(node.body):
            assigned.take(part)
            if isinstance(part, ast.Global | ast.Nonlocal):
                shared.update(part.names)
    kinds = {name: kind for name, kind in assigned.kinds.items() if name not in shared}
    arguments = node.args
    for argument in (
        *arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs,
        *filter(None, (arguments.vararg, arguments.kwarg)),
    ):  # fmt: skip
        annotated = names.class_of(argument.annotation) if argument.annotation else None
        kinds[argument.arg] = annotated if argument.arg not in kinds else None
    return _over(held, kinds)


def _over(held: Mapping[str, PythonClass], kinds: Mapping[str, Kind]) -> dict[str, PythonClass]:
    """What names hold where others, of which it is perhaps not known what they hold, hide them."""
    return {name: kind for name, kind in {**held, **kinds}.items() if kind is not None}


def _attributes(node: ast.ClassDef, names: Names) -> Iterator[tuple[tuple[str, str], PythonClass]]:
    """`self.model = Llama(…)`, where every assignment to it in the class is of that kind."""
    assigned = _Assigned(names)
    for part in ast.walk(node):
        for target, value in _assignments(part):
            if is_of_self(target):
                assigned.add(target.attr, names.made(value))
    for name, kind in _over({}, assigned.kinds).items():
        yield (node.name, name), kind


def _assignments(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """What a statement gives which value; `model = None` waits until it is loaded."""
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value:
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if not (isinstance(node.value, ast.Constant) and node.value.value is None):
                yield target, node.value


def is_of_self(node: ast.expr) -> TypeGuard[ast.Attribute]:
    """Whether it is an attribute of `self`."""
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    )


def _own(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Every node of a scope, without those of scopes inside it (but these themselves)."""
    waiting = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _Scope):
            waiting.extend(ast.iter_child_nodes(node))


def _all(body: Iterable[ast.stmt]) -> Iterator[ast.AST]:
    for statement in body:
        yield from ast.walk(statement)
