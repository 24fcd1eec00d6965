"""A front as one sentence: what it is about and under which condition, then the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.card import (
    Ask,
    Cell,
    CodeLine,
    Fact,
    FollowUp,
    Formula,
    Name,
    OfLine,
    Statement,
    Term,
)
from flashcards.editor import english
from flashcards.editor.below import below_question
from flashcards.editor.casing import Casing
from flashcards.editor.words import word_class
from flashcards.facts.scope import GENERIC_LABELS, is_generic
from flashcards.facts.wording import (
    leaks,
    plain_words,
    quoted,
    reading,
    shorten,
    strip_brackets,
    subject_of,
    tokens,
)
from flashcards.tree.cut import cut, rstrip
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Blocks, Code, Inlines, Math, Paragraph, Strong, Text

_TOOLS = {"bash": "shell ", "sh": "shell ", "console": "shell ", "cmake": "CMake ", "ini": "INI "}
# `file size / time = 41.42 GB / 120 s`: the formula, and the sign before the numbers put in.
_PUT_IN = re.compile(r"\s*[=≈]\s*[~≈$€]?\d")
ABOVE = " › "
LONGEST_LEAD = 14
"""Words; a longer line of labels keeps its last part only."""
LONGEST_NAME = 6
"""Words of a title that is a name."""
LONG_ROW = 3
"""Words of a row that is told apart from the question round it by quotes."""
SPECIFIC = 2
"""Words that say something; a label with so many names its subject by itself."""
# A question with its verb behind the word that asks, or a verb in front.
_QUESTION = re.compile(
    r"^(?:(?:what|which|who|when|where|why|how)\b.*\b(?:is|are|was|were|do|does|did|can|could|should|"
    r"will|would|has|have|may|must)\b|(?:is|are|do|does|did|can|could|should|will|would)\s)",
    re.IGNORECASE,
)


def reworded(
    fact: Fact, casing: Casing, field: str = "", *, language: str, attribute: bool
) -> tuple[Fact, ...]:
    """The fact with its front as a sentence, the shortest first; none where there is no sentence.

    A front that would tell the answer is not given. What is in no language that has patterns
    keeps its own words. `field` is what the document is about.
    """
    fact = _without_example(fact)
    english_ = language in {"", "en"}
    wordings = list(_fronts(fact, casing, field, english_=english_, attribute=attribute))
    if not wordings:
        return () if english_ and not _asks_already(fact) else (fact,)
    answer = reading(fact.back)
    sound = [front for front in wordings if not leaks(reading(front), answer)]
    if not sound and leaks(reading(fact.front), answer):
        sound = wordings  # its author's own words tell it, too
    return tuple(replace(fact, front=front) for front in sound) or (fact,)


# An equals sign of TeX before a number that is put in.
_TEX_PUT_IN = re.compile(r"\s*(?:=|\\approx)\s*[\d.\s{},]*(?:\\(?:cdot|times)\b|\d)")


def _without_tex_example(fact: Fact, formula: Formula) -> Fact:
    match = _TEX_PUT_IN.search(formula.right)
    first = fact.back[0]
    if match is None or not isinstance(first, Paragraph) or len(first.children) != 1:
        return fact
    right = formula.right[: match.start()]
    if not re.search(r"[A-Za-z]", right) or right.count("{") != right.count("}"):
        return fact
    back = (Paragraph((Math(right),)), *fact.back[1:])
    return replace(fact, ask=replace(formula, right=right), back=back)


# How a question or a demand begins.
_ASKS = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how|name|explain|describe|is|are|was|were|do|"
    r"does|did|can|could|should|will|would|has|have|may|must)\b",
    re.IGNORECASE,
)


# What asks or demands in front of a title.
_DEMANDS = re.compile(
    r"^(?:write|get|compute|calculate|compare|show|give|list|draw|design|implement|set|state|derive|"
    r"prove|estimate|discuss|define|sketch|find|solve|determine|convert|translate|print|how|why)\b",
    re.IGNORECASE,
)


def _is_demand(title: str) -> bool:
    """`Get pods on all namespaces`: a verb of which something is to be done."""
    first, _, rest = title.partition(" ")
    return bool(rest) and not first.endswith("s") and english.says_what_it_does(title)


# The number of a section in front of its name: `3.2 Staging`.
_SECTION = re.compile(r"\d+(?:\.\d+)*[.)]?\s+(?=[^\W\d_])")
# What tells of a case, and not what a thing is: so much of something, a line of code, several
# equations.
_OF_A_CASE = re.compile(
    r"\b(?:lasts?|occup(?:y|ies)|takes?|needs?|costs?|weighs?|has|have|makes?|gives?|gets?) "
    r"(?:about |only |at (?:most|least) )?[~≈$€£]?\d|"
    r"^\w+ \{|=[^=,;]*[,;] [^=,;]{1,30} ="
)


def titled(fact: Fact, casing: Casing, language: str) -> Fact:
    """A question whose title only names its subject, as a question: `Parsec` → `What is …?`.

    It is set aside where its answer tells of a case only: it says not what that is.
    """
    title = fact.question_title.strip()
    first = fact.front[0] if len(fact.front) == 1 else None
    if (
        language not in {"", "en"}
        or not isinstance(first, Paragraph)
        or plain(first.children).strip() != title
        or title.endswith(("?", ".", ":", "!", "…"))
        or len(title.split()) > LONGEST_NAME
        or re.search(r"\b(?:and|or|vs)\b|[^\x00-\x7f‘’“”–]", title)
        or _ASKS.match(title)
        or _DEMANDS.match(title)
        or _is_demand(title)
    ):
        return fact
    only = first.children[0] if len(first.children) == 1 else None
    named = only.children if isinstance(only, Strong) else first.children
    if number := _SECTION.match(plain(named)):
        named = cut(named, number.end())
    answer = reading(fact.back)
    asked = english.of_label(named, casing, answer)
    if asked is None:
        return fact
    if _OF_A_CASE.search(re.split(r"[.:] ", answer, maxsplit=1)[0]):
        return replace(fact, aside=fact.aside or "its answer tells of a case, not what it is")
    if english.lacks_article(named, casing) and plain(asked).startswith("What is "):
        asked = _without_article(casing.lowered(named), answer)
    written = (Strong(asked),) if isinstance(only, Strong) else asked
    return replace(fact, front=(Paragraph(written),))


# An answer that tells which one of many a thing is.
_ONE_OF_MANY = re.compile(r"An? (?!(?:few|lot|kind|sort|form|type)\b)", re.IGNORECASE)


def _without_article(name: Inlines, answer: str) -> Inlines:
    """`comb filter`, which its answer says to be `a signal …`: `What is a comb filter?`."""
    if _ONE_OF_MANY.match(answer):
        article = "an" if plain(name)[:1] in "aeio" else "a"
        return (*english.said(f"What is {article} "), *name, *english.said("?"))
    return (*english.said("What is meant by "), *quoted(name), *english.said("?"))


def _asks_already(fact: Fact) -> bool:
    """Whether a front is a question as it stands."""
    asked = fact.front[1:] if subject_of(fact.front) else fact.front
    first = reading(asked).split("\n", 1)[0]
    if isinstance(fact.ask, Name):
        return False  # `Which is “…”?` of a meaning that does nothing
    return bool(_ASKS.match(first)) or isinstance(fact.ask, FollowUp)


def _without_example(fact: Fact) -> Fact:
    """A formula in names, without the numbers that an example puts in for them."""
    if not isinstance(fact.ask, Formula):
        return fact
    if fact.ask.tex:
        return _without_tex_example(fact, fact.ask)
    match = _PUT_IN.search(fact.ask.right)
    if match is None or not re.search(r"[^\W\d_].*[×*/÷+−·-]", fact.ask.right[: match.start()]):
        return fact
    first = fact.back[0]
    if not isinstance(first, Paragraph):
        return fact
    right = fact.ask.right[: match.start()]
    back = (Paragraph(cut(first.children, 0, match.start())), *fact.back[1:])
    return replace(fact, ask=replace(fact.ask, right=right), back=back)


def _fronts(
    fact: Fact, casing: Casing, field: str, *, english_: bool, attribute: bool
) -> Iterator[Blocks]:
    """The wordings of a front: with its nearest label alone, with all, or as it asks by itself."""
    above = subject_of(fact.front)
    rest = fact.front[1:] if above else fact.front
    parts = [part for part in above.split(ABOVE) if part]
    if english_ and isinstance(fact.ask, Statement) and fact.group.startswith("definition:"):
        yield from _definitions(fact.ask, parts, rest, casing)
        return
    if not parts and isinstance(fact.ask, Statement):
        label = plain(fact.ask.subject).rstrip("?")
        if english_ and reading(fact.front).rstrip("?") == label:
            asked = _asked(fact, casing, attribute=attribute)
            if asked is not None:
                yield (Paragraph(_capital(asked)), *rest[1:])
        return
    asked = _asked(fact, casing, attribute=attribute) if english_ else None
    cased = _in_case(fact.ask, parts, casing) if english_ else None
    if cased is not None:
        asked, parts = cased, []
    if asked is None:
        unasked = english_ and not _asks_already(fact)
        if unasked or not rest or not isinstance(rest[0], Paragraph):
            return
        asked = rest[0].children
    elif isinstance(fact.ask, Term) and parts:
        asked, parts = _under_label(fact, fact.ask, asked, parts, casing)
        if _asks_otherwise(parts, asked):
            return
    below = isinstance(fact.ask, Cell | Formula | FollowUp)
    if below and len(parts) == 1 and _is_asked(parts[0]):
        yield from below_question(fact, parts[0], asked, field)
    else:
        if isinstance(fact.ask, Cell):
            yield from _led(_telling(parts), asked, rest[1:])
        yield from _led(parts, asked, rest[1:], named=_is_name(fact.ask, casing))


def _telling(parts: list[str]) -> list[str]:
    """The labels above a table that say of what its cells are.

    `Comparison` names a kind of table, and the question `Why choose a barge` asks something else.
    """
    topic = parts[:1]
    asks = bool(topic) and english.is_question(topic[0]) and not _is_asked(topic[0])
    return [part for part in parts[asks:] if not is_generic(part)]


def _led(
    parts: list[str], asked: Inlines, below: Blocks, *, named: bool = False
) -> Iterator[Blocks]:
    """What is asked behind the labels that it does not name itself: the last of them, or all.

    What is `named` needs no question in front of its own.
    """
    if named and len(parts) == 1 and _is_asked(parts[0]):
        yield (Paragraph(_capital(asked)), *below)
    said = plain_words(plain(asked))
    parts = [part for part in parts if not plain_words(part) <= said]
    if len(parts) > 1 and _is_specific(parts[-1]):
        yield (Paragraph((*_lead(parts[-1:]), *_behind(parts[-1:], asked))), *below)
    while len(parts) > 1 and sum(len(part.split()) for part in parts) > LONGEST_LEAD:
        parts.pop(0)
    yield (Paragraph((*_lead(parts), *_behind(parts, asked))), *below)


def _definitions(
    ask: Statement, parts: list[str], rest: Blocks, casing: Casing
) -> Iterator[Blocks]:
    """A definition's question, behind its topic where that is no question itself."""
    asked = _defined(ask.subject, casing)
    if parts and not _is_asked(parts[0]):
        yield from _led(parts, asked, rest[1:])
    yield (Paragraph(_capital(asked)), *rest[1:])


