"""Python worked out on its syntax tree: the statements and values that listings in documents use.

Values are Python's own, so that its arithmetic is. Names reach nothing but what a listing makes and
a table of functions here; steps, sizes and depth are bounded.
"""

from __future__ import annotations

import ast
import itertools
import math
import operator
import statistics
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, Self

from flashcards import patterns as re
from flashcards.relations.listings.arrays import MEMBERS, Array, operated
from flashcards.relations.listings.syntax import statements
from flashcards.relations.listings.trace import Assigned, Printed, Trace, Unknown

MOST_STEPS = 60_000
MOST_BITS = 4096
MOST_ITEMS = 5_000
MOST_TEXT = 10_000
MOST_DEPTH = 24
MOST_CHARACTERS = 20_000
MORE_DIGITS = 12
"""Digits more than a print shows, for comments that show more themselves."""

# The decimals that a format asks for.
_DIGITS = re.compile(r"\.(\d{1,2})(?=[f%])")


class _Break(Exception):
    pass


class _Continue(Exception):
    pass


class _Return(Exception):
    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class Scope:
    """Names of a function or of the listing; assignment is to this one."""

    def __init__(self, parent: Scope | None = None) -> None:
        self.names: dict[str, Any] = {}
        self.parent = parent
        self.outer: set[str] = set()

    def get(self, name: str) -> Any:
        """The value of a name, from here outwards."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                value = scope.names[name]
                if value is _UNKNOWN:
                    raise Unknown
                return value
            scope = scope.parent
        if name in _BUILTINS:
            return _BUILTINS[name]
        raise Unknown

    def put(self, name: str, value: Any) -> None:
        """Bind a name, here or where it was declared to live."""
        if name in self.outer and self.parent is not None:
            scope = self.parent
            while scope.parent is not None and name not in scope.names:
                scope = scope.parent
            scope.names[name] = value
        else:
            self.names[name] = value


_UNKNOWN = object()


class _Function:
    """A function that a listing defines."""

    def __init__(
        self, node: ast.FunctionDef | ast.Lambda, scope: Scope, defaults: list[Any]
    ) -> None:
        self.node, self.scope, self.defaults = node, scope, defaults


class Interpreter:
    """Works out the listings of one question in turn, in one scope."""

    def __init__(self) -> None:
        self.globals = Scope()
        self.steps = 0
        self.depth = 0
        self.trace = Trace()
        self.line = (0, 0)

    # --- listings ---------------------------------------------------------------------------

    def run(self, text: str) -> Trace:
        """Work out a listing; its names stay for the next one."""
        self.trace = Trace()
        self.steps = 0
        if len(text) > MOST_CHARACTERS:
            self.trace.complete = False
            return self.trace
        body, self.trace.complete = statements(text)
        for statement in body:
            self.line = (statement.lineno - 1, (statement.end_lineno or statement.lineno) - 1)
            try:
                self._statement(statement, self.globals)
            except (Unknown, RecursionError, _Break, _Continue, _Return):
                self._forget(statement)
                if _may_print(statement):
                    self.trace.printed.append(Printed(*self.line, None))
                    self.trace.complete = False
            except Exception:  # noqa: BLE001 - the listing itself fails there, as it would when run
                self._forget(statement)
                self.trace.complete = False
        return self.trace

    def value(self, code: str) -> Any:
        """The value of an expression with the names known so far.

        Raises:
            Unknown: it has none.
        """
        self.steps = 0
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                node = ast.parse(code.strip(), mode="eval").body
            return self._expression(node, self.globals)
        except Unknown:
            raise
        except Exception as error:
            raise Unknown from error

    def _forget(self, statement: ast.stmt) -> None:
        for node in itertools.islice(ast.walk(statement), 10_000):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self.globals.names[node.id] = _UNKNOWN
            elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
                self.globals.names[node.name] = _UNKNOWN
            elif isinstance(node, ast.alias):
                self.globals.names[(node.asname or node.name).split(".")[0]] = _UNKNOWN

    def _tick(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise Unknown

    # --- statements -------------------------------------------------------------------------

    def _block(self, body: list[ast.stmt], scope: Scope) -> None:
        for statement in body:
            self._statement(statement, scope)

    def _statement(self, node: ast.stmt, scope: Scope) -> None:
        self._tick()
        match node:
            case ast.Expr(value=ast.Constant()):
                return
            case ast.Expr(value=value):
                self._expression(value, scope)
            case ast.Assign(targets=targets, value=value):
                found = self._expression(value, scope)
                for target in targets:
                    self._bind(target, found, scope)
                self._note(node, targets, value, found, scope)
            case ast.AnnAssign(target=target, value=value) if value is not None:
                found = self._expression(value, scope)
                self._bind(target, found, scope)
                self._note(node, [target], value, found, scope)
            case ast.AugAssign(target=target, op=op, value=value):
                left = self._expression(_loaded(target), scope)
                right = self._expression(value, scope)
                if isinstance(left, list) and isinstance(op, ast.Add):
                    left.extend(right)
                    found = left
                else:
                    found = self._operated(op, left, right)
                self._bind(target, found, scope)
            case ast.If(test=test, body=body, orelse=orelse):
                self._block(body if self._expression(test, scope) else orelse, scope)
            case ast.For(target=target, iter=items, body=body, orelse=orelse):
                self._for(target, items, body, orelse, scope)
            case ast.While(test=test, body=body):
                while self._expression(test, scope):
                    self._tick()
                    try:
                        self._block(body, scope)
                    except _Break:
                        break
                    except _Continue:
                        continue
            case ast.FunctionDef(name=name, args=args, decorator_list=decorators):
                if decorators:
                    raise Unknown
                defaults = [self._expression(one, scope) for one in args.defaults]
                scope.put(name, _Function(node, scope, defaults))
            case ast.Return(value=value):
                raise _Return(self._expression(value, scope) if value else None)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                scope.outer.update(names)
            case ast.Import(names=aliases):
                for alias in aliases:
                    self._import(alias.name, alias.asname or alias.name, scope)
            case ast.ImportFrom(module=module, names=aliases):
                for alias in aliases:
                    scope.put(alias.asname or alias.name, _member(module or "", alias.name))
            case ast.Pass() | ast.AnnAssign() | ast.Assert():
                return
            case ast.Break():
                raise _Break
            case ast.Continue():
                raise _Continue
            case _:
                raise Unknown

    def _note(
        self, node: ast.stmt, targets: list[ast.expr], value: ast.expr, found: Any, scope: Scope
    ) -> None:
        if scope is self.globals and len(targets) == 1 and isinstance(targets[0], ast.Name):
            computed = not isinstance(value, ast.Constant) and not (
                isinstance(value, ast.UnaryOp) and isinstance(value.operand, ast.Constant)
            )
            self.trace.assigned.append(
                Assigned(
                    node.lineno - 1,
                    (node.end_lineno or node.lineno) - 1,
                    targets[0].id,
                    found,
                    computed,
                )
            )

    def _import(self, module: str, name: str, scope: Scope) -> None:
        if module not in _MODULES:
            raise Unknown
        scope.put(name, _MODULES[module])

    def _for(
        self,
        target: ast.expr,
        items: ast.expr,
        body: list[ast.stmt],
        orelse: list[ast.stmt],
        scope: Scope,
    ) -> None:
        for item in _iterated(self._expression(items, scope)):
            self._tick()
            self._bind(target, item, scope)
            try:
                self._block(body, scope)
            except _Break:
                return
            except _Continue:
                continue
        self._block(orelse, scope)

    def _bind(self, target: ast.expr, value: Any, scope: Scope) -> None:
        match target:
            case ast.Name(id=name):
                scope.put(name, _bounded(value))
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                values = list(_iterated(value))
                if len(values) != len(parts) or any(isinstance(one, ast.Starred) for one in parts):
                    raise Unknown
                for part, one in zip(parts, values, strict=True):
                    self._bind(part, one, scope)
            case ast.Subscript(value=whole, slice=index):
                place = self._expression(whole, scope)
                if not isinstance(place, list | dict):
                    raise Unknown
                place[self._expression(index, scope)] = _bounded(value)
            case _:
                raise Unknown

    # --- expressions ------------------------------------------------------------------------

    def _expression(self, node: ast.expr, scope: Scope) -> Any:
        self._tick()
        self.depth += 1
        if self.depth > MOST_DEPTH * 12:
            self.depth -= 1
            raise Unknown
        try:
            return _bounded(self._value(node, scope))
        finally:
            self.depth -= 1

    def _value(self, node: ast.expr, scope: Scope) -> Any:
        match node:
            case ast.Constant(value=value):
                return value
            case ast.Name(id=name):
                return scope.get(name)
            case ast.List(elts=parts):
                return [self._expression(one, scope) for one in parts]
            case ast.Tuple(elts=parts):
                return tuple(self._expression(one, scope) for one in parts)
            case ast.Set(elts=parts):
                return {self._expression(one, scope) for one in parts}
            case ast.Dict(keys=keys, values=values):
                if any(key is None for key in keys):
                    raise Unknown
                return {
                    self._expression(key, scope): self._expression(one, scope)
                    for key, one in zip(keys, values, strict=True)
                    if key is not None
                }
            case ast.UnaryOp(op=op, operand=operand):
                return _unary(op, self._expression(operand, scope))
            case ast.BinOp(left=left, op=op, right=right):
                return self._operated(
                    op, self._expression(left, scope), self._expression(right, scope)
                )
            case ast.BoolOp(op=op, values=values):
                found: Any = None
                for one in values:
                    found = self._expression(one, scope)
                    if bool(found) is isinstance(op, ast.Or):
                        return found
                return found
            case ast.Compare(left=left, ops=ops, comparators=others):
                return self._compared(left, ops, others, scope)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self._expression(body if self._expression(test, scope) else orelse, scope)
            case ast.Subscript(value=whole, slice=index):
                return self._item(self._expression(whole, scope), index, scope)
            case ast.JoinedStr(values=parts):
                return _Text.of([self._formatted(one, scope) for one in parts])
            case ast.Lambda():
                return _Function(
                    node, scope, [self._expression(d, scope) for d in node.args.defaults]
                )
            case ast.ListComp(elt=elt, generators=generators):
                return list(self._comprehended(elt, generators, scope))
            case ast.GeneratorExp():
                raise Unknown  # it is used up by the first who reads it
            case ast.SetComp(elt=elt, generators=generators):
                return set(self._comprehended(elt, generators, scope))
            case ast.DictComp(key=key, value=value, generators=generators):
                pair = ast.Tuple(elts=[key, value], ctx=ast.Load())
                return dict(self._comprehended(pair, generators, scope))
            case ast.Call():
                return self._call(node, scope)
            case ast.Attribute(value=value, attr=attr):
                return _attribute(self._expression(value, scope), attr)
            case _:
                raise Unknown

    def _compared(
        self, left: ast.expr, ops: list[ast.cmpop], others: list[ast.expr], scope: Scope
    ) -> bool:
        one = self._expression(left, scope)
        for op, other in zip(ops, others, strict=True):
            two = self._expression(other, scope)
            if type(op) not in _COMPARE:
                raise Unknown
            if not _COMPARE[type(op)](one, two):
                return False
            one = two
        return True

    def _operated(self, op: ast.operator, left: Any, right: Any) -> Any:
        if isinstance(op, ast.Pow) and isinstance(left, int) and isinstance(right, int):
            if abs(right) > MOST_BITS or left.bit_length() * abs(right) > 2 * MOST_BITS:
                raise Unknown
        if isinstance(op, ast.LShift) and (not isinstance(right, int) or right > MOST_BITS):
            raise Unknown
        if isinstance(op, ast.Mult) and (
            isinstance(left, str | list | tuple) or isinstance(right, str | list | tuple)
        ):
            count, whole = (right, left) if isinstance(right, int) else (left, right)
            if not isinstance(count, int) or count * max(len(whole), 1) > MOST_ITEMS:
                raise Unknown
        if isinstance(op, ast.Mod) and isinstance(left, str):
            raise Unknown
        if type(op) not in _BINARY:
            raise Unknown
        if isinstance(left, Array) or isinstance(right, Array):
            return operated(lambda one, other: self._operated(op, one, other), left, right)
        return _BINARY[type(op)](left, right)

    def _item(self, whole: Any, index: ast.expr, scope: Scope) -> Any:
        if isinstance(index, ast.Slice):
            ends = [
                self._expression(one, scope) if one else None
                for one in (index.lower, index.upper, index.step)
            ]
            return whole[slice(*ends)]
        if not isinstance(whole, str | list | tuple | dict | range | bytes | Array):
            raise Unknown
        return whole[self._expression(index, scope)]

    def _formatted(self, part: ast.expr, scope: Scope) -> str:
        if isinstance(part, ast.Constant):
            return str(part.value)
        if not isinstance(part, ast.FormattedValue):
            raise Unknown
        value = self._expression(part.value, scope)
        spec = ""
        if isinstance(part.format_spec, ast.JoinedStr):
            spec = "".join(self._formatted(one, scope) for one in part.format_spec.values)
        if isinstance(value, _Function) or part.conversion not in (-1, 115, 114):
            raise Unknown
        if any(
            int(digits) > 200 for digits in "".join(c if c.isdigit() else " " for c in spec).split()
        ):
            raise Unknown
        if part.conversion == 114:
            value = repr(value)
        return _Text(
            format(value, spec),
            format(value, _DIGITS.sub(lambda found: f".{int(found[1]) + MORE_DIGITS}", spec)),
        )

    def _comprehended(
        self, elt: ast.expr, generators: list[ast.comprehension], scope: Scope
    ) -> Iterator[Any]:
        inner = Scope(scope)

        def walk(level: int) -> Iterator[Any]:
            if level == len(generators):
                yield self._expression(elt, inner)
                return
            generator = generators[level]
            for item in _iterated(self._expression(generator.iter, inner if level else scope)):
                self._tick()
                self._bind(generator.target, item, inner)
                if all(self._expression(test, inner) for test in generator.ifs):
                    yield from walk(level + 1)

        for count, item in enumerate(walk(0)):
            if count == MOST_ITEMS:
                raise Unknown
            yield item

    # --- calls ------------------------------------------------------------------------------

    def _call(self, node: ast.Call, scope: Scope) -> Any:
        if (
            isinstance(node.func, ast.Name)
            and node.func.id == "print"
            and "print" not in self.globals.names
        ):
            self._print(node, scope)
            return None
        arguments: list[Any] = []
        for one in node.args:
            if isinstance(one, ast.Starred):
                arguments.extend(_iterated(self._expression(one.value, scope)))
            else:
                arguments.append(self._argument(one, scope))
        keywords = {}
        for keyword in node.keywords:
            if keyword.arg is None:
                raise Unknown
            keywords[keyword.arg] = self._expression(keyword.value, scope)
        if isinstance(node.func, ast.Attribute):
            holder = self._expression(node.func.value, scope)
            return self._method(holder, node.func.attr, arguments, keywords)
        return self._called(self._expression(node.func, scope), arguments, keywords)

    def _argument(self, node: ast.expr, scope: Scope) -> Any:
        """An argument; a generator that stands there is read by the call alone."""
        if isinstance(node, ast.GeneratorExp):
            return list(self._comprehended(node.elt, node.generators, scope))
        return self._expression(node, scope)

    def _print(self, node: ast.Call, scope: Scope) -> None:
        keywords = {one.arg: self._expression(one.value, scope) for one in node.keywords}
        if set(keywords) - {"sep", "end", "flush"} or "file" in keywords:
            raise Unknown
        parts: list[str] = []
        for one in node.args:
            if isinstance(one, ast.Starred):
                parts.extend(str(part) for part in _iterated(self._expression(one.value, scope)))
            else:
                value = self._expression(one, scope)
                if isinstance(value, _Function) or callable(value):
                    raise Unknown
                parts.append(value if isinstance(value, str) else str(value))
        if keywords.get("end", "\n") != "\n":
            raise Unknown
        text = _Text.of(parts, str(keywords.get("sep", " ")))
        if len(text) > MOST_TEXT or len(self.trace.printed) > MOST_ITEMS:
            raise Unknown
        whole = self._minuend(node, scope)
        self.trace.printed.append(Printed(*self.line, str(text), text.exact, whole))

    def _minuend(self, node: ast.Call, scope: Scope) -> float:
        """What the only difference in a print's text is taken from, or 0."""
        found = [
            part.value.left
            for one in node.args
            if isinstance(one, ast.JoinedStr)
            for part in one.values
            if isinstance(part, ast.FormattedValue)
            and isinstance(part.value, ast.BinOp)
            and isinstance(part.value.op, ast.Sub)
        ]
        value = self._expression(found[0], scope) if len(found) == 1 else 0
        return value if isinstance(value, int | float) and math.isfinite(value) else 0

    def _called(self, function: Any, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        if isinstance(function, _Function):
            return self._own(function, arguments, keywords)
        if function in (map, filter) or (function in (sorted, min, max) and "key" in keywords):
            return self._with_function(function, arguments, keywords)
        if isinstance(function, type) and function not in (*_TYPES, Array):
            raise Unknown
        if not callable(function):
            raise Unknown
        _guard(function, arguments)
        found = function(*arguments, **keywords)
        return list(found) if isinstance(found, Iterator) else found

    def _with_function(self, function: Any, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        if function in (map, filter):
            items = [
                self._called(arguments[0], list(row), {})
                for row in zip(*map(_iterated, arguments[1:]), strict=False)
            ]
            if function is map:
                return items
            return [one for one, kept in zip(_iterated(arguments[1]), items, strict=False) if kept]
        key = keywords.pop("key")
        return function(*arguments, key=lambda one: self._called(key, [one], {}), **keywords)

    def _own(self, function: _Function, arguments: list[Any], keywords: dict[str, Any]) -> Any:
        args = function.node.args
        if args.vararg or args.kwarg or args.kwonlyargs or args.posonlyargs:
            raise Unknown
        names = [one.arg for one in args.args]
        scope = Scope(function.scope)
        values = dict(
            zip(names[len(names) - len(function.defaults) :], function.defaults, strict=True)
        )
        if len(arguments) > len(names):
            raise Unknown
        values.update(zip(names, arguments, strict=False))
        values.update(keywords)
        if set(values) != set(names):
            raise Unknown
        scope.names.update(values)
        if isinstance(function.node, ast.Lambda):
            return self._expression(function.node.body, scope)
        if any(isinstance(one, ast.Yield | ast.YieldFrom) for one in ast.walk(function.node)):
            raise Unknown
        try:
            self._block(function.node.body, scope)
        except _Return as found:
            return found.value
        return None

    def _method(
        self, holder: Any, name: str, arguments: list[Any], keywords: dict[str, Any]
    ) -> Any:
        if isinstance(holder, _Module):
            return self._called(_member(holder.name, name), arguments, keywords)
        for kind, names in _METHODS.items():
            if isinstance(holder, kind) and name in names:
                if name == "format" and any(len(a) > 200 for a in arguments if isinstance(a, str)):
                    raise Unknown
                found = getattr(holder, name)(*arguments, **keywords)
                return list(found) if name in {"keys", "values", "items"} else found
        raise Unknown


class _Text(str):
    """A formatted text, and the same with its numbers in more digits."""

    __slots__ = ("exact",)

    exact: str

    def __new__(cls, text: str, exact: str) -> Self:
        made = super().__new__(cls, text)
        made.exact = exact
        return made

    @classmethod
    def of(cls, parts: Sequence[str], between: str = "") -> _Text:
        """Parts in one."""
        exact = (part.exact if isinstance(part, _Text) else part for part in parts)
        return cls(between.join(parts), between.join(exact))


class _Module:
    """A module that a listing imports; only its members of the table here are there."""

    def __init__(self, name: str) -> None:
        self.name = name


_MODULES = {
    name: _Module(name)
    for name in ("math", "statistics", "itertools", "datetime", "operator", "numpy")
}
_MEMBERS: dict[tuple[str, str], Any] = {
    **{("math", name): getattr(math, name) for name in (
        "sqrt", "log", "log2", "log10", "exp", "pow", "floor", "ceil", "fabs", "sin", "cos", "tan", "pi",
        "e", "tau", "inf", "hypot", "isqrt", "gcd", "lcm", "comb", "perm", "factorial", "prod", "log1p",
        "expm1", "atan", "atan2", "asin", "acos", "degrees", "radians", "trunc", "dist", "cbrt", "fsum")},
    **{("numpy", name): function for name, function in MEMBERS.items()},
    **{("statistics", name): getattr(statistics, name) for name in (
        "mean", "median", "stdev", "pstdev", "variance", "pvariance", "fmean", "mode")},
    ("itertools", "permutations"): itertools.permutations, ("itertools", "combinations"): itertools.combinations,
    ("itertools", "product"): itertools.product, ("itertools", "chain"): itertools.chain,
    ("itertools", "accumulate"): itertools.accumulate,
    ("itertools", "combinations_with_replacement"): itertools.combinations_with_replacement,
    ("datetime", "date"): date, ("datetime", "timedelta"): timedelta, ("datetime", "datetime"): datetime,
    **{("operator", name): getattr(operator, name) for name in ("add", "mul", "sub", "xor", "truediv", "floordiv")},
}  # fmt: skip
_TYPES = (int, float, str, bool, list, tuple, set, frozenset, dict, range, bytes, date, timedelta, datetime,
          enumerate, zip, reversed, complex, itertools.permutations, itertools.combinations,
          itertools.product, itertools.chain, itertools.accumulate, itertools.combinations_with_replacement)  # fmt: skip
_BUILTINS: dict[str, Any] = {
    function.__name__: function
    for function in (
        abs, round, len, sum, min, max, int, float, str, bool, list, tuple, set, frozenset, dict, range,
        sorted, enumerate, zip, reversed, map, filter, pow, divmod, bin, hex, oct, chr, ord, any, all, repr,
        bytes, complex,
    )
} | {
    "True": True, "False": False, "None": None, "__name__": "__main__",
    # Listings in documents often leave out what every reader would import.
    "math": _MODULES["math"], "np": _MODULES["numpy"],
}  # fmt: skip
_METHODS: dict[type, frozenset[str]] = {
    str: frozenset(("upper", "lower", "strip", "split", "join", "replace", "count", "find", "index", "encode",
                    "startswith", "endswith", "title", "zfill", "lstrip", "rstrip", "isdigit", "isalpha")),
    bytes: frozenset(("decode", "hex")),
    list: frozenset(("append", "extend", "pop", "insert", "index", "count", "sort", "reverse", "remove", "copy", "clear")),
    dict: frozenset(("get", "keys", "values", "items", "setdefault", "pop", "update", "copy")),
    set: frozenset(("add", "union", "intersection", "difference", "discard", "remove", "update")),
    tuple: frozenset(("count", "index")),
    int: frozenset(("bit_length", "bit_count", "to_bytes")),
    float: frozenset(("is_integer", "as_integer_ratio")),
    date: frozenset(("isoformat", "weekday", "isoweekday", "toordinal", "replace")),
    timedelta: frozenset(("total_seconds",)),
    Array: frozenset(("sum", "max", "min", "mean")),
}  # fmt: skip
_ATTRIBUTES: dict[type, frozenset[str]] = {
    timedelta: frozenset(("days", "seconds")),
    date: frozenset(("year", "month", "day")),
    complex: frozenset(("real", "imag")),
}
_BINARY: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow,
    ast.LShift: operator.lshift, ast.RShift: operator.rshift, ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_, ast.BitXor: operator.xor,
}  # fmt: skip
_COMPARE: dict[type, Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le,
    ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Is: operator.is_, ast.IsNot: operator.is_not,
    ast.In: lambda a, b: a in b, ast.NotIn: lambda a, b: a not in b,
}  # fmt: skip


def _unary(op: ast.unaryop, value: Any) -> Any:
    match op:
        case ast.USub():
            return -value
        case ast.UAdd():
            return +value
        case ast.Not():
            return not value
        case _:
            return ~value


def _guard(function: Any, arguments: list[Any]) -> None:
    """Refuse what takes long for its arguments, before it is called."""
    numbers = [one for one in arguments if isinstance(one, int)]
    if function in (math.factorial, math.comb, math.perm) and any(
        abs(one) > 2000 for one in numbers
    ):
        raise Unknown
    if function is pow and len(arguments) == 2 and any(abs(one) > 2000 for one in numbers[1:]):
        raise Unknown
    if function is range or function in (bytes, bytearray):
        with suppress(OverflowError):
            if function is range and len(range(*arguments)) > 20 * MOST_ITEMS:
                raise Unknown
            if function is not range and numbers:
                raise Unknown
    if (
        getattr(function, "__module__", "") == "itertools"
        or function
        in (
            itertools.permutations,
            itertools.product,
        )
    ) and any(hasattr(one, "__len__") and len(one) > 9 for one in arguments):
        raise Unknown


def _iterated(value: Any) -> Iterator[Any]:
    if isinstance(value, str | list | tuple | dict | set | frozenset | range | bytes | Array):
        return iter(list(itertools.islice(value, 20 * MOST_ITEMS)))
    raise Unknown


def _bounded(value: Any) -> Any:
    if isinstance(value, int) and value.bit_length() > 2 * MOST_BITS:
        raise Unknown
    if isinstance(value, str | list | tuple | dict | set | Array) and len(value) > max(
        MOST_ITEMS, MOST_TEXT
    ):
        raise Unknown
    return value


def _member(module: str, name: str) -> Any:
    if (module, name) in _MEMBERS:
        return _MEMBERS[module, name]
    raise Unknown


def _attribute(holder: Any, name: str) -> Any:
    if isinstance(holder, _Module):
        return _member(holder.name, name)
    for kind, names in _ATTRIBUTES.items():
        if isinstance(holder, kind) and name in names:
            return getattr(holder, name)
    raise Unknown


def _loaded(target: ast.expr) -> ast.expr:
    """A target of an assignment, read."""
    match target:
        case ast.Name(id=name):
            return ast.Name(id=name, ctx=ast.Load())
        case ast.Subscript(value=value, slice=index):
            return ast.Subscript(value=value, slice=index, ctx=ast.Load())
    raise Unknown


def _may_print(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom):
        return False
    return any(
        isinstance(node, ast.Name) and node.id == "print"
        for node in itertools.islice(ast.walk(statement), 10_000)
    ) or isinstance(statement, ast.Expr)
