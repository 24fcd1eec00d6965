"""Blocks, by the running library; package gguf must say the same."""

from __future__ import annotations

import pytest

from flashcards.oracles.llama import Llama, LlamaRefused

pytestmark = pytest.mark.live

BLOCKS = {
    "f32": (1, 4),
    "f16": (1, 2),
    "bf16": (1, 2),
    "q4_0": (32, 18),
    "q4_1": (32, 20),
    "q5_0": (32, 22),
    "q5_1": (32, 24),
    "q8_0": (32, 34),
    "q2_K": (256, 84),
    "q3_K": (256, 110),
    "q4_K": (256, 144),
    "q5_K": (256, 176),
    "q6_K": (256, 210),
    "iq4_nl": (32, 18),
    "iq4_xs": (256, 136),
    "iq2_xxs": (256, 66),
    "iq1_s": (256, 50),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_so_many_elements_in_so_many_bytes(llama: Llama, name: str) -> None:
    block = llama.block(name)
    assert (block.elements, block.size_bytes) == BLOCKS[name]
    assert block.bits_per_weight == 8 * block.size_bytes / block.elements
    assert block.in_gguf


def test_names_may_be_written_in_capitals(llama: Llama) -> None:
    assert llama.block("Q4_K").size_bytes == llama.block("q4_K").size_bytes


def test_an_unknown_type_is_refused_with_those_there_are(llama: Llama) -> None:
    with pytest.raises(LlamaRefused, match=r"no ggml type 'q7_0'; there are .*q4_0"):
        llama.block("q7_0")


def test_the_version_says_what_ran(llama: Llama) -> None:
    version = llama.version()
    assert "SSE3 = 1" in version.system or "NEON" in version.system
    assert all((version.binding, version.llama_cpp, version.commit, version.gguf, version.numpy))
