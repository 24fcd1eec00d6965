"""Live llama.cpp for all tests of this folder, and the shapes they ask about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flashcards.oracles.llama import Llama, Shape


@pytest.fixture(scope="session")
def llama() -> Iterator[Llama]:
    """One worker for all; a test that kills it leaves a fresh one."""
    with Llama() as running:
        yield running


@pytest.fixture(scope="session")
def seven() -> Shape:
    """LLaMA-2 7B."""
    return Shape(
        layers=32,
        heads=32,
        kv_heads=32,
        head_dimension=128,
        embedding=4096,
        feed_forward=11008,
        vocabulary=32000,
    )


@pytest.fixture(scope="session")
def small() -> Shape:
    """Small enough to be written, wide enough for the K types: 256 columns."""
    return Shape(
        layers=2,
        heads=4,
        kv_heads=2,
        head_dimension=64,
        embedding=256,
        feed_forward=512,
        vocabulary=320,
    )
