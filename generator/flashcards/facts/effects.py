"""Questions for what changes, saves or is made up of parts, and the sentences that tell that."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.facts.told_quantity import is_rule
from flashcards.facts.wording import plain_words
from flashcards.relations.vocabulary import says

# `What does it save?`, `How does it grow with …?`: its effect, which says how things differ.
_ASKS_EFFECT = re.compile(
    r"\bwhat do(?:es)? .*\b(?:save|gain|buy|bring|improve|win|yield)\b"
    r"(?: (?:on|in|for|with|at|per|over)\b[^?]*)?\W*$",
    re.IGNORECASE,
)
_ASKS_CHANGE = re.compile(
    r"^¿?(?:how (?:do|does|did|will)|wie|comment|c[oó]mo|come|hoe)\b.*?\b"
    r"(?:grow|rise|fall|shrink|scale|change|vary|depend|w[aä]chst|steigt|sinkt|ändert|hängt|"
    r"varie|évolue|croît|dépend|crece|cambia|varía|depende|cresce|varia|dipende|muda|groeit|stijgt|daalt|verandert|hangt)\b",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:factor|times|half|twice|fewer|less|more|gains?|yields?|[a-z]{3,}er than|smaller|larger|"
    r"faster|cheaper|shorter|longer|doubles?|halves|flattens?|saturates?|scales?|linear\w*|constant|"
    r"inverse\w*|proportional\w*|proportion\w*|quadrat\w*|squared?|cubed?|wächst|doppelt|halb\w*|"
    r"double|moitié|carré|doble|mitad|cuadrado|doppio|metà|quadrato|dobro|metade|quadrado|"
    r"dubbel|helft)\b|%",
    re.IGNORECASE,
)


# `How is an address split?`: a sentence that tells of several parts.
_ASKS_PARTS = re.compile(
    r"^(?:how (?:is|are)\b.*\b(?:split|divided|laid out|made up|composed|spent|structured|"
    r"distributed)\b|what makes up\b|"
    r"wie (?:ist|sind|wird|werden|setzt)\b.*\b(?:aufgeteilt|aufgebaut|zusammen)\b|"
    r"comment\b.*\b(?:se (?:répartit|compose|décompose)|divisée?s?)\b|"
    r"¿?c[oó]mo se (?:reparte|divide|compone))",
    re.IGNORECASE,
)
_PART = re.compile(r",\s|\s(?:and|plus|und|et|y|e|en)\s")


def _is_effect(sentence: str) -> bool:
    """Whether a sentence says how things differ or change."""
    return bool(_EFFECT.search(sentence)) or says("up", sentence) or says("down", sentence)


def tells_effect(question: str, sentence: str, following: str) -> bool:
    """Whether the effect that is asked for is told by the sentence behind another alone."""
    if not _ASKS_EFFECT.search(question) or _is_effect(sentence):
        return False
    return _is_effect(following)


def effect_merit(question: str, sentence: str) -> float:
    """How well a sentence tells a change or parts, where a question asks for them."""
    merit = 0.0
    if asks_parts(question):
        merit += 0.4 * min(len(_PART.findall(sentence)), MOST_PARTS)
    if _ASKS_CHANGE.search(question):
        left, equals, _ = sentence.partition("=")
        formula = equals and plain_words(left) & plain_words(question) and is_rule(sentence)
        merit += 1.2 if formula or _is_effect(sentence) else 0.0
    return merit


MOST_PARTS = 3
"""Parts that a sentence tells; more say no more."""


def asks_parts(question: str) -> bool:
    """Whether a question asks of what parts a thing is made.

    >>> asks_parts("How is an address split?")
    True
    """
    return _ASKS_PARTS.search(question) is not None
