"""Options of a question as written: boxes, letters, one behind the other on a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import Mark
from flashcards.questions.awards import UNIT
from flashcards.questions.forms.titles import is_linked
from flashcards.questions.labels import split_mark
from flashcards.questions.letters import (
    SIGN,
    in_order,
    is_nth,
    letter_alone,
    opening_letter,
    opening_mark,
    places_inside,
)
from flashcards.questions.roles import has_question_mark, is_so
from flashcards.questions.slices import (
    cut,
    joined,
    length,
    lines,
    paragraph,
    said,
    stripped,
)
from flashcards.questions.told import By, announced, statement_of
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Break,
    BulletList,
    Code,
    CodeBlock,
    Highlight,
    Inlines,
    Item,
    Math,
    MathBlock,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    own_inlines,
    walk,
)
from flashcards.tree.remembered import by_identity
from flashcards.values import dataclass

_MAX_OPTIONS = 12
_MAX_WORDS_ON_LINE = 25
_MAX_WORDS = 60
"""A longer item is no option."""

# A sign or a word behind the right option: `✅`, `✓`, `(correct)`.
_RIGHT = re.compile(
    r"\s*(?:[✅✓✔☑]️?|[<←]+[-=]*\s*(?:correct|right|answer)\b"
    r"|[(\[](?:correct|right|true|richtig|korrekt|correct[ea]?|juste|juist|goed|correta|corretto|верно|正确|正解|정답)[^()\[\]]{0,20}[)\]])\s*$",
    re.IGNORECASE,
)
# `[]` or `[ ]` and a text right behind it: no link, for those have `(` or `[` there.
_LOOSE = re.compile(r"\[(?P<sign>[ xX]?)\](?![(\[:])\s*(?=\S)")
_WRONG = re.compile(r"\s*[❌✗✘✖]️?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An option as written: `marked` is None where nothing at it says whether it is right.

    `sure`: its letter is written as only options' are, whatever stands beside it. `reason`: what
    its author says of it behind it. `numbered`: a number is printed before it.
    """

    text: Inlines
    letter: str = ""
    marked: bool | None = None
    boxed: bool = False
    bold: bool = False
    sure: bool = False
    reason: Inlines = ()
    numbered: bool = False


Group = tuple[int, int, list[Written], Blocks, bool]
"""Where a group of options begins and ends, its options, what stands before them in the first
block, and whether they are options without a doubt."""


def groups(blocks: Sequence[Block]) -> Iterator[Group]:
    """The runs of blocks that may be options, in order."""
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, BulletList | OrderedList):
            end, raws = _boxes(blocks, index) if _is_boxed(block) else (index + 1, _listed(block))
            raws = raws or _run_on(block)
            if isinstance(block, OrderedList):
                raws = [replace(raw, numbered=True) for raw in raws]
            if raws:
                yield index, end, raws, (), raws[0].letter.isupper() and raws[0].sure
            index = end
            continue
        if isinstance(block, Paragraph):
            end, raws, before = _ringed(block, index)
            if not raws:
                end, raws, before = _lettered(blocks, index)
            if raws:
                own_lines = end > index + 1 or len(lines(block.children)) >= len(raws)
                boxed = raws[0].boxed
                sure = boxed or (raws[0].letter.isupper() and raws[0].sure and own_lines)
                yield index, end, raws, before, sure
                index = end
                continue
        if isinstance(block, Table) and (raws := _tabled(block)):
            yield index, index + 1, raws, (), False
        index += 1


def are_offered(blocks: Blocks) -> bool:
    """Whether blocks are options with letters and nothing else."""
    group = next(groups(blocks), None)
    return group is not None and group[:2] == (0, len(blocks)) and group[2][0].letter != ""


