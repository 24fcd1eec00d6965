"""Layers and heads that a document gives a model are those of its published configuration."""

from __future__ import annotations

from flashcards.claims.numbers.page import pages
from flashcards.claims.numbers.shapes_said import spelled
from tests.claims.numbers.memory_text import read, said

RULE = "model-shape"


def test_a_named_model_has_its_own_shape() -> None:
    body = "**LLaMA-70B architecture**:\n```\nLayers: 80\nHeads: 64\nKV heads: 8\n```"
    assert said(body, RULE) == [("80", "right"), ("64", "right"), ("8", "right")]
    assert said(body.replace("80", "60"), RULE)[0] == ("60", "wrong")


def test_in_prose_too() -> None:
    assert said("LLaMA-13B has 40 layers.", RULE) == [("40", "right")]
    assert said("LLaMA-13B has 32 layers.", RULE) == [("32", "wrong")]


def test_layers_of_something_else_are_left_alone() -> None:
    assert (
        said("- GPU layers: 20\n- n_gpu_layers = 20\n- Offload 20 layers of LLaMA-13B", RULE) == []
    )
    assert said("LLaMA-34B has 48 layers.", RULE) == []
    shared = "LLaMA-3 8B has 32 query heads and 8 KV heads, so 4 query heads share one."
    assert said(shared, RULE) == [("32", "right"), ("8", "right")]


def test_a_shape_is_put_together_from_its_lines() -> None:
    made = read("```python\nn_layers = 80\nn_heads = 64\nn_heads_kv = 8\nhead_dim = 128\n```")
    (_, page) = pages(made.document, made.text)
    (found,) = spelled(page)
    shape = found.shape
    assert (shape.layers, shape.heads, shape.kv_heads, shape.head_dimension) == (80, 64, 8, 128)
