"""`problem`, `grade` and `verify` as scripts call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flashcards.problems import FAMILIES
from tests.cli.helpers import Flashcards


def test_a_problem_has_statement_answer_steps_and_misconceptions(flashcards: Flashcards) -> None:
    shown = flashcards("problem", "kv-cache", "--seed", "4", "--json").json
    assert set(shown) == {
        "family", "ask", "seed", "difficulty", "questions", "statement", "parameters", "answer",
        "steps", "misconceptions",
    }  # fmt: skip
    assert (shown["family"], shown["ask"], shown["seed"]) == ("kv-cache", "size", 4)
    assert set(shown["answer"]) == {"value", "unit", "text"}
    assert shown["answer"]["unit"] == "GiB"
    assert len(shown["steps"]) == 3
    assert len(shown["misconceptions"]) >= 3
    plain = flashcards("problem", "kv-cache", "--seed", "4").out
    assert f"Answer: {shown['answer']['text']}" in plain


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_s_problem_is_json(flashcards: Flashcards, name: str) -> None:
    for seed in range(len(FAMILIES[name].asks)):
        shown = flashcards("problem", name, "--seed", str(seed), "--json").json
        assert shown["statement"]
        right = flashcards("grade", name, "--seed", str(seed), shown["answer"]["text"], "--json")
        assert (right.json["correct"], right.code) == (True, 0)


@pytest.mark.parametrize(("share", "correct", "code"), [(1.0, True, 0), (4.0, False, 1)])
def test_a_grade_is_told(
    flashcards: Flashcards, share: float, correct: bool | None, code: int
) -> None:
    value = flashcards("problem", "kv-cache", "--seed", "4", "--json").json["answer"]["value"]
    ran = flashcards("grade", "kv-cache", "--seed", "4", f"{value * share} GiB", "--json")
    assert (ran.json["correct"], ran.code) == (correct, code)


def test_what_cannot_be_read_is_asked_again(flashcards: Flashcards) -> None:
    ran = flashcards("grade", "kv-cache", "--seed", "4", "soon", "--json")
    assert (ran.json["correct"], ran.code) == (None, 1)


def test_a_misconception_is_named(flashcards: Flashcards) -> None:
    shown = flashcards("problem", "kv-cache", "--seed", "4", "--json").json
    wrong = shown["misconceptions"][0]
    ran = flashcards("grade", "kv-cache", "--seed", "4", f"{wrong['value']} GiB")
    assert wrong["feedback"] in ran.out


def test_verify_tells_what_was_checked_and_keeps_it(flashcards: Flashcards, project: Path) -> None:
    ran = flashcards("verify", "--variants", "8", "--no-live", "--json")
    assert ran.code == 0
    assert set(ran.json) >= {"families", "failures", "llama_cpp"}
    assert ran.json["failures"] == []
    assert ran.json["llama_cpp"] == {}
    names = [row["name"] for row in ran.json["families"]]
    assert names[: len(FAMILIES)] == list(FAMILIES)
    for row in ran.json["families"]:
        assert set(row) == {"name", "variants", "oracles", "misconceptions", "seconds"}
        assert row["variants"] == 8
        assert sum(oracle["checked"] for oracle in row["oracles"]) >= 8
        assert all(o["max_rel_error"] <= o["tolerance"] for o in row["oracles"])
        assert row["misconceptions"] >= 3
    kept = json.loads((project / "build" / "verification.json").read_bytes())
    assert kept["families"] == ran.json["families"]


def test_verifying_one_family_leaves_the_record_of_all_alone(
    flashcards: Flashcards, project: Path
) -> None:
    ran = flashcards("verify", "--variants", "2", "--no-live", "--family", "kv-cache")
    assert "numerics only" in ran.err
    assert not (project / "build").exists()


@pytest.mark.live
def test_verify_runs_llama_cpp(flashcards: Flashcards, project: Path) -> None:
    ran = flashcards("verify", "--variants", "3", "--live", "--json")
    assert ran.code == 0
    assert ran.json["llama_cpp"]["package"]
    live = [o for row in ran.json["families"] for o in row["oracles"] if o.get("live")]
    assert sum(oracle["checked"] for oracle in live) >= 20
    assert len(ran.json["experiments"]) >= 5
    assert all(one["holds"] for one in ran.json["experiments"])


@pytest.mark.live
def test_verify_looks_at_a_user_s_own_model(
    flashcards: Flashcards, project: Path, tmp_path: Path
) -> None:
    from flashcards.oracles.llama import TINY
    from flashcards.oracles.llama.gguf_files import write_tiny

    model = tmp_path / "own.gguf"
    write_tiny(model, TINY)
    ran = flashcards(
        "verify", "--family", "kv-cache", "--variants", "2", "--model", model, "--json"
    )
    assert ran.code == 0, ran.err
    names = [check["name"] for check in ran.json["model"]["checks"]]
    assert "tokenizer" in names
    assert any(name.startswith("KV cache at") for name in names)
    assert (
        "own.gguf"
        in flashcards("verify", "--family", "kv-cache", "--variants", "2", "--model", model).out
    )


@pytest.mark.live
def test_a_model_that_is_none_is_2_and_said_so(
    flashcards: Flashcards, project: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"GGUF\x03\x00\x00\x00 rubbish")
    ran = flashcards("verify", "--family", "kv-cache", "--variants", "2", "--model", bad)
    assert ran.code == 2
    assert "bad.gguf" in ran.err


def test_an_unknown_family_is_2_and_lists_the_known(flashcards: Flashcards) -> None:
    ran = flashcards("problem", "nonsense")
    assert ran.code == 2
    assert "softmax-temperature" in ran.err


def test_a_family_that_is_not_there_is_named_and_nothing_is_built(
    flashcards: Flashcards, project: Path
) -> None:
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text() + 'problems = ["kv-cash"]\n', encoding="utf-8")
    ran = flashcards("build")
    assert ran.code == 2
    assert "kv-cash" in ran.err
    assert not (project / "build" / "test-deck.apkg").exists()
