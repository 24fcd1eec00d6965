"""Keys: the answers of several questions together, by number, behind them all.

`## Answers` over `1. B`, `1-B, 2-C`, a table, or headings with the numbers of the questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.boxes import held
from flashcards.questions.key_entries import (
    Entry,
    across,
    entries_in,
    entries_of,
    numbered_in,
    numbered_lines,
    rows_of,
    short_entries,
    told_in_prose,
    turned_key,
    under_headings,
)
from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.letters import SIGN, named, places_inside
from flashcards.questions.roles import (
    answer_label,
    folded,
    is_key_name,
    is_told,
    may_name_key,
    named_for,
    role_of,
)
from flashcards.questions.slices import cut, joined, lines, paragraph, stripped
from flashcards.questions.told import names_only
from flashcards.tree import Span, plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Details,
    Emphasis,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Table,
    own_inlines,
    walk,
)
from flashcards.values import dataclass

# A number by itself, in the first column of a table: `3`, `Q3.`
_COUNT = re.compile(r"\W*(?:[^\W\d]{1,10}\W{0,3})?\d{1,4}\W{0,2}")
_LEAST = 2
"""A key answers several questions."""
_AGREE = 0.6
"""Share of the answers of a key without a sure name that must be letters of options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Answers by number, in order; `start` and `end` are their blocks in the run.

    `lead`: what stands in it before the first answer. `counted`: the numbers are counted, not
    printed, so that there must be one for each question. `ahead`: it stands above its questions.
    `unsure`: its title says more than that it answers, so that all numbers must be those of the
    questions.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    span: Span
    lead: Blocks = ()
    counted: bool = False
    ahead: bool = False
    unsure: bool = False


def find_keys(run: Blocks) -> list[Key]:
    """What may be keys, in order; most of them answer the one question above."""
    found: list[Key] = []
    index = 0
    titles = frozenset(folded(plain(b.children)) for b in run if isinstance(b, Heading))
    first = next((i for i, block in enumerate(run) if _tells(block) or _row(block)), -1)
    while index < len(run):
        end, inside = _announced(run, index)
        if end > index and not isinstance(
            run[index], Details | Callout
        ):  # a fold ends where it ends
            inside, end = _trimmed(inside, end)
            inside, end = _row_only(inside, end)
        entries = tuple(entries_in(inside))
        unsure = not _is_named(run[index], titles) and not _are_letters(entries)
        if unsure and not isinstance(run[index], Details | Callout):
            entries, end = (), index  # answers in words need a title that can be nothing else
        if len(entries) < _LEAST and (told := tuple(_listed(run[index]))):
            entries, end = told, index + 1
        row = _row(run[index]) if not entries and index == first else ()
        if row:
            entries, end = row, index + 1
        elif not entries and inside and (row := _row_under(run[index], inside[0])):
            entries, end = row, index + 2
        if end > index:
            span = run[index].span
            lead = tuple(_before(entries, inside))
            found.append(
                Key(
                    start=index,
                    end=end,
                    entries=entries,
                    span=span,
                    lead=lead,
                    counted=bool(row),
                    unsure=unsure,
                )
            )
        index = max(end, index + 1) if len(entries) >= _LEAST else index + 1
    return found


def _before(entries: Sequence[Entry], inside: Blocks) -> Iterator[Block]:
    """The blocks of a key before its first answer, such as a word of warning."""
    start = min((block.span.start for _, told in entries for block in told), default=-1)
    for block in inside:
        if not isinstance(block, Heading) and block.span.start >= 0 and block.span.end <= start:
            yield block


# Letters one after the other and nothing else: `B, A, C`.
_ROW = re.compile(rf"\W*{SIGN}(?:(?:\s*[,;、]\s*|\s+){SIGN})+\W*")


def _row_under(title: Block, block: Block) -> tuple[Entry, ...]:
    """The letters of all questions in their order on the line under a heading."""
    if isinstance(title, Heading) and isinstance(block, Paragraph):
        return _in_row(block.children)
    return ()


