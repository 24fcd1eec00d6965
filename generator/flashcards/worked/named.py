"""Equations that say in words what they then compute: `rate = size / time = 40 GB / 20 s`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity
from flashcards.quantities.model import PLAIN
from flashcards.relations.passages import Passage
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.sides import LONGEST, Leaf, Part, same_form, side_in_numbers, side_in_words
from flashcards.worked.units import related

_EQUAL = re.compile(r"\s*(?:=|≈|~=)\s*")
# A label before the name of what is computed, a bullet, or an item's number.
_BEFORE = re.compile(r"^.*[:;]\s+|^\s*[-*•]\s+|^.*\.\s+(?=[a-zA-Z])")
# What stands behind a result: `(assumed 300 W)`, `for 30 s of use`, a full stop.
_BEHIND = re.compile(r"[\s.,;]*$|\s*\(.*$|[.,;]\s.*$|\s+(?:for|at|of|in|per|a|an|with)\s.*$")
_WORD = re.compile(r"[^\W\d_]")
# A name of one thing in the world, whose figures are what they are: H100, Q4_K, Llama 3, AES-128.
_PROPER = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[\w.-]+|\b[A-Z][a-z]+ \d|\bv\d")
# What has a verb is a clause, no name.
CLAUSE = re.compile(r"\b(?:is|are|was|has|have|takes?|gives?|needs?|est|ist|sind)\b", re.IGNORECASE)
LONGEST_NAME = 60


def named_calculations(passage: Passage, line: int, habit: Habit) -> Iterator[Calculation]:
    """The calculations of a passage whose inputs have names."""
    text = passage.text
    if len(text) > LONGEST * 4 or text.count("=") + text.count("≈") < 2:
        return
    for sentence in re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])|\n", text):
        yield from _of_sentence(sentence, line, habit)


# A number, a letter or a label before a title: `Question 4:`, `Q2.`, `3)`, `T6 —`; bare before
# what asks.
_NUMBERED = re.compile(
    r"^(?:(?:question|frage|q)?\s*\d+\s*[-–.:)]+\s*|(?-i:[A-Z]{1,2}\d{1,3})(?:[.)]|\s[–—])\s+"
    r"|\d{1,3}\s+(?=(?:what|how|which|when|where|why|wie|was|welche\w*|wann|warum|combien|quel\w*"
    r"|que|cuánt\w*|cuál|qué|quant\w*|qual\w*|hoeveel|wat|welk\w*|hoe)\b))?",
    re.IGNORECASE,
)


def subject_of(title: str) -> str:
    """A title without its number."""
    return _NUMBERED.sub("", title).strip()


# What goes on with a question before it, which is not shown with it.
_GOES_ON = re.compile(
    r"(?:and|but|or|et|mais|ou|und|aber|oder|y|pero|e|ma|mas|maar)\b", re.IGNORECASE
)


# What a title says of something that another question tells: `the same poll`, `of question 5`.
_OF_ANOTHER = re.compile(
    r"\b(?:the same|question \d"
    r"|(?:do|does|did|is|are|was|would|will) (?:this|that|these|those)(?= [^\W\d_]+ \w)"
    r"|derselbe\w*|dieselbe\w*|dasselbe|frage \d|(?:la|le|les) mêmes?|(?:el|la) mism[oa]"
    r"|(?:o|a) mesm[oa]|(?:lo|la) stess[oa]|dezelfde|hetzelfde|question précédente)\b"
    r"|^(?:this|that|these|those|they|it)\b",
    re.IGNORECASE,
)


def begins_on(title: str) -> bool:
    """Whether a question begins as one that goes on: `And of two dice?`."""
    return _GOES_ON.match(title) is not None


# A question that goes on with its preposition: `And of at least one double six in 24 throws?`.
_ELLIPTIC = re.compile(
    r"\w+\s+(?P<rest>(?P<joint>in|of|for|with|at|by|on|from|bei|mit|für|von|de|pour|avec|para|con"
    r"|com|per|di|van|voor|met)\s.+)",
    re.IGNORECASE,
)


def resolved(before: str, title: str) -> str:
    """A question that goes on with a preposition, with the beginning of the one before it.

    >>> resolved("What is the chance of a six in four throws?", "And of two in 24 throws?")
    'What is the chance of two in 24 throws?'
    """
    found = _ELLIPTIC.fullmatch(title)
    if not found or not begins_on(title):
        return ""
    same = re.search(rf"\s{found['joint']}\s", before, re.IGNORECASE)
    return f"{before[: same.start()]} {found['rest']}" if same else ""


def goes_on(title: str) -> bool:
    """Whether a question only makes sense behind another: `And of two dice?`, `The same poll …`."""
    return begins_on(title) or _OF_ANOTHER.search(title) is not None


def _of_sentence(text: str, line: int, habit: Habit) -> Iterator[Calculation]:
    parts = _EQUAL.split(text)
    for at in range(1, len(parts) - 1):
        name = named(parts[at - 1])
        words = side_in_words(parts[at], habit)
        numbers = side_in_numbers(parts[at + 1], habit)
        if not name or words is None or numbers is None or not same_form(words, numbers):
            continue
        for result in _results(parts[at + 2 :], habit):
            found = calculation(name, words, numbers, result, line=line, said=parts[at].strip())
            if found is not None:
                yield found
                break


def named(text: str) -> str:
    """What stands before a sign of equality, if it can be the name of what is computed."""
    name = _BEFORE.sub("", text).strip().strip("*_` ")
    if not name or len(name) > LONGEST_NAME or not _WORD.search(name) or _PROPER.search(name):
        return ""
    if CLAUSE.search(name) or re.search(r"[{}|×÷=<>/\\\d]", name) or not _tells(name):
        return ""
    return name


def _tells(name: str) -> bool:
    """Whether a name says what it is by itself: no symbol, no pronoun, not general words alone."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return len(name) > 1 and words[-1] not in _PRONOUNS and not _GENERAL.issuperset(words)


