"""Answers on one line, or in one text, put behind what they answer by number or letter.

`Answers: 1 Oslo · 2 Bern` behind numbered lines that ask, gaps with numbers, parts of an exam.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from flashcards import patterns as re
from flashcards.questions.boxes import held
from flashcards.questions.forms.verdicts import pair_of
from flashcards.questions.letters import in_order, is_nth, opening_letter
from flashcards.questions.opening import Opening, opening_of
from flashcards.questions.roles import (
    begins_asking,
    has_question_mark,
    is_answer,
    is_key_name,
    is_prompt_label,
    may_name_key,
    question_words,
    some_sentence_asks,
)
from flashcards.questions.slices import (
    all_alone,
    answer_box,
    between,
    cut,
    joined,
    lines,
    paragraph,
    stripped,
)
from flashcards.questions.strung import Strung, strung
from flashcards.questions.told import names_only
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Rule,
    Wrapper,
)
from flashcards.tree.span import hull
from flashcards.values import dataclass

_LEAST = 2
_SURE = 0.3
_NEARLY = 0.8
"""Share of what a key answers that must ask: below the name of a key, and else."""

_FAR = 30
"""Blocks that may stand between numbered lines and their key."""

_MOST_NAME = 10
"""Words before the first answer of a key."""


def numbered_off(run: Blocks) -> Blocks:
    """The blocks with each such answer behind its question, and without their key."""
    gaps = any(_GAP.search(plain(block.children)) for block in run if isinstance(block, Paragraph))
    for index in range(len(run) - 1, 0, -1):
        label = _opens(run, index)
        if label and (gaps or not label.isalpha()):
            targets = _parts if label[-1:].isalpha() and label[:1].isdecimal() else _rows
            done = (gaps and _served(run, index, _gaps)) or _served(run, index, targets)
            run = done or run
    return run


# The first label of some words: `1`, `a)`, `(1)`, `1a)`, `1(a)`.
_FIRST = re.compile(
    r"(?P<label>(?<!\d)(?<!\w\w\w)\d{1,3}(?:\s?[.(]?[a-p](?![^\W\d_]))?|(?<!\w)[a-p])"
    r"(?=[)\].:=\s–—→-])"
)


def _opens(run: Blocks, index: int) -> str:
    """The first label of what may be a key, by its name or by what stands before it; or nothing."""
    text = plain(_words(run[index]))
    first = _FIRST.search(text)
    if first is None:
        return ""
    lead = _DRESS.sub("", text[: first.start()]).strip()
    return re.sub(r"\W", "", first["label"]) if not lead or names_key(lead) else ""


# What may stand between the name of a key and its first number: `Q`, `zu`, `(`.
_DRESS = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]{1,2}\.?\s?)?[(\[]?$")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a key may answer: the labels in order, and the blocks once they are answered."""

    labels: tuple[str, ...]
    share: float  # of them that asks
    answered: Callable[[Sequence[Inlines]], Blocks]


def _served(run: Blocks, index: int, targets: Callable[[Blocks], _Asked | None]) -> Blocks:
    """The run with the key at an index given to what it answers; nothing if it is none."""
    words, end = _key(run, index)
    if not words:
        return ()
    named = is_named(run[index - 1])
    asked = targets(run[: index - named])
    if asked is None:
        return ()
    found = strung(words, asked.labels)
    if found is None or _is_of_others(found):
        return ()
    name = plain(found.lead).strip()
    sure = named if not name else names_key(name)
    if name and not sure:
        return ()
    if asked.share < (_SURE if sure else _NEARLY):
        return ()
    return (*asked.answered(found.told), *run[end:])


def _key(run: Blocks, index: int) -> tuple[Inlines, int]:
    """The words of what may be a key, and where it ends: one paragraph, or all below its name."""
    words = _words(run[index])
    end = index + 1
    told = bool(words) and _TOLD.match(plain(words)) is not None
    if words and isinstance(run[index], Paragraph) and (told or is_named(run[index - 1])):
        more = [words]
        while end < len(run) and isinstance(other := run[end], Paragraph):
            more.append(other.children)
            end += 1
        while len(more) > 1 and not _LABELLED.match(plain(more[-1])):
            more.pop()
            end -= 1
        words = joined(more)
    return words, end


# The initial of the word for an answer and the first number: `A1. …`, over `A2. …`.
_TOLD = re.compile(r"[ARLS]\.?\s?1[.):]?\s")
# A label at the head of a line, whatever it is dressed in.
_LABELLED = re.compile(r"\W{0,3}(?:[^\W\d_]{1,10}\.? ?)?[(\[]?(?:\d{1,3}|[a-p](?![^\W\d_]))")


def _words(block: Block) -> Inlines:
    """The words of a paragraph, or of the only one in a fold or quote, bare of what wraps all."""
    inside = held(block)[1]
    block = inside[0] if len(inside) == 1 else block
    bare = stripped(block.children) if isinstance(block, Paragraph) else ()
    while len(bare) == 1 and isinstance(bare[0], Wrapper):
        bare = stripped(bare[0].children)
    return bare


