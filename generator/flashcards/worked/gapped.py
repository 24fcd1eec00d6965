"""Sentences with a gap, as their title's question where it asks for the gap, or below it."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.problems.words import said
from flashcards.quantities import habit_of
from flashcards.values import dataclass
from flashcards.worked.calculation import Calculation
from flashcards.worked.gaps import GAP, LINE
from flashcards.worked.headings import (
    asks_amount,
    holds_words,
    may_be_asked,
    share_a_word,
    topic_of,
)
from flashcards.worked.merged import (
    PLACE,
    adverbial,
    asks_kind_of,
    asks_of_kind,
    is_of_kind,
    merged,
    of_these,
    with_own_numbers,
)
from flashcards.worked.templates import filled, markdown

# A formula in words before its result, after which one operation is left to do.
_FORMULA_TOLD = re.compile(
    r"[^\W\d_]{3,} (?:times|multiplied by|divided by|mal|geteilt durch|fois|divisé par"
    r"|dividido (?:por|entre)|diviso|keer|gedeeld door) [^\W\d_]{3,}[^\W\d]* [^\0]*" + GAP
)
# The letter before an answer: `R: With 5 m it is …`.
_ANSWER = re.compile(r"^[A-Z]: (?=\S)")
# A share that a thing has by nature: `urea has 46 % of nitrogen`.
_NATURE = re.compile(
    r"\b(?:has|have|contains?|tem|têm|contém|tiene|contiene|hat|haben|enthält|contient|ha|heeft"
    r"|bevat)\s\0\d+\0\s?%"
)
MOST_BETWEEN = 1
"""Lines between a question and its gap that may stand below the question: an equation."""
# What joins a statement to one before it, which is not shown.
_JOINS = re.compile(r"^(?:so|thus|hence|also|donc|así|assim|quindi|dus)\s+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a statement with a gap is made of: a title, lines below it, the sentence."""

    title: str
    between: tuple[str, ...]
    last: str

    @property
    def above(self) -> bool:
        """Whether a number that is drawn stands above the sentence."""
        return any(PLACE.search(line) for line in (self.title, *self.between))


def gapped(one: Calculation, *, english: bool, language: str) -> str:
    """The statement of a calculation that has a text of its own; empty where none would do."""
    *lead, last = (one.shown or one.given).split(LINE)
    last = _ANSWER.sub("", last)
    if not lead:
        asked = may_be_asked(last) and is_of_kind(last, one.result)
        note = f"\n\n({markdown(one.note)})" if one.note else ""
        return filled(one, markdown(last), bare=True, english=english) + note if asked else ""
    title = lead[0]
    lines = (_JOINS.sub("", line) for line in lead[1:])
    parts = Parts(title, tuple(line for line in lines if line and title not in line), last)
    if told := _LABELLED.fullmatch(last):
        head = f"**{markdown(title)}**\n\n" if topic_of(title) else ""
        return head + filled(one, markdown(told["asked"]), bare=True, english=english)
    asks = (
        asks_amount(title)
        and may_be_asked(title)
        and not (topic_of(title) and not adverbial(last, title))
    )
    if asks and not one.law and len(parts.between) <= MOST_BETWEEN:
        whole = _as_question(one, title, last, english=english)
        if whole is not None:
            shown = filled(one, markdown(whole), bare=True, english=english)
            below = "".join(
                f"\n\n({markdown(line)})" for line in (*parts.between, one.note) if line
            )
            return f"{shown}{below}" if whole else ""
    if one.law and with_own_numbers(title, last, one.inputs, habit_of([title])) != title:
        return ""  # numbers of the title that another case contradicts
    shown_title = _title(one, parts, asks=asks)
    leaning = parts.between[-1] if one.law and parts.between else last
    if not shown_title and (parts.above or _leans(leaning, title)):
        return ""
    if _OWNER.match(last) or _NATURE.search(last) or _FORMULA_TOLD.search(last):
        return ""  # of one thing in the world, whose numbers are what they are; one step is left
    if english and _BROKEN.match(last) and ":" not in last.partition(GAP)[0]:
        return ""
    return _below(one, parts, shown_title, english=english, language=language)


def _title(one: Calculation, parts: Parts, *, asks: bool) -> str:
    """What is shown of a title: all, where it asks for the gap; its subject; or nothing."""
    title, last = parts.title, parts.last
    if asks:
        needed = parts.above or _leans(last, title) or asks_kind_of(title, one.result)
        return title if needed and _asks_for_gap(one, title, last) else ""
    if "?" not in title:
        return title
    # A question for a way, whose answer is it: `By the area, that is by ?`.
    by_way = parts.above and not PLACE.search(last) and _is_elliptic(last, "")
    return title if by_way else topic_of(title)


def _below(one: Calculation, parts: Parts, title: str, *, english: bool, language: str) -> str:
    """The sentence with its gap, below its title and what stands between."""
    between, last = parts.between, parts.last
    if one.law:  # what goes with what is one sentence
        between, last = between[:-1], f"{between[-1]}; {last[:1].lower()}{last[1:]}"
    begin = f"**{markdown(title)}**" if title else ""
    text = markdown(last).replace(GAP, "**?**")
    note = f"({markdown(one.note)})" if one.note else ""
    lines = (begin, *map(markdown, between), f"> {text}", note)
    whole = "\n\n".join(line for line in lines if line)
    shown = filled(one, whole, bare=True, english=english)
    return f"{shown}\n\n{said('gap', language)}".strip()


