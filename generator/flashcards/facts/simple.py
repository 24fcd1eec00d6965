"""A plain question with a short answer is one good card: the author's question, and its answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.card import Fact, Statement
from flashcards.document import (
    Asks,
    Formula,
    Item,
    List,
    Listing,
    Node,
    Paragraph,
    Question,
    Quote,
    Role,
    Section,
    Source,
    Table,
    walk,
)
from flashcards.facts.authored import asked_of, written
from flashcards.facts.beyond import trimmed
from flashcards.facts.case_items import item_of_case
from flashcards.facts.cases import (
    asked_in_case,
    case_of,
    is_other_case,
    rule_of_examples,
    supposed,
    without_other_cases,
)
from flashcards.facts.contrasts import told_of_both
from flashcards.facts.core_answer import core_sentence, unmarked, without_sign
from flashcards.facts.first_part import first_part
from flashcards.facts.formula_end import ending_in_formula
from flashcards.facts.given import given
from flashcards.facts.interview import wants_code
from flashcards.facts.led_to import led_to
from flashcards.facts.parts import told_of_parts, told_of_second, two_parts
from flashcards.facts.rest import without_rest
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft
from flashcards.facts.told_quantity import OTHER_CASE, is_result, is_rule, prepares
from flashcards.facts.wanted import asks_quantity, asks_several, has_wanted, joins, wants
from flashcards.facts.wording import (
    MAX_ANSWER_WORDS,
    answer_of,
    ask,
    front,
    plain_words,
    reading,
    said,
    shorten,
    split_detail,
    split_sentences,
    subject_of,
    unbold,
    within_limit,
    without_stop,
    words,
)
from flashcards.tree import nodes as n
from flashcards.tree import plain
from flashcards.tree.cut import cut, rstrip
from flashcards.tree.nodes import Blocks, Inlines

_MOST_WORDS = 60
"""A longer answer is several facts."""

_MOST_ITEMS = 7
_MOST_LINES = 2
SHORT = 14
"""Words; an answer of so few is given whole."""
SEVERAL = 45
"""Words of an answer that tells several things, so that none is left out."""
FEWEST_NUMBERS = 2
"""Numbers of an item that works out an example."""
FEWEST = 4
"""Words of an item that answers a question by itself."""

_IN_SHORT = {
    "en": "In short", "de": "Kurz gefasst", "fr": "En bref", "es": "En resumen",
    "pt": "Em resumo", "it": "In breve", "nl": "Kort gezegd",
}  # fmt: skip
"""Tells the card of the core of an answer from the one that asks for all of it."""

_NUMBERS = re.compile(r"\d[\d.,]*")
_FOR_EXAMPLE = re.compile(r"^(?:for )?(?:example|instance|e\.g\.)", re.IGNORECASE)
# A title that asks, not one that names a subject or a task.
_ASKS = re.compile(r"[?？؟]\s*$")
_ANSWERS = frozenset((Role.SOLUTION, Role.KEY_POINTS, Role.OTHER))
_BESIDE = frozenset((Role.PROMPT, Role.RELATED))
"""Roles of sections that a simple question may have beside its answer."""


def simple_answer(question: Question) -> Section | None:
    """The answer of a plain question, if it is short enough to be given whole."""
    rest = [s for s in question.sections if s.role not in _BESIDE]
    if question.summary_only or len(rest) != 1 or rest[0].role not in _ANSWERS:
        return None
    nodes = rest[0].nodes
    if not nodes or not all(map(_is_short, nodes)):
        return None
    told = sum(len(words(_text(node))) for node in walk(nodes))
    return rest[0] if told <= _MOST_WORDS else None


def _is_short(node: Node) -> bool:
    match node:
        case Paragraph() | Formula():
            return True
        case List():
            return len(node.items) <= _MOST_ITEMS and not any(item.children for item in node.items)
        case Listing():
            return node.block.value.count("\n") <= _MOST_LINES and not node.comments
        case Quote():
            return all(map(_is_short, node.children))
        case _:
            return False


def _text(node: Node) -> str:
    match node:
        case Paragraph():
            return node.text.plain
        case List():
            return " ".join(item.text.plain for item in node.items)
        case Listing():
            return node.block.value
        case _:
            return ""


def simple_draft(question: Question, answer: Section, scope: Scope) -> Draft:
    """A plain question with its short answer."""
    asked, back, more = asked_and_recalled(question, answer, scope.document.language)
    asked = (*answer_of(given(scope.document, question, asked, back)), *asked)
    return Draft(
        ask=Statement(subject=question.title.inlines),
        key=(question.title.plain,),
        fronts=(
            asked,
            front(question.category or scope.document.title.plain, *asked),
        ),
        back=back,
        more=more,
        group="answer",
        scope=scope,
        source=_source(question, answer.nodes[0], scope),
        may_leak=True,
    )


def second_drafts(question: Question, first: Draft, scope: Scope) -> list[Draft]:
    """The second of two questions of a title, where the card before asks for the first alone."""
    title = question.title.plain
    told = told_of_second(title, _paragraphs(question))
    if told is None or two_parts(reading(first.fronts[0])) is not None:
        return []
    second, answer = told
    asked, back = answer_of(said(second)), answer_of(trimmed(second, answer))
    asked = (*answer_of(given(scope.document, question, asked, back)), *asked)
    return [
        replace(
            first,
            key=(second,),
            fronts=(asked, front(question.category or scope.document.title.plain, *asked)),
            back=back,
            more=(),
        )
    ]


def _paragraphs(question: Question) -> list[Inlines]:
    section = question.section(Role.SOLUTION) or question.section(Role.KEY_POINTS)
    nodes = section.nodes if section else ()
    return [unmarked(node.text.inlines) for node in nodes if isinstance(node, Paragraph)]


def without_in_short(fact: Fact) -> Fact:
    """A brief answer's card as one that no other card of its question is to be told from."""
    told_apart = fact.group == "answer" and subject_of(fact.front) in _IN_SHORT.values()
    return replace(fact, front=fact.front[1:]) if told_apart else fact


