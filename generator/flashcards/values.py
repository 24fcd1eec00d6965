"""Dataclasses with slots whose methods are made when they are first used; most are frozen.

`dataclasses` writes and compiles four to six functions for each class as it is imported: half a
millisecond a class, and a third of what importing our own modules took, at each start. Here they
are compiled when they are first called; most classes are never made, compared or hashed in a run.
All else is as in `dataclasses`: `fields`, `replace`, `match`, pickling and showing.

A class that is derived from one of these is one of these, too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, slots: bool, frozen=False, kw_only=False, eq=True, repr=True):  # noqa: A002, ANN001, ANN201
        """As `dataclasses.dataclass`, of which it takes these options."""
        if not slots:
            raise TypeError("only dataclasses with slots are made so")
        return lambda kind: _made(kind, frozen=frozen, kw_only=kw_only, eq=eq, shown=repr)


__all__ = ["dataclass"]

_set = object.__setattr__


def _made(kind: Any, *, frozen: bool, kw_only: bool, eq: bool, shown: bool) -> Any:
    own = kind.__dict__
    methods: dict[str, object] = {
        "__getstate__": _state,
        "__setstate__": _restore,
        **({"__setattr__": _refuse, "__delattr__": _refuse} if frozen else {}),
        **({"__eq__": _equal, "__hash__": _hash if frozen else None} if eq else {}),
        **({"__repr__": _repr} if shown else {}),
    }
    if eq and "__eq__" in own and own["__hash__"] is None:
        methods["__hash__"] = None  # as Python has it: who compares in a way of its own
    for name, method in methods.items():
        if name not in own or own[name] is None:
            setattr(kind, name, method)
    made = dataclasses.dataclass(init=False, eq=False, repr=False, slots=True, kw_only=kw_only)(
        kind
    )
    if "__init__" not in own:

        def begin(self: object, /, *given: object, **named: object) -> None:
            _init(made)(self, *given, **named)

        made.__init__ = begin
    return made


def _init(kind: type) -> Callable[..., None]:
    """The function that `dataclasses` would have written."""
    names: dict[str, object] = {"_new": _NEW}
    places: tuple[list[str], list[str]] = ([], [])
    body = []
    for number, one in enumerate(dataclasses.fields(kind)):
        given, value = one.name, one.name
        if one.default is not dataclasses.MISSING:
            names[f"_{number}"] = one.default
            given = f"{one.name}=_{number}"
            value = value if one.init else f"_{number}"
        elif one.default_factory is not dataclasses.MISSING:
            names[f"_{number}"] = one.default_factory
            given = f"{one.name}=_new"
            value = f"_{number}() if {one.name} is _new else {one.name}"
            value = value if one.init else f"_{number}()"
        if one.init:
            places[one.kw_only is True].append(given)
        if one.init or value != one.name:
            # The slot itself is quicker than `object.__setattr__`, which looks for it each time.
            names[f"_set_{one.name}"] = getattr(kind, one.name).__set__
            body.append(f"_set_{one.name}(self, {value})")
    usual, named = places
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    return _written(kind, "__init__", (*usual, *(("*", *named) if named else ())), body, names)


_NEW = object()
"""Stands for a value that a default's factory makes."""


def _written(
    kind: type,
    name: str,
    given: Iterable[str],
    body: Iterable[str],
    names: dict[str, object],
) -> Callable[..., Any]:
    """A method, compiled and given to its class; of the class only names of fields are in it."""
    lines = "".join(f"    {line}\n" for line in body) or "    pass\n"
    exec(f"def {name}({', '.join(('self', *given))}):\n{lines}", names)  # noqa: S102 - see above
    method = cast("Callable[..., Any]", names[name])
    method.__qualname__ = f"{kind.__qualname__}.{name}"
    setattr(kind, name, method)
    return method


# --- what all share until it is used ------------------------------------------------------------


def _compared(kind: type, whose: str) -> str:
    names = (one.name for one in dataclasses.fields(kind) if one.compare)
    return "(" + "".join(f"{whose}.{name}, " for name in names) + ")"


def _equal(self: object, other: object) -> Any:
    kind = self.__class__
    said, others = _compared(kind, "self"), _compared(kind, "other")
    body = (
        f"if other.__class__ is self.__class__: return {said} == {others}",
        "return NotImplemented",
    )
    return _written(kind, "__eq__", ["other"], body, {})(self, other)


def _hash(self: object) -> int:
    kind = self.__class__
    body = [f"return hash({_compared(kind, 'self')})"]
    made: int = _written(kind, "__hash__", (), body, {})(self)
    return made


def _repr(self: Any) -> str:
    shown = (one.name for one in dataclasses.fields(self) if one.repr)
    said = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{self.__class__.__qualname__}({said})"


def _refuse(self: object, name: str, *_: object) -> None:  # noqa: ARG001
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        _set(self, one.name, value)
