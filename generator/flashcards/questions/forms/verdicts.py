"""Statements, and whether each is so: `- Ice sinks. **False**: it floats.` and its kin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.forms.titles import title_of
from flashcards.questions.letters import in_order, opening_letter
from flashcards.questions.roles import has_question_mark
from flashcards.questions.slices import cut, joined, lines, said, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Blocks,
    BulletList,
    Emphasis,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Strong,
    Table,
)
from flashcards.tree.span import Span, hull

FORM = "true-or-false"

WORDS = (
    ("true", "false"), ("right", "wrong"), ("wahr", "falsch"), ("richtig", "falsch"),
    ("vrai", "faux"), ("verdadero", "falso"), ("cierto", "falso"), ("verdadeiro", "falso"),
    ("certo", "errado"), ("vero", "falso"), ("waar", "onwaar"), ("juist", "onjuist"),
    ("верно", "неверно"), ("правда", "ложь"),
    ("对", "错"), ("正确", "错误"), ("正しい", "誤り"), ("참", "거짓"),
    ("صحيح", "خطأ"), ("صواب", "خطأ"),
)  # fmt: skip
"""What is so and what is not, in twelve languages."""
LETTERS = {
    ("T", "F"): ("True", "False"), ("W", "F"): ("Wahr", "Falsch"),
    ("R", "F"): ("Richtig", "Falsch"), ("V", "F"): ("V", "F"),
    ("В", "Н"): ("Верно", "Неверно"), ("√", "×"): ("√", "×"),
    ("✓", "✗"): ("True", "False"), ("✅", "❌"): ("True", "False"), ("○", "×"): ("○", "×"),
}  # fmt: skip
"""The same by letters and signs in brackets, and how each is spoken."""

IN_LANGUAGE = {
    "fr": ("Vrai", "Faux"), "it": ("Vero", "Falso"), "es": ("Verdadero", "Falso"),
    "pt": ("Verdadeiro", "Falso"),
}  # fmt: skip
"""What V and F stand for in languages that share them."""
_SHARED = ("V", "F")

_ENDS = ".:,;!)。：，" + " \t"
# What parts a statement from its verdict: a dash, an arrow, an opening bracket, an equals sign.
_PARTING = re.compile(r"[\s(\[–—→=:-]+$")
# Letters between a statement and a verdict would make it a part of a sentence: "is **false** if".
_SENTENCE_END = re.compile(r"[.!?。؟…\"»”)]\s*$")


def find(run: Blocks) -> Iterator[Candidate]:
    """Items of a list in which every one says of a statement whether it is so; rows of a table."""
    for index, block in enumerate(run):
        if isinstance(block, Table):
            yield from _rows(block, index)
            continue
        if not isinstance(block, OrderedList | BulletList) or len(block.items) < 2:
            continue
        found = [judged(item) for item in block.items]
        pair = pair_of(verdict for _, verdict, _ in filter(None, found))
        if pair is None or not all(found):
            continue
        letters = [opening_letter(plain(one[0])) for one in found if one]
        if in_order([one[0] if one else "" for one in letters]):
            continue  # options, each with its reason
        for part, (item, one) in enumerate(zip(block.items, found, strict=True)):
            if one is None:
                continue
            statement, verdict, reason = one
            told = statement, spoken(verdict, pair), reason
            yield _candidate(pair, told, (index, part), item.span, item.children[1:])


def _candidate(
    pair: tuple[str, str],
    one: tuple[Inlines, str, Inlines],
    place: tuple[int, int],
    span: Span,
    more: Blocks = (),
) -> Candidate:
    """A statement, its verdict and its reason as a question."""
    statement, verdict, reason = one
    words = (said(f"{verdict}: "), *reason) if reason else (said(f"{verdict}."),)
    own = Paragraph(words, span=hull(n.span for n in reason) if reason else span)
    title = title_of(statement)
    return Candidate(
        form=FORM,
        key="true or false",
        evidence=Evidence.MARKED,
        index=place[0],
        part=place[1],
        title=(said(" / ".join(_names(pair)) + ": "), *title.words),
        span=span,
        answer=(own, *more),
        number=title.number,
    )


def _rows(block: Table, index: int) -> Iterator[Candidate]:
    """`| Statement | True | False | Why |` with a mark in one of the two, or a word in one column.

    The statement is what has most words beside the verdict; what stands behind it says why.
    """
    names = [plain(cell.children).strip().casefold() for cell in block.header]
    both = next(
        (
            (pair, names.index(pair[0]), names.index(pair[1]))
            for pair in (*WORDS, *((a.casefold(), b.casefold()) for a, b in LETTERS))
            if pair[0] in names and pair[1] in names
        ),
        None,
    )
    if both is None and len(block.rows) >= _VERDICTS:
        yield from _worded_rows(block, index)
    if both is None or len(names) <= _VERDICTS or len(block.rows) < _VERDICTS:
        return
    pair, yes, no = both
    told = [[plain(row.cells[i].children).strip() for i in (yes, no)] for row in block.rows]
    if not all(bool(a) != bool(b) and len(a + b) <= _MARK for a, b in told):
        return
    rest = [i for i in range(min(yes, no)) if i < len(names)]
    size = {i: sum(len(plain(row.cells[i].children)) for row in block.rows) for i in rest}
    if not size:
        return
    stated = max(size, key=lambda i: size[i])
    words = (block.header[yes], block.header[no])
    for part, (row, (a, _)) in enumerate(zip(block.rows, told, strict=True)):
        verdict = plain(words[0 if a else 1].children).strip()
        statement = row.cells[stated].children
        behind = row.cells[max(yes, no) + 1 : max(yes, no) + 2]
        reason = behind[0].children if behind else ()
        if statement:
            yield _candidate(pair, (statement, verdict, reason), (index, part), row.span)


def _worded_rows(block: Table, index: int) -> Iterator[Candidate]:
    """Rows with a column of nothing but verdicts, of both kinds, behind the statements."""
    columns = [
        [plain(row.cells[i].children).strip() for row in block.rows]
        for i in range(len(block.header))
    ]
    for i, cells in enumerate(columns):
        pair = pair_of(cells)
        named = {sign.strip().casefold() for sign in plain(block.header[i].children).split("/")}
        if pair in LETTERS and not {letter.casefold() for letter in pair} <= named:
            continue
        if i == 0 or pair is None or len({cell.casefold() for cell in cells}) < _VERDICTS:
            continue
        for part, (row, verdict) in enumerate(zip(block.rows, cells, strict=True)):
            statement = row.cells[i - 1].children
            if len(plain(statement).split()) < _MIN_WORDS - 1:
                return
            reason = row.cells[i + 1].children if i + 1 < len(row.cells) else ()
            told = statement, spoken(verdict, pair), reason
            yield _candidate(pair, told, (index, part), row.span)
        return


_VERDICTS = 2
_MARK = 3
"""Characters of a mark in a cell: `X`, `✓`."""


def _names(pair: tuple[str, str]) -> tuple[str, str]:
    return LETTERS.get(pair) or (pair[0].capitalize(), pair[1])


def spoken(verdict: str, pair: tuple[str, str], language: str = "") -> str:
    """A verdict in words, where a letter stands for it."""
    if pair not in LETTERS:
        return verdict
    names = IN_LANGUAGE.get(language, LETTERS[pair]) if pair == _SHARED else LETTERS[pair]
    return names[[letter.casefold() for letter in pair].index(verdict.casefold())]


def pair_of(verdicts: Iterable[str]) -> tuple[str, str] | None:
    """The words that all verdicts are of; of letters, both must be there."""
    told = {verdict.casefold() for verdict in verdicts}
    words = next((pair for pair in WORDS if told and told <= set(pair)), None)
    letters = (pair for pair in LETTERS if told == {letter.casefold() for letter in pair})
    return words or next(letters, None)


def are_opposed(words: Sequence[str]) -> bool:
    """Whether two words call a statement right and wrong: `T` and `F`, `faux` and `vrai`."""
    told = {word.casefold() for word in words}
    return len(words) == len(told) == _VERDICTS and pair_of(told) is not None


# A verdict in plain letters behind a statement: `… a star. (T)`, `… a star — False`.
_PLAIN = re.compile(
    r"(?P<statement>.*[^\s(（\[–—→=-])\s*"
    r"(?:[(（\[]\s*(?P<a>[^\s()（）\[\]]{1,12})\s*[)）\]]|\s(?:[–—→=]|->|=>)\s*(?P<b>[^\W\d]{2,12}))"
    r"\s*[.!。]?(?:\s+[(（](?P<why>[^()（）]{3,})[)）][.!。]?|\s?[:：,;]\s+(?P<so>\S.{3,}))?",
    re.DOTALL,
)
_SETS_OFF = frozenset("(（[–—→=>")
"""One of these stands before each verdict; asked first, for most lines hold none."""
# A verdict within the statement: `of class 1 (True) and …` tells of values.
_TOLD = re.compile(
    r"[(（\[](?:"
    + "|".join(sorted({word for pair in (*WORDS, *LETTERS) for word in pair}))
    + r")[)）\]]",
    re.IGNORECASE,
)
_MIN_WORDS = 4
"""Fewer are a name with its sign, `Temperature (F)`, but for what ends as a sentence."""


def _judged_plainly(line: Inlines) -> tuple[Inlines, str, Inlines] | None:
    """A statement and its verdict, which nothing but brackets or a dash sets off."""
    words = plain(line)
    match = None if _SETS_OFF.isdisjoint(words) else _PLAIN.fullmatch(words)
    if match is None:
        return None
    statement = match["statement"].strip()
    if has_question_mark(statement) or _TOLD.search(statement):
        return None
    if len(statement.split()) < _MIN_WORDS and not _SENTENCE_END.search(statement):
        return None
    name = "why" if match["why"] else "so"
    why = cut(line, *match.span(name)) if match[name] else ()
    return cut(line, 0, match.end("statement")), match["a"] or match["b"], why


def judged(item: Item) -> tuple[Inlines, str, Inlines] | None:
    """A statement, its verdict, and what stands behind it."""
    first = item.children[0] if item.children else None
    if not isinstance(first, Paragraph) or item.checked is not None:
        return None
    first_row, *rows = lines(first.children)
    if any(opening_letter(plain(row)) for row in rows):
        return None  # options, each with its verdict
    line = joined([first_row, *rows])
    for place, node in enumerate(line):
        if not place or not isinstance(node, Strong | Emphasis):
            continue
        words = plain(node.children).strip(_ENDS)
        if words.casefold() in {word for pair in WORDS for word in pair}:
            before = plain(line[:place])
            bare = _PARTING.sub("", before)
            if bare == before.rstrip() and not _SENTENCE_END.search(before):
                return None
            if len(bare.split()) < _VERDICTS:
                return None  # one word states nothing: it is an option
            behind = stripped(cut(line, len(before) + len(plain(node.children))))
            skip = len(plain(behind)) - len(plain(behind).lstrip(_ENDS))
            return stripped(cut(line, 0, len(bare))), words, stripped(cut(behind, skip))
    return _judged_plainly(line)


SAMPLES = (
    (
        "- Ice sinks. **False**: it floats.\n- Iron rusts – *true*\n",
        ("True / false: Ice sinks.", "True / false: Iron rusts"),
    ),
    (
        "1. Eis sinkt. (**Falsch**)\n2. Eisen rostet. **Richtig.**\n",
        ("Richtig / falsch: Eis sinkt.", "Richtig / falsch: Eisen rostet."),
    ),
    (
        "| Claim | True | False |\n|---|---|---|\n| Ice sinks. | | x |\n| Iron rusts. | x | |\n",
        ("True / false: Ice sinks.", "True / false: Iron rusts."),
    ),
    (
        "1. Ice sinks in water. (F) (It floats.)\n2. Iron rusts. (T)\n",
        ("True / False: Ice sinks in water.", "True / False: Iron rusts."),
    ),
)
NOT_SAMPLES = (
    "- Use the cache: **true** / false\n- Write a log: true / **false**\n",
    "- Ice sinks in water … T / F\n- Iron rusts in time … T / F\n",
    "- Temperature (F)\n- Time (T)\n",
    "- It is 1 (True) and stays 1 (True)\n- It is 0 (False) and stays 1 (True)\n",
    "1. The first of the drafts (v1)\n2. The second of the drafts (v2)\n",
    "- The flag is **true** by default.\n- It may be **false**.\n",
    "- **True** if set.\n- **False** if not.\n",
    "- Ice sinks. **False**: it floats.\n- Iron rusts.\n",
)