def _source(question: Question, node: Node, scope: Scope) -> Source:
    """Where the answer stands; of one that stands among others, where its question does."""
    line, told = question.source.line, node.source.line
    questions = scope.document.questions
    following = bisect_right(questions, line, key=lambda one: one.source.line)
    behind = following < len(questions) and questions[following].source.line <= told
    return question.source if told < line or behind else node.source


def asked_and_recalled(
    question: Question, answer: Section, language: str
) -> tuple[Blocks, Blocks, Blocks]:
    """What is asked, with the case that its answer speaks of; what to recall; all of the answer."""
    asked = asked_of(question)
    back, more = recalled(question, answer, language)
    if question.section(Role.PROMPT) is None:
        if one := first_part(question.title.inlines, back, more):
            return answer_of(one), _first_told(plain(one), back), more
        asked, back, more = _in_its_case(question, asked, back, more, language)
    return asked, back, more


def _first_told(asked: str, back: Blocks) -> Blocks:
    """An answer up to its first sentence, where that tells the quantity which is left to ask."""
    first = back[0] if len(back) == 1 else None
    opening = split_sentences(first.children)[0] if isinstance(first, n.Paragraph) else ()
    told = plain(opening)
    if not asks_quantity(asked) or not _NUMBERS.search(told) or not has_wanted(asked, told):
        return back
    return answer_of(without_stop(rstrip(opening)))


