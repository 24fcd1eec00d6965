"""By how much something changes: a share of the wrong base is found, in the languages of our documents."""

from __future__ import annotations

import pytest

from tests.relations.held import right, wrong

FOUND = [
    ("The fee falls from 63 to 58 euros, a drop of 8.6%.", "8.6%", "7.9%"),
    ("The run falls from 29 to 23.2 minutes, a saving of 25%.", "25%", "20%"),
    ("The premium rises from $440 to $560, by $120 or 15%.", "15%", "27.3%"),
    ("A drop from 8% to 6% is −2% in the rate.", "−2%", "-25%"),
    ("The rows take 12,000 or 8,000 bytes; reordering saves 50% of the first.", "50%", "33%"),
    ("Der Verbrauch sinkt von 12,5 auf 10,0 kWh, das spart 25 %.", "25 %", "20 %"),
    ("Le trajet passe de 50 à 40 km, soit une baisse de 25 %.", "25 %", "20 %"),
    ("Passar de 10 para 12,5 km/L reduz o gasto em 25%. Antes eram 1,5 L.", "25%", "20%"),
]


@pytest.mark.parametrize(("text", "stated", "expected"), FOUND)
def test_a_share_of_the_other_base_is_found(text: str, stated: str, expected: str) -> None:
    assert wrong(text) == [(stated, expected)]


SILENT = [
    "The fee falls from €63 to €58, a drop of 7.9%, and of about 8.5% with the tax.",
    "A yearly rise of 20–30% may feel like none. When prices heated up in the seventies, to 10%, growth slowed down.",
    "The run falls from 29 to 23.2 minutes, a saving of 20%.",
    "It grew from 40 to 50 seats, so one in five is new, 20% of all.",
    "Of 500 kg we sold 400 kg, and 25% of that went abroad.",
    "Prices rose from 80 to 100 €. The discount saves 25% on top.",
    "The price fell from 100 to 75 € while sales rose by 40%.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_share_of_something_else_is_left_alone(text: str) -> None:
    assert wrong(text) == []


def test_a_right_change_is_confirmed() -> None:
    assert "20%" in right("The run falls from 29 to 23.2 minutes, a saving of 20%.")
