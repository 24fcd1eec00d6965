"""A user's own model: what it is, what its cache takes, whether it runs the same twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.oracles.llama import TINY, Llama, Shape
from tests.oracles.llama.files import tiny

pytestmark = pytest.mark.live


def test_a_small_model_is_described_and_run(llama: Llama, tmp_path: Path) -> None:
    path, shape = tiny(tmp_path / "mine.gguf"), TINY.shape
    found = llama.inspect(path, contexts=[1000, 2048])
    assert found.path == str(path)
    assert found.architecture == "llama"
    assert (found.layers, found.heads, found.kv_heads) == (2, 4, 2)
    assert (found.key_length, found.value_length, found.vocabulary) == (16, 16, 320)
    assert (found.parameters, found.size_bytes) == (shape.parameters, 4 * shape.parameters)
    assert [(kv.context, kv.n_ctx, kv.mib) for kv in found.kv] == [
        (1000, 1024, 0.25),
        (2048, 2048, 0.5),
        (4096, 4096, 1.0),  # what it was trained for
    ]
    assert found.round_trip
    assert found.deterministic
    assert (len(found.greedy), found.notes) == (8, ())


def test_a_model_that_is_too_large_is_described_and_not_run(llama: Llama, tmp_path: Path) -> None:
    found = llama.inspect(tiny(tmp_path / "mine.gguf"), run_up_to=1000)
    assert (found.greedy, found.deterministic) == ((), None)
    assert "are more than 1,000" in found.notes[0]


def test_a_model_without_a_tokenizer_says_so(llama: Llama, tmp_path: Path, seven: Shape) -> None:
    from flashcards.oracles.llama.gguf_files import write_sparse

    path = tmp_path / "sparse.gguf"
    write_sparse(path, seven)
    found = llama.inspect(path, contexts=[4096])
    assert found.kv[0].mib == 2048
    assert (found.round_trip, found.deterministic) == (None, None)
    assert found.notes[0] == "no tokenizer in the file"


def test_a_path_may_have_any_name(llama: Llama, tmp_path: Path) -> None:
    path = tiny(tmp_path / "größe, 100 %s\n\\x.gguf")
    assert llama.inspect(path).vocabulary == 320


def test_a_relative_path_is_ours_and_not_the_workers(
    llama: Llama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny(tmp_path / "mine.gguf")
    monkeypatch.chdir(tmp_path)
    assert llama.inspect("mine.gguf").path == "mine.gguf"
