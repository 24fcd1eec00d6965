"""Calculations of documents that llama.cpp can settle."""

from __future__ import annotations

import pytest

from flashcards.documents import read_text
from flashcards.facts.computed import Found, worked_problems
from flashcards.oracles.live.found import route_of
from flashcards.oracles.verification import verify_found

LINE = (
    "KV bytes = {factor} × layers × KV heads × head dim × bytes per element × tokens "
    "= {factor} × 32 × 8 × 128 × 2 × 4096 = {value} MiB"
)


def problem(line: str) -> Found:
    text = f"# Notes\n\n## How large is a cache?\n\n{line}\n"
    (one,) = worked_problems(read_text(text, path="a.md").document)
    return one


@pytest.mark.live
def test_a_cache_of_any_shape_is_laid_out_by_llama_cpp() -> None:
    one = problem(LINE.format(factor=2, value=512))
    route = route_of(one.inputs, one.relation)
    assert route is not None
    (outcome,) = verify_found([(one.family, route)], range(20), live=True)
    assert not outcome.failures
    live = next(tally for tally in outcome.oracles if tally.live)
    assert live.checked >= 5
    assert live.max_rel_error == 0


def test_only_the_relation_itself_has_a_route() -> None:
    one = problem(LINE.format(factor=3, value=768))
    assert route_of(one.inputs, one.relation) is None
    assert route_of(("layers", "width", "bytes"), "2 * x0 * x1 * x2") is None
    assert route_of(("layers", "KV heads", "head dim"), "2 * x0 * x1 * x2") is None
