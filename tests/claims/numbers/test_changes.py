from __future__ import annotations

import pytest

from flashcards.claims.numbers.changes import changes
from tests.claims.numbers.asked import right, wrong


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("- Saves: ~12 GB on weights (37 GB → 25 GB)", ["~12 GB"]),
        ("4 GB → 128 MB (32x reduction)", ["32x"]),
        ("40GB vs 28GB: Saves 12GB, 30% faster with read()", ["12GB", "30%"]),
        ("from 400 s down to 80 s: 5x faster", ["5x"]),
        ("10 tok/s → 13 tok/s, 30% faster", ["30%"]),
        ("14 GB → 4 GB: 71% smaller", ["71%"]),
        ("14 GB -> 4.2 GB, saves 70%", ["70%"]),
        ("37 GB → 25 GB\n- Saves 12 GB", ["12 GB"]),
        ("FP16: 70B × 2 bytes = 140 GB\nQ4: about = 40 GB\n\nImprovement: 3.5x smaller", ["3.5x"]),
        ("FP16: Read 140GB of weights\nQ4: Read 40GB, then more\n\nBandwidth saved: 3.5x", ["3.5x"]),
        ("30.6 GB → 14 GB, 2.2x smaller", ["2.2x"]),
        ("754 → 98 lines (87% reduction)", ["87%"]),
    ],
)  # fmt: skip
def test_what_before_and_after_give_is_right(text: str, stated: list[str]) -> None:
    assert right(changes, text) == stated
    assert not wrong(changes, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Saves: 14 GB (37 GB → 25 GB)", ("14 GB", "12 GB")),
        ("140 GB → 40 GB, 4.5x smaller", ("4.5x", "3.5x")),
        ("140 GB → 40 GB (50% reduction)", ("50%", "71.43%")),
        ("400 s → 80 s: 8x faster", ("8x", "5x")),
        ("20 tok/s → 40 tok/s, 3x faster", ("3x", "2x")),
    ],
)
def test_what_before_and_after_do_not_give_is_wrong(text: str, found: tuple[str, str]) -> None:
    assert wrong(changes, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "14 GB → 4 GB, 2x faster",
        "4096 → 8192 tokens: 4x more memory",
        "7B → 70B, 5x slower",
        "14 GB → 4 GB with 2% less accuracy",
        "8 groups → 4x reduction",
        "Q4 vs FP16: ~1.5-2x faster",
        "140 GB → 40 GB, about ~3x smaller",
        "140GB/3GB/s = 47s vs 40GB/3GB/s = 13s",
        "3-7 GB → 2 GB, saves 3 GB",
        "from 2 GB to 4 GB of cache, 3 tokens more",
        "4 to 8 workers on 400 MB cut ~90s to ~53s (~55% reduction)",
        "from 470 lines to 100 lines (60% reduction)",
        "$75M (62.5% reduction)",
        "a: 5 GB\nb: 3 GB\nSpeedup: 4x",
    ],
)
def test_what_may_be_said_of_another_thing_is_never_refuted(text: str) -> None:
    assert not wrong(changes, text)
