"""A KV cache takes 2 × layers × tokens × KV heads × dimension × bytes, where all are known."""

from __future__ import annotations

import pytest

from flashcards.claims.numbers.claim import AskKv, Shape
from tests.claims.numbers.memory_text import claims, said

RULE = "kv-size"
SPELLED = "```python\nn_layers = 80\nn_heads = 64\nhead_dim = 128\nn_ctx = 8192\n```\n\n"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("KV cache: 2 GB", "right"),
        ("KV cache: 2.1 GB", "right"),
        ("KV cache: ~4 GB", "wrong"),
        ("KV cache (2K context): 1 GB", "right"),
        ("KV cache (2048): 2 GB", "wrong"),
        ("At 2048 tokens the KV cache is 1 GB", "right"),
        ("KV cache for 4 users: 8 GB", "right"),
        ("Each of 4 users has a KV cache of 2 GB", "right"),
        ("KV cache with batch size 4: 8 GB", "right"),
        ("4 workers = 8GB KV cache", "right"),
        ("4 workers = 16GB KV cache", "wrong"),
        ("KV cache q8_0: 1.06 GB", "right"),
        ("KV cache: 0.5 MB per token", "right"),
        ("KV cache: 20 MB per token", "wrong"),
        ("Llama 3 8B: KV cache at 8192 tokens is 1 GB", "right"),
        ("LLaMA-13B: KV cache (4K context) ≈ 3.125 GiB", "right"),
    ],
)
def test_a_stated_size(line: str, verdict: str) -> None:
    assert [one[1] for one in said(line, RULE)] == [verdict]


@pytest.mark.parametrize(
    "line",
    [
        "KV cache per layer: 64 MB",
        "KV cache (GQA, 8 groups): 0.4 GB",
        "Reserve 3 GB for KV cache",
        "KV cache budget: 5 GB",
        "Weights + KV cache: 6 GB",
        "KV cache saving: 7 GB",
        "The KV cache grows to 9 GB",
        "LLaMA-34B: KV cache 9 GB",
        "KV cache (LLaMA-7B against LLaMA-13B): 9 GB",
        "Quantized KV cache: 0.7 GB",
        "K cache: 1 GB, V cache: 1 GB",
        "KV cache of 3000 cells and 17,000 more: 9 GB of RAM",
        "KV cache: 2 × 32 × 2048 × 32 × 128 × 2 = 1 GB",
    ],
)
def test_what_is_not_known_is_not_wrong(line: str) -> None:
    assert "wrong" not in [verdict for _, verdict in said(line, RULE)]


def test_without_a_context_there_is_no_claim() -> None:
    assert said("KV cache: 9 GB", RULE, asked="What does LLaMA-7B take?") == []


def test_without_a_model_there_is_no_claim() -> None:
    assert said("KV cache: 9 GB", RULE, asked="What do 4096 tokens take?") == []


def test_a_shape_that_is_spelled_out_wins() -> None:
    body = f"{SPELLED}KV cache: {{}}"
    asked = "Run LLaMA-70B with 8192 tokens."
    assert said(body.format("20.0 GB"), RULE, asked=asked) == [("20.0 GB", "right")]
    assert said("KV cache: 20.0 GB", RULE, asked=asked) == [("20.0 GB", "wrong")]
    assert said(body.format("10 GB"), RULE, asked=asked) == [("10 GB", "wrong")]


def test_a_model_named_nearer_is_not_the_one_spelled_out() -> None:
    body = f"{SPELLED}```python\n# LLaMA-7B instead of 70B\n# KV cache (4096): ~4.0 GB\n```"
    (claim,) = (c for c in claims(body, asked="Run LLaMA-70B.") if c.rule == RULE)
    assert (claim.verdict.value, claim.expected) == ("wrong", "2 GiB (2.15 GB)")


def test_a_context_may_stand_beside_it() -> None:
    body = "```\nChatbot with 100 users:\n- Each conversation: 2048 tokens\n- Each KV cache: {}\n{}\n```"
    right = body.format("~1 GB", "- Total: 100 GB just for KV cache!")
    wrong = body.format("~2 GB", "- Total: 200 GB just for KV cache!")
    assert said(right, RULE) == [("~1 GB", "right"), ("100 GB", "right")]
    assert said(wrong, RULE) == [("~2 GB", "wrong"), ("200 GB", "wrong")]


def test_a_line_may_go_on_from_the_one_above() -> None:
    code = "```python\n# KV cache for 500 tokens:\n# Still ~10 GB for 500 tokens!\n```"
    assert said(code, RULE) == [("~10 GB", "wrong")]


def test_a_reduction_is_of_the_right_size() -> None:
    body = "1. **MQA**:\n   - Reduces KV cache by the number of heads\n   - Example: {} (32x reduction)"
    assert said(body.format("2 GB → 64 MB"), RULE) == [("2 GB", "right"), ("64 MB", "right")]
    wrong = [c for c in claims(body.format("4 GB → 128 MB")) if c.rule == RULE]
    assert [(c.stated, c.follows) for c in wrong] == [("4 GB", 0), ("128 MB", wrong[0].line)]


def test_a_constant_in_code_is_checked() -> None:
    code = "```python\nkv_cache = {}  # GB\nkv_cache_500 = 0.24  # GB\n```"
    assert said(code.format("2.0"), RULE) == [("2.0", "right"), ("0.24", "right")]
    assert said(code.format("4.0"), RULE) == [("4.0", "wrong"), ("0.24", "right")]


def test_tables_tell_context_users_and_heads_in_their_columns() -> None:
    contexts = "| Context | KV cache |\n|---|---|\n| 2048 | 1 GB |\n| 8K | 4 GB |\n| 4096 | 3 GB |"
    assert [one[1] for one in said(contexts, RULE)] == ["right", "right", "wrong"]
    users = "| Users | KV cache |\n|---|---|\n| 1 | 2 GB |\n| 4 | 8 GB |\n| 8 | 9 GB |"
    assert [one[1] for one in said(users, RULE)] == ["right", "right", "wrong"]
    other = "| Servers | KV cache |\n|---|---|\n| 4 | 8 GB |"
    assert "wrong" not in [one[1] for one in said(other, RULE)]
    heads = (
        "| Part | With 8 KV heads | With 32 KV heads |\n|---|---|---|\n| KV cache | 0.5 GB | 2 GB |"
    )
    assert [one[1] for one in said(heads, RULE)] == ["right", "right"]


def test_llama_cpp_can_be_asked_for_the_reading_that_was_meant() -> None:
    (plain, packed) = claims("- KV cache: 2 GB\n- KV cache q8_0: 1.0625 GiB")
    assert plain.ask == AskKv(Shape(32, 32, 32, 128), 4096, "f16")
    assert packed.ask == AskKv(Shape(32, 32, 32, 128), 4096, "q8_0")
