"""What stands below a question of its own: a row of the table that answers it, its formula.

Two questions on one front are one too many: the row becomes the case of the question, or is asked
for itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.card import Cell, Fact, Formula
from flashcards.editor import english
from flashcards.editor.follows import going_on_from
from flashcards.facts.parts import two_parts
from flashcards.facts.wanted import asks_quantity, joins
from flashcards.facts.wording import front, plain_words, reading
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Blocks, Code, Inlines, Math, Paragraph, Strong, Text

_BRACKET = re.compile(r"^(?P<head>.*\S)\s*\((?P<detail>[^()]{1,40})\)$")
# An answer that is first of all a number.
_NUMBER_FIRST = re.compile(r"(?:about |roughly |some |up to )?[~≈<>≤≥$€£−-]*\s?\d", re.IGNORECASE)
_UNITS = re.compile(
    r"^(?:in )?(?:bits?|bytes?|[kmgt]i?b|[nmµ]?s|min|h|hours?|days?|weeks?|months?|years?|seconds?|"
    r"minutes?|%|percent|[kcm]?m|[kmµ]?g|l|ml|k?w|k?wh|[km]?v|m?a|€|\$|£|eur|usd|kcal|kj|n|pa|bar|"
    r"°[cf]|[km]?hz|fps|db|pounds?|miles?|feet|tokens?|lb|oz|kn|knots?|litres?|liters?|points?)\b|\b(?:per|pro|par|por)\b|/",
    re.IGNORECASE,
)
# A question for several things, of which a row is one: `Which resolutions belong to the names?`.
_OF_SEVERAL = re.compile(
    r"^(?:which|what) (?:[\w-]+ )?[\w-]+(?<!s)s (?!do\b|does\b)", re.IGNORECASE
)


def below_question(fact: Fact, question: str, asked: Inlines, field: str) -> Iterator[Blocks]:
    """The front of what stands below a question, as one question; none where it has none.

    Args:
        fact: of a cell, a formula or a follow-up.
        question: that stands above it.
        asked: the question of the fact by itself.
        field: what the document is about.
    """
    ask = fact.ask
    question = question.rstrip("?")
    if isinstance(ask, Formula):
        node = Math(ask.left) if ask.tex else Code(ask.left)
        yield (
            Paragraph(
                (*english.said(f"{question}? Give the formula for "), node, *english.said("."))
            ),
        )
        return
    if not isinstance(ask, Cell):
        yield (going_on_from(f"{question}?"), Paragraph(_capital(asked)))
        return
    first = (two_parts(question) or (question,))[0]
    if _OF_SEVERAL.match(first):
        unit = _unit(ask, question)
        named = f" ({unit.removeprefix(', ')})" if unit else ""
        case = (*english.said(f"{first}: "), Strong(ask.row), *english.said(named))
        yield (Paragraph((*case, *english.said("?"))),)
        return
    if not asks_quantity(question) or joins(question):
        yield front(field, Paragraph(_capital(asked)))
        return
    if not tells_wanted(question, ask, reading(fact.back)):
        return
    case = (*english.said(f"{question}: "), Strong(ask.row), *english.said(_unit(ask, question)))
    yield (Paragraph((*case, *english.said("?"))),)


def tells_wanted(question: str, ask: Cell, answer: str) -> bool:
    """Whether a column gives the quantity that a question asks for, not another.

    Its head is the unit of the quantity, or its name: `Bits`, `Downtime`, not `Parameters`.
    """
    if not _NUMBER_FIRST.match(answer):
        return False
    head = plain(ask.column).strip()
    if match := _BRACKET.match(head):
        head = match["head"]
    words = [word for word in re.findall(r"[^\W_]+", head) if not word.isdigit()]
    said = {word.removesuffix("s") for word in plain_words(question)}
    named = any(word.casefold().removesuffix("s") in said for word in words)
    return named or not words or bool(_UNITS.search(head))


def _unit(ask: Cell, question: str) -> str:
    """What a column says of its numbers that the question does not: `, in bits`."""
    head, detail = plain(ask.column).strip(), ""
    if match := _BRACKET.match(head):
        head, detail = match["head"], match["detail"]
    said = plain_words(question)
    words = head.split()
    while words and plain_words(words[0]) <= said:
        words.pop(0)
    left = " ".join(words)
    left = left[:1].lower() + left[1:] if left[1:2].islower() else left
    if left and english.is_plural(english.head_noun(left)) and " " not in left:
        left = f"in {left}"
    return "".join(f", {part}" for part in (left, detail and f"in {detail}") if part)


def _capital(inlines: Inlines) -> Inlines:
    first = inlines[0] if inlines else None
    if isinstance(first, Text) and first.span.start < 0 and first.value[:1].islower():
        return (*english.said(first.value[0].upper() + first.value[1:]), *inlines[1:])
    return inlines
