"""Numbers that an answer computes with and its question does not say.

`How long does the first upload of 20 TB take?`, answered by `at 1 Gbit/s 44.4 h`: who is asked
cannot know the speed. It goes into the question, in the words of the document. Where it has none
(`8 × 4 × 1.5 = 48 m³`), a rule that stands before the numbers is the answer; without one there is
no card: it is better trained as a computed problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.card import Extraction, Fact, Interview, Statement
from flashcards.document import Document
from flashcards.facts.cases import WOULD, first_case, opens_case, small
from flashcards.facts.given import LONGEST as LONGEST_OPENING
from flashcards.facts.given import opening_of
from flashcards.facts.needed import NUMBER, Answer, Given, Inputs, foreign, is_part, once, value_of
from flashcards.facts.told_quantity import tells_formula, tells_of_another
from flashcards.facts.wanted import asks_quantity, asks_several, joins
from flashcards.facts.wording import (
    answer_of,
    closed,
    joined,
    reading,
    said,
    split_sentences,
    subject_of,
    without_stop,
    words,
)
from flashcards.quantities import Habit, quantities
from flashcards.tree import flat, plain
from flashcards.tree import nodes as n
from flashcards.tree.cut import cut, rstrip, strip
from flashcards.tree.nodes import Blocks, Inlines

ASIDE = "its numbers are given in its answer alone"
MOST = 3
"""Numbers that a question can carry."""
LONGEST = 16
"""Words of what is given."""
FEWEST = 4
"""Words of a rule."""
OPENING = 16
"""Signs by which a sentence is found in the whole of its answer."""

# What stands before a number that was worked out: `are 64 TFLOP`, `donc 49 L`.
_COMES = re.compile(
    r"(?:[=≈]|\b(?:are|is|makes?|gives?|so|that is|hence|sind|ist|also|macht|ergibt|font|fait|donc|"
    r"soit|son|es|são|sono|dus|is))\s+(?:about |roughly |some )?$",
    re.IGNORECASE,
)
# The words by which a number is given, right in front of it: `at`, `with a rate of`.
_OPENS = re.compile(
    r"\b(?:at|with|from|bei|mit|von|à|avec|con|com|met)\s+(?:(?:an?|the|una?|eine[rm]?|une?)\s+)?"
    r"(?:[^\W\d]+\s+(?:of|von|de|di|van)\s+)?$",
    re.IGNORECASE,
)
# What leads from a given to what comes of it.
_SO = re.compile(
    r"(?::|[,;.](?:\s(?:so|hence|thus|therefore|also|dus|donc|soit|así que|luego|logo|dunque|"
    r"quindi)\b,?)?)\s+",
    re.IGNORECASE,
)


# A result inside a text, which is no given.
_STATES = re.compile(
    r"[=≈]|\s(?:are|is|makes?|gives?|sind|ist|macht|ergibt|font|fait|donne|son|es|são|sono|zijn)\s"
    r"(?:about |roughly |some )?[~$€£]?\d",
    re.IGNORECASE,
)
# What only ties a result to what was given before it.
_TIE = re.compile(
    r"(?:that|this|it|das|cela|het|dat)\s(?:is|makes?|gives?|leaves|sind|ist|macht|ergibt|fait|donne)\s",
    re.IGNORECASE,
)


def with_inputs(
    extraction: Extraction, inputs: Inputs, habit: Habit, document: Document
) -> Extraction:
    """The extraction, each answer's numbers given by its question, or the card set aside."""
    language = document.language
    opening = [one for one in opening_of(document) if re.search(r"\d", plain(one))]
    facts = (_with(fact, inputs, habit, opening, language) for fact in extraction.facts)
    return replace(extraction, facts=tuple(facts))