def is_named(block: Block) -> bool:
    """Whether a heading, or a paragraph that is a name and no more, announces answers."""
    if isinstance(block, Heading):
        return may_name_key(plain(block.children))
    return isinstance(block, Paragraph) and names_key(plain(block.children))


# A remark on how a key is to be read: `Answers (turn the sheet)`.
_REMARK = re.compile(r"\s*[(\[][^()\[\]]{1,80}[)\]]")


def names_key(words: str) -> bool:
    """Whether some words are the name of a key, what it says in brackets and of what aside."""
    bare = _REMARK.sub("", words).strip(" \t*_([:：–—-=")
    few = 0 < len(bare.split()) <= _MOST_NAME
    return few and (is_key_name(bare) or (may_name_key(bare) and words.rstrip()[-1:] in ":：–—"))


def _is_of_others(found: Strung) -> bool:
    """Whether a key tells letters of options or verdicts: others know what these mean."""
    words = [plain(one).strip() for one in found.told]
    return all(map(names_only, words)) or pair_of(words) is not None


def answered_item(words: Inlines, told: Inlines, number: int) -> Item:
    """An item that asks by its number, with what answers it."""
    asked = paragraph(words)
    return Item((asked, answer_box((paragraph(told),))), number=number, span=asked.span)


def numbered(items: Sequence[Item]) -> OrderedList:
    """A list of such items."""
    return OrderedList(tuple(items), items[0].number or 1, span=hull(item.span for item in items))


# --- numbered lines and items --------------------------------------------------------------------

# `1 Which …`, `Q2 Which …`, `3) Which …`.
_ROW = re.compile(
    r"(?:(?:[QFPDVqfpdv]|[Nn][or])\.?\s?)?(?P<number>\d{1,3})"
    r"(?:\s?[.):]|\s[–—-])?\s+(?=\S)"
)


def _rows(run: Blocks) -> _Asked | None:
    """The last numbered lines or items of a run, one behind the other from the first number on."""
    found: list[tuple[int, list[tuple[int, Inlines]]]] = []
    for index in range(len(run) - 1, -1, -1):
        rows = _numbered(run[index])
        first = found[-1][1][0][0] if found else 0
        if not found and len(run) - index > _FAR:
            break
        if rows and (not found or rows[-1][0] == first - 1):
            found.append((index, rows))
        elif found and (first == 1 or not isinstance(run[index], Heading)):
            break
    found.reverse()
    rows = [row for _, own in found for row in own]
    numbers = [number for number, _ in rows]
    if len(rows) < _LEAST or any(b != a + 1 for a, b in pairwise(numbers)):
        return None
    share = sum(_asks(words) for _, words in rows) / len(rows)

    def answered(told: Sequence[Inlines]) -> Blocks:
        out = list(run)
        left = iter(told)
        for index, own in found:
            out[index] = numbered(
                [answered_item(words, next(left), number) for number, words in own]
            )
        last = found[-1][0]
        return (*out[: last + 1], Rule(span=run[last].span), *out[last + 1 :])

    return _Asked(tuple(map(str, numbers)), share, answered)


def _numbered(block: Block) -> list[tuple[int, Inlines]]:
    """The lines of a paragraph or the items of a list, if all are numbered and one line each."""
    if isinstance(block, OrderedList):
        rows = [joined(lines(one.children)) for one in all_alone(block.items)]
        return list(zip(block.numbers, rows, strict=True)) if rows else []
    rows = lines(block.children) if isinstance(block, Paragraph) else []
    count = plain(rows[0]).count("?") if len(rows) == 1 else 0
    if count >= _LEAST:
        several = strung(rows[0], [str(number) for number in range(1, count + 1)])
        if several and not several.lead:
            return list(enumerate(several.told, 1))
    matches = [_ROW.match(plain(row)) for row in rows]
    found = [
        (int(match["number"]), stripped(cut(row, match.end())))
        for row, match in zip(rows, matches, strict=True)
        if match
    ]
    return found if len(found) == len(rows) else []


def _asks(words: Inlines) -> bool:
    text = plain(words).rstrip(" _.…")
    return begins_asking(text) or has_question_mark(text) or "__" in plain(words)


# --- gaps with numbers ---------------------------------------------------------------------------

