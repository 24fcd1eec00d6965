"""Cards that tell half of what they ask for, or ask for what only their document shows."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import Fact, Interview, Statement
from flashcards.facts.interview import shows_table
from flashcards.facts.told_quantity import OTHER_CASE
from flashcards.facts.wanted import counts_wanted
from flashcards.facts.wording import reading, split_sentences
from flashcards.tree import nodes as n
from flashcards.tree.flat import plain

# `Explain how it works`: a first sentence is no explanation, all of its paragraph is.
_EXPLAINS = re.compile(r"\bexplain (?:how|what|why|when|where|which|the)\b", re.IGNORECASE)
# What a program prints is its output, not what is said of it.
_PRINTS = re.compile(
    r"\bwhat (?:do|does|is|will|would|gets?)\b.*\b(?:prints?|printed|outputs?)\b", re.IGNORECASE
)
_SHOWN = re.compile(r"\d|[\"'“‘`]")
_FOR_EXAMPLE = re.compile(r"\b(?:and|with) an? (?:worked )?example\b", re.IGNORECASE)
_EXAMPLE = re.compile(r"\d|\b(?:e\.g\.|such as|for example|for instance|like)\b", re.IGNORECASE)
# What only its document shows: this grid, our lab machine. `This` of a time is said of any.
_POINTS = re.compile(
    r"\b(?:this|these)\s(?!(?:mean|help|case|way|is|are|matter|work|happen|so|important|"
    r"necessary|possible|year|week|day|time)\b)(?P<thing>[^\W\d_]{3,})|"
    r"\bour\s(?P<ours>[^\W\d_]{2,})",
    re.IGNORECASE,
)
_CORRECTS = re.compile(r"\b(?:but|however|not|more|plus|adds?|extra|another|also)\b", re.IGNORECASE)


def tells_half(fact: Fact) -> bool:
    """Whether a paragraph says more that its question asks for than its card."""
    return _is_cut(fact, reading(fact.front))


def leans_outside(fact: Fact) -> bool:
    """Whether a card is a table, lacks what is asked for, or speaks of what it does not show."""
    asked, told = reading(fact.front), reading(fact.back)
    return (
        shows_table(fact)
        or bool(_PRINTS.search(asked) and not _SHOWN.search(told) and not _has_code(fact.back))
        or bool(_FOR_EXAMPLE.search(asked) and not _EXAMPLE.search(told))
        or (not _has_code(fact.front) and _points_outside(fact, asked, told))
    )


def _is_cut(fact: Fact, asked: str) -> bool:
    """Whether an explanation is cut, or a count that a later sentence corrects."""
    if not isinstance(fact.ask, Statement) or not fact.group.startswith("label:"):
        return False
    first = fact.more[0] if fact.more else None
    if not isinstance(first, n.Paragraph):
        return False
    if _EXPLAINS.search(asked):
        return True
    said = [plain(sentence) for sentence in split_sentences(first.children)]
    return any(
        counts_wanted(asked, one) and _CORRECTS.search(one) and not OTHER_CASE.match(one)
        for one in said[1:]
    )


def _has_code(blocks: n.Blocks) -> bool:
    return any(isinstance(block, n.CodeBlock) for block in blocks)


def _points_outside(fact: Fact, asked: str, told: str) -> bool:
    """Whether a card speaks of a thing that its question does not show."""
    if not isinstance(fact.ask, Statement | Interview):
        return False
    if isinstance(fact.ask, Interview) and fact.ask.prompt:
        return False
    for text, before in ((asked, ""), (told, asked)):
        for match in _POINTS.finditer(text):
            earlier = f"{before} {text[: match.start()]}".casefold()
            if match["ours"] or (text is asked and match["thing"].casefold() not in earlier):
                return True
    return False
