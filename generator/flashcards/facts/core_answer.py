"""The sentence of an answer that answers: not its introduction, its example or its remark."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.document import Labelled, Node, Paragraph
from flashcards.facts.cases import is_conditional, is_other_case, supposes
from flashcards.facts.effects import asks_parts, effect_merit, tells_effect
from flashcards.facts.parts import two_parts
from flashcards.facts.told_quantity import (
    INSTEAD,
    OTHER_CASE,
    is_result,
    is_rule,
    prepares,
    sums_up,
    tells_formula,
    tells_of_another,
    told_merit,
)
from flashcards.facts.wanted import (
    asks_quantity,
    counts_wanted,
    has_wanted,
    wants,
)
from flashcards.facts.wording import (
    MAX_ANSWER_WORDS,
    joined,
    plain_words,
    shorten,
    split_sentences,
    unbold,
    without_stop,
    words,
)
from flashcards.tree import plain
from flashcards.tree.cut import cut, rstrip, strip
from flashcards.tree.nodes import Image, Inlines, Strong

# `The rest of the answer is here.`, `Source: …`: what stands elsewhere.
_LEADS_AWAY = re.compile(
    r"^(?:source|src|ref|link|see|siehe|voir|véase|veja|read more)\b|"
    r"\b(?:rest|more|details?|further)\b.*\bhere\W*$|"
    r"^\{\{.*\}\}$",
    re.IGNORECASE,
)

REMARK = 7
"""Words of a sentence that may be a remark on something else."""

# A sentence that only agrees or not; the one behind it says what to know.
_YES_NO = re.compile(
    r"^(?:yes|no|not? (?:always|necessarily|really)|it depends|oui|non|ja|nein|sí)\W*$",
    re.IGNORECASE,
)
# A sentence about an error, which is no answer.
_ERROR = re.compile(
    r"\b(?:wrong|mistakes?|myth|misconception|naive|naïve|incorrect|tempting|falsch|fehler|faux|"
    r"erreur|incorrecto|errado)\b",
    re.IGNORECASE,
)
# A calculation with its result.
_WORKED = re.compile(
    r"\d\s?(?:[€$£%]|[^\W\d_]{1,3})?\s?[×*/÷·]\s?\d[^\s=≈]*+(?:\s[:×*/÷·]\s\d\S*+)?"
    r"\s*+[=≈]\s*+[~≈]?\d"
)
# What ties a sentence to the listing or formula above it.
_TIE = re.compile(r"^which (?:prints|gives|shows|returns|is|yields) ", re.IGNORECASE)
_SO = re.compile(
    r"^(?:so,? (?=the |a |an |it |there |about |they |~?\d)|"
    r"(?:that|this) (?:is|are|makes?|gives?|comes to) (?=(?:about |roughly |only )?[~≈$€£]?\d))",
    re.IGNORECASE,
)


def core_sentence(question: str, texts: Sequence[Inlines]) -> Inlines:
    """The part of an answer that a learner should recall; nothing where none is short enough.

    Args:
        question: as asked.
        texts: the paragraphs of the answer, in order.
    """
    texts = [text for text in texts if not all(isinstance(node, Image) for node in text)] or texts
    found = _sentences(texts)
    told_somewhere = any(has_wanted(question, plain(one)) for one in found)
    if not re.search(r"\d", question):  # else it may be worked out for the case in question
        kept = [one for place, one in enumerate(texts) if not place or not _is_example(one)]
        found = _sentences(kept) if len(kept) < len(texts) else found
    # What an answer asks its reader leads up to what it tells.
    found = [one for one in found if not plain(one).rstrip(' "”»').endswith("?")] or found
    if not found:
        return ()
    twice = two_parts(question) is not None
    told = [_is_told(question, plain(s)) or is_rule(plain(s), opens=False) for s in found]
    merits = [
        _merit(question, plain(one), place, already=any(told[:place]))
        for place, one in enumerate(found)
    ]
    if len(found) > 1 and _applies(question, plain(found[0]), plain(found[1])):
        merits[1] += 3.0  # the rule, put to use in the first of the cases that follow
    if supposes(plain(found[0])) and is_result(plain(found[-1])):
        merits[-1] += 1.0  # what the example was worked out for
    if supposes(plain(found[0])) and asks_quantity(question):
        # `Take 100 cells. 8 divide. 8/100 = 8%`: the steps lead up to what is worked out.
        worked = [bool(_WORKED.search(plain(one))) for one in found]
        merits = [m + 0.8 * more for m, more in zip(merits, worked, strict=True)]
        if any(worked[1:]) or any(is_result(plain(one)) for one in found[1:]):
            merits[0] -= 1.0
    best = max(range(len(found)), key=lambda i: (merits[i], -i))
    if twice and not prepares(plain(found[0])):
        best = 0  # it answers the first part
    if len(found) > 1 and not told_somewhere:
        return ()  # what is asked for is told by something else: a table, a formula
    if asks_quantity(question) and is_conditional(question, plain(found[best])):
        return ()  # it tells of another case only
    chosen = _with_its_own(question, found, best, twice=twice)
    short = shorten(chosen)[0] if len(words(plain(chosen))) > MAX_ANSWER_WORDS else chosen
    announced = _BEHIND_SEMICOLON.search(plain(short))
    if announced and len(words(plain(short)[: announced.start()])) >= FEWEST_TOLD - 1:
        short = cut(short, 0, announced.start())
    return without_stop(
        rstrip(short, " :") if says_itself(question, plain(short)) else rstrip(short)
    )


# The name of an example, as a sentence or label of its own in front of it.
_EXAMPLE = re.compile(
    r"(?:(?:worked|numerical) )?(?:example|beispiel|rechenbeispiel|exemple|ejemplo|exemplo|esempio|"
    r"voorbeeld)(?: \d+)?[.:]\s",
    re.IGNORECASE,
)


def _is_example(text: Inlines) -> bool:
    """Whether a paragraph says by the name it opens with that it is an example of what it follows.

    >>> from flashcards.facts.wording import said
    >>> _is_example(said("Worked example. For p = 0.3 it is 0.6.")), _is_example(said("It is 0.6."))
    (True, False)
    """
    return _EXAMPLE.match(plain(text)) is not None


def _sentences(texts: Sequence[Inlines]) -> list[Inlines]:
    return [s for text in texts for s in split_sentences(unbold(text)) if _says(plain(s))]


def _with_its_own(question: str, found: Sequence[Inlines], best: int, *, twice: bool) -> Inlines:
    """The best sentence, with those beside it without which it does not answer, as they fit."""
    chosen = _without_tie(found[best])
    before = found[best - 1] if best else ()
    if best and asks_parts(question):
        chosen = _if_short(joined(*found[: best + 1])) or chosen  # what they are worked out from
    elif before and _works_with(question, plain(chosen), plain(before)):
        chosen = _if_short(joined(before, chosen)) or chosen
    following = found[best + 1] if best + 1 < len(found) else ()
    partial = not best and _speaks_of_a_part(question, plain(chosen))
    goes_on = _YES_NO.match(plain(chosen)) or (not best and twice) or partial
    effect = tells_effect(question, plain(chosen), plain(following))
    if (goes_on or effect) and following and not plain(following).rstrip().endswith(":"):
        alone = _without_tie(following) if effect else ()
        led = alone if plain(alone) != plain(following) else ()  # `That is 20% fewer.`
        return _if_short(joined(chosen, following)) or led or chosen
    return chosen


def _if_short(text: Inlines) -> Inlines:
    return text if len(words(plain(text))) <= MAX_ANSWER_WORDS else ()


# What only announces what stands below it, by its words or by a verb at its end.
_ANNOUNCES = re.compile(
    r"\b(?:tables?|lists?|below|following|follows|examples?|e\.g\.|overview|these|this|here|"
    r"two|three|four|five|six|seven|columns?|spalten?|colonn\w+|columnas?|così|tabelle|folgende\w*|beispiele?|tableau|suivante?s?|exemples?|"
    r"tabla|siguientes?|ejemplos?)\b|"
    r"\b(?:is|are|was|were|has|have|gives?|needs?|shows?|prints?|use[sd]?|by|with|in|for|of|as|"
    r"ist|sind|est|sont|es|son)\s*:\s*$",
    re.IGNORECASE,
)
# A clause that only announces the formula below: `…; with n months:`.
_BEHIND_SEMICOLON = re.compile(r";[^;:.]+:\s*$")
_HOW_OR_WHY = re.compile(
    r"[¿\s]*(?:how|why|wie|warum|comment|pourquoi|cómo|como|por qué)\b", re.IGNORECASE
)
_FORMULA = re.compile(r"\s[×*·/÷]\s|[^\W\d_]\s*=\s*[^\W\d_(]")
# `By the square of the correlation:`, to `How much does it reduce the variance?`.
_BY = re.compile(
    r"(?:by|um|mit|de|par|por|di|del?|met|met de) (?:the|an?|den?|das|die|la|le|el|il|o|a|het)\s",
    re.IGNORECASE,
)
FEWEST_TOLD = 5
"""Words in front of a colon that say how or why by themselves."""


def says_itself(question: str, sentence: str) -> bool:
    """Whether a sentence in front of a table or listing answers a question, colon or not.

    >>> says_itself("How are they weighted?", "By a softmax over the chosen gates only:")
    True
    >>> says_itself("How do they compare?", "The table shows it for the usual sizes:")
    False
    """
    text = sentence.rstrip()
    if not text.endswith(":") or _ANNOUNCES.search(text) or OTHER_CASE.match(text):
        return False
    if prepares(text.rstrip(" :")):
        return False
    if tells_formula(text.rstrip(" :")):
        return True  # the rule, whose cases stand below
    by = _BY.match(text) and not re.search(r"\d", text)  # so it falls, whatever the numbers
    told = _HOW_OR_WHY.match(question) and (by or not asks_quantity(question))
    return bool(_FORMULA.search(text) or told) and len(words(text)) >= FEWEST_TOLD


def _applies(question: str, rule: str, sentence: str) -> bool:
    """Whether a sentence uses the rule before it in a case, where a number of one is asked for."""
    if not asks_quantity(question) or not re.search(r"\d", question) or not is_rule(rule):
        return False
    told = OTHER_CASE.match(sentence) and re.search(r"\d", sentence)
    return bool(told) and has_wanted(question, sentence)


# `What is a bank conflict?`, and a sentence on what something has.
_WHAT_IS = re.compile(r"^what (?:is|are) (?:an? |the )?(?P<thing>[^?,]+)\?", re.IGNORECASE)
_HAS = re.compile(
    r"^(?:an? |the )?(?P<what>[^.,;:]{3,40}?) (?:has|have|consists? of) ", re.IGNORECASE
)


def _speaks_of_a_part(question: str, sentence: str) -> bool:
    """Whether a definition begins with what a part of its thing has: `Memory has 32 banks`."""
    asks, told = _WHAT_IS.match(question), _HAS.match(sentence)
    if asks is None or told is None:
        return False
    return plain_words(told["what"]) < plain_words(asks["thing"])


def is_remark(question: str, sentence: str) -> bool:
    """Whether a sentence is a short remark on other things than those that are asked about."""
    short = len(words(sentence)) <= REMARK
    return short and not plain_words(sentence) & plain_words(question)


def _says(sentence: str) -> bool:
    """Whether there is anything to know in a sentence; a letter in front of an answer is none."""
    text = sentence.strip()
    if _LEADS_AWAY.search(text):
        return False
    return len(words(text)) > 1 or bool(re.search(r"\d|[=^]", text)) or len(text) > 3


def without_sign(text: Inlines) -> Inlines:
    """A text without sentences that say nothing in front of it: the sign of an answer."""
    sentences = split_sentences(text)
    while len(sentences) > 1 and not _says(plain(sentences[0])):
        sentences = sentences[1:]
    return joined(*sentences)


# A sign of an answer in bold in front of it: `**A.**`, `**R:**`, `**Ans.**`.
_ANSWER = "(?:Answer|Antwort|Réponse|Respuesta|Resposta|Risposta|Antwoord|Solution)"
# The same of the answer in short, below which the rest stands: `**TL;DR**`, `**In short**`.
_IN_SHORT = (
    "(?:TL;?DR|tl;?dr|[Ii]n (?:short|brief)|Short(?: answer)?|Kurz(?: gesagt|antwort)?|"
    "En (?:bref|resumen)|Em resumo|In (?:breve|sintesi)|Kort(?: gezegd| antwoord)?|"
    "(?:Réponse|Respuesta|Resposta|Risposta) (?:courte|brève|corta|breve|curta))"
)
_SIGN = re.compile(rf"[A-Z][a-z]{{0,6}}[.:]|(?:{_ANSWER}|{_IN_SHORT})\s?[.:]?")

SAYS_BRIEFLY = re.compile(rf"{_ANSWER}|{_IN_SHORT}")
"""A label of the answer itself, or of the answer in short."""

# The same in plain letters, in front of words: `Réponse — Ils pèsent …`.
_PLAIN_SIGN = re.compile(
    rf"(?:[AR][.:]|{_ANSWER}\s?[.:—–]|{_IN_SHORT}\s?[:—–])"
    r"\s+(?=[^\W\d_]{2}|\d[^=]*$)"
)


def unmarked(inlines: Inlines) -> Inlines:
    """A text without the sign that says that it is an answer."""
    first = inlines[0] if inlines else None
    if isinstance(first, Strong) and _SIGN.fullmatch(plain(first.children).strip()):
        return strip(inlines[1:])
    match = _PLAIN_SIGN.match(plain(inlines))
    return cut(inlines, match.end()) if match else inlines


# The same as a label: a letter, or the word in full.
_LABEL = re.compile(rf"(?:[A-Z]|{_ANSWER})")


def unsigned(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes of an answer, whose one label is only the sign that it is one: `**R:** …`."""
    first, *rest = nodes or (None,)
    if not isinstance(first, Labelled) or any(isinstance(node, Labelled) for node in rest):
        return nodes
    if not _LABEL.fullmatch(first.label.plain.strip(" .:")):
        return nodes
    body = (Paragraph(text=first.body, source=first.source),) if first.body else ()
    return (*body, *first.children, *rest)