@by_identity  # doubts ask again of each list that stands under a question
def untailed(block: Block) -> Blocks:
    """A list or lines of options, and what stands right below them that is none.

    That is a link, or a line that says which is right and what follows it.
    """
    if isinstance(block, Paragraph):
        rows = lines(block.children)
        marks = [_opened(row) for row in rows]
        opened = next((i for i, mark in enumerate(marks) if mark and is_nth(mark[0], 0)), None)
        several = opened is not None and bool(places_inside(plain(rows[opened])))
        if opened is None or (end := _tail(rows, opened + 2 - several)) == len(rows):
            at = _key_behind(plain(block.children))
            own = (paragraph(cut(block.children, 0, at)), paragraph(cut(block.children, at)))
            return own if at else (block,)
        kept, tail = joined(rows[:end]), joined(rows[end:])
        return paragraph(kept), paragraph(tail)
    if not isinstance(block, BulletList | OrderedList) or not block.items:
        return (block,)
    keyed = _keyed(block.items)
    if keyed < len(block.items):
        above = replace(block, items=block.items[:keyed])
        below = replace(block, items=block.items[keyed + 1 :])
        told = block.items[keyed].children
        return (
            *(untailed(above) if above.items else ()),
            *told,
            *((below,) if below.items else ()),
        )
    *items, last = block.items
    first = last.children[0] if len(last.children) == 1 else None
    if not isinstance(first, Paragraph):
        return (block,)
    rows = lines(first.children)
    end = _tail(rows, 1)
    while end > 1 and is_linked(rows[end - 1], anywhere=True):
        end -= 1
    if end == len(rows):
        return (block,)
    shorter = replace(last, children=(replace(first, children=joined(rows[:end])),))
    tail = joined(rows[end:])
    return replace(block, items=(*items, shorter)), paragraph(tail)


def _key_behind(words: str) -> int:
    """Where a line of options says at its end which is right: `(a) 54 (b) 56 — Ans: (b)`; or 0."""
    places = places_inside(words)
    if not places or "\n" in words:
        return 0
    letters = [letter for letter, _, _ in places]
    start = places[-1][2]
    for match in re.finditer(r"(?<=\s)(?=\S)", words[start:]):
        one = statement_of(words[start + match.start() :], letters)
        if one is not None and one.by is By.KEY:
            return start + match.start()
    return 0


def _keyed(items: Sequence[Item]) -> int:
    """The first item, alone or behind lettered ones, that says which is right; or their number."""
    rows = [
        plain(first.children)
        if item.children and isinstance(first := item.children[0], Paragraph)
        else ""
        for item in items
    ]
    opened = [opening_mark(row) for row in rows]
    marks = [mark[0] if mark else "" for mark in opened]
    places: list[int] = [0, *range(2, len(rows))]
    for index in places:
        if (not index and not marks[0]) or (
            index and in_order(marks[:index]) and not is_nth(marks[index], index)
        ):
            one = statement_of(rows[index], _ANY)
            least = By.NAME if index else By.KEY
            if announced(rows[index]) or (one is not None and one.by >= least):
                return index
    return len(rows)


def _tail(rows: Sequence[Inlines], start: int) -> int:
    """The first line from one on that says which option is right, or how many lines there are."""
    for index in range(start, len(rows)):
        words = plain(rows[index])
        one = statement_of(words, _ANY)
        if announced(words) or (one is not None and one.by > By.LETTER):
            return index
    return len(rows)


_ANY = ("",) * _MAX_OPTIONS


def counted(block: Block) -> Block:
    """`3) Oslo` by itself, which the parser takes for a list, as the line that it is."""
    if not isinstance(block, OrderedList) or len(block.items) != 1:
        return block
    first, *more = block.items[0].children or (None,)
    if not isinstance(first, Paragraph) or more:
        return block
    return replace(first, children=(said(f"{block.start}) "), *first.children))


def _boxes(blocks: Sequence[Block], start: int) -> tuple[int, list[Written]]:
    """Items with boxes, from a list on: people put code between them without indenting it."""
    items: list[Item] = []
    codes = 0
    index = start
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, BulletList | OrderedList) and _is_boxed(block):
            items.extend(_boxed_right(item) for item in block.items)
        elif isinstance(block, CodeBlock | MathBlock) and _goes_on(blocks, index, codes, items):
            codes += 1
            items[-1] = replace(items[-1], children=(*items[-1].children, block))
        else:
            break
        index += 1
    return index, _all([item.children for item in items], [item.checked for item in items])


