"""Whatever stands above options asks: `The unit of force is`, over `a) joule`, `b) newton`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.choices import Found, found_in
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import Title, title_of
from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.letters import gap_with_letters, opening_letter, places_inside
from flashcards.questions.options import groups, opens_option
from flashcards.questions.roles import (
    begins_asking,
    is_answer,
    is_options_name,
    is_prompt_label,
    offers_choice,
)
from flashcards.questions.run import ready
from flashcards.questions.slices import cut, joined, lines, paragraph
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Heading,
    Inlines,
    Item,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Table,
)
from flashcards.values import dataclass

FORM = "choice"
_MAX_WORDS = 120
"""A longer paragraph tells."""
# `M1.`, `Q-2)`: a letter and a number that name a question.
_NAME = re.compile(r"[A-Z]{1,2}-?(?P<number>\d{1,3})\s*[.):]\s*(?=\S)")
# A gap at the end or an open sentence goes on in the options.
_OPEN = re.compile(r"(?:_{2,}|…|\.{3}|:|：|\(\s*\)|（\s*）)\W*$")


def find(run: Blocks) -> Iterator[Candidate]:
    """What stands above each group of options: a paragraph, an item, the lines before them."""
    yield from _items(run)
    start = 0
    spans = list(groups(run))
    for place, (begin, end, _, before, _) in enumerate(spans):
        limit = spans[place + 1][0] if place + 1 < len(spans) else len(run)
        found = found_in(run[begin : _stop(run, end, limit)], keyed=True)
        if found is not None and found.start == 0:
            one = _above(run, start, begin, before, found)
            if one is not None:
                yield one
        start = end


def _stop(run: Blocks, end: int, limit: int) -> int:
    """Up to where an answer behind options can belong to them."""
    for index in range(end, limit):
        block = run[index]
        if isinstance(block, Heading) and not is_answer(plain(block.children).split(":")[0]):
            return index
    return limit


# --- stems in a run --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stem:
    """Where a question opens above its options, and the blocks between."""

    index: int
    part: int = 0
    first: int = 0  # where the search ended


def _above(run: Blocks, start: int, begin: int, before: Blocks, found: Found) -> Candidate | None:
    above = begin - 1
    while above > start and isinstance(run[above], CodeBlock | MathBlock):
        above -= 1  # what is asked of
    if begin and not before and isinstance(heading := run[above], Heading):
        return _headed(heading, above, found)
    stem = _stem(run, start, begin, inside=bool(before))
    if stem is None:
        return None
    opening = run[stem.index]
    own = before[0] if before and stem.index == begin else opening
    if isinstance(own, OrderedList | BulletList):
        item = own.items[stem.part].children[0]
        own = item if isinstance(item, Paragraph) else own
    if not isinstance(own, Paragraph):
        return None
    title = _named(own.children)
    asked: Blocks = ()
    answer: Blocks = ()
    skipped = 0
    if stem.index == begin:
        answer = (_rest(opening, before),)
    elif not title.words:  # a number by itself: the words below it ask
        middle = run[stem.index + 1 : begin]
        place = _asking(middle)
        words = middle[place] if middle else before[0] if before else None
        if not isinstance(words, Paragraph):
            return None
        title = Title(words=words.children, evidence=title.evidence, number=title.number)
        own = words
        if middle:
            skipped = place + 1
        else:
            answer, skipped = (_rest(run[begin], before),), 1
    if not title.words or len(plain(title.words).split()) > _MAX_WORDS:
        return None
    number = title.number
    if isinstance(opening, OrderedList):
        number = opening.numbers[stem.part]
    return Candidate(
        form=FORM,
        key=FORM,
        evidence=_evidence(title, number, found),
        index=stem.index,
        part=stem.part,
        title=title.words,
        span=own.span,
        asked=asked,
        answer=answer,
        open_ended=True,
        number=number,
        skipped=skipped,
        first=stem.first,
    )


def _asking(blocks: Blocks) -> int:
    """Where a question stands below its number: not at a word of where it stands, `Mark 1 of 1`."""
    for place, block in enumerate(blocks):
        words = plain(block.children).rstrip() if isinstance(block, Paragraph) else ""
        if len(words.split()) > _STATUS_WORDS or words.endswith(_ENDS):
            return place
    last = [i for i, one in enumerate(blocks) if isinstance(one, Paragraph)]
    return last[-1] if last else 0


_STATUS_WORDS = 6
_ENDS = (".", "?", "!", ":", "…", "_", "？", "؟")


def _headed(heading: Heading, index: int, found: Found) -> Candidate | None:
    """A heading right over options that say which is right, if it does not name them."""
    title = title_of(heading.children)
    surely = _evidence(title, title.number, found, headed=True) is Evidence.ASKING
    if is_options_name(plain(heading.children)) or not surely:
        return None
    return Candidate(
        form=FORM,
        key=FORM,
        evidence=Evidence.ANSWERED,
        index=index,
        title=title.words,
        span=heading.span,
        open_ended=True,
        number=title.number,
        level=heading.level,
        first=index,
    )


def _stem(run: Blocks, start: int, begin: int, *, inside: bool) -> _Stem | None:
    """Where a question opens above its options: at the nearest number, else right above."""
    if inside and isinstance(block := run[begin], Paragraph) and _is_numbered(block.children):
        return _Stem(begin, first=begin)
    nearest = begin if inside else None
    index = begin - 1
    while index >= start:
        block = run[index]
        if isinstance(block, Paragraph):
            if _leads_to_options(block):
                index -= 1
                continue
            if _answers(block):
                break
            if _is_numbered(block.children) or _is_prompt(block):
                return _Stem(index, first=index)
            nearest = index if nearest is None else nearest
        elif isinstance(block, OrderedList) and len(block.items) == 1:
            return _Stem(index, first=index)
        elif not isinstance(block, CodeBlock | MathBlock | Table | Quote):
            break
        index -= 1
    return None if nearest is None else _Stem(nearest, first=max(index, start))


def _leads_to_options(block: Paragraph) -> bool:
    return is_options_name(plain(block.children))


def _answers(block: Paragraph) -> bool:
    pair = split_label(block.children) or split_spoken(block.children)
    return pair is not None and is_answer(plain(pair[0]))


def _is_prompt(block: Paragraph) -> bool:
    """Whether a paragraph opens with the word for a question."""
    pair = split_label(block.children) or split_spoken(block.children)
    return pair is not None and is_prompt_label(plain(pair[0]))


def _is_numbered(words: Inlines) -> bool:
    return _named(lines(words)[0]).number is not None


def _named(words: Inlines) -> Title:
    """A title, of which a letter and a number before it are the name."""
    found = title_of(joined(lines(words)))
    if found.number is None and (name := _NAME.match(plain(found.words))):
        rest = cut(found.words, name.end())
        return replace(found, words=rest, number=int(name["number"]))
    return found


def _rest(block: Block, before: Blocks) -> Paragraph:
    """The lines of options in the block that begins with the question."""
    assert isinstance(block, Paragraph)  # noqa: S101
    stem = before[0]
    count = len(lines(stem.children)) if isinstance(stem, Paragraph) else 0
    rows = lines(block.children)
    if len(rows) > count:
        words = joined(rows[count:])
        return paragraph(words)
    places = places_inside(plain(block.children))
    words = cut(block.children, places[0][1]) if places else block.children
    return paragraph(words)


def _evidence(title: Title, number: int | None, found: Found, *, headed: bool = False) -> Evidence:
    """How sure it is that a stem asks: by its words, its number, the signs of its options.

    A list of things to do has boxes, too, below a colon or what tells; one without signs may tell.
    """
    words = plain(title.words)
    asks = title.evidence >= Evidence.ASKING or number is not None
    opens = asks or _OPEN.search(words) is not None
    first = found.raws[0]
    if first.boxed and not first.letter and _tells(title, headed=headed):
        opens = asks
    elif first.letter or first.boxed:
        opens = opens or bool(found.right)
    if len(found.right) == len(found.raws):
        opens = asks  # all are ticked off: a list of what is done, unless its words ask
    if opens and (found.right or (first.letter and gap_with_letters(words))):
        return Evidence.ASKING
    if found.sure and opens:
        return Evidence.TASK
    return Evidence.NUMBERED if number is not None else Evidence.PLAIN


def _tells(title: Title, *, headed: bool) -> bool:
    """Whether words over boxes end as a list's heading does, or are sentences that tell."""
    words = plain(title.words).rstrip("*_ ")
    if words.endswith((":", "：")) or headed:
        return words.endswith((":", "："))
    *before, last = words.removesuffix(".").split(". ")
    tells = not (begins_asking(last) or offers_choice(last))
    return bool(before) and words.endswith(".") and tells


