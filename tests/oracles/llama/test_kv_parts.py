"""Caches of layers with windows and of latent vectors, as llama.cpp lays them out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flashcards.oracles.llama import Llama, LlamaRefused, Shape

pytestmark = pytest.mark.live


def shape(layers: int, heads: int, dimension: int, **more: object) -> Shape:
    return Shape(
        layers=layers,
        heads=heads,
        kv_heads=heads,
        head_dimension=dimension,
        embedding=256,
        feed_forward=256,
        vocabulary=256,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("layers", "full", "architecture"), [(34, 5, "gemma3"), (62, 10, "gemma3"), (42, 21, "gemma2")]
)
def test_layers_with_a_window_keep_it_and_a_batch(
    llama: Llama, layers: int, full: int, architecture: str
) -> None:
    model = shape(layers, 4, 128, architecture=architecture, window=1024)
    whole, windowed = llama.kv_parts(model, context=32768)
    assert (whole.layers, windowed.layers) == (full, layers - full)
    assert whole.cells == 32768
    assert 1024 <= windowed.cells < 2048
    for one in (whole, windowed):
        assert one.cell_bytes == one.layers * 2 * 4 * 128 * 2


@pytest.mark.parametrize("layers", [27, 60, 61])
def test_a_latent_vector_stands_for_k_and_v_of_all_heads(llama: Llama, layers: int) -> None:
    model = shape(layers, 8, 128, architecture="deepseek2", rank=512, rope=64)
    (part,) = llama.kv_parts(model, context=4096)
    assert part.layers == layers
    assert part.cell_bytes == layers * (512 + 64) * 2


def test_a_shape_that_is_none_is_refused(seven: Shape) -> None:
    for wrong in ({"architecture": "mamba"}, {"window": 512}, {"architecture": "gemma3"}):
        with pytest.raises(LlamaRefused):
            replace(seven, **wrong)
