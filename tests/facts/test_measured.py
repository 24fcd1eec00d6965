"""What a question wants measured is known by how it asks and by name, and told by amounts of it."""

from __future__ import annotations

import pytest

from flashcards.facts.wanted import asks_quantity, has_wanted, told_all


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("À quel débit coule la source ?", "Elle donne 12 L/min", "Elle est à 9 °C"),
        ("At what speed does the belt run?", "It makes 0.4 m/s", "It is 12 m long"),
        ("Hoeveel warmte verliest het dak?", "Het verlies is 310 W", "U is 0,4 W/(m²·K)"),
        ("¿Qué energía tiene el resorte?", "Son 12 J", "La fuerza es de 40 N"),
        ("Welche Förderleistung braucht sie?", "An der Welle 6 kW", "Sie fördert 60 m³/h"),
        ("Welche Kraft wirkt auf die Rolle?", "F = 80 N", "Die Masse ist 8 kg"),
        ("Quanta energia serve?", "Servono 3 kWh", "La potenza è 2 kW"),
        ("Que potência pede a bomba?", "P = 20 kW", "A altura é 40 m"),
        ("How heavy is the slab?", "It weighs 1.2 t", "It is 80 mm thick"),
        ("How much memory does a page of tokens take?", "128 KiB per token", "It holds 16 tokens"),
        (r"What torque does the motor give?", r"M = 9\ \text{N·m}", r"n = 50\ \text{Hz}"),
    ],
)
def test_an_amount_of_the_kind_that_is_asked_for_is_known(
    question: str, told: str, other: str
) -> None:
    assert asks_quantity(question)
    assert has_wanted(question, told)
    assert not has_wanted(question, other)


@pytest.mark.parametrize(
    "question",
    [
        "What bounds the speed of the belt?",
        "What is the voltage?",
        "Which speed limit holds in a village?",
        "How do you compute the cost of a link?",
        "Comment calcule-t-on le débit ?",
    ],
)
def test_a_limit_a_meaning_and_a_way_are_no_amounts(question: str) -> None:
    assert not asks_quantity(question)


def test_all_is_told_where_each_kind_has_its_amount() -> None:
    both = "How fast does the car go, and what distance does it need to stop?"
    assert told_all(both, "It makes 20 m/s and needs 40 m")
    assert not told_all(both, "It makes 20 m/s")
    assert not told_all("What are the gain and the loss of power at 3 A?", "The loss is 9 W")
    assert told_all("How many bees does a hive have?", "About 40,000 bees")