def _with(
    fact: Fact, inputs: Inputs, habit: Habit, opening: Sequence[Inlines], language: str
) -> Fact:
    first = fact.back[0] if len(fact.back) == 1 else None
    if fact.group not in {"answer", "interview"} or not isinstance(first, n.Paragraph):
        return fact
    if not isinstance(fact.ask, Interview | Statement) or fact.aside:
        return fact
    title = fact.question_title
    if case := _with_case(fact, first.children, language):
        return case
    answer = Answer(flat(first.children), inputs, habit)
    lack = once(foreign(answer, reading(fact.front)))
    if not lack or joins(title) or asks_several(title):
        return fact
    if back := _before(title, first.children, lack):
        return replace(fact, back=(n.Paragraph(back),), more=fact.more or fact.back)
    if not asks_quantity(title) and not _works_out(title, answer.read.text):
        return fact
    asked = (
        _with_opening(fact, answer, lack, opening)
        or _with_clause(fact, answer, first.children)
        or _with_numbers(fact, answer, first.children, lack)
    )
    bare = any(_is_bare(answer.read.text, one) for one in lack)
    shown = isinstance(fact.ask, Interview) and fact.ask.prompt  # its case stands in front
    return asked or (replace(fact, aside=ASIDE) if bare and not shown else fact)


# A question for which thing, and a calculation with its result.
_WHICH = re.compile(
    r"[¿\s]*(?:(?:em|a|de|en|with|at|mit|bei|met) )?(?:which|what|welch\w*|quel\w*|que|qué|quale?|"
    r"che|welke?)\s(?!(?:do|does|did|is|are|was|has|have|can|happens|es|son|é|são|ist|sind|est|sont|"
    r"zijn)\b)",
    re.IGNORECASE,
)
_RESULT = re.compile(r"\d\s?[×*/÷·]\s?\d[^=≈]*[=≈]\s*~?\d[\d.,]*\s?\S{1,6}$")


def _works_out(title: str, answer: str) -> bool:
    """Whether an answer works out, of the numbers of a question, which amount it asks for."""
    asked = _WHICH.match(title) and re.search(r"\d", title)
    return bool(asked and _RESULT.search(answer.rstrip(" .")))


def _is_bare(text: str, one: Given) -> bool:
    """Whether no word says what a number is."""
    return one.quantity is None and not re.match(r"[\s-]?[^\W\d_]{2,}", text[one.end :])


def _with_case(fact: Fact, inlines: Inlines, language: str) -> Fact | None:
    """The card with the case that its answer names in its question; a rule may stand before it."""
    title = fact.question_title
    if not asks_quantity(title) or joins(title) or asks_several(title):
        return None
    for place, sentence in enumerate(split_sentences(inlines)):
        told_of = plain(sentence)
        if WOULD.search(told_of) or tells_of_another(title, told_of):
            return None
        case = first_case(title, sentence, language)
        if case is not None:
            told = (
                case.condition
                if opens_case(plain(case.condition), language)
                else (*said("("), *case.condition, *said(")"))
            )
            front = _behind(fact.front, told)
            back = fact.back if place else answer_of(case.answer)
            return (
                replace(fact, front=front, back=back, more=fact.more or fact.back)
                if front
                else None
            )
        if re.search(r"\d", told_of):
            return None
    return None


def _with_opening(
    fact: Fact, answer: Answer, lack: list[Given], opening: Sequence[Inlines]
) -> Fact | None:
    """The card with the sentence in front that gives the numbers for the whole document."""
    found: Inlines = ()
    lead = reading(fact.front)
    for sentence in opening:
        if not any(_is_given(one, plain(sentence), answer.habit) for one in lack):
            continue
        longer = joined(found, sentence) if found else sentence
        left = once(foreign(answer, f"{lead}\n{plain(longer)}"))
        if len(left) < len(lack) and len(words(plain(longer))) <= LONGEST_OPENING:
            found, lack = longer, left
    if not found or any(_is_bare(answer.read.text, one) for one in lack):
        return None
    if isinstance(fact.ask, Interview):
        prompt = (*fact.ask.prompt, *answer_of(found))
        front = (*fact.front, *answer_of(found))
        return replace(fact, ask=replace(fact.ask, prompt=prompt), front=front)
    at = 1 if subject_of(fact.front) else 0
    return replace(fact, front=(*fact.front[:at], *answer_of(found), *fact.front[at:]))


