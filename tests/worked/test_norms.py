"""Numbers of a document that a problem's numbers must agree with."""

from __future__ import annotations

from fractions import Fraction

from tests.worked.test_implied import problems
from tests.worked.test_worked import found, section


def numbers(text: str, place: str = "x0") -> set[str]:
    """What a problem of a document draws for an input."""
    values = set()
    for one in problems(text, "How long does it take?"):
        line = next(part for part in one.text.split("\n") if part.startswith(f"{place} = "))
        values |= {each.strip() for each in line.partition("[")[2].strip("]").split(",")}
    return values


def test_a_rate_stays_in_the_range_that_its_document_gives() -> None:
    told = "Heat at 20 to 30 kW. "
    text = "At 25 kW a batch of 75 kWh takes 3 h."
    assert min(map(Fraction, numbers(text, "x1"))) < 20
    assert all(20 <= Fraction(each) <= 30 for each in numbers(told + text, "x1"))


def test_a_norm_is_not_drawn() -> None:
    text = "A 2 TB disk at 160 MB/s needs 12,500 s."
    assert len(numbers(text, "x1")) > 1
    assert numbers(text + " A disk should read 160 MB/s.", "x1") == {"160"}
    assert len(numbers(text + " A disk reads 160 MB/s.", "x1")) > 1


def test_what_a_bottle_holds_belongs_to_it() -> None:
    asked = "Amoxicillin 375 mg is prescribed, the syrup holds 250 mg in 5 mL. Which volume is it?"
    (one,) = found(section("375 / 250 × 5 mL = 7.5 mL", asked))
    assert [each.fixed for each in one.inputs] == [False, True, True]
