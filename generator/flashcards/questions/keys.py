"""Keys: the answers of several questions together, by number, behind them all.

`## Answers` over `1. B`, `1-B, 2-C`, a table, or headings with the numbers of the questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import NO_PHRASE, Question, Role, Section
from flashcards.questions.boxes import held
from flashcards.questions.forms.titles import title_of
from flashcards.questions.hollow import is_hollow
from flashcards.questions.labels import split_label, split_spoken
from flashcards.questions.letters import SIGN, named, places_inside
from flashcards.questions.outline import Outline
from flashcards.questions.parts import Head, question, section_nodes
from flashcards.questions.roles import (
    announcing,
    answer_label,
    folded,
    is_key_name,
    is_meta,
    is_options_name,
    is_prompt_label,
    is_told,
    may_name_key,
    role_of,
)
from flashcards.questions.slices import cut, joined, lines, paragraph, phrase, stripped
from flashcards.questions.told import names_only
from flashcards.tree import Span, plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Details,
    FootnoteRef,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    own_inlines,
    walk,
    walk_inlines,
)
from flashcards.tree.span import hull
from flashcards.values import dataclass

# A number by itself, in the first column of a table: `3`, `Q3.`
_COUNT = re.compile(r"\W*(?:[^\W\d]{1,10}\W{0,3})?\d{1,4}\W{0,2}")
_LEAST = 2
"""A key answers several questions."""
_AGREE = 0.6
"""Share of the choices a key speaks of whose options it must name."""

# `3. B`, `Q3: B`, `3) …`, `3 – B` at the head of a line; `87.5` is no number of a question.
_LINE = re.compile(
    r"\W{0,3}(?:(?:question|frage|no|nr|№|第|[a-z]{1,2}-?)\.?\s*)?(?P<number>\d{1,4})\s*(?:题|題)?"
    r"(?:\W{0,2}\s*[.):：、．–—-]+\s*)(?=\S)(?<!\d\.(?=\d))",
    re.IGNORECASE,
)
# Several on one line, each no more than a letter: `1-B, 2-C` or `1. B 2. C`, `1B 2C`, `M1 a`.
_SHORT = re.compile(
    rf"(?<![\w.])[A-Z]{{0,2}}(?P<number>\d{{1,4}})\s*[.):：、–—=→➜⇒>-]{{0,2}}\s*\(?(?P<letter>{SIGN}(?:\s*[,/&+]\s*{SIGN}(?!\w))*)\)?(?!\w)"
)
# The answers of a run of questions: `1–3: B A B`, `6-10 BCADA`.
_RANGE = re.compile(
    r"(?<![\w.])(?P<first>\d{1,4})\s*[-–—~]\s*(?P<last>\d{1,4})\s*[.):：、]?\s*(?P<letters>[A-Ha-h](?:[\s,，、]*[A-Ha-h])*)(?!\w)"
)


Entry = tuple[int, Blocks]
"""The number of a question, and what answers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Answers by number, in order; `start` and `end` are their blocks in the run.

    `lead`: what stands in it before the first answer. `counted`: the numbers are counted, not
    printed, so that there must be one for each question. `ahead`: it stands above its questions.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    span: Span
    lead: Blocks = ()
    counted: bool = False
    ahead: bool = False