def pair_asked(question: Question, language: str) -> tuple[Blocks, Blocks, Blocks]:
    """An author's pair as it stands; of an answer that goes on and on, what answers."""
    blocks = written(question, Role.SOLUTION, Role.KEY_POINTS, Role.OTHER)
    answers = [s for s in question.sections if s.role in _ANSWERS]
    whole = asked_of(question), blocks, ()
    if question.asks is Asks.PAIR and (general := _without_here(blocks)):
        return asked_of(question), general, blocks
    goes_on = len(answers) == 1 and answers[0].nodes and _goes_on(blocks)
    if not goes_on or question.asks is not Asks.PAIR:
        return whole
    asked, back, more = asked_and_recalled(question, answers[0], language)
    shorter = more and len(words(reading(back))) < len(words(reading(blocks)))
    return (asked, back, more) if shorter else whole


# What a pair says of its document's own example, behind what holds anywhere.
_HERE = re.compile(
    r"[;,.]\s+(?:here|in this (?:example|case|table)|hier|ici|aquí|aqui|qui)\s(?=[^;]*\d)[^;]*$",
    re.IGNORECASE,
)


def _without_here(blocks: Blocks) -> Blocks:
    """A pair's answer without its remark on what cannot be seen on the card: `…; here 80%`."""
    first = blocks[0] if len(blocks) == 1 else None
    if not isinstance(first, n.Paragraph):
        return ()
    match = _HERE.search(plain(first.children))
    if match is None or len(words(plain(first.children)[: match.start()])) < FEWEST_NUMBERS:
        return ()
    return answer_of(cut(first.children, 0, match.start()))


def _goes_on(blocks: Blocks) -> bool:
    """Whether an answer has several sentences or blocks, or a long one, and numbers in them."""
    first = blocks[0] if blocks else None
    several = len(blocks) > 1 or (
        isinstance(first, n.Paragraph) and len(split_sentences(first.children)) > 1
    )
    long = len(words(reading(blocks))) > MAX_ANSWER_WORDS
    return (several or long) and len(_NUMBERS.findall(reading(blocks))) > 1


def brief_draft(question: Question, scope: Scope) -> Draft | None:
    """The core of a longer answer, asked by the author's question; None where it has none.

    It stands in the answer's first paragraph, or nowhere: what follows tables and listings is
    of them.
    """
    title = question.title.plain
    section = question.section(Role.SOLUTION) or question.section(Role.KEY_POINTS)
    if section is None or question.summary_only or not _ASKS.search(title):
        return None
    nodes = section.nodes
    first = nodes[0] if nodes else None
    if not isinstance(first, Paragraph) or question.section(Role.PROMPT) is not None:
        return None
    opening = unmarked(first.text.inlines)
    texts = [opening]
    core = core_sentence(title, texts)
    if _lacks_number(title, core):
        texts = [opening, *(n_.text.inlines for n_ in nodes[1:] if isinstance(n_, Paragraph))]
        core = core_sentence(title, texts) or core
    if told_of_both(title, texts[:1]) is not None:
        return None  # the question's own card tells of both
    core = trimmed(title, core)
    if not core or len(words(plain(core))) > MAX_ANSWER_WORDS or plain(core).endswith(":"):
        return None
    one = first_part(question.title.inlines, answer_of(core), answer_of(opening))
    asked_ = answer_of(one) if one else asked_of(question)
    asked = (*answer_of(given(scope.document, question, asked_, answer_of(core))), *asked_)
    return Draft(
        ask=Statement(subject=question.title.inlines),
        key=(title,),
        fronts=(front(_IN_SHORT.get(scope.document.language, _IN_SHORT["en"]), *asked),),
        back=answer_of(core),
        group="answer",
        scope=scope,
        source=_source(question, nodes[0], scope),
        may_leak=True,
    )


# A number by itself: no exponent, no index, no factor in a formula.
_OF_RESULT = re.compile(r"(?<![\w^{_])\d[\d.,]*+(?![\w^}(-])(?! [-−+*/^])")


def _lacks_number(title: str, core: Inlines) -> bool:
    """Whether a quantity of one case is asked for, and only a rule or a formula is told."""
    if not asks_quantity(title) or not re.search(r"\d", title):
        return False
    known = set(_NUMBERS.findall(title))
    return all(found in known for found in _OF_RESULT.findall(plain(core)))


