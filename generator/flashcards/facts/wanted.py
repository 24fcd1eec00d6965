"""What a question wants told: one thing or several, and which kind of quantity."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.facts.measured import WHAT_SHARE, named_units, wanted
from flashcards.facts.wording import plain_words

FEWEST_LETTERS = 3
"""Letters of a word that names what is counted."""

# Questions for several things, of which the first alone would be half an answer.
_ASKS_SEVERAL = re.compile(
    r"(?:^|[.?] )(?:name|list|give)\b|\bdiffer(?!ence\b(?!s? between))|\bcompare|"
    r"\b(?:which|what)\s+(?:are|two|three|four|five|"
    r"(?!(?:is|was|does|has|becomes|happens|makes|follows)\b)\w+s)\b"
    r"(?!\s+(?:an?|the|it|you|to|up|on|at)\b)|"
    r"\b(?:what|which|the)\s(?:[\w-]+\s)?steps\b|"
    r"^how (?:much|many|long|large|far)\b(?:(?!\bif\b).)*\beach\b|"
    r"^how (?:much|many|long)\b.*\bdo (?:the |our |your )?(?:\w+ ){0,2}\w+s\b|"
    r"\b(?:are|of) the (?:\w+ ){0,2}(?!(?:is|was|has|does|its|this)\b)\w+s\b|"
    r"\band (?:how|what|why|which|when|where)\b",
    re.IGNORECASE,
)
# Questions that want a number.
_HOW_MANY = re.compile(
    # `how hot`, `how much`: not `how do …`, `how to …`.
    r"\bhow (?!do\b|does\b|did\b|is\b|are\b|was\b|were\b|can\b|could\b|should\b|would\b|will\b|"
    r"to\b|come\b|about\b|has\b|have\b|might\b|may\b|must\b|shall\b|exactly\b)[a-z]+\b|"
    r"\bprobabilit(?:y|ies)\b|\bchance\b|\bcost\b|\b(?:was|wat) kost|\bcoûte|\bcuesta\b|"
    r"\bcombien\b|"
    r"\bwie ?(?:viele?|lange|groß|hoch|oft|schnell|teuer)\b|\bcuánt[oa]s?\b|\bquant[aeio]s?\b|"
    r"\bhoe ?(?:veel|lang|groot|hoog|breed|ver|snel|hard|vaak|zwaar|warm|diep|duur)\b|"
    r"\bwhat does\b.*\bdo to\b|\bwhat do(?:es)? [^?]*\b(?:count|weigh)\?|"
    # A share, a bound: `What share of the model sits in the experts?`
    rf"\b(?:what|which) (?:share|fraction|percentage|proportion) of\b|{WHAT_SHARE}|"
    r"^what is the (?:upper|lower) (?:bound|limit)\b|"
    # A property of something given: `What is the latency of a 256-sample buffer?`
    r"^what is the \w.*\b(?:of|for|at|with|below|above|under|over)\b.*(?<![\w-])\d|"
    r"^what is the (?:average|mean|median|total|expected) [a-z]|"
    # The same, had or needed: `What range does a 500 Wh pack have?`
    r"^(?:what|which) (?:[a-z-]+ ){0,2}(?:size|range|rate|time|work|weight|capacity|dose|amount|"
    r"share|yield|loss|margin(?: of [a-z]+)?) (?:do|does|has|have|can)\b|"
    # What comes of numbers: `What perplexity belongs to a loss of 2 nats?`
    r"^(?:what|which) (?:[a-z-]+ ){1,2}"
    r"(?:belongs|corresponds|follows|remains|results)\b[^?]*\d",
    re.IGNORECASE,
)
# What wants a way or a reason, not what comes of it.
_WAY = re.compile(
    r"^(?:how (?:do|does|is|are|can|could|should|would) (?!.*\band (?:how|what)\b)|"
    r"(?:wie|hoe) (?:rechne|berechne|bereken|kommt|wird|wordt|mess|bestimm|ermittel)|"
    r"comment |¿?c[oó]mo )",
    re.IGNORECASE,
)
# `What does X do to Y?`: its answer speaks of Y.
_DO_TO = re.compile(r"\bwhat do(?:es)?\b.* do to (?P<what>[^?]+)", re.IGNORECASE)
_HOW_MANY_OF = re.compile(
    r"\bhow many\s+(?P<what>[a-z][\w-]*)(?:\s+(?P<next>[a-z][\w-]*))?", re.IGNORECASE
)


# A sentence in front of the one that asks.
_TOLD_FIRST = re.compile(
    r"^.*[.!]\s+"
    r"(?=(?:what|which|who|how|when|where|why|is|are|do|does|can)\b[^?]*\?\s*$)",
    re.DOTALL | re.IGNORECASE,
)


def _asking(question: str) -> str:
    """The sentence of a question that asks, behind those that say what is given.

    >>> _asking("A takes 3 days and B 4. C follows. What is critical?")
    'What is critical?'
    """
    return _TOLD_FIRST.sub("", question)


def asks_several(question: str) -> bool:
    """Whether a question wants several things told."""
    return _ASKS_SEVERAL.search(_asking(question)) is not None


# Two things joined, or two questions in one: half of the answer would be no answer.
_JOINS = re.compile(r"\s(?:and|et|und|y|e)\s|[?？].*[?？]")


def joins(question: str) -> bool:
    """Whether a question may want two things told."""
    return _JOINS.search(_asking(question)) is not None


def asks_quantity(question: str) -> bool:
    """Whether a question wants a number."""
    if _WAY.match(question):
        return False
    return _HOW_MANY.search(question) is not None or any(named_units(_asking(question)))


def has_wanted(question: str, sentence: str) -> bool:
    """Whether a sentence holds the kind of quantity that a question wants, if it wants one."""
    if match := _DO_TO.search(question):
        about_it = re.match(r"(?:it|they)\b", sentence, re.IGNORECASE)
        return bool(about_it or plain_words(match["what"]) & plain_words(sentence))
    kinds = wanted(question, _asking(question))
    return not kinds or any(kind.is_told(sentence) for kind in kinds)


def wants(question: str) -> bool:
    """Whether a question wants a quantity of a known kind."""
    return bool(wanted(question, _asking(question))) or bool(_DO_TO.search(question))


def told_all(question: str, text: str) -> bool:
    """Whether a text holds each quantity that a question wants, and it wants nothing else."""
    kinds = wanted(question, _asking(question))
    if counts(question):
        return counts_wanted(question, text) and not joins(question)
    parts = 2 if joins(question) else 1
    return len(kinds) >= parts and all(kind.is_told(text) for kind in kinds)


def counts(question: str) -> bool:
    """Whether a question wants things counted."""
    return _HOW_MANY_OF.search(question) is not None


def counts_wanted(question: str, sentence: str) -> bool:
    """Whether a sentence gives a number of the things that `how many …` asks for."""
    match = _HOW_MANY_OF.search(question)
    if match is None:
        return False
    named = (match["what"], match["next"])
    stems = [word.removesuffix("s") for word in named if word and len(word) >= FEWEST_LETTERS]
    return any(
        re.search(
            rf"(?<!\bof )(?<!with )(?<!among )(?<!\bat )(?<![\d.,])\d[\d.,]*\s+"
            rf"(?!an?\s|per\s|each\s)(?:[\w-]+\s+){{0,2}}{re.escape(stem)}",
            sentence,
            re.IGNORECASE,
        )
        for stem in stems
    )


# A question for an amount of some stuff, and an amount of that kind.
_HOW_MUCH_OF = re.compile(
    r"\b(?:how much|wie ?viel|cu[aá]nt[oa]|quant[oa]|hoeveel|combien d['’e]) ?"
    r"(?!(?:of|is|are|does|do|time|memory|space|storage|data|zeit|tiempo|tempo|temps)\b)"
    r"[^\W\d_]{3,}",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d\s?(?:[kmµ]?g|t|[mcdh]?[lL]|litres?|liters?|litros?|m[²³]|[kMG]?Wh?|k?J|[kKMGT]i?B|%)(?![\w·])"
)


def amounts_wanted(question: str, sentence: str) -> bool:
    """Whether a sentence gives an amount of stuff where a question asks for one.

    >>> amounts_wanted("¿Cuánta malta hace falta?", "Son 1 000 puntos·litro.")
    False
    """
    return bool(_HOW_MUCH_OF.search(question) and _AMOUNT.search(sentence))
