"""What a document gives before its questions: an answer that counts with it says so in front.

`Throughout: 80 layers, 8 heads of 128.` stands once, and each answer takes its numbers from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from flashcards import patterns as re
from flashcards.document import Document, Labelled, Paragraph, Question, Role, Section, walk
from flashcards.facts.needed import NUMBER
from flashcards.facts.told_quantity import is_rule, tells_formula
from flashcards.facts.used import has_number, needed_of
from flashcards.facts.wanted import asks_quantity, wants
from flashcards.facts.wording import (
    joined,
    plain_words,
    reading,
    said,
    split_sentences,
    unbold,
    words,
)
from flashcards.quantities import Habit, Quantity, habit_of, over, quantities, rounds_to, times
from flashcards.relations.values import core
from flashcards.tree import plain
from flashcards.tree.cut import cut, rstrip
from flashcards.tree.nodes import Blocks, Heading, Inlines
from flashcards.values import dataclass

LONGEST = 58
"""Words of what is given that a question can carry."""
LONGEST_SHOWN = 50
"""Words of a case that a question can carry: its author wrote it to be read before it."""
LONGEST_OPENING = 160
"""Words of a section in front of all questions that gives something to all of them."""
LONGEST_CASE = 60
"""Words of a case; a longer text teaches, and tells the answers."""
FEWEST_LETTERS = 4
"""Letters of a word that says of what a sentence speaks."""
LEAST = 100
"""Of a number of things that is no chance."""
FEWEST = 2
"""Numbers in common that are no chance; one that is followed by the same word is none, either."""

# A number with the word or unit behind it, across one word (`8 KV heads`).
_NUMBER = re.compile(r"(?<![\w.,])(?P<value>\d[\d.,]*\d|\d)\s?(?P<unit>[^\W\d_][\w/]*)?")

_COMMON = frozenset(str(2**power) for power in range(4, 13))
"""Powers of two, which stand in two sentences by chance."""
# A question for a way or a reason.
_HOW_OR_WHY = re.compile(
    r"[¿\s]*(?:how|why|wie|warum|weshalb|comment|pourquoi|cómo|como|por qu[eê]|come|perché|hoe|"
    r"waarom)\b",
    re.IGNORECASE,
)
# A formula teaches, and gives nothing.
_FORMULA = re.compile(r"\\[a-z]+|[^\W\d]\s?=\s?[^\W\d]")
# A number that was worked out, not a power or an index.
_AMOUNT = re.compile(r"(?<![\w^_])(?:\d[\d.,]*\d|[3-9])(?![\w^])")
# A number of a question with what it counts: `5 retrieved chunks`, `one token`.
_COUNTED = re.compile(r"(?:\d[\d.,]*|\b(?:one|an?))[ -](?:[a-z]+ed )?[^\W\d_]+", re.IGNORECASE)
# A sentence that says itself that it holds for all answers.
_FOR_ALL = re.compile(
    r"(?:the )?(?:running|common|worked) example\b|throughout\b|"
    r"unless (?:an? \w+ )?(?:said|stated|noted|says|states)\b|"
    r"sauf (?:mention|indication) contraire|wenn nichts anderes\b|"
    r"salvo (?:que|se|indica)|se non diversamente\b|tenzij anders\b|"
    r"(?:in|for) all (?:the )?(?:answers|questions|cards|numbers)\b|"
    r"all (?:answers|questions|numbers|figures) (?:assume|are for|hold for|refer to)\b|"
    r"durchgehend\b|tout au long\b",
    re.IGNORECASE,
)


def given(document: Document, question: Question, asked: Blocks, back: Blocks) -> Inlines:
    """The sentences in front of all questions, or of those of its part, that an answer needs."""
    if question.section(Role.PROMPT) is not None:
        return ()
    case, sentences = _case_of(document, question), [*opening_of(document)]
    long = sum(len(words(plain(one))) for one in case) > LONGEST_CASE
    if long or any(_FORMULA.search(plain(one)) for one in case):
        case, sentences = [], [*sentences, *case]  # a text that teaches
    if not sentences and not case:
        return ()  # as nearly everywhere: the numbers of the card need not be read
    told, title = reading(back), question.title.plain
    habit = habit_of([document.tree.text])
    ours = quantities(reading(asked), habit=habit), quantities(told, habit=habit)
    known = _Card(title, reading(asked), told, habit, ours)
    found = _of_case(case, question, known)
    said = {plain(one) for one in case}
    for sentence in sentences:
        if plain(sentence) in said:
            continue
        if not known.needs(plain(sentence)):
            continue
        told_ = _of_clauses(sentence, known)
        longer = joined(found, told_) if found else told_
        found = longer if len(words(plain(longer))) <= LONGEST else found
    return found


FEWEST_NAMED = 3
"""Things that a sentence introduces: fewer stand in it by chance."""


def naming(document: Document, question: Question, options: Sequence[str]) -> Inlines:
    """The sentence of a question's part that introduces all things its options are made of.

    `The jobs A, B, C and D run for 12, 6, 3 and 9 ms.` gives no order away.
    """
    names = {word for option in options for word in re.findall(r"\w+", option)}
    if len(names) < FEWEST_NAMED or names <= set(re.findall(r"\w+", question.title.plain)):
        return ()
    if any(set(re.findall(r"\w+", option)) != names for option in options):
        return ()
    for sentence in _case_of(document, question):
        if names <= set(re.findall(r"\w+", plain(sentence))):
            return sentence
    return ()


# What parts the conventions of a sentence, none of which names what the others are of.
_CLAUSE = re.compile(r"[,;]\s+")
_LEAD = re.compile(r"^[^:\d]{4,60}:\s+")
_SAYS_OF = re.compile(
    r"\b(?:is|are|has|have|wiegt|kommt|ist|sind|hat|es|est|pesa|vale|vaut)\b|=|^[^\W\d_]{3,}\D*\d",
    re.IGNORECASE,
)
MANY = 3
"""Clauses of a sentence, of which an answer may count with one alone."""


def _of_clauses(sentence: Inlines, card: _Card) -> Inlines:
    """Of a sentence of conventions those that an answer counts with; all where none is known."""
    text = plain(sentence)
    lead = _LEAD.match(text) if _FOR_ALL.match(text) else None
    if lead is None:
        return sentence
    edges = [lead.end(), *(m.end() for m in _CLAUSE.finditer(text, lead.end())), len(text)]
    clauses = list(pairwise(edges))
    if len(clauses) < MANY or not all(_is_clause(text[a:b]) for a, b in clauses):
        return sentence
    told = f"{card.title} {card.told}"
    needed = needed_of([text[a:b] for a, b in clauses], told, card.asked, card.habit, strict=True)
    kept = [rstrip(cut(sentence, *clauses[place]), " ,;.") for place in needed]
    if not kept:
        return sentence
    parts = [part for one in kept for part in (said(", "), one)][1:]
    told_ = (*(node for part in parts for node in part), *said("."))
    first = plain(told_)
    named = first[:MANY].isalpha() and first[0].islower()
    return (*said(first[0].upper()), *cut(told_, 1)) if named else told_


def _is_clause(text: str) -> bool:
    """Whether a convention says by itself what its number is of: by a verb, or a name before it."""
    return not re.search(r"\d", text) or _SAYS_OF.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Card:
    """What is asked and told, to hold sentences of what is given against."""

    title: str
    asked: str
    told: str
    habit: Habit
    amounts: tuple[Sequence[Quantity], Sequence[Quantity]]

    def needs(self, sentence: str) -> bool:
        """Whether the answer works with what a sentence gives."""
        if _takes_from(sentence, self.title, self.told):
            return True
        if _FOR_ALL.match(sentence) and asks_quantity(self.title) and self._counts(sentence):
            return True
        theirs = quantities(sentence, habit=self.habit)
        return _computes_with(theirs, *self.amounts) or (
            asks_quantity(self.title) and _counts_with(theirs, *self.amounts)
        )

    def _counts(self, sentence: str) -> bool:
        """Whether a question's numbers and one of a sentence come to the number of its answer."""
        told = next(iter(split_sentences(said(self.told))), ())
        return bool(NUMBER.search(self.asked)) and bool(
            needed_of(
                [sentence], f"{self.title} {plain(told)}", self.asked, self.habit, strict=True
            )
        )


