"""Calls of Python packages that do not do what a listing takes them for.

Listings are read as syntax trees, never run. Where it is not known from the question's listings
what a name holds, nothing is said.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator, Sequence

from flashcards.claims.outdated.bindings import Function, Kind, Names, inside, is_of_self
from flashcards.claims.outdated.loops import eval_of_grown_list
from flashcards.claims.outdated.tables import PythonClass, python_classes
from flashcards.claims.saying import finding
from flashcards.document import Document, Listing, ListingKind, Section, Source, walk_sections
from flashcards.errors import Finding
from flashcards.relations.listings.syntax import PYTHON, statements

RULE = "api"
OUTDATED = "outdated-api"
MANY = 10**6
MOST_CHARACTERS = 60_000
MOST_SUGGESTIONS = 20
LONGEST_NAME = 60
"""A suggestion takes a millisecond; who has more mistakes than so many has another problem."""


def calls(document: Document, text: str) -> Iterator[Finding]:
    """Unknown methods and keywords, results of methods that have none, and their kin."""
    if not any(name in text for name in python_classes()):
        return
    parts = [
        _listings(part) for part in (document.outside, *(q.sections for q in document.questions))
    ]
    parsed = {
        id(listing): statements(listing.text)[0]
        for part in parts
        for listing in part
        if len(listing.text) <= MOST_CHARACTERS
    }
    own = frozenset(
        node.name
        for body in parsed.values()
        for node in body
        if isinstance(node, Function | ast.ClassDef)
    )
    for listings in parts:
        names = Names(own=own)
        for listing in listings:
            yield from _listing(listing, parsed.get(id(listing), []), names)


def _listings(sections: Sequence[Section]) -> list[Listing]:
    return [
        node
        for node in walk_sections(sections)
        if isinstance(node, Listing)
        and node.kind is ListingKind.CODE
        and node.language.casefold() in PYTHON
    ]


def _listing(listing: Listing, body: list[ast.stmt], names: Names) -> Iterator[Finding]:
    reader = _Reader(listing=listing, names=names)
    try:
        names.learn(body)
        for statement in body:
            reader.visit(statement, names.held, "", statement)
    except RecursionError:
        return
    yield from reader.found


class _Reader:
    """Walks one listing, knowing at each place what its names hold."""

    def __init__(self, *, listing: Listing, names: Names) -> None:
        self.path = listing.source.path
        self.first = listing.source.line + 1
        self.lines = listing.text.split("\n")
        self.names = names
        self.found: list[Finding] = []

    def visit(
        self, node: ast.AST, held: dict[str, PythonClass], within: str, parent: ast.AST
    ) -> None:
        if isinstance(node, ast.ClassDef):
            within = node.name
        elif isinstance(node, Function | ast.Lambda):
            held = inside(node, held, self.names)
        elif isinstance(node, ast.Call):
            self.call(node, self.kind(node.func, held, within))
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            self.attribute(node, self.kind(node.value, held, within))
        elif isinstance(node, ast.For | ast.While):
            self.loop(node, held, within)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            self.result(node, node.func, self.kind(node.func.value, held, within), parent)
        for child in ast.iter_child_nodes(node):
            self.visit(child, held, within, node)

    def kind(self, node: ast.expr, held: dict[str, PythonClass], within: str) -> Kind:
        """The class of what an expression gives."""
        if isinstance(node, ast.Name):
            return held.get(node.id)
        if is_of_self(node):
            return self.names.attributes.get((within, node.attr))
        return self.names.made(node)

    def call(self, node: ast.Call, instance: Kind) -> None:
        """`Llama(…)`, `llm(…)`."""
        made = self.names.class_of(node.func)
        if made and "__init__" in made.methods:
            self.arguments(node, made, "__init__", made.name)
        elif instance and "__call__" in instance.methods:
            self.arguments(node, instance, "__call__", f"{instance.name}()")

    def attribute(self, node: ast.Attribute, kind: Kind) -> None:
        """`llm.name`: is there one?"""
        if kind is None or node.attr.startswith("_"):
            return
        if node.attr in kind.deprecated:
            self.say(node, kind, node.attr, f"{kind.name}.{node.attr} is deprecated", OUTDATED)
        elif not kind.open and node.attr not in kind.members:
            hint = kind.hints.get(node.attr, "") or self._near(node.attr, kind)
            self.say(node, kind, node.attr, f"{kind.name} has no {node.attr}", expected=hint)

    def result(self, node: ast.Call, method: ast.Attribute, kind: Kind, parent: ast.AST) -> None:
        """`llm.eval(…)`: its arguments, and what is made of its result."""
        if kind is None:
            return
        name = method.attr
        if name in kind.methods:
            self.arguments(node, kind, name, f"{kind.name}.{name}")
            self.text_given(node, kind, name)
        if name in kind.nothing and isinstance(
            parent,
            ast.Assign | ast.AnnAssign | ast.NamedExpr | ast.Subscript | ast.Attribute | ast.BinOp
            | ast.Call | ast.For | ast.keyword,
        ):  # fmt: skip
            self.say(node, kind, name, f"{kind.name}.{name} returns None")

    def arguments(self, node: ast.Call, kind: PythonClass, name: str, said: str) -> None:
        """Keywords that a method does not have, or more values than it takes."""
        takes = kind.methods[name]
        unknown = [key.arg for key in node.keywords if key.arg and key.arg not in takes]
        # Further keywords go on to someone else, or nowhere: only of the latter we know.
        if unknown and ("**" not in takes or (name == "__init__" and name in kind.hints)):
            plural = "s" if len(unknown) > 1 else ""
            self.say(node, kind, name, f"{said} has no keyword{plural} {', '.join(unknown)}")
        most = _most(takes)
        given = len(node.args)
        if given > most and not any(isinstance(value, ast.Starred) for value in node.args):
            self.say(
                node, kind, "", f"{said} takes {most} values without a name, not {given}"
            )  # fmt: skip

    def text_given(self, node: ast.Call, kind: PythonClass, name: str) -> None:
        """`llm.tokenize("text")`, where bytes or token ids are wanted."""
        wanted = kind.takes.get(name)
        if wanted and node.args and _is_text(node.args[0]):
            self.say(node, kind, name, f"{kind.name}.{name} takes {wanted}, not a text")

    def loop(self, node: ast.For | ast.While, held: dict[str, PythonClass], within: str) -> None:
        """`llm.eval(everything)` again and again."""
        for call, function in eval_of_grown_list(node):
            kind = self.kind(function.value, held, within)
            if kind is not None and kind.name == "Llama":
                self.say(
                    call, kind, "reset",
                    "Llama.eval appends to what it was given before: from the second step on "
                    "the whole context is in the cache twice",
                    expected="give it the new token only, or call reset() before",
                )  # fmt: skip

    def say(
        self,
        node: ast.expr,
        kind: PythonClass,
        name: str,
        message: str,
        rule: str = RULE,
        *,
        expected: str = "",
    ) -> None:
        """A warning at a place of the listing."""
        shown = node.func if isinstance(node, ast.Call) else node
        hint = expected or kind.hints.get(name, "") or kind.deprecated.get(name, "")
        self.found.append(
            finding(
                Source(path=self.path, line=self.first + node.lineno - 1), rule, "warning", message,
                stated=self._written(shown), expected=hint, evidence=kind.said,
            )
        )  # fmt: skip

    def _near(self, name: str, kind: PythonClass) -> str:
        if len(self.found) >= MOST_SUGGESTIONS or len(name) > LONGEST_NAME:
            return ""
        near = difflib.get_close_matches(name, sorted(kind.members), n=1)
        return near[0] if near else ""

    def _written(self, node: ast.expr) -> str:
        """A node as written, its last line; columns of `ast` are bytes."""
        last = self.lines[(node.end_lineno or node.lineno) - 1].encode()
        start = node.col_offset if node.end_lineno == node.lineno else 0
        return last[start : node.end_col_offset].decode(errors="replace").strip()


def _most(takes: tuple[str, ...]) -> int:
    """How many values a method takes without their names."""
    if "*" not in takes:
        return len([name for name in takes if name != "**"])
    at = takes.index("*")
    return at if takes[at + 1 : at + 2] not in {(), ("**",)} else MANY


def _is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return _is_text(node.left) or _is_text(node.right)
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
