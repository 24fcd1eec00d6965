"""Amounts and rates: what units alone say of a result, in many fields; what they do not say."""

from __future__ import annotations

import pytest

from tests.relations.held import wrong

FOUND = [
    # bits for bytes, minutes for hours, a power of ten
    ("The 6 GB went up over a 20 Mbit/s line in 5 min.", "5 min", "40 min"),
    ("A daily increment of 60 GB takes 1.1 min at 90% of 1 Gbit/s.", "1.1 min", "8.9 min"),
    ("A plate that moves 5 cm a year covers 5 km in a million years.", "5 km", "50 km"),
    ("Un robinet débite 15 litres par minute. En 20 minutes, il remplit 3000 litres.", "3000 litres", "300 litres"),
    ("La bomba da 12 litros por minuto. En 45 minutos saca 5400 litros.", "5400 litros", "540 litros"),
    ("Der Motor zieht 400 W. In 6 Stunden verbraucht er 24 kWh.", "24 kWh", "2.4 kWh"),
    # a product for a quotient
    ("## Combien d'éthanol (0,789 g/mL) ?\n\n100 g d'éthanol occupent 78,9 mL.", "78,9 mL", "126,7 mL"),
    # one digit, two swapped
    ("## Heparin 25,000 units in 500 ml, at 1,200 units an hour?\n\nLeft alone it would last 28.8 hours.", "28.8 hours", "20.8 hours"),
    # a price with an article; the number of a heading excuses nothing; mg go with mg/ml
    ("Le chêne a 32,7 m³. À 180 € le m³, ils valent 588 €, pas plus.", "588 €", "5886"),
    ("## 8. How long does 90 MB take on a 100 Mbit/s line?\n\nThe whole 1.5 GB take 15 s on it.", "15 s", "2"),
    ("## A dog of 24 kg, 5 mg/ml\n\nA cat of 4 kg would get 0.8 mg or 1.6 ml.", "1.6 ml", "160"),
    # what another result of the section confirms
    ("At 5.5 km/h that is 30 hours and 165 km. Pushed to 6.5 km/h: 18 hours and 108 km.", "108 km", "117 km"),
    ("## A set of 20 drops/mL\n\n- 1 L over 8 h: 42 drops/min\n- 500 mL over 4 h: 83 drops/min", "83 drops/min", "42 drops/min"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated", "right"), FOUND)
def test_a_result_that_its_rate_and_amount_refute_is_found(
    text: str, stated: str, right: str
) -> None:
    found = wrong(text)
    assert [one[0] for one in found] == [stated]
    assert found[0][1].startswith(right.split(maxsplit=1)[0].replace(".", found[0][1][1:2] if found[0][1][1:2] == "," else "."))  # fmt: skip


SILENT = [
    # so much a day, and in days; what stands behind has a result of its own
    "Sie läuft 12 Stunden am Tag. Bei 0,55 kW sind das 6,6 kWh am Tag, in 30 Tagen 198 kWh.",
    "The 6 GB went up over a 20 Mbit/s line in 40 min.",
    "The 6 GB went up over a 20 Mbit/s line in 55 min.",  # other traffic
    "## How much is in flight at 100 Mbit/s and 80 ms?\n\n- A: 8 MB\n- B: 1 MB\n- C: 125 kB",
    "With n tokens at 40 tokens/s and a start of 400 ms, an answer of 501 tokens takes 12.9 s.",
    "It loses $9,000 a year from $50,000: after three years $23,000 are left.",
    "In 6 h at 80 km/h with two stops the bus does 400 km.",
    "Three servers of 400 W each use 28.8 kWh in 24 h.",
    "Ein Auto fährt 60 km/h, ein Zug 180 km/h. Für 90 km braucht der Zug 30 min.",
    "The pump gives 12 litres a minute; the tub of 180 litres takes 20 min, for the tap is half closed.",
    "Bei 0,55 kW sind das 6,6 kWh am Tag, in 30 Tagen 198 kWh.",
    "The memory moves 3.35 TB/s. A batch reads 140 GB in 41.8 ms.",
    # the rate of a case stands behind its result; a number of the case that this one takes the place of
    "A bag holds 40 parts in 90 g, that is 2.25 g per part; a box holds 40 parts in 60 g, 1.5 g per part.",
    # so much for each of two things
    "5 of the 12 machines stop for 8 hours; at €0.40 per machine hour that is €16 a night and €480 in 30 nights.",
    # its own rate makes of it what stands behind it
    "Use 90 mL/kg for sheep and 60 mL/kg for goats. A sheep of 30 kg has 2.7 L of it, a kid of 4.5 kg 270 mL.",
    "Only 300 litres are left, at 150 litres/min 2 min instead of 14 min.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_result_that_something_else_may_explain_is_left_alone(text: str) -> None:
    assert wrong(text) == []