_PRONOUNS = frozenset(("it", "them", "this", "that", "there", "here", "both", "these", "those"))
_GENERAL = frozenset((
    "upper", "lower", "bound", "limit", "factor", "total", "result", "sum", "value", "number",
    "bytes", "bits", "one", "all", "both", "full", "part", "a", "the", "of", "per", "answer",
    "example", "case", "difference", "product", "ratio", "sequence", "expert", "cost", "time",
))  # fmt: skip
"""Words that name nothing in particular."""


def _results(parts: Sequence[str], habit: Habit) -> Iterator[Quantity]:
    """The numbers that stand alone behind the last signs, the last first."""
    for part in reversed(parts):
        side = side_in_numbers(part, habit) or side_in_numbers(_BEHIND.sub("", part), habit)
        if side and len(side) == 1 and isinstance(side[0], Leaf) and side[0].quantity:
            yield side[0].quantity


def calculation(
    name: str,
    words: Sequence[Part],
    numbers: Sequence[Part],
    result: Quantity,
    *,
    line: int,
    said: str,
) -> Calculation | None:
    """The calculation, if its names tell its inputs and its result is right."""
    inputs: list[Input] = []
    relation: list[str] = []
    seen: dict[str, int] = {}
    leaves: list[Quantity] = []
    for word, number in zip(words, numbers, strict=True):
        if not isinstance(word, Leaf) or not isinstance(number, Leaf) or number.quantity is None:
            relation.append(_sign(word))
            continue
        quantity = number.quantity
        if quantity.range or quantity.tolerance:
            return None
        if word.quantity is not None:
            if word.quantity.value != quantity.value or quantity.value.denominator != 1:
                return None  # a factor such as 1.5 no name tells
            relation.append(str(Fraction(quantity.value)))
            leaves.append(quantity)
            continue
        label = word.text.strip("*_` ")
        if not _usable(label):
            return None
        if label not in seen:
            seen[label] = len(inputs)
            unit = quantity.unit.name and _unit_of(quantity)
            inputs.append(Input(name=label, value=quantity.value, unit=unit, step=quantity.step))
        elif inputs[seen[label]].value != quantity.value:
            return None
        relation.append(f"x{seen[label]}")
        leaves.append(quantity)
    if not inputs or (len(seen) < 2 and not any(sign in relation for sign in ("²", "³", "**"))):
        return None
    return related(name, inputs, _python(relation), leaves, result, line=line, said=said)


def _usable(label: str) -> bool:
    return (
        1 < len(label) <= LONGEST_NAME
        and _WORD.search(label) is not None
        and not _PROPER.search(label)
        and not re.search(r"[{}|=<>\\]", label)
    )


def _unit_of(quantity: Quantity) -> str:
    """The unit as the document writes it behind the number."""
    behind = quantity.text[quantity.number_end - quantity.start :].strip()
    before = quantity.text[: quantity.number_start - quantity.start].strip()
    return behind or before if quantity.unit != PLAIN else ""


def _sign(part: Part) -> str:
    return part if isinstance(part, str) else ""


def _python(parts: Sequence[str]) -> str:
    """The relation as an expression."""
    return " ".join({"²": "** 2", "³": "** 3"}.get(part, part) for part in parts)