def _before(title: str, inlines: Inlines, lack: list[Given]) -> Inlines:
    """What an answer says before the numbers that nobody can know, if that answers; else nothing.

    A rule answers a question of no certain case; a number any question for one.
    """
    text = plain(inlines)
    sentence = max(text.rfind(". ", 0, one.start) for one in lack)
    first = min(one.start for one in lack if one.start > sentence)
    told = set(NUMBER.findall(title))
    for match in reversed(list(re.finditer(r"[:;.]\s", text[:first]))):
        head = text[: match.start()]
        may = asks_quantity(title) or match[0][0] == ":"
        rule = may and not re.search(r"\d", f"{title}{head}") and len(words(head)) >= FEWEST
        rule = rule and (not asks_quantity(title) or tells_formula(head))
        number = match[0][0] == "." and asks_quantity(title) and set(NUMBER.findall(head)) - told
        if closed(head) and (rule or number):
            return without_stop(rstrip(cut(inlines, 0, match.start())))
    return ()


def _is_given(one: Given, sentence: str, habit: Habit) -> bool:
    """Whether a sentence states a number, in its unit if it has one."""
    if one.quantity is None:
        return one.value in {value_of(text, habit) for text in NUMBER.findall(sentence)}
    measure = (one.value, one.quantity.dimension)
    return measure in {(two.value, two.dimension) for two in quantities(sentence, habit=habit)}


def _with_clause(fact: Fact, answer: Answer, inlines: Inlines) -> Fact | None:
    """The card with the clause in its question that gives the numbers: `Egress at $0.09: …`."""
    text = answer.read.text
    heads = [(cut(inlines, 0, match.start()), match.end()) for match in _SO.finditer(text)]
    for head, end in (*heads, *((one, 0) for one in _sentences_before(fact, text))):
        told = plain(head)
        if not re.search(r"\d", told) or len(words(told)) > LONGEST or _STATES.search(told):
            continue
        front = _behind(fact.front, (*said("("), *small(head), *said(")")))
        if front is not None and not any(foreign(answer, reading(front))):
            tie = _TIE.match(text, end)
            back = (n.Paragraph(strip(cut(inlines, tie.end() if tie else end))),)
            return replace(fact, front=front, back=back, more=fact.more or fact.back)
    return None


def _sentences_before(fact: Fact, text: str) -> Iterator[Inlines]:
    """What the whole answer says in front of the sentence that answers."""
    first = fact.more[0] if fact.more else None
    whole = first.children if isinstance(first, n.Paragraph) else ()
    at = plain(whole).find(text[:OPENING])
    if at > 0:
        yield from map(without_stop, split_sentences(strip(cut(whole, 0, at))))


def _with_numbers(fact: Fact, answer: Answer, inlines: Inlines, lack: list[Given]) -> Fact | None:
    """The card with the numbers in its question, where each says by its unit what it is."""
    units = [one.quantity.unit.name if one.quantity else "" for one in lack]
    if len(lack) > MOST or not all(units) or len(set(units)) < len(units):
        return None
    if any(is_part(answer, one) for one in lack):
        return None
    text = answer.read.text
    beside = [text[one.end :].lstrip()[:1] + text[: one.start].rstrip()[-1:] for one in lack]
    if any(re.search(r"[+−]", signs) for signs in beside):
        return None  # a part of a sum, which was worked out itself
    if any(_COMES.search(text[: one.start]) for one in lack):
        return None
    opens = [_OPENS.search(text[: one.start]) for one in lack]
    told: Inlines = ()
    for one, opener in zip(lack, opens, strict=True):
        part = small(cut(inlines, opener.start() if opener else one.start, one.end))
        told = (*told, *said(", "), *part) if told else part
    if len(words(plain(told))) > LONGEST:
        return None
    front = _behind(fact.front, told if opens[0] else (*said("("), *told, *said(")")))
    return replace(fact, front=front) if front else None


def _behind(front: Blocks, told: Inlines) -> Blocks | None:
    """A front with what is given behind its question; None where it ends in none."""
    for index in range(len(front) - 1, -1, -1):
        block = front[index]
        if not isinstance(block, n.Paragraph) or not block.children:
            continue
        only = block.children[0]
        inner = only.children if isinstance(only, n.Strong) else block.children
        if plain(inner).rstrip().endswith("?"):
            bare = rstrip(rstrip(inner), "? \u00a0\u202f")
            asked = (*bare, *said(" "), *told, *said("?"))
            children = (n.Strong(asked),) if isinstance(only, n.Strong) else asked
            return (*front[:index], n.Paragraph(children), *front[index + 1 :])
    return None
