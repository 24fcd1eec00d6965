"""Frozen dataclasses with slots whose methods are made when they are first used.

`dataclasses` writes and compiles four to six functions for each class as it is imported: half a
millisecond a class, and most of what importing our own modules took, at each start. Here a class
shares all methods but `__init__`, which is compiled for the first instance; most kinds of nodes
and cards never have one in a run. All else is as in `dataclasses`: `fields`, `replace`, `match`,
pickling, comparing, hashing and showing.

A class that is derived from one of these is one of these, too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only=False, eq=True, repr=True):  # noqa: A002, ANN001, ANN201
        """As `dataclasses.dataclass`, of which it takes these options."""
        if not (frozen and slots):
            raise TypeError("only frozen dataclasses with slots are made so")
        return lambda kind: _made(kind, kw_only=kw_only, eq=eq, shown=repr)


__all__ = ["dataclass"]

_set = object.__setattr__


def _made(kind: Any, *, kw_only: bool, eq: bool, shown: bool) -> Any:
    own = kind.__dict__
    methods: dict[str, object] = {
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _state,
        "__setstate__": _restore,
        **({"__eq__": _equal, "__hash__": _hash} if eq else {}),
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
            made.__init__ = init = _init(made)
            init(self, *given, **named)

        made.__init__ = begin
    return made


def _init(kind: type) -> Callable[..., None]:
    """The function that `dataclasses` would have written."""
    names: dict[str, object] = {"_set": _set, "_made": _NEW}
    places: tuple[list[str], list[str]] = ([], [])
    body = []
    for number, one in enumerate(dataclasses.fields(kind)):
        value = one.name
        if one.default is not dataclasses.MISSING:
            names[f"_{number}"] = one.default
            given = f"{one.name}=_{number}"
        elif one.default_factory is not dataclasses.MISSING:
            names[f"_{number}"] = one.default_factory
            given = f"{one.name}=_made"
            value = f"_{number}() if {one.name} is _made else {one.name}"
        else:
            given = one.name
        places[one.kw_only is True].append(given)
        body.append(f"    _set(self, {one.name!r}, {value})\n")
    usual, named = places
    head = ", ".join(("self", *usual, *(("*", *named) if named else ())))
    if hasattr(kind, "__post_init__"):
        body.append("    self.__post_init__()\n")
    exec(f"def __init__({head}):\n{''.join(body) or '    pass'}", names)  # noqa: S102 - names of fields only
    init: Any = names["__init__"]
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return init  # type: ignore[no-any-return]


_NEW = object()
"""Stands for a value that a default's factory makes."""

# --- what all share ----------------------------------------------------------------------------

_SAID: dict[type, Callable[[Any], tuple[object, ...]]] = {}
"""Of each class, what its instances say: the fields that are compared."""


def _said(value: object) -> tuple[object, ...]:
    kind = value.__class__
    found = _SAID.get(kind)
    if found is None:
        names = [one.name for one in dataclasses.fields(kind) if one.compare]  # type: ignore[arg-type]
        found = _SAID[kind] = _getter(names)
    return found(value)


def _getter(names: list[str]) -> Callable[[Any], tuple[object, ...]]:
    match names:
        case []:
            return lambda _: ()
        case [name]:
            one = attrgetter(name)
            return lambda value: (one(value),)
        case _:
            return attrgetter(*names)


def _equal(self: object, other: object) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _said(self) == _said(other)


def _hash(self: object) -> int:
    return hash(_said(self))


def _repr(self: Any) -> str:
    said = (
        f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr
    )
    return f"{self.__class__.__qualname__}({', '.join(said)})"


def _refuse(self: object, name: str, *_: object) -> None:  # noqa: ARG001
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _restore(self: Any, state: list[object]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        _set(self, one.name, value)
