"""The record of a verification speaks for the program that was verified, and for no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flashcards.oracles import evidence as module
from flashcards.oracles.evidence import FILE, load, record, report
from flashcards.oracles.verification import verify

DATE = "2026-11-24T20:00:00+00:00"


def written(folder: Path, **changes: object) -> Path:
    made = report(verify({"kv-cache": range(3)}), seeds="0 to 2", llama_cpp={})
    (folder / FILE).write_bytes(record({**made, **changes}, date=DATE))
    return folder


def test_the_record_says_what_ran_and_when(tmp_path: Path) -> None:
    kept = json.loads((written(tmp_path) / FILE).read_bytes())
    assert kept["date"] == DATE
    assert (kept["seeds"], kept["failures"]) == ("0 to 2", [])
    assert kept["packages"]["numpy"]
    assert kept["families"][0]["oracles"][0]["checked"] == 3


def test_without_llama_cpp_it_speaks_of_numerics_only(tmp_path: Path) -> None:
    evidence = load(written(tmp_path))
    assert evidence is not None
    assert (evidence.variants, evidence.live, evidence.failures) == (3, 0, 0)
    assert evidence.summary == "verified by numerics only"


def test_with_llama_cpp_it_names_the_version(tmp_path: Path) -> None:
    oracle = {
        "name": "llama.cpp", "checked": 3, "max_rel_error": 0.0, "tolerance": 0.0, "live": True,
        "runs": 2,
    }  # fmt: skip
    families = [{"name": "kv-cache", "variants": 3, "oracles": [oracle]}]
    evidence = load(written(tmp_path, families=families, llama_cpp={"package": "9.9"}))
    assert evidence is not None
    assert evidence.live == 3
    assert evidence.summary == "verified by numerics and live llama.cpp (llama-cpp-python 9.9)"


def test_another_program_is_not_vouched_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path)
    monkeypatch.setattr(module, "program_digest", lambda: "another")
    assert load(tmp_path) is None


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"program": 1}', b"\xff", b'{"families": [{}]}']
)
def test_a_damaged_record_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert load(tmp_path) is None
    assert load(tmp_path / "nowhere") is None
