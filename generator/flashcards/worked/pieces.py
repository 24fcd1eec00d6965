"""Parts of listings: the statements that one result needs, with the constants that may change."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from textwrap import dedent

from flashcards.relations.listings.python import MOST_CHARACTERS, Interpreter

_FIXED = re.compile(
    r"hours?|days?|seconds?|minutes?|months?|weeks?|years?$|per_|seed|epsilon|tol|_id$|port|version|shift|mask",
    re.IGNORECASE,
)
"""Names of constants that are what they are, or that a listing's sense hangs on."""
PRIME_FROM = 11
"""From here on a prime number is likely to be one for a reason."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A constant of a listing that may change."""

    name: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Slice:
    """What one result needs of a listing.

    Attributes:
        slots: the constants that may change.
        text: the code with values in their places.
        asked: the name that is asked for; empty for what the last line prints.
        last: the last line with the document's own numbers.
        kind: what slices of one calculation have in common: what the last line looks up.
    """

    slots: tuple[Slot, ...]
    text: Callable[[Sequence[Fraction]], str]
    asked: str
    last: str
    kind: str


def may_change(value: object, name: str = "") -> bool:
    """Whether a constant may be another: no time, no prime, neither nought nor one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or _FIXED.search(name):
        return False
    if isinstance(value, float):
        return value > 0
    return value > 1 and not (value >= PRIME_FROM and _is_prime(value))


def _is_prime(value: int) -> bool:
    return value < 10**8 and all(value % one for one in range(2, int(value**0.5) + 1))


# --- Python -----------------------------------------------------------------------------------


def run_python(code: str, asked: str) -> str | None:
    """What a listing prints last, or the value of a name at its end."""
    interpreter = Interpreter()
    trace = interpreter.run(code)
    if not trace.complete:
        return None
    if asked:
        found = [one.value for one in trace.assigned if one.name == asked]
        value = found[-1] if found else None
        return (
            repr(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
        )
    return trace.printed[-1].text if trace.printed else None


def python_slices(text: str) -> Iterator[Slice]:
    """The results of a listing in Python, the last first."""
    source = _uncommented(text)
    body = _body(source)
    if any(_acts(one) for one in body):
        return
    used: set[str] = set()
    for at in reversed(range(len(body))):
        target = body[at]
        asked = _asked(target, used)
        if asked is None:
            continue
        kept = [*_needed(body[:at], target), target]
        used |= _loaded(target)
        slots = list(_slots(kept, target))
        if slots:
            nodes = tuple(node for _, node in slots)
            yield Slice(
                tuple(slot for slot, _ in slots),
                _writer(source, kept, nodes),
                asked,
                ast.unparse(target),
                " ".join(sorted(_loaded(target))),
            )


def _body(text: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a document's odd escapes, not ours
            return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _uncommented(text: str) -> str:
    """A listing without its comments, each line in its place; empty where it is none."""
    if len(text) > MOST_CHARACTERS:
        return ""
    lines = dedent(text).split("\n")
    try:
        for token in tokenize.generate_tokens(io.StringIO("\n".join(lines)).readline):
            if token.type == tokenize.COMMENT:
                line, column = token.start
                lines[line - 1] = lines[line - 1][:column].rstrip()
    except (tokenize.TokenError, SyntaxError, ValueError):
        return ""
    return "\n".join(lines)


def _acts(one: ast.stmt) -> bool:
    """Whether a statement does something that leaves no name: a call beside `print`."""
    if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call):
        return not _is_print(one.value)
    return isinstance(one, ast.Delete | ast.With | ast.Try | ast.ClassDef) or any(
        isinstance(node, ast.Global | ast.Nonlocal) for node in ast.walk(one)
    )


def _is_print(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "print"


def _asked(one: ast.stmt, used: set[str]) -> str | None:
    """The name that a statement computes; empty for one that prints one thing; else None."""
    if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call) and _is_print(one.value):
        return "" if len(one.value.args) == 1 and not one.value.keywords else None
    if (
        isinstance(one, ast.Assign)
        and len(one.targets) == 1
        and isinstance(one.targets[0], ast.Name)
        and isinstance(one.value, ast.BinOp | ast.Call)
        and one.targets[0].id not in used
        and len(one.targets[0].id) > 2
    ):
        return one.targets[0].id
    return None


def _loaded(one: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(one) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _bound(one: ast.stmt) -> set[str]:
    names = {
        n.id for n in ast.walk(one) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    if isinstance(one, ast.FunctionDef):
        names = {one.name}
    if isinstance(one, ast.Import | ast.ImportFrom):
        names = {(alias.asname or alias.name).split(".")[0] for alias in one.names}
    return names


def _needed(before: Sequence[ast.stmt], target: ast.stmt) -> list[ast.stmt]:
    """The statements before that a statement depends on, in order."""
    wanted = _loaded(target)
    kept: list[ast.stmt] = []
    for one in reversed(before):
        if isinstance(one, ast.Expr) or not _bound(one) & wanted:
            continue
        wanted |= _loaded(one)
        kept.insert(0, one)
    return kept


def _slots(kept: Sequence[ast.stmt], target: ast.stmt) -> Iterator[tuple[Slot, ast.Constant]]:
    """Constants that have names, and arguments of the listing's own functions."""
    own = {one.name: one for one in kept if isinstance(one, ast.FunctionDef)}
    for one in kept:
        if not isinstance(one, ast.Assign) or len(one.targets) != 1:
            continue
        names, values = one.targets[0], one.value
        pairs = (
            zip(names.elts, values.elts, strict=False)
            if isinstance(names, ast.Tuple) and isinstance(values, ast.Tuple)
            else [(names, values)]
        )
        for name, value in pairs:
            if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
                yield from _slot(name.id, value)
    for node in ast.walk(target):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in own:
            names_of = [one.arg for one in own[node.func.id].args.args]
            for passed, name_of in zip(node.args, names_of, strict=False):
                if isinstance(passed, ast.Constant):
                    yield from _slot(name_of, passed)


