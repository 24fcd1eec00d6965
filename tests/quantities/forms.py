"""What the grammar read, in one short line, for tables that people can check."""

from __future__ import annotations

from fractions import Fraction

from flashcards.quantities import Bound, Habit, Quantity, Reading, quantities

_HABITS = {"C:": Habit.COMMA, "U:": Habit.UNKNOWN}
_SIGNS = {
    Bound.NONE: "",
    Bound.AT_LEAST: "≥ ",
    Bound.AT_MOST: "≤ ",
    Bound.MORE: "> ",
    Bound.LESS: "< ",
}


def read(form: str) -> tuple[Quantity, ...]:
    """The quantities of a form; `C:` before it stands for decimal commas, `U:` for no habit."""
    habit = _HABITS.get(form[:2], Habit.POINT)
    return quantities(form[2:] if form[:2] in _HABITS else form, habit=habit)


def shown(form: str) -> str:
    """All that was read in a form, parted by `; `."""
    return "; ".join(summary(one) for one in read(form))


def summary(one: Quantity) -> str:
    """Bound, hedge, value or range, tolerance, unit; then other readings in base units."""
    value = number(one.value)
    if one.range:
        value = f"{number(one.range[0])}..{number(one.range[1])}"
    if one.tolerance is not None:
        value += f"±{number(one.tolerance)}"
    text = f"{_SIGNS[one.bound]}{'~' if one.hedged else ''}{value} {one.unit.name}".strip()
    others = [reading(other) for other in one.readings[1:]]
    return " | ".join([text, *others])


def reading(one: Reading) -> str:
    """A reading in base units."""
    bases = "·".join(f"{base}^{power}" if power != 1 else base for base, power in one.dimension)
    return f"{number(one.value)} {bases}".strip()


def number(value: Fraction) -> str:
    """A number, exact, short where it is large."""
    if value.denominator == 1:
        text = str(value.numerator)
        zeros = len(text) - len(text.rstrip("0"))
        return f"{text[:-zeros]}e{zeros}" if zeros > 5 else text
    if value.denominator % 3 and value.denominator % 7 and abs(value) >= Fraction(1, 10**6):
        decimal = f"{float(value):.12g}"
        if "e" not in decimal and Fraction(decimal) == value:
            return decimal
    return f"{number(Fraction(value.numerator))}/{number(Fraction(value.denominator))}"
