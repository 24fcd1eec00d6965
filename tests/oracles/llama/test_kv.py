"""The KV cache: 2 × layers × cells × KV heads × head dimension × bytes an element."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from flashcards.oracles.llama import Llama, LlamaRefused, Shape

pytestmark = pytest.mark.live

SHAPES = {
    "LLaMA-2 7B": (32, 32, 32, 4096, 11008, 32000),
    "LLaMA-2 13B": (40, 40, 40, 5120, 13824, 32000),
    "LLaMA-2 70B": (80, 64, 8, 8192, 28672, 32000),
    "Llama-3 8B": (32, 32, 8, 4096, 14336, 128256),
}
BYTES = {"f16": Fraction(2), "q8_0": Fraction(34, 32), "q4_0": Fraction(18, 32)}
MIB = {
    ("LLaMA-2 7B", "f16"): 2048,
    ("LLaMA-2 7B", "q8_0"): 1088,
    ("LLaMA-2 7B", "q4_0"): 576,
    ("LLaMA-2 13B", "f16"): 3200,
    ("LLaMA-2 13B", "q8_0"): 1700,
    ("LLaMA-2 13B", "q4_0"): 900,
    ("LLaMA-2 70B", "f16"): 1280,
    ("LLaMA-2 70B", "q8_0"): 680,
    ("LLaMA-2 70B", "q4_0"): 360,
    ("Llama-3 8B", "f16"): 512,
    ("Llama-3 8B", "q8_0"): 272,
    ("Llama-3 8B", "q4_0"): 144,
}


def shape(name: str) -> Shape:
    layers, heads, kv_heads, embedding, feed_forward, vocabulary = SHAPES[name]
    return Shape(
        layers=layers,
        heads=heads,
        kv_heads=kv_heads,
        head_dimension=128,
        embedding=embedding,
        feed_forward=feed_forward,
        vocabulary=vocabulary,
    )


def formula(shape: Shape, cells: int, type_k: str, type_v: str) -> tuple[int, int]:
    elements = shape.layers * cells * shape.kv_heads * shape.head_dimension
    k, v = (elements * BYTES[kind] for kind in (type_k, type_v))
    assert k.denominator == v.denominator == 1
    return int(k), int(v)


@pytest.mark.parametrize(("name", "kind"), MIB)
def test_a_real_shape_at_4096_takes_what_the_formula_says(
    llama: Llama, name: str, kind: str
) -> None:
    found = llama.kv_cache(shape(name), context=4096, type_k=kind, type_v=kind)
    assert (found.k_bytes, found.v_bytes) == formula(shape(name), 4096, kind, kind)
    assert found.mib == MIB[name, kind]
    assert f"size = {MIB[name, kind]:7.2f} MiB" in found.line
    assert "no_alloc" in found.evidence


def test_k_and_v_may_be_of_different_types(llama: Llama, seven: Shape) -> None:
    found = llama.kv_cache(seven, context=2048, type_k="q8_0", type_v="f16")
    assert (found.k_bytes, found.v_bytes) == formula(seven, 2048, "q8_0", "f16")


@pytest.mark.parametrize(
    ("asked", "made"), [(1, 256), (255, 256), (256, 256), (257, 512), (1000, 1024), (4096, 4096)]
)
def test_a_context_is_rounded_up_to_256(llama: Llama, seven: Shape, asked: int, made: int) -> None:
    found = llama.kv_cache(seven, context=asked)
    assert (found.n_ctx, found.cells, found.streams) == (made, made, 1)
    assert (found.k_bytes, found.v_bytes) == formula(seven, made, "f16", "f16")


def test_each_sequence_has_its_part_of_the_context_rounded_up(llama: Llama, seven: Shape) -> None:
    found = llama.kv_cache(seven, context=1000, sequences=3)
    assert (found.n_ctx, found.n_ctx_seq, found.cells, found.streams) == (1536, 512, 512, 3)
    assert found.size_bytes == sum(formula(seven, 1536, "f16", "f16"))


def test_a_unified_cache_is_shared_by_all_sequences(llama: Llama, seven: Shape) -> None:
    found = llama.kv_cache(seven, context=1000, sequences=3, unified=True)
    assert (found.n_ctx, found.n_ctx_seq, found.cells, found.streams) == (1024, 1024, 1024, 1)


def test_bytes_are_exact_where_the_log_has_only_two_decimals(llama: Llama) -> None:
    odd = Shape(
        layers=3,
        heads=5,
        kv_heads=5,
        head_dimension=6,
        embedding=30,
        feed_forward=31,
        vocabulary=17,
    )
    found = llama.kv_cache(odd, context=256)
    assert (found.k_bytes, found.v_bytes) == (46_080, 46_080)  # 0.0439 MiB, logged as 0.04
    assert "K (f16):    0.04 MiB" in found.line
    assert found.resolution > 5000


def test_a_context_of_a_million_tokens_takes_no_memory_to_ask_about(llama: Llama) -> None:
    found = llama.kv_cache(shape("LLaMA-2 70B"), context=1 << 20)
    assert found.size_bytes == 320 << 30


@pytest.mark.parametrize("type_k", ["f16", "q8_0", "q4_0"])
@pytest.mark.parametrize("type_v", ["f16", "q8_0", "q4_0"])
def test_the_saved_state_of_real_tokens_grows_by_the_same_bytes(
    llama: Llama, small: Shape, type_k: str, type_v: str
) -> None:
    planned = llama.kv_cache(small, context=256, type_k=type_k, type_v=type_v)
    grown = llama.kv_bytes_per_token(small, type_k=type_k, type_v=type_v)
    assert grown * planned.cells == planned.size_bytes


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type_k": "q9_9"}, "no ggml type 'q9_9'"),
        ({"context": 0}, "0 tokens for 1 sequences"),
        ({"sequences": 0}, "tokens for 0 sequences"),
        ({"sequences": 100_000}, "for 100000 sequences"),
        ({"context": 1 << 40}, "more than"),
    ],
)
def test_a_senseless_question_is_refused(
    llama: Llama, seven: Shape, change: dict[str, object], message: str
) -> None:
    with pytest.raises(LlamaRefused, match=message):
        llama.kv_cache(seven, **{"context": 256, **change})  # type: ignore[arg-type]
    assert llama.kv_cache(seven, context=256).n_ctx == 256


def test_a_head_that_has_no_whole_blocks_is_refused(llama: Llama, small: Shape) -> None:
    with pytest.raises(LlamaRefused, match="48 has no whole blocks"):
        llama.kv_cache(replace(small, head_dimension=48), context=256, type_k="q8_0")
