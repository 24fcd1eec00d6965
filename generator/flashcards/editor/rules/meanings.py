"""A term is asked where what is said of it is its meaning."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import Fact, Name, Statement, Term
from flashcards.editor.english import (
    has_finite_verb,
    head_noun,
    is_plural,
    is_property,
    says_what_it_does,
)
from flashcards.editor.rules.numbers import NUMBER, begins_with_number
from flashcards.editor.rules.setting import Setting
from flashcards.editor.words import word_class
from flashcards.facts.wording import plain_words, reading
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Code, walk_inlines

LONGEST_QUESTION = 20
"""Words; a longer question tells a case, and what stands in its answer is of that."""
NAMED_WORDS = 3
"""Words that say something; a subject with so many needs no definition to be understood."""


# A meaning that leans on words outside it.
_LEANS = re.compile(
    r"\b(?:it|its|this|that one|these|those|them|they|the same|the other|above|below|here|also|"
    r"too|as well)\b",
    re.IGNORECASE,
)
# An identifier or a name in capitals.
_NAMED = re.compile(r"[_\d]|[A-Z].*[A-Z]|^[-./]|\w[.-]\w|[a-z][A-Z]")
# `O(n) in all`, `perplexity < 7`: a formula or a bound.
_VALUE = re.compile(r"[A-Za-z]\(|(?:\S+ ){0,3}[<>≤≥] ?\d")
_EXAMPLE_ONLY = re.compile(r"(?:for example|e\.g\.|such as)\b", re.IGNORECASE)

_CIRCUMSTANCE = re.compile(r"(?:by|with|in|at|on|from|via|per|after|before|during|until)\b")
# `O(n log n)`: signs and names, and no word.
_SYMBOLS = re.compile(r"(?:\b[A-Za-z]{1,3}\b|[^A-Za-z])+")


def no_meaning(fact: Fact, setting: Setting) -> str:
    """A value or one adjective beside a name says how much or how, not what it is."""
    if isinstance(fact.ask, Statement) and fact.group.startswith("label:"):
        label = set(plain(fact.ask.subject).casefold().split())
        return "the outcome of one case" if label <= word_class("outcomes") else ""
    if not isinstance(fact.ask, Term):
        return ""
    term = plain(fact.ask.term).strip(" :")
    if not re.search(r"[^\W\d_]", term):
        return "a number where a term should be"
    if set(term.casefold().split()) <= word_class("totals") | word_class("outcomes"):
        return "the outcome of one case"
    if fact.ask.term and setting.terms.get((fact.question, term.casefold()), 0) > 1:
        return "a term of several lists, which none of them defines"
    if fact.place[-1].casefold().startswith("why ") and not _NAMED.search(term):
        return "one case of a reason"
    return _no_meaning(term, reading(fact.back), number=begins_with_number(fact))


# How something is told that is no meaning: how often, to which degree, of which kind of case.
_HOW = re.compile(
    r"^(?:once|twice|never|always|usually|often|only|not|small|large|low|high|good|bad|fast|slow|"
    r"slower|faster|same|up to|at most|at least|oftentimes|able to|may|can|must|should|will|would|"
    r"a few (?:hundred|thousand)|several)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"^(?:never|always|once|twice|above|below|more than|less than|at most)\b", re.IGNORECASE
)
# `Q6_K (output.weight)`: a name of a type and no word.
_TYPE_NAME = re.compile(r"^[A-Z]+\d\w*(?:$|[ ,;(])(?!-)")
# `the state cannot be rolled back`, `they cancel`: a sentence with a subject of its own.
_SAYS = re.compile(
    r"^(?:they|it|we|you|i|this|he|she)\s|"
    r"^(?!(?:what|how|where|when|who|whatever|which)\b)"
    r"(?:(?!\b(?:that|which|who|whose|where|when|with|for|of|by|the|an?|one|we|you|it)\b)[^,;:(.]|"
    r"^(?:the|an?)\b){3,60}?"
    r"\s(?:is|are|was|were|can|cannot|may|must|has|have)\s"
    r"|^(?:after|before|in|with|for|when|if|while|as)\s[^,.]{3,60},\s\w",
    re.IGNORECASE,
)


def _no_meaning(term: str, answer: str, *, number: bool) -> str:
    """Why an answer tells no meaning of a term, or nothing."""
    if _EXAMPLE_ONLY.match(answer):
        return "an example, where a meaning is asked for"
    if says_what_it_does(term) and term[:1].isupper() and " " in term:
        return "a demand where a term should be"
    if _NEVER.match(answer):
        return "how much or how often, where a meaning is asked for"
    noun = head_noun(term)
    property_ = is_property(noun) and not is_plural(noun)
    about_it = re.search(r"[=→<>≥≤]", term) or names_itself(term, answer)
    said = has_finite_verb(answer) and not (property_ and " " not in term)
    if not about_it and (said or (_SAYS.match(answer) and not property_)):
        return "a sentence, where a meaning is asked for"
    if property_:
        return ""
    if is_plural(noun):
        return "a value, where a meaning is asked for" if _TYPE_NAME.match(answer) else ""
    return _value_for_meaning(term, answer, number=number)


def _value_for_meaning(term: str, answer: str, *, number: bool) -> str:
    """Why a few words beside the name of one thing tell no meaning of it, or nothing."""
    if _CIRCUMSTANCE.match(answer):
        return "a circumstance, where a meaning is asked for"
    if _HOW.match(answer):
        return "how much or how often, where a meaning is asked for"
    if number or _VALUE.match(answer) or _SYMBOLS.fullmatch(answer) or _TYPE_NAME.match(answer):
        return "a value, where a meaning is asked for"
    if says_what_it_does(answer) and answer[:1].isupper() and " " in term:
        return "a demand, where a meaning is asked for"
    one = answer.strip()
    alone = one.isalpha() and one == one.capitalize()
    return "one word, where a meaning is asked for" if alone else ""


OPENING = 5
"""Words in which a sentence names what it is about."""


def names_itself(term: str, answer: str) -> bool:
    """Whether a sentence is about the term: `The executeBatch() is used to …`."""
    return bool(plain_words(term) & plain_words(" ".join(answer.split()[:OPENING])))


def reverse_of_a_label(fact: Fact, _: Setting) -> str:
    """Only a name can be asked for by its meaning: an identifier, an acronym, a proper noun."""
    if not isinstance(fact.ask, Name):
        return ""
    term, meaning = fact.ask.term, plain(fact.ask.meaning)
    text = plain(term)
    if len(text.split()) > 2 or re.match(r"[\d~≈<>]", text):
        return "the reverse of a label"
    if _LEANS.search(meaning) or len(plain_words(meaning)) < 3 or NUMBER.match(meaning):
        return "a meaning that leaves open which name it is of"
    named = any(isinstance(node, Code) for node in walk_inlines(term))
    if named or re.search(r"[A-Z].*[A-Z]|\w[_.-]\w|[A-Za-z]\d", text):
        return ""
    return "the reverse of a label"


# How the name of a defined thing does not begin, and how a definition does.
_NO_NAME = re.compile(
    r"^(?:because|so|if|then|since|when|while|therefore|hence|thus|only|also|and|but|or|for|with|"
    r"without|in|on|at|by|from|as|after|before|here|there|each|every|all|both|most|some|many|no|"
    r"what|which|how|why|our|your|my|his|her|their|its|not|now|one|two|three|four|\d)\b",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"^(?:an?|the|any|one of|those|that|how|what|where|when|whatever|everything|anything)\b",
    re.IGNORECASE,
)


def no_definition(fact: Fact, _: Setting) -> str:
    """`Raw capacity is 32 TB` says how much, in one case; a definition says what something is."""
    if not isinstance(fact.ask, Statement) or not fact.group.startswith("definition:"):
        return ""
    subject = plain(fact.ask.subject)
    if len(fact.question_title.split()) > LONGEST_QUESTION:
        return "of one problem"
    if _NO_NAME.match(subject):
        return "a sentence that defines nothing"
    answer = reading(fact.back)
    if begins_with_number(fact) and re.search(r"^[~≈]?\d[\d.,]*\s?[^\W\d_]", answer):
        return "how much it is, in one case"
    if head_noun(subject) in word_class("vague"):
        return "a sentence that defines nothing"
    if _DEFINING.match(answer):
        return ""
    if len(plain_words(subject)) >= NAMED_WORDS and not (
        _HOW.match(answer) or re.match(r"\w+ly\b|(?:that|to|used|different|similar)\b", answer)
    ):
        return ""
    return "a sentence that defines nothing"