def find_keys(run: Blocks) -> list[Key]:
    """What may be keys, in order; most of them answer the one question above."""
    found: list[Key] = []
    index = 0
    titles = frozenset(folded(plain(b.children)) for b in run if isinstance(b, Heading))
    first = next((i for i, block in enumerate(run) if _tells(block)), -1)
    while index < len(run):
        end, inside = _announced(run, index)
        if end > index and not isinstance(
            run[index], Details | Callout
        ):  # a fold ends where it ends
            inside, end = _trimmed(inside, end)
            inside, end = _row_only(inside, end)
        entries = tuple(_entries(inside))
        if not _is_named(run[index], titles) and not _are_letters(entries):
            entries, end = (), index  # answers in words need a title that can be nothing else
        if len(entries) < _LEAST and (told := tuple(_listed(run[index]))):
            entries, end = told, index + 1
        row = _row(run[index]) if not entries and index == first else ()
        if row:
            entries, end = row, index + 1
        if end > index:
            span = run[index].span
            lead = tuple(_before(entries, inside))
            found.append(
                Key(start=index, end=end, entries=entries, span=span, lead=lead, counted=bool(row))
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
_ROW = re.compile(rf"\W*{SIGN}(?:\s*[,;、]\s*{SIGN})+\W*")


def _row(block: Block) -> tuple[Entry, ...]:
    """`**Answers:** B, A, A`: the letters of all questions in their order."""
    rows = lines(block.children) if isinstance(block, Paragraph) else []
    pair = (split_label(rows[0]) or split_spoken(rows[0])) if len(rows) == 1 else None
    if pair is None or not may_name_key(plain(pair[0])) or not _ROW.fullmatch(plain(pair[1])):
        return ()
    places = [match.span() for match in re.finditer(SIGN, plain(pair[1]))]
    return tuple(
        (number, (paragraph(cut(pair[1], *place)),)) for number, place in enumerate(places, 1)
    )


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
    return is_key_name(title) or any(folded(rest) in titles for rest in _named_of(title))


_PARTING = ":：–—-("
_BINDS = frozenset(
    ("to", "for", "zu", "für", "zum", "zur", "à", "au", "de", "del", "para", "do", "da", "per")
)
_ARTICLES = frozenset(("the", "den", "der", "dem", "les", "la", "le", "las", "los", "o", "a", "as"))


def _named_of(title: str) -> Iterator[str]:
    """What a title says beside the word for answers: `Quiz: answers`, `Answers to the quiz`."""
    for place, sign in enumerate(title):
        if sign in _PARTING:
            left, right = title[:place].strip(), title[place + 1 :].strip(" )")
            if is_key_name(right):
                yield left
            if is_key_name(left):
                yield right
    words = title.split()
    for place, word in enumerate(words):
        if word.casefold() in _BINDS and is_key_name(" ".join(words[:place])):
            rest = words[place + 1 :]
            yield " ".join(rest[1:] if rest and rest[0].casefold() in _ARTICLES else rest)


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
        entries = tuple(_numbered(block))
        if len(entries) == len(block.items) and all(_is_letter(told) for _, told in entries):
            yield from entries
    elif isinstance(block, Paragraph):
        rows = [row for row in lines(block.children) if not _offers(plain(row))]
        pieces = _rows_of(block)
        if len(rows) == 1 < len(pieces) and (turned := _turned(pieces)):
            yield from turned
        elif rows and all(_shorts(row) or is_key_name(plain(row)) for row in rows):
            yield from (entry for row in rows for entry in _shorts(row))
        else:
            yield from _prose(rows)


def _offers(words: str) -> bool:
    """Whether a line gives options, which may be numbers: `(A) 32  (B) 64` is no `32 B`."""
    places = places_inside(words)
    return bool(places) and not any(map(str.isdecimal, words[: places[0][1]]))


# The end of a sentence, not of a number or an option: `… 3 a and 4 c. Whoever`.
_SENTENCE = re.compile(r"(?<=\w[.!;])\s+(?=[^\W\d_]{2})")


def _prose(rows: Sequence[Inlines]) -> list[Entry]:
    """`The right answers are 1 b, 2 d and 3 a.`: a sentence that says nothing else."""
    for row in rows:
        start = 0
        words = plain(row)
        for end in (*(match.end() for match in _SENTENCE.finditer(words)), len(words)):
            found = _said_in(cut(row, start, end))
            if found:
                return found
            start = end
    return []


def _said_in(sentence: Inlines) -> list[Entry]:
    """The letters of a sentence whose other words announce what is right, or bind."""
    words = plain(sentence)
    found = list(_SHORT.finditer(words))
    if len(found) < _LEAST:
        return []
    rest = _SHORT.sub(" ", words)
    names = [word.casefold() for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", rest)]
    table = announcing()
    known = [word in table.words or word.startswith(table.stems) for word in names]
    filled = [word in table.fill or word in table.nouns or word in _BINDING for word in names]
    never = any(word in table.never for word in names)
    if never or not any(known) or not all(map(max, known, filled)) or re.search(r"\d", rest):
        return []
    return [(int(m["number"]), (paragraph(cut(sentence, *m.span("letter"))),)) for m in found]


_BINDING = frozenset(
    ("and", "und", "et", "y", "e", "и", "o", "as", "follows", "wie", "folgt", "in")
)


def _is_letter(told: Blocks) -> bool:
    """Whether an answer is the letter of an option and nothing else."""
    first = told[0] if len(told) == 1 else None
    words = plain(first.children).strip() if isinstance(first, Paragraph) else ""
    return names_only(words) and not words.startswith(_DIGITS)


def _trimmed(blocks: Blocks, end: int) -> tuple[Blocks, int]:
    """A key up to its last answer: what stands behind is none of it, and opens anew."""
    inside = [tuple(_entries_of(block)) for block in blocks]
    if _headed(blocks, inside):
        return blocks, end
    told = [place for place, entries in enumerate(inside, 1) if entries]
    explained = bool(told) and told[-1] - told[0] >= len(told)  # texts between the answers
    extra = len(blocks) - told[-1] if told and not explained else 0
    return blocks[: len(blocks) - extra], end - extra


def _row_only(blocks: Blocks, end: int) -> tuple[Blocks, int]:
    """A key whose first line names all its letters: what stands behind such lines is none of it."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or not _shorts(lines(first.children)[0]):
        return blocks, end
    count = next(
        (
            i
            for i, block in enumerate(blocks)
            if not isinstance(block, Paragraph) or not all(map(_shorts, lines(block.children)))
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
        printed = [number for place, number in openings if start <= place < key.start]
        served = len(printed)
        whole = not key.counted or len(key.entries) == served
        numbers = [number for number, _ in key.entries]
        named = len(set(numbers)) >= _LEAST and set(numbers) <= set(printed)
        if whole and (named or _fits(numbers, served)):
            kept.append(key)
        start = key.start
    return kept


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
        if plain(block.children).rstrip().endswith((":", "：")):
            pair = first, ()  # a line over the key: `Answer key:`
        if pair and is_key_name(plain(pair[0])):
            end = next(
                (i for i in range(index + 1, len(run)) if isinstance(run[i], Heading)), len(run)
            )
            rest = joined([pair[1], *lines(block.children)[1:]])
            own = (Paragraph(rest, span=block.span),) if rest else ()
            return end, (*own, *run[index + 1 : end])
    return index, ()


def _spoken(line: Inlines) -> tuple[Inlines, Inlines] | None:
    """`Answers: 1b, 2a` in plain letters; `Answer: …` is one question's but for such a line."""
    pair = split_spoken(line)
    return pair if pair and sum(1 for _ in _lines(pair[1])) >= _LEAST else None


def _is_key_table(block: Table) -> bool:
    """Whether a table that nothing announces gives answers by number, and no question."""
    names = [plain(cell.children).strip() for cell in block.header]
    numbered = all(
        row.cells and _COUNT.fullmatch(plain(row.cells[0].children).strip()) for row in block.rows
    )
    answers = any(role_of(name) is Role.SOLUTION or is_told(name) for name in names[1:])
    return len(block.rows) >= _LEAST and numbered and answers


def _entries(blocks: Sequence[Block]) -> Iterator[tuple[int, Blocks]]:
    """Numbers and what answers them: under headings that bear numbers, else block by block."""
    # Once for each block: asked twice at every depth, deep quotes would take for ever.
    inside = [tuple(_entries_of(block)) for block in blocks]
    headed = _headed(blocks, inside)
    if headed:
        yield from headed
        return
    last: Entry | None = None
    restarts = False
    kind: type[Block] | None = None
    for block, found in zip(blocks, inside, strict=True):
        entries = list(found)
        if kind is not type(block) and last and not restarts:
            entries = []  # a table or a list with numbers in the explanation of an answer
        short = len(entries) >= _LEAST and isinstance(block, Paragraph | Table)
        if entries and last and not (entries[0][0] > last[0] or restarts or short):
            entries = []  # a list in the explanation of an answer
        if not entries and last and not isinstance(block, Heading):
            last = last[0], (*last[1], block)  # explains the answer above it
        elif entries:
            kind = type(block)
            if last:
                yield last
            yield from entries[:-1]
            last = entries[-1]
        restarts = isinstance(block, Heading) or (restarts and not entries)
    if last:
        yield last


def _headed(blocks: Sequence[Block], inside: Sequence[Sequence[Entry]]) -> list[Entry]:
    """What stands under headings that bear numbers.

    Nothing if one of them stands over nothing, or answers stand before them: they ask anew.
    """
    headed: list[tuple[int, list[Block]]] = []
    for block, entries in zip(blocks, inside, strict=True):
        number = _number(block) if isinstance(block, Heading) else None
        if number is not None and isinstance(block, Heading):
            headed.append((number, _told_in(block)))
        elif headed:
            headed[-1][1].append(block)
        elif entries:
            return []
    return [(number, tuple(own)) for number, own in headed] if all(o for _, o in headed) else []


def _told_in(heading: Heading) -> list[Block]:
    """The letter that a heading gives behind its number: `### 3: b`."""
    words = title_of(heading.children).words
    found = named(plain(words), _ANY, labelled=True)
    whole = found is not None and found[1] >= len(plain(words).rstrip())
    return [paragraph(words)] if whole else []


def _number(heading: Heading) -> int | None:
    """The number of the question that a heading answers: `### 3`, `### Question 3`."""
    words = plain(heading.children).strip(" .):#")
    return int(words) if words.isdecimal() else title_of(heading.children).number


def _entries_of(block: Block) -> Iterator[Entry]:
    yield from _turned(_rows_of(block)) or _numbered(block)


def _rows_of(block: Block) -> list[Inlines]:
    """The lines of a paragraph, or of a list whose items are one each; none of anything else."""
    match block:
        case Paragraph():
            rows = lines(block.children)
            return _pieces(rows[0]) if len(rows) == 1 else rows
        case BulletList():
            first = [i.children[0] if len(i.children) == 1 else None for i in block.items]
            rows = [one.children for one in first if isinstance(one, Paragraph)]
            return rows if len(rows) == len(first) else []
        case _:
            return []


def _pieces(row: Inlines) -> list[Inlines]:
    """A line as its pieces between semicolons, without a name before them."""
    words = plain(row)
    named = _KEY_NAME.match(words)
    start = named.end() if named and is_key_name(named["name"]) else 0
    edges = [start, *(match.end() for match in re.finditer(r";\s*", words[start:]))]
    edges = [edge + (start if place else 0) for place, edge in enumerate(edges)]
    return [stripped(cut(row, a, b), " ;") for a, b in zip(edges, [*edges[1:], None], strict=True)]


# The name of a key before it: `Key — a: 1, 4; b: 2`.
_KEY_NAME = re.compile(r"\W{0,3}(?P<name>[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+)?)\W{0,3}\s*[:：—–-]\s+")


def _numbered(block: Block) -> Iterator[Entry]:
    match block:
        case Details() | Callout() | Quote():
            yield from _entries(held(block)[1])
        case OrderedList():
            for number, item in zip(block.numbers, block.items, strict=True):
                if len(block.items) == 1 and (several := _run_on(number, item)):
                    yield from several
                else:
                    yield number, item.children
        case BulletList():
            for item in block.items:
                first = item.children[0] if item.children else None
                if isinstance(first, Paragraph):
                    for number, words in _lines(first.children):
                        yield number, (paragraph(words), *item.children[1:])
        case Table():
            yield from _tabled(block)
        case Paragraph():
            for number, words in _lines(block.children):
                yield number, (paragraph(words),)
        case _:
            return


# `… home. 2. Behind the clock.`: the number of the next answer behind a sentence.
_NEXT = re.compile(r"(?<=[.;!?…])\s+(?P<number>\d{1,3})[.)]\s+(?=\S)")


def _run_on(first: int, item: Item) -> list[Entry]:
    """Answers one behind the other in a paragraph, which the parser takes for one item."""
    only = item.children[0] if len(item.children) == 1 else None
    if not isinstance(only, Paragraph):
        return []
    words = only.children
    cuts: list[tuple[int, int, int]] = []
    for match in _NEXT.finditer(plain(words)):
        if int(match["number"]) == first + len(cuts) + 1:
            cuts.append((int(match["number"]), match.start(), match.end()))
    if not cuts:
        return []
    numbers = [first, *(number for number, _, _ in cuts)]
    starts = [0, *(end for _, _, end in cuts)]
    ends = [*(start for _, start, _ in cuts), None]
    return [
        (number, (paragraph(cut(words, start, end)),))
        for number, start, end in zip(numbers, starts, ends, strict=True)
    ]


# `B: 1, 4`: a letter, and the questions to which it is the answer.
_TURNED = re.compile(
    rf"\W{{0,3}}(?P<letter>{SIGN})\W{{0,3}}[:：=–—→-]\s*(?P<numbers>\d{{1,4}}(?:\s*[,;、]\s*\d{{1,4}})*)\W{{0,3}}"
)


def _turned(rows: Sequence[Inlines]) -> list[Entry]:
    """A key by letters, as one by numbers: each question stands behind one letter.

    `A: 2` alone could be an option and its value; that the numbers make up a row tells.
    """
    found: dict[int, Blocks] = {}
    matches = [_TURNED.fullmatch(plain(row)) for row in rows]
    for row, match in zip(rows, matches, strict=True):
        if match is None:
            return []
        letter = (paragraph(cut(row, *match.span("letter"))),)
        for number in re.findall(r"\d+", match["numbers"]):
            if found.setdefault(int(number), letter) is not letter:
                return []
    letters = {match["letter"] for match in matches if match}
    if len(letters) < len(rows) or len(rows) < _LEAST or len(found) <= len(rows):
        return []
    whole = max(found) - min(found) + 1 == len(found)
    return sorted(found.items()) if whole else []


# A number and a letter on a line, with nothing between: `1 a`.
_BARE = re.compile(rf"\s*(?P<number>\d{{1,3}})\s+(?P<letter>{SIGN})\s*")


def _lines(inlines: Inlines) -> Iterator[tuple[int, Inlines]]:
    """The numbered lines of a paragraph; several short ones on one line count each."""
    current: tuple[int, list[Inlines]] | None = None
    rows = lines(inlines)
    bare = [_BARE.fullmatch(plain(row)) for row in rows]
    if len(rows) >= _LEAST and all(bare):
        yield from (
            (int(match["number"]), cut(row, *match.span("letter")))
            for row, match in zip(rows, bare, strict=True)
            if match
        )
        return
    for line in rows:
        words = plain(line)
        short = _shorts(line)
        if short:
            yield from ((number, _words(told)) for number, told in short)
            continue
        match_one = _LINE.match(words)
        if match_one:
            if current:
                yield current[0], joined(current[1])
            current = int(match_one["number"]), [stripped(cut(line, match_one.end()), "* _")]
        elif current:
            current[1].append(line)
    if current:
        yield current[0], joined(current[1])


def _words(told: Blocks) -> Inlines:
    first = told[0]
    return first.children if isinstance(first, Paragraph) else ()


# Options by number: `1) 2; 2) 4`, and nothing else behind the label.
_PAIRS = re.compile(
    r"(?:[^:：]{1,40}[:：])?(?P<pairs>(?:\s*\d{1,3}\s*[).:=–-]\s*\d\s*(?:[;,、]|$))+)\s*"
)
_PAIR = re.compile(r"(?P<number>\d{1,3})\s*[).:=–-]\s*(?P<option>\d)")


def _counted_pairs(words: str) -> list[tuple[int, int, int]]:
    """The options of questions that are numbered one by one, both by number."""
    whole = _PAIRS.fullmatch(words)
    if whole is None:
        return []
    found = list(_PAIR.finditer(words, *whole.span("pairs")))
    numbers = [int(match["number"]) for match in found]
    rising = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return [(int(m["number"]), *m.span("option")) for m in found] if rising else []


# `I – b, II – a`: Roman numbers of questions.
_ROMAN = re.compile(rf"(?<!\w)(?P<number>[IVX]{{1,5}})\s*[.):=–—-]\s*(?P<option>{SIGN}|\d)(?!\w)")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _roman_pairs(words: str) -> list[tuple[int, int, int]]:
    """The options of questions whose Roman numbers go up one by one from the first."""
    found = list(_ROMAN.finditer(words))
    if len(found) < _LEAST or tuple(m["number"] for m in found) != _ROMANS[: len(found)]:
        return []
    return [(place, *match.span("option")) for place, match in enumerate(found, 1)]


def _shorts(line: Inlines) -> list[Entry]:
    """The letters of several questions on one line, and little else there."""
    words = plain(line)
    found: list[tuple[int, int, int]] = []  # number, and where its letters stand
    size = 0
    for match in _RANGE.finditer(words):
        first, last = int(match["first"]), int(match["last"])
        at = [
            match.start("letters") + i for i, sign in enumerate(match["letters"]) if sign.isalpha()
        ]
        if last - first + 1 == len(at):
            found.extend((first + place, where, where + 1) for place, where in enumerate(at))
            size += len(match[0])
    if not found:
        for match in _SHORT.finditer(words):
            found.append((int(match["number"]), *match.span("letter")))
            size += len(match[0])
    if not found:
        found, size = _counted_pairs(words) or _roman_pairs(words), len(words)
    said_of = len(words.strip()) - max(words.find(":"), words.find("："), 0)
    if len(found) < _LEAST or (size * 2 < said_of and _is_said(words, found)):
        return []
    return [(number, (paragraph(cut(line, start, end)),)) for number, start, end in found]


def _is_said(words: str, found: Sequence[tuple[int, int, int]]) -> bool:
    """Whether more than a name stands on a line beside its numbers and letters."""
    return len(re.findall(r"\w+", words)) > 2 * len(found) + _NAMED


_NAMED = 2
"""Words of a name before a row of answers: `Answer key · 1 a · 2 b`."""


def _tabled(block: Table) -> Iterator[tuple[int, Blocks]]:
    """A table with numbers in one column and answers in another; or numbers above answers."""
    names = [plain(cell.children).strip() for cell in block.header]
    if names and len(names) > _LEAST and all(name.isdigit() for name in names[1:]) and block.rows:
        for name, cell in zip(names, block.rows[0].cells, strict=False):
            if name.isdigit() and cell.children:
                yield int(name), (paragraph(cell.children),)
        return
    told = _told_column(block, names)
    for row in block.rows:
        number = re.search(r"\d{1,4}", plain(row.cells[0].children)) if row.cells else None
        if number is None or told >= len(row.cells) or not row.cells[told].children:
            continue
        more = [
            paragraph(cell.children)
            for i, cell in enumerate(row.cells)
            if i not in (0, told)
            and cell.children
            and _explains(names[i])
            and not _is_sign(plain(cell.children))
        ]
        yield int(number[0]), (paragraph(row.cells[told].children), *more)


def _told_column(block: Table, names: Sequence[str]) -> int:
    """Which column answers: the one that only names options, else by its head.

    Numbers name options only below a head that says so; else they may be marks or pages.
    """
    signs = [
        {"1" if sign.strip(_AROUND).isdecimal() else "A" for sign in cells}
        if all(map(_is_sign, cells))
        else set()
        for cells in zip(
            *([plain(c.children) for c in row.cells] for row in block.rows), strict=False
        )
    ]
    named = [role_of(name) is Role.SOLUTION or is_told(name) for name in names]
    offer = [told or is_options_name(name) for name, told in zip(names, named, strict=True)]
    ranks = (
        [bool(kinds) and known for kinds, known in zip(signs, offer, strict=False)],
        [kinds == {"A"} for kinds in signs],
        named,
    )
    found = (i for rank in ranks for i, fits in enumerate(rank) if i and fits)
    return next(found, 1)


_AROUND = " \t()[].:*"
# The letter or number of one option, and nothing else in a cell.
_ONE_SIGN = re.compile(rf"\W{{0,3}}(?:{SIGN}|\d)\W{{0,3}}")


def _is_sign(cell: str) -> bool:
    return _ONE_SIGN.fullmatch(cell) is not None


def _explains(name: str) -> bool:
    """Whether a column of a key says why: neither what is asked nor how much it counts."""
    return (
        bool(name) and not is_prompt_label(name) and not is_meta(name) and not is_options_name(name)
    )


# --- giving the answers to their questions ---------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A question that stands before a key, and what it was read from; that may be unknown."""

    question: Question
    head: Head | None = None
    body: Blocks = ()


def answer_all(served: Sequence[Served], key: Key, outline: Outline) -> list[Question]:
    """Questions with what a key answers; those that have an answer keep it.

    An answer is read as if it stood behind its question, so that it names an option in any of the
    ways of answers. Where most of a key's answers name no option, it is that of other questions.

    Args:
        served: the questions that stand before the key and behind the one before.
        key: the answers.
        outline: makes nodes of blocks.
    """
    told = _matched(served, key)
    read = [
        _chosen(one, own, outline) if own else None for one, own in zip(served, told, strict=True)
    ]
    asked = [one for one, own in zip(served, told, strict=True) if own and one.question.options]
    agree = sum(
        bool(s.question.options)
        and (one is not None or (s.question.answered and _contested(s, own) is None))
        for one, s, own in zip(read, served, told, strict=True)
    )
    if agree < _AGREE * len(asked):
        return [one.question for one in served]
    return [
        again
        or _contested(one, own)
        or (
            one.question
            if not own or one.question.answered or one.question.options
            else _answered(one.question, own, outline)
        )
        for one, own, again in zip(served, told, read, strict=True)
    ]


def _contested(one: Served, told: Blocks | None) -> Question | None:
    """A choice with no right option, if its own answer and that of a key name different ones."""
    options = one.question.options
    if not told or not options or not one.question.answered:
        return None
    words = plain(told[0].children) if isinstance(told[0], Paragraph) else ""
    found = named(words, [option.letter for option in options], labelled=True)
    if found is None or found[0] == {i for i, option in enumerate(options) if option.right}:
        return None
    none = tuple(replace(option, right=False) for option in options)
    return replace(one.question, options=none, disputed=True)


def unused(served: Sequence[Served], answered: Sequence[Question], key: Key) -> Blocks:
    """What of a key answers none of its questions, in order."""
    used = {
        id(own)
        for before, after, own in zip(served, answered, _matched(served, key), strict=True)
        if own and after is not before.question
    }
    return tuple(block for _, told in key.entries if id(told) not in used for block in told)


def _chosen(one: Served, told: Blocks, outline: Outline) -> Question | None:
    """A choice with the options that an answer elsewhere names, or None if it names none."""
    if one.head is None or (one.question.options and one.question.answered):
        return None
    span = hull(block.span for block in told)
    again = question(one.head, (*one.body, Details((), told, span=span)), outline, keyed=True)
    return again if again.options and again.answered else None


def noted(
    head: Head, body: Blocks, read: Question, notes: Mapping[str, Blocks], outline: Outline
) -> Question | None:
    """A choice whose answer stands in a footnote to it; None if none names an option."""
    if not notes or (read.options and read.answered):
        return None
    title = head.title.inlines
    inlines = (title, *(own for block in walk(body) for own in own_inlines(block)))
    for node in (node for own in inlines for node in walk_inlines(own)):
        told = notes.get(node.label) if isinstance(node, FootnoteRef) else None
        if told is None:
            continue
        bare = tuple(one for one in title if one is not node)
        served = Served(question=read, head=replace(head, title=phrase(bare)), body=body)
        if again := _chosen(served, told, outline):
            return again
    return None


def _matched(served: Sequence[Served], key: Key) -> list[Blocks | None]:
    """What a key says to each question: by number, where numbers begin anew part by part.

    Questions without numbers are counted, where the key has as many answers.
    """
    numbers = [one.question.number or None for one in served]
    keyed = [number for number, _ in key.entries]
    counted = list(range(1, len(served) + 1))
    printed = [number for number in numbers if number is not None]
    parts = _parts(keyed)
    if keyed == counted and (len(printed) < len(numbers) or len(_parts(printed)) > 1):
        numbers = list(counted)
    asked = _parts(numbers)
    if len(asked) != len(parts) and len(asked) == 1:
        parts = [[place for part in parts for place in part]]
    if len(asked) != len(parts):
        return [None] * len(served)
    out: list[Blocks | None] = [None] * len(served)
    for places, answers in zip(asked, parts, strict=True):
        by_number: dict[int, Blocks] = {}
        for answer in answers:
            by_number.setdefault(*key.entries[answer])
        for place in places:
            number = numbers[place]
            out[place] = by_number.get(number) if number is not None else None
    return out


def _parts(numbers: Sequence[int | None]) -> list[list[int]]:
    """The places of numbers, cut where they begin anew."""
    parts: list[list[int]] = [[]]
    last = 0
    for place, number in enumerate(numbers):
        if number is not None and number <= last:
            parts.append([])
        last = last if number is None else number
        parts[-1].append(place)
    return parts


def _answered(one: Question, told: Blocks, outline: Outline) -> Question:
    nodes = tuple(section_nodes(Role.SOLUTION, told, outline))
    if all(map(is_hollow, nodes)):
        return one
    section = Section(
        role=Role.SOLUTION,
        title=NO_PHRASE,
        nodes=nodes,
        blocks=tuple(told),
        source=outline.at(hull(block.span for block in told)),
    )
    return replace(one, sections=(*one.sections, section))