# `(1) ____`, `____ (1)`, `__1__`, `__(a)__`, `[1] ……`.
_GAP = re.compile(
    r"(?:[(\[](?P<a>\d{1,2}|[a-z])[)\]]|(?<!\w)(?P<b>\d{1,2}))\s?(?:_{2,}|\.{4,}|…{2,})"
    r"|_{2,}\s?[(\[]?(?P<c>\d{1,2}|[a-z])[)\]]?\s?_{2,}"
    r"|(?:_{2,}|\.{4,})\s?[(\[](?P<d>\d{1,2}|[a-z])[)\]]"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with labelled gaps: the labels, and its words with gaps that have none."""

    labels: tuple[str, ...]
    words: Inlines


def _gaps(run: Blocks) -> _Asked | None:
    """All sentences with labelled gaps of a run."""
    found = {
        index: sentences
        for index, block in enumerate(run)
        if isinstance(block, Paragraph) and (sentences := list(_sentences(block)))
    }
    labels = tuple(label for own in found.values() for one in own for label in one.labels)
    if len(labels) < _LEAST or len(set(labels)) < len(labels):
        return None

    def answered(told: Sequence[Inlines]) -> Blocks:
        left = iter(told)
        out: list[Block] = []
        count = 0
        for index, block in enumerate(run):
            if index not in found:
                out.append(block)
                continue
            items: list[Item] = []
            for one in found[index]:
                count += 1
                words = joined([next(left) for _ in one.labels], ", ")
                items.append(answered_item(one.words, words, count))
            out += [numbered(items), Rule(span=block.span)]
        return tuple(out)

    return _Asked(labels, 1.0, answered)


def _sentences(block: Paragraph) -> Iterator[_Sentence]:
    for row in lines(block.children):
        text = plain(row)
        for piece in between(_SENTENCE.finditer(text), len(text)):
            words = cut(row, *piece)
            gaps = list(_GAP.finditer(plain(words)))
            labels = tuple(gap["a"] or gap["b"] or gap["c"] or gap["d"] for gap in gaps)
            if gaps:
                yield _Sentence(labels, _unlabelled(words, gaps))


def _unlabelled(words: Inlines, gaps: Sequence[re.Match[str]]) -> Inlines:
    """A sentence whose gaps are lines and nothing else."""
    pieces = [cut(words, *piece) for piece in between(gaps, len(plain(words)))]
    return joined(pieces, "____")


# --- parts of an exam ----------------------------------------------------------------------------


_LETTERS = "abcdefgh"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part, or a task without parts: its label, and the block behind which its answer goes."""

    label: str
    place: int
    asks: bool


def _parts(run: Blocks) -> _Asked | None:
    """The tasks of an exam, of which some have parts by letters."""
    loose = tuple(part for block in run for part in _apart(block))
    tasks = [one for i, block in enumerate(loose) if (one := _task(block, i))]
    if not tasks:
        return None
    ends = [*(one.index for one in tasks[1:]), len(loose)]
    parts = [part for one, end in zip(tasks, ends, strict=True) for part in _of(loose, one, end)]
    labels = tuple(part.label for part in parts)
    if len(parts) < _LEAST or all(map(str.isdecimal, labels)) or len(set(labels)) < len(labels):
        return None

    alone = Counter(label.rstrip(_LETTERS) for label in labels)

    def answered(told: Sequence[Inlines]) -> Blocks:
        out: list[Block] = []
        left = {part.place: (part, words) for part, words in zip(parts, told, strict=True)}
        for index, block in enumerate(loose):
            part, words = left.get(index, (None, ()))
            if part is None:
                out.append(block)
            elif part.label.isdecimal():
                out += [block, answer_box((paragraph(words),)), Rule(span=block.span)]
            elif alone[part.label.rstrip(_LETTERS)] > 1:
                out += [block, answer_box((paragraph(words),))]
            else:  # one part, which nothing but its answer tells
                asked = block.children if isinstance(block, Paragraph) else ()
                opened = opening_letter(plain(asked))
                asked = cut(asked, opened[1]) if opened else asked
                out += [numbered([answered_item(asked, words, 1)]), Rule(span=block.span)]
        return tuple(out)

    return _Asked(labels, sum(part.asks for part in parts) / len(parts), answered)


def _task(block: Block, index: int) -> Opening | None:
    """The opening of a task by its word and number."""
    one = opening_of(block, index)
    if one is None or not one.count.isdecimal() or is_answer(one.word):
        return None
    return one if is_prompt_label(one.word) or one.word in question_words() else None


def _apart(block: Block) -> Iterator[Block]:
    """A paragraph whose lines are parts by letters, each line by itself."""
    rows = lines(block.children) if isinstance(block, Paragraph) else []
    signs = [opening_letter(plain(row)) for row in rows]
    if len(rows) >= _LEAST and in_order([sign[0] if sign else "" for sign in signs]):
        yield from map(paragraph, rows)
    else:
        yield block


def _of(run: Blocks, task: Opening, end: int) -> Iterator[_Part]:
    """The parts of a task, or the task itself."""
    found: list[tuple[str, int]] = []
    for index in range(task.index + 1, end):
        block = run[index]
        opened = opening_letter(plain(block.children)) if isinstance(block, Paragraph) else None
        if opened:
            found.append((opened[0].lower(), index))
    if found and all(is_nth(letter, place) for place, (letter, _) in enumerate(found)):
        for letter, index in found:
            yield _Part(f"{task.count}{letter}", index, True)
        return
    texts = [(i, one) for i in range(task.index, end) if isinstance(one := run[i], Paragraph)]
    asking = [i for i, one in texts if some_sentence_asks(plain(one.children))]
    place = asking[-1] if asking else texts[0][0] if texts else task.index
    yield _Part(task.count, place, bool(asking))


__all__ = ["numbered_off"]