def _is_boxed(block: BulletList | OrderedList) -> bool:
    """Whether all items have boxes; one of them at least is one to the parser, or is ticked."""
    loose = [_loose_box(item) if item.checked is None else None for item in block.items]
    known = [item.checked is not None for item in block.items]
    return all(map(any, zip(known, loose, strict=True))) and (
        any(known) or any(box["sign"] in ("x", "X") for box in loose if box)
    )


def _loose_box(item: Item) -> re.Match[str] | None:
    """A box that lacks its blank: `[]`, `[ ]text`, `[x]text`."""
    first = item.children[0] if item.children else None
    return _LOOSE.match(plain(first.children)) if isinstance(first, Paragraph) else None


def _boxed_right(item: Item) -> Item:
    """An item with its box read, however it was typed."""
    box = _loose_box(item) if item.checked is None else None
    first = item.children[0] if item.children else None
    if box is None or not isinstance(first, Paragraph):
        return item
    words = replace(first, children=cut(first.children, box.end()))
    return replace(item, checked=box["sign"] in ("x", "X"), children=(words, *item.children[1:]))


def _goes_on(blocks: Sequence[Block], index: int, codes: int, items: Sequence[Item]) -> bool:
    """Whether a block between boxes is a part of the option above it."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if isinstance(following, BulletList | OrderedList) and _is_boxed(following):
        return True
    return codes > 0 and codes == len(items) - 1  # each option before had its code, so has the last


def _listed(block: BulletList | OrderedList) -> list[Written]:
    items = [item for item in block.items if item.children]  # a sign without words is a slip
    only = [item.children[0] for item in items if len(item.children) == 1]
    rows = [lines(one.children) if isinstance(one, Paragraph) else [] for one in only]
    if len(rows) == len(items) and all(len(row) == 1 for row in rows):
        ringed = _rung([row[0] for row in rows])
        if ringed:
            return ringed
    return _all([item.children for item in items], [item.checked for item in items])


# The number of the next option on a line: `swift  2. kiwi  3. tern`.
_NEXT = re.compile(r"\s+(?P<number>\d)[.)]\s+(?=\S)")


def _run_on(block: BulletList | OrderedList) -> list[Written]:
    """Options by number behind each other on a line, which the parser takes for one item."""
    if not isinstance(block, OrderedList) or len(block.items) != 1 or block.start != 1:
        return []
    only = block.items[0].children[0] if len(block.items[0].children) == 1 else None
    if not isinstance(only, Paragraph) or len(lines(only.children)) > 1:
        return []
    words = only.children
    found = list(_NEXT.finditer(plain(words)))
    if len(found) < 2 or [int(m["number"]) for m in found] != list(range(2, len(found) + 2)):
        return []
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), None]
    pieces = [stripped(cut(words, a, b)) for a, b in zip(starts, ends, strict=True)]
    if any(len(plain(one).split()) > _MAX_WORDS_ON_LINE for one in pieces):
        return []
    return [
        replace(_written(one, lettered=False), letter=str(place))
        for place, one in enumerate(pieces, 1)
    ]


def _all(options: Sequence[Blocks], boxes: Sequence[bool | None]) -> list[Written]:
    """Options as written, or nothing where one of them is no option."""
    if not 2 <= len(options) <= _MAX_OPTIONS:
        return []
    told = [
        _told_below(one) if box is None else () for one, box in zip(options, boxes, strict=True)
    ]
    options = [one[:1] if below else one for one, below in zip(options, told, strict=True)]
    texts = [_flat(one, boxed=box is not None) for one, box in zip(options, boxes, strict=True)]
    found = [text for text in texts if text is not None]
    if len(found) < len(texts):
        return []
    opened = [_opened(split_mark(text)[1]) for text in found]
    lettered = in_order([one[0] if one else "" for one in opened])
    written = _reasoned([_written(text, lettered=lettered) for text in found])
    if any(told):
        judged = [_judged(below) for below in told]
        if None not in judged and len(set(judged)) > 1:
            written = [replace(w, marked=so) for w, so in zip(written, judged, strict=True)]
        if not lettered or not any(one.marked for one in written):
            return []  # an outline
        written = [
            replace(one, reason=joined([one.reason, below]))
            for one, below in zip(written, told, strict=True)
        ]
    if any(box is None for box in boxes):
        short = all(len(plain(one.text).split()) <= _MAX_WORDS for one in written)
        return written if short else []
    boxed = zip(written, boxes, strict=True)
    return _scored([replace(one, marked=box, boxed=True) for one, box in boxed])


def _told_below(option: Blocks) -> Inlines:
    """What a list below a lettered option says of it."""
    first, *below = option
    lists = below and all(isinstance(one, BulletList | OrderedList | Quote) for one in below)
    if not isinstance(first, Paragraph) or not lists or not opening_letter(plain(first.children)):
        return ()
    return joined([own for block in walk(tuple(below)) for own in own_inlines(block)])


def _judged(below: Inlines) -> bool | None:
    """Whether what is told of an option calls it right or wrong: `❌ It sinks.`, `Correct, …`."""
    sign, rest = split_mark(below)
    if sign in (Mark.YES, Mark.NO):
        return sign is Mark.YES
    first = _OPENS.match(plain(rest))
    return is_so(first[1]) if first else None


def _flat(blocks: Blocks, *, boxed: bool) -> Inlines | None:
    """An option's blocks as one text, code and formulas too; None for what is no option."""
    parts: list[Inlines] = []
    for block in blocks:
        match block:
            case Paragraph():
                parts.append(joined(lines(block.children)))
            case CodeBlock():
                at = block.starts[0] if block.starts else -1
                parts.append((Code(block.value, span=block.span, inner=at),))
            case MathBlock():
                parts.append((Math(block.tex, span=block.span, inner=block.inner),))
            case _ if boxed:
                inside = (own for child in walk((block,)) for own in own_inlines(child))
                parts.append(joined(list(inside)))
            case _:
                return None
    if not parts or (len(parts) > 1 and not boxed and opening_letter(plain(parts[0])) is None):
        return None  # an item of an answer, not an option
    return joined(parts)