def _in_case(ask: Ask, parts: Sequence[str], casing: Casing) -> Inlines | None:
    """`Before it is full` below a question: the question, in that case."""
    if not parts or not isinstance(ask, Statement):
        return None
    topic = parts[0]
    label = plain(ask.subject).strip()
    words = label.split()
    if (
        len(words) < 2
        or words[0].casefold() not in word_class("conditions")
        or not _is_asked(topic)
    ):
        return None
    case = casing.lowered(ask.subject)
    return (*english.said(f"{topic.rstrip('?')}, "), *case, *english.said("?"))


def _under_label(
    fact: Fact, ask: Term, asked: Inlines, parts: list[str], casing: Casing
) -> tuple[Inlines, list[str]]:
    """A term's question, where its label asks it or tells what is told of it; and the rest."""
    if whole := _label_asks(parts[-1], fact, ask, casing):
        return whole, parts[:-1]
    if cased := english.of_case(parts[-1], rstrip(ask.term, ":"), casing):
        return cased, parts[:-1]
    return asked, parts


# A heading that asks for something else than what the terms below it are.
_ASKS_OF_TERMS = re.compile(r"^(?:what|which|where|why|when|who)\b", re.IGNORECASE)


def _asks_otherwise(parts: Sequence[str], asked: Inlines) -> bool:
    """Whether a heading asks of its terms and the card would ask what they are."""
    told = bool(parts) and _ASKS_OF_TERMS.match(parts[-1])
    return bool(told) and plain(asked).startswith(("what is ", "what are "))


