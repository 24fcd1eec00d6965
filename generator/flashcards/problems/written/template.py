"""Texts of an author with values in them: Jinja2 in its sandbox, with less than it has.

A template may show values, compute with them exactly, and choose between texts. It has no loops,
no calls and no macros, so that it ends at once; all arithmetic is that of expressions.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from flashcards.problems.local import local
from flashcards.problems.quantity import is_exact, number
from flashcards.problems.written.arithmetic import EXACT, UncomputableError
from flashcards.values import dataclass

if TYPE_CHECKING:
    from jinja2 import Template, nodes
    from jinja2.sandbox import SandboxedEnvironment

LONGEST = 4000
"""Characters of a template."""

_OPERATORS = {
    "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "//": "whole", "%": "rest",
    "**": "power",
}  # fmt: skip
_ALLOWED = frozenset((
    "Template", "Output", "TemplateData", "Name", "Const", "Getattr", "Filter", "If", "CondExpr",
    "Compare", "Operand", "And", "Or", "Not", "Neg", "Add", "Sub", "Mul", "Div", "FloorDiv", "Mod",
    "Pow", "Concat",
))  # fmt: skip
"""Nodes of Jinja2's trees that a template may have."""


_OWN = frozenset(("self", "loop", "caller", "varargs", "kwargs", "super"))
"""Names that Jinja2 gives a meaning of its own."""


class TemplateError(Exception):
    """A text is no template, or cannot be filled; `line` is counted in the text."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """A template, read.

    Attributes:
        names: the names that it needs values for.
        tree: as Jinja2 parsed it.
    """

    names: frozenset[str]
    tree: nodes.Template

    def fill(self, values: Mapping[str, Any], language: str = "") -> str:
        """The text with values, whose numbers are written as in a language; as in English without.

        Raises:
            TemplateError: something in it has no value.
        """
        from jinja2 import TemplateError as Jinja2Error

        known = {name: _exact(value) for name, value in values.items()}
        try:
            return _compiled(self, language).render(known).strip()
        except (Jinja2Error, ArithmeticError, ValueError, TypeError, UncomputableError) as why:
            raise TemplateError(str(why)) from why


def template(text: str) -> Filled:
    """Read a template.

    >>> template("{{ n }} and {{ n / 4 }}").fill({"n": 5000, "unused": 1})
    '5,000 and 1,250'

    Raises:
        TemplateError: it is not one, or does what it may not.
    """
    from jinja2 import TemplateSyntaxError, meta
    from jinja2.nodes import BinExpr, Filter, Name, Node

    if len(text) > LONGEST:
        raise TemplateError(f"a text may have {LONGEST:,} characters, this has {len(text):,}")
    environment = _environment()
    try:
        tree = environment.parse(text)
        for node in (tree, *tree.find_all(Node)):
            kind = type(node).__name__
            if kind not in _ALLOWED:
                raise TemplateError(f"{kind.lower()} may not stand in a text", node.lineno)
            if isinstance(node, Name) and (node.name.startswith("_") or node.name in _OWN):
                raise TemplateError(f"there is no {node.name}", node.lineno)
            if isinstance(node, BinExpr) and isinstance(node.right, Filter):
                raise TemplateError(
                    f"put what stands before | {node.right.name} into parentheses", node.lineno
                )
        names = meta.find_undeclared_variables(tree)
        return Filled(frozenset(names), tree)
    except TemplateSyntaxError as why:
        raise TemplateError(why.message or "it cannot be read", why.lineno) from None
    except RecursionError:
        raise TemplateError("nested too deep") from None


@lru_cache(maxsize=1024)
def _compiled(filled: Filled, language: str = "") -> Template:
    """A template as code, once it is needed: compiling takes longer than all checks of it."""
    environment = _environment(language)
    code = environment.compile(filled.tree)
    return environment.template_class.from_code(environment, code, environment.make_globals(None))


def _exact(value: Any) -> Any:
    return Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value


@cache
def _environment(language: str = "") -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    class Bounded(SandboxedEnvironment):
        """Computes with fractions, in the bounds of expressions."""

        intercepted_binops = frozenset(_OPERATORS)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
            return EXACT.operate(_OPERATORS[operator], _number(left), _number(right))

    def shown(value: Any) -> Any:
        text = _shown(value)
        return local(text, language) if text is not value else text

    environment = Bounded(undefined=StrictUndefined, autoescape=False, finalize=shown)
    environment.filters = {
        "count": lambda value: local(f"{round(_number(value)):,}", language),
        "plain": lambda value: local(_shown(_number(value)), language),
        "is": lambda value, digits=4: local(_is(value, digits), language),
        "money": lambda value: local(f"{float(_number(value)):,.2f}", language),
        "lower": lambda value: str(value).lower(),
        "upper": lambda value: str(value).upper(),
    }
    environment.globals = {}
    environment.tests = {}
    return environment


def _number(value: Any) -> Fraction:
    if type(value) is Fraction:
        return value
    if isinstance(value, float):
        return Fraction(str(value))
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise UncomputableError(f"“{value}” is no number")
    return Fraction(value)


def _shown(value: Any) -> Any:
    if isinstance(value, int | float | Fraction) and not isinstance(value, bool):
        return number(_number(value), digits=6).replace("-", "−")
    return value


def _is(value: Any, digits: Any = 4) -> str:
    """A number behind its sign: `= 2` or `≈ 0.3333`."""
    exact = _number(value)
    text = number(exact, digits=int(digits))
    return f"{'=' if is_exact(text, exact) else '≈'} {text}".replace("-", "−")