# A letter or a number that stands in bold by itself.
_BOLD_SIGN = re.compile(rf"[(\[]?(?P<sign>{SIGN}|\d{{1,2}})[)\].:]?")


def _opened(line: Inlines) -> tuple[str, int] | None:
    """The letter or number that opens a line by its sign, or in bold, and where its text begins."""
    words = plain(line)
    found = opening_mark(words)
    bare = stripped(line)
    bold = bare[0] if found is None and len(bare) > 1 else None
    if not isinstance(bold, Strong):
        return found
    sign = _BOLD_SIGN.fullmatch(plain(bold.children).strip())
    if sign is None:
        return None
    start = words.index(plain(bold.children)) + len(plain(bold.children))
    return sign["sign"], start + len(words[start:]) - len(words[start:].lstrip())


# A star before the letter of the right one: `*b) Oslo`.
_STARRED = re.compile(r"\*(?=\(?\w[.)])")


def _written(line: Inlines, *, lettered: bool = True) -> Written:
    """One line as an option: its letter, its marks, its text."""
    words = stripped(line)
    marked: bool | None = None
    boxed = False
    sign, bare = split_mark(words)
    if sign in (Mark.YES, Mark.NO) and bare:
        words, marked = bare, sign is Mark.YES
    elif sign in (Mark.TASK, Mark.DONE) and bare:
        words, marked, boxed = bare, sign is Mark.DONE, True
    text = plain(words)
    if lettered and _STARRED.match(text):
        words, marked = cut(words, 1), True
        text = text[1:]
    right, wrong = _RIGHT.search(text), _WRONG.search(text)
    if right and right.start():
        words, marked = cut(words, 0, right.start()), True
    elif wrong and wrong.start():
        words, marked = cut(words, 0, wrong.start()), False
    bold = len(words) == 1 and isinstance(words[0], Strong)
    if len(words) == 1 and isinstance(words[0], Highlight):
        words, marked = words[0].children, True
    letter = letter_alone(plain(words)) if lettered else ""
    if letter:
        return Written(text=(), letter=letter, marked=marked, boxed=boxed)
    text = plain(words)
    opened = _opened(words) if lettered else None
    if opened:
        letter = opened[0]
        words = stripped(cut(words, opened[1]))
        bold = bold or (len(words) == 1 and isinstance(words[0], Strong))
        if len(words) == 1 and isinstance(words[0], Highlight):
            words, marked = words[0].children, True
    if bold and len(words) == 1 and isinstance(words[0], Strong):
        words = words[0].children
    sure = letter != "" and opening_letter(text) is not None
    return Written(text=words, letter=letter, marked=marked, boxed=boxed, bold=bold, sure=sure)


