"""Bits of a format are its block's, or its file's; a name's digit and a rough number are no claim."""

from __future__ import annotations

import pytest

from flashcards.claims.numbers.claim import AskBlock, AskFile
from tests.claims.numbers.memory_text import claims, said

RULE = "format-bits"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("Q4_0: 0.5 bytes per parameter", "wrong"),
        ("Q4_0: 0.5625 bytes per weight", "right"),
        ("Q4_0 takes 4.5 bits per weight", "right"),
        ("Q4_0 takes 4 bits per weight", "wrong"),
        ("Q8_0: 1 byte per parameter", "wrong"),
        ("Q8_0: 8.5 bpw", "right"),
        ("FP16: 2 bytes per parameter", "right"),
        ("Q6_K is 6.56 bits/weight", "right"),
        ("Q4_K_M averages 4.85 bits per weight", "right"),
        ("Q5_K_M: 5.5 bits per weight", "wrong"),
        ("Q2_K averages 3.35 bits per weight", "right"),
    ],
)
def test_bits_in_a_line(line: str, verdict: str) -> None:
    assert [one[1] for one in said(line, RULE)] == [verdict]


@pytest.mark.parametrize(
    "line",
    [
        "Q4_K_M: ~4.5 bits per parameter",
        "Q4_K_M uses approximately 4.5 bits per parameter",
        "Q4_0 is a 4-bit format",
        "Q8_0: 8-bit, nearly lossless",
        "Q4_K_M needs 4 GB",
        "It takes 4 bits per weight",
        "4.9 bits per weight for Q4_K_M and 5.7 for Q5_K_M or so, 5 bits a token",
    ],
)
def test_names_and_rough_numbers_are_never_wrong(line: str) -> None:
    assert "wrong" not in [verdict for _, verdict in said(line, RULE)]


def test_a_line_under_a_format_is_about_it() -> None:
    assert said("```\nQ8_0 (8-bit quantization):\n- Storage: 1 byte per parameter\n```", RULE) == [
        ("1 byte per parameter", "wrong")
    ]


def test_a_column_of_bits_is_about_the_format_of_its_row() -> None:
    table = (
        "| Format | Bits | Size |\n|---|---|---|\n| FP16 | 16 | big |\n| Q8_0 | 8 | 7 |\n"
        "| Q6_K | 6.6 | 5 |\n| Q4_K_M | ~4.5 | 4 |\n| Q3_K_M | 3.5 | 3 |"
    )
    assert said(table, RULE) == [
        ("16", "right"),
        ("8", "wrong"),
        ("6.6", "right"),
        ("3.5", "wrong"),
    ]


def test_what_leaves_out_the_scales_is_a_warning() -> None:
    (rounded, other) = claims(
        "| Format | Bits per weight |\n|---|---|\n| Q8_0 | 8 |\n| IQ3_XXS | 2.5 |"
    )
    assert (rounded.severity, other.severity) == ("warning", "error")
    assert rounded.expected == "8.5 bits"


def test_a_mapping_is_in_the_unit_of_its_entry_for_f16() -> None:
    code = "```python\nsizes = {\n    'FP16': 2.0,\n    'Q8_0': 1.06,\n    'Q3_K_M': 0.46,\n}\n```"
    assert said(code, RULE) == [("1.06", "right"), ("0.46", "wrong")]
    assert said(code.replace("'FP16': 2.0", "'FP16': 13.4"), RULE) == []


def test_llama_cpp_can_be_asked_for_a_block_and_for_a_file() -> None:
    (block, mix) = claims("- Q8_0: 8.5 bpw\n- Q4_K_M: 4.84 bpw")
    assert block.ask == AskBlock("q8_0")
    assert mix.ask == AskFile("LLaMA-2 7B", "Q4_K_M")


def test_a_mistake_that_is_shown_as_one_is_left_alone() -> None:
    assert said("**Red Flags**:\n- ❌ Takes exactly 4 bits per weight for Q4_0", RULE) == []


@pytest.mark.parametrize(
    "line",
    [
        "At 4.5 bpw throughout, 4.52 GB; in F16 16.06 GB",
        "One FP32 constant per 64 weights costs 0.5 bits per weight",
        "At 4.5 bpw they take 39.7 GB, which leaves 8.3 GB. In F16 it would be 141 GB.",
    ],
)
def test_bits_that_other_numbers_part_from_a_format_are_not_its_own(line: str) -> None:
    assert said(line, RULE) == []


@pytest.mark.parametrize(
    "line",
    [
        "A block: 16 bytes of nibbles and an fp16 scale, 4.5 bpw, a quarter of fp16",
        "Three quarters in Q4_K and 25% in Q6_K are 5.0156 bits per weight",
        "From Q5_K on each step costs 1.0625 bits per weight",
    ],
)
def test_bits_of_several_formats_are_of_none_of_them(line: str) -> None:
    assert "wrong" not in [one[1] for one in said(line, RULE)]
