"""Lists: terms with meanings become two-way cards, plain items one card each in their list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from flashcards.card import Ask, ListItem, Name, Statement, Step, Term
from flashcards.document import Item, List, Mark, Node
from flashcards.facts.scope import Scope, is_generic
from flashcards.facts.sheet import Draft, Sheet, unique
from flashcards.facts.vocabulary import word_list
from flashcards.facts.wording import (
    answer_of,
    ask,
    front,
    has_value,
    leaks,
    plain_words,
    quoted,
    said,
    shorten,
    split_detail,
    strip_brackets,
    unbold,
    words,
)
from flashcards.tree import nodes as n
from flashcards.tree import plain
from flashcards.tree.cut import rstrip
from flashcards.tree.nodes import Blocks, Inlines
from flashcards.values import dataclass

Walk = Callable[[Iterable[Node], Scope, Sheet], None]

SIGNS = {Mark.YES: "✅ ", Mark.NO: "❌ ", Mark.CAUTION: "⚠️ "}
WINDOW = 9
"""Longer lists show this many lines around the blank."""

_MOST_ITEMS = 500
"""A list of more that are no terms is no list to learn, and each of its cards would show it."""

BLANK: Inlines = (n.Hidden(()),)
"""What the card asks for; holds nothing, so that no front can give it away."""

_DEFINITION_SHARE = 0.6
"""From this share of `term: meaning` items on, a list is one of definitions."""


def extract_list(node: List, scope: Scope, sheet: Sheet, walk: Walk) -> None:
    """Put a list's cards on the sheet, and those of what is nested in it."""
    items = [item for item in node.items if has_value(item.text.inlines)]
    if {Mark.TASK, Mark.DONE} <= {item.mark for item in items}:
        for item in items:
            sheet.skip(item.source, "list item", item.text.plain, "boxes, some of them ticked")
        return
    with_meaning = [item for item in items if _is_definition(item)]
    as_terms = len(with_meaning) >= max(1.0, _DEFINITION_SHARE * len(items))
    plain_items = [item for item in items if not (as_terms and _is_definition(item))]
    many = len(plain_items) > _MOST_ITEMS
    shown = Shown.of(plain_items)
    meanings = Counter(_content(item) for item in with_meaning)
    keys = dict(zip(map(id, items), unique([_key(item) for item in items]), strict=True))
    for item in items:
        if many and id(item) in shown.places:
            why = f"one of {len(plain_items):,} items of a list, more than anybody learns"
            sheet.skip(item.source, "list item", item.text.plain, why)
            _nested(item, scope, sheet, walk)
            continue
        if as_terms and _is_definition(item):
            drafts = term_drafts(item, meanings, scope, keys[id(item)])
        else:
            drafts = item_drafts(item, shown, scope, keys[id(item)], ordered=node.ordered)
        sheet.add(item.source, "list item", item.text.plain, drafts)
        _nested(item, scope, sheet, walk)