_SEVERAL = 3
"""Letters in order on one line that are options, whatever letter opens the next one."""


def _lettered(blocks: Sequence[Block], start: int) -> tuple[int, list[Written], Blocks]:
    """Lines that open with A, B, C …, in one paragraph or in several; what stands above them."""
    raws: list[Written] = []
    before: Blocks = ()
    remarks = 0
    index = start
    while index < len(blocks):
        block = blocks[index]
        if isinstance(block, CodeBlock | MathBlock) and raws and _is_of_option(blocks, index, raws):
            raws[-1] = replace(
                raws[-1], text=joined([raws[-1].text, _flat((block,), boxed=True) or ()])
            )
            index += 1
            continue
        if not isinstance(block, Paragraph):
            break
        rows = lines(block.children)
        if index == start:
            first = next((i for i, row in enumerate(rows) if _is_letter(row, 0)), None)
            if first is None:
                return _on_one_line(block, start)
            if first:
                head = joined(rows[:first])
                before = (paragraph(head),)
            rows = rows[first:]
            if len(rows) == 1 and len(places_inside(plain(rows[0]))) >= _SEVERAL:
                return _on_one_line(block, start)  # `(b), for …` below it is their answer
        elif (
            raws and _judged(rows[0]) is not None and _is_remark(blocks, index, len(raws), remarks)
        ):
            remarks += 1
        elif not _is_letter(rows[0], len(raws)):
            break
        raws = _rows(rows, raws)
        index += 1
    if len(raws) < 2 or not all(raw.text for raw in raws):
        return _on_one_line(blocks[start], start)
    return index, _reasoned(raws), before


def _is_remark(blocks: Sequence[Block], index: int, options: int, remarks: int) -> bool:
    """Whether what judges stands between two options, or behind the last if it did behind each."""
    own, behind = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
    if not isinstance(own, Paragraph) or _judged(own.children) is None:
        return False
    rows = lines(own.children)[1:]
    rows += lines(behind.children)[:1] if isinstance(behind, Paragraph) else []
    return any(_is_letter(row, options) for row in rows) or 0 < remarks == options - 1


# What an author says of an option behind it: `… — wrong, for it is not`, `… (right: it is)`.
_VERDICT = re.compile(
    r"\s*(?:\s[—–-]\s|\s?[(\[→:;]\s?|(?<=\.)\s)\W{0,3}(?P<word>[^\W\d_]{2,12})(?=$|[\s,.:;!)\]—–-])"
)


# A sign between an option and the remark on it: `xylem ✅ it carries water`, `pith – ❌ dead`.
_TICKED = re.compile(r"\s*(?:\s[—–-]\s)?(?P<sign>[✅✓✔☑❌✗✘✖])\ufe0f?\s+(?=\S)")
# Verdicts that name neither a side nor a value, as `right` and `true` do.
_SURELY = re.compile(
    r"[\W_]{1,6}(?:correct[eoa]?|korrekt|richtig|exacte?|corrett[oa]|corret[oa]|juist|верно|правильно)\b",
    re.IGNORECASE,
)
# What parts an option from a remark on it: `xylem – right, it carries water`.
_REMARK = re.compile(r"\s[—–-]\s|\s[(→]\s?")
# Marks for an option behind it: `[1]`, `(-0.5)`, `[+1 pt]`.
_SCORE = re.compile(
    rf"\s*[(\[]\s?(?P<score>[+−-]?\d{{1,3}}(?:[.,]\d{{1,2}})?)\s?(?:(?P<unit>{UNIT})|%)?\s?[)\]]$",
    re.IGNORECASE,
)
_MOST_WORTH = 3
"""Points of one option; more may be what it tells of: `Ann (12 points)`."""


