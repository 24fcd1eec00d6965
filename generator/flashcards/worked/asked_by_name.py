"""Calculations whose quantities have names, as questions: in a sentence, a list, a formula."""

from __future__ import annotations

from fractions import Fraction

from flashcards import patterns as re
from flashcards.problems.words import said
from flashcards.quantities import habit_of, quantities
from flashcards.relations.values import core
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.compared import BYTES
from flashcards.worked.drawing import options
from flashcards.worked.gaps import GAP, LINE
from flashcards.worked.headings import (
    asks_amount,
    asks_for_it,
    asks_plainly,
    holds_words,
    share_a_word,
    topic_of,
)
from flashcards.worked.merged import PLACE, with_own_numbers
from flashcards.worked.templates import amount_of, filled, markdown, markdown_kept
from flashcards.worked.units import unit_of
from flashcards.worked.wording import Given, asks_for, called, conditions, head_of, is_plural

MOST_TOLD = 3
"""Words of a title that names what its definition calls by one of them."""


def in_sentence(one: Calculation) -> str:
    """The names of a calculation in an English question."""
    if again := _title_again(one, english=True):
        return again
    headline = _headline(one)
    if one.defined and not headline and _is_strange(one):
        return ""
    name = _longer(one.name, headline) if one.defined else one.name
    of_size = core(one.result.dimension) == BYTES
    share = not one.unit and one.result.value < 1
    asked = asks_for(name, of_size=of_size, counts=not one.unit, share=share)
    given = conditions([_given(place, each) for place, each in enumerate(one.inputs)])
    if one.defined:  # its names are those of the pack, which tell what they are
        several = f"How many {called(name)} are there"
        asked = asked or (several if is_plural(name) else f"What is the {called(name)}")
        given = given or " and ".join(
            f"the {called(each.name)} is {amount_of(place, each)}"
            for place, each in enumerate(one.inputs)
        )
    elif len(one.inputs) < MOST_TOLD and not headline and not _PER.search(name):
        return ""
    if not asked or not given:
        return ""
    note = f" ({_noted(one.note)}.)" if one.note else ""
    question = markdown_kept(f"{asked} if {given}?{note}")
    return f"**{markdown(headline)}**\n\n{question}" if headline else question


def _noted(note: str) -> str:
    """A constant that is told, as a sentence: `Take ln 2 = 0.693`."""
    if re.match(r"[^\W\d_]{3,} ", note) or note.startswith("a "):
        return note[:1].upper() + note[1:]
    return f"Take {note}" if "=" in note else note[:1].upper() + note[1:]


# What is told of one of something: `inhabitants per km²`.
_PER = re.compile(r"\b(?:per|a|an)\b")


def _title_again(one: Calculation, *, english: bool) -> str:
    """A title that asks for the result with numbers of its own, asked again; else empty."""
    title = one.subject
    if not asks_amount(title) or not holds_words(title, head_of(one.name)):
        return ""
    habit = habit_of([title])
    out, at, told = "", 0, set[int]()
    for number in quantities(title, habit=habit):
        alike = [
            place for place, each in enumerate(one.inputs)
            if each.value == number.value and place not in told
            and (each.unit == unit_of(number) or each.dimension == core(number.dimension))
        ]  # fmt: skip
        if alike:
            told.add(alike[0])
            out += title[at : number.number_start] + f"\0{alike[0]}\0"
            at = number.number_end
    out += title[at:]
    if not told:
        return ""
    rest = " ".join(f"\0{place}\0" for place in range(len(one.inputs)) if place not in told)
    whole = with_own_numbers(out, rest, one.inputs, habit)
    if whole is None or {int(place) for place in PLACE.findall(whole)} != set(
        range(len(one.inputs))
    ):
        return ""
    bare = PLACE.sub("", whole)
    return (
        ""
        if any(sign.isdigit() for sign in bare)
        else filled(one, markdown(whole), bare=True, english=english)
    )