# --- stems in lists --------------------------------------------------------------------------


def _items(run: Blocks) -> Iterator[Candidate]:
    """Items whose first line stands over options in the same item."""
    for index, block in enumerate(run):
        if not isinstance(block, OrderedList | BulletList):
            continue
        numbers = block.numbers if isinstance(block, OrderedList) else ()
        for part, item in enumerate(block.items):
            number = numbers[part] if numbers else None
            one = _item(item, index, part, number)
            if one is not None:
                yield one


def _item(item: Item, index: int, part: int, number: int | None) -> Candidate | None:
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph) or item.checked is not None:
        return None
    if opening_letter(plain(first.children)):
        return None
    rows = lines(first.children)
    end = next((i for i, row in enumerate(rows) if i and opens_option(row)), len(rows))
    words, below = joined(rows[:end]), joined(rows[end:])
    places = places_inside(plain(words))
    if places and places[0][1]:
        words, inline = cut(words, 0, places[0][1]), cut(words, places[0][1])
        below = joined([inline, below]) if below else inline
    own = (paragraph(below),) if below else ()
    answer = (*own, *item.children[1:])
    found = found_in(ready(answer), keyed=True)
    if found is None or not (title := _named(words)).words:
        return None
    number = title.number if number is None else number
    return Candidate(
        form=FORM,
        key=FORM,
        evidence=_evidence(title, number, found),
        index=index,
        part=part,
        title=title.words,
        span=item.span,
        answer=answer,
        number=number,
        first=index,
    )


SAMPLES = (
    ("The unit of force is\n\n- [ ] joule\n- [x] newton", ("The unit of force is",)),
    ("1. The unit of force is\n   a) joule\n   b) newton", ("The unit of force is",)),
    ("**M1.** Which is it?\n\na) joule\nb) newton\n\nAnswer: b", ("Which is it?",)),
)
NOT_SAMPLES = (
    "A text.\n\n- one\n- two",
    "- [ ] joule\n- [x] newton",
    "We meet on Monday. Bring your own cup.\n\n- [x] book the room\n- [ ] buy tea",
)
