from __future__ import annotations

import time

import pytest

from flashcards.claims.numbers.sums import sums
from tests.claims.numbers.asked import ask, right, wrong

LIST = """
Memory:
- Weights: {} GB
- KV cache: {} GB
- Overhead: {} GB
- Total: {} GB
"""


@pytest.mark.parametrize(
    "total", ["16.9", "17", "~17", "~16.9"], ids=["exact", "rounded", "about", "about exact"]
)
def test_a_total_that_is_its_parts_is_right(total: str) -> None:
    assert right(sums, LIST.format("13.8", "2.5", "0.6", total)) == [f"{total} GB"]


@pytest.mark.parametrize("total", ["15.9", "18", "~19", "1690"])
def test_a_total_that_is_not_its_parts_is_wrong(total: str) -> None:
    (found,) = wrong(sums, LIST.format("13.8", "2.5", "0.6", total))
    assert found == (f"{total} GB", "16.9 GB")


@pytest.mark.parametrize("total", ["16.8", "17.0"])
def test_parts_may_have_been_rounded_before_the_total(total: str) -> None:
    assert not wrong(sums, LIST.format("13.8", "2.5", "0.6", total))


def test_a_part_of_fewer_digits_than_the_total_is_taken_at_its_word() -> None:
    text = LIST.format("7.9", "1.5", "1", "10.8")
    assert wrong(sums, text) == [("10.8 GB", "10.4 GB")]


def test_ranges_are_added_end_by_end() -> None:
    text = "- Model: 3-4 GB\n- Cache: 0.3-0.5 GB\n- Total: {} GB"
    assert right(sums, text.format("3.3-4.5")) == ["3.3-4.5 GB"]
    assert wrong(sums, text.format("3.5-4.5")) == [("3.5-4.5 GB", "3.3 GB to 4.5 GB")]
    assert ask(sums, text.format("3.5-4.5"))[0].severity == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "│ Page cache:   40 GB     │\n│ Buffer:   40 GB   │  ← twice\n├─────────┤\n│ Total:   80 GB  │",
        "# Weights: 40 GB\n# Cache: 40 GB\n# Total: 80 GB",
        "Weights: 40 GB\nCache: 40 GB\n\nTotal: 80 GB",
        "1. **Weights**: 40 GB\n2. **Cache**: 40 GB\n3. **Total**: 80 GB",
        "- Weights: 70e9 × 0.57 = 40 GB\n- Cache: 40 GB\n- Total: 80 GB",
        "- Weights: 40 GB\n- Cache: 40960 MB\n- Total: 80 GB",
    ],
    ids=["drawing", "comments", "empty line", "ordinals", "equation", "two units"],
)
def test_a_total_is_found_in_every_kind_of_list(text: str) -> None:
    assert right(sums, text) == ["80 GB"]


TABLE = """
Component | Time (ms) | Share
----------|-----------|------
Forward   | 2500      | 85%
Sampling  | 200       | 7%
Other     | 250       | 8%
----------|-----------|------
Total     | {}      | {}
"""


def test_every_column_of_a_total_row_is_added() -> None:
    assert right(sums, TABLE.format("2950", "100%")) == ["2950", "100%"]
    assert wrong(sums, TABLE.format("3050", "100%")) == [("3050", "2,950 ms")]


def test_percentages_add_up_to_a_hundred() -> None:
    text = TABLE.replace("85%", "75%")
    assert wrong(sums, text.format("2950", "100%")) == [("100%", "90%")]