def _without_tie(sentence: Inlines) -> Inlines:
    """`which prints 60`, behind a listing, is `60`."""
    match = _TIE.match(plain(sentence)) or _SO.match(plain(sentence))
    return cut(sentence, match.end()) if match else sentence


# A number that is worked with.
_WORKS = re.compile(r"(\d[\d.,]*\d)\s?[×*/·÷]|[×*/·÷]\s?(\d[\d.,]*\d)")


def _works_with(question: str, sentence: str, before: str) -> bool:
    """Whether a sentence works with a number that the one before it tells, and the question not."""
    used = {match[1] or match[2] for match in _WORKS.finditer(sentence)}
    return any(one in before and one not in question for one in used)


def _is_told(question: str, sentence: str) -> bool:
    """Whether a sentence holds the count or the kind of quantity that a question wants."""
    known = wants(question) and has_wanted(question, sentence)
    return (known and not prepares(sentence)) or counts_wanted(question, sentence)


def _merit(question: str, sentence: str, place: int, *, already: bool = False) -> float:
    """How well a sentence answers: the first one does, unless it prepares another.

    Where what is wanted was told `already`, other cases of it follow.
    """
    merit = -0.3 * place
    told = _is_told(question, sentence) and not already
    if already and not is_result(sentence) and not sums_up(sentence):
        merit -= 0.8
    if place and not told and OTHER_CASE.match(sentence) and not sums_up(sentence):
        merit -= 1.5
    if place and tells_of_another(question, sentence):
        merit -= 1.5
    if INSTEAD.search(sentence) or (place and not told and is_other_case(question, sentence)):
        merit -= 1.5
    if _ERROR.search(sentence) and not _ERROR.search(question):
        merit -= 3
    if says_itself(question, sentence):
        sentence = sentence.rstrip(" :")
    elif prepares(sentence):
        merit -= 3
    merit += effect_merit(question, sentence)
    return merit + told_merit(question, sentence, place) if asks_quantity(question) else merit