def _in_its_case(
    question: Question, asked: Blocks, back: Blocks, more: Blocks, language: str
) -> tuple[Blocks, Blocks, Blocks]:
    """A question with the case that its answer opens with, which then only says what holds."""
    case = case_of(question.title.plain, back, more, language)
    told = case and asked_in_case(question.title.inlines, case, language)
    if case and wants(question.title.plain):
        told = told if has_wanted(question.title.plain, plain(case.answer)) else ()
    if not case or not told:
        first = more[0] if more else None
        text = first.children if isinstance(first, n.Paragraph) else ()
        given = supposed(question.title.plain, text, reading(back))
        return (*answer_of(given), *asked), back, more
    return (*answer_of(case.given), *answer_of(told)), answer_of(case.answer), more or back


def recalled(question: Question, answer: Section, language: str) -> tuple[Blocks, Blocks]:
    """The answer as a learner can recall it, and all of it where that is more."""
    blocks = tuple(
        replace(block, children=unmarked(block.children))
        if isinstance(block, n.Paragraph)
        else block
        for block in answer.blocks
        if not isinstance(block, n.Rule)
    )
    title, first = question.title.plain, answer.nodes[0]
    if ended := ending_in_formula(title, answer.nodes):
        return ended, blocks
    if item := item_of_case(title, answer.nodes):
        return answer_of(item), blocks
    if listed := led_to(title, answer.nodes, blocks):
        return listed, blocks
    if isinstance(first, Paragraph):
        opening, below = unmarked(first.text.inlines), answer.nodes[1:]
        if rule := rule_of_examples(title, opening, below, language):
            return answer_of(rule), blocks
    short = len(words(reading(blocks))) <= MAX_ANSWER_WORDS
    back = (
        _short(title, answer, blocks, language) if short else _long(title, answer, blocks, language)
    )
    back = _up_to_remarks(title, back, language)
    same = reading(back).rstrip(".") == reading(blocks).rstrip(".")
    return back, () if same else blocks


def _up_to_remarks(title: str, back: Blocks, language: str) -> Blocks:
    """An answer of several blocks up to those that only show it, or go on to another case."""
    first = back[0] if back else None
    said_ = plain(first.children).rstrip() if isinstance(first, n.Paragraph) else ""
    told = said_.endswith(".") and not asks_quantity(title) and not wants_code(title)
    kept = list(back)
    while len(kept) > 1:
        last = kept[-1]
        text = plain(last.children) if isinstance(last, n.Paragraph) else ""
        beyond = text and _NUMBERS.search(text) and is_other_case(title, text, language)
        shown = isinstance(last, n.CodeBlock) and told and len(words(said_)) >= FEWEST
        if asks_several(title):
            beyond = shown = False
        beside = _is_beside(title, reading(tuple(kept[:-1])), kept[-2], text)
        if not beyond and not shown and not beside and not _lists_cases(kept[-2], last):
            break
        kept.pop()
    last = kept[-1]
    if len(kept) > 1 and isinstance(last, n.Paragraph):
        asked = without_other_cases(title, last.children, language)
        if len(plain(asked)) < len(plain(last.children).rstrip()):
            kept[-1] = n.Paragraph(without_stop(rstrip(asked)))
    return tuple(kept)


def _is_beside(title: str, before: str, last: n.Block, text: str) -> bool:
    """Whether a text behind an answer has no number asked for, or only more beside a list."""
    if not text or is_result(text):
        return False
    if asks_quantity(title) and not joins(title):
        return _NUMBERS.search(text) is None and _NUMBERS.search(before) is not None
    listed = isinstance(last, n.BulletList | n.OrderedList | n.Table)
    return listed and len(_NUMBERS.findall(text)) >= FEWEST_NUMBERS


# A case and its number, as an item of a list.
_CASE_TOLD = re.compile(r"[^:=]{1,40}:\s[^:]*\d[^:]*$")


