"""What a key says of each question: by number, in lines, lists, tables, or under headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.document import Role
from flashcards.questions.boxes import held
from flashcards.questions.forms.titles import title_of
from flashcards.questions.letters import SIGN, named
from flashcards.questions.roles import (
    announcing,
    is_answer,
    is_key_name,
    is_meta,
    is_options_name,
    is_prompt_label,
    is_told,
    question_words,
    role_of,
)
from flashcards.questions.slices import all_alone, alone, cut, joined, lines, paragraph, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Details,
    Heading,
    Inlines,
    OrderedList,
    Paragraph,
    Quote,
    Table,
)

_LEAST = 2
"""Answers that a row must give."""
_ANY = ("",) * 8

# `3. B`, `Q3: B`, `Answer 3: …`, `3) …`, `3 – B` at the head of a line; `87.5` is no such number.
_LINE = re.compile(
    r"\W{0,3}(?:(?:zu|no|nr|№|第|[a-z]{1,2}-?|(?P<word>[^\W\d_]{3,20}) (?=\d))\.?\s*)?"
    r"(?P<number>\d{1,4})\s*(?:题|題)?"
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


def entries_in(blocks: Sequence[Block]) -> Iterator[tuple[int, Blocks]]:
    """Numbers and what answers them: under headings that bear numbers, else block by block."""
    # Once for each block: asked twice at every depth, deep quotes would take for ever.
    inside = [tuple(entries_of(block)) for block in blocks]
    headed = under_headings(blocks, inside)
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


def under_headings(blocks: Sequence[Block], inside: Sequence[Sequence[Entry]]) -> list[Entry]:
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


def entries_of(block: Block) -> Iterator[Entry]:
    """The answers of one block, by letter or by number."""
    yield from turned_key(rows_of(block)) or numbered_in(block)


def rows_of(block: Block) -> list[Inlines]:
    """The lines of a paragraph, or of a list whose items are one each; none of anything else."""
    match block:
        case Paragraph():
            rows = lines(block.children)
            return _pieces(rows[0]) if len(rows) == 1 else rows
        case BulletList():
            return [one.children for one in all_alone(block.items)]
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


def numbered_in(block: Block) -> Iterator[Entry]:
    """The answers of one block that stand behind numbers, as its kind has them."""
    match block:
        case Details() | Callout() | Quote():
            yield from entries_in(held(block)[1])
        case OrderedList():
            for number, item in zip(block.numbers, block.items, strict=True):
                only = alone(item) if len(block.items) == 1 else None
                if only:  # one behind the other, one item to the parser
                    yield from (
                        (counted, (paragraph(words),))
                        for counted, words in _run_on(number, only.children)
                    )
                else:
                    yield number, item.children
        case BulletList():
            yield from _bulleted(block)
        case Table():
            yield from _tabled(block)
        case Paragraph():
            for number, words in numbered_lines(block.children):
                yield number, (paragraph(words),)
        case _:
            return


# `1 C. It costs little.`: the number of a question and the letter of its option, before a reason.
_LETTERED = re.compile(rf"\W{{0,3}}(?P<number>\d{{1,3}})\s+(?={SIGN}\s?[.):,;–—-](?:\s|$))")


def _bulleted(block: BulletList) -> Iterator[Entry]:
    """The answers of a list with bullets; what the parser counts there, `- 3. Oslo`, is one."""
    for item in block.items:
        first = item.children[0] if item.children else None
        if isinstance(first, OrderedList) and len(first.items) == len(item.children) == 1:
            yield first.start, first.items[0].children
        elif isinstance(first, Paragraph):
            found = list(numbered_lines(first.children))
            lettered = None if found else _LETTERED.match(plain(first.children))
            if lettered:
                words = cut(first.children, lettered.end())
                found = [(int(lettered["number"]), words)]
            for number, words in found:
                yield number, (paragraph(words), *item.children[1:])


def _counts(word: str) -> bool:
    """Whether what stands before a number, if anything, says what it counts: questions, answers."""
    return not word or word.casefold() in question_words() or is_answer(word)


# `… home. 2. Behind the clock.`: the number of the next answer behind a sentence.
_NEXT = re.compile(r"(?<=[.;!?…])\s+\(?(?P<number>\d{1,3})[.)]\s+(?=\S)")


def _run_on(first: int, words: Inlines) -> list[tuple[int, Inlines]]:
    """The words behind a number, cut where the numbers go on in them one by one."""
    cuts: list[tuple[int, int]] = []
    for match in _NEXT.finditer(plain(words)):
        if int(match["number"]) == first + len(cuts) + 1:
            cuts.append(match.span())
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), None]
    return [
        (first + place, cut(words, *piece))
        for place, piece in enumerate(zip(starts, ends, strict=True))
    ]


# `B: 1, 4`: a letter, and the questions to which it is the answer.
_TURNED = re.compile(
    rf"\W{{0,3}}(?P<letter>{SIGN})\W{{0,3}}[:：=–—→-]\s*(?P<numbers>\d{{1,4}}(?:\s*[,;、]\s*\d{{1,4}})*)\W{{0,3}}"
)


def turned_key(rows: Sequence[Inlines]) -> list[Entry]:
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


def numbered_lines(inlines: Inlines) -> Iterator[tuple[int, Inlines]]:
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
        short = short_entries(line)
        if short:
            yield from ((number, _words(told)) for number, told in short)
            continue
        match_one = _LINE.match(words)
        if match_one and _counts(match_one["word"] or ""):
            if current:
                yield current[0], joined(current[1])
            told = stripped(cut(line, match_one.end()), "* _")
            *before, (number, last) = _run_on(int(match_one["number"]), told)
            yield from before
            current = number, [last]
        elif current:
            current[1].append(line)
    if current:
        yield current[0], joined(current[1])


def _words(told: Blocks) -> Inlines:
    first = told[0]
    return first.children if isinstance(first, Paragraph) else ()


# Options by number: `1) 2; 2) 4`, and nothing else behind the label.
_PAIRS = re.compile(
    r"(?:[^:：]{1,40}[:：])?(?P<pairs>(?:\s*[A-Z]{0,2}\d{1,3}\s*[).:=–-]\s*\d\s*(?:[;,、]|$))+)\s*"
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


def short_entries(line: Inlines) -> list[Entry]:
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


# The end of a sentence, not of a number or an option: `… 3 a and 4 c. Whoever`.
_SENTENCE = re.compile(r"(?<=\w[.!;])\s+(?=[^\W\d_]{2})")


def told_in_prose(rows: Sequence[Inlines]) -> list[Entry]:
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


def _is_said(words: str, found: Sequence[tuple[int, int, int]]) -> bool:
    """Whether more than a name stands on a line beside its numbers and letters."""
    return len(re.findall(r"\w+", words)) > 2 * len(found) + _NAMED


_NAMED = 2
"""Words of a name before a row of answers: `Answer key · 1 a · 2 b`."""


def _tabled(block: Table) -> Iterator[tuple[int, Blocks]]:
    """A table with numbers in one column and answers in another; or numbers above answers."""
    names = [plain(cell.children).strip() for cell in block.header]
    if spread := across(block):
        yield from ((number, (paragraph(told),)) for number, told in spread if told)
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


# The number of a question over its answer: `3`, `Q3`, `Frage 3`.
_HEAD = re.compile(r"\W{0,2}(?:[^\W\d_]{1,9}\.?\s?)?(?P<number>\d{1,3})\W{0,2}")


def across(block: Table) -> list[tuple[int, Inlines]]:
    """The numbers of questions in the head of a table, each with what stands below it first.

    The first column may name both rows.
    """
    heads = [_HEAD.fullmatch(plain(cell.children).strip()) for cell in block.header]
    if len(heads) <= _LEAST or not all(heads[1:]) or not block.rows:
        return []
    cells = zip(heads, block.rows[0].cells, strict=False)
    return [(int(head["number"]), cell.children) for head, cell in cells if head]


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
