"""A block of TOML: the ask that it becomes, and what its author is told."""

from __future__ import annotations

import pytest

from flashcards.problems import ProblemError, check, draw, grade
from flashcards.problems.quantity import Dimension
from flashcards.problems.variant import variant_of
from flashcards.problems.written.block import written_family

BLOCK = '''
title = "Servers for a load"
unit = "servers"
statement = """
A service gets {{ load }} requests a second; a server does {{ each }}.
How many servers does it need at least?"""
answer = "ceil(load / each)"
check = "first(n, 1, 10000, n * each >= load)"
steps = ["{{ load }} ÷ {{ each }} {{ (load / each) | is }}, rounded up {{ servers }}"]
require = "load % each > 0"

[parameters]
load = {from = 200, to = 5000, step = 100}
each = [30, 70, 90]

[let]
servers = "ceil(load / each)"

[[wrong]]
value = "floor(load / each)"
say = "You rounded down; {{ servers - 1 }} are too few."
[[wrong]]
value = "load"
say = "A server does {{ each }} a second."

[example]
load = 200
each = 30
'''

CHOICE = """
title = "Which memory"
statement = "A model of {{ size }} GB: which GPU is the smallest that holds it?"
choices = ["{{ small }} GB", "{{ 2 * small }} GB", "neither"]
answer = "0 if size <= small else 1 if size <= 2 * small else 2"

[parameters]
size = [3, 7, 14, 21, 30, 45, 70]
small = [8, 16, 24]
"""


def test_a_block_becomes_an_ask_that_is_drawn_checked_and_graded() -> None:
    family = written_family(BLOCK, path="a.md", line=1)
    ask = family.asks[0]
    assert (family.name, ask.title, ask.dimension) == (
        "servers-for-a-load",
        "Servers for a load",
        Dimension.COUNT,
    )
    example = variant_of(family, ask, ask.example())
    assert example.answer == "7 servers"
    assert example.statement.startswith("A service gets 200 requests a second; a server does 30.")
    assert example.steps == ("200 ÷ 30 ≈ 6.667, rounded up 7",)
    assert set(check(example)) == {"a second way", "floats", "intervals"}
    assert grade(example, "7").correct
    assert grade(example, "6").feedback == "You rounded down; 6 are too few. It is 7 servers."
    assert draw(family, 3).statement == draw(family, 3).statement != draw(family, 4).statement


def test_a_block_may_ask_for_a_choice() -> None:
    family = written_family(CHOICE, path="a.md", line=1)
    answers = {draw(family, seed).answer for seed in range(40)}
    assert {"neither"} < answers


def test_answers_may_be_in_any_unit_that_measures_the_same() -> None:
    block = """
title = "Energy of a kettle"
unit = "kJ"
statement = "How much energy heats {{ litres }} L of water by {{ rise }} K, at 4.19 kJ per kg and K?"
answer = "4.19 * litres * rise"
[parameters]
litres = [0.5, 1.0, 1.5, 2.0]
rise = [20, 40, 60, 80]
"""
    family = written_family(block, path="a.md", line=1)
    variant = draw(family, 1)
    kilojoules = float(variant.value / 1000)
    assert grade(variant, f"{kilojoules} kJ").correct
    assert grade(variant, f"{kilojoules / 3600} kWh").correct
    speed = block.replace('"kJ"', '"m/s"').replace("Energy of", "Speed of")
    variant = draw(written_family(speed, path="a.md", line=1), 1)
    assert grade(variant, f"{float(variant.value) * 3.6} km/h").correct


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('title = "Servers for a load"', "", 10, "needs “title”"),
        ('answer = "ceil(load / each)"', "", 10, "needs “answer”"),
        ('load / each)"\ncheck', 'load / eech)"\ncheck', 16, "there is no “eech”"),
        ('check = "first(n', 'check = "frst(n', 17, "no function frst"),
        ("n * each >= load", "n * each > load + 100", 17, "differs"),
        ("{{ each }}.", "{{ eech }}.", 13, "there is no “eech”"),
        ("{{ load }} requests", "{% for i in load %}{% endfor %}", 14, "for may not stand"),
        ("require = ", "requires = ", 19, "no key “requires”"),
        ("each = [30, 70, 90]", "each = []", 23, "write a list"),
        ("step = 100}", "step = 0}", 22, "step above nought"),
        ("each = [30, 70, 90]", "each = [30, 70, 90", 25, "no TOML"),
        ("each = [30, 70, 90]", 'each = {table = "gpus"}', 23, "no table “gpus”"),
        ('value = "load"', "", 31, "needs “value”"),
        ("load % each > 0", "load < 0", 21, "no sound variant"),
        ('unit = "servers"', 'unit = "servers"\ntolerance = "some"', 13, "no tolerance"),
        ('unit = "servers"', 'unit = "servers"\ndifficulty = "hard"', 13, "no difficulty"),
    ],
)  # fmt: skip
def test_an_error_names_the_line_and_what_to_do(
    old: str, new: str, line: int, message: str
) -> None:
    assert old in BLOCK
    with pytest.raises(ProblemError, match=message) as found:
        written_family(BLOCK.replace(old, new), path="a.md", line=10)
    assert (found.value.path, found.value.line) == ("a.md", line)


def test_a_wrong_way_that_leads_to_the_answer_is_never_drawn() -> None:
    family = written_family(BLOCK, path="a.md", line=1)
    for seed in range(50):
        variant = draw(family, seed)
        assert all(wrong.value != variant.value for wrong in variant.misconceptions)