def _nested(item: Item, scope: Scope, sheet: Sheet, walk: Walk) -> None:
    if item.children:
        label = item.term.plain if item.term else item.text.plain
        walk(item.children, scope.under(label.rstrip(" :")), sheet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The items that one list's cards show, looked at once: a list of thousands has as many cards.

    Attributes:
        items: in order.
        texts: their words.
        places: the index of each, by its identity.
    """

    items: Sequence[Item]
    texts: tuple[Inlines, ...]
    places: dict[int, int]

    @classmethod
    def of(cls, items: Sequence[Item]) -> Shown:
        """Those items."""
        return cls(
            items=items,
            texts=tuple(unbold(item.text.inlines) for item in items),
            places={id(item): index for index, item in enumerate(items)},
        )


def _key(item: Item) -> str:
    return item.term.plain if _is_definition(item) else strip_brackets(item.text.plain)


def _is_definition(item: Item) -> bool:
    return bool(item.term) and bool(item.meaning) and len(words(item.term.plain)) <= 8


def is_attribute(term: str) -> bool:
    """Whether a term is a property that many things have (`Size`, `Cost`), not a thing."""
    return is_generic(term) or plain_words(term) <= _ATTRIBUTES


_ATTRIBUTES = word_list("attributes")


def term_drafts(
    item: Item, meanings: Counter[frozenset[str]], scope: Scope, key: str
) -> Iterable[Draft]:
    """Term → meaning, and back where the meaning is specific enough to name the term."""
    term = unbold(item.term.inlines)
    answer, more = shorten(item.meaning.inlines)
    group = f"term:{key}"
    subjects = (scope.subject, scope.full_subject)
    yield Draft(
        ask=Term(term=term, meaning=item.meaning.inlines),
        key=(key,),
        fronts=tuple(front(s, ask((n.Strong(term),), "?")) for s in subjects),
        back=answer_of(answer),
        more=answer_of(more),
        group=group,
        scope=scope,
        source=item.source,
    )
    if not _asks_back(item, plain(answer), meanings):
        return
    yield Draft(
        ask=Name(term=term, meaning=item.meaning.inlines),
        key=(key,),
        fronts=tuple(front(s, ask("Which is ", quoted(answer), "?")) for s in subjects),
        back=answer_of(term),
        more=answer_of(unbold(item.text.inlines)),
        group=group,
        scope=scope,
        source=item.source,
    )


def _asks_back(item: Item, answer: str, meanings: Counter[frozenset[str]]) -> bool:
    """Whether the meaning names its term and no sibling's."""
    if meanings.total() < 3 or is_attribute(item.term.plain) or len(words(answer)) > 18:
        return False
    content = frozenset(plain_words(answer))
    if len(content) < 2 or not any(word.isalpha() for word in content):
        return False
    if leaks(answer, item.term.plain):
        return False
    return meanings[content] == (content == _content(item))


def _content(item: Item) -> frozenset[str]:
    return frozenset(plain_words(item.meaning.plain))


def item_drafts(
    item: Item, shown: Shown, scope: Scope, key: str, *, ordered: bool
) -> Iterable[Draft]:
    """The item as the one missing of its list; alone, as what its heading asks."""
    main, detail = split_detail(rstrip(unbold(item.text.inlines), ":"))
    answer, rest = shorten(main)
    more = answer_of(rest) + answer_of(detail)
    if len(shown.items) == 1:
        subjects = (scope.subject, scope.full_subject)
        yield Draft(
            ask=Statement(subject=said(scope.labels[-1] if scope.labels else "")),
            key=(*scope.labels[-1:], key),
            fronts=tuple(front(s, ask("What is the one point?")) for s in subjects),
            back=answer_of(answer),
            more=more,
            group=f"item:{key}",
            scope=scope,
            source=item.source,
        )
        return
    index, texts = shown.places[id(item)], shown.texts
    of: Ask = Step(steps=texts, index=index) if ordered else ListItem(items=texts, index=index)
    yield Draft(
        ask=of,
        key=(key,),
        fronts=tuple(_list_fronts(item, answer, shown, scope, ordered=ordered)),
        back=answer_of(answer),
        more=more,
        group="list" if not scope.labels else f"list:{scope.labels[-1]}",
        scope=scope,
        source=item.source,
    )


def _list_fronts(
    item: Item, answer: Inlines, shown: Shown, scope: Scope, *, ordered: bool
) -> Iterable[Blocks]:
    """With the other items shown; if they give the answer away, with its first letter only."""
    position, count = shown.places[id(item)], len(shown.items)
    asked = ask(
        f"Which step is number {position + 1} of {count}?"
        if ordered
        else f"Which of the {count} is missing?"
    )
    window = _window(shown.items, position)
    lines = tuple(
        _line(sibling.mark, BLANK if index == position else (n.Spoiler(_brief(sibling)),))
        for index, sibling in window
    )
    others: n.BulletList | n.OrderedList = (
        n.OrderedList(lines, window[0][0] + 1) if ordered else n.BulletList(lines)
    )
    letter = next((sign for sign in plain(answer) if sign.isalnum()), "")
    hint = ask(SIGNS.get(item.mark, ""), BLANK, f" (number {position + 1}, begins with “{letter}”)")
    for subject in (scope.subject, scope.full_subject):
        yield front(subject, asked, others)
    for subject in (scope.subject, scope.full_subject):
        yield front(subject, asked, hint)


def _line(mark: Mark, inlines: Inlines) -> n.Item:
    return n.Item((ask(SIGNS.get(mark, ""), inlines),))


def _window(siblings: Sequence[Item], position: int) -> list[tuple[int, Item]]:
    start = max(0, min(position - WINDOW // 2, len(siblings) - WINDOW))
    return list(enumerate(siblings[start : start + WINDOW], start))


def _brief(item: Item) -> Inlines:
    """An item as its siblings' cards show it: without detail."""
    main = rstrip(split_detail(unbold(item.text.inlines))[0], ":")
    return shorten(main)[0]