def in_list(one: Calculation, language: str) -> str:
    """The names of a calculation, listed below what is asked."""
    if one.note and len(re.findall(r"\b[a-z]{2,}\b", one.note)) > 1:
        return ""  # a constant that is told in English
    if again := _title_again(one, english=False):
        return again
    headline = _headline(one)
    if not headline and (len(one.inputs) < MOST_TOLD if not one.defined else _is_strange(one)):
        return ""
    given = [
        f"- {markdown(each.name)}: {amount_of(place, each, language)}"
        for place, each in enumerate(one.inputs)
    ]
    given += [f"- {markdown(one.note)}"] if one.note else []
    lines = "\n".join(given)
    asked = f"{said('find', language, name=markdown(one.name))}\n\n{lines}"
    return f"**{markdown(headline)}**\n\n{asked}" if headline else asked


def by_formula(one: Calculation, language: str) -> str:
    """A formula with the values of its symbols, each of which is told."""
    if not all(each.meaning for each in one.inputs):
        return ""
    lines = "\n".join(
        f"- {markdown(each.meaning)} {markdown(each.name)}: {amount_of(place, each, language)}"
        for place, each in enumerate(one.inputs)
    )
    title = one.subject
    topic = topic_of(title) or (title if asks_plainly(title) else "")
    if title and not topic:
        return ""  # of what a formula is nobody says
    begin = f"**{markdown(topic)}**\n\n" if topic else ""
    asked = said("by", language, formula=markdown(one.said), name=markdown(one.name))
    return f"{begin}{asked}\n\n{lines}"


def with_symbols(one: Calculation, language: str) -> str:
    """A sentence that has a formula and a gap behind it, with the values of its symbols."""
    sentence, *told = one.given.split(LINE)
    about = topic_of(one.subject) or (one.subject if asks_plainly(one.subject) else "")
    if one.subject and not about:
        return ""  # of what it is computed nobody says
    text = markdown(sentence).replace(GAP, "**?**")
    lines = "\n".join(f"- {filled(one, markdown(line), language)}" for line in told)
    begin = f"**{markdown(about)}**\n\n" if about else ""
    return f"{begin}> {text}\n\n{lines}\n\n{said('gap', language)}"


# A topic of two things, of which a problem computes one.
_DIFFERENCE = re.compile(
    r"(?:differen|unterschied|diff[ée]ren|diferen|verschil)\w*\b", re.IGNORECASE
)


def _headline(one: Calculation) -> str:
    """The title where it says what a problem is about, or asks for its result and no other."""
    title = one.subject
    if topic := topic_of(title):
        if _DIFFERENCE.match(topic):
            return ""
        return topic if len(re.findall(r"[^\W\d_]{4,}", topic)) > 1 or one.defined else ""
    return title if asks_for_it(title, head_of(one.name)) else ""


def _is_strange(one: Calculation) -> bool:
    """Whether a title speaks of other things than a formula, whose names do not say of what.

    A formula of one sign is worth asking only where its title asks for what it gives.
    """
    if re.fullmatch(r"[()\s]*x0[()\s]*[-+*/][()\s]*x1[()\s]*", one.said_relation):
        return bool(one.subject) and not holds_words(one.subject, head_of(one.name))
    if " " in one.name and len(re.findall(r"[-+*/]", one.said_relation)) > 1:
        return False  # a formula of a field, by its own name: cutoff frequency
    names = [one.name, *(each.name for each in one.inputs)]
    told = {word.casefold() for word in re.findall(r"\w+", one.subject)}
    short = told & {name.casefold() for name in names}  # pH
    return bool(one.subject) and not short and not share_a_word(one.subject, " ".join(names))


def _longer(name: str, topic: str) -> str:
    """A title that says more exactly what a name means: volume, of distribution."""
    words = topic.split()
    names = [word.casefold() for word in words]
    if "?" in topic or " " in name or name.casefold() not in names or len(words) > MOST_TOLD:
        return name
    return topic


def _given(place: int, one: Input) -> Given:
    return Given(
        name=one.name,
        amount=amount_of(place, one),
        bare=f"{{{{ x{place} }}}}",
        unit=one.unit,
        size=float(one.value),
        may_be_one=Fraction(1) in options(one),
    )
