"""GGUF headers by ggml's own reader; garbage is refused and does no harm."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest

from flashcards.oracles.llama import TINY, Llama, LlamaError, LlamaRefused
from tests.oracles.llama.files import GARBAGE, NO_MODEL, header, key, string, tiny, u32

pytestmark = pytest.mark.live


def test_a_header_by_hand_reads_as_written(llama: Llama) -> None:
    raw = header(
        version=3,
        tensors=1,
        keys=4,
        rest=key(b"general.architecture", 8, string(b"llama"))
        + u32(b"general.alignment", 64)
        + key(b"llama.context_length", 10, struct.pack("<Q", 4096))
        + key(b"some.list", 9, struct.pack("<IQ", 5, 3) + b"\0" * 12)
        + string(b"output.weight")
        + struct.pack("<IqqIQ", 2, 32, 2, 2, 0),  # 32 × 2 of Q4_0
    )
    found = llama.header(raw + b"\0" * 256)
    assert (found.version, found.tensors, found.keys) == (3, 1, 4)
    assert found.alignment == 64
    assert found.data_offset == -(-len(raw) // 64) * 64
    assert found.values == {
        "general.architecture": "llama",
        "general.alignment": 64,
        "llama.context_length": 4096,
        "some.list": ["i32", 3],
    }
    assert found.names == ("output.weight",)


def test_the_alignment_is_32_where_none_is_stated(llama: Llama) -> None:
    assert llama.header(header()).alignment == 32


def test_a_file_and_its_bytes_have_one_header(llama: Llama, tmp_path: Path) -> None:
    path = tiny(tmp_path / "tiny.gguf")
    found = llama.header(path)
    assert found == llama.header(path.read_bytes())
    assert found.tensors == 3 + 9 * TINY.shape.layers
    assert found.values["llama.attention.head_count_kv"] == TINY.shape.kv_heads
    assert found.values["tokenizer.ggml.tokens"] == ["str", TINY.shape.vocabulary]


def test_a_file_loads_as_a_model(llama: Llama, tmp_path: Path) -> None:
    path = tiny(tmp_path / "tiny.gguf")
    found = llama.load(path)
    assert (found.parameters, found.layers) == (TINY.shape.parameters, TINY.shape.layers)
    assert found.size_bytes == 4 * TINY.shape.parameters
    assert llama.load(path.read_bytes()) == found
    assert llama.load(path, vocab_only=True).vocabulary == TINY.shape.vocabulary


@pytest.mark.parametrize("raw", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_refused_and_leaves_llama_cpp_usable(
    llama: Llama, raw: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "garbage.gguf"
    path.write_bytes(raw)
    for ask in (llama.header, llama.load, llama.inspect):
        with pytest.raises(LlamaError):
            ask(path)
    with pytest.raises(LlamaError):
        llama.header(raw)
    assert llama.header(header()).version == 3


@pytest.mark.parametrize("raw", NO_MODEL.values(), ids=NO_MODEL.keys())
def test_a_header_without_a_model_is_refused_in_one_clean_line(
    llama: Llama, raw: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "none.gguf"
    path.write_bytes(raw)
    assert llama.header(path).version == 3
    for ask in (llama.load, llama.inspect):
        with pytest.raises(LlamaError) as caught:
            ask(path)
        assert str(caught.value).isprintable()


@pytest.mark.parametrize("length", [100, 5_000, 20_000, 200_000])
def test_a_model_cut_short_is_refused(llama: Llama, length: int, tmp_path: Path) -> None:
    path = tiny(tmp_path / "cut.gguf")
    os.truncate(path, length)
    with pytest.raises(LlamaRefused):
        llama.load(path)
    assert llama.header(header()).version == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"llama.block_count\x04\0\0\0\x02", b"llama.block_count\x04\0\0\0\0"),
        (b"llama.block_count\x04\0\0\0\x02\0\0\0", b"llama.block_count\x04\0\0\0\xff\xff\xff\xff"),
        (b"llama.block_count\x04\0\0\0\x02\0\0\0", b"llama.block_count\x04\0\0\0\x01\x02\0\0"),
        (b"head_count\x04\0\0\0\x04", b"head_count\x04\0\0\0\0"),
        (b"head_count_kv\x04\0\0\0\x02", b"head_count_kv\x04\0\0\0\0"),
        (b"key_length\x04\0\0\0\x10", b"key_length\x04\0\0\0\x11"),
        (b"eos_token_id\x04\0\0\0\x02\0\0", b"eos_token_id\x04\0\0\0\xff\xff\xff"),
    ],
    ids=["no blocks", "2^32 blocks", "513 blocks", "no heads", "no KV heads", "odd key", "eos"],
)
def test_a_model_with_a_poisoned_key_does_no_harm(
    llama: Llama, old: bytes, new: bytes, tmp_path: Path
) -> None:
    path = tiny(tmp_path / "poisoned.gguf")
    raw = path.read_bytes()
    assert raw.count(old) == 1
    path.write_bytes(raw.replace(old, new))
    for ask in (llama.load, llama.inspect):
        try:
            ask(path)
        except LlamaError as error:
            assert str(error).isprintable()
    assert llama.header(header()).version == 3


@pytest.mark.parametrize(
    "rest",
    [
        key(b"a", 9, struct.pack("<IQ", 0, 1 << 36)),  # bytes
        key(b"a", 9, struct.pack("<IQ", 8, 1 << 33)),  # strings
    ],
    ids=["bytes", "strings"],
)
def test_a_file_that_really_is_huge_does_not_take_the_memory_of_the_machine(
    llama: Llama, rest: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "huge.gguf"
    path.write_bytes(header(keys=1, rest=rest))
    os.truncate(path, 1 << 37)  # a hole
    for ask in (llama.header, llama.load):
        with pytest.raises(LlamaError):
            ask(path)


def test_a_folder_a_pipe_and_nothing_at_all_are_refused(llama: Llama, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, message in ((".", "regular"), ("pipe", "regular"), ("absent", "No such file")):
        for ask in (llama.header, llama.load, llama.inspect):
            with pytest.raises(LlamaRefused, match=message) as caught:
                ask(tmp_path / name)
            assert caught.value.path == str(tmp_path / name)
    with pytest.raises(LlamaRefused, match="NUL"):
        llama.header("a\0b")
