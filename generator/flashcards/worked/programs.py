"""Listings that compute: run again with other constants, and asked for what then comes out.

The variants are worked out when the problem is made, by the machines that check the document's own
listings, and stand in a table of the block: nothing of a document ever runs as a program.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from flashcards.relations.listings.clike import FAMILY, Machine, Num
from flashcards.relations.listings.listings import PYTHON
from flashcards.relations.passages import Pieces
from flashcards.worked.calculation import Input
from flashcards.worked.drawing import options
from flashcards.worked.gaps import LONGEST_LEAD
from flashcards.worked.making import FARTHEST, Block, plain, slug
from flashcards.worked.named import subject_of
from flashcards.worked.pieces import Slice, Slot, c_slices, python_slices, run_python

MOST_OF_ONE_LISTING = 2
VARIANTS = 24
FEWEST = 6
TRIES = 120
DIGITS = 3
"""That a printed decimal must show."""
MOST_LINES = 16
WIDEST = 78
_NUMBER = re.compile(r"(?<![\w.])-?\d[\d,_]*(?:\.\d+)?(?:e[-+]?\d+)?(?![\w]*[.]?\d)")
# A slip that a listing invites: what is written, what is taken for it, and what to say.
_SLIPS = (
    (re.compile(r"(?<!/)//(?!/)"), "/", "`//` drops the fraction."),
    (re.compile(r"\b1024\b"), "1000", "You took 1,000 for 1,024."),
    (re.compile(r"\b2 ?\*\* ?30\b"), "10**9", "You took 10⁹ for 2³⁰."),
    (re.compile(r"\b1e9\b"), "2**30", "You took 2³⁰ for 10⁹."),
    (re.compile(r" \* 8\b"), "", "You left out the factor 8."),
    (re.compile(r" / 8\b"), "", "You left out the division by 8."),
    (re.compile(r" / 100\b"), "", "You left out the division by 100."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Programmed:
    """A problem of a listing: its block, the line it stands on, and what tells it from others."""

    block: Block
    line: int
    key: tuple[str, ...]


def programs(pieces: Pieces, title: Callable[[int], str]) -> Iterator[Programmed]:
    """The problems of a document's listings."""
    for fence in pieces.fences:
        language = fence.block.language
        if not fence.asserted or not (language in PYTHON or language in FAMILY):
            continue
        line = pieces.tree.line(fence.block.span)
        slices = (
            python_slices(fence.block.value)
            if language in PYTHON
            else c_slices(fence.block.value, FAMILY[language])
        )
        run = run_python if language in PYTHON else _machine(FAMILY[language])
        kinds: set[str] = set()
        for one in slices:
            if len(kinds) == MOST_OF_ONE_LISTING or one.kind in kinds:
                continue
            block = _block(one, language, subject_of(title(line)), run)
            if block is not None:
                kinds.add(one.kind)
                yield Programmed(block, line, ("listing", one.asked or one.last, block.name))


def _machine(family: str) -> Callable[[str, str], str | None]:
    def run(code: str, asked: str) -> str | None:
        trace = Machine(family).run(code)
        if asked:
            found = [one.value for one in trace.assigned if one.name == asked]
            value = found[-1] if found else None
            return repr(value.value) if isinstance(value, Num) else None
        printed = [one.text for one in trace.printed]
        return printed[-1] if printed else None

    return run


def number_of(text: str | None) -> Fraction | None:
    """The one number of a printed line; None where it has none or several."""
    found = _NUMBER.findall(text or "")
    if len(found) != 1:
        return None
    return Fraction(found[0].replace(",", "").replace("_", ""))


def _block(
    one: Slice, language: str, title: str, run: Callable[[str, str], str | None]
) -> Block | None:
    own = [slot.value for slot in one.slots]
    code = one.text(own)
    lines = code.split("\n")
    old = number_of(run(code, one.asked))
    if old is None or old <= 0 or len(lines) > MOST_LINES or max(map(len, lines)) > WIDEST:
        return None
    rows = list(islice(_rows(one, run, old), VARIANTS))
    if len(rows) < FEWEST:
        return None
    slips = [
        (place, say)
        for place, (pattern, _, say) in enumerate(_SLIPS)
        if pattern.search(code) and all(row.wrong[place] is not None for row in rows)
    ]
    lead = "" if re.search(r"\d", title) or len(title) > LONGEST_LEAD else title
    asks = (
        f"What is the value of `{one.asked}` at the end?"
        if one.asked
        else "Which number does the last line print?"
    )
    name = slug(f"{title} {one.asked or one.last}")[:80].strip("-")
    shown = f"**{lead}**\n\n" if lead else ""
    statement = f"{shown}```{language}\n{{{{ case.code }}}}\n```\n\n{asks}"
    text = [
        f"id = {_text(name)}",
        f"title = {_text(lead or (one.asked or 'What a listing prints'))}",
        f"statement = {_text(statement)}",
        'answer = "case.result"',
        'tolerance = "1 %"',
        f"steps = [{_text('The listing gives {{ case.result }}')}]",
        "",
        *(line for row in rows for line in _row(row, slips)),
        "[parameters]",
        'case = {table = "cases"}',
        "",
        "[[wrong]]",
        'name = "old-numbers"',
        f"value = {_text(plain(old))}",
        'say = "That is what comes out of the document’s own numbers."',
        *(line for place, say in slips for line in _wrong(place, say)),
    ]
    return Block(name, "\n".join(text) + "\n")


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    result: Fraction
    wrong: tuple[Fraction | None, ...]


def _rows(one: Slice, run: Callable[[str, str], str | None], old: Fraction) -> Iterator[_Row]:
    """Variants with results of the size of the document's, all different."""
    chance = random.Random(one.text([slot.value for slot in one.slots]))  # noqa: S311 - no secret
    drawn = [_options(slot) for slot in one.slots]
    seen: set[str] = set()
    results = {old}
    for _ in range(TRIES):
        code = one.text([chance.choice(values) for values in drawn])
        if code in seen:
            continue
        seen.add(code)
        printed = run(code, one.asked)
        result = number_of(printed)
        if result is None or result in results or not _tells(printed or ""):
            continue
        if not old / FARTHEST <= result <= old * FARTHEST:
            continue
        results.add(result)
        wrong = tuple(
            number_of(run(pattern.sub(other, code), one.asked)) if pattern.search(code) else None
            for pattern, other, _ in _SLIPS
        )
        yield _Row(code, result, wrong)


def _options(slot: Slot) -> Sequence[Fraction]:
    step = Fraction(1) if slot.value.denominator == 1 else Fraction(1, slot.value.denominator)
    return options(Input(name=slot.name, value=slot.value, unit="", step=step))


def _tells(printed: str) -> bool:
    """Whether a decimal shows enough digits to be told from near ones."""
    number = _NUMBER.search(printed)
    shown = number[0] if number else ""
    digits = re.sub(r"\D", "", shown.partition("e")[0]).lstrip("0")
    return "." not in shown or len(digits) >= DIGITS


def _row(row: _Row, slips: Sequence[tuple[int, str]]) -> Iterator[str]:
    yield "[[tables.cases]]"
    yield f"code = {_text(row.code)}"
    yield f"result = {plain(row.result)}"
    for place, _ in slips:
        yield f"wrong{place} = {plain(row.wrong[place] or Fraction(0))}"


def _wrong(place: int, say: str) -> Iterator[str]:
    yield "[[wrong]]"
    yield f'name = "slip-{place}"'
    yield f'value = "case.wrong{place}"'
    yield f"say = {_text(say)}"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
