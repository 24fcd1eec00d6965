"""Listings in Python run by hand: assignments and prints with known numbers, nothing else.

Not an interpreter: nothing is ever called, and what is not known has no value; see `evaluation`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from itertools import islice

from flashcards.claims.numbers.evaluation import (
    MOST_ITEMS,
    Known,
    Names,
    UnknownError,
    evaluate,
    formatted,
    joined,
    operate,
    text_of,
)
from flashcards.values import dataclass

MOST_LINES = 400
MOST_CHARACTERS = 20_000
PRECISE = 12
"""Digits more than a print shows, for comments that show more themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A statement that was run.

    Attributes:
        line, end_line: 1-based, in the listing.
        name: what it assigns, or "".
        value: what it assigns.
        code: its expression as written.
        computed: whether it has an operator or a call; else it is a bare constant.
        printed: the lines it prints, if all of them are known.
        precise: the same lines with numbers in more digits than are printed.
        whole: what a printed difference was taken from: `a` of `print(f"{a - b} left")`.
    """

    line: int
    end_line: int
    name: str = ""
    value: Known | None = None
    code: str = ""
    computed: bool = False
    printed: tuple[str, ...] = ()
    precise: tuple[str, ...] = ()
    whole: Fraction | None = None


def run(text: str, names: Names) -> Iterator[Step]:
    """Run a listing's statements in order, as far as each can be; `names` is kept up to date.

    A listing that is not whole Python is run statement by statement, without those that do not
    parse.
    """
    if len(text) > MOST_CHARACTERS or (not text.isprintable() and "\0" in text):
        return
    for offset, body in statements(text):
        for statement in body:
            try:
                yield from _run(statement, names, offset)
            except (UnknownError, RecursionError):
                for name in _assigned(statement):
                    names.pop(name, None)


def statements(text: str) -> Iterator[tuple[int, list[ast.stmt]]]:
    """A listing's statements, each run of them with the lines before it; see `run`."""
    with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
        yield 0, _parse(text)
        return
    lines = text.split("\n")[:MOST_LINES]
    at = 0
    while at < len(lines):
        if not lines[at].strip() or lines[at][:1] in {" ", "\t", "#"}:
            at += 1
            continue
        for end in range(at + 1, min(at + 16, len(lines)) + 1):
            try:
                body = _parse("\n".join(lines[at:end]))
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
            yield at, body
            at = end
            break
        else:
            at += 1


def _parse(text: str) -> list[ast.stmt]:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a document's odd escapes, not ours
        return ast.parse(text).body


def _run(statement: ast.stmt, names: Names, offset: int) -> Iterator[Step]:
    line, end = offset + statement.lineno, offset + (statement.end_lineno or statement.lineno)
    if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        value = evaluate(statement.value, names)
        for target in targets:
            if isinstance(target, ast.Name):
                names[target.id] = value
                yield Step(
                    line=line,
                    end_line=end,
                    name=target.id,
                    value=value,
                    code=ast.unparse(statement.value),
                    computed=not isinstance(statement.value, ast.Constant | ast.List | ast.UnaryOp),
                )
            else:
                for name in _stored(target):
                    names.pop(name, None)
    elif isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
        left = names.get(statement.target.id)
        if left is None:
            raise UnknownError
        names[statement.target.id] = operate(statement.op, left, evaluate(statement.value, names))
    elif call := _print_of(statement):
        yield Step(
            line=line,
            end_line=end,
            printed=tuple(_printed(call, names)),
            precise=tuple(_printed(call, names, digits=PRECISE)),
            whole=_minuend(call, names),
            code=ast.unparse(call),
        )
    elif isinstance(statement, ast.For):
        yield Step(
            line=line,
            end_line=end,
            printed=tuple(_loop(statement, names)),
            precise=tuple(_loop(statement, names, digits=PRECISE)),
        )
    else:
        for name in _assigned(statement):
            names.pop(name, None)


def _assigned(statement: ast.stmt) -> set[str]:
    """Names that a statement binds; what it binds them to is not known."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
        return {statement.name}
    return _stored(statement)


def _stored(part: ast.AST) -> set[str]:
    return {
        node.id
        for node in islice(ast.walk(part), 10_000)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _print_of(statement: ast.stmt) -> ast.Call | None:
    """The call of `print` that a statement is, or None."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Name(id="print")) as call):
            return call
        case _:
            return None


def _printed(call: ast.Call, names: Mapping[str, Known], digits: int = 0) -> Iterator[str]:
    """The lines of a print, numbers with so many digits more than it shows."""
    parts = [
        joined(formatted(part, names, 1, digits) for part in argument.values)
        if isinstance(argument, ast.JoinedStr)
        else text_of(evaluate(argument, names))
        for argument in call.args
    ]
    yield from " ".join(parts).split("\n")


def _minuend(call: ast.Call, names: Mapping[str, Known]) -> Fraction | None:
    """What the only difference in a print's text is taken from."""
    found = [
        part.value.left
        for argument in call.args
        if isinstance(argument, ast.JoinedStr)
        for part in argument.values
        if isinstance(part, ast.FormattedValue)
        and isinstance(part.value, ast.BinOp)
        and isinstance(part.value.op, ast.Sub)
    ]
    value = evaluate(found[0], names) if len(found) == 1 else None
    return value if isinstance(value, Fraction) else None


def _loop(loop: ast.For, names: Names, digits: int = 0) -> Iterator[str]:
    """What a loop that only prints prints."""
    items = evaluate(loop.iter, names)
    if not isinstance(items, tuple) or len(items) > MOST_ITEMS:
        raise UnknownError
    inner: Names = dict(names)
    for item in items:
        _bind(loop.target, item, inner)
        for statement in loop.body:
            call = _print_of(statement)
            if call is None:
                raise UnknownError
            yield from _printed(call, inner, digits)


def _bind(target: ast.expr, value: Known, names: Names) -> None:
    if isinstance(target, ast.Name):
        names[target.id] = value
    elif isinstance(target, ast.Tuple) and isinstance(value, tuple):
        if len(target.elts) != len(value):
            raise UnknownError
        for part, one in zip(target.elts, value, strict=True):
            _bind(part, one, names)
    else:
        raise UnknownError
