"""What is not worth a card: each rule looks at one fact among its siblings and says why.

A rule gives a reason, or nothing. An author's own cards are never asked of. What is set aside
stays in the answer of its question, and keeps its history where it has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flashcards.card import (
    Cell,
    CodeLine,
    Diagram,
    Fact,
    FollowUp,
    Formula,
    ListItem,
    Name,
    OfLine,
    Statement,
    Step,
    Term,
)
from flashcards.editor.english import says_what_it_does
from flashcards.editor.words import word_class
from flashcards.facts.wording import plain_words, reading
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Code, walk_inlines


@dataclass(frozen=True, slots=True)
class Setting:
    """The facts round one: those of its question, and of its note."""

    siblings: Sequence[Fact]
    tables: Mapping[tuple[str, ...], int]
    """Place of a table → how many of its cells are numbers."""
    repeated: frozenset[tuple[int, str, str]] = frozenset()
    """Number of a question, heading, label below it: of those that stand there more than once."""


Rule = Callable[[Fact, Setting], str]

MOST_NUMBERS = 9
"""A table with more numbers than that is looked up, or computed, not learnt by heart."""

LONGEST_CODE = 48
"""Characters of a command or option that a person remembers."""

MOST_DIGITS = 4
"""Digits that matter in a number that is worth knowing by heart."""

# A number with its signs of grouping, and what shows that it is about as large.
_NUMBER = re.compile(r"\d[\d.,\u202f\u00a0' _]*\d|\d")
_ONLY_NUMBER = re.compile(
    r"^[~≈<>≤≥±+\-−$€£¥ ]*\d[\d.,\u202f\u00a0' _]*(?:\s*[^\s\d]{1,12}){0,2}\.?$"
)
_LEADING_NUMBER = re.compile(r"[~≈<>≤≥±+\-−$€£¥ ]*(\d[\d.,\u202f\u00a0' _]*\d|\d)")
# Two numbers and what was made of them.
_WORKED_OUT = re.compile(
    r"\d[\d.,]*\s*[A-Za-z%]{0,4}\s*\)?\s*(?:[×*/÷+−·]|-(?=\s))\s*\(?\d[^=≈]*[=≈]|[=≈]\s*[~≈]?[\d.,]+\s*[^\W\d]*\s*[×*/÷+−·]\s*\d"
)
_NAME_IN_FORMULA = re.compile(r"[^\W\d_]{2,}|\b[A-Za-zα-ωΑ-Ω]\b")
# A line of code that says nothing of its subject.
_TRIVIAL = re.compile(
    r"^(?:return\b.{0,12}|break;?|continue;?|pass|else:?|[{})\];]+|import \S+|end|fi|done|exit \d)$"
)
_COMMANDS = frozenset(("sh", "bash", "shell", "console", "zsh", "cmake", "ini", "powershell"))
# A meaning that leans on words outside it.
_LEANS = re.compile(
    r"\b(?:it|its|this|that one|these|those|them|they|the same|the other|above|below|here|also|"
    r"too|as well)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"#|no|nr|number|index|id|row|step|rank", re.IGNORECASE)
_DRAWN = re.compile(r"[─│┌┐└┘├┤┬┴┼═║►◄▲▼]|--+>|<--+|──")
_ARROW = re.compile(r"[►◄▲▼→←↑↓]|--+>|<--+|\?\?\?")
# A term that says something by itself: `Service time depends on the batch`.
_SENTENCE = re.compile(
    r"^\S+(?: \S+){0,5} (?:is|are|was|were|has|have|does|do|can|cannot|must|depends?|needs?) \S",
    re.IGNORECASE,
)
# What leans on the sentence before it.
_OPENS_OPEN = re.compile(
    r"^(?:and|but|or|so|then|also|however|moreover|furthermore|thus|therefore|hence|otherwise|"
    r"on the other hand|in contrast|this (?:is|was|means|gives|makes)|that (?:is|was|means)|"
    r"these are|given|suppose|assume|let's|let us|see|note that)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^(?:explain|describe|discuss|write|draw|design|implement|calculate|compute|compare|list|"
    r"name|show|give|state|justify|sketch|estimate|derive|prove|walk (?:me|us) through)\b",
    re.IGNORECASE,
)


def shown_with_its_list(fact: Fact, _: Setting) -> str:
    """“Which of the 5 is missing?” asks for the place in a list, not for knowledge."""
    return "a list is asked whole or not at all" if isinstance(fact.ask, ListItem | Step) else ""


def label_without_its_subject(fact: Fact, setting: Setting) -> str:
    """`Size` thrice under one heading: of what, was said by something that is no label."""
    if not isinstance(fact.ask, Term | Statement) or not fact.key or fact.group == "answer":
        return ""
    above = fact.place[-1] if isinstance(fact.ask, Term) else "".join(fact.place[-2:-1])
    heading = above if len(fact.place) > 2 or isinstance(fact.ask, Term) else ""
    if (
        fact.question,
        heading if heading in fact.place[1:] else "",
        fact.key[-1],
    ) in setting.repeated:
        return "a label that stands here more than once"
    return ""


def part_of_a_drawing(fact: Fact, _: Setting) -> str:
    """What stands at one place of a drawing is seen, not known."""
    return "a part of a drawing means little without it" if isinstance(fact.ask, Diagram) else ""


def number_of_an_example(fact: Fact, _: Setting) -> str:
    """A value that was worked out asks for what was given; only formulas with names stay."""
    worked = isinstance(fact.ask, Term | Name | Cell | Formula | Statement)
    if worked and fact.group != "answer" and _WORKED_OUT.search(_both(fact)):
        return "numbers of one worked example"
    if not isinstance(fact.ask, Formula) or fact.ask.tex:
        return ""
    names = _NAME_IN_FORMULA.findall(fact.ask.right)
    numbers = _NUMBER.findall(fact.ask.right)
    if len(numbers) > 1 and len(numbers) >= len(names):
        return "numbers of one worked example"
    if not re.search(r"[^\W\d_]", fact.ask.right) or _ONLY_NUMBER.match(fact.ask.right):
        return "numbers of one worked example"
    if _NUMBER.search(fact.ask.left):
        return "numbers of one worked example"
    return ""


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


def column_of_numbers(fact: Fact, setting: Setting) -> str:
    """A table full of numbers is looked up or computed."""
    if not isinstance(fact.ask, Cell) or not _ONLY_NUMBER.match(reading(fact.back)):
        return ""
    many = setting.tables.get(fact.place, 0) > MOST_NUMBERS
    return "one of many numbers of a table" if many else ""


def code_that_says_nothing(fact: Fact, _: Setting) -> str:
    """Lines worth knowing are commands, options and calls whose comment says what they do."""
    if not isinstance(fact.ask, CodeLine):
        return ""
    line, asks = fact.ask.line.strip(), fact.ask.asks
    comment = plain(fact.ask.comment)
    if asks is OfLine.RESULT:
        return "the value of one line of an example"
    if _TRIVIAL.match(line):
        return "a line that could stand anywhere"
    if len(line) > LONGEST_CODE:
        return "too long to be known by heart"
    if len(plain_words(comment)) < 2:
        return "a comment that says little"
    if not says_what_it_does(comment):
        return "a comment that does not say what its line does"
    if asks in {OfLine.LINE, OfLine.BLOCK} and fact.ask.language not in _COMMANDS:
        return "code is understood, not known by heart"
    return ""


def clerical_cell(fact: Fact, _: Setting) -> str:
    """Where a row comes from, or that it is a total, is for the table, not for a learner."""
    if not isinstance(fact.ask, Cell):
        return ""
    head = set(plain(fact.ask.column).casefold().strip("#. ").split())
    if head and head <= word_class("clerical"):
        return "where a row of a table comes from"
    if re.fullmatch(r"(?:\S+\s)?#?\d+", plain(fact.ask.row).strip()) and _COUNTS.fullmatch(
        plain(fact.ask.corner).strip(" .")
    ):
        return "a row that is only numbered"
    row = set(plain(fact.ask.row).casefold().strip("*: ").split())
    if row and row <= word_class("totals") and not is_number(fact):
        return "a remark on the total of a table"
    return ""


def reverse_of_a_label(fact: Fact, _: Setting) -> str:
    """Only a name can be asked for by its meaning: an identifier, an acronym, a proper noun."""
    if not isinstance(fact.ask, Name):
        return ""
    term, meaning = fact.ask.term, plain(fact.ask.meaning)
    text = plain(term)
    if len(text.split()) > 2 or re.match(r"[\d~≈<>]", text):
        return "the reverse of a label"
    if _LEANS.search(meaning) or len(plain_words(meaning)) < 3 or _NUMBER.match(meaning):
        return "a meaning that leaves open which name it is of"
    named = any(isinstance(node, Code) for node in walk_inlines(term))
    if named or re.search(r"[A-Z].*[A-Z]|\w[_.-]\w|[A-Za-z]\d", text):
        return ""
    return "the reverse of a label"


def one_point_of_several(fact: Fact, _: Setting) -> str:
    """“What is the one point?” has no answer that an expert would give."""
    return "one point without a question" if fact.group.startswith("item:") else ""


def not_readable(fact: Fact, _: Setting) -> str:
    """Arrowheads and cut drawings are no answer."""
    if isinstance(fact.ask, FollowUp):
        return ""
    answer = reading(fact.back)
    if _DRAWN.search(answer) or _ARROW.search(answer[:6]):
        return "signs of a drawing"
    return "" if re.search(r"\w", answer) else "nothing to read"


def sentence_without_its_subject(fact: Fact, _: Setting) -> str:
    """What is defined as `it`, or by a sentence about another thing, defines nothing."""
    if not isinstance(fact.ask, Statement | Term) or fact.group == "answer":
        return ""
    answer = reading(fact.back)
    if isinstance(fact.ask, Term) and _is_sentence(plain(fact.ask.term)):
        return "a sentence where a term should be"
    if answer.rstrip().endswith(("!", "?")):
        return "an exclamation, no fact"
    if fact.key and fact.key[-1].casefold().strip(" .:!") in word_class("pointers"):
        return "a label that points at something else"
    if _OPENS_OPEN.match(answer):
        return "a sentence that begins in the middle"
    if answer.rstrip().endswith((":", ",", "(", "—")):
        return "a sentence that is cut"
    return ""


def _is_sentence(term: str) -> bool:
    """Whether a term asserts something; a condition (`when it is full`) and a question do not."""
    first = term.split(" ", 1)[0].casefold()
    opens = word_class("conditions") | {"why", "how", "what", "which", "where"}
    return first not in opens and not term.endswith("?") and bool(_SENTENCE.search(term))


def demand_for_an_answer(fact: Fact, _: Setting) -> str:
    """An instruction to the reader is a question, not its answer."""
    if not isinstance(fact.ask, Statement) or fact.group == "answer":
        return ""
    label = reading(fact.front).rstrip("?").rsplit("\n", 1)[-1].casefold()
    demand = _IMPERATIVE.match(reading(fact.back))
    asked = label.endswith(("question", "task", "prompt", "exercise", "assignment"))
    return "an instruction, not an answer" if demand and asked else ""


RULES: tuple[Rule, ...] = (
    shown_with_its_list,
    label_without_its_subject,
    part_of_a_drawing,
    number_of_an_example,
    too_exact,
    column_of_numbers,
    code_that_says_nothing,
    clerical_cell,
    reverse_of_a_label,
    one_point_of_several,
    not_readable,
    sentence_without_its_subject,
    demand_for_an_answer,
)
"""In the order in which they are asked; the first reason counts."""


def reason(fact: Fact, setting: Setting) -> str:
    """Why a fact is set aside, or nothing."""
    return next((why for rule in RULES if (why := rule(fact, setting))), "")


def is_worked_out(fact: Fact) -> bool:
    """Whether numbers of an example are put together in the answer."""
    return bool(_WORKED_OUT.search(reading(fact.back)))


def begins_with_number(fact: Fact) -> bool:
    """Whether the answer is first of all a number."""
    answer = reading(fact.back)
    match = _LEADING_NUMBER.match(answer)
    return match is not None and not re.match(r"-?[^\W\d_]", answer[match.end() :])


def _both(fact: Fact) -> str:
    """What a fact asks and answers, as far as a formula may stand in it."""
    if isinstance(fact.ask, Formula):
        return f"{fact.ask.left} = {fact.ask.right}"
    if isinstance(fact.ask, Name):
        return plain(fact.ask.meaning)
    return reading(fact.back)


def is_number(fact: Fact) -> bool:
    """Whether the answer is nothing but a number with its unit."""
    return bool(_ONLY_NUMBER.match(reading(fact.back)))
