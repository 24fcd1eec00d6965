"""Texts of a problem as templates: values in their places, names in markdown."""

from __future__ import annotations

from functools import partial

from flashcards import patterns as re
from flashcards.problems.local import COMMA
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.drawing import options
from flashcards.worked.merged import PLACE

_MONEY = frozenset(("$", "€", "£"))

# An English article before a number: `an 8-bit`, `a 12-bit`.
_ARTICLE = re.compile(r"(?<!\w)([Aa])n? \0(\d+)\0(?=[\s-][^\W\d_])")
_AN = (
    "{{{{ 'n' if x{0} == 8 or x{0} == 11 or x{0} == 18 or 80 <= x{0} < 90 or 800 <= x{0} < 900 "
    "or 8000 <= x{0} < 9000 }}}}"
)


_EXPONENT = re.compile(r"(\^ )\0(\d+)\0")


def filled(
    one: Calculation, text: str, language: str = "", *, bare: bool = False, english: bool = False
) -> str:
    """A text with the values in their places; `bare` where the unit stands there already."""
    if english:
        text = _ARTICLE.sub(lambda m: f"{m[1]}{_AN.format(m[2])} \0{m[2]}\0", text)
    text = _EXPONENT.sub(r"\1{{ x\2 }}", text)  # a power has no unit
    return PLACE.sub(
        lambda m: (_bare if bare else partial(amount_of, language=language))(
            int(m[1]), one.inputs[int(m[1])]
        ),
        text,
    )


def _bare(place: int, each: Input) -> str:
    """An input without its unit, in a template; money to the cent, as it is written."""
    cents = [value * 100 for value in options(each)] if each.unit in _MONEY else []
    broken = any(value % 100 for value in cents) and all(value % 1 == 0 for value in cents)
    return f"{{{{ x{place} | money }}}}" if broken else f"{{{{ x{place} }}}}"


def amount_of(place: int, each: Input, language: str = "") -> str:
    """An input with its unit, in a template."""
    if each.unit.startswith("-"):  # a 4-hour film
        return f"{{{{ x{place} }}}}{markdown(each.unit)}"
    if each.unit in _MONEY and language not in COMMA:
        return f"{each.unit}{_bare(place, each)}"
    return f"{_bare(place, each)} {markdown(each.unit)}".strip()


def markdown(text: str) -> str:
    """A name of the document as plain words, in markdown and in a template."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text.replace("{", "").replace("}", ""))


def markdown_kept(text: str) -> str:
    """The same of a text that holds places of a template, whose units are escaped already."""
    parts = re.split(r"(\{\{.*?\}\})", text)
    return "".join(
        part if part.startswith("{{") else re.sub(r"(?<!\\)([`*_\[\]<>#])", r"\\\1", part)
        for part in parts
    )
