"""Answers that stand elsewhere under the titles of their questions, put behind those.

`## Corrigé` over `**Exercice 1** …`, as above the questions stand under `**Exercice 1** …`; or
`Antwort 1: …` behind all that `Frage 1: …` asks; or a key that names the part that it answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flashcards import patterns as re
from flashcards.questions.forms.apart import is_answering
from flashcards.questions.forms.candidate import Evidence
from flashcards.questions.forms.titles import is_wholly_bold, title_of
from flashcards.questions.letters import in_order, opening_letter
from flashcards.questions.opening import DEEPEST, OF_PARAGRAPH, SIGNED, Opening, opening_of
from flashcards.questions.roles import (
    begins_asking,
    folded,
    has_question_mark,
    is_answer,
    is_key_name,
    is_prompt_label,
    may_name_key,
    named_for,
    some_sentence_asks,
)
from flashcards.questions.slices import answer_box, cut, lines, paragraph, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Emphasis,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Rule,
    Strong,
)

_LEAST = 2
"""Answers that must stand together for their titles to be no chance."""


def returned(run: Blocks) -> Blocks:
    """The blocks with such answers behind their questions."""
    whole = _lists_returned(_keys_returned(run))
    run = tuple(part for block in whole for part in _signed_apart(block))
    titles = [one for index, block in enumerate(run) if (one := opening_of(block, index))]
    moved: dict[int, Blocks] = {}  # what comes before the block of an index
    gone: set[int] = set()
    for found in (_named(run, titles), _counted(run, titles)):
        for start, whole_end, pairs in found:
            end = _unfooted(run, whole_end, pairs)
            if gone.isdisjoint(range(start, end)) and (own := _answers(run, start, end, pairs)):
                moved |= own
                gone |= set(range(start, end))
    if not moved:
        return whole
    return tuple(
        one
        for index, block in enumerate(run)
        for one in moved.get(index, ()) + (() if index in gone else (block,))
    )


def _signed_apart(block: Block) -> Iterator[Block]:
    """A paragraph whose lines all open with signs of questions, each line by itself.

    Such as stand in bold on one line, `**3.1** Oslo. **3.3** Bern.`, open lines, too.
    """
    rows = lines(block.children) if isinstance(block, Paragraph) else []
    bold = [
        place
        for place, node in enumerate(rows[0] if len(rows) == 1 else ())
        if isinstance(node, Strong)
        and (sign := SIGNED.match(f"{plain((node,))} ."))
        and sign.end() > len(plain((node,)))
    ]
    if len(rows) >= _LEAST and all(SIGNED.match(plain(row)) for row in rows):
        yield from map(paragraph, rows)
    elif isinstance(block, Paragraph) and _stands_over_parts(rows):
        yield paragraph(rows[0])
        below = stripped(cut(block.children, len(plain(rows[0]))))
        alone = opening_letter(plain(below)) if len(rows) == _LEAST else None
        yield paragraph(stripped(cut(below, alone[1])) if alone else below)
    elif len(bold) >= _LEAST and bold[0] == 0:
        ends = (*bold[1:], len(rows[0]))
        yield from (paragraph(stripped(rows[0][a:b])) for a, b in zip(bold, ends, strict=True))
    else:
        yield block


def _stands_over_parts(rows: Sequence[Inlines]) -> bool:
    """Whether the first of some lines is a title with its number, and the others are parts."""
    letters = [opening_letter(plain(row)) for row in rows[1:]]
    signs = [one[0] if one else "" for one in letters]
    if not in_order(signs) and signs != ["a"]:
        return False
    title = opening_of(paragraph(rows[0]), 0)
    return title is not None and bool(title.count) and not title.rest


_Found = Iterator[tuple[int, int, list[tuple[Opening, Opening]]]]


def _named(run: Blocks, titles: Sequence[Opening]) -> _Found:
    """Where the name of a key stands over titles of questions above it, and which of them."""
    for index, block in enumerate(run):
        sure = _names_key(block)
        if not sure and not isinstance(block, Heading):
            continue
        level = block.level if isinstance(block, Heading) else OF_PARAGRAPH
        seen = Counter(one.words for one in titles if one.index < index)
        before = {one.words: one for one in titles if one.index < index and seen[one.words] == 1}
        pairs: list[tuple[Opening, Opening]] = []
        end = len(run)
        for one in titles:
            if one.index <= index:
                continue
            if one.words in before:
                pairs.append((before[one.words], one))
            elif one.level <= level and one.level <= DEEPEST:
                end = one.index
                break
        asked = {one.level for one, _ in pairs}
        others = [one for one in titles if one.index < index and {one.level} == asked]
        # Whatever it is called, that each title above comes again in order tells a key.
        whole = end == len(run) and len(pairs) >= _WHOLE and len(others) == len(pairs)
        if pairs and pairs[0][1].index == index + 1 and (sure or whole):
            yield index, end, pairs


def _names_key(block: Block) -> bool:
    """Whether a heading, or a paragraph of one line, is the name of a key."""
    if isinstance(block, Heading):
        return may_name_key(plain(block.children))
    return isinstance(block, Paragraph) and is_key_name(plain(block.children))


def _counted(run: Blocks, titles: Sequence[Opening]) -> _Found:
    """Where answers by their word and number stand one behind the other, and their questions."""
    answering = [bool(one.count) and is_answer(one.word) for one in titles]
    start = 0
    while start < len(titles):
        stop = start
        while stop < len(titles) and answering[stop]:
            stop += 1
        if stop - start >= _LEAST:
            above = [one for one, told in zip(titles, answering, strict=True) if not told]
            above = [one for one in above[: _up_to(above, titles[start])] if one.count]
            single = Counter(one.count for one in above)
            asked = {one.count: one for one in above if single[one.count] == 1}
            told = titles[start:stop]
            end = titles[stop].index if stop < len(titles) else len(run)
            end = next((i for i in range(told[-1].index, end) if isinstance(run[i], Rule)), end)
            if all(one.count in asked for one in told):
                yield told[0].index, end, [(asked[one.count], one) for one in told]
        start = max(stop, start + 1)


def _unfooted(run: Blocks, end: int, pairs: Sequence[tuple[Opening, Opening]]) -> int:
    """Where answers end without the foot of their page, slanted, where each is one paragraph."""
    told = [one.index for _, one in pairs]
    single = all(one.rest for _, one in pairs) and all(b == a + 1 for a, b in pairwise(told))
    foot = told[-1] + 1 if told else end
    slanted = all(isinstance(one, Paragraph) and _is_slanted(one) for one in run[foot:end])
    return foot if len(told) >= _WHOLE and single and slanted else end


def _is_slanted(block: Paragraph) -> bool:
    return len(block.children) == 1 and isinstance(block.children[0], Emphasis)


def _up_to(titles: Sequence[Opening], other: Opening) -> int:
    return sum(one.index < other.index for one in titles)


def _answers(
    run: Blocks, start: int, end: int, pairs: Sequence[tuple[Opening, Opening]]
) -> dict[int, Blocks]:
    """Each answer by the place where it goes; nothing where one has no text, or no single place."""
    asked = [one.index for one, _ in pairs]
    if len(pairs) < _LEAST or any(b <= a for a, b in pairwise(asked)) or asked[-1] >= start:
        return {}
    asking = sum(
        is_prompt_label(one.word) or any(map(_asks, run[one.index : limit]))
        for (one, _), limit in zip(pairs, [*asked[1:], start], strict=True)
    )
    if asking * _LEAST < len(pairs):
        return {}
    out: dict[int, Blocks] = {}
    stops = [*(one.index for _, one in pairs[1:]), end]
    limits = [*asked[1:], start]
    for (question, answer), stop, limit in zip(pairs, stops, limits, strict=True):
        own = (paragraph(answer.rest),) if answer.rest else ()
        told = (*own, *run[answer.index + 1 : stop])
        told = tuple(block for block in told if not isinstance(block, Rule))
        shape = _shape(f"{question.words} .")
        place = next(
            (
                i
                for i in range(question.index + 1, limit)
                if (isinstance(block := run[i], Heading) and block.level <= question.level)
                or _names_task(block)
                or (shape and _shape(_words_of(block)) == shape)
            ),
            limit,
        )
        body = run[question.index + 1 : place]
        if not told or any(is_answering(block) for block in body):
            return {}
        while place > question.index + 1 and isinstance(run[place - 1], Rule):
            place -= 1
        apart = place < limit and shape and not isinstance(run[place], Heading)
        apart = apart or any(o.index == place and o.count and o.level > DEEPEST for o, _ in pairs)
        footed = place == start and end < len(run) and not isinstance(run[end], Heading | Rule)
        rule = (Rule(span=run[min(place, len(run) - 1)].span),) if apart or footed else ()
        out[place] = (answer_box(told), *rule)
    return out


def _names_task(block: Block) -> bool:
    """Whether a line in bold is the title of the next task, over its questions."""
    words = block.children if isinstance(block, Paragraph) else ()
    return is_wholly_bold(words[:1]) and title_of(words).evidence is Evidence.MARKED


def _shape(words: str) -> str:
    """How the sign that opens a line is written, `0.0` for `4.12`; nothing where none does."""
    signed = SIGNED.match(words)
    return re.sub("[A-Za-z]+", "a", re.sub(r"\d+", "0", signed[0].strip(" .):"))) if signed else ""


_WHOLE = 3
"""Titles of a document that must all come again below a heading that no table knows."""


def _asks(block: Block) -> bool:
    """Whether a sentence of a title or a text is a question or a task."""
    words = _words_of(block)
    signed = SIGNED.match(words)
    return some_sentence_asks(words[signed.end() if signed else 0 :])


def _lists_returned(run: Blocks) -> Blocks:
    """The blocks with the items of a list of answers in those of the lists that ask, by number.

    Between them stands one line, the name of a key or of whatever else: then nearly all must ask.
    A key may leave out questions below the name of others that leave out none.
    """
    out = list(run)
    gone: set[int] = set()
    apart: set[int] = set()
    whole = Counter(folded(_words_of(run[index])) for _, index in _lists_of(run, frozenset()))
    known = frozenset(name for name, count in whole.items() if count >= _LEAST and name)
    for asked, index in _lists_of(run, known):
        told = run[index + 1]
        by_number = dict(zip(told.numbers, told.items, strict=True))  # type: ignore[union-attr]
        for i in asked:
            one = run[i]
            if isinstance(one, OrderedList):
                items = (
                    _with(item, by_number[n]) if n in by_number else item
                    for n, item in zip(one.numbers, one.items, strict=True)
                )
                out[i] = replace(one, items=tuple(items))
        gone.add(index + 1)
        if _names_key(run[index]):
            gone.add(index)
        else:
            apart.add(index)  # whatever it is, it belongs to no answer
    return tuple(
        one
        for index, block in enumerate(out)
        if index not in gone
        for one in ((Rule(span=block.span), block) if index in apart else (block,))
    )


def _lists_of(run: Blocks, known: frozenset[str]) -> Iterator[tuple[list[int], int]]:
    """Where lists ask what the one behind a line answers, and where that line stands."""
    start = 0
    for index in range(1, len(run) - 1):
        told = run[index + 1]
        if not isinstance(told, OrderedList) or not _is_line(run[index]):
            continue
        asked = [i for i in range(start, index) if isinstance(run[i], OrderedList)]
        if _are_answered(run, asked, index, told, known):
            yield asked, index
            start = index + _LEAST


def _words_of(block: Block) -> str:
    return plain(block.children) if isinstance(block, Heading | Paragraph) else ""


def _are_answered(
    run: Blocks, asked: Sequence[int], index: int, told: OrderedList, known: frozenset[str]
) -> bool:
    """Whether lists ask what the items of another, below such a line, answer by number."""
    lists = [one for i in asked if isinstance(one := run[i], OrderedList)]
    named = folded(_words_of(run[index])) in known
    if not named and sum(len(one.items) for one in lists) != len(told.items):
        return False
    items = [item for one in lists for item in one.items]
    numbers = [number for one in lists for number in one.numbers]
    some = len(set(numbers)) == len(numbers) and set(told.numbers) < set(numbers)
    partly = some and named
    if len(items) < _LEAST or not (sorted(numbers) == list(told.numbers) or partly):
        return False
    asking = sum(map(_asks_first, items))
    sure = _names_key(run[index])
    if not sure and index - 1 not in asked and not isinstance(run[index - 1], Rule):
        return False
    share = _SURE if sure else _NEARLY
    if asking < share * len(items) or any(map(_asks_first, told.items)):
        return False
    return all(len(item.children) == 1 and _is_line(item.children[0]) for item in items)


_SURE = 0.3
_NEARLY = 0.8
"""Share of the items that must ask: below the name of a key, and below any other line."""


def _is_line(block: Block) -> bool:
    """Whether a block is a heading, or a paragraph of one line that opens with no option."""
    if isinstance(block, Heading):
        return True
    return isinstance(block, Paragraph) and len(lines(block.children)) == 1


def _asks_first(item: Item) -> bool:
    """Whether an item asks, what it is worth aside."""
    first = item.children[0] if item.children else None
    words = plain(first.children) if isinstance(first, Paragraph) else ""
    worth = re.match(r"\s*[(\[][^()\[\]]{1,30}[)\]]\s*", words)
    bare = words[worth.end() :] if worth else words
    return begins_asking(bare) or has_question_mark(bare.rstrip(" _.…"))


def _with(item: Item, told: Item) -> Item:
    return replace(item, children=(*item.children, answer_box(told.children, told.span)))


def _keys_returned(run: Blocks) -> Blocks:
    """The blocks with each key that names another part, and stands not there, at its end."""
    named = [
        index
        for index, block in enumerate(run)
        if isinstance(block, Heading) and any(_parts_of(plain(block.children)))
    ]
    for index in named:  # what goes before a key leaves the places behind it as they are
        block = run[index]
        if not isinstance(block, Heading):
            continue
        names = {folded(rest) for rest in _parts_of(plain(block.children))}
        parts = [
            (i, other.level)
            for i, other in enumerate(run[:index])
            if isinstance(other, Heading) and folded(plain(other.children)) in names
        ]
        if len(parts) != 1:
            continue
        place = _section_end(run, *parts[0])
        end = _section_end(run, index, block.level)
        if place < index:
            head = Heading(min(DEEPEST, parts[0][1] + 1), (said("Answer"),), span=block.span)
            key = (head, *run[index + 1 : end])
            run = (*run[:place], *key, *run[place:index], *run[end:])
    return run


def _parts_of(title: str) -> Iterator[str]:
    """What a key says that it answers: `Answers to part 1`, `Uitwerking opgave 1`."""
    yield from named_for(title)
    first, _, rest = title.strip().partition(" ")
    if rest and is_key_name(first):
        yield rest


def _section_end(run: Blocks, index: int, level: int) -> int:
    return next(
        (
            i
            for i in range(index + 1, len(run))
            if isinstance(block := run[i], Heading) and block.level <= level
        ),
        len(run),
    )


__all__ = ["returned"]