def _lists_cases(before: n.Block, last: n.Block) -> bool:
    """Whether a list goes on with the numbers of other cases behind a formula that came to one."""
    items = last.items if isinstance(last, n.BulletList | n.OrderedList) else ()
    came = isinstance(before, n.MathBlock) and re.search(r"=[^=]*\d[^=]*$", before.tex)
    return bool(came and items) and all(_CASE_TOLD.match(reading(item.children)) for item in items)


def _short(title: str, answer: Section, blocks: Blocks, language: str) -> Blocks:
    """An answer that a learner can recall whole, without what goes beyond the question."""
    only = answer.nodes[0]
    if blocks and (number := _number_alone(blocks[0])):
        return answer_of(core_sentence(title, [number]))
    if isinstance(only, List) and (
        any(_is_example(item, only.items[0]) for item in only.items)
        or _goes_on_with_numbers(title, only)
        or _named_items(title, only)
    ):
        return _brief_list(title, only, blocks)
    if len(answer.nodes) > 1 and _is_rule_with_examples(title, answer.nodes):
        return blocks[:1]
    if len(answer.nodes) > 1 and isinstance(only, Paragraph):
        if both := told_of_both(title, [unmarked(only.text.inlines)]):
            return answer_of(rstrip(both, " :"))
        if asks_quantity(title) and any(isinstance(node, Listing) for node in answer.nodes):
            return _long(title, answer, blocks, language)
    text = unmarked(_only_text(only))
    if len(answer.nodes) > 1 or not text:
        return blocks
    whole = without_stop(unbold(text))
    if both := told_of_parts(title, [text]):
        return answer_of(both)
    core = () if _wants_all(title) else core_sentence(title, [text])
    shorter = core and (len(words(plain(whole))) > SHORT or _adds_numbers(core, whole))
    told = core if shorter else whole
    return answer_of(trimmed(title, _asked_only(title, told, language)))


def _only_text(node: Node) -> Inlines:
    """The text of a paragraph, or of a list of one item; nothing of another node."""
    if isinstance(node, List) and len(node.items) == 1 and not node.ordered:
        return node.items[0].text.inlines
    return node.text.inlines if isinstance(node, Paragraph) else ()


def _goes_on_with_numbers(title: str, node: List) -> bool:
    """Whether all items behind the first give numbers of other cases: the first one answers."""
    first, *rest = (item.text.plain for item in node.items)
    if node.ordered or node.items[0].term or len(words(first)) < FEWEST:
        return False
    if _is_parallel(node):
        return False
    if _wants_all(title):
        return False
    if first.rstrip().endswith(":") or not rest:
        return False
    told = has_wanted(title, first) if wants(title) else not asks_quantity(title)
    told = told or bool(_NUMBERS.search(first))
    return told and all(_NUMBERS.search(one) and not is_result(one) for one in rest)


# A thing of several, in front of what is told of it.
_LABELLED = re.compile(r"^[^:=]{2,40}:\s")


def _is_parallel(node: List) -> bool:
    """Whether the items tell one thing each of several, none of which is the answer alone."""
    labelled = [bool(_LABELLED.match(item.text.plain)) for item in node.items]
    return len(labelled) > 1 and labelled[0] and 3 * sum(labelled) >= 2 * len(labelled)


def _adds_numbers(core: Inlines, whole: Inlines) -> bool:
    """Whether what follows the core of an answer has numbers of its own."""
    told = set(_NUMBERS.findall(plain(core)))
    return bool(set(_NUMBERS.findall(plain(whole))) - told)


def _is_rule_with_examples(title: str, nodes: Sequence[Node]) -> bool:
    """Whether a whole sentence opens an answer, and all below it works out or lists numbers."""
    first, below = nodes[0], nodes[1:]
    if asks_several(title) or not isinstance(first, Paragraph):
        return False
    whole = first.text.plain.rstrip().endswith(".") and len(words(first.text.plain)) >= FEWEST
    return whole and all(
        isinstance(node, Table)
        or (isinstance(node, List) and _are_cases(node))
        or (
            isinstance(node, Paragraph)
            and not is_result(node.text.plain)
            and len(_NUMBERS.findall(node.text.plain)) >= FEWEST_NUMBERS
        )
        for node in below
    )


