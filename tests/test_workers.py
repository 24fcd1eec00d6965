"""Many items in several processes: in order, errors and all, the same as in one."""

from __future__ import annotations

import os
import pickle

import pytest

from flashcards.errors import FlashcardsError, MishapError, ReadError
from flashcards.workers import each


def described(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def refused(number: int) -> int:
    if number == 2:
        raise ReadError("no two", path="two.md", line=2, hint="take three")
    return number


def test_one_job_is_done_in_this_process() -> None:
    assert list(each(described, range(3))) == [(n * n, os.getpid()) for n in range(3)]


def test_two_jobs_give_the_same_in_order_from_other_processes() -> None:
    found = list(each(described, range(50), jobs=2))
    assert [square for square, _ in found] == [n * n for n in range(50)]
    assert os.getpid() not in {place for _, place in found}


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_raised_when_its_turn_comes(jobs: int) -> None:
    found = each(refused, range(4), jobs=jobs)
    assert [next(found), next(found)] == [0, 1]
    with pytest.raises(ReadError, match=r"two\.md:2: no two \(take three\)"):
        next(found)


@pytest.mark.parametrize(
    "error",
    [
        FlashcardsError("m", path="p", line=1, hint="h"),
        MishapError(ValueError("odd"), path="p.md"),
    ],
)
def test_an_error_keeps_what_it_says_on_its_way(error: FlashcardsError) -> None:
    there = pickle.loads(pickle.dumps(error))
    assert type(there) is type(error)
    assert str(there) == str(error)
    assert vars(there) == vars(error)
