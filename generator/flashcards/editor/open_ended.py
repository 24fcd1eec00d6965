"""Questions that nobody answers in one way: open ones, of whose answer only keywords are kept.

`How would you test it?`, `real lengths, percentiles, behaviour past saturation`: an expert says as
much in other words. Such a question is asked in an interview, where a person judges the answer.
"""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import Cell, Fact, FollowUp, Interview
from flashcards.editor.english import head_noun
from flashcards.editor.words import word_class
from flashcards.facts.interview import asks_for_points, tells_nothing
from flashcards.facts.wanted import asks_quantity
from flashcards.facts.wording import reading
from flashcards.tree import nodes as n
from flashcards.tree.flat import plain

MOST_POINTS = 3
"""Points that a person recalls as the answer to a question that does not count them."""

_OPEN = re.compile(
    # What who answers would do, want or look at: `How would you …`, `What do you check?`
    r"(?<=[\w,] )(?:would|should|could|might|will|do|can) (?:you|we|i|one)\b|\bhow would\b|"
    r"\bwhat (?:if|now|then|else|next|about|would|might|could|should)\b|"
    # A change, a loss or a gain of any kind.
    r"\bwhat (?:changes|(?:is|are) (?:saved|gained))\b|"
    r"\bwas (?:tun|nun|dann|wenn|würden?|ändert sich|prüfst)\b|\bwie würden?(?:st)?\b|"
    r"\bque (?:faire|feri|vérifi|change)|\bet si\b|\bcomment \w+(?:riez|rais|rait-on)\b|"
    r"¿(?:y si|qué (?:harías|pasa si|cambia|compruebas)|cómo \w+ías)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"\bhow (?:do|would|can) ", re.IGNORECASE)
# A name that is typed as it stands: `--override-kv`, `temperature=0`, `tokenizer.ggml.tokens`.
_TYPED = re.compile(r"(?<!\S)--?[a-z]|\w[_=]\w|[a-z]\.[a-z]|\w\(\)", re.IGNORECASE)
_YES_NO = re.compile(
    r"^(?:is|are|was|were|do|does|did|can|could|may|might|must|should|will|would|has|have|had)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:yes|no|not|none|neither|both|never|only|always|partly|rarely|little|nothing|refused|"
    r"allowed|possible|impossible|enough)\b",
    re.IGNORECASE,
)
# What only the question before it shows: `these calculations`, `the plan`, `your estimate`.
_OF_QUESTION = re.compile(
    r"\b(?:these|those|this)\s(?!(?:year|week|day|time|way|kind|case|is|are)\b)(?P<thing>[a-z]+)|"
    r"\b(?:the|your)\s(?:same question|table|sum|plan|estimate|rule|calculations?|picture|numbers|"
    r"result|design|diagnosis|choice|answer)\s*(?:$|[?,.]|(?:at|for|in|with|change)\b)",
    re.IGNORECASE,
)
# Some of a number of things that nobody counts; what a person would do or think of.
_SOME = re.compile(
    r"\b(?:what|which|list|name|give|mention|specify|are there)\b[^?.]*\b(?:some|possible|"
    r"at least|one or more)\b|\buse[ -]cases\b|\bwhat (?:would|could) (?:you|be)\b|"
    r"\bhow would (?:you|we)\b|\bwhat do you (?:check|do|look at|take)\b",
    re.IGNORECASE,
)
# What may be seen in what is shown, and much of it: `What do these log lines tell?`
_SHOWS = re.compile(
    r"\bwhat do(?:es)? (?:these|this|those)\b[^?]*\b(?:tell|say|show|reveal)(?: you| us| me)?\W*$|"
    r"\bwas (?:sag|zeig|verrat)en diese\b|\bque (?:dis|montr)ent ces\b|"
    r"\bqué (?:dice|muestra)n est[ao]s\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?<!at least )(?:\d+|two|three|four|five|six|both|each|zwei|drei|deux|trois|dos|tres)\b",
    re.IGNORECASE,
)
FIRST = 6
"""Words of a question, among which stands what it asks for."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
# A point that names what an answer is about and tells nothing of it: `speed vs quality`.
_TOPIC = re.compile(
    r"^[\w-]+(?: [\w-]+){0,2} (?:vs\.?|versus) [\w-]+(?: [\w-]+){0,2}$|"
    r"^(?:understanding|knowledge|awareness|familiarity|discussion|ability)\b",
    re.IGNORECASE,
)


_OPEN_NOUNS = frozenset().union(
    *(word_class("open", one) for one in ("en", "de", "fr", "es", "pt"))
)


def why_open(fact: Fact) -> str:
    """Why a question is answered in many ways, none of which its card could hold, or nothing."""
    if isinstance(fact.ask, Interview):
        listed = isinstance(fact.back[0], n.BulletList)
        headings = listed and (asks_for_points(fact) or tells_nothing(fact))
        if headings:
            return "points of an answer, no answer"
    if not isinstance(fact.ask, FollowUp):
        return "some of many that nobody counts" if _wants_some(fact) else ""
    question = fact.key[-1]
    points = [plain(point).strip() for point in fact.ask.points]
    pointed = _OF_QUESTION.search(question)
    if pointed and (pointed["thing"] or "?") not in fact.question_title.casefold().split():
        return "it asks of what it does not show"
    return _of_points(question, points) if points else ""


def _of_points(question: str, points: list[str]) -> str:
    """Why several points do not answer a follow-up, or nothing."""
    if 2 * sum(bool(_TOPIC.match(point)) for point in points) >= len(points):
        return "topics, no answer"
    many = len(points) > MOST_POINTS
    if _OPEN.search(question) and (
        many or not _HOW.search(question) or not _TYPED.search(points[0])
    ):
        return "an open question, and keywords of an answer"
    if _YES_NO.match(_SENTENCE_END.split(question)[-1]):
        return "" if _SAID.search(points[0]) else "yes or no is asked, and not said"
    return "more points than a question asks for" if many and not asks_quantity(question) else ""


def _wants_some(fact: Fact) -> bool:
    """Whether a list tells some of many things, others of which would answer as well."""
    if isinstance(fact.ask, Cell):
        return "," in reading(fact.back) and head_noun(plain(fact.ask.column)) in _OPEN_NOUNS
    whole = isinstance(fact.ask, Interview) or fact.group == "answer"
    title = fact.question_title
    if whole and _SHOWS.search(title.strip()):
        return True
    listed = (n.BulletList,) if _HOW.search(title) else (n.BulletList, n.OrderedList)  # no steps
    if not whole or not any(isinstance(b, listed) and len(b.items) > 1 for b in fact.back):
        return False
    first = set(title.casefold().split()[:FIRST])
    return bool(_SOME.search(title) or first & _OPEN_NOUNS) and not _COUNTED.search(title)