def _row(block: Block) -> tuple[Entry, ...]:
    """`**Answers:** B, A, A`: the letters of all questions in their order."""
    rows = lines(block.children) if isinstance(block, Paragraph) else []
    pair = (split_label(rows[0]) or split_spoken(rows[0])) if len(rows) == 1 else None
    pair = pair or (_told(rows[0]) if len(rows) == 1 else None)
    name = plain(pair[0]) if pair else ""
    if pair is None or not (may_name_key(name) or is_told(name)):
        return ()
    return _in_row(pair[1])


def _in_row(told: Inlines) -> tuple[Entry, ...]:
    if not _ROW.fullmatch(plain(told)):
        return ()
    places = [match.span() for match in re.finditer(SIGN, plain(told))]
    return tuple(
        (number, (paragraph(cut(told, *place)),)) for number, place in enumerate(places, 1)
    )


def _told(row: Inlines) -> tuple[Inlines, Inlines] | None:
    """`Correct: A B C` in plain letters: the word for what is right, and the rest."""
    name, colon, _ = plain(row).partition(":")
    told = bool(colon) and is_told(name)
    return (cut(row, 0, len(name)), stripped(cut(row, len(name) + 1))) if told else None


def _tells(block: Block) -> bool:
    """Whether a line in a block opens with the word for an answer."""
    return any(
        answer_label(plain(line))
        for child in walk((block,))
        for own in own_inlines(child)
        for line in lines(own)
    )


def _is_named(block: Block, titles: frozenset[str]) -> bool:
    """Whether a title, if it is one, is the name of a key, or that and another title's words."""
    match block:
        case Details() | Callout():
            title = plain(held(block)[0])
        case Heading():
            title = plain(block.children)
        case _:
            return True
    return is_key_name(title) or any(folded(rest) in titles for rest in named_for(title))


def _are_letters(entries: Sequence[Entry]) -> bool:
    """Whether nearly all answers open with a letter of an option: `B`, `**b)** because …`."""
    opened = 0
    for _, told in entries:
        words = plain(told[0].children) if told and isinstance(told[0], Paragraph) else ""
        found = named(words, _ANY, labelled=True)
        opened += found is not None and not words[: found[1]].strip("( *").startswith(_DIGITS)
    return len(entries) >= _LEAST and opened >= _AGREE * len(entries)


_ANY = ("",) * 8
_DIGITS = tuple("0123456789")


def _listed(block: Block) -> Iterator[Entry]:
    """A block without a name that holds letters by number and nothing else: `1-b, 2-a`."""
    if isinstance(block, Details | Callout | Quote):
        children = held(block)[1]
        yield from _listed(children[0]) if len(children) == 1 else ()
    elif isinstance(block, BulletList | OrderedList):
        entries = tuple(numbered_in(block))
        if len(entries) == len(block.items) and all(_is_letter(told) for _, told in entries):
            yield from entries
    elif isinstance(block, Paragraph):
        rows = [row for row in lines(block.children) if not _offers(plain(row))]
        pieces = rows_of(block)
        if len(rows) == 1 < len(pieces) and (turned := turned_key(pieces)):
            yield from turned
        elif rows and all(short_entries(row) or is_key_name(plain(row)) for row in rows):
            yield from (entry for row in rows for entry in short_entries(row))
        else:
            yield from told_in_prose(rows)


def _offers(words: str) -> bool:
    """Whether a line gives options, which may be numbers: `(A) 32  (B) 64` is no `32 B`."""
    places = places_inside(words)
    return bool(places) and not any(map(str.isdecimal, words[: places[0][1]]))


def _is_letter(told: Blocks) -> bool:
    """Whether an answer is the letter of an option and nothing else."""
    first = told[0] if len(told) == 1 else None
    words = plain(first.children).strip() if isinstance(first, Paragraph) else ""
    return names_only(words) and not words.startswith(_DIGITS)


