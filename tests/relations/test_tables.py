"""Columns, totals and shares: established by the rows that fit."""

from __future__ import annotations

import pytest

from tests.relations.held import wrong


def table(*rows: str) -> str:
    head, *body = rows
    rule = "|".join("---" for _ in head.split("|"))
    return "\n".join(f"| {row} |" for row in (head, rule, *body))


FOUND = [
    (("Part | Hours", "a | 12", "b | 30", "**Sum** | 52"), "52", "42"),
    (("Item | Count | Price | Cost", "pen | 3 | 1.50 | 4.50", "book | 7 | 8.20 | 57.40", "bag | 4 | 12.75 | 15.00"), "15.00", "51"),
    (("Team | Played | Won | Win share", "A | 40 | 25 | 62.5%", "B | 32 | 12 | 37.5%", "C | 44 | 11 | 35.0%"), "35.0%", "25.0%"),
    (("Format | Size (MB) | vs raw", "raw | 125 | 1.00", "zip | 50 | 0.40", "xz | 30 | 0.42"), "0.42", "0.24"),
    (("Time (s) | Time (min)", "90 | 1.5", "240 | 4", "330 | 5.5", "750 | 12.5", "510 | 5.8"), "5.8", "8.5"),
    (("n | Bits", "1024 | 10", "4096 | 12", "16384 | 14", "32768 | 15", "65536 | 61"), "61", "16"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "stated", "expected"), FOUND, ids=[one[0][0] for one in FOUND])
def test_found(rows: tuple[str, ...], stated: str, expected: str) -> None:
    found = wrong(table(*rows))
    assert [one[0] for one in found] == [stated]
    assert expected in found[0][1]


SILENT = [
    # one row counts its pieces, one was counted for a single piece: the total tells which is wrong
    (
        "Part | Pieces | Length (mm) | Width (mm) | Area (m²)",
        "side | 2 | 800 | 300 | 0.48",
        "shelf | 4 | 760 | 280 | 0.21",
        "top | 1 | 900 | 320 | 0.29",
        "back | 1 | 780 | 760 | 0.59",
        "**Total** | 8 | | | 2.21",
    ),
    ("Model | Parameters | Disk (GB)", "a | 7 | 3.8", "b | 13 | 7.4", "c | 70 | 39", "d | 34 | 20"),
    ("Load | Latency (ms)", "10 | 12", "20 | 25", "40 | 80", "Total | 30"),
    ("City | May | June", "A | 12 | 12", "B | 15 | 15", "C | 15 | 18"),
    ("Player | Goals | Games", "x | 10 | 20", "y | 12 | 24", "z | 9 | 30"),
    (
        "Mill | sacks/h in | sacks/h out | in ÷ out",
        "A | 1.5 | 0.9 | 1.74",
        "B | 1.6 | 1.5 | 1.08",
        "C | 1.0 | 1.5 | 0.70",
        "D | 0.9 | 1.3 | 0.67",
    ),
    ("Step | Average (s)", "a | 3", "b | 5", "all | 4"),
]


@pytest.mark.parametrize("rows", SILENT, ids=[one[0] for one in SILENT])
def test_silent(rows: tuple[str, ...]) -> None:
    assert wrong(table(*rows)) == []


def test_a_cell_that_fails_two_relations_is_the_wrong_one() -> None:
    rows = (
        "Nutrient | Grams | kcal | Share of energy",
        "Protein | 30 | 120 | 24%",
        "Starch | 50 | 200 | 40%",
        "Fat | 20 | 108 | 36%",
        "**Sum** | **100** | **500** | **100%**",
    )
    assert wrong(table(*rows)) == [("108", "180")]


def test_tables_drawn_in_a_fence() -> None:
    text = "```text\npart     grams   share\nflour     500     62.5%\nwater     250     13.3%\nsugar      50      6.25%\ntotal     800    100%\n```"
    assert [one[0] for one in wrong(text)] == ["13.3%"]


STATEMENT = (
    "Herd | 2021 | 2022 | Change",
    "Born | 4,800 | 5,400 | +12.5%",
    "Sold | 2,880 | 3,186 | +10.6%",
    "Kept | 1,920 | 2,214 | +15.3%",
    "Lost | 1,200 | 1,320 | +10.0%",
    "Left | 720 | {} | +24.2%",
)


def test_an_input_that_fails_a_relation_of_rows_is_blamed_for_the_change_computed_of_it() -> None:
    assert wrong(table(*STATEMENT).format("994")) == [("994", "894")]
    assert wrong(table(*STATEMENT).format("894")) == []


def test_a_result_is_not_blamed_where_a_slip_of_an_input_explains_it() -> None:
    rows = (
        "Lake | 1990 | 2020 | Change",
        "A | 4,813 | 5,419 | +12.6%",
        "B | 2,884 | 3,181 | +10.3%",
        "C | 1,127 | 1,371 | +21.7%",
        "D | 7,210 | 9,954 | +24.2%",
    )
    assert wrong(table(*rows)) == []


