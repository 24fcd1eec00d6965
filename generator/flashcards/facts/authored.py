"""Cards that authors made themselves: pairs, and texts with gaps; kept as they are."""

from __future__ import annotations

from collections.abc import Iterable

from flashcards.card import Gap, Pair
from flashcards.document import Asks, Question, Role
from flashcards.facts.scope import Scope
from flashcards.facts.sheet import Draft, unique
from flashcards.facts.wording import answer_of, reading, said, subject_block, without_source
from flashcards.tree import nodes as n
from flashcards.tree import plain
from flashcards.tree.cut import mapped
from flashcards.tree.gaps import gaps
from flashcards.tree.nodes import Blocks, Inlines, map_inlines

_ANSWERS = (Role.SOLUTION, Role.KEY_POINTS, Role.OTHER)

_APART = " … "
"""Between the parts of one answer."""


def written(question: Question, *roles: Role) -> Blocks:
    """The blocks of all sections of these roles, as they were written."""
    return tuple(
        block
        for section in question.sections
        if section.role in roles
        for block in section.blocks
        if not isinstance(block, n.Rule)
    )


def asked_of(question: Question) -> Blocks:
    """What a question asks: its prompt, below its title where that says more; else its title."""
    prompt = written(question, Role.PROMPT)
    title = question.title
    if not prompt:
        return answer_of(without_source(title.inlines))
    read = " ".join(reading(prompt).split())
    if not title.plain.strip() or title.plain.strip() in read or question.asks is Asks.CLOZE:
        return prompt
    return (subject_block(title.plain), *prompt)


def pair_drafts(
    question: Question, scope: Scope, asked: tuple[Blocks, Blocks, Blocks]
) -> Iterable[Draft]:
    """An author's front and back as exactly one card, or as one in each direction.

    `asked` is what a long answer says of its question: front, back, and all of the answer.
    """
    front, back, more = asked
    key = question.title.plain
    ways = [(front, back, False)]
    if question.asks is Asks.PAIR_BOTH_WAYS:
        ways.append((written(question, *_ANSWERS), asked_of(question), True))
    for one, other, backwards in ways:
        yield Draft(
            ask=Pair(back=backwards),
            key=(key, "reverse") if backwards else (key,),
            fronts=(one,),
            back=other,
            more=(*(() if backwards else more), *written(question, Role.INSIGHTS)),
            group=f"pair:{key}",
            scope=scope,
            source=question.source,
        )


def cloze_drafts(question: Question, scope: Scope) -> Iterable[Draft]:
    """A card a gap, the others filled; gaps of one number are one card."""
    text = written(question, Role.PROMPT) or answer_of(question.title.inlines)
    found = gaps(text)
    numbers: dict[object, list[n.Cloze]] = {}
    for gap in found:
        numbers.setdefault(gap.number or id(gap), []).append(gap)
    named = unique(
        [_APART.join(plain(gap.children) for gap in those) for those in numbers.values()]
    )
    whole = " ".join(reading(text).split())
    for key, those in zip(named, numbers.values(), strict=True):
        hidden = tuple(gap.children for gap in those)
        yield Draft(
            ask=Gap(hidden=hidden, text=text, places=_places(found, those)),
            key=(key,),
            fronts=(_with_gaps(text, those),),
            back=answer_of(_together(hidden)),
            more=(*_filled(text), *written(question, *_ANSWERS)),
            group=f"cloze:{whole}",
            scope=scope,
            source=question.source,
        )


def _places(found: tuple[n.Cloze, ...], those: list[n.Cloze]) -> tuple[int, ...]:
    """Where these gaps stand among all; two that say the same are two."""
    return tuple(place for place, gap in enumerate(found) if any(gap is one for one in those))


def _together(parts: tuple[Inlines, ...]) -> Inlines:
    out: Inlines = ()
    for part in parts:
        out += (*said(_APART), *part) if out else part
    return out


def _with_gaps(blocks: Blocks, hidden: list[n.Cloze]) -> Blocks:
    """The text with these gaps open and all others filled."""

    def open_or_filled(node: n.Inline) -> Inlines | None:
        if not isinstance(node, n.Cloze):
            return None
        if any(node is gap for gap in hidden):
            return (n.Hidden((), hint=node.hint),)
        return node.children

    return map_inlines(blocks, lambda run: mapped(run, open_or_filled))


def _filled(blocks: Blocks) -> Blocks:
    """The text with all gaps filled, what stood in them highlighted."""

    def filled(node: n.Inline) -> Inlines | None:
        return (n.Highlight(node.children),) if isinstance(node, n.Cloze) else None

    return map_inlines(blocks, lambda run: mapped(run, filled))
