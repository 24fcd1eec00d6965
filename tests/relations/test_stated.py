"""Formulas that a text states, held against its cases by order or name."""

from __future__ import annotations

import pytest

from tests.relations.held import wrong

FOUND = [
    # the inputs of the first case in several clauses; in the next one of them is left out
    ("Hit time + miss rate × miss penalty. With a hit time of 1 ns, 5% misses and a penalty of 60 ns it is 4 ns, with 2% misses 1.2 ns.", "1.2 ns"),
    ("Cost = a + b · h. With 30 €, 12 €/h and 5 h it is 90 €, with 8 h 96 €.", "96 €"),
    ("t = d/r + w. 120 km, 80 km/h and 0.5 h make 2.0 h, at 50 km/h 2.4 h.", "2.4 h"),
    ("*R* = d/λ. 16 cm Wolle (0,035) haben 4,57 m²K/W, 24 cm davon 6,86 m²K/W. Bei 20 cm Beton (2,3) sind es 0,87 m²K/W.", "0,87"),
    ("T = 0,163 · V/A. Ein Saal mit 1.000 m³ und A = 163 m² hat 1,0 s, mit A = 100 m² 1,36 s.", "1,36 s"),
    ("$$F = \\frac{2PR}{P+R} = \\frac{2 \\cdot 0.6 \\cdot 0.75}{0.6 + 0.75} = 0.667$$\n\nFor $P = 1.0$ and $R = 0.1$ it is 0.55. For $P = 0.5$ and $R = 0.5$ it is 0.5.", "0.55"),
    ("$$A = \\frac{\\text{MTBF}}{\\text{MTBF} + \\text{MTTR}}$$\n\n- MTBF 720 h, MTTR 1 h: 99.86%\n- MTBF 720 h, MTTR 30 min: 96.00%\n- MTBF 1,000 h, MTTR 10 h: 99.0%", "96.00%"),
    ("Price divided by earnings. A share at $60 with $4 of earnings has a ratio of 15, one at $90 with $5 a ratio of 45.", "45"),
    ("La densidad es masa dividida por volumen. 200 g en 250 ml son 0,8 g/ml, 90 g en 60 ml son 0,67 g/ml.", "0,67 g/ml"),
    ("Das Volumen ist V = a²·h. Mit a = 3 und h = 5 ist V 45, mit a = 4 und h = 6 ist V 24.", "24"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stated"), FOUND)
def test_a_case_that_the_stated_formula_refutes_is_found(text: str, stated: str) -> None:
    assert [one[0] for one in wrong(text)] == [stated]


SILENT = [
    "Cost = a + b · h. With 30 €, 12 €/h and 5 h it is 90 €, with 8 h 126 €. A helper takes 8 €/h.",
    "*R* = d/λ. 16 cm Wolle (0,035) haben 4,57 m²K/W. Bei 20 cm Beton (2,3) sind es 0,087 m²K/W.",
    "**Difficulty:** medium · **Time:** 5 min\n\nAt 12 requests/s and 8 s each 96 are in flight. 110 slots at 8 s sustain 13.75 requests/s.",
    "P = F v. At 20 m/s and 158.4 N it takes 3.17 kW.\n\nAnd what is torque? At 4000 rpm 150 N m make 62.8 kW.",
    "Cases divided by people. 18 of 600 are 3.0%; of 140 people 7 fell ill, 5.0%.",
    "U · A · ΔT. With 0.20, 120 m² and 30 K it is 720 W. 25 m² of 1.1 lose 825 W at −10 °C.",
    "The line dies out with p = 1/4 + p/4 + p^2/2 => p = 1/2.",
    "Pairs are n(n − 1)/2. With 10 players 45 games, with 2 players and a return leg 2 games.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_case_that_fits_or_tells_of_another_thing_is_left_alone(text: str) -> None:
    assert wrong(text) == []
