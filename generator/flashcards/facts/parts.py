"""Questions of two parts, and the sentences that answer them: the first, and one of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.facts.told_quantity import (
    FOUND_BY,
    INSTEAD,
    OTHER_CASE,
    is_result,
    prepares,
    tells_of_another,
)
from flashcards.facts.wanted import asks_quantity, counts_wanted, has_wanted, wants
from flashcards.facts.wording import (
    MAX_ANSWER_WORDS,
    joined,
    plain_words,
    split_sentences,
    tokens,
    unbold,
    without_stop,
    words,
)
from flashcards.tree import plain
from flashcards.tree.cut import cut, rstrip
from flashcards.tree.nodes import Inlines

MOST = 45
"""Words that tell of two things."""
TWO = 2
"""Numbers of a sentence that may tell two quantities."""
STEM = 4
"""Letters by which a word is known in another form of it: `saves` by `save`."""
FEWEST_LETTERS = 3
"""Letters of a word that names something."""
FEWEST_SIGNS = 20
"""Signs in front of an example that may answer by themselves."""
LONG = 5
"""Letters of a word that stands in a sentence by no chance."""
ENOUGH = 0.5
"""Merit from which a sentence is held for the answer to a part."""
SURE = 1.5
"""The same where it is asked for alone."""
# What leans on the first part.
_PRONOUNS = re.compile(
    r"\b(?:its?|they|them|their|this|that|these|those|both|he|she|sie|ihn|ihm|dessen|deren|ils?|"
    r"elles?|leur|ell[oa]s?|eso|esto|el[ea]s?|isso|esse|lui|lei|ess[oa]|het|zij|ze|hij|dat|dit)\b",
    re.IGNORECASE,
)

# Where the second part begins: a conjunction, and a word that asks.
_SECOND = re.compile(
    r"[,;?]?\s+(?:and|et|und|y|e|en(?=\s(?:hoe|wat|waar|wie|welk)))\s+"
    r"(?P<second>(?:how|what|why|which|when|where|who|comment|combien|"
    r"pourquoi|quel\w*|qu['’]|que\s\S+-(?:t-)?(?:il|elle|on)s?\b|wie|was|"
    r"warum|wann|wo(?:für|zu|durch|mit|von)?|welche\w*|où|quand|cómo|qué|cuál(?:es)?|cuánt\w+|"
    r"cuándo|por qué|quant[oaie]s?|como|qua(?:l|is)|quando|quali?|quale|come|dove|perché|che cosa|"
    r"hoe(?:veel)?|wat|waar\w*|welke?)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
# What was worked out, for a second part that asks what something is.
_WORKED = re.compile(r"\d\S* ?[×*/·÷+−-] ?\S*\d.*[=≈]\s*~?\d")
_WHAT = re.compile(
    r"(?:what (?:is|are)|quel\w* (?:est|sont)|was ist|cuál es|"
    # The same of another case: `which in winter?`.
    r"(?:what|which|quel\w*|welche\w*|was|cuál|qual) "
    r"(?:in|at|for|on|with|im|bei|für|mit|en|pour|avec|à|para|con|em|com|no|na))\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"(?:why|pourquoi|warum|por qué)\b", re.IGNORECASE)
_BECAUSE = re.compile(
    r"\b(?:because|since|so|hence|therefore|weil|denn|daher|also|car|donc|puisque|porque|así)\b",
    re.IGNORECASE,
)


def two_parts(question: str) -> tuple[str, str] | None:
    """Both parts of a question that asks twice.

    >>> two_parts("What is a lock, and what does it cost?")
    ('What is a lock', 'what does it cost?')
    """
    match = _SECOND.search(question)
    if match is None or _SECOND.search(match["second"]):
        return None
    return question[: match.start()], match["second"]


def told_of_parts(question: str, texts: Sequence[Inlines]) -> Inlines | None:
    """The sentence that opens an answer, and the one that answers the second part of its question.

    None where the question has no two parts, or the answer but one sentence, or no sentence that
    is known to answer the second part.
    """
    parts = two_parts(question)
    if parts is None:
        return None
    found = [s for text in texts for s in split_sentences(unbold(text))]
    if len(found) < 2 or prepares(plain(found[0])):
        return None
    best, merit = _second_told(parts, found)
    if merit < ENOUGH:
        return None
    lead = found[_first_told(parts[0], found[:best])]
    both = joined(lead, found[best]) if best else lead
    if len(words(plain(both))) > MAX_ANSWER_WORDS and best:
        if told_of_second(question, texts) is not None:
            return None  # each has a card
        both = joined(lead, _up_to_example(found[best]))
    return without_stop(rstrip(both, " :")) if len(words(plain(both))) <= MOST else None


def _second_told(parts: tuple[str, str], found: Sequence[Inlines]) -> tuple[int, float]:
    """The place of the sentence that answers the second part best, and how well it does."""
    merits = [_merit(parts, plain(one), place) for place, one in enumerate(found)]
    best = max(range(len(found)), key=lambda i: (merits[i], -i), default=0)
    return best, merits[best] if merits else 0.0


def _first_told(part: str, found: Sequence[Inlines]) -> int:
    """The place of the first sentence with what a part wants, or speaks of; 0 where none has it."""
    if wants(part):
        return next((i for i, one in enumerate(found) if has_wanted(part, plain(one))), 0)
    about = plain_words(part)
    told = (plain(one) for one in found)
    places = (i for i, one in enumerate(told) if about & plain_words(one) and not prepares(one))
    return next(places, 0)


def names_second(parts: tuple[str, str], sentence: str) -> bool:
    """Whether the sentence for the first part names what the second asks for, with its number."""
    second = plain_words(parts[1]) - plain_words(parts[0])
    last = next((word for word in reversed(tokens(parts[1])) if word in second), "")
    named = len(last) >= LONG and last in tokens(sentence)
    return bool(named and _WHAT.match(parts[1]) and re.search(r"\d", sentence))


def told_of_second(question: str, texts: Sequence[Inlines]) -> tuple[str, Inlines] | None:
    """The second of two questions, if it is understood alone, and the sentence that answers it."""
    parts = two_parts(question)
    if parts is None or _PRONOUNS.search(parts[1]):
        return None
    found = [s for text in texts for s in split_sentences(unbold(text))]
    best, merit = _second_told(parts, found)
    if not best or merit < SURE or len(words(plain(found[best]))) > MAX_ANSWER_WORDS:
        return None
    asked = parts[1].strip()
    return f"{asked[0].upper()}{asked[1:]}", without_stop(rstrip(found[best]))


# Where a sentence goes on from a formula, or from what it says, to the numbers of an example.
_EXAMPLE = re.compile(r"[:;,]\s+(?=(?:with|for|at|com|para|mit|bei|für|avec|pour|con|a)\s[^;]*\d)")


def _up_to_example(sentence: Inlines) -> Inlines:
    match = _EXAMPLE.search(plain(sentence))
    return cut(sentence, 0, match.start()) if match and match.start() > FEWEST_SIGNS else sentence


def _merit(parts: tuple[str, str], sentence: str, place: int) -> float:
    """How well a sentence answers the second part of a question."""
    first, second = parts
    if prepares(sentence) and not FOUND_BY.search(sentence):
        return -1.0
    merit = -0.3 * place
    number = bool(re.search(r"\d", sentence))
    if asks_quantity(second):
        wanted = wants(second) and has_wanted(second, sentence)
        merit += 1.0 if number and (not wants(second) or wanted) else -1.0
        merit += 1.0 if number and wanted else 0.0
        merit += 1.0 if counts_wanted(second, sentence) else 0.0
        merit += 0.5 if number and is_result(sentence) else 0.0
    elif _WHY.match(second):
        merit += 0.8 if _BECAUSE.search(sentence) else 0.0
    if not place and not asks_quantity(second):
        merit -= 0.3  # it answers the first part
    elif not place and not asks_quantity(first):
        merit -= 0.8  # the same, whatever number it tells
    if not place and asks_quantity(first) and len(re.findall(r"\d[\d.,]*", sentence)) < TWO:
        merit -= 0.5  # its number is of the first part
    named = plain_words(second) - plain_words(first)
    told = tokens(sentence)
    merit += 0.9 if _WORKED.search(sentence) and _WHAT.match(second) else 0.0
    stems = {word[:STEM] for word in told if len(word) >= FEWEST_LETTERS}
    shared = sum(word[:STEM] in stems for word in named if len(word) >= FEWEST_LETTERS)
    merit += 0.7 * min(shared, 2)
    merit += 0.5 if told and told[0] in named else 0.0
    beside = INSTEAD.search(sentence) or tells_of_another(second, sentence)
    merit -= 1.5 if place and beside else 0.0
    return merit - (0.4 if place and OTHER_CASE.match(sentence) else 0.0)