def _defined(subject: Inlines, casing: Casing) -> Inlines:
    """`Raw capacity` → `what is raw capacity?`, with the article that it has."""
    low = casing.lowered(subject, known=True)
    verb = "are" if english.is_plural(english.head_noun(plain(subject))) else "is"
    return (*english.said(f"what {verb} "), *english.with_article(low, casing), *english.said("?"))


# A question word and the verb that a question has before its subject.
_TURNED = re.compile(
    r"(?:how|why|when|where) (?:do|does|did|is|are|was|were|can|could|should|will|would)\b",
    re.IGNORECASE,
)


def _label_asks(label: str, fact: Fact, ask: Term, casing: Casing) -> Inlines | None:
    """`What happens when the window is full`, of one case: the label asks, the term is the case."""
    if not english.is_question(label) or english.says_what_it_does(reading(fact.back)):
        return None
    if _TURNED.match(label):
        return None  # it asks by itself: `How do the two differ?`
    asked = english.of_label(english.said(label), casing)
    if asked is None or re.match(
        r"(?:explain|how do you|what else)\b", plain(asked), re.IGNORECASE
    ):
        return None
    if plain(asked).rstrip("?") == label.rstrip("?"):
        return None  # `What decides …`: the term is an answer to it, no case of it
    return (
        *asked,
        *english.said(" Answer for "),
        Strong(rstrip(ask.term, ":")),
        *english.said("."),
    )