@pytest.mark.parametrize(
    "text",
    [
        "- Each cache: 2 GB\n- Weights: 4 GB\n- Total: 204 GB",
        "- Available RAM: 64 GB\n- Weights: 40 GB\n- Total: 42 GB",
        "- Read: 4 s\n- Decode: 5 s\n- Total: 5 s (in parallel)",
        "- Layers: 80\n- Heads: 64\n- Total: 5120",
        "- Width: 4 tiles\n- Height: 3 tiles\n- Total: 12 tiles",
        "- Weights: fixed (4 GB)\n- Cache: 2 GB\n- Buffers: 1 GB\n- Total: 7 GB",
        "- Weights: 4 GB\n- Total: 6 GB",
        "- Total tokens: 7 GB\n- a: 1 GB\n- b: 2 GB",
        "- a: 1 GB\n- b: 2 GB\n- Total: 9 tokens",
        "- a: 1 GB × 4\n- b: 2 GB\n- Total: 6 GB",
        "- a: 5 GB\n  - b: 2 GB\n  - c: 3 GB\n- Total: 5 GB",
        "- Old: 5 GB\n- New: 3 GB\n- Total: 3 GB",
        "Year: 2024\nRed: 3\nBlue: 4\nTotal: 7",
        "Prompt: 300 s\nInput total: 470 s\nAnswer: 150 s\nNotes: 9 s\nTotal: 629 s",
        "- a: 1 GB\n- b: 2 GB\n- Subtotal: 3 GB\n- c: 4 GB\n- Total: 7 GB",
        "- a: 4 GB\n- b: 2 GB\n- Total: ~7 GB with overhead",
        "- a: 1,5 GB\n- b: 2,5 GB\n- Total: 5,0 GB",
        "- a: 3 days\n- b: 1 week\n- c: 2 weeks\n- Total: 4 weeks",
        "- a: ~$3.35\n- b: ~$1.44\n- Total: ~$14.79",
    ],
    ids=[
        "multiples", "capacity", "parallel", "product", "area", "hidden in words", "one part",
        "label of another thing", "another unit", "times", "nested", "change", "unrelated",
        "total within", "subtotal", "more", "decimal commas", "weeks", "money",
    ],
)  # fmt: skip
def test_what_is_no_plain_sum_is_never_refuted(text: str) -> None:
    assert not wrong(sums, text)


@pytest.mark.parametrize(
    "column",
    ["Speed (tok/s)", "Average", "Speed-up vs FP16", "p99 (ms)", "Max (GB)"],
)
def test_a_column_that_cannot_be_added_is_never_refuted(column: str) -> None:
    table = f"| Part | {column} |\n|---|---|\n| a | 30 |\n| b | 50 |\n| Total | 42 |"
    assert not wrong(sums, table)


def test_a_share_in_a_total_row_that_is_no_whole_is_passed_over() -> None:
    table = "| Suite | Passed |\n|---|---|\n| a | 90% |\n| b | 80% |\n| Total | 84% |"
    assert not ask(sums, table)


@pytest.mark.parametrize(
    "text",
    [
        "Total: 1 GB\n" * 20_000,
        "- a: 1 GB\n" * 20_000 + "- Total: 5 GB",
        "a | b\n" + "-" * 300_000 + "x\nTotal | 4",
        "| a | b |\n|---|---|\n| Total | " + "9" * 100_000 + " |",
        "|" * 300_000,
    ],
    ids=["totals", "parts", "dashes", "digits", "bars"],
)
def test_hostile_text_takes_no_time(text: str) -> None:
    begun = time.process_time()
    assert not wrong(sums, text)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "rows",
    [
        "| a | 1 980 W |\n| b | 1 700 W |\n| Total | 3 680 W |",
        "| a | 2 |\n| b | 1 HIGH + 1 LOW |\n| Total | 4 |",
        "| a | 10°C |\n| b | 15°C |\n| Total | 50°C |",
        "| a | 30 tok/s |\n| b | 50 tok/s |\n| Total | 42 tok/s |",
        "| a | 1 GB |\n| Subtotal | 1 GB |\n| b | 2 GB |\n| Total | 3 GB |",
        "| a | 14 files |\n| b | 3 files + 14 parts |\n| Total | 31 files |",
        "| a | 2 |\n| b | PASS |\n| Total | 3 |",
    ],
    ids=["spaces", "words", "degrees", "rates", "subtotal", "two numbers", "no number"],
)
def test_cells_that_are_no_plain_numbers_are_never_added(rows: str) -> None:
    assert not wrong(sums, f"| Part | Value |\n|---|---|\n{rows}")


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ("| a | 3 (`x.ts`, 4 k) |\n| b | 3–4 (flows) |\n| c | 2 |", "~9 files"),
        ("| a | 53 |\n| b | 25 |\n| c | 80 |", "~158"),
        ("| a | 2.0        FP16, as it is |\n| b | 3.0 |", "5.0 GB"),
        ("| a | 50W |\n| b | 100W |\n| c | 200W |", "350W"),
    ],
)
def test_cells_may_say_more_in_parentheses(rows: str, total: str) -> None:
    table = f"| Part | Value |\n|---|---|\n{rows}\n| **Total** | **{total}** |"
    assert len(right(sums, table)) == 1


def test_a_table_whose_total_leaves_parts_out_is_wrong() -> None:
    rows = "| Weights | ~2.3 GB |\n| Cache (28 layers) | ~224 MB |\n| Misc | ~10 MB |"
    table = f"| Part | Memory |\n|---|---|\n{rows}\n| **Total** | **~3.7 GB** |"
    assert wrong(sums, table) == [("~3.7 GB", "2.534 GB")]