# An item that names a case and gives its number.
_CASE = re.compile(r"[^\W_][^:=.;]{0,40}(?::|\s)\s?\S{0,2}\d[\d.,]*\S{0,3}(?:\s\S{1,6})?\.?$")


def _are_cases(node: List) -> bool:
    """Whether each item of a list gives the number of a case, and nothing else."""
    return not node.ordered and all(_CASE.match(item.text.plain.strip()) for item in node.items)


def _asked_only(title: str, text: Inlines, language: str) -> Inlines:
    """A text without what goes on to cases that were not asked for."""
    return without_stop(rstrip(without_rest(title, without_other_cases(title, text, language))))


def _long(title: str, answer: Section, blocks: Blocks, language: str) -> Blocks:
    """What a learner should recall of an answer."""
    first = answer.nodes[0]
    if blocks and (number := _number_alone(blocks[0])):
        return answer_of(core_sentence(title, [number]))
    if isinstance(first, List):
        return _brief_list(title, first, blocks)
    if not isinstance(first, Paragraph):
        return blocks[:1]
    texts = [unmarked(node.text.inlines) for node in answer.nodes if isinstance(node, Paragraph)]
    if plain(texts[0]).rstrip().endswith(":") and not asks_quantity(title):
        shown = blocks[1:2] if not _goes_on_to_a_case(texts[0]) else ()
        if shown and isinstance(shown[0], n.MathBlock):
            return blocks[:2]  # the formula says what the sentence in front of it announces
    if both := told_of_both(title, texts) or _first_of_two(title, texts[0]):
        return answer_of(rstrip(both, " :"))
    core = core_sentence(title, texts)
    if asks_several(title):
        longer = _asked_only(title, within_limit(texts[0], SEVERAL), language)
        core = longer if len(words(plain(longer))) > len(words(plain(core))) else core
    elif _wants_all(title):
        # No word says which step of a calculation is asked for: as many are given as fit.
        opening = _asked_only(title, within_limit(texts[0]), language)
        core = _asked_only(title, core, language)
        core = opening if plain(core) in plain(opening) or not core else core
    if not core and len(answer.nodes) == 1:
        core = within_limit(without_sign(texts[0]))
    core = _asked_only(title, core, language)
    if _is_of_another(title, core):
        core = within_limit(texts[0], SEVERAL)
    if not core or plain(core).rstrip().endswith(":"):  # it introduces what follows
        return blocks[:2]
    return answer_of(trimmed(title, core))


def _first_of_two(title: str, text: Inlines) -> Inlines:
    """The sentence that opens a long answer to two questions: it answers the first of them."""
    long = len(words(plain(text))) > SEVERAL or plain(text).rstrip().endswith(":")
    long = long or told_of_second(title, [text]) is not None  # each has a card
    opening = split_sentences(unbold(text))[0] if two_parts(title) and long else ()
    if not opening or prepares(plain(opening)):
        return ()
    short = len(words(plain(opening))) <= MAX_ANSWER_WORDS
    return without_stop(rstrip(opening)) if short else ()


def _goes_on_to_a_case(text: Inlines) -> bool:
    """Whether the last sentence of a text only announces an example: `With q = 0.3:`."""
    sentences = split_sentences(text)
    return len(sentences) > 1 and bool(OTHER_CASE.match(plain(sentences[-1])))


# What a sentence is about: `Distance in parsecs is …`.
_SUBJECT = re.compile(r"^(?:the |an? )?(?P<subject>[^.,;:=]{3,40}?) (?:is|are) ", re.IGNORECASE)


def _is_of_another(title: str, core: Inlines) -> bool:
    """Whether a title names a thing, and the sentence for it tells what another thing is."""
    match = _SUBJECT.match(plain(core))
    if match is None or _ASKS.search(title):
        return False
    return not plain_words(match["subject"]) & plain_words(title)


