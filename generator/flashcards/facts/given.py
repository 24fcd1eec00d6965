"""What a document gives before its questions: an answer that counts with it says so in front.

`Throughout: 80 layers, 8 heads of 128.` stands once, and each answer takes its numbers from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from flashcards import patterns as re
from flashcards.document import Document, Labelled, Paragraph, Question, Role, Section, walk
from flashcards.facts.told_quantity import is_rule
from flashcards.facts.wanted import asks_quantity, wants
from flashcards.facts.wording import joined, plain_words, reading, split_sentences, unbold, words
from flashcards.quantities import Quantity, habit_of, over, quantities, rounds_to, times
from flashcards.relations.values import core
from flashcards.tree import plain
from flashcards.tree.nodes import Blocks, Inlines

LONGEST = 45
"""Words of what is given that a question can carry."""
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
    sentences = (*opening_of(document), *_opening_of_part(document, question))
    if not sentences:
        return ()  # as nearly everywhere: the numbers of the card need not be read
    told, title = reading(back), question.title.plain
    habit = habit_of([document.tree.text])
    known = quantities(reading(asked), habit=habit), quantities(told, habit=habit)
    found: Inlines = ()
    for sentence in sentences:
        longer = joined(found, sentence) if found else sentence
        fits = len(words(plain(longer))) <= LONGEST
        if fits and (
            _takes_from(plain(sentence), title, told)
            or _computes_with(theirs := quantities(plain(sentence), habit=habit), *known)
            or (asks_quantity(title) and _counts_with(theirs, *known))
        ):
            found = longer
    return found


def opening_of(document: Document) -> Iterator[Inlines]:
    """The sentences that stand before the first question."""
    first = min((question.source.line for question in document.questions), default=0)
    yield from _sentences(document.outside, 0, first)


def _opening_of_part(document: Document, question: Question) -> Iterator[Inlines]:
    """The sentences below the heading of a question's part, behind the first question."""
    first = min(one.source.line for one in document.questions)
    part = [one for one in document.outside if one.title.plain == question.category]
    yield from _sentences(part, first, question.source.line)


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
        return bool(theirs) and not asked and _speaks_of(sentence, f"{title} {told}")
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


def _speaks_of(sentence: str, said: str) -> bool:
    """Whether a question or its answer says a name, a word or a number of a sentence."""
    numbers = [
        {re.sub(r"[.,]00?$", "", m["value"]) for m in _NUMBER.finditer(one)}
        for one in (sentence, said)
    ]
    shared = numbers[0] & numbers[1]
    if not _WORKED.search(said):
        shared = {one for one in shared if len(one) >= FEWEST} - _COMMON
    told = _FOR_ALL.sub(" ", sentence)
    named = {_stem(word) for word in plain_words(told) if len(word) >= FEWEST_LETTERS}
    named = {word for word in named if word.isalpha()} | plain_words(" ".join(_NAME.findall(told)))
    return bool(shared or named & {*plain_words(said), *map(_stem, plain_words(said))})


def _stem(word: str) -> str:
    return word.removesuffix("s")
