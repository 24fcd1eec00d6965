"""llama.cpp settles what it can be asked; what contradicts a rule is a bug of the rule."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards import settling
from flashcards.claims.numbers.claim import (
    AskBlock,
    AskFile,
    AskKv,
    AskSoftmax,
    Claim,
    Shape,
    Verdict,
)
from flashcards.claims.numbers.document import number_claims
from flashcards.oracles.live import Session
from flashcards.oracles.llama import Llama
from flashcards.settling import RuleContradictedError, settle
from tests.understood import read_once

CLAIM = Claim(line=7, rule="kv-size", stated="~4 GB", verdict=Verdict.WRONG)
SEVEN = AskKv(Shape(32, 32, 32, 128), 4096)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with Llama() as llama:
        yield Session(llama)


def evidence(ask: AskBlock | AskFile | AskKv | AskSoftmax, session: Session) -> str:
    (settled,) = settle([replace(CLAIM, ask=ask)], session)
    version, _, found = settled.evidence.partition(": ")
    assert version.startswith("llama.cpp (llama-cpp-python ")
    return found


def test_without_a_session_nothing_changes() -> None:
    assert settle([replace(CLAIM, ask=SEVEN)], None) == (replace(CLAIM, ask=SEVEN),)


@pytest.mark.live
def test_a_cache_at_its_full_context(session: Session) -> None:
    assert evidence(SEVEN, session) == (
        "2048.00 MiB for 32 layers × 32 KV heads × 128 at 4096, f16"
    )


@pytest.mark.live
def test_a_cache_of_a_context_that_llama_cpp_rounds_up(session: Session) -> None:
    found = evidence(replace(SEVEN, context=1), session)
    assert found.endswith("at 256, f16, so 0.50 MiB at 1")


@pytest.mark.live
def test_a_cache_of_another_type(session: Session) -> None:
    assert evidence(replace(SEVEN, type="q8_0"), session).startswith("1088.00 MiB")


@pytest.mark.live
def test_a_shape_that_llama_cpp_does_not_take_stays_as_it_is(session: Session) -> None:
    claim = replace(CLAIM, ask=AskKv(Shape(32, 32, 5, 128), 4096))
    assert settle([claim], session) == (claim,)


@pytest.mark.live
def test_a_block(session: Session) -> None:
    assert evidence(AskBlock("q4_0"), session) == "18 bytes for 32 weights of q4_0, 4.5 bits each"


@pytest.mark.live
def test_a_softmax(session: Session) -> None:
    assert evidence(AskSoftmax((2.0, 1.0), 2.0), session) == (
        "[0.6225, 0.3775] from the sampler chain at temperature 2"
    )


@pytest.mark.live
def test_every_size_of_the_table_is_measured_again(root: Path, session: Session) -> None:
    path = root / "generator/flashcards/claims/numbers/data/files.toml"
    table = tomllib.loads(path.read_text("utf-8"))
    asks: list[AskBlock | AskFile] = [AskBlock(name.lower()) for name in table["blocks"]]
    for kind, row in table["files"].items():
        asks += [AskFile(shape, kind) for shape in row if shape != "block"]
    settled = settle([replace(CLAIM, ask=ask) for ask in asks], session)
    assert all(claim.evidence for claim in settled)


@pytest.mark.live
def test_a_contradicted_rule_is_an_error(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "measured", lambda *_: 1)
    with pytest.raises(RuleContradictedError) as caught:
        settle([replace(CLAIM, ask=AskFile("LLaMA-2 7B", "Q4_K_M"))], session)
    assert caught.value.line == CLAIM.line


@pytest.mark.live
def test_each_question_is_asked_once(session: Session) -> None:
    settle([replace(CLAIM, ask=SEVEN)], session)
    before = session.runs
    settle([replace(CLAIM, ask=SEVEN)] * 3, session)
    assert session.runs == before


@pytest.mark.live
def test_all_claims_of_our_own_document_are_settled(source: Path, session: Session) -> None:
    read = read_once(source / "module-1-foundations.md")
    claims = number_claims(read.document, read.text)
    settled = settle(claims, session)
    assert [c for c in settled if bool(c.ask) != bool(c.evidence)] == []
