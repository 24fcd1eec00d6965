"""Parts of listings: the statements that one result needs, with the constants that may change."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from textwrap import dedent

from flashcards import patterns as re
from flashcards.relations.listings.python import MOST_CHARACTERS, Interpreter
from flashcards.values import dataclass
from flashcards.worked.literals import FIXED, MOST, Literal, literals, spread, together, writer

_FIXED = re.compile(
    r"hours?|days?|seconds?|minutes?|months?|weeks?|years?$|per_|seed|epsilon|tol|_id$|port|version|shift|mask",
    re.IGNORECASE,
)
"""Names of constants that are what they are, or that a listing's sense hangs on."""
MOST_SLOTS = 6
_CONTINUOUS = frozenset(("pi", "log", "sqrt", "exp", "sin", "cos", "tan", "e"))
"""What formulas of a field are made of, whose numbers hang on its laws."""
_DATED = frozenset(("date", "datetime", "timedelta"))
"""What takes days and months, of which there are only some."""
PRIME_FROM = 11
"""From here on a prime number is likely to be one for a reason."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A constant of a listing that may change: its name, or how it is written without one."""

    name: str
    value: Fraction
    text: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """What one result needs of a listing.

    Attributes:
        slots: the constants that may change.
        text: the code with values in their places.
        asked: the name that is asked for; empty for what the last line prints.
        last: the last line with the document's own numbers.
        kind: what slices of one calculation have in common: what the last line looks up.
        bare: whether numbers without names change, of which its title may speak.
        ends: whether it is what the listing comes to, of which its title may ask.
    """

    slots: tuple[Slot, ...]
    text: Callable[[Sequence[Fraction]], str]
    asked: str
    last: str
    kind: str
    bare: bool = False
    ends: bool = True


