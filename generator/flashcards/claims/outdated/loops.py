"""A loop that feeds a model its whole, growing context at each step."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_GROWING = frozenset(("append", "extend"))
_EMPTYING = frozenset(("reset", "load_state"))


def eval_of_grown_list(loop: ast.For | ast.While) -> Iterator[tuple[ast.Call, ast.Attribute]]:
    """Calls `….eval(tokens)` in a loop that also makes `tokens` longer and never resets.

    Not where the loop also gives `tokens` a value that is not made from itself.
    """
    nodes = [node for statement in loop.body for node in ast.walk(statement)]
    calls = [
        (node, node.func)
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    methods = {function.attr for _, function in calls}
    if methods & _EMPTYING or "eval" not in methods:
        return
    for call, function in calls:
        argument = call.args[0] if len(call.args) == 1 else None
        if function.attr != "eval" or not isinstance(argument, ast.Name):
            continue
        if _grows(argument.id, nodes) and not _starts_anew(argument.id, nodes):
            yield call, function


def _grows(name: str, nodes: list[ast.AST]) -> bool:
    return any(
        (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in _GROWING
            and _is(name, node.func.value)
        )
        or (isinstance(node, ast.AugAssign) and _is(name, node.target))
        for node in nodes
    )


def _is(name: str, node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _starts_anew(name: str, nodes: list[ast.AST]) -> bool:
    return any(
        isinstance(node, ast.Assign)
        and any(_is(name, target) for target in node.targets)
        and not any(_is(name, part) for part in ast.walk(node.value))
        for node in nodes
    ) or any(
        isinstance(node, ast.Attribute)
        and node.attr == "n_tokens"
        and isinstance(node.ctx, ast.Store)
        for node in nodes
    )