def _scored(raws: list[Written]) -> list[Written]:
    """Options without the marks behind every one of them; some of these are worth less, or nothing.

    Behind those that are ticked marks stand as their author likes.
    """
    found = [_SCORE.search(plain(raw.text)) for raw in raws]
    scores = [_worth(match) for match in found if match]
    if not scores or max(scores) <= 0:
        return raws
    ticked = all(raw.boxed for raw in raws) and any(raw.marked for raw in raws)
    small = all(match["unit"] for match in found if match) and max(scores) <= _MOST_WORTH
    whole = len(scores) == len(raws) and (min(scores) < 0 or (small and min(scores) == 0))
    if not whole and not (ticked and small):
        return raws
    return [
        replace(
            raw,
            text=stripped(cut(raw.text, 0, match.start())),
            marked=raw.marked if ticked else _worth(match) > 0,
            boxed=True,
        )
        if match
        else raw
        for raw, match in zip(raws, found, strict=True)
    ]


def _worth(match: re.Match[str]) -> float:
    return float(match["score"].replace("−", "-").replace(",", "."))


# The word that opens a line: `Incorrect. It sinks.`
_OPENS = re.compile(r"\W{0,3}([^\W\d_]{2,12})(?=$|[\s,.:;!)—–-])")


def _breaks(words: Inlines) -> Iterator[int]:
    """Where lines of an option begin, but for its first."""
    position = 0
    for node in words:
        position += length(node)
        if isinstance(node, Break):
            yield position - 1


def _is_stated(text: str) -> bool:
    """Whether several words are a sentence."""
    return " " in text and (text.endswith((".", "!", "。")) or has_question_mark(text))


def _verdicts(text: Inlines) -> Iterator[tuple[int, str]]:
    """The signs and words behind an option that may judge it, and where what they open begins."""
    words = plain(text)
    yield from ((one.start(), one["sign"]) for one in _TICKED.finditer(words))
    yield from ((one.start(), one["word"]) for one in _VERDICT.finditer(words))
    yield from ((at, one[1]) for at in _breaks(text) if (one := _OPENS.match(words, at)))


def _called(word: str) -> bool | None:
    """Whether a word or a sign calls an option right or wrong."""
    sign, _ = split_mark((said(f"{word} x"),))
    return sign is Mark.YES if sign in (Mark.YES, Mark.NO) else is_so(word)


def _reasoned(raws: list[Written]) -> list[Written]:
    """Options without the verdict that stands behind every one of them, and marked by it."""
    raws = _scored(raws)
    found: list[tuple[int, bool]] = []
    behind = False
    for raw in raws:
        said_of = (
            (at, told)
            for at, word in _verdicts(raw.text)
            if at and (told := _called(word)) is not None
        )
        one = next(said_of, None)
        behind = behind or one is not None
        marked = (len(plain(raw.text)), raw.marked) if raw.marked is not None else (-1, False)
        found.append(one or marked)
    verdicts = {told for at, told in found if at > 0}
    if verdicts == {True} and any(at < 0 for at, _ in found):
        found = _remarked(raws, found)
    elif len(verdicts) < 2 or any(at < 0 for at, _ in found):
        found = []
    if not behind or not found:
        return raws
    texts = (plain(raw.text)[:at].rstrip() for raw, (at, _) in zip(raws, found, strict=True))
    if not any(raw.letter for raw in raws) and any(map(_is_stated, texts)):
        return raws  # statements, each true or false
    return [
        replace(
            raw,
            text=stripped(cut(raw.text, 0, at)),
            reason=stripped(cut(raw.text, at), " .—–-([→:;)]"),
            marked=told,
            boxed=raw.boxed or not raw.letter,
        )
        for raw, (at, told) in zip(raws, found, strict=True)
    ]


def _remarked(raws: Sequence[Written], found: Sequence[tuple[int, bool]]) -> list[tuple[int, bool]]:
    """Where the remarks on options begin, of which only the right ones say that they are right.

    Nothing is told unless one sign parts each option from its remark.
    """
    if not all(
        at < 0 or _SURELY.match(plain(raw.text), at)
        for raw, (at, _) in zip(raws, found, strict=True)
    ):
        return []
    places = [_REMARK.search(plain(raw.text)) for raw in raws]
    signs = {match[0].strip() for match in places if match}
    starts = [match.start() if match else 0 for match in places]
    same = all(at in (-1, start) for (at, _), start in zip(found, starts, strict=True))
    if not all(starts) or len(signs) > 1 or not same:
        return []
    return [(start, told) for start, (_, told) in zip(starts, found, strict=True)]


