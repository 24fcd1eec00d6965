"""What right texts of everyday fields say that once was called wrong; what is a fault in them still."""

from __future__ import annotations

import pytest

from tests.relations.held import right, wrong

SILENT = [
    # the sign of a product before a root, a sign of money, a fraction
    "Tacking, the track is 10 × √2 = 14.1 NM long.",
    "The safety stock is 1.65 × 12 × √15 = 77.",
    "Die Unsicherheit ist 0,4 mm × √9 = 1,2 mm, und 4 × ∛8 = 8.",
    "The edge is 4 × ³√27 = 12.",
    "The cinema costs 3 × €4.50 = €13.50, and 0.5 × ½ × 8 = 2.",
    # a difference of temperatures
    "A rise of 3 °C is 5.4 °F.",
    "Der Anstieg um 5 °C (9 °F) war der höchste.",
    "At noon it is 10 °C warmer, or 18 °F.",
    # what stands before is told of another thing
    "At 120 km/h it is 3 h 45 min. With a break of 30 min it is 5 h.",
    # another country's thousands
    "Ein Becken fasst 500 m³, also 500.000 l. The pump moves 2.5 l and the hose 1.25 l.",
    # a rate beyond a limit
    "Free time is 7 days, so 11 days are charged. Rate: $60 per day from the 1st to the 5th, $110 from the 6th.",
    "Charged are 8 hours. Tariff: £3 per hour up to 4 hours, £24 thereafter.",
    # a factor below one, an amount that was computed before
    "With a correction factor of 0.95 and 11.4 kWh/m³ the 1,500 m³ give 16,245 kWh. Out of 1,000 m³ come 11,400 kWh.",
    "Over a year that is 110 kWh against 15 kWh; at 0.30 €/kWh, 33 € against 4.40 €.",
    # shares that do not add up, systems of units, approximations
    "Of 1,203 votes 412 went to A (34.2%), 398 to B (33.1%) and 393 to C (32.7%).",
    "A car that does 30 miles per US gallon uses 7.8 l per 100 km; 30 miles per UK gallon is 9.4 l per 100 km.",
    "By the rule of 72, money at 6% doubles in about 12 years; the exact time is 11.9 years.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_right_text_is_not_called_wrong(text: str) -> None:
    assert wrong(text) == []


FOUND = [
    ("The track is 10 × √2 = 41.1 NM long.", "41.1 NM", "14.1 NM"),
    ("Boiling water has 40 °C or 140 °F.", "140 °F", "104 °F"),
    ("The walk takes 90 min, that is 15 h.", "15 h", "1.5 h"),
    ("With 12 kWh/m³ the 1,500 m³ give 1,800 kWh. Out of 1,000 m³ come 12,000 kWh.", "1,800 kWh", "18,000 kWh"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated", "expected"), FOUND)
def test_a_wrong_one_still_is(text: str, stated: str, expected: str) -> None:
    assert wrong(text) == [(stated, expected)]


BUS = "## How fast is the memory interface?\n\n| Memory | Bus (bits) | Rate per pin (Gbit/s) | Bandwidth (GB/s) |\n|---|---|---|---|\n"


def test_an_input_that_was_copied_from_the_row_above_is_blamed_for_a_definition_too() -> None:
    rows = "| HBM3 | 5,120 | 5.23 | 3,347 |\n| HBM3e | 5,120 | 6.25 | 4,800 |\n"
    assert wrong(BUS + rows) == [("5,120", "6,144")]


def test_where_numbers_come_again_elsewhere_too_neither_is() -> None:
    others = "| GDDR6X | 384 | 21 | 1,008 |\n| GDDR6X | 384 | 19.5 | 963 |\n"
    rows = "| HBM3 | 5,120 | 5.23 | 3,347 |\n| HBM3e | 5,120 | 6.25 | 4,800 |\n"
    assert wrong(BUS + others + rows) == [("963", "936")]
    assert right(BUS + others + rows) == ["1,008", "3,347"]


def test_a_result_with_two_digits_swapped_is_itself_wrong() -> None:
    rows = "| GDDR6X | 384 | 21 | 1,008 |\n| GDDR6X | 384 | 19.5 | 963 |\n| HBM3 | 5,120 | 5.23 | 3,347 |\n"
    assert wrong(BUS + rows) == [("963", "936")]
