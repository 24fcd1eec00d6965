"""Verification over seeds: what agrees is counted, what does not is named."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import pytest

from flashcards.oracles import verification
from flashcards.oracles.examine import examine
from flashcards.oracles.live import LIVE, Live, Session
from flashcards.oracles.llama import Llama, LlamaAborted, LlamaHung
from flashcards.oracles.outcome import Failure, Outcome, Tally, merged
from flashcards.oracles.verification import PIECE, pieces, pool_seeds, verify
from flashcards.problems import FAMILIES, Ask, Family, draw


def still() -> float:
    return 0.0


def off(family: Family, factor: Fraction) -> Family:
    def wrong(ask: Ask) -> Ask:
        return replace(ask, solve=lambda p: ask.solve(p) * factor)

    return replace(family, asks=tuple(wrong(ask) for ask in family.asks))


def test_all_families_agree() -> None:
    for outcome in verify({name: range(2 * len(one.asks)) for name, one in FAMILIES.items()}):
        family = FAMILIES[outcome.family]
        assert outcome.failures == ()
        assert outcome.variants == 2 * len(family.asks)
        names = {oracle.name for ask in family.asks for oracle in ask.oracles}
        assert {tally.name for tally in outcome.oracles} == names
        for tally in outcome.oracles:
            assert tally.checked > 0
            assert tally.max_rel_error <= tally.tolerance
        assert len(outcome.misconceptions) >= 3 * len(family.asks)


@pytest.mark.parametrize("name", ["kv-cache", "softmax-temperature", "weight-memory"])
def test_a_wrong_formula_is_named_with_each_seed(name: str) -> None:
    outcome = examine(off(FAMILIES[name], Fraction(11, 10)), range(5), clock=still)
    assert [failure.seed for failure in outcome.failures] == list(range(5))
    assert "from the exact answer" in outcome.failures[0].message
    assert f"flashcards problem {name} --seed 0" in outcome.failures[0].message
    assert all(tally.checked == 0 for tally in outcome.oracles)


@pytest.mark.live
@pytest.mark.parametrize("name", ["kv-cache", "softmax-temperature", "weight-memory"])
def test_a_wrong_formula_is_caught_live_though_its_numerics_share_the_mistake(name: str) -> None:
    wrong = off(FAMILIES[name], Fraction(11, 10))
    blind = replace(
        wrong,
        asks=tuple(
            replace(ask, oracles=tuple(replace(o, compute=ask.solve) for o in ask.oracles))
            for ask in wrong.asks
        ),
    )
    with Llama() as llama:
        outcome = examine(blind, range(4), clock=still, session=Session(llama))
    assert len(outcome.failures) == 4
    assert all("llama.cpp" in failure.message for failure in outcome.failures)
    assert all(tally.checked == (0 if tally.live else 4) for tally in outcome.oracles)


@pytest.mark.live
def test_every_live_route_agrees_with_the_exact_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    names = sorted({family for family, _ in LIVE})
    work = {one: range(len(FAMILIES[one].asks)) for one in names}
    with Llama() as llama:
        # One that has not been asked yet: what it remembers of other tests is no run.
        session = Session(llama)
        monkeypatch.setattr(verification, "_session", lambda: session)
        outcomes = verify(work, live=True)
    for outcome in outcomes:
        assert outcome.failures == ()
        live = [tally for tally in outcome.oracles if tally.live]
        assert live
        assert [tally for tally in live if not (tally.checked and tally.runs)] == []


def test_every_live_route_is_of_an_ask_that_is_there() -> None:
    for family, ask in LIVE:
        assert FAMILIES[family].ask(ask).name == ask


@pytest.mark.parametrize(
    "error", [LlamaHung("no answer within 1 s"), LlamaAborted("ended: SIGABRT")]
)
def test_a_lost_worker_is_a_failure_and_no_agreement(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(_session: object, _variants: object) -> list[float]:
        raise error

    route = Live(name="llama.cpp KV cache", compute=lost, agreement=1e-12)
    monkeypatch.setitem(LIVE, ("kv-cache", "size"), route)
    outcome = examine(FAMILIES["kv-cache"], range(3), clock=still, session=Session(Llama()))
    (failure,) = outcome.failures
    assert str(error) in failure.message
    assert [tally.checked for tally in outcome.oracles if tally.live] == [0]


def test_not_a_number_is_no_agreement(monkeypatch: pytest.MonkeyPatch) -> None:
    route = Live(
        name="llama.cpp KV cache", compute=lambda _, some: [float("nan")] * len(some), agreement=1.0
    )
    monkeypatch.setitem(LIVE, ("kv-cache", "size"), route)
    outcome = examine(FAMILIES["kv-cache"], range(3), clock=still, session=Session(Llama()))
    assert len(outcome.failures) == 3


def test_any_executor_gives_what_one_process_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "PIECE", 20)
    told: list[tuple[int, int]] = []
    work = {"kv-cache": range(50), "weight-memory": range(7, 57)}
    with ThreadPoolExecutor(2) as executor:
        spread = verify(
            work,
            executor=executor,
            on_done=lambda done, total: told.append((done, total)),
        )
    alone = verify(work)
    assert [replace(one, seconds=0) for one in spread] == [replace(one, seconds=0) for one in alone]
    assert told[-1] == (100, 100)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_pieces_cover_every_seed_once_and_are_small() -> None:
    given = {"a": range(7, 608), "b": (3, 1, 2)}
    work = list(pieces(given, live=False))
    for name, seeds in given.items():
        assert [s for piece in work if piece.family == name for s in piece.seeds] == list(seeds)
    assert max(len(piece.seeds) for piece in work) <= PIECE


def test_the_deck_s_own_variants_can_be_verified() -> None:
    seeds = pool_seeds(["kv-cache", "weight-memory"])
    assert [len(some) for some in seeds.values()] == [40, 80]
    for name, some in seeds.items():
        statements = [draw(FAMILIES[name], seed).statement for seed in some]
        assert len(set(statements)) == len(statements)


def test_parts_of_a_family_add_up() -> None:
    def part(checked: int, error: float, *failures: Failure) -> Outcome:
        return Outcome(
            family="f",
            variants=3,
            oracles=(Tally(name="o", checked=checked, max_rel_error=error, tolerance=1e-9),),
            misconceptions=frozenset({f"ask/{checked}"}),
            seconds=1.0,
            failures=failures,
        )

    whole = merged([part(3, 1e-12), part(2, 1e-10, Failure(family="f", seed=1, message="m"))])
    assert whole.oracles == (Tally(name="o", checked=5, max_rel_error=1e-10, tolerance=1e-9),)
    assert (whole.variants, whole.seconds, len(whole.failures)) == (6, 2.0, 1)
    assert whole.misconceptions == {"ask/3", "ask/2"}