def test_a_relation_turned_round_with_a_rounder_result_is_no_excuse() -> None:
    rows = (
        "Hall | Length",
        "30 ft | 9.144 m",
        "40 ft | 12.192 m",
        "8 ft | 2.483 m",
        "65 ft | 19.812 m",
    )
    assert wrong(table(*rows)) == [("2.483 m", "2.438 m")]
    assert wrong(table(*rows).replace("2.483", "2.438")) == []


def test_a_cell_that_fails_all_its_relations_is_wrong_by_whatever_factor() -> None:
    rows = (
        "Area (ha) | One year (t) | 24 years (t)",
        "256 | 0.75 | 18",
        "1,024 | 3 | 72",
        "2,048 | 6 | 144",
        "8,192 | 24 | {}",
    )
    assert wrong(table(*rows).format("288")) == [("288", "576")]
    assert wrong(table(*rows).format("576")) == []


SLIPS_IN_TABLES = [
    # What is proportional row by row is so in the total: the cell is wrong, not the sum.
    (
        "| Day | Frames | GB |\n|-|-:|-:|\n| Fri | 310 | 13.0 |\n| Sat | 845 | 35.5 |\n| Sun | 520 | 28.1 |\n| Sum | 1,675 | 70.4 |",
        "28.1",
    ),
    # A sum of shares that is one too much does not confirm them.
    (
        "| Malt | kg | % of grist |\n|-|-:|-:|\n| Pale | 4.20 | 80.8 |\n| Munich | 0.60 | 11.5 |\n| Crystal | 0.25 | 4.8 |\n| Wheat | 0.15 | 3.9 |\n| all | 5.20 | 100 |",
        "3.9",
    ),
    # Units that are all there is of a head.
    (
        "| Step | °C | °F |\n|-|-:|-:|\n| mash | 67 | 152.6 |\n| strike | 74 | 165.2 |\n| pitch | 18 | 64.4 |\n| cold | 2 | 28.4 |",
        "28.4",
    ),
]


@pytest.mark.parametrize(("table", "stated"), SLIPS_IN_TABLES)
def test_the_cell_that_two_relations_refute_is_named_alone(table: str, stated: str) -> None:
    assert [one for one, _ in wrong(table)] == [stated]


RUNNING = """
| Day | In | Stock |
|-----|---:|------:|
| Mon | 40 | 340 |
| Tue | 25 | 365 |
| Wed | 60 | 452 |
| Thu | 15 | 440 |
| Fri | 30 | 470 |
"""
ROWS = """
| ward | early | late | night | 24 h |
|------|------:|-----:|------:|-----:|
| oral | 650 | 500 | 150 | 1,300 |
| IV | 800 | 600 | 400 | 1,800 |
| urine | 700 | 550 | 400 | 1,550 |
| drain | 120 | 90 | 60 | 270 |
"""
MARKUP = """
| Cost | Price | Margin | Markup |
|------|-------|--------|--------|
| $60 | $100 | 40% | 66.7% |
| $80 | $100 | 20% | 25% |
| $45 | $60 | 25% | 25.0% |
"""
BASKET = """
| Good | Quantity | Old price | New price | Old cost | New cost |
|------|---------:|----------:|----------:|---------:|---------:|
| Bread | 100 | 2.00 | 2.20 | 200 | 220 |
| Fuel | 80 | 1.50 | 1.80 | 120 | 144 |
| Rent | 12 | 90.00 | 92.00 | 1,080 | 1,140 |
| Total | | | | 1,400 | 1,468 |
"""
TOTALS_OF_RATIOS = """
| class | TP | FP | precision |
|-------|---:|---:|----------:|
| cat | 90 | 10 | 0.90 |
| dog | 40 | 10 | 0.80 |
| bird | 5 | 15 | 0.25 |
| **all** | **135** | **35** | 0.79 |
"""


@pytest.mark.parametrize(
    ("table", "stated", "right"),
    [
        (RUNNING, "452", "425"),
        (RUNNING.replace("452", "425"), "", ""),
        (ROWS, "1,550", "1,650"),
        (ROWS.replace("1,550", "1,650"), "", ""),
        (MARKUP, "25.0%", "33.3%"),
        (MARKUP.replace("25.0%", "33.3%"), "", ""),
        (BASKET, "1,140", "1,104"),
        (BASKET.replace("1,140", "1,104"), "", ""),
        (TOTALS_OF_RATIOS, "", ""),
    ],
)
def test_sums_along_a_table_and_columns_by_their_units(table: str, stated: str, right: str) -> None:
    assert wrong(table) == ([(stated, right)] if stated else [])
