"""Tables as questions in English: a row from another, the share of a part."""

from __future__ import annotations

from fractions import Fraction

from flashcards.quantities import quantities
from flashcards.relations.values import core
from flashcards.worked.calculation import Calculation
from flashcards.worked.gaps import LINE
from flashcards.worked.headings import (
    asks_for_it,
    topic_of,
)
from flashcards.worked.named import subject_of
from flashcards.worked.templates import amount_of, markdown, markdown_kept
from flashcards.worked.wording import article, asks_for, called, head_of, is_plural, tells_quantity

BYTES = core(quantities("1 B")[0].dimension)
"""What may be large or small, whatever it is called."""
_GOES = {
    1: "{one} grow{s} in proportion to {other}",
    -1: "{one} fall{s} in proportion as {other} grow{of}",
    2: "{one} grow{s} with the square of {other}",
}


def row_asked(one: Calculation) -> str:
    """A row of a table from another, where the heads say what goes with what."""
    result, given = one.columns or ("", "")
    own = one.inputs[0]
    title = subject_of(one.given.split(LINE)[0])
    large = core(one.result.dimension) == BYTES and asks_for(result, of_size=True, counts=False)
    if not (tells_quantity(result) or large) or not (tells_quantity(given) or is_plural(given)):
        return ""
    known = _at(given, _shown(own.value, own.unit), own.unit)
    asked = _at(given, amount_of(0, own), own.unit)
    name, several = called(result), is_plural(result)
    stated = _shown(one.result.value, one.unit)
    they = ("they are", "are they") if several else ("it is", "is it")
    if one.power in _GOES:
        goes = _GOES[one.power].format(
            one=name, s="" if several else "s",
            other=f"the {called(given)}", of="" if is_plural(given) else "s",
        )  # fmt: skip
        text = f"The {goes}. {known[:1].upper()}{known[1:]} {they[0]} {stated}."
    else:
        text = f"{known[:1].upper()}{known[1:]} the {name} {'are' if several else 'is'} {stated}."
    question = markdown_kept(f"{text} How large {they[1]} {asked}?")
    about = topic_of(title) or (title if asks_for_it(title, head_of(result)) else "")
    # Without its subject a row says of nothing what grows.
    return f"**{markdown(about)}**\n\n{question}" if about else ""


def _at(name: str, amount: str, unit: str) -> str:
    """Where something is so: `at a bandwidth of 3 TB/s`, `with 8 KV heads`."""
    if is_plural(name):
        return f"with {called(name)} of {amount}" if unit else f"with {amount} {called(name)}"
    return f"at {article(name)} of {amount}"


def _shown(value: Fraction, unit: str) -> str:
    text = f"{int(value):,}" if value.denominator == 1 else f"{float(value):.12g}"
    return f"{text} {unit}".strip()
