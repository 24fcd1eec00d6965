"""Numbers that a relation seems to reach and does not: they are told of something else."""

from __future__ import annotations

import pytest

from tests.relations.held import wrong

SILENT = {
    "two of a thing that is told of one": (
        "One channel of 48 kHz and 24 bit fills 518.4 MB an hour. At 96 kHz and 24 bit, stereo, it is 2.07 GB an hour."
    ),
    "a part of what another case tells": (
        "What is the wavelength? Speed of light over frequency.\n\n"
        "- 868 MHz: 34.5 cm; 2.4 GHz: 12.5 cm; 5.8 GHz: 5.17 cm\n"
        "- a quarter wave at 433 MHz is 17.3 cm; the wave at 145 MHz measures 2.07 m before it is cut"
    ),
    "a unit that is told is no case": (
        "Sizes: 1 KiB = 1,024 bytes, 1 MB = 10⁶ bytes, 1 GB = 10⁹ bytes. The pages of one are 8 KiB, of the other 16 KiB."
    ),
    "numbers that all rows share and one beside them are any factor": (
        "Draft 0.4, for the guild.\n\n| Model | In ($) | Out ($) | Cached |\n|---|--:|--:|---|\n"
        "| S | 0.15 | 0.60 | 10% of it |\n| M | 2.50 | 10.00 | 10% of it |\n| L | 5.00 | 25.00 | 10% of it |"
    ),
    "a day in the words of a language": (
        "Con V = 250 m³, n = 0,5 h⁻¹ e 20 K: 850 W, in un giorno 20,4 kWh."
    ),
    "a factor in brackets is its own case's": (
        "The bag holds 0.6 kg of nitrogen. The 0.5 kg of oxide are converted (× 0.436) to 0.22 kg of the element, "
        "the 0.9 kg of the other oxide (× 0.830) to 0.39 kg. For 8 g of nitrogen a square metre take 67 g of the bag."
    ),
    "about how much a first case took establishes nothing": (
        "The first step took about 22 s (1B) and 47 s (8B), rising to 83 s (1B) and 168 s (8B) with the tuner."
    ),
    "years follow from nothing": (
        "دو کتاب اول (سفر 2012، 2013) است. این کتاب [کتاب شماره 1 سال 2012] بود. این مجموعه در میان [10 کتاب برتر در سال 2014] بود."
    ),
    "powers of a formula are no amounts that change": (
        "A signed byte runs from $-2^{n-1}$ to $2^{n-1}-1$: there is one more negative value than positive ones."
    ),
    "a rule of thumb sets two things beside each other": (
        "Hence the rule: 1 kJ of work ≈ 1 kcal spent at the pedals."
    ),
    "a column that hardly changes follows from nothing": (
        "| Vectors | d | Type | Memory |\n|---|---|---|---|\n| 1 million | 768 | float32 | 3.07 GB |\n"
        "| 10 million | 1,536 | float32 | 61.4 GB |\n| 10 million | 1,536 | float16 | 30.7 GB |\n"
        "| 10 million | 1,536 | int8 | 15.4 GB |\n| 10 million | 1,536 | binary | 1.92 GB |"
    ),
    "one case fits by chance where units are left out": (
        "The log says:\n\n```text\ncache: size = 2048.00 MiB (  4096 cells,  32 layers), "
        "K (f16): 1024.00 MiB, V (f16): 1024.00 MiB\n```"
    ),
    "an exponential is no straight line through two of its cases": (
        "Perplexity is the exponential of the loss. A loss of 2.0 is 7.39, 1.8 is 6.05 and 3.0 is 20.1."
    ),
    "the letter of a unit is a symbol of the text": (
        "A stray draw hits with probability $1/(2N)$: 0.01 for $N = 50$, and 0.0025 for $N = 200$."
    ),
    "a result that follows from another result is no new case": (
        "## What does a lease over 8,000 € at 1% a month cost in 24 months?\n\n"
        "Rate = 8,000 · 0.01 / (1 − 1.01⁻²⁴) = 376.59 €. Together that is 9,038.16 €, so 1,038.16 € of interest."
    ),
    "what changes by a share is not what the range measures": (
        "The drag goes with the cube: from 10 to 12 m/s it rises by 73%."
    ),
    "errors add as squares": (
        "The variances add. The two scales err by 0.30 g and 0.40 g, together 0.50 g."
    ),
    "a part and a rest of a whole that is not told": (
        "Over 4 barns each holds 30 t and has 50 t left; over 8 barns each holds 15 t and has 65 t left."
    ),
    "two conditions behind an and": (
        "m = pV/(RT):\n\n- 5 m³ at 100 kPa and 300 K: 5.81 kg\n- the same at 400 K: 4.36 kg\n"
        "- 0.2 m³ at 800 kPa and 47 °C: 1.74 kg"
    ),
    "two results behind one condition": (
        "Three seats bear one, five seats bear 2, seven bear 3. For f = 2 it is 5 and 7, for f = 3 it is 7 and 10."
    ),
    "a share in brackets changes a case": (
        "Loads of 1,200 kg a cart:\n\n- 3 carts: 3,600 kg\n- 6 carts: 7,200 kg\n- 10 carts on wet ground (85%): 10,200 kg"
    ),
    "a number in words changes a case": (
        "1000m is one core. So 250m is 0.25 cores, and 0.5 cores are 500m. Ten jobs of 150m want 1.5 cores."
    ),
    "so much for each is another result": (
        "The ledger takes 128 KiB a page. A book of 8,192 pages fills 1 GiB, one of 32,768 pages 4 GiB. "
        "An 8-bit ledger needs 64 KiB per page."
    ),
    "a formula's result has the unit that was computed": (
        "It yields (1 − a^(k+1)) / (1 − a) eggs. For k = 4:\n\n- a = 0.8: 3.36 eggs\n- a = 0.6: 2.31 eggs\n\n"
        "The gain at a = 0.8 is 2.8."
    ),
    "an article before a product names a thing": (
        "How many seeds does plot 8 add to a 40 × 110 field: 1,200."
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_a_number_of_something_else_is_left_alone(text: str) -> None:
    assert wrong(text) == []


def test_two_cases_joined_by_an_and_are_two() -> None:
    text = "n(n − 1)/2. Two hundred jars are 19,900 pairs, 500 are 125,250 and 1,000 are 499,500."
    assert ("125,250", "124,750") in wrong(text)
