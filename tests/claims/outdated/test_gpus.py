from __future__ import annotations

import time

import pytest

from flashcards.claims.outdated.tables import gpu_names
from tests.claims.outdated.making import fenced, of_text, said

RULE = "cuda-architecture"


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ('-DCMAKE_CUDA_ARCHITECTURES="80;86;89"  # A100, RTX 40xx, H100', "H100", "90"),
        ("-DCMAKE_CUDA_ARCHITECTURES=80  # RTX 3090", "RTX 3090", "86"),
        ("-DCMAKE_CUDA_ARCHITECTURES=86;90 # RTX 30 series, RTX-4090", "RTX-4090", "89"),
        ("Build for sm_80 (H100).", "80", "90"),
        ("The RTX 4090 (compute capability 8.6) is fast.", "8.6", "8.9"),
        ("compute capability 8.0: RTX 3080", "8.0", "8.6"),
    ],
    ids=lambda value: value[-24:],
)
def test_a_number_of_another_gpu_is_found(text: str, stated: str, expected: str) -> None:
    assert said(text) == [(RULE, stated, expected)]


@pytest.mark.parametrize(
    "text",
    [
        '-DCMAKE_CUDA_ARCHITECTURES="80;86;89;90"  # A100, RTX 30xx, RTX 40xx, H100',
        '-DCMAKE_CUDA_ARCHITECTURES="75;80;86"',
        "-DCMAKE_CUDA_ARCHITECTURES=native  # RTX 4090",
        '-DCMAKE_CUDA_ARCHITECTURES="80"  # A100; H100 through PTX',
        '-DCMAKE_CUDA_ARCHITECTURES="80"  # A100, not H100',
        '-DCMAKE_CUDA_ARCHITECTURES="80-virtual"  # H100',
        "sm_90 (H100), sm_80 (A100), sm_86 (RTX 3080 Ti and A10)",
        "The RTX 3080 Ti and RTX 4090 (compute capability 8.6 and 8.9)",
        "Anything with compute capability 7.0+ (A100, H100)",
        "compute capability 8.0 or newer: H100",
        "The H100 has 80 GB (sm_90).",
        "An 80 GB A100 costs more than an RTX 3090 with 24 GB.",
    ],
    ids=lambda text: text[-30:],
)
def test_right_numbers_and_other_numbers_are_left_alone(text: str) -> None:
    assert said(text) == []
    assert said(fenced("bash", text)) == []


def table(*rows: str) -> str:
    head = "| GPU family | `CMAKE_CUDA_ARCHITECTURES` | Toolkit |\n|---|---|---|\n"
    return "**Numbers worth knowing**:\n\n" + head + "\n".join(rows)


def test_a_table_of_gpus_is_compared_row_by_row() -> None:
    rows = ("| Turing, RTX 20 | `75` | 10.0 |", "| RTX 40 | `86` | 11.8 |", "| RTX 50 | `120` (becomes `120a`) | 12.8 |")  # fmt: skip
    assert said(table(*rows)) == [(RULE, "86", "89")]


@pytest.mark.parametrize(
    ("name", "architecture"),
    [
        ("V100", 70), ("T4", 75), ("RTX 2080 Ti", 75), ("GTX 1660", 75), ("GTX 1080", 61),
        ("A100", 80), ("A30", 80), ("RTX 3050", 86), ("RTX A6000", 86), ("A10G", 86),
        ("Jetson Orin Nano", 87), ("L4", 89), ("L40S", 89), ("RTX 4060 Ti", 89), ("H100", 90),
        ("GH200", 90), ("B200", 100), ("RTX 5090", 120),
    ],
)  # fmt: skip
def test_gpus_are_known_by_name(name: str, architecture: int) -> None:
    assert {number for pattern, number in gpu_names() if pattern.search(name)} == {architecture}


@pytest.mark.parametrize("name", ["A1000", "CL4", "T400", "H1000", "RTX 2050", "XA100"])
def test_names_of_others_are_no_gpus_of_ours(name: str) -> None:
    assert not [pattern for pattern, _ in gpu_names() if pattern.search(name)]


@pytest.mark.parametrize(
    "line",
    ["sm_80 (" * 100_000, "RTX 4090 (" * 100_000, "compute capability 8.0)" * 50_000, "80;" * 300_000],
    ids=["open", "gpus", "closed", "list"],
)  # fmt: skip
def test_a_hostile_line_takes_no_time(line: str) -> None:
    before = time.process_time()
    of_text(f"CMAKE_CUDA_ARCHITECTURES={line}")
    assert time.process_time() - before < 2
