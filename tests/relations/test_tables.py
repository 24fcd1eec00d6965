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
    # a total that lacks one row, however large, in other languages, too
    (("Voce | Euro", "affitto | 640", "luce | 85", "gas | 95", "**Totale** | 180"), "180", "820"),
    (("Anteil | Stück | je Stück | gesamt", "a | 1 | 0.5 | 0.5", "b | 3 | 0.4 | 1.2", "c | 1 | 0.3 | 0.3", "d | 1 | 2.0 | 2.0", "Zusammen | 6 | | 3.7"), "3.7", "4.0"),
    # two rows contradict a complement that three fit; the sum is what the column is
    (("Token | Probability | Cumulative", "a | 0.50 | 0.50", "b | 0.25 | 0.75", "c | 0.15 | 0.90", "d | 0.06 | 0.94", "e | 0.04 | 1.00"), "0.94", "0.96"),
    (("n | Bits", "1024 | 10", "4096 | 12", "16384 | 14", "32768 | 15", "65536 | 61"), "61", "16"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "stated", "expected"), FOUND, ids=[one[0][0] for one in FOUND])
def test_found(rows: tuple[str, ...], stated: str, expected: str) -> None:
    found = wrong(table(*rows))
    assert [one[0] for one in found] == [stated]
    assert expected in found[0][1]