def _asks_for_gap(one: Calculation, title: str, last: str) -> bool:
    """Whether a title asks for what a sentence leaves open."""
    if not asks_of_kind(title, last, one.result):
        return False
    # A title with numbers of its own asks for one thing, which the sentence must speak of.
    alone = asks_kind_of(title, one.result) and not PLACE.search(title)
    bare = re.sub(r"\0\d+\0\s*-?\S*", " ", last.partition(GAP)[0])
    bare = re.sub(r"[^\W\d_]+\W*$", "", bare)  # its verb
    leaves_out = _is_elliptic(last, title) and _says_again(title, f"{title} {bare}")
    return share_a_word(title, last) or alone or leaves_out


# A clause whose beginning stands elsewhere: it opens small, with what is no preposition.
_BROKEN = re.compile(
    r"(?!(?:at|with|for|in|on|over|under|by|from|between|of|through|against|after|during|across"
    r"|per|a|an|the|if|when|one|two|three|four|five|six|ten|each|every|to)\b)[a-z]{3,}"
)
_IT = re.compile(
    r"\b(?:it|its|they|them|es|sie|cela|celui|ne|esto|isso|lo|het|dieser|the (?:start|result|answer"
    r"|rest|same))\b",
    re.IGNORECASE,
)
_ARTICLES = re.compile(
    r"\b(?:the|der|die|das|den|dem|le|la|el|il|het) (?P<noun>[^\W\d_]{3,})", re.IGNORECASE
)


# A thing by an abbreviation before its own numbers: `QUIC: 2 round trips`.
_OWNER = re.compile(r"[A-Z][A-Z\d]{2,}[^:\0]{0,30}:")
# What a statement is of, before its colon: `Sensitivity: 72 of 160 ill`.
_LABEL = re.compile(r"[A-ZÀ-Þ][^\W\d_]{4,}(?: [^\W\d_]{3,}){0,2}: \S")


def _leans(said_: str, title: str) -> bool:
    """Whether a sentence needs a title that is not shown: it leaves out, or points back."""
    if _LABEL.match(said_):
        return False
    if _is_elliptic(said_, "") or _IT.search(said_):
        return True
    return any(
        re.search(rf"\b{re.escape(found['noun'])}", title, re.IGNORECASE)
        for found in _ARTICLES.finditer(said_)
    )


def _as_question(one: Calculation, title: str, last: str, *, english: bool) -> str | None:
    """A title that asks for the gap, with all that the sentence adds.

    Empty where its own numbers contradict the sentence's, None where they stand side by side.
    """
    replaced = with_own_numbers(title, last, one.inputs, habit_of([title]))
    if replaced is None:
        return ""
    if english and (whole := of_these(title, last)):
        return whole
    added = adverbial(last, title, english=english)
    if _is_bare_share(added):
        return ""  # of what it is a share nobody says
    if added and asks_of_kind(title, last, one.result):
        return merged(title, added, replaced) or ("" if replaced != title else None)
    told = set(PLACE.findall(last)) <= set(PLACE.findall(replaced))
    bare = re.sub(r"\0\d+\0\s*-?\S*", " ", last.partition(GAP)[0])
    says = PLACE.search(last) is not None and _says_again(title, last)
    again = says or (PLACE.search(title) and not re.search(r"[^\W\d_]{3,}", bare))
    if told and again and asks_of_kind(title, last, one.result):
        return replaced  # the sentence says again what the title asks for, or the number alone
    return "" if replaced != title else None


def _says_again(title: str, last: str) -> bool:
    """Whether a sentence has no noun of its own, so that it speaks of what its title asks for."""
    bare = re.sub(r"\0\d+\0\s*-?\S*", " ", last.partition(GAP)[0])
    return share_a_word(title, bare) and holds_words(title, _VERBS.sub(" ", bare))


_VERBS = re.compile(
    r"\b(?:have|takes?|gives?|needs?|makes?|with|from|that|this|then|about|over|sind|haben|wird)\b",
    re.IGNORECASE,
)


def _is_bare_share(added: str) -> bool:
    """Whether of a percentage nobody says of what it is: `with 40 g and 85 %`."""
    words = re.search(r"[^\W\d_]{4,}", re.sub(r"\0\d+\0\s*\S*", " ", added))
    return words is None and re.search(r"\0\d+\0\s?%", added) is not None


# A verb of a sentence that is whole by itself stands before its result.
_SAYS = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset((
    "and", "with", "the", "for", "und", "mit", "bei", "von", "der", "die", "das", "avec", "pour",
    "une", "con", "para", "una", "com", "per", "les", "des", "are", "that", "this", "sind", "est",
))  # fmt: skip


def _is_elliptic(last: str, title: str) -> bool:
    """Whether a statement leaves out what it speaks of: `2 µF at 75 Hz: ? kΩ`, `At 36 fps ? ms`."""
    before, gap, behind = last.partition(GAP)
    if gap and (adverbial(last, title) or before.rstrip().endswith(":")):
        return True
    bare = re.sub(r"(?:\0\d+\0|\d[\d.,]*)\s*-?\S*", " ", before)
    words = [word for word in _SAYS.findall(bare) if word.casefold() not in _SMALL]
    return len(words) + (len(_SAYS.findall(behind)) > 1) < 2


# `"How long may it become?" Looking for: ? tokens`: a question, a label, and the result alone.
_LABELLED = re.compile(
    rf"[\"“„«]?(?P<asked>[^{GAP}]*\?)[\"”»]?\s+[^\W\d_][^\d:{GAP}]{{0,30}}:\s*{GAP}[^\n:?]{{0,20}}"
)
