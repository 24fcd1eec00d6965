"""A total takes over the error of its part, and says so; a right part leaves it alone."""

from __future__ import annotations

import pytest

from tests.claims.numbers.memory_text import claims

LIST = "```python\n# Model: 4.0 GB\n# KV cache (4096): {}\n# Total: {}\n```"
CODE = (
    "```python\nkv_cache = {}  # GB\nmodel = 4.0  # GB\ntotal = model + kv_cache + 1\n"
    'print(f"Total: {{total:.1f}} GB")  # ~{} GB\n```'
)


def wrong(body: str, asked: str = "LLaMA-7B at a context of 4096") -> list[tuple[str, str, int]]:
    found = [c for c in claims(body, asked=asked) if c.verdict.value == "wrong"]
    first = found[0].line if found else 0
    return [(c.stated, c.expected, c.follows - first if c.follows else 0) for c in found]


def test_a_total_in_a_list_follows_its_part() -> None:
    (_, total) = [c for c in claims(LIST.format("~4.0 GB", "~9 GB")) if c.verdict.value == "wrong"]
    assert (total.stated, total.expected, total.follows) == (
        "~9 GB",
        "7 GiB (7.52 GB)",
        total.line - 1,
    )


def test_a_total_in_code_follows_its_constant() -> None:
    found = [c for c in claims(CODE.format("4.0", "9")) if c.verdict.value == "wrong"]
    assert [(c.rule, c.stated) for c in found] == [("kv-size", "4.0"), ("code-output", "~9 GB")]
    assert found[1].follows == found[0].line


@pytest.mark.parametrize(
    "body",
    [
        LIST.format("~2.0 GB", "~7 GB"),
        LIST.format("~2.0 GB", "~9 GB"),
        CODE.format("2.0", "7"),
        "```\n- Model: 80 GB\n- KV cache: 2.4 GB\n- Total: 82.4 GB\n```",
    ],
)
def test_of_a_right_part_or_a_small_error_nothing_follows(body: str) -> None:
    assert not [c for c in claims(body) if c.follows]


def test_a_total_at_a_context_is_not_twice_weights_and_cache() -> None:
    body = "```\n- LLaMA-13B Q4_K_M: ~7 GB weights\n  Total with 8K context: {}\n```"
    assert [stated for stated, _, _ in wrong(body.format("~32 GB"))] == ["~32 GB"]
    assert wrong(body.format("~16 GB")) == []
    assert [stated for stated, _, _ in wrong(body.format("~9 GB"))] == ["~9 GB"]
