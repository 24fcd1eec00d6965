"""Numbers that nobody keeps in mind: of a worked example, with too many digits."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import Cell, Fact, Formula, Name, Statement, Term
from flashcards.editor.rules.setting import Setting
from flashcards.facts.wording import reading
from flashcards.tree.flat import plain

# A number with its signs of grouping, and what shows that it is about as large.
NUMBER = re.compile(r"\d[\d.,\u202f\u00a0' _]*\d|\d")
ONLY_NUMBER = re.compile(
    r"^[~≈<>≤≥±+\-−$€£¥ ]*\d[\d.,\u202f\u00a0' _]*(?:\s*[^\s\d]{1,12}){0,2}\.?$"
)
MOST_DIGITS = 4
"""Digits that matter in a number that is worth knowing by heart."""
_LEADING_NUMBER = re.compile(r"[~≈<>≤≥±+\-−$€£¥ ]*(\d[\d.,\u202f\u00a0' _]*\d|\d)")

# Two numbers and what was made of them.
_WORKED_OUT = re.compile(
    r"\d[\d.,]*+\s*+[A-Za-z%]{0,4}\s*+\)?\s*+(?:[×*/÷+−·]|-(?=\s))\s*\(?\d[^=≈]*[=≈]|[=≈]\s*+[~≈]?[\d.,]++\s*+[^\W\d]*+\s*+[×*/÷+−·]\s*\d"
)
# A name beside an operator: `2 × layers`.
_OPERATED = re.compile(r"\s[×*/÷+−·^-]\s*\(?\s*[^\W\d_]|[×*·^√]\s*[^\W\d_]|\)\s*[×*/÷^]")
_NAME_IN_FORMULA = re.compile(r"[^\W\d_]{2,}|\b[A-Za-zα-ωΑ-Ω]\b")

# A variable of a program, where a formula should name a quantity.
_DECLARES = re.compile(r"^(?:val|var|let|const|final|auto|int|float|double|def|my)\s")
# Commands of TeX, and words and units that are set upright.
_TEX_WORDS = re.compile(r"\\text\{[^{}]*\}|\\[A-Za-z]+")


def number_of_an_example(fact: Fact, _: Setting) -> str:
    """A value that was worked out asks for what was given; only formulas with names stay."""
    worked = isinstance(fact.ask, Term | Name | Cell | Formula | Statement)
    if worked and fact.group != "answer" and _WORKED_OUT.search(both_sides(fact)):
        return "numbers of one worked example"
    if not isinstance(fact.ask, Formula):
        return ""
    worked = _is_worked_tex(fact.ask) if fact.ask.tex else _is_worked(fact.ask)
    return "numbers of one worked example" if worked else ""


def _is_worked_tex(formula: Formula) -> bool:
    """Whether TeX has numbers on its left, and no name."""
    return not re.search(r"[^\W\d_]", _TEX_WORDS.sub("", formula.left))


def _is_worked(formula: Formula) -> bool:
    """Whether a formula puts numbers together and names hardly anything."""
    right = re.sub(r"\([^()\d]*\)", "", formula.right)  # `512 (latent)`: a remark on a number
    numbers = NUMBER.findall(right)
    operated = _OPERATED.search(right)
    return bool(
        (_LEADING_NUMBER.match(right) and not operated)
        or (len(numbers) > 1 and len(numbers) >= len(_NAME_IN_FORMULA.findall(right)))
        or not re.search(r"[^\W\d_]", right)
        or ONLY_NUMBER.match(formula.right)
        or (not operated and re.search(r"=\s*[~≈$€]?\d", right))
        or NUMBER.search(formula.left)
        or _DECLARES.match(formula.left)
    )


def too_exact(fact: Fact, _: Setting) -> str:
    """Nobody keeps ten digits."""
    answer = reading(fact.back)
    if not isinstance(fact.ask, Cell | Term | Statement) or fact.group == "answer":
        return ""
    number = _LEADING_NUMBER.match(answer)
    if number is None:
        return ""
    digits = re.sub(r"\D", "", number[1]).strip("0")
    return "too exact to be kept in mind" if len(digits) > MOST_DIGITS else ""


def is_worked_out(fact: Fact) -> bool:
    """Whether numbers of an example are put together in the answer."""
    return bool(_WORKED_OUT.search(reading(fact.back)))


def begins_with_number(fact: Fact) -> bool:
    """Whether the answer is first of all a number."""
    answer = reading(fact.back)
    match = _LEADING_NUMBER.match(answer)
    return match is not None and not re.match(r"-?[^\W\d_]", answer[match.end() :])


def both_sides(fact: Fact) -> str:
    """What a fact asks and answers, as far as a formula may stand in it."""
    if isinstance(fact.ask, Formula):
        return f"{fact.ask.left} = {fact.ask.right}"
    if isinstance(fact.ask, Name):
        return plain(fact.ask.meaning)
    return reading(fact.back)


def is_number(fact: Fact) -> bool:
    """Whether the answer is nothing but a number with its unit."""
    return bool(ONLY_NUMBER.match(reading(fact.back)))
