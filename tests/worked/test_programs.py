"""Listings, sessions and commands whose own numbers change: what they print then."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from flashcards.problems import draw
from flashcards.worked.commands import command_slices, run_command
from flashcards.worked.literals import literals, writer
from tests.worked.test_implied import problems


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("print(7 // 2)", ["7", "2"]),
        ("0b1011 ^ 0x1F", ["0b1011", "0x1F"]),
        ("5 * 2**30", ["5"]),  # a unit
        ("10^6", []),  # a row of noughts
        ("60 / 7200 * 1000", ["7200"]),  # units of time and of size stay
        ('f"{m / 7:.3f}"', ["7"]),  # digits that are shown stay
        ("017 + 1", []),  # in base eight
        ("x2 + 1.5e3 + 16#ff", []),
    ],
)
def test_numbers_that_may_be_others(text: str, found: list[str]) -> None:
    assert [one.text for one in literals(text, powers=True)] == found


def test_a_number_is_written_as_the_one_in_its_place() -> None:
    chosen = list(literals("0b0110 & 0x0f + 2.5"))
    assert writer("0b0110 & 0x0f + 2.5", chosen)([Fraction(3), Fraction(10), Fraction(4)]) == (
        "0b0011 & 0x0a + 4.0"
    )


def test_lines_of_a_session_are_worked_out_each_by_itself() -> None:
    session = ">>> 0b1011 ^ 0b0110\n13\n>>> len('ab')\n2\n"
    (one,) = command_slices(session)
    assert one.text([Fraction(12), Fraction(10)]) == ">>> 0b1100 ^ 0b1010"
    assert run_command(one.text([Fraction(12), Fraction(10)]), "") == "6"
    assert not list(command_slices("$ awk 'BEGIN { print 60 / 7200 }'\n0.00833333"))


def test_of_several_printed_numbers_one_is_asked() -> None:
    (made,) = problems("```python\nprint(7 // 2, -7 // 2, 7 % 3)\n```", "What comes out?")
    drawn = [draw(made.family, seed) for seed in range(6)]
    for one in drawn:
        code = re.search(r"```python\nprint\((.*)\)\n```", one.statement)
        asked = re.search(r"prints 3 numbers. What is the (\w+)\?", one.statement)
        assert code is not None
        assert asked is not None
        place = ("first", "second", "third").index(asked[1])
        assert one.value == eval(code[1])[place]


def test_a_listing_with_names_that_its_result_does_not_need_is_left_alone() -> None:
    code = "```python\nd, r, layers = 4096, 16, 32\neach = 2 * d * r\nprint(each)\n{}```"
    assert not problems(code.format(""), "What is trained?")
    made = problems(code.format("print(each * layers / 1e6)\n"), "What is trained?")
    statements = [draw(one.family, 0).statement for one in made]
    assert [("layers /" in one, "What is trained" in one) for one in statements] == [(True, False)]


def test_a_title_that_asks_something_itself_is_left_out_of_a_listings_question() -> None:
    (made,) = problems("```python\nprint(7 // 2, -7 // 2, 7 % 3)\n```", "Which program is short?")
    assert not any("Which program" in draw(made.family, seed).statement for seed in range(4))


def test_a_title_that_may_speak_of_the_old_numbers_is_left_out() -> None:
    code = "```python\nfrom math import factorial as f\nprint(f(6) // (f(3) * f(2)))\n```"
    (made,) = problems(code, "How many anagrams does BANANA have?")
    assert not any("BANANA" in draw(made.family, seed).statement for seed in range(4))


def test_numbers_of_a_listing_that_differ_never_fall_together() -> None:
    (made, *_) = problems("```pycon\n>>> 0b1011 ^ 0b0110\n13\n```", "What does it print?")
    for seed in range(12):
        one, other = re.findall(r"0b[01]+", draw(made.family, seed).statement)
        assert one != other


def test_what_is_divided_evenly_in_a_listing_stays_so() -> None:
    code = "width, heads, layers = 600, 24, 28\nprint(layers * width * (34 + 5 * heads))\n"
    (made, *_) = problems(f"```python\n{code}```\n\n```text\n2587200\n```", "What does it print?")
    for seed in range(12):
        found = re.search(r"= (\d+), (\d+), \d+\n", draw(made.family, seed).statement)
        assert found is not None
        assert int(found[1]) % int(found[2]) == 0


def test_a_loop_that_asks_a_function_of_the_listing_is_asked_for_one_number() -> None:
    code = (
        "def folds(n):\n    total = 0\n    for i in range(n):\n        total += i * i\n    return total\n\n"
        'for n in (5, 50):\n    print(f"{n:>3} {folds(n):>6}")\n'
    )
    (made,) = problems(f"```python\n{code}```", "How large is it?")
    one = draw(made.family, 3)
    value = re.search(r"\nn = (\d+)\nprint", one.statement)
    assert value is not None
    assert one.value == sum(i * i for i in range(int(value[1])))


def test_a_listing_whose_function_counts_its_calls_is_shown_whole() -> None:
    code = (
        "moves = 0\n\ndef carry(n):\n    global moves\n    moves += 1\n"
        "    return 1 if n < 1 else carry(n - 1) + carry(n - 1)\n\nprint(carry(5))\nprint(moves)\n"
    )
    made = problems(f"```python\n{code}```", "How many calls?")
    asked = [draw(one.family, 0) for one in made]
    counted = next(one for one in asked if "print(moves)" in one.statement)
    discs = re.search(r"print\(carry\((\d+)\)\)", counted.statement)
    assert discs is not None
    assert counted.value == 2 ** (int(discs[1]) + 1) - 1
    assert all("moves = 0" in one.statement for one in asked)


def test_a_loop_over_words_or_over_a_range_is_left_as_it_is() -> None:
    for loop in ("for n in ('a', 'b')", "for n in range(3)"):
        text = f"```python\ndef twice(n):\n    return n * 2\n\n{loop}:\n    print(twice(n))\n```"
        assert not any(
            "\nn = " in draw(one.family, 0).statement for one in problems(text, "What comes out?")
        )


def test_a_loop_that_prints_a_line_for_each_number_is_asked_for_one() -> None:
    code = (
        "from math import ceil, log\nfor rate in (0.05, 0.01):\n"
        "    p = 1 - rate\n    print(rate, ceil(log(0.05) / log(p)))"
    )
    (made,) = problems(f"```python\n{code}\n```", "How many runs show it?")
    shown = draw(made.family, 1).statement
    assert "for rate" not in shown
    assert re.search(r"^rate = 0\.\d+$", shown, re.MULTILINE)


def test_a_model_whose_size_stays_keeps_its_shape() -> None:
    code = (
        "d, r, layers, targets = 4096, 8, 32, 2\nper = 2 * d * r\n"
        "total = per * layers * targets\nprint({}, '%')"
    )
    sized = problems(f"```python\n{code.format('100 * total / 6.7e9')}\n```", "What does it add?")
    shown = "\n".join(draw(one.family, seed).statement for one in sized for seed in range(8))
    assert shown.count("= 4096, ") == shown.count("d, r, layers")
    free = problems(f"```python\n{code.format('total * 2 / 1e6')}\n```", "What does it add?")
    assert any("= 8192, " in draw(one.family, seed).statement for one in free for seed in range(8))


def test_a_number_that_a_name_tells_stays() -> None:
    code = (
        "def pay(p, r, n):\n    return p * r / (1 - (1 + r) ** -n)\n"
        "m15 = pay(240000, 0.08, 15)\nprint(round(m15))"
    )
    (made,) = problems(f"```python\n{code}\n```", "What does it cost?")
    assert all(", 15)" in draw(made.family, seed).statement for seed in range(8))


def test_what_holds_the_others_goes_on_to_hold_them() -> None:
    code = "from math import factorial as f\nprint(f(6) // (f(3) * f(2)))"
    (made,) = problems(f"```python\n{code}\n```", "How many words are there?")
    for seed in range(12):
        found = re.findall(r"f\((\d)\)", draw(made.family, seed).statement)
        assert int(found[0]) >= int(found[1]) + int(found[2])
