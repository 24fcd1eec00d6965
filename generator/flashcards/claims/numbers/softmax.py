"""Rule `softmax`: probabilities at several temperatures, against a question's logits."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from flashcards import patterns as re
from flashcards.claims.numbers.claim import AskSoftmax, Claim, Verdict, plain
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.stated import PERCENT, Stated, leading, quantities
from flashcards.document import Table
from flashcards.quantities import NUMBER
from flashcards.values import dataclass

RULE = "softmax"

MOST_LOGITS = 64
_FAR = 0.2
"""Off by more than this, a distribution is of other logits, or of what a filter left of them."""

# Only of what a text calls logits a softmax is taken.
_LOGITS = re.compile(r"\blogits?\b", re.IGNORECASE)
_VECTOR = re.compile(r"\[([^\[\]]{3,800})\]")  # Numbers or tokens in brackets
# A vector of nothing but numbers.
_NUMBERS = re.compile(r"\s*[-−]?\d+(?:\.\d+)?(?:\s*,\s*[-−]?\d+(?:\.\d+)?){1,63}\s*")
# Tokens in a vector of them: `['cat', 'dog']`.
_WORD = re.compile(r"['\"]([^'\"]{1,30})['\"]")
# `τ=0.1`, `T → ∞`: no letter of a word, no `T 4x`.
_TEMPERATURE = re.compile(
    r"(?<![A-Za-z])(?:τ|T|temp(?:erature)?)\s?(?:=|:|→|->|\s)\s?"
    r"(?P<value>\d+(?:\.\d+)?|∞|inf(?:inity)?\b)(?![\w.]*\s?[,x])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Logits:
    """The logits of a question, with the tokens if it names them."""

    values: tuple[Fraction, ...]
    tokens: tuple[str, ...] = ()


def softmax_claims(page: Page) -> Iterator[Claim]:
    """Every probability in a table or list whose logits and temperature are known."""
    given = _given(page)
    if not given:
        return
    for table in page.tables:
        yield from _of_table(page, table, given)
    for number, text in page.numbered():
        if "[" in text and (found := _TEMPERATURE.search(text)):
            yield from _of_line(number, text, found, given)


def _given(page: Page) -> list[Logits]:
    """Vectors in lines that speak of logits, the first of each kind."""
    found: list[Logits] = []
    for text in page.texts:
        if "[" not in text or not _LOGITS.search(text):
            continue
        values: tuple[Fraction, ...] = ()
        tokens: tuple[str, ...] = ()
        for inside in _VECTOR.findall(text):
            if _NUMBERS.fullmatch(inside) and not values:
                values = tuple(Fraction(one.strip().replace("−", "-")) for one in inside.split(","))
            elif words := _WORD.findall(inside):
                tokens = tuple(words)
        if not 2 <= len(values) <= MOST_LOGITS or max(abs(one) for one in values) > 10**4:
            continue
        if all(values != one.values for one in found):
            found.append(Logits(values, tokens if len(tokens) == len(values) else ()))
        if len(found) == 8:
            break
    return found


def temperature_of(text: str) -> float | None:
    """The temperature that a header names: `τ=0.1`, `T → ∞`, `temperature 2.0`; or None.

    >>> temperature_of("τ=0.1"), temperature_of("T → ∞"), temperature_of("Tokens")
    (0.1, inf, None)
    """
    found = _TEMPERATURE.search(text)
    if not found:
        return None
    value = found["value"]
    return float(value) if value[0].isdigit() else math.inf


def probabilities(logits: Sequence[Fraction], temperature: float) -> tuple[float, ...]:
    """Softmax at a temperature: at 0 all to the greatest, at infinity even.

    >>> [round(p, 4) for p in probabilities((Fraction(2), Fraction(1)), 1.0)]
    [0.7311, 0.2689]
    """
    top = max(logits)
    if temperature == math.inf:
        return tuple(1 / len(logits) for _ in logits)
    if temperature == 0:
        best = [float(one == top) for one in logits]
        return tuple(one / sum(best) for one in best)
    powers = [math.exp(max(float(one - top) / temperature, -745.0)) for one in logits]
    whole = sum(powers)
    return tuple(power / whole for power in powers)


def _of_table(page: Page, table: Table, given: Sequence[Logits]) -> Iterator[Claim]:
    """Temperatures head columns, with a token in each row, or stand before rows of tokens."""
    rows = [(row.source.line, [cell.plain for cell in row.cells]) for row in page.rows(table)]
    heads = [cell.plain for cell in table.header]
    of_heads = {
        n: at for n, head in enumerate(heads) if n and (at := temperature_of(head)) is not None
    }
    if of_heads:
        names = [cells[0] for _, cells in rows]
        lists = [(at, [(line, cells[n]) for line, cells in rows]) for n, at in of_heads.items()]
    else:
        names = heads[1:]
        named = [(temperature_of(cells[0]), line, cells[1:]) for line, cells in rows]
        lists = [
            (at, [(line, cell) for cell in cells]) for at, line, cells in named if at is not None
        ]
    logits = _fitting(given, names)
    for temperature, cells in lists:
        yield from _of_list([(line, leading(cell)) for line, cell in cells], logits, temperature)


def _fitting(given: Sequence[Logits], names: Sequence[str]) -> list[Logits]:
    """The logits that a table with those rows or columns may be of, in its order."""
    found: list[Logits] = []
    for one in given:
        if len(names) != len(one.values):
            continue
        places = {token.casefold(): n for n, token in enumerate(one.tokens)}
        order = [places.get(name.strip(" '\"`").casefold(), -1) for name in names]
        if places and sorted(order) == list(range(len(names))):
            found.append(Logits(tuple(one.values[n] for n in order), tuple(names)))
        else:
            found.append(one)
    return found


def _of_line(
    number: int, text: str, found: re.Match[str], given: Sequence[Logits]
) -> Iterator[Claim]:
    """`T = 0.5: [0.84, 0.11, 0.04, 0.02]`."""
    vectors = [one for one in _VECTOR.finditer(text) if one.start() > found.end()]
    temperature = temperature_of(found[0])
    if len(vectors) != 1 or temperature is None:
        return
    inside = text[: vectors[0].end(1)]
    cells = [(number, one) for one in quantities(inside) if one.start >= vectors[0].start(1)]
    logits = [one for one in given if len(one.values) == len(cells)]
    yield from _of_list(cells, logits, temperature)


def _of_list(
    cells: Sequence[tuple[int, Stated | None]], logits: Sequence[Logits], temperature: float
) -> Iterator[Claim]:
    """Probabilities of all tokens at a temperature, of the logits that fit them best."""
    said = [one for _, one in cells if one]
    if not logits or len(said) != len(cells) or not _is_distribution(said):
        return
    best, agree, true = max(
        (_compared(said, one, temperature) for one in logits), key=lambda one: sum(one[1])
    )
    off = (abs(float(one.low) / _whole(said) - p) for one, p in zip(said, true, strict=True))
    if max(off) > _FAR:
        return
    vector = ", ".join(plain(value) for value in best.values[:8])
    asked = AskSoftmax(tuple(float(one) for one in best.values), temperature)
    for (line, _), one, agrees, probability in zip(cells, said, agree, true, strict=True):
        share = one.dimension == PERCENT
        exact = Fraction(probability) * (100 if share else 1)
        yield Claim(
            line=line,
            rule=RULE,
            stated=one.text,
            verdict=Verdict.RIGHT if agrees else Verdict.WRONG,
            expected=plain(exact, _digits(one, exact)) + ("%" if share else ""),
            how=f"softmax([{vector}] / {_shown(temperature)})",
            ask=asked if 0 < temperature < math.inf else None,
        )


def _is_distribution(said: Sequence[Stated]) -> bool:
    """Whether numbers are probabilities: all of one kind, not negative, about 1 together."""
    if len({one.dimension for one in said}) != 1 or said[0].dimension not in (NUMBER, PERCENT):
        return False
    whole = _whole(said)
    together = sum((one.low for one in said), Fraction(0))
    return all(one.low >= 0 for one in said) and abs(together / whole - 1) <= Fraction(1, 10)


def _whole(said: Sequence[Stated]) -> int:
    return 100 if said[0].dimension == PERCENT else 1


def _compared(
    said: Sequence[Stated], logits: Logits, temperature: float
) -> tuple[Logits, list[bool], tuple[float, ...]]:
    true = probabilities(logits.values, temperature)
    agree = [one.means(Fraction(p) * _whole(said)) for one, p in zip(said, true, strict=True)]
    return logits, agree, true


def _digits(said: Stated, exact: Fraction) -> int:
    """One significant digit more than is stated, four at least."""
    if said.step >= Fraction(1, 100) or not exact:
        return 4
    decimals = len(str(said.step.denominator)) - 1
    before = max(0, math.floor(math.log10(abs(exact))) + 1)
    return max(4, before + decimals + 1)


def _shown(temperature: float) -> str:
    return "∞" if temperature == math.inf else f"{temperature:g}"