def _trimmed(blocks: Blocks, end: int) -> tuple[Blocks, int]:
    """A key up to its last answer: what stands behind is none of it, and opens anew."""
    inside = [tuple(entries_of(block)) for block in blocks]
    if under_headings(blocks, inside):
        return blocks, end
    told = [place for place, entries in enumerate(inside, 1) if entries]
    explained = bool(told) and told[-1] - told[0] >= len(told)  # texts between the answers
    extra = len(blocks) - told[-1] if told and not explained else 0
    return blocks[: len(blocks) - extra], end - extra


def _row_only(blocks: Blocks, end: int) -> tuple[Blocks, int]:
    """A key whose first line names all its letters: what stands behind such lines is none of it."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not short_entries(lines(first.children)[0]):
        return blocks, end
    count = next(
        (
            i
            for i, block in enumerate(blocks)
            if not isinstance(block, Paragraph)
            or not all(map(short_entries, lines(block.children)))
        ),
        len(blocks),
    )
    return (blocks[:count], end - len(blocks) + count) if count else (blocks, end)


def serving(keys: Sequence[Key], openings: Sequence[tuple[int, int]]) -> list[Key]:
    """Those keys that stand behind several questions of their own.

    Args:
        keys: in order.
        openings: where questions open in the same run, and their printed numbers, 0 for none.
    """
    kept: list[Key] = []
    start = 0
    keys = _merged(keys)
    if keys and not any(place < keys[0].start for place, _ in openings):
        numbers = [number for number, _ in keys[0].entries]
        if len(numbers) >= _LEAST and numbers == [number for _, number in openings]:
            return [replace(keys[0], ahead=True)]
    for key in keys:
        if _asks_on(key, openings):
            continue
        printed = [number for place, number in openings if start <= place < key.start]
        served = len(printed)
        whole = not key.counted or len(key.entries) == served
        numbers = [number for number, _ in key.entries]
        named = len(set(numbers)) >= _LEAST and set(numbers) <= set(printed)
        if key.unsure and numbers != printed:
            continue
        if whole and (named or _fits(numbers, served)):
            kept.append(key)
        start = key.start
    return kept


def without_rows(run: Blocks, keys: Sequence[Key]) -> Blocks:
    """The run with rules for the keys that are one line: none answers the question above it."""
    rows = {key.start for key in keys if key.end == key.start + 1 and _are_letters(key.entries)}
    return tuple(
        Rule(span=block.span)
        if index in rows and isinstance(block, Paragraph | Details | Callout)
        else block
        for index, block in enumerate(run)
    )


def _asks_on(key: Key, openings: Sequence[tuple[int, int]]) -> bool:
    """Whether the next question by number opens in what seems a key: it answers the one above."""
    before = [number for place, number in openings if place < key.start]
    inside = [number for place, number in openings if key.start <= place < key.end]
    return bool(before and inside) and inside[0] == before[-1] + 1 > _LEAST


def _merged(keys: Sequence[Key]) -> list[Key]:
    """The keys, those one behind the other for the same questions as one: letters come first."""
    out: list[Key] = []
    for key in keys:
        last = out[-1] if out else None
        numbers = [number for number, _ in key.entries]
        if last is None or last.end != key.start or numbers != [n for n, _ in last.entries]:
            out.append(key)
            continue
        first, second = (last, key) if _are_letters(last.entries) else (key, last)
        if not _are_letters(first.entries) or _are_letters(second.entries):
            out.append(key)
            continue
        entries = tuple(
            (number, (*told, *more))
            for (number, told), (_, more) in zip(first.entries, second.entries, strict=True)
        )
        lead = (*last.lead, *key.lead)
        out[-1] = replace(last, end=key.end, entries=entries, lead=lead)
    return out


def _fits(numbers: Sequence[int], served: int) -> bool:
    """Whether numbers are those of so many questions: about as many, and one behind the other."""
    count = len(numbers)
    if min(served, len(set(numbers))) < _LEAST or count > 2 * served:
        return False
    if max(numbers) - min(numbers) >= 2 * count:
        return False
    # Fewer than there are questions: those of the last part, whose numbers end with the last.
    return served <= 2 * count or served - count <= min(numbers) <= max(numbers) <= served + 1


def _announced(run: Blocks, index: int) -> tuple[int, Blocks]:
    """Where what a heading, a label or a fold announces as a key ends, and its blocks."""
    block = run[index]
    if isinstance(block, Details | Callout):
        title, children = held(block)
        return (index + 1, children) if may_name_key(plain(title)) else (index, ())
    if isinstance(block, Table):
        return (index + 1, (block,)) if _is_key_table(block) else (index, ())
    if isinstance(block, Heading) and may_name_key(plain(block.children)):
        end = next(
            (
                i
                for i in range(index + 1, len(run))
                if isinstance(other := run[i], Heading) and other.level <= block.level
            ),
            len(run),
        )
        return end, run[index + 1 : end]
    if isinstance(block, Paragraph):
        first = lines(block.children)[0]
        pair = split_label(first) or _spoken(first)
        behind = run[index + 1] if index + 1 < len(run) else None
        goes_on = len(lines(block.children)) > 1 or isinstance(behind, OrderedList | Table)
        alone = pair is None and goes_on and is_key_name(plain(first))
        listed = isinstance(behind, OrderedList | BulletList | Table)
        if listed and _is_set_off(block) and next(named_for(plain(first).rstrip(" :")), None):
            pair, alone = None, True  # `*Key to section 1*` over its list
        if alone or plain(block.children).rstrip().endswith((":", "：")):
            pair = first, ()  # a line over the key: `Answer key:`
        if pair and (alone or is_key_name(plain(pair[0]))):
            name = plain(pair[0])
            end = next(
                (i for i in range(index + 1, len(run)) if isinstance(run[i], Heading)), len(run)
            )
            again = [i for i in range(index + 1, end) if _is_labelled(run[i], name)]
            if again and not isinstance(behind, OrderedList | BulletList | Table):
                return index, ()  # each question has its own, under the same name
            end = min((*again, end))
            rest = joined([pair[1], *lines(block.children)[1:]])
            own = (Paragraph(rest, span=block.span),) if rest else ()
            return end, (*own, *run[index + 1 : end])
    return index, ()


def _is_set_off(block: Paragraph) -> bool:
    """Whether a paragraph is one node in bold or slanted letters."""
    words = stripped(block.children)
    return len(words) == 1 and isinstance(words[0], Strong | Emphasis)


def _is_labelled(block: Block, name: str) -> bool:
    """Whether a paragraph opens with a label of this name."""
    pair = split_label(lines(block.children)[0]) if isinstance(block, Paragraph) else None
    return pair is not None and folded(plain(pair[0])) == folded(name)


def _spoken(line: Inlines) -> tuple[Inlines, Inlines] | None:
    """`Answers: 1b, 2a` in plain letters; `Answer: …` is one question's but for such a line."""
    pair = split_spoken(line)
    return pair if pair and sum(1 for _ in numbered_lines(pair[1])) >= _LEAST else None


def _is_key_table(block: Table) -> bool:
    """Whether a table that nothing announces gives answers by number, and no question."""
    names = [plain(cell.children).strip() for cell in block.header]
    numbered = all(
        row.cells and _COUNT.fullmatch(plain(row.cells[0].children).strip()) for row in block.rows
    )
    answers = any(role_of(name) is Role.SOLUTION or is_told(name) for name in names[1:])
    if len(block.rows) == 1 and (row := across(block)):
        told = [plain(words).strip() for _, words in row]
        named = is_key_name(names[0]) or is_key_name(plain(block.rows[0].cells[0].children))
        letters = len(row) == len(names) and not any(map(str.isdecimal, told))
        counted = letters and [number for number, _ in row] == list(range(1, len(row) + 1))
        return (named or counted) and all(map(names_only, told))
    return len(block.rows) >= _LEAST and numbered and answers