def may_change(value: object, name: str = "") -> bool:
    """Whether a constant may be another: no time, no prime, neither nought nor one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or _FIXED.search(name):
        return False
    if isinstance(value, float):
        return value > 0
    return value > 1 and not (value >= PRIME_FROM and _is_prime(value))


def _is_meant(one: Literal) -> bool:
    """Whether a number is a prime, which it is for a reason; digits of base two are none."""
    whole = one.value.denominator == 1 and one.text[:2].casefold() not in {"0b", "0x"}
    return whole and one.value >= PRIME_FROM and _is_prime(int(one.value))


def _is_prime(value: int) -> bool:
    return value < 10**8 and all(value % one for one in range(2, int(value**0.5) + 1))


ALL = "*"
"""In place of a name: all that is printed."""


# --- Python -----------------------------------------------------------------------------------


def run_python(code: str, asked: str) -> str | None:
    """What a listing prints last, or the value of a name at its end."""
    interpreter = Interpreter()
    trace = interpreter.run(code)
    if not trace.complete:
        return None
    if asked == ALL:
        return "\n".join(str(one.text) for one in trace.printed)
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
    source, body = _unrolled(source, body)
    counting = {name for one in body for name in _counted_in(one)}
    for at in reversed(range(len(body))):
        target = body[at]
        asked = _asked(target, used)
        if asked is None:
            continue
        kept = [*_needed(body[:at], target), target]
        if counting & _loaded(target):  # a function that is called before changes what is asked
            kept = body[: at + 1]
        used |= _loaded(target)
        if _idle(kept, target) or not _is_worth(kept) or _repeats(kept, target):
            continue
        slots = _loose(source, kept, list(_slots(kept, target)))
        bare = not slots
        if bare and _is_mere(kept) and not any(isinstance(one, ast.FunctionDef) for one in kept):
            continue
        if bare:
            slots = _loose(source, kept, list(_literals(source, kept)))
        first, slots, places = together(slots, lambda one: one[0].text or id(one), len(slots))
        if first and len(first) <= MOST_SLOTS:
            nodes = tuple(node for _, node in slots)
            yield Slice(
                tuple(slot for slot, _ in first),
                spread(_writer(source, kept, nodes), places),
                asked,
                ast.unparse(target),
                re.sub(r"\d+", "", ast.unparse(target))
                if bare
                else " ".join(sorted(_loaded(target))),
                bare=bare,
                ends=at == len(body) - 1,
            )


# What gives a network its shape, so that the number of its parameters hangs on it.
_SHAPES = re.compile(
    r"layers?$|^l$|heads?$|^h$|dim$|^d$|^d_|hidden|width|vocab|^f$|ffn|^params?$", re.IGNORECASE
)
LARGE = 10**6
"""From here on a number of a listing without a name may be of one thing: 6.7e9 parameters."""
_UNITS = re.compile(r"10*|1073741824|1048576")


def _loose(
    source: str, kept: Sequence[ast.stmt], slots: Sequence[tuple[Slot, ast.Constant]]
) -> list[tuple[Slot, ast.Constant]]:
    """The constants that may change: none of a shape whose size stays, none that a name tells.

    `100 * total / 6.7e9` is of one model, whose layers are what they are; `m15` is of 15 years.
    """
    numbers = (
        each.value for one in kept for each in ast.walk(one) if isinstance(each, ast.Constant)
    )
    sized = any(
        isinstance(value, int | float)
        and value >= LARGE
        and not _UNITS.fullmatch(f"{value:.0f}")
        and not any(value == slot.value for slot, _ in slots)
        for value in numbers
    )
    return [
        (slot, node)
        for slot, node in slots
        if not (sized and _SHAPES.search(slot.name))
        and not re.search(rf"(?<![\W\d]){slot.value}\b", source)
    ]


_MERE = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.LShift)
_WORK = (ast.While, ast.comprehension, ast.Subscript, ast.Compare, ast.AugAssign, ast.BoolOp,
         ast.Lambda, ast.For)  # fmt: skip
_BINARY = frozenset(("2 ** 10", "2 ** 20", "2 ** 30"))
"""Units of bytes, which a listing tells from powers of ten."""
_SHOWS = frozenset(("print", "len", "max", "min", "sum", "int", "float", "str", "round"))
FEWEST_STEPS = 3
"""Sums and products of a listing that is worth working out by these alone."""


def _is_worth(kept: Sequence[ast.stmt]) -> bool:
    """Whether a result takes rules of the language, a function to know, or several steps."""
    nodes = [node for one in kept for node in ast.walk(one)]
    if not _is_mere(kept):
        return True
    signs = [node.op for node in nodes if isinstance(node, ast.BinOp)]
    kinds = {type(sign) for sign in signs}
    return len(signs) >= FEWEST_STEPS + (len(kinds) == 1) and kinds != {ast.Add}


def _is_mere(kept: Sequence[ast.stmt]) -> bool:
    """Whether a listing does nothing but arithmetic."""
    own = {one.name for one in kept if isinstance(one, ast.FunctionDef)}
    nodes = [node for one in kept for node in ast.walk(one)]
    if any(isinstance(node, _WORK) or ast.unparse(node) in _BINARY for node in nodes):
        return False
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    known = {getattr(one.func, "id", "") for one in calls} - own - _SHOWS
    rounds = any(getattr(one.func, "id", "") == "round" and len(one.args) < 2 for one in calls)
    signs = [node.op for node in nodes if isinstance(node, ast.BinOp)]
    return not known and not rounds and all(isinstance(sign, _MERE) for sign in signs)


def _repeats(kept: Sequence[ast.stmt], target: ast.stmt) -> bool:
    """Whether a loop prints one line for each number, of which only the last would be asked."""
    before = {name for one in kept if one is not target for name in _bound(one)}
    return isinstance(target, ast.For) and not _bound(target) & before


def _idle(kept: Sequence[ast.stmt], target: ast.stmt) -> set[str]:
    """Names that stand in a slice though nothing in it needs them: `r, layers = 8, 32`."""
    bound = {name for one in kept if isinstance(one, ast.Assign) for name in _bound(one)}
    return bound - _loaded_of(kept) - _bound(target)


def _loaded_of(kept: Sequence[ast.stmt]) -> set[str]:
    return {name for one in kept for name in _loaded(one)}


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
        isinstance(node, ast.Nonlocal) for node in ast.walk(one)
    )


def _counted_in(one: ast.stmt) -> Iterator[str]:
    """Names of the listing that a function of it changes: `global calls`."""
    for node in ast.walk(one):
        if isinstance(node, ast.Global):
            yield from node.names


def _unrolled(source: str, body: list[ast.stmt]) -> tuple[str, list[ast.stmt]]:
    """A listing whose last loop prints a line for each of some numbers, for one of them only.

    `for n in (10, 100): print(n, steps(n))` becomes `n = 10` and what is printed.
    """
    last = body[-1] if body else None
    if (
        not isinstance(last, ast.For)
        or not isinstance(last.target, ast.Name)
        or not isinstance(last.iter, ast.Tuple | ast.List)
        or last.orelse
        or last.body[0].lineno == last.lineno  # all on one line
        or _asked(last.body[-1], set()) is None
        or any(isinstance(node, ast.AugAssign) for one in last.body for node in ast.walk(one))
    ):
        return source, body
    elements = [one.value if isinstance(one, ast.Constant) else "" for one in last.iter.elts]
    values = [one for one in elements if isinstance(one, int | float)]
    if not values or len(values) < len(elements):
        return source, body
    lines = source.split("\n")
    name, first = last.target.id, last.body[0]
    again = [line[first.col_offset :] for line in lines[first.lineno - 1 : last.end_lineno]]
    one = min((value for value in values if may_change(value)), default=min(values))
    kept = [*lines[: last.lineno - 1], f"{name} = {one}", *again]
    text = "\n".join(kept)
    return text, _body(text)


def _is_print(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "print"


def _asked(one: ast.stmt, used: set[str]) -> str | None:
    """The name that a statement computes; empty for one that prints one thing; else None."""
    if isinstance(one, ast.Expr) and isinstance(one.value, ast.Call) and _is_print(one.value):
        return "" if one.value.args and not one.value.keywords else None
    if isinstance(one, ast.For):
        last = one.body[-1]
        return _asked(last, used) if isinstance(last, ast.Expr) else None
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
    """Names that a statement needs, those that a function of it changes outside among them."""
    names = {n.id for n in ast.walk(one) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return names | {name for n in ast.walk(one) if isinstance(n, ast.Global) for name in n.names}


def _bound(one: ast.stmt) -> set[str]:
    """Names that a statement gives a value, or whose thing it changes: `parent[a] = b`."""
    names = {
        n.id for n in ast.walk(one) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    for n in ast.walk(one):
        inside: ast.AST | None = None
        if isinstance(n, ast.Subscript | ast.Attribute) and isinstance(n.ctx, ast.Store):
            inside = n.value
        elif isinstance(n, ast.Expr) and isinstance(n.value, ast.Call):
            inside = n.value.func  # a call for what it does: `found.append(a)`
        while isinstance(inside, ast.Subscript | ast.Attribute):
            inside = inside.value
        if isinstance(inside, ast.Name):
            names.add(inside.id)
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
    asking = [one for one in kept if isinstance(one, ast.Expr) and one is not target]
    for node in (each for one in (*asking, target) for each in ast.walk(one)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in own:
            names_of = [one.arg for one in own[node.func.id].args.args]
            for passed, name_of in zip(node.args, names_of, strict=False):
                if isinstance(passed, ast.Constant):
                    yield from _slot(name_of, passed)


def _literals(source: str, kept: Sequence[ast.stmt]) -> Iterator[tuple[Slot, ast.Constant]]:
    """Numbers that stand in an expression itself, where none has a name.

    All stand in one statement: in two they may hang together, as 15 years and 180 months do.
    """
    lines = source.split("\n")
    found: list[list[tuple[Slot, ast.Constant, bool]]] = []
    for one in kept:
        if isinstance(one, ast.Import | ast.ImportFrom | ast.FunctionDef) or _is_given(one):
            continue
        loaded = _loaded(one)
        if not loaded.isdisjoint(_DATED):
            return
        own = list(_of_statement(lines, one))
        if own and not loaded.isdisjoint(_CONTINUOUS):
            return
        found += [own] if own else []
    if len(found) == 1 or all(counts for own in found for _, _, counts in own):
        yield from ((slot, node) for own in found for slot, node, _ in own)


def _is_given(one: ast.stmt) -> bool:
    """Whether a statement gives names to bare constants: those that may not change."""
    if not isinstance(one, ast.Assign):
        return False
    values = one.value.elts if isinstance(one.value, ast.Tuple) else [one.value]
    return all(isinstance(value, ast.Constant) for value in values)


def _of_statement(lines: Sequence[str], one: ast.stmt) -> Iterator[tuple[Slot, ast.Constant, bool]]:
    """The numbers of a statement, and whether they count steps and places."""
    counted, shown = set[int](), set[int]()
    for node in ast.walk(one):
        parts: list[ast.AST] = []
        if isinstance(node, ast.Subscript):
            parts = [node.slice]
        elif isinstance(node, ast.For | ast.comprehension):
            parts = [node.iter]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            parts = list(node.args) if node.func.id == "range" else []
            shown |= {id(each) for each in node.args[1:] if node.func.id == "round"}
        counted |= {id(each) for part in parts for each in ast.walk(part)}
    numbers = {
        (node.lineno, node.col_offset): node
        for node in ast.walk(one)
        if isinstance(node, ast.Constant) and id(node) not in shown
    }
    for at in range(one.lineno, (one.end_lineno or one.lineno) + 1):
        for found in literals(lines[at - 1], every=True):
            constant = numbers.get((at, len(lines[at - 1][: found.start].encode())))
            if constant is None or not isinstance(constant.value, int | float):
                continue
            counts = id(constant) in counted
            if counts or not (found.value in FIXED or _is_meant(found)):
                yield Slot("", found.value, found.text), constant, counts


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
            written = line[node.col_offset : end].decode()
            new = Literal(value, written, 0).written(value).encode()
            out[node.lineno - 1] = line[: node.col_offset] + new + line[end:]
        return b"\n".join(out[at] for at in shown if out[at].strip()).decode()

    return text


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
# A line that computes something: an operator between two operands.
_COMPUTES = re.compile(r"[\w)]\s*(?:[-+*/%&|^]|<<|>>)\s*[\w(]")
_COMMENT = re.compile(
    r"(?P<string>\"(?:\\.|[^\"\\\n])*\"|`[^`]*`|'(?:\\.|[^'\\\n])*')|//[^\n]*|/\*.*?\*/", re.DOTALL
)


# What reads numbers by rules of the language: bits, remainders, loops, functions of its own.
_INTEGERS = re.compile(r"[%&|^~]|<<|>>|\b(?:for|while|if|return|int|long|unsigned|Math\.)")


# A line that prints and does nothing else, and one that only gives a name to something.
_PRINTS = re.compile(
    r"^\s*(?:console\.log|printf|puts|fmt\.Print\w*|System\.out\.print\w*|println!|print)\b"
    r"(?!.*(?:\+\+|--|[^=!<>]=[^=]))"
)
_NAMES = re.compile(
    rf"^\s*(?:#\s*define\s+|(?:(?:{_TYPES})\s+)+)(?P<name>\w+)(?!\s*\().*[^{{]$"
    r"|^\s*(?P<short>\w+)\s*:="
)
FEWEST_SIGNS = 2
"""Operations of a listing that is worth working out."""


def _pruned(code: str) -> str:
    """A listing without what its last line does not need: prints before it, names of no use."""
    lines = code.split("\n")
    prints = [at for at, line in enumerate(lines) if _PRINTS.match(line)]
    kept = [line for at, line in enumerate(lines) if at not in prints[:-1]]
    last = next((line for line in reversed(kept) if _NAMES.match(line)), "") if not prints else ""
    for line in reversed(list(kept)):
        found = _NAMES.match(line)
        name = found and (found["name"] or found["short"])
        uses = sum(len(re.findall(rf"\b{name}\b", each)) for each in kept) if name else 0
        if uses == 1 and line is not last:
            kept.remove(line)
    return "\n".join(kept)


def c_slices(text: str, family: str) -> Iterator[Slice]:
    """The results of a listing in C or its like, the last first, each with what it needs."""
    code = _COMMENT.sub(lambda m: m["string"] or "", text)
    lines = [line.rstrip() for line in code.split("\n") if line.strip()]
    yield from _c_slice(_pruned("\n".join(lines)), family)
    while len(lines) > 1 and all(map(_NAMES.match, lines[-2:])):  # each name is a result
        lines.pop()
        yield from _c_slice(_pruned("\n".join(lines)), family)


def _c_slice(code: str, family: str) -> Iterator[Slice]:
    """The last result of a listing, shown whole."""
    from flashcards.relations.listings.clike import Machine

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
    trace = Machine(family).run(code)
    computed = [one.name for one in trace.assigned if one.computed]
    kept = tuple(slot for slot, _ in slots)
    write = _c_writer(code, [m for _, m in slots])
    if not slots:  # numbers without names, in the lines that compute
        computing = [
            one
            for one in literals(code)
            if _COMPUTES.search(code[code.rfind("\n", 0, one.start) + 1 :].partition("\n")[0])
        ]
        first, chosen, places = together(computing, lambda one: one.text, MOST)
        kept = tuple(Slot("", one.value, one.text) for one in first)
        write = spread(writer(code, chosen), places)
    if not kept:
        return
    bare = not slots
    if (bare and not _INTEGERS.search(code)) or len(_COMPUTES.findall(code)) < FEWEST_SIGNS:
        return  # mere arithmetic
    if trace.printed and trace.printed[-1].text is not None:
        yield Slice(kept, write, "", code.strip().split("\n")[-1], "", bare=bare)
    elif computed:
        yield Slice(kept, write, computed[-1], computed[-1], computed[-1], bare=bare)


def _c_writer(code: str, found: Sequence[re.Match[str]]) -> Callable[[Sequence[Fraction]], str]:
    def text(values: Sequence[Fraction]) -> str:
        out, at = "", 0
        for match, value in zip(found, values, strict=True):
            shown = str(int(value)) if value.denominator == 1 else repr(float(value))
            out += code[at : match.start("value")] + shown
            at = match.end("value")
        return out + code[at:]

    return text