# `at 2% prevalence, 90% sensitivity and 90% specificity`: numbers that are given, not asked for.
_JOINS_GIVEN = re.compile(
    r"^(?:how|what is)\b[^?]*\b(?:at|with|from)\s[^?]*\d[^?]*[^,]\sand\s[^?,]*\d[^?,]*\?$|"
    r"^[^?]*\d[^?]*\s(?:and|und|et|y|e|en)\s[^\s?,=]{1,12}\s?=\s?\d[^?]*\?$",
    re.IGNORECASE,
)


def _wants_all(title: str) -> bool:
    """Whether one sentence of an answer might leave out what is asked for."""
    return asks_several(title) or (joins(title) and not _JOINS_GIVEN.search(title))


def _number_alone(block: n.Block) -> Inlines:
    """`23. The chance …`, which markdown takes for a list that begins there; or nothing."""
    if not isinstance(block, n.OrderedList) or len(block.items) > 1 or block.start == 1:
        return ()
    first = block.items[0].children[0] if block.items[0].children else None
    text = first.children if isinstance(first, n.Paragraph) else ()
    return (*said(f"{block.start}. "), *text)


def _brief_list(title: str, node: List, blocks: Blocks) -> Blocks:
    kept = _answering(title, node)
    if len(kept) == 1 and not node.ordered:
        text = kept[0].text.inlines
        core = () if _wants_all(title) else core_sentence(title, [text])
        return answer_of(split_detail(core)[0] or shorten(split_detail(unbold(text))[0])[0])
    start = next((block.start for block in blocks if isinstance(block, n.OrderedList)), 1)
    items = tuple(
        n.Item((ask(shorten(split_detail(unbold(item.text.inlines))[0])[0]),)) for item in kept
    )
    return (n.OrderedList(items, start) if node.ordered else n.BulletList(items),)


def _is_example(item: Item, first: Item) -> bool:
    """Whether an item says that it is an example, or works out numbers for a rule without any."""
    text = item.text.plain
    if _FOR_EXAMPLE.match(text):
        return True
    numbers, rule = len(_NUMBERS.findall(text)), first.text.plain
    if item is not first and numbers and OTHER_CASE.match(text) and is_rule(rule):
        return True  # `With q = 20 kN/m …`, below a formula
    return numbers >= FEWEST_NUMBERS and (
        not _NUMBERS.search(rule) or _is_formula_with(rule, item, first)
    )


def _is_formula_with(rule: str, item: Item, first: Item) -> bool:
    """Whether an item works out, with its result behind a colon, the formula of the first."""
    return item is not first and is_rule(rule) and ": " in item.text.plain


def _named_items(title: str, node: List) -> tuple[Item, ...]:
    """The items whose labels the question names, if it names several and not all of them."""
    labels = [
        match[0] if (match := _LABELLED.match(item.text.plain)) else "" for item in node.items
    ]
    asked = {word.removesuffix("s") for word in plain_words(title)}
    named = tuple(
        item
        for item, label in zip(node.items, labels, strict=True)
        if label and {word.removesuffix("s") for word in plain_words(label)} <= asked
    )
    all_ = not all(labels) or len(named) == len(node.items)
    return () if all_ or len(named) < FEWEST_NUMBERS else named


def _answering(title: str, node: List) -> tuple[Item, ...]:
    """The items that answer, without those that only illustrate the first ones."""
    if _goes_on_with_numbers(title, node):
        return node.items[:1]
    if named := _named_items(title, node):
        return named
    kept = [item for item in node.items if not _is_example(item, node.items[0])]
    if node.ordered or all(item.term for item in node.items) or asks_several(title):
        return tuple(kept) or node.items
    if kept and len(words(kept[0].text.plain)) >= FEWEST and not _is_parallel(node):
        return (kept[0],)
    return tuple(kept) or node.items
