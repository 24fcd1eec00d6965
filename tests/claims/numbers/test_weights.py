"""A model's size in a format is its weights × the bits, in GB or GiB, as the author rounded it."""

from __future__ import annotations

import pytest

from flashcards.claims.numbers.claim import AskFile
from tests.claims.numbers.memory_text import claims, said

RULE = "weights-size"


@pytest.mark.parametrize(
    "line",
    [
        "LLaMA-7B Q4_K_M: 4.08 GB",
        "LLaMA-7B Q4_K_M (~4GB)",
        "LLaMA-7B Q4_K_M: 3.8 GiB",
        "A 70B FP16 model is ~140GB.",
        "- **Q8_0** (7.16 GB): best",
        "Llama-3 8B Q4_K_M file: 4.9 GB",
        "Falcon-40B Q4_K_M: 24 GB",
        "LLaMA-34B Q4_K_M: ~18 GB weights",
        "A 7B FP16 model is 14 GB",
    ],
)
def test_right_in_either_unit(line: str) -> None:
    assert [one[1] for one in said(line, RULE)] == ["right"]


@pytest.mark.parametrize(
    "line",
    ["LLaMA-13B IQ3_XXS: 4.3 GB", "Q8_0: 14 GB", "LLaMA-70B Q3_K_M: ~25 GB", "7B FP16: 7 GB"],
)
def test_wrong_in_either_unit(line: str) -> None:
    assert [one[1] for one in said(line, RULE)] == ["wrong"]


@pytest.mark.parametrize(
    "line",
    [
        "Q4_K_M needs 6 GB of RAM",
        "7B Q4_K_M requires 6 GB",
        "Use Q8_0 (16GB RAM)",
        "Q4_K_M: 8 GB or more",
        "Mixtral 8x7B Q4_K_M: 26 GB",
        "Q4_K_M saves 9 GB",
        "Q8_0: 34 bytes for 32 weights",
        "Q4_K_M + KV cache: 6 GB",
        "Q4_K_M reads at 51.2 GB/s",
        "KV cache in q8_0: 1.06 GB",
        "LLaMA-13B Q5_K_M: 9.1 GB",
    ],
)
def test_sizes_of_something_else_and_near_ones_are_left_alone(line: str) -> None:
    assert said(line, RULE) == []


def test_an_earlier_release_made_larger_files_of_one_type() -> None:
    assert "wrong" not in [verdict for _, verdict in said("LLaMA-7B Q2_K: 2.83 GB", RULE)]


TABLE = """**LLaMA-13B sizes**:

| Format | Size (GB) | Bits/param |
|---|---|---|
| FP16 | 26.0 | 16 |
| Q4_0 | 7.3 | 4.5 |
| Q5_K_M | 9.1 | 5.5 |
| IQ3_XXS | 4.3 | 2.5 |
"""


def test_a_table_is_of_the_model_of_its_label() -> None:
    assert said(TABLE, RULE) == [("26.0", "right"), ("7.3", "right"), ("4.3", "wrong")]


def test_a_size_is_right_under_the_bits_that_its_own_row_states() -> None:
    row = "| Format | Size (GB) | Bits/param |\n|---|---|---|\n| Q8_0 | {} | 8 |"
    assert said(row.format("7.0"), RULE) == [("7.0", "right")]


def test_a_column_may_be_of_a_model_and_a_row_of_a_format() -> None:
    table = (
        "| Item | Llama-3 8B | LLaMA-2 13B |\n|---|---|---|\n"
        "| Q4_K_M weights | 4685.30 MiB | 9000.00 MiB |\n| Repacked Q4_K weights | 1 GiB | 1 GiB |"
    )
    assert said(table, RULE) == [("4685.30 MiB", "right"), ("9000.00 MiB", "wrong")]


def test_a_column_of_a_format_may_be_of_more_than_the_weights() -> None:
    table = "| Model | Q4_K_M | Q8_0 |\n|---|---|---|\n| 13B | 7.9 GB | 16 GB |"
    assert said(table, RULE) == [("7.9 GB", "right")]


def test_a_format_is_the_one_of_the_label_above() -> None:
    body = "**Recommendation: IQ3_XXS**\n\n**Rationale**:\n```\n- Model: {}\n```"
    asked = "Deploy LLaMA-13B."
    assert said(body.format("4.3 GB"), RULE, asked=asked) == [("4.3 GB", "wrong")]
    assert said(body.format("5.2 GB"), RULE, asked=asked) == [("5.2 GB", "right")]
    other = body.replace("**Rationale**", "**Machines**")
    assert said(other.format("4.3 GB"), RULE, asked=asked) == []


def test_two_sizes_are_of_the_two_formats_of_the_label() -> None:
    body = "**Recommendation: IQ3_XXS or Q3_K_S**\n\n```\n✅ Tiny size: 4.3 GB or 5.3 GB\n```"
    assert said(body, RULE, asked="Deploy LLaMA-13B.") == [("4.3 GB", "wrong"), ("5.3 GB", "right")]


def test_what_another_format_saves() -> None:
    body = "```\nUse Q3_K_M instead of Q4_K_M:\n- Saves: {} on weights (37 GB → {})\n```"
    asked = "Run LLaMA-70B."
    assert said(body.format("8 GB", "31 GB"), RULE, asked=asked) == [
        ("37 GB", "right"), ("31 GB", "right"), ("8 GB", "right"),
    ]  # fmt: skip
    found = [c for c in claims(body.format("~12 GB", "25 GB"), asked=asked) if c.rule == RULE]
    assert [(c.stated, c.verdict.value, bool(c.follows)) for c in found] == [
        ("37 GB", "right", False), ("25 GB", "wrong", False), ("~12 GB", "wrong", True),
    ]  # fmt: skip


def test_a_constant_in_code_is_confirmed() -> None:
    assert said("```python\nmodel_size = 4.1  # GB (LLaMA-7B Q4_K_M)\n```", RULE) == [
        ("4.1", "right")
    ]


def test_llama_cpp_can_be_asked() -> None:
    (claim,) = claims("LLaMA-13B IQ3_XXS: 4.3 GB")
    assert claim.ask == AskFile("LLaMA-2 13B", "IQ3_XXS")
    assert claim.expected == "4.83 GiB (5.19 GB)"


def test_a_model_of_the_next_clause_says_nothing_of_this_one() -> None:
    assert said("The FP16 weights are 13.0 GiB; a 70B model takes 140 GB.", RULE) == []


@pytest.mark.parametrize(
    "line",
    [
        "size = 96.00 MiB ( 1024 cells, 24 layers), K (f16): 48.00 MiB, V (f16): 48.00 MiB",
        "the cache of a 7B model, F16: 512 MiB",
    ],
)
def test_a_cache_is_no_file_of_weights(line: str) -> None:
    assert "wrong" not in [one[1] for one in said(line, RULE)]