def _slot(name: str, node: ast.Constant) -> Iterator[tuple[Slot, ast.Constant]]:
    if may_change(node.value, name) and isinstance(node.value, int | float):
        yield Slot(name, Fraction(str(node.value))), node


def _writer(
    source: str, kept: Sequence[ast.stmt], nodes: Sequence[ast.Constant]
) -> Callable[[Sequence[Fraction]], str]:
    """The statements as their author wrote them, with values in the places of constants."""
    lines = [line.encode() for line in source.split("\n")]  # columns of a tree count bytes
    shown = sorted({
        at for one in kept for at in range(one.lineno - 1, one.end_lineno or one.lineno)
    })  # fmt: skip

    def text(values: Sequence[Fraction]) -> str:
        out = list(lines)
        pairs = zip(nodes, values, strict=True)
        for node, value in sorted(pairs, key=lambda pair: -pair[0].col_offset):
            line, end = out[node.lineno - 1], node.end_col_offset or node.col_offset
            new = _number(value, whole=isinstance(node.value, int)).encode()
            out[node.lineno - 1] = line[: node.col_offset] + new + line[end:]
        return b"\n".join(out[at] for at in shown if out[at].strip()).decode()

    return text


def _number(value: Fraction, *, whole: bool) -> str:
    return str(int(value)) if whole and value.denominator == 1 else repr(float(value))


# --- C and its like ---------------------------------------------------------------------------

# A constant with a name: a macro, or a declaration.
_TYPES = (
    r"const|let|var|static|final|mut|int|long|float|double|auto|unsigned|size_t|u?int\d+(?:_t)?"
)
_CONSTANT = re.compile(
    r"(?P<head>^[ \t]*(?:#[ \t]*define[ \t]+(?P<macro>\w+)[ \t]+"
    rf"|(?:(?:{_TYPES})[ \t]+)+(?P<name>\w+)(?:[ \t]*:[ \t]*\w+)?[ \t]*=[ \t]*"
    r"|(?P<short>\w+)[ \t]*:=[ \t]*))"
    r"(?P<value>\d[\d_']*(?:\.\d+)?)(?P<tail>[uUlLfF]*[ \t]*;?[ \t]*$)",
    re.MULTILINE,
)
_COMMENT = re.compile(
    r"(?P<string>\"(?:\\.|[^\"\\\n])*\"|`[^`]*`|'(?:\\.|[^'\\\n])*')|//[^\n]*|/\*.*?\*/", re.DOTALL
)


def c_slices(text: str, family: str) -> Iterator[Slice]:
    """The last results of a listing in C or its like, shown whole."""
    from flashcards.relations.listings.clike import Machine

    code = _COMMENT.sub(lambda m: m["string"] or "", text)
    code = "\n".join(line.rstrip() for line in code.split("\n") if line.strip())
    found = _CONSTANT.finditer(code)
    slots = [
        (
            Slot(
                m["macro"] or m["name"] or m["short"],
                Fraction(m["value"].replace("_", "").replace("'", "")),
            ),
            m,
        )
        for m in found
    ]
    slots = [
        (slot, m)
        for slot, m in slots
        if may_change(
            int(slot.value) if slot.value.denominator == 1 else float(slot.value), slot.name
        )
    ]
    if not slots:
        return
    trace = Machine(family).run(code)
    computed = [one.name for one in trace.assigned if one.computed]
    writer = _c_writer(code, [m for _, m in slots])
    kept = tuple(slot for slot, _ in slots)
    if trace.printed and trace.printed[-1].text is not None:
        yield Slice(kept, writer, "", code.strip().split("\n")[-1], "")
    elif computed:
        yield Slice(kept, writer, computed[-1], computed[-1], computed[-1])


def _c_writer(code: str, found: Sequence[re.Match[str]]) -> Callable[[Sequence[Fraction]], str]:
    def text(values: Sequence[Fraction]) -> str:
        out, at = "", 0
        for match, value in zip(found, values, strict=True):
            shown = str(int(value)) if value.denominator == 1 else repr(float(value))
            out += code[at : match.start("value")] + shown
            at = match.end("value")
        return out + code[at:]

    return text