def _repeats(sentence: str, asked: str) -> bool:
    """Whether a question says a sentence itself, or most of its numbers."""
    numbers = set(NUMBER.findall(sentence))
    told = numbers & set(NUMBER.findall(asked))
    return sentence in asked or (len(told) > 1 and 2 * len(told) >= len(numbers))


def _of_case(case: Sequence[Inlines], question: Question, card: _Card) -> Inlines:
    """The sentences of a case that an answer counts with, or speaks of; none where none counts."""
    asked, told, title = card.asked, card.told, card.title
    head = told.split(": ", 1)[0]  # a rule in general is told by itself
    quantity = asks_quantity(title)
    general = not re.search(r"\d", head) and len(words(head)) > MANY
    if not case or not _AMOUNT.search(told) or tells_formula(head):
        return ()
    if not quantity and (general or _HOW_OR_WHY.match(title)):
        return ()
    wants_number = quantity or bool(_WORKED.search(told))
    whole = told
    if wants_number:
        answers = [s for s in question.sections if s.role in (Role.SOLUTION, Role.KEY_POINTS)]
        whole = f"{told} " + " ".join(reading(section.blocks) for section in answers)
    left = [one for one in case if has_number(plain(one)) and not _repeats(plain(one), asked)]
    needed = set(needed_of([plain(one) for one in left], f"{title} {whole}", asked, card.habit))
    needed |= {place for place, one in enumerate(left) if card.needs(plain(one))}
    if not needed:
        return ()
    bare = _COUNTED.sub(" ", title)
    about = {_stem(word) for word in plain_words(bare) if len(word) >= FEWEST_LETTERS}
    found: Inlines = ()
    for place, one in enumerate(left):
        if place in needed or about & set(map(_stem, plain_words(plain(one)))):
            longer = joined(found, one) if found else one
            found = longer if len(words(plain(longer))) <= LONGEST_SHOWN else found
    return found


