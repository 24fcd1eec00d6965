"""What a sentence says in words of its few numbers."""

from __future__ import annotations

import pytest

from flashcards.relations.vocabulary import with_signs
from tests.relations.held import wrong

FOUND = [
    # so many of each, and a whole in equal parts
    ("A shelf has 45 trays of 12 jars, 450 jars on the shelf.", "450 jars", "540 jars"),
    ("Thirty probes drawing 40 mA apiece need 12 A of current.", "12 A", "1.2 A"),
    ("Zwölf Platten zu je 8 TB fassen 69 TB.", "69 TB", "96 TB"),
    ("The 1,134 kg of sand are split into 42 bags, which gives 2.7 kg.", "2.7 kg", "27.0 kg"),
    # a part, and a change with its amounts before or behind it
    ("A deposit of 12% on a 2,400 € order comes to 28.80 €.", "28.80 €", "288.00 €"),
    ("Of 480 seats 35 % are taken, in other words 16.8 seats.", "16.8 seats", "168.0 seats"),
    ("Output rose by 17% when it was raised from 500 to 600 units.", "17%", "20%"),
    # sums, rests and means
    ("Legs of 52, 49, 51 and 47 seconds, finishing in 152 seconds.", "152 seconds", "199 seconds"),
    ("El pan pesa 250 g, la sal 12 g y el agua 180 g, en total 342 g.", "342 g", "442 g"),
    ("The three quotes are $412, $275 and $318, on average $355.", "$355", "$335"),
    ("Of the 480 l in the tank 125 l and 40 l run off, which leaves 31.5 l.", "31.5 l", "315.0 l"),
    # a factor, growth, proportion, and a size
    ("From 90 ms to 6 ms: it is 1.5 times shorter.", "1.5 times", "15.0 times"),
    ("A dose of 96 mg with a half-life of 5 h is down to 24 mg in 15 h.", "24 mg", "12 mg"),
    ("For 4 people 600 g, for 7 in proportion 900 g.", "900 g", "1050 g"),
    ("A pit 25 m long, 10 m wide and 1.8 m deep holds 45 m³.", "45 m³", "450 m³"),
    # arithmetic with its signs in words
    ("66 € divided by 3 ct/kWh gives 220 kWh.", "220 kWh", "2200 kWh"),
    ("84 km diviso 4 ore fa 12 km/h.", "12 km/h", "21 km/h"),
    ("450 minus 65 leaves 358 tokens.", "358 tokens", "385 tokens"),
    ("12 times 15 minutes make 2 h 30 min.", "2 h 30 min", "3 h 0 min"),
    ("66 € / 3 €/kWh = 2.2 kWh.", "2.2 kWh", "22.0 kWh"),
]


@pytest.mark.parametrize(("text", "stated", "expected"), FOUND)
def test_a_slip_from_what_the_words_say_is_found(text: str, stated: str, expected: str) -> None:
    assert wrong(text) == [(stated, expected)]


SILENT = [
    "A shelf has 45 trays of 12 jars, 540 jars on the shelf.",
    "There are 60 zones of 6° each, counted from 180° west.",
    "Two zones carry the peak: 13 replicas per zone, so 39 replicas in total.",
    "One user gets 50 tok/s; with 16 users all together it is 560 tok/s, so each sees 35 tok/s.",
    "It ferments from 1.050 to 1.012: 5.0 %.",
    "Each of the 8 nodes has 16 GPUs; 64 GPUs are busy.",
    "Each of the 8 nodes has 16 GPUs, 64 GPUs are left.",
    "Each of the 8 nodes has 16 GPUs and 32 GB.",
    "A rack has 512 nodes of 128 addresses in a /25.",
    "Of 480 seats 35 % are taken, in other words 168 seats.",
    "Of 480 seats 35 % are taken, and 312 seats are free.",
    "The header has 4 bytes, the version 4 and two counts of 8 bytes, 24 bytes in total.",
    "The sum of 1,200 is divided by three: 400 each; two tied for second get 400 each.",
    "Com 10,33 m de pressão, 0,24 m de vapor e perdas de 0,80 m sobram 9,29 m.",
    "The three quotes are $412, $275 and $318, on a weighted average $355.",
    "A pipe of 2 m radius and 10 m length holds 126 m³.",
    "80 dB plus 70 dB is only 80.4 dB.",
    "23 h 56 min 4 s, that is 86,164 s, 236 s less than a day.",
    "12 times 15 minutes make 3 h.",
    "Il y en a 10 mais 3 sont usés.",
    "Run it three times a day for 20 minutes: 60 minutes.",
    "Model weights: 7 billion parameters at 16 bits each are 14 GB.",
]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_right_or_may_be_another_thing_is_left_alone(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    "text", ["4 mal 25 €", "66 € geteilt durch 3", "5 fois (3 + 4)", "2 times a day", "10 more"]
)
def test_signs_for_words_leave_every_place_as_it_is(text: str) -> None:
    signed = with_signs(text)
    assert len(signed) == len(text)
    assert [at for at, sign in enumerate(signed) if sign.isdigit()] == [
        at for at, sign in enumerate(text) if sign.isdigit()
    ]
