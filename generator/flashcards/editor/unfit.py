"""Questions whose card does not tell what they ask: a listing, a table, a step, an outcome.

A card for such a question would be read, not recalled. The answer stands in the document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flashcards import patterns as re
from flashcards.card import Fact, Interview, Kind, Pair, Statement
from flashcards.editor.open_ended import why_open
from flashcards.facts.interview import is_unclear, points_below, wants_code
from flashcards.facts.told_quantity import is_result, prepares
from flashcards.facts.wanted import asks_quantity, asks_several, joins
from flashcards.facts.wording import reading, split_sentences, words
from flashcards.tree import nodes as n
from flashcards.tree.cut import pictures_in
from flashcards.tree.flat import plain

MOST_LINES = 3
"""Lines of a listing that a person can write from memory."""
MOST_NUMBERS = 8
"""Numbers of a table that are not looked up."""
MOST_OF_TABLE = 30
"""Words of a table that a person can keep in mind."""
FEWEST = 2
"""Words of an answer that is cut where it ends in a conjunction."""

# An answer that ends in the middle.
_OPEN_END = re.compile(
    r"(?:[,(—]|\s(?:and|or|und|oder|et|ou|y|e|gives|yields|equals|is|are|becomes|than|"
    r"the|an?|ist|sind|ergibt|lautet|est|donne|vaut|es|son|são))$"
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|twice|none|all|double|eins?|"
    r"zwei|drei|vier|doppelt|halb|deux|trois|dos|tres|doble|mitad)\b",
    re.IGNORECASE,
)
# What happened once: `What did a bottle cost?`; not when something was, nor of a proper name.
_ONCE = re.compile(
    r"^(?:how|what|where|which)\b[^?]*\b(?:did|was|were)\b|"
    r"^¿?(?:cuánt[oa]s?|qué) se \w+(?:aron|ió|ó)\b",
    re.IGNORECASE,
)
# What only the document shows: `this income statement`, `cette décroissance`.
_THIS = re.compile(
    r"\b(?:how|what|why|where|which)\b[^?]*\b(?:this|these)\s(?!(?:mean|help|case|way|is|are|matter|"
    r"work|happen|so|year|week|day|time|kind|model|rule|law|number)\b)[a-z]+(?:\s[a-z]+){0,2}\s*\?|"
    r"^[^.?!,]*(?:\b(?:wie|was|welche[rs]?|wo|warum|combien|quel(?:le)?s?|que|hoe|wat|quant[aeio]s?|"
    r"quale?|qual)|¿[^.?!,]*)\b[^.?!,]*\s(?:diese[rsmn]?|cett?e|ces|est[ea]s?|questa|deze|essas?|"
    r"nessas?|desta)\s(?!(?:jahr|woche|tag|fall|weise|art|année|semaine|cas|año|semana|caso|vez|week|"
    r"jaar|es|sont|est|is|son|são)\b)[^\W\d_]{3,}",
    re.IGNORECASE,
)
# What is of the author's own case, which the card does not tell.
_OWN = re.compile(
    r"\b(?:our|my|here|unser\w*|mein\w*|notre|nos|nuestr\w+|ons|onze|nostr\w+|noss[ao]s?)\b",
    re.IGNORECASE,
)
# `How do I …` asks for a way that others take, too.
_WAY = re.compile(
    r"\W*(?:how (?:do|can|could|should) (?:i|you|we|one)|wie (?:kann|könnte|soll) (?:ich|man)"
    r"|comment (?:faire|puis-je|peut-on)|cómo (?:puedo|se puede)|come (?:posso|si può)"
    r"|como (?:posso|se pode)|hoe (?:kan|moet) (?:ik|je))\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?<=\s)[A-Z][a-zà-ÿ]|\d")


def why_unfit(fact: Fact) -> str:
    """Why the card of a question tells no answer, or one of many, or nothing.

    Of what has a prompt, a rubric or follow-ups only that is judged which its question asks for.
    """
    if why := why_open(fact) or _of_many_cases(fact) or _following(fact):
        return why
    if fact.kind is Kind.INTERVIEW:
        assert isinstance(fact.ask, Interview)  # noqa: S101 - by its kind
        if fact.ask.prompt or fact.ask.rubric or fact.ask.follow_ups:
            return ""
    elif not isinstance(fact.ask, Statement) or fact.group != "answer":
        return ""
    return next((why for check in _CHECKS if (why := check(fact))), "")


FEWEST_ASKING, NEARLY_ALL = 5, 0.8
"""Pairs with a question mark, and their share, if a pair without one is no card of the deck."""


def asks_mostly(facts: Sequence[Fact]) -> bool:
    """Whether nearly all pairs of a document ask a question."""
    pairs = [fact for fact in facts if isinstance(fact.ask, Pair)]
    asking = sum(_is_question(fact) for fact in pairs)
    return asking >= max(FEWEST_ASKING, NEARLY_ALL * len(pairs))


def is_prose(fact: Fact) -> bool:
    """Whether a pair is a sentence that holds the sign of pairs: `1.2 kWh; at €0.32 that is …`."""
    if not isinstance(fact.ask, Pair) or _is_question(fact):
        return False
    return reading(fact.back).rstrip().endswith(".")


def _listing(fact: Fact) -> str:
    first = fact.back[0] if fact.back else None
    if not isinstance(first, n.CodeBlock) or len(fact.back) > 1:
        return ""
    short = first.value.strip().count("\n") < MOST_LINES
    fits = short and (wants_code(fact.question_title) or not _NUMBER.search(first.value))
    return "" if fits else "a listing is read, not recalled"


FEWEST_PRINTED = 3
"""Lines of output that nobody tells apart without names."""
# A line of output: numbers, signs, and nothing that says what they are.
_PRINTED = re.compile(r"[\d\s.,;:()\[\]|/%+−-]*\d[\d\s.,;:()\[\]|/%+−-]*(?:[^\W\d_]{1,3}(?:/s)?)?")


def _printed(fact: Fact) -> str:
    first = fact.back[0] if len(fact.back) == 1 else None
    rows: list[str] = []
    if isinstance(first, n.BulletList):
        rows = [reading(item.children) for item in first.items]
    elif isinstance(first, n.CodeBlock):
        rows = first.value.strip().split("\n")
    bare = len(rows) >= FEWEST_PRINTED and all(_PRINTED.fullmatch(row.strip()) for row in rows)
    return "printed numbers that nothing names" if bare else ""


def _table(fact: Fact) -> str:
    first = fact.back[0] if fact.back else None
    told = reading(fact.back)
    numbers = len(re.findall(r"(?<![\w.,])\d[\d.,]*", told))
    long = len(words(told)) > MOST_OF_TABLE or numbers > MOST_NUMBERS
    return "a table is looked up, not recalled" if isinstance(first, n.Table) and long else ""


# Cases that are not named: `after several half-lives`.
_UNNAMED = re.compile(
    r"\b(?:several|various|different|plusieurs|différent[es]+|mehreren?|verschiedenen?|varias?|"
    r"vari[oi]s?|diferentes|diversos?)\b",
    re.IGNORECASE,
)


def _of_many_cases(fact: Fact) -> str:
    """Why a table gives other values than the one that is asked for, or nothing."""
    if not isinstance(fact.ask, Interview) or not isinstance(fact.back[0], n.Table):
        return ""
    title = fact.question_title
    one = asks_quantity(title) and not asks_several(title)
    unnamed = one or _UNNAMED.search(title) or joins(title)
    return "values of several cases, where none is named" if unnamed else ""


def _elsewhere(fact: Fact) -> str:
    if points_below(fact):
        return "its answer is more than can be recalled"
    unseen = (is_unclear(fact) and _is_question(fact)) or _THIS.search(fact.question_title)
    return "it asks of what it does not show" if unseen and not _shows(fact.front) else ""


def _shows(front: n.Blocks) -> bool:
    """Whether a front shows a listing, a table or a picture."""
    return any(isinstance(b, n.CodeBlock | n.Table) for b in front) or bool(pictures_in(front))


def _is_question(fact: Fact) -> bool:
    return fact.question_title.rstrip().endswith("?")


# What was said of another question: `same test as before`.
_AS_BEFORE = re.compile(
    r"\b(?:as before|as above|see above|the (?:test|case|table|example) above|"
    r"the previous (?:question|case|example)|wie oben|wie zuvor|comme avant|como antes)\b|"
    r"\bsame (?:table|figure|data)\b",
    re.IGNORECASE,
)


# What stands below a question, of which its card has nothing.
_FOLLOWING = re.compile(
    r"\b(?:(?:the|these) following|(?:den|dem|die|das|der) folgenden?|(?:le|la|les) \w+ "
    r"suivante?s?|(?:el|la|los|las) siguientes?|[oa]s? seguintes?|(?:il|la|i|le) seguent[ei]|"
    r"(?:de|het) volgende)\s(?P<behind>[^:]*)$",
    re.IGNORECASE,
)


def _following(fact: Fact) -> str:
    own = isinstance(fact.ask, Interview) or fact.group == "answer"
    match = _FOLLOWING.search(reading(fact.front)) if own and not _shows(fact.front) else None
    unseen = match is not None and not re.search(r"\d|\n", match["behind"])
    return "it asks of what it does not show" if unseen else ""


# A way of several steps.
_WALK = re.compile(
    r"(?:(?:walk|talk|take|lead) (?:me|us) through|step by step)\b|schritt für schritt\b|"
    r"pas à pas\b|paso a paso\b|passo a passo\b|stap voor stap\b",
    re.IGNORECASE,
)


def _walk(fact: Fact) -> str:
    first = fact.back[0] if len(fact.back) == 1 else None
    one = isinstance(first, n.Paragraph) and len(split_sentences(first.children)) == 1
    return "one step of several" if one and _WALK.search(fact.question_title) else ""


def _leaning(fact: Fact) -> str:
    said = f"{fact.question_title} {reading(fact.back)}"
    return "it leans on another question" if _AS_BEFORE.search(said) else ""


def _cut(fact: Fact) -> str:
    last = fact.back[-1] if fact.back else None
    if isinstance(last, n.Paragraph) and last.children and isinstance(last.children[-1], n.Math):
        return ""  # `m a` ends in no article
    text = reading(fact.back).rstrip()
    return "the answer is cut" if _OPEN_END.search(text) and len(text.split()) > FEWEST else ""


def _step(fact: Fact) -> str:
    first = fact.back[0] if len(fact.back) == 1 else None
    if not isinstance(first, n.Paragraph):
        return ""
    sentences = [plain(one) for one in split_sentences(first.children)]
    if not sentences or not prepares(sentences[0]) or not _is_question(fact):
        return ""
    led = any(is_result(one) or "=" in one or "≈" in one for one in sentences)
    return "" if led else "it only leads up to the answer"


def _once(fact: Fact) -> str:
    title = fact.question_title.strip()
    once = _ONCE.search(title) and not _NAMES.search(title)
    return "what came out once" if once and re.search(r"\d", reading(fact.back)) else ""


def _own(fact: Fact) -> str:
    title = fact.question_title
    private = (
        _OWN.search(title) and not _WAY.match(title) and not re.search(r"\d", reading(fact.front))
    )
    told = private and re.search(r"\d", reading(fact.back))
    return "what holds in its author's case" if told else ""


_CHECKS: tuple[Callable[[Fact], str], ...] = (
    _listing, _printed, _table, _elsewhere, _walk, _leaning, _cut, _step, _once, _own,
)  # fmt: skip