def _case_of(document: Document, question: Question) -> list[Inlines]:
    """The sentences below the headings of a question's part, above its tasks."""
    if not question.category:
        return []
    above = [
        section
        for section in document.outside
        if (name := section.title.plain)
        and f"{question.category}: ".startswith(f"{name}: ")
        and name != document.title.plain
        and any(has_number(plain(one)) for one in _sentences((section,), 0, question.source.line))
        and _is_above(document, section, question)
    ]
    return list(_sentences(above, 0, question.source.line))


def _is_above(document: Document, section: Section, question: Question) -> bool:
    """Whether a section's heading stands over a question's, where that has one."""
    own, above = (_level(document, one.title.plain) for one in (question, section))
    return not own or above < own


def _level(document: Document, title: str) -> int:
    """The level of the heading that ends in a title; 0 for none."""
    for block in document.tree.blocks:
        if isinstance(block, Heading) and plain(block.children).strip().endswith(title):
            return block.level
    return 0


def opening_of(document: Document) -> Iterator[Inlines]:
    """The sentences that stand before the first question; a long text there teaches its own."""
    first = min((question.source.line for question in document.questions), default=0)
    for section in document.outside:
        sentences = list(_sentences((section,), 0, first))
        long = sum(len(words(plain(one))) for one in sentences) > LONGEST_OPENING
        yield from (one for one in sentences if not long or _FOR_ALL.search(plain(one)))


def _sentences(sections: Sequence[Section], start: int, end: int) -> Iterator[Inlines]:
    for section in sections:
        for node in walk(section.nodes):
            if isinstance(node, Paragraph | Labelled) and start <= node.source.line < end:
                told = node.text if isinstance(node, Paragraph) else node.body
                yield from split_sentences(unbold(told.inlines))


