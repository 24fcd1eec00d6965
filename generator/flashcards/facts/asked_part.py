"""The labelled part of an answer that its question asks for: `Reason` of a why, `Rule` of a how."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.document import Labelled, Node, Paragraph
from flashcards.facts.core_answer import SAYS_BRIEFLY
from flashcards.facts.parts import told_of_parts
from flashcards.facts.told_quantity import tells_formula
from flashcards.facts.wanted import asks_quantity, asks_several
from flashcards.facts.wording import (
    MAX_ANSWER_WORDS,
    split_sentences,
    stems,
    unbold,
    within_limit,
    without_stop,
    words,
)
from flashcards.tree import plain
from flashcards.tree.cut import rstrip
from flashcards.tree.nodes import Inlines

# What a question asks for, and the labels under which that stands.
_WHY = re.compile(r"[¿\s]*(?:why|warum|weshalb|pourquoi|por qu[eé]|perché|waarom)\b", re.IGNORECASE)
_REASON = re.compile(
    r"(?:the )?(?:reasons?|cause|why|because|grund|ursache|raison|cause|razón|motivo|causa|razão|"
    r"ragione|reden|oorzaak)",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"[¿\s]*(?:how|wie|comment|combien|c[oó]mo|cu[aá]nt\w+|quant\w+|come|hoe|hoeveel)\b",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"(?:the )?(?:rule(?! of thumb)|formula|regel|formel|règle|formule|regla|fórmula|regra|regola)",
    re.IGNORECASE,
)
# The same where a number is wanted for a case that the question gives.
_RESULT = re.compile(
    r"(?:the )?(?:results?|ergebnis|résultat|resultado|risultato|resultaat)", re.IGNORECASE
)


def asked_part(question: str, nodes: Sequence[Node]) -> Inlines:
    """What the one part of an answer tells that its question asks for; nothing without such a part.

    Args:
        question: as asked.
        nodes: of the answer, with several labelled parts.
    """
    parts = [node for node in nodes if isinstance(node, Labelled)]
    if len(parts) < 2 or not isinstance(nodes[0], Labelled):
        return ()
    if part := next((p for p in parts[:1] if SAYS_BRIEFLY.fullmatch(_name(p))), None):
        return _all_of(question, part)
    if asks_several(question):
        return ()
    kinds = [label for asks, label in ((_WHY, _REASON), (_HOW, _RULE)) if asks.match(question)]
    if asks_quantity(question) and re.search(r"\d", question):
        kinds = [_RESULT]
    found = [p for p in parts if any(kind.fullmatch(_name(p)) for kind in kinds)]
    if kinds == [_RULE]:
        found = [part for part in found if tells_formula(plain(_opening(part)))]
    found = found or [p for p in parts if (own := stems(_name(p))) and own <= stems(question)]
    return _opening(found[0]) if len(found) == 1 else ()


def _name(part: Labelled) -> str:
    return part.label.plain.strip(" .:")


def _text(part: Labelled) -> Inlines:
    first = part.children[0] if part.children else None
    if part.body.plain.strip():
        return part.body.inlines
    return first.text.inlines if isinstance(first, Paragraph) else ()


def _all_of(question: str, part: Labelled) -> Inlines:
    """The sentences of the answer in short, as many as a learner can recall."""
    text = _text(part)
    return told_of_parts(question, [text]) or within_limit(text) if text else ()


def _opening(part: Labelled) -> Inlines:
    """The sentence that opens a part, if it says something by itself."""
    sentence = next(iter(split_sentences(unbold(_text(part)))), ())
    said = plain(sentence).rstrip()
    short = 2 <= len(words(said)) <= MAX_ANSWER_WORDS and not said.endswith(":")
    return without_stop(rstrip(sentence)) if short else ()