def _is_specific(label: str) -> bool:
    """Whether a label names its subject by itself; one that begins with a condition does not."""
    first = label.split(" ", 1)[0].casefold()
    if first in word_class("conditions"):
        return False
    return len(plain_words(label) - GENERIC_LABELS) >= SPECIFIC and not english.is_question(label)


def _is_name(asked: Ask, casing: Casing) -> bool:
    """Whether it is a term of several words that keeps its capitals."""
    lowered = plain(casing.lowered(rstrip(asked.term, ":"))) if isinstance(asked, Term) else ""
    return lowered[:1].isupper() and _is_specific(lowered) and len(lowered.split()) > 1


def _lead(parts: Sequence[str]) -> Inlines:
    """The labels that the question does not name itself, as the opening of its sentence."""
    if not parts:
        return ()
    if len(parts) == 1 and _is_asked(parts[0]):
        return english.said(f"{parts[0].rstrip('?')}? ")
    return english.said(", ".join(part.rstrip(".:?") for part in parts) + ": ")


def _is_asked(label: str) -> bool:
    """Whether a label is a whole question, of which only the sign is gone."""
    return bool(_QUESTION.match(label))


def _behind(parts: Sequence[str], asked: Inlines) -> Inlines:
    """What is asked, with a capital where it opens a sentence."""
    return asked if parts and not (len(parts) == 1 and _is_asked(parts[0])) else _capital(asked)


def _capital(inlines: Inlines) -> Inlines:
    """A sentence begins with a capital; code and names stay as they are."""
    first = inlines[0] if inlines else None
    if isinstance(first, Text) and first.span.start < 0 and first.value[:1].islower():
        return (replace(first, value=first.value[0].upper() + first.value[1:]), *inlines[1:])
    return inlines


def _asked(  # noqa: PLR0911 - one return a way of asking
    fact: Fact, casing: Casing, *, attribute: bool
) -> Inlines | None:
    """What is asked, in English; None where the plain form is as good."""
    answer = reading(fact.back)
    match fact.ask:
        case Cell():
            row = fact.ask.row
            compared = not plain(fact.ask.corner).strip() or plain(
                fact.ask.corner
            ).strip().casefold() in word_class("compared")
            named = (Strong(row),) if tokens(plain(row)) and not compared else row
            if len(strip_brackets(plain(row)).split()) >= LONG_ROW and not compared:
                named = (*english.said("“"), Strong(row), *english.said("”"))  # a case, not a name
            return english.of_cell(named, fact.ask.column, fact.ask.corner, answer, casing)
        case Term():
            term = rstrip(fact.ask.term, ":")
            return english.of_term(term, answer, casing, attribute=attribute)
        case Statement() if fact.group.startswith(("label:", "item:")):
            written = reading(fact.front).rsplit("\n", 1)[-1].rstrip("?")
            if written.strip() != plain(fact.ask.subject).rstrip("?").strip():
                return None  # it asks by itself: `What is GGUF?`
            return english.of_label(fact.ask.subject, casing, answer)
        case Formula():
            if not fact.ask.tex and english.is_sentence(fact.ask.left):
                return None
            node = Math(fact.ask.left) if fact.ask.tex else Code(fact.ask.left)
            return (*english.said("what is the formula for "), node, *english.said("?"))
        case CodeLine() if fact.ask.asks is OfLine.PURPOSE:
            return (*english.said("what does "), Code(fact.ask.line), *english.said(" do?"))
        case CodeLine() if fact.ask.asks in {OfLine.OPTION, OfLine.LINE}:
            kind = "option" if fact.ask.asks is OfLine.OPTION else "command"
            return english.of_doer(f"{_TOOLS.get(fact.ask.language, '')}{kind}", fact.ask.comment)
        case Name():
            return english.of_doer("", shorten(fact.ask.meaning)[0])
        case FollowUp():
            return None
        case _:
            return None
