"""Short closed lists as one card: asked by how many there are, shown whole on the back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.card import Fact, ListItem, Step, WholeList
from flashcards.editor import english
from flashcards.editor.casing import Casing
from flashcards.editor.words import LANGUAGES, word_class
from flashcards.facts.wording import ABOVE, front, plain_words, shorten, split_detail, subject_of
from flashcards.tree import nodes as n
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines, Text

FEWEST, MOST = 2, 7
MOST_WORDS = 30
NAMING = 2
"""Words that say something in a heading that tells of what a list is."""
_ASIDE_ROLES = ("looking-for", "hints", "rubric", "related")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNTED = re.compile(
    r"\b(?P<digit>[2-7])\b|\b(?P<word>two|three|four|five|six|seven)\b", re.IGNORECASE
)


def whole_lists(facts: Sequence[Fact], casing: Casing, language: str) -> Iterator[Fact]:
    """A card for each list whose heading says that it is closed, at the place of its first item."""
    seen: set[tuple[tuple[str, ...], str]] = set()
    for fact in facts:
        if not isinstance(fact.ask, ListItem | Step) or fact.place[0] in _ASIDE_ROLES:
            continue
        if (fact.place, fact.group) in seen or not fact.group.startswith("list:"):
            continue
        seen.add((fact.place, fact.group))
        made = _whole(fact, casing, language)
        if made is not None:
            yield made


def _whole(fact: Fact, casing: Casing, language: str) -> Fact | None:
    assert isinstance(fact.ask, ListItem | Step)  # noqa: S101 - `whole_lists` looks
    ordered = isinstance(fact.ask, Step)
    items = fact.ask.steps if isinstance(fact.ask, Step) else fact.ask.items
    label = fact.place[-1]
    if not FEWEST <= len(items) <= MOST or not is_closed(label, len(items), language, ordered):
        return None
    brief = tuple(shorten(split_detail(item)[0])[0] for item in items)
    if sum(len(plain(item).split()) for item in brief) > MOST_WORDS:
        return None
    lines = tuple(n.Item((n.Paragraph(item),)) for item in brief)
    back: n.Block = n.OrderedList(lines) if ordered else n.BulletList(lines)
    above = subject_of(fact.front).removesuffix(label).removesuffix(ABOVE)
    words: Inlines = (Text(label, verbatim=False),)
    asked = None
    if language in {"", "en"}:
        asked = english.of_list(words, len(items), casing, ordered=ordered)
        if asked is None:
            return None  # no question that a person would ask
    if asked is None:
        told = _COUNTED.search(label)
        asked = (*words, *english.said("?" if told else f" ({len(items)})?"))
    # `Optimizations`: which ones its document counts nobody knows.
    stages = {word.casefold() for word in re.findall(r"\w+", label)} & word_class("sequences")
    open_ = len(plain_words(label)) < NAMING and not stages and not _COUNTED.search(label)
    return replace(
        fact,
        aside="a list that only its document closes" if open_ else fact.aside,
        ask=WholeList(items=items, ordered=ordered),
        key=(label,),
        front=front(above, n.Paragraph(asked)),
        back=(back,),
        more=(),
        group=f"whole:{label}",
    )


def is_closed(label: str, count: int, language: str, ordered: bool) -> bool:  # noqa: FBT001
    """Whether a heading says that there are these and no more."""
    counted = _COUNTED.search(label)
    if counted:
        number = counted["digit"] or _COUNTS[counted["word"].casefold()]
        if int(number) == count:
            return True
    if ordered:
        return True
    known = language or LANGUAGES[0]
    words = {word.casefold() for word in re.findall(r"\w+", label)}
    return bool(words & word_class("closed", known))