# A box or a ring before a text: `( ) Yes`, `(x) No`, `☑ No`, `● No`.
_RING = re.compile(
    r"(?:[(\[](?P<in>[ xX*•●○◯])[)\]]|(?P<off>[☐○◯◻⚪])|(?P<on>[☑☒●◉◼🔘⚫]))\ufe0f?\s+(?=\S)"
)


def opens_option(row: Inlines) -> bool:
    """Whether a line opens with the letter or the ring of an option."""
    words = plain(row)
    return opening_letter(words) is not None or _RING.match(words) is not None


def _cut_at_rings(row: Inlines) -> list[Inlines]:
    """A line with several boxes, `☑ True ☐ False`, one by one; else the line."""
    places = [match.start() for match in _RING.finditer(plain(row))]
    if len(places) < 2:
        return [row]
    places = [*([0] if places[0] else []), *places]
    ends = [*places[1:], None]
    return [stripped(cut(row, start, end)) for start, end in zip(places, ends, strict=True)]


def _ringed(block: Paragraph, start: int) -> tuple[int, list[Written], Blocks]:
    """Lines with boxes or rings, some of them filled; what stands above them."""
    rows = [piece for row in lines(block.children) for piece in _cut_at_rings(row)]
    rings = [_RING.match(plain(row)) for row in rows]
    first = next((i for i, ring in enumerate(rings) if ring), len(rows))
    raws = _rung(rows[first:])
    if not raws:
        return start, [], ()
    head = joined(rows[:first])
    return start + 1, raws, (paragraph(head),) if head else ()


def _rung(rows: Sequence[Inlines]) -> list[Written]:
    """Lines or items as options where each opens with a box or a ring; else nothing."""
    rings = [_RING.match(plain(row)) for row in rows]
    if not 2 <= len(rows) <= _MAX_OPTIONS or not all(rings):
        return []
    raws = []
    for row, ring in zip(rows, rings, strict=True):
        if ring is not None:
            marked = bool(ring["on"]) or (ring["in"] or " ") not in " ○◯"
            raws.append(Written(text=stripped(cut(row, ring.end())), marked=marked, boxed=True))
    opened = [opening_mark(plain(raw.text)) for raw in raws]
    if in_order([mark[0] if mark else "" for mark in opened]):
        raws = [
            replace(raw, letter=mark[0], text=stripped(cut(raw.text, mark[1])))
            for raw, mark in zip(raws, opened, strict=True)
            if mark is not None
        ]
    return _scored(raws)


def _tabled(block: Table) -> list[Written]:
    """Options in a table: each column headed by its letter, or each row opened by it."""
    rows = [[cell.children for cell in row.cells] for row in block.rows]
    header = [cell.children for cell in block.header]
    if spread := _spread([header, *rows]):
        return spread
    if len(rows) == 1 and _are_letters([plain(cell) for cell in header]):
        pairs = list(zip(header, rows[0], strict=False))
    else:
        headed = any(plain(cell).strip() for cell in header)
        first = [] if not headed or not _is_letter(header[0], 0) else [header]
        table = [*first, *rows]
        if not all(len(row) == _COLUMNS for row in table) or not table:
            return []
        pairs = [(row[0], row[1]) for row in table]
    letters = [_bare_letter(plain(cell)) for cell, _ in pairs]
    if not _are_letters(letters) or not all(plain(text).strip() for _, text in pairs):
        return []
    return [
        Written(text=stripped(text), letter=letter)
        for letter, (_, text) in zip(letters, pairs, strict=True)
    ]


def _spread(rows: Sequence[Sequence[Inlines]]) -> list[Written]:
    """Options that fill a table cell by cell, row by row or column by column: `A. 0 | B. 7`."""
    across = [cell for row in rows for cell in row]
    down = [row[i] for i in range(max(map(len, rows))) for row in rows if i < len(row)]
    for cells in (across, down):
        filled = [cell for cell in cells if plain(cell).strip()]
        opened = [opening_letter(plain(cell)) for cell in filled]
        if len(filled) <= _MAX_OPTIONS and in_order([one[0] if one else "" for one in opened]):
            return [_written(cell) for cell in filled]
    return []