SILENT = [
    # its factor follows from a column in which it alone differs
    (
        "Pump | Cylinders | Stroke (cm) | Litres",
        "P1 | 40 | 24 | 480",
        "P2 | 80 | 8 | 320",
        "P3 | 32 | 8 | 128",
        "P4 | 36 | 8 | 144",
    ),
    # a total that shares bear out; the row that it refutes follows its neighbours in another column
    (
        "Part | g | kcal | Share",
        "protein | 35 | 140 | 20%",
        "starch | 72.5 | 290 | 41%",
        "fat | 30 | 120 | 39%",
        "**Sum** | | 700 | 100%",
    ),
    # two that come again: either was copied
    (
        "Lots | Kept | Sold",
        "3 | 2 | 1",
        "4 | 3 | 1",
        "5 | 3 | 2",
        "6 | 3 | 2",
        "7 | 4 | 3",
        "9 | 5 | 4",
    ),
    # an input with two digits swapped, as far as the result is rounded
    (
        "Jobs | Read (MB) | Lasts (ms) | Jobs a second",
        "1 | 5.04 | 5.60 | 179",
        "2 | 5.57 | 6.19 | 323",
        "4 | 6.65 | 7.93 | 542",
        "16 | 8.80 | 14.55 | 1,100",
    ),
    # which summand is wrong by half, or whether the total counts it twice, cannot be told
    ("Conta | Reais", "água | 60", "luz | 180", "gás | 45", "internet | 90", "Soma | 555"),
    ("Corso | Iscritti", "A | 24", "B | 18", "C | 30", "Totale | 72"),
    ("Stadt | Regen (mm)", "A | 600", "B | 820", "Insgesamt | 710"),
    # squares of small numbers of two digits are met by chance
    (
        "Party | Votes | Change (points)",
        "a | 12,240 | +4.0",
        "b | 9,180 | −3.5",
        "c | 6,120 | +2.5",
        "d | 3,060 | −2.0",
    ),
    # one row counts its pieces, one was counted for a single piece: the total tells which is wrong
    (
        "Part | Pieces | Length (mm) | Width (mm) | Area (m²)",
        "side | 2 | 800 | 300 | 0.48",
        "shelf | 4 | 760 | 280 | 0.85",
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
    # the total takes each price as often as its row counts
    (
        "Item | Qty | Price (€)",
        "chair | 4 | 25",
        "table | 1 | 90",
        "lamp | 2 | 15",
        "**Total** | 7 | 220",
    ),
    # two tools mostly come to the same, and none follows from the other
    (
        "Page | Size (KB) | squeeze | pressed",
        "a | 45 | 45 | 45",
        "b | 115 | 90 | 88",
        "c | 132 | 118 | 118",
        "d | 271 | 269 | 269",
        "e | 289 | 282 | 282",
        "f | 298 | 289 | 269",
        "g | 574 | 557 | 557",
    ),
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


def test_an_input_is_blamed_or_none_where_no_value_of_the_result_mends_all() -> None:
    rows = ("Load | Requests | In ($) | Out ($) | Sum ($)", "chat | 20 | 90 | 90 | 180", "search | 50 | 600 | 150 | 750",
            "reports | 10 | 60 | 300 | 90", "**Total** | 80 | 750 | 270 | 930")  # fmt: skip
    assert "90" not in [stated for stated, _ in wrong(table(*rows))]


BESIDE = [
    ("43,000 minutes are used a month.", ("Plan | Price per minute | Month", "A | $0.05 | $2,150", "B | $0.08 | $3,440", "C | $0.25 | $11,750"), "$11,750", "$10,750"),
    ("The tank holds 2,400 l.", ("Day | Used (l) | Left (l)", "1 | 300 | 2,100", "2 | 750 | 1,650", "3 | 1,200 | 2,200"), "2,200", "1,200"),
    ("The loss at 25 K:", ("Part | Area (m²) | U (W/m²K) | Loss (W)", "Wall | 40 | 0.28 | 280", "Roof | 60 | 0.16 | 240", "Door | 4 | 1.80 | 810", "Pane | 12 | 1.10 | 330"), "810", "180"),
    (r"By Pythagoras, $c = \sqrt{a^2 + b^2}$.", ("a | b | c", "3 | 4 | 5", "20 | 21 | 29", "9 | 40 | 49"), "49", "41"),
    ("The chance of a free slot is 1/(1 + ρ), a full one has ρ/(1 + ρ).", ("ρ | Free | Full", "0.25 | 0.80 | 0.20", "1.5 | 0.40 | 0.60", "3 | 0.25 | 0.57"), "0.57", "0.75"),
    ("Kilowatt hours by quarter:", ("Quarter | kWh | kWh a day", "Q1 (90 days) | 1,368 | 15.2", "Q2 (91 days) | 2,448 | 26.9", "Q3 (92 days) | 2,304 | 25.0", "Q4 (92 days) | 1,080 | 17.1"), "17.1", "11.7"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "rows", "stated", "expected"), BESIDE, ids=[one[0] for one in BESIDE]
)
def test_what_stands_beside_a_table_is_a_part_of_its_relation(
    above: str, rows: tuple[str, ...], stated: str, expected: str
) -> None:
    assert wrong(f"{above}\n\n{table(*rows)}") == [(stated, expected)]


FITTED = [
    (("Note | Steps | Hz", "C | −9 | 261.6", "E | −5 | 329.6", "G | −2 | 349.2", "c | 3 | 523.3", "e | 7 | 659.3"), "349.2", "392.0"),
    (("Trip (km) | Fare (€)", "2 | 8.40", "5 | 13.50", "9 | 20.30", "12 | 24.50", "20 | 39.00"), "24.50", "25.40"),
    (("Pace (min/km) | Marathon", "4:00 | 2:48:47", "4:30 | 3:09:53", "5:30 | 3:42:04", "6:00 | 4:13:10"), "3:42:04", "3:52:04"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "stated", "expected"), FITTED, ids=[one[0][0] for one in FITTED])
def test_a_law_with_constants_of_its_own_is_established_by_the_rows(
    rows: tuple[str, ...], stated: str, expected: str
) -> None:
    assert wrong(table(*rows)) == [(stated, expected)]


def test_what_is_next_to_nothing_explains_nothing() -> None:
    rows = (
        "Part | With 8 heads | With 64 heads",
        "Weights | 38.58 GiB | 38.58 GiB",
        "Cache | 2.50 GiB | 20.00 GiB",
        "Buffers | 0.50 GiB | 0.50 GiB",
        "System | 4.00 GiB | 4.00 GiB",
    )
    assert wrong(table(*rows)) == []
    assert wrong("Of 64 GiB and 64 heads:\n\n" + table(*rows)) == []


def test_rows_that_follow_from_several_columns_refute_nothing() -> None:
    latest = (
        "Year | 12 months | 24 months | 36 months | Ultimate | Reserve",
        "2020 | 1,000 | 1,500 | 1,650 | 1,650 | 0",
        "2021 | 1,200 | 1,800 | | 1,980 | 180",
        "2022 | 1,400 | | | 2,310 | 910",
    )
    boards = (
        "Part | Pieces | Length (mm) | Width (mm) | Area (m²)",
        "Side | 2 | 800 | 300 | 0.48",
        "Top | 1 | 900 | 320 | 0.29",
        "Back | 1 | 780 | 760 | 0.59",
    )
    assert wrong(table(*latest)) == []
    assert wrong(table(*boards)) == []


def test_a_total_tells_which_of_two_relations_is_meant() -> None:
    rows = (
        "Part | Pieces | Length (mm) | Width (mm) | Area (m²)",
        "Side | 2 | 800 | 300 | 0.48",
        "Shelf | 4 | 760 | 280 | 0.21",
        "Top | 1 | 900 | 320 | 0.29",
        "Back | 1 | 780 | 760 | 0.59",
        "**Total** | **8** | | | **2.21**",
    )
    assert wrong(table(*rows)) == [("0.21", "0.85")]


QUESTIONS = [
    (("Question | Answer", "What do 25 basis points cost a year on $400,000? | $1,000", "What do 75 basis points cost a year on $200,000? | $150"), [("$150", "$1500")]),
    (("Question | Answer", "How far does a train at 80 km/h come in 3 h? | 240 km", "How far does a train at 120 km/h come in 2 h? | 240 km"), []),
    (("Question | Answer | Note", "How large is a segment of the log by default? | 16 MiB | that is 16,384,000 bytes", "How long does a copy of 1.2 TB over 10 Gbit/s take? | 16 min | over 1 Gbit/s it takes 20 min"), [("16,384,000 bytes", "16,777,216 bytes"), ("20 min", "2.7 h (160 min)")]),
    (("No. | Option | Why", "1 | 3 | One step each.", "2 | 2 | 12 × 25 kg = 200 kg"), [("200 kg", "300 kg")]),
    (("Frage | Antwort", "Wie hoch ist der Turm? | 60 m", "Wie viele Stufen hat er? | 300"), []),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "found"), QUESTIONS, ids=[one[0][1] for one in QUESTIONS])
def test_a_question_and_its_answer_beside_it_are_a_case(
    rows: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    assert wrong(table(*rows)) == found


@pytest.mark.parametrize(
    "rows",
    [
        ("City | Founded | Population", "Aalen | 1340 | 68,000", "Ulm | 854 | 126,000", "Horb | 1090 | 25,000", "Calw | 1075 | 23,000"),
        ("Index | Number", "0 | 1", "1 | 2", "2 | 3", "3 | 6", "4 | 8", "5 | 9"),
        ("Lens (mm) | Weight (g)", "24 | 300", "35 | 420", "50 | 610", "85 | 990", "135 | 1,600"),
        ("Start | End | Riders", "8:15 | 9:40 | 12", "9:50 | 10:30 | 30", "11:05 | 12:00 | 25"),
        ("Run | Time", "1 | 52:30", "2 | 51:10", "3 | 49:55"),
    ],
    ids=["towns", "indices", "lenses", "clock", "runs"],
)  # fmt: skip
def test_numbers_of_things_follow_from_nothing_beside_them(rows: tuple[str, ...]) -> None:
    assert wrong("In 1990 there were 12 of 40 in 2,000 places.\n\n" + table(*rows)) == []


ROUNDED = """| Length | Old TFLOPS | New TFLOPS | Speedup |
|---:|---:|---:|---:|
| 8 | 141 | 167 | {} |
| 32 | 324 | 524 | 1.62× |
| 64 | 391 | 719 | 1.84× |
| 128 | 420 | 836 | 1.99× |
"""


def test_a_ratio_of_rounded_whole_numbers_may_be_off_by_their_rounding() -> None:
    assert wrong(ROUNDED.format("1.19×")) == []
    assert wrong(ROUNDED.format("1.91×")) == [("1.91×", "1.18×")]


def test_a_factor_that_was_rounded_to_a_digit_refutes_nothing() -> None:
    table = """| Chip | TFLOPS | Speedup |
|---|---:|---:|
| A | 125 | 1 |
| B | 312 | 2.5 |
| C | 989 | 8 |
| D | 2250 | 18 |
| E | 4000 | 32 |
"""
    assert wrong(table) == []


def test_rows_that_one_constant_suits_as_they_were_rounded_are_left_alone() -> None:
    table = """| n | margin |
|---:|---:|
| 400 | 2.9 |
| 1,000 | 1.9 |
| 1,600 | 1.5 |
| 2,500 | 1.2 |
"""
    assert wrong(table) == []


def test_a_cell_that_three_columns_refute_is_wrong_and_not_what_follows_from_it() -> None:
    rows = (
        "| tray | rows | columns | height, layers | pieces | dozens |",
        "|---|--:|--:|--:|--:|--:|",
        "| A | 32 | 12 | 8 | 6,144 | 512 |",
        "| B | 40 | 15 | 8 | 9,600 | 800 |",
        "| C | 28 | 18 | 8 | 4,032 | 672 |",
        "| D | 64 | 9 | 8 | 9,216 | 768 |",
        "| E | 50 | 24 | 8 | 19,200 | 1,600 |",
    )
    assert wrong("## Trays\n\n" + "\n".join(rows)) == [("4,032", "8,064")]


WHOLE = (
    "T | a | b | c",
    "1 | 0.665 | 0.245 | 0.090",
    "0.5 | 0.867 | 0.{} | 0.016",
    "2 | 0.506 | 0.307 | 0.186",
)


def test_parts_of_a_whole_refute_a_slip_in_a_row() -> None:
    assert wrong(table(*(row.format("171") for row in WHOLE))) == [("0.171", "0.117")]
    assert wrong(table(*(row.format("117") for row in WHOLE))) == []
    # another number may be missing there, and in two rows of four nothing makes a whole
    assert wrong(table(*(row.format("050") for row in WHOLE))) == []
    assert wrong(table(*(row.format("171").replace("0.186", "0.168") for row in WHOLE))) == []


def test_of_two_cells_that_a_relation_accuses_the_one_that_has_slipped_is_wrong() -> None:
    rows = (
        "Gap | Better | Other | Of 9 games",
        "0 | 0.500 | 0.500 | 4.5",
        "50 | 0.571 | 0.429 | 5.1",
        "100 | 0.640 | 0.360 | 5.8",
        "150 | 0.703 | 0.297 | 6.3",
        "300 | 0.849 | 0.115 | 7.6",
    )
    assert wrong(table(*rows)) == [("0.115", "0.151")]


def test_a_number_beside_a_table_is_no_factor_of_what_a_column_tells_itself() -> None:
    table = (
        "One pass of 100 km at 50 km/h takes two hours.\n\n"
        "| Way (km) | Speed (km/h) | Time (h) |\n|--:|--:|--:|\n| 128 | 50 | 2.56 |\n"
        "| 256 | 50 | 5.12 |\n| 512 | 44 | 11.6 |\n| 64 | 96 | 1.28 |\n"
    )
    assert [one[0] for one in wrong(table)] == ["1.28"]


def test_what_hardly_matters_is_no_part_of_a_column() -> None:
    table = (
        "The peak is set by the model + Zero-3 sharding + activations.\n\n"
        "| Length | Old peak (GiB) | New peak (GiB) | TFLOPS |\n|--:|--:|--:|--:|\n"
        "| 8K | 16.3 | 16.3 | 141 |\n| 32K | 25.8 | 25.9 | 324 |\n| 64K | 37.5 | 37.6 | 391 |\n"
        "| 128K | 66.5 | 66.7 | 420 |\n| 192K | 95.7 | 95.7 | 422 |\n| 256K | 124.5 | 124.6 | 419 |\n"
    )
    assert wrong(table) == []


def test_a_formula_in_symbols_of_the_heads_tells_which_of_two_columns_is_wrong() -> None:
    text = (
        "## How many boxes are opened?\n\nOf N boxes each visitor opens k at random:\n\n"
        "$$E = N\\left(1 - \\left(1 - \\tfrac{k}{N}\\right)^{T}\\right)$$\n\nFor N = 128 and k = 8:\n\n"
        "| T | Opened | Share |\n|--:|--:|--:|\n| 1 | 8.0 | 6.25% |\n| 2 | 15.5 | 12.1% |\n"
        "| 4 | 29.1 | 22.8% |\n| 16 | 82.4 | 64.4% |\n| 64 | 119.5 | 98.4% |"
    )
    assert wrong(text) == [("119.5", "125.9")]


def test_a_formula_in_symbols_takes_the_values_that_the_text_gives() -> None:
    text = (
        "## How does it discharge?\n\nThe voltage is U = U₀ · e^(−t/RC), where U₀ = 12 V and RC = 5 s.\n\n"
        "Measure it against that:\n\n| t (s) | U (V) |\n|--:|--:|\n| 1 | 9.82 |\n| 2 | 8.04 |\n"
        "| 5 | 4.41 |\n| 10 | 2.16 |\n| 15 | 0.597 |"
    )
    assert wrong(text) == [("2.16", "1.62")]
    assert wrong(text.replace("2.16", "1.62")) == []
