"""Equations of numbers that their sentence tells: `130 ms and then 499 steps of 14.3 ms take …`.

What a reader needs stands before the equation, in the sentence itself, in the one before it or in
the question above; the equation gives way to a gap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flashcards import patterns as re
from flashcards.quantities import Quantity, quantities
from flashcards.quantities.model import PLAIN
from flashcards.relations.equations import Equation, equations, ruled
from flashcards.relations.expression import operations
from flashcards.relations.finding import Verdict
from flashcards.relations.statements import Section, Sentence
from flashcards.relations.values import digits_shown
from flashcards.worked.asked import Asked, computed_from
from flashcards.worked.calculation import Calculation
from flashcards.worked.gaps import GAP, LINE, Lead, lead_of, may_be_shown, tail_end
from flashcards.worked.implied import Source, may_enter, may_result

# What stands between a statement and what is computed of it.
_SIGNS = re.compile(r"[\s:=≈~(,]*$")
# A word: a gap behind numbers alone asks for nothing.
_WORD = re.compile(r"[^\W\d_]{2,}")
# A formula, whose numbers are its own: `(1 - a^(k+1)) / (1 - a)`.
_FORMULA = re.compile(r"\^|[)\w]\s?[/=+−-]\s?\(|\w\s=\s[^\W\d]")
MOST_OPERATIONS = 8
FEWEST_DIGITS = 2
"""Of a result without a unit."""


def told_calculations(section: Section, source: Source) -> Iterator[Calculation]:
    """The equations of a section whose operands are told before them."""
    before: Sentence | None = None
    for sentence in section.sentences:
        if sentence.asserted and not sentence.measured:
            made = _of_sentence(sentence, before, source)
            if made is not None:
                yield replace(made, line=source.line(sentence))
        before = sentence


def _of_sentence(sentence: Sentence, before: Sentence | None, source: Source) -> Calculation | None:
    found: dict[int, Equation] = {}
    for equation in equations(sentence.text, source.habit):
        if equation.said is not None and 1 <= operations(equation.left) <= MOST_OPERATIONS:
            found[equation.left_start] = equation  # of a chain the last
    if not found:
        return None
    lead = lead_of(sentence.passage, source.title(sentence), source.names, source.habit)
    if lead is None:
        return None
    for equation in found.values():
        made = _made(equation, sentence, before, lead, source)
        if made is not None:
            return made
    return None


def _made(
    equation: Equation, sentence: Sentence, before: Sentence | None, lead: Lead, source: Source
) -> Calculation | None:
    said = equation.said
    if said is None or not (may_result(said) or _may_be_plain(said)):
        return None
    if ruled(equation, sentence.text).verdict is not Verdict.RIGHT:
        return None
    own = _SIGNS.sub("", sentence.text[: equation.left_start])
    if not _WORD.search(own):
        return None
    unit = sentence.text[equation.start + said.number_end - said.start : equation.end]
    tail = sentence.text[equation.end : tail_end(sentence.text, equation.end)]
    above = LINE.join(one.text for one in lead.lines)
    for shown in _stretches(own, sentence, before):
        if not may_be_shown(shown, source.names, source.habit) or _FORMULA.search(above + shown):
            continue
        text = f"{above}{LINE}{shown.strip(' ,;:*_')}"
        numbers = tuple(quantities(text, habit=source.habit))
        if not all(may_enter(one) for one in numbers):
            continue
        gap = f"{_joint(own, sentence.text)}{GAP}{unit}{tail}".rstrip(" ,;:.")
        made = computed_from(Asked(text, numbers), equation.left, said)
        if made is not None:
            return replace(made, given=f"{made.given}{gap}")
    return None


def _may_be_plain(one: Quantity) -> bool:
    """Whether a bare number may be asked for: its statement says what it counts."""
    named = replace(one, unit=replace(one.unit, name="1"), hedged=False)
    return (
        one.unit == PLAIN
        and may_result(named)
        and (one.value >= 10 or digits_shown(one) >= FEWEST_DIGITS)
    )


def _stretches(own: str, sentence: Sentence, before: Sentence | None) -> Iterator[str]:
    """What may be shown before the gap: the sentence, its last clause, also the sentence before."""
    yield own
    comma = max(own.rfind(sign) for sign in (",", ";", ":"))
    if comma >= 0 and _WORD.search(own[comma + 1 :]):
        yield own[comma + 1 :]
    asks = before is None or "?" in before.text  # a question, whose answer begins here
    if before is not None and not asks and before.passage is sentence.passage and before.asserted:
        yield f"{before.text.strip()} {own.strip()}"


def _joint(own: str, text: str) -> str:
    """What joins a statement to its gap, as its author wrote it."""
    behind = text[len(own) :].lstrip()[:1]
    return {":": ": ", "=": " = ", "≈": " ≈ ", ",": ", "}.get(behind, " ")
