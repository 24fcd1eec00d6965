from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any

import pytest

from flashcards import values


def made(how: Any) -> tuple[type[Any], type[Any]]:
    @how(frozen=True, slots=True)
    class Base:
        """A base."""

        a: int
        b: list[int] = field(default_factory=list, compare=False)
        c: str = field(default="c", kw_only=True, repr=False)
        e: int = field(default=3, init=False)
        f: list[int] = field(default_factory=list, init=False, compare=False)

    @how(frozen=True, slots=True, kw_only=True)
    class Derived(Base):
        """Derived of it."""

        d: float = 0.5

    return Base, Derived


OURS, THEIRS = made(values.dataclass), made(dataclasses.dataclass)


@values.dataclass(frozen=True, slots=True)
class Kept:
    """At the top of a module, so that it can be pickled."""

    one: int
    two: str = "two"


@pytest.mark.parametrize("number", [0, 1])
def test_values_show_compare_and_hash_as_dataclasses_do(number: int) -> None:
    for one, two in ((kinds[number](1), kinds[number](2)) for kinds in (OURS, THEIRS)):
        assert one != two
        for _ in range(2):  # the second time by methods of its own
            assert one == replace(one, b=[3])
            assert hash(one) == hash(replace(one, b=[3]))
            assert one != replace(one, c="d")
            assert one != "one"
        assert not hasattr(one, "__dict__")
    mine, theirs = OURS[number](1, [2], c="x"), THEIRS[number](1, [2], c="x")
    assert repr(mine) == repr(theirs)
    assert hash(mine) == hash(theirs)
    assert dataclasses.astuple(mine) == dataclasses.astuple(theirs)
    assert OURS[number].__match_args__ == THEIRS[number].__match_args__
    assert [f.name for f in fields(mine)] == [f.name for f in fields(theirs)]


def test_a_base_is_not_equal_to_what_is_derived_from_it() -> None:
    assert OURS[0](1) != OURS[1](1)


@pytest.mark.parametrize("number", [0, 1])
def test_instances_take_the_same_arguments(number: int) -> None:
    mine, theirs = OURS[number], THEIRS[number]
    assert mine(1).b is not mine(1).b
    for kind in (mine, theirs):
        for given, named in (((), {}), ((1, [], "c"), {}), ((1,), {"e": 1}), ((1,), {"a": 1})):
            with pytest.raises(TypeError):
                kind(*given, **named)
    one, two = inspect.signature(mine.__init__), inspect.signature(theirs.__init__)
    assert [(p.name, p.kind) for p in one.parameters.values()] == [
        (p.name, p.kind) for p in two.parameters.values()
    ]


def test_they_are_frozen() -> None:
    mine = Kept(1)
    with pytest.raises(FrozenInstanceError):
        mine.one = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del mine.one
    assert mine == Kept(1)


def test_they_are_pickled_and_copied() -> None:
    mine = Kept(1, "x")
    assert pickle.loads(pickle.dumps(mine)) == mine
    assert copy.copy(mine) == copy.deepcopy(mine) == mine


def test_what_a_class_says_itself_stays() -> None:
    @values.dataclass(frozen=True, slots=True)
    class Own:  # noqa: PLW1641 - that it has no hash is tested
        """Compares in its own way."""

        a: int

        def __post_init__(self) -> None:
            if self.a < 0:
                raise ValueError

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own)

        def __repr__(self) -> str:
            return "own"

    assert Own(1) == Own(2)
    assert repr(Own(1)) == "own"
    with pytest.raises(TypeError, match="unhashable"):
        hash(Own(1))
    with pytest.raises(ValueError, match=r"^$"):
        Own(-1)


def test_one_that_is_not_frozen_changes_compares_and_has_no_hash() -> None:
    @values.dataclass(slots=True)
    class Open:
        a: int
        b: list[int] = field(default_factory=list)

    one = Open(1)
    one.a = 2
    assert one == Open(2, [])
    assert repr(one).endswith("Open(a=2, b=[])")
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_dataclasses_without_slots_are_not_made_so() -> None:
    with pytest.raises(TypeError, match="slots"):
        values.dataclass(frozen=True, slots=False)
