"""Lists: terms with meanings become two-way cards, plain items one card each in their list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from flashcards.facts.scope import Scope, is_generic
from flashcards.facts.sheet import Draft, Sheet, unique
from flashcards.facts.vocabulary import word_list
from flashcards.facts.wording import (
    BLANK,
    front,
    leaks,
    plain_words,
    quoted,
    shorten,
    split_detail,
    strip_brackets,
    unbold,
    words,
)
from flashcards.markup import to_plain
from flashcards.markup.escape import escape_markdown
from flashcards.model import Item, Kind, List, Mark, Node

Walk = Callable[[Iterable[Node], Scope, Sheet], None]

SIGNS = {Mark.YES: "✅ ", Mark.NO: "❌ ", Mark.CAUTION: "⚠️ "}
WINDOW = 9
"""Longer lists show this many lines around the blank."""

_DEFINITION_SHARE = 0.6
"""From this share of `term: meaning` items on, a list is one of definitions."""


def extract_list(node: List, scope: Scope, sheet: Sheet, walk: Walk) -> None:
    """Put a list's cards on the sheet, and those of what is nested in it."""
    items = [item for item in node.items if item.text]
    with_meaning = [item for item in items if _is_definition(item)]
    as_terms = len(with_meaning) >= max(1.0, _DEFINITION_SHARE * len(items))
    plain_items = [item for item in items if not (as_terms and _is_definition(item))]
    keys = dict(zip(map(id, items), unique([_key(item) for item in items]), strict=True))
    for item in items:
        if as_terms and _is_definition(item):
            drafts = term_drafts(item, with_meaning, scope, keys[id(item)])
        else:
            drafts = item_drafts(item, plain_items, scope, keys[id(item)], ordered=node.ordered)
        sheet.add(item.source, "list item", item.text.plain, drafts)
        if item.children:
            label = item.term.plain if item.term else item.text.plain
            walk(item.children, scope.under(label.rstrip(" :")), sheet)


def _key(item: Item) -> str:
    return item.term.plain if _is_definition(item) else strip_brackets(item.text.plain)


def _is_definition(item: Item) -> bool:
    return bool(item.term) and bool(item.meaning) and len(words(item.term.plain)) <= 8


def is_attribute(term: str) -> bool:
    """Whether a term is a property that many things have (`Size`, `Cost`), not a thing."""
    return is_generic(term) or plain_words(term) <= _ATTRIBUTES


_ATTRIBUTES = word_list("attributes")


def term_drafts(item: Item, siblings: Sequence[Item], scope: Scope, key: str) -> Iterable[Draft]:
    """Term → meaning, and back where the meaning is specific enough to name the term."""
    term, meaning = unbold(item.term.markdown), item.meaning
    answer, more = shorten(meaning.markdown)
    group = f"term:{key}"
    subjects = (scope.subject, scope.full_subject)
    yield Draft(
        kind=Kind.TERM,
        key=(key,),
        fronts=tuple(front(s, f"**{term}**?") for s in subjects),
        back=answer,
        more=more,
        group=group,
        scope=scope,
        source=item.source,
    )
    if not _asks_back(item, to_plain(answer), siblings):
        return
    clue = quoted(to_plain(answer))
    yield Draft(
        kind=Kind.REVERSE,
        key=(key,),
        fronts=tuple(front(s, f"Which is {escape_markdown(clue)}?") for s in subjects),
        back=term,
        more=unbold(item.text.markdown),
        group=group,
        scope=scope,
        source=item.source,
    )


def _asks_back(item: Item, answer: str, siblings: Sequence[Item]) -> bool:
    """Whether the meaning names its term and no sibling's."""
    if len(siblings) < 3 or is_attribute(item.term.plain) or len(words(answer)) > 18:
        return False
    content = plain_words(answer)
    if len(content) < 2 or not any(word.isalpha() for word in content):
        return False
    if leaks(answer, item.term.plain):
        return False
    others = [s for s in siblings if s is not item]
    return all(content != plain_words(other.meaning.plain) for other in others)


def item_drafts(
    item: Item, siblings: Sequence[Item], scope: Scope, key: str, *, ordered: bool
) -> Iterable[Draft]:
    """The item as the one missing of its list; alone, as what its heading asks."""
    main, detail = split_detail(unbold(item.text.markdown).rstrip(":"))
    answer, more = shorten(main)
    more = "\n\n".join(part for part in (more, detail) if part)
    if len(siblings) == 1:
        subjects = (scope.subject, scope.full_subject)
        yield Draft(
            kind=Kind.STATEMENT,
            key=(*scope.labels[-1:], key),
            fronts=tuple(front(s, "What is the one point?") for s in subjects),
            back=answer,
            more=more,
            group=f"item:{key}",
            scope=scope,
            source=item.source,
        )
        return
    yield Draft(
        kind=Kind.STEP if ordered else Kind.ITEM,
        key=(key,),
        fronts=tuple(_list_fronts(item, answer, siblings, scope, ordered=ordered)),
        back=answer,
        more=more,
        group="list" if not scope.labels else f"list:{scope.labels[-1]}",
        scope=scope,
        source=item.source,
    )


def _list_fronts(
    item: Item, answer: str, siblings: Sequence[Item], scope: Scope, *, ordered: bool
) -> Iterable[str]:
    """With the other items shown; if they give the answer away, with its first letter only."""
    position = next(i for i, sibling in enumerate(siblings) if sibling is item)
    count = len(siblings)
    ask = (
        f"Which step is number {position + 1} of {count}"
        if ordered
        else f"Which of the {count} is missing"
    )
    letter = next((sign for sign in to_plain(answer) if sign.isalnum()), "")
    for subject in (scope.subject, scope.full_subject):
        heading = front(subject, f"{ask}?")
        lines = []
        for index, sibling in _window(siblings, position):
            bullet = f"{index + 1}." if ordered else "-"
            text = BLANK if index == position else f"||{_brief(sibling)}||"
            lines.append(f"{bullet} {SIGNS.get(sibling.mark, '')}{text}")
        yield f"{heading}\n\n" + "\n".join(lines)
    for subject in (scope.subject, scope.full_subject):
        sign = SIGNS.get(item.mark, "")
        yield (
            f"{front(subject, ask)}?\n\n"
            f"{sign}{BLANK} (number {position + 1}, begins with “{letter}”)"
        )


def _window(siblings: Sequence[Item], position: int) -> list[tuple[int, Item]]:
    start = max(0, min(position - WINDOW // 2, len(siblings) - WINDOW))
    return list(enumerate(siblings))[start : start + WINDOW]


def _brief(item: Item) -> str:
    """An item as its siblings' cards show it: without detail, spoiler signs or code fences."""
    main = split_detail(unbold(item.text.markdown))[0].rstrip(":")
    return shorten(main)[0]