def _takes_from(sentence: str, title: str, told: str) -> bool:
    """Whether an answer works with numbers of a sentence, and comes to others."""
    theirs = {match["value"]: match["unit"] or "" for match in _NUMBER.finditer(sentence)}
    ours = {match["value"]: match["unit"] or "" for match in _NUMBER.finditer(told)}
    asked = {match["value"] for match in _NUMBER.finditer(title)}
    shared = (theirs.keys() & ours.keys()) - asked
    if not ours.keys() - theirs.keys() - asked:
        return False  # it would tell the answer
    subject = plain_words(title)
    counted = asks_quantity(title) or wants(title) or bool(_WORKED.search(told))
    if _FOR_ALL.match(sentence) and counted and not is_rule(told):
        return bool(theirs) and not asked and _speaks_of(sentence, title, told)
    named = [
        value
        for value in shared
        if theirs[value] and (theirs[value] == ours[value] or plain_words(theirs[value]) & subject)
    ]
    large = [value for value in shared if len(value) >= FEWEST and value not in _COMMON]
    return bool(set(named) & set(large)) or len({*named, *large}) >= FEWEST


def _computes_with(
    sentence: Sequence[Quantity], asked: Sequence[Quantity], told: Sequence[Quantity]
) -> bool:
    """Whether an answer comes to a number by one step from a number of a sentence.

    `156 TFLOP/s at 50%` follows from a peak of 312 TFLOP/s. Units leave little to chance: that of
    the result follows from those of both, and the sentence's number has one.
    """
    said = {one.readings[0].value for one in (*asked, *told)}
    results = [one for one in told if core(one.dimension) and _is_one(one)]
    others = [one for one in (*asked, *told) if core(one.dimension) or one.unit.name == "%"]
    for mine, other in product(sentence, filter(_is_one, others)):
        told_already = mine.readings[0].value in said or mine.value == 1
        if told_already or not core(mine.dimension) or not _is_one(mine):
            continue
        if any(_follows(one, mine, other) for one in results if one is not other):
            return True
    return False


def _counts_with(
    sentence: Sequence[Quantity], asked: Sequence[Quantity], told: Sequence[Quantity]
) -> bool:
    """Whether a sentence has as many things as the question's number times that of the answer."""
    counts = [a.value * b.value for a, b in product(filter(_is_count, asked), told[:1])]
    return any(_is_count(mine) and mine.value in counts for mine in sentence)


def _is_count(one: Quantity) -> bool:
    return _is_one(one) and not core(one.dimension) and one.value >= LEAST


def _is_one(one: Quantity) -> bool:
    return one.range is None and one.value > 0


def _follows(result: Quantity, mine: Quantity, other: Quantity) -> bool:
    """Whether a result is the product or a quotient of two quantities, unit and all."""
    a, b = mine.readings[0], other.readings[0]
    ways = [(times(a.dimension, b.dimension), a.value * b.value)]
    if core(b.dimension):
        ways.append((over(a.dimension, b.dimension), a.value / b.value))
        ways.append((over(b.dimension, a.dimension), b.value / a.value))
    few = result.value < 10 * result.step
    return any(
        dimension == result.dimension
        and value not in {a.value, b.value}
        and (
            value == result.readings[0].value if few else rounds_to(value, result, truncated=False)
        )
        for dimension, value in ways
    )


# A calculation with numbers.
_WORKED = re.compile(r"\d\s?[×*/÷·]\s?\d")
# A name with a number: `bf16`, `Q4_K`.
_NAME = re.compile(r"\b[^\W\d]+\d\w*")


_HERE = re.compile(r"\b(?:here|hier|ici|aquí|aqui|qui)\b", re.IGNORECASE)


def _speaks_of(sentence: str, title: str, told: str) -> bool:
    """Whether a question says a name or word of a sentence, or its answer a number or name."""
    said = f"{title} {told}"
    numbers = [
        {re.sub(r"[.,]00?$", "", m["value"]) for m in _NUMBER.finditer(one)}
        for one in (sentence, said)
    ]
    shared = numbers[0] & numbers[1]
    if not _WORKED.search(said):
        shared = {one for one in shared if len(one) >= FEWEST} - _COMMON
    of = _FOR_ALL.sub(" ", sentence)
    named = {_stem(word) for word in plain_words(of) if len(word) >= FEWEST_LETTERS}
    named = {word for word in named if word.isalpha()}
    typed = plain_words(" ".join(_NAME.findall(of)))
    # What is asked of the document's own example may name it in the answer alone.
    asked = plain_words(said if _HERE.search(title) else title)
    return bool(shared or named & {*asked, *map(_stem, asked)} or typed & plain_words(said))


def _stem(word: str) -> str:
    return word.removesuffix("s")
