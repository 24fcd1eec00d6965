"""The cards of a practice, sorted by where they stand, with what each says of which subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from flashcards.card import Card, Kind, Name, Term
from flashcards.facts.wording import shorten
from flashcards.practice.items.texts import bare, near, normal, read, words
from flashcards.tree.nodes import Inlines
from flashcards.values import dataclass

Place = tuple[str, int, tuple[str, ...], Kind]
"""Document, question, labels, kind: cards that share one are of one list, table or listing."""

REVERSE = "reverse"
"""The last part of the key of a card that asks a listing's line back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Cards in the order of their documents, and what follows from them.

    Attributes:
        cards: all of them.
        places: those that stand together, in their order.
        subjects: by the subject's words, what is stated of it.
        by_word: subjects with that word.
    """

    cards: tuple[Card, ...]
    places: Mapping[Place, tuple[Card, ...]]
    subjects: Mapping[frozenset[str], tuple[str, ...]]
    by_word: Mapping[str, frozenset[frozenset[str]]]

    def beside(self, card: Card) -> tuple[Card, ...]:
        """All cards of its list, table or listing, itself among them."""
        return self.places[place(card)]

    def meaning(self, card: Card) -> Inlines:
        """What is said of a term, whichever way the card asks, as short as one can recall it."""
        ask = card.fact.ask
        return shorten(ask.meaning)[0] if isinstance(ask, Name | Term) else ()

    def holds(self, subject: str, statement: str) -> bool:
        """Whether a card states that of the subject, in these or nearly these words.

        A subject is also what is named with more or with fewer words: what holds of
        “LLaMA-2 7B” must not be called wrong of “LLaMA-2 7B Q8_0”.
        """
        asked = words(subject)
        near_by = {found for word in asked for found in self.by_word.get(word, ())}
        return any(
            near(statement, stated)
            for found in near_by
            if found <= asked or asked <= found
            for stated in self.subjects[found]
        )


def shelf(cards: Iterable[Card]) -> Shelf:
    """The cards, sorted."""
    ordered = sorted(cards, key=lambda card: (card.fact.document, card.fact.rank, card.id))
    places: dict[Place, list[Card]] = defaultdict(list)
    stated: dict[frozenset[str], dict[str, None]] = defaultdict(dict)
    for card in ordered:
        places[place(card)].append(card)
        for subject, statement in statements(card):
            stated[words(subject) or frozenset((normal(subject),))][statement] = None
    by_word: dict[str, set[frozenset[str]]] = defaultdict(set)
    for found in stated:
        for word in found:
            by_word[word].add(found)
    return Shelf(
        cards=tuple(ordered),
        places={where: tuple(those) for where, those in places.items()},
        subjects={subject: tuple(those) for subject, those in stated.items()},
        by_word={word: frozenset(those) for word, those in by_word.items()},
    )


def place(card: Card) -> Place:
    """Where a card stands."""
    fact = card.fact
    return fact.document, fact.question, fact.place, fact.kind


def ground(card: Card) -> str:
    """The list, table or listing a card stands on, as one text."""
    fact = card.fact
    return "/".join((fact.document, str(fact.question), *fact.place))


def statements(card: Card) -> tuple[tuple[str, str], ...]:
    """What the card says, as subjects and statements, plain; both ways for a term."""
    fact = card.fact
    back = bare(read(fact.back))
    match fact.kind:
        case Kind.TERM | Kind.CELL:
            return ((fact.key[0], back),)
        case Kind.CODE if fact.key[-1] != REVERSE:
            return ((fact.key[0], back),)
        case Kind.ITEM | Kind.STEP:
            return ((fact.place[-1] if fact.place else fact.question_title, back),)
        case Kind.STATEMENT | Kind.FORMULA:
            return ((fact.key[-1], back),)
        case _:
            return ()