_COLUMNS = 2


def _bare_letter(words: str) -> str:
    """The letter of a cell that holds nothing else: `b`, `(b)`, `B)`."""
    return words.strip(" ()[].:")


def _are_letters(cells: Sequence[str]) -> bool:
    letters = [_bare_letter(cell) for cell in cells]
    return in_order(letters) and not letters[0].isdecimal()


def _is_of_option(blocks: Sequence[Block], index: int, raws: Sequence[Written]) -> bool:
    """Whether code stands under its letter: that is alone, or the next letter follows."""
    if not raws[-1].text:
        return True
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return isinstance(following, Paragraph) and _is_letter(lines(following.children)[0], len(raws))


def _is_letter(row: Inlines, which: int) -> bool:
    words = plain(split_mark(row)[1])
    opened = _opened(split_mark(row)[1])
    letter = opened[0] if opened else letter_alone(words)
    return bool(letter) and is_nth(letter, which)


def _rows(rows: Sequence[Inlines], raws: Sequence[Written]) -> list[Written]:
    """The options of some lines; a line without a letter goes on with the one above."""
    out = list(raws)
    for row in rows:
        if _is_letter(row, len(out)):
            out.append(_written(row))
        elif out:
            last = out[-1]
            out[-1] = replace(last, text=joined([last.text, row]))
    return out


def _unended(words: Inlines) -> Inlines:
    """An option without the sign that parts it from the next on its line."""
    text = plain(words)
    return stripped(cut(words, 0, len(text) - 1)) if text.endswith(_PARTING) else words


_PARTING = (";", ",", "；", "|", "·", "•", "/")


# What binds the last option of a sentence to those before it: `(A) 2, (B) 3 or (C) 4?`.
_BINDS = re.compile(r"(?<![\s,])(?:\s*+,)?\s++(?:or|and|oder|und|ou|et|o|y|e|of|en|или|и)\s*+$")


def _unbound(raws: list[Written]) -> list[Written]:
    """Options that a sentence tells, without the word between the last two and the sign at its end.

    The sign is the sentence's where no other option has one.
    """
    *before, near, last = raws
    text, end = plain(near.text).rstrip(), plain(last.text).rstrip()
    bound = _BINDS.search(text)
    signed = any(plain(raw.text).rstrip()[-1:] in _STOPS for raw in (*before, near))
    if bound is not None and not any(_BINDS.search(plain(raw.text)) for raw in (*before, last)):
        near = replace(near, text=cut(near.text, 0, bound.start()))
    if end[-1:] in _STOPS and not signed:
        last = replace(last, text=cut(last.text, 0, len(end) - 1))
    return [*before, near, last]


_STOPS = frozenset(".?？")


def _on_one_line(block: Block, start: int) -> tuple[int, list[Written], Blocks]:
    """`Which? A) 3  B) 4`: options behind each other."""
    if not isinstance(block, Paragraph):
        return start, [], ()
    inlines = block.children
    words = plain(inlines)
    places = places_inside(words)
    if len(places) < 2:
        return start, [], ()
    edges = [place[1] for place in places[1:]] + [len(words)]
    raws = [
        replace(
            _written(stripped(cut(inlines, begin, end)), lettered=False), letter=letter, sure=True
        )
        for (letter, _, begin), end in zip(places, edges, strict=True)
    ]
    raws = _unbound([replace(raw, text=_unended(raw.text)) for raw in raws])
    head = stripped(cut(inlines, 0, places[0][1]))
    heads = lines(cut(inlines, 0, places[0][1]))
    own_line = len(heads) > 1 and not plain(heads[-1])
    if head and not own_line and plain(head).endswith((".", "!", "。")):
        return start, [], ()
    if any(len(plain(raw.text).split()) > _MAX_WORDS_ON_LINE for raw in raws):
        return start, [], ()
    before = (paragraph(head),) if head else ()
    return start + 1, raws, before
