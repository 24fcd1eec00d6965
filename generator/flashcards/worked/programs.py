"""Listings that compute: run again with other constants, and asked for what then comes out.

The variants are worked out when the problem is made, by the machines that check the document's own
listings, and stand in a table of the block: nothing of a document ever runs as a program.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from flashcards import patterns as re
from flashcards.problems.words import place_said, said
from flashcards.relations.fences import CONSOLE
from flashcards.relations.listings.clike import FAMILY, Machine, Num
from flashcards.relations.listings.listings import REPL, SHELL
from flashcards.relations.listings.syntax import PYTHON
from flashcards.relations.passages import Pieces
from flashcards.tree.nodes import CodeBlock
from flashcards.values import dataclass
from flashcards.worked.calculation import Input
from flashcards.worked.commands import command_slices, run_command
from flashcards.worked.drawing import options
from flashcards.worked.gaps import LONGEST_LEAD
from flashcards.worked.headings import topic_of
from flashcards.worked.literals import choices
from flashcards.worked.making import Block, plain, slug
from flashcards.worked.named import subject_of
from flashcards.worked.pieces import ALL, Slice, Slot, c_slices, python_slices, run_python

Run = Callable[[str, str], str | None]
"""From a listing, and the name that is asked for, to what it prints last."""

MOST_OF_ONE_LISTING = 2
MOST_ALIKE = 3
"""Variants with one and the same result."""
FARTHEST_PRINTED = 1000
"""How many times as large or as small as the document's a new result may be."""
VARIANTS = 24
FEWEST = 5
FEWEST_DIFFERENT = 4
APART = 40
"""Part of a result by which a wrong one differs at least."""
TRIES = 160
MOST_PRINTED = 6
"""Numbers of the line that is asked for."""
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
    (re.compile(r" \^ (?=0b|0x)"), " | ", "You took or for exclusive or."),
    (re.compile(r" & (?=0b|0x)"), " | ", "You took or for and."),
    (re.compile(r" \| (?=0b|0x)"), " ^ ", "You took exclusive or for or."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Programmed:
    """A problem of a listing: its block, the line it stands on, and what tells it from others."""

    block: Block
    line: int
    key: tuple[str, ...]


def programs(pieces: Pieces, title: Callable[[int], str], speech: str = "") -> Iterator[Programmed]:
    """The problems of a document's listings.

    Args:
        pieces: of the document.
        title: of the question that a line stands in.
        speech: the language of the document, two letters; empty for English.
    """
    for fence in pieces.fences:
        if fence.asserted:
            line = pieces.tree.line(fence.block.span)
            found = _of_listing(fence.block, line, subject_of(title(line)), speech)
            yield from (one for one in found if isinstance(one, Programmed))


@dataclass(frozen=True, slots=True)
class Listed:
    """A listing: the line it stands on, how many problems it became, and why it became none."""

    line: int
    problems: int
    why: str


def listed(pieces: Pieces, title: Callable[[int], str]) -> Iterator[Listed]:
    """What became of each listing of a document in a language that is run here."""
    for fence in pieces.fences:
        language, line = fence.block.language, pieces.tree.line(fence.block.span)
        if language not in PYTHON | FAMILY.keys() | REPL | SHELL | CONSOLE:
            continue
        if not fence.asserted:
            yield Listed(line, 0, "nobody claims that it is so")
            continue
        found = list(_of_listing(fence.block, line, subject_of(title(line)), ""))
        made = sum(isinstance(one, Programmed) for one in found)
        reasons = [one for one in found if isinstance(one, str)]
        why = "" if made else next(iter(reasons), "nothing in it follows from a number of its own")
        yield Listed(line, made, why)


def _of_listing(block: CodeBlock, line: int, title: str, speech: str) -> Iterator[Programmed | str]:
    """The problems of a listing, and for each other result of it why it is none."""
    kinds: set[str] = set()
    for one, run in _slices(block.value, block.language):
        if len(kinds) == MOST_OF_ONE_LISTING or one.kind in kinds:
            continue
        made = _block(one, block.language, title, run, speech)
        if isinstance(made, Block):
            kinds.add(one.kind)
            yield Programmed(made, line, ("listing", one.asked or one.last, made.name))
        else:
            yield made


def _slices(text: str, language: str) -> Iterator[tuple[Slice, Run]]:
    """The results of a listing, and what works them out."""
    if language in PYTHON and not text.lstrip().startswith(">>>"):
        yield from ((one, run_python) for one in python_slices(text))
    elif language in FAMILY:
        run = _machine(FAMILY[language])
        yield from ((one, run) for one in c_slices(text, FAMILY[language]))
    elif language in PYTHON | REPL | SHELL | CONSOLE:
        yield from ((one, run_command) for one in command_slices(text))


def _machine(family: str) -> Run:
    def run(code: str, asked: str) -> str | None:
        trace = Machine(family).run(code)
        if asked == ALL:
            return "\n".join(str(one.text) for one in trace.printed)
        if asked:
            found = [one.value for one in trace.assigned if one.name == asked]
            value = found[-1] if found else None
            return repr(value.value) if isinstance(value, Num) else None
        printed = [one.text for one in trace.printed]
        return printed[-1] if printed else None

    return run


def numbers_of(text: str | None) -> tuple[Fraction, ...]:
    """The numbers of the last printed line."""
    last = (text or "").strip().split("\n")[-1]
    return tuple(Fraction(one.replace(",", "").replace("_", "")) for one in _NUMBER.findall(last))


def _block(one: Slice, language: str, title: str, run: Run, speech: str) -> Block | str:
    """The block of a result of a listing, or why it is none."""
    own = [slot.value for slot in one.slots]
    code = one.text(own)
    lines = code.split("\n")
    old = numbers_of(run(code, one.asked))
    if not 1 <= len(old) <= MOST_PRINTED:
        return f"what it prints is not known, or no line of at most {MOST_PRINTED} numbers"
    if len(lines) > MOST_LINES or max(map(len, lines)) > WIDEST:
        return f"more than {MOST_LINES} lines, or wider than {WIDEST} characters"
    variants = list(_variants(one, run, len(old)))
    # Of several numbers the one that differs most: what stays the same asks nothing.
    at, rows = max(
        ((place, list(_rows(variants, place, old[place]))) for place in range(len(old))),
        key=lambda pair: (len({row.result for row in pair[1]}), -pair[0]),
    )
    if len(rows) < FEWEST or len({row.result for row in rows}) < FEWEST_DIFFERENT:
        return "other numbers give too few different results"
    rows, slips = _told_apart(code, rows)
    whole = all(row.result.denominator == 1 for row in rows)
    lead = (
        ""
        if one.bare or not one.ends or re.search(r"\d", title) or len(title) > LONGEST_LEAD
        else title
    )
    name = slug(f"{title} {one.asked or one.last}")[:80].strip("-")
    # A title that asks something itself would be a second question.
    topic = topic_of(lead) if not lead.endswith("?") else ""
    shown = f"**{topic}**\n\n" if topic else ""
    printed = run(code, ALL) if not one.asked else None
    alone = printed is None or len(printed.strip().split("\n")) == 1
    asked = _asks(one, at, len(old), speech, alone=alone)
    statement = f"{shown}```{language}\n{{{{ case.code }}}}\n```\n\n{asked}"
    text = [
        f"id = {_text(name)}",
        f"title = {_text(lead or (one.asked or 'What a listing prints'))}",
        f"statement = {_text(statement)}",
        f"language = {_text(speech)}",
        'answer = "case.result"',
        f"tolerance = {_text('exact' if whole else '1 %')}",
        *(["signed = true"] if any(row.result <= 0 for row in rows) else []),
        f"steps = [{_text(said('gives', speech, result='{{ case.result }}'))}]",
        "",
        *(line for row in rows for line in _row(row, slips)),
        "[parameters]",
        'case = {table = "cases"}',
        "",
        "[[wrong]]",
        'name = "old-numbers"',
        f"value = {_text(plain(old[at]))}",
        'say = "That is what comes out of the document’s own numbers."',
        *(line for place, say in slips for line in _wrong(place, say)),
    ]
    return Block(name, "\n".join(text) + "\n", f"{name} {one.asked or one.last}")


def _told_apart(code: str, rows: Sequence[_Row]) -> tuple[list[_Row], list[tuple[int, str]]]:
    """The wrong ways to read a listing that lead elsewhere, and the variants in which they do."""
    kept, slips = list(rows), list[tuple[int, str]]()
    for place, (pattern, _, say) in enumerate(_SLIPS):
        if not pattern.search(code):
            continue
        apart = [one for one in kept if _is_apart(one, place, slips)]
        if len(apart) >= FEWEST and 2 * len(apart) >= len(kept):
            kept = apart
            slips.append((place, say))
    return kept, slips


def _is_apart(one: _Row, place: int, slips: Sequence[tuple[int, str]]) -> bool:
    wrong = one.wrong[place]
    others = (one.result, *(one.wrong[each] for each, _ in slips))
    return wrong is not None and all(
        other is not None and abs(wrong - other) > abs(other) / APART for other in others
    )


def _asks(one: Slice, at: int, count: int, speech: str, *, alone: bool) -> str:
    """What is asked; `alone` where the line with the number is all that is printed."""
    if one.asked:
        return said("value", speech, name=one.asked)
    if count > 1:
        key = "print_many" if alone else "prints_many"
        return said(key, speech, count=count, place=place_said(at, speech))
    return said("print" if alone else "prints", speech)


@dataclass(frozen=True, slots=True)
class _Variant:
    """A listing with other numbers: the last printed line, and those of wrong ways to read it."""

    code: str
    printed: str
    wrong: tuple[tuple[Fraction, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    result: Fraction
    wrong: tuple[Fraction | None, ...]


def _variants(one: Slice, run: Run, count: int) -> Iterator[_Variant]:
    """Listings with other numbers that print as many."""
    values = [slot.value for slot in one.slots]
    own = one.text(values)
    chance = random.Random(own)  # noqa: S311 - no secret
    drawn = [_options(slot) for slot in one.slots]
    seen = {own}
    even = _is_even(own, one.asked, run)
    for _ in range(TRIES):
        chosen = [chance.choice(options) for options in drawn]
        code = one.text(chosen)
        if code in seen or len(set(chosen)) < len(set(values)):
            continue  # two numbers that differ in the document must not fall together
        seen.add(code)
        if not _in_order(one, chosen, whole=even) or not _divides(values, chosen):
            continue
        printed = run(code, one.asked)
        if printed is None or len(numbers_of(printed)) != count:
            continue
        if even and not _is_even(code, one.asked, run):
            continue  # what comes out whole in the document does so here
        wrong = tuple(
            numbers_of(run(pattern.sub(other, code), one.asked)) if pattern.search(code) else None
            for pattern, other, _ in _SLIPS
        )
        yield _Variant(code, printed.strip().split("\n")[-1], wrong)


WIDE = 256
"""From here on sizes of one thing hang together: the width of a layer and of its inside."""


def _in_order(one: Slice, chosen: Sequence[Fraction], *, whole: bool) -> bool:
    """Whether numbers of one name, as `d1` and `d2`, keep their order, and wide ones their ratio.

    Of numbers without names whose parts come out whole the largest stays so, and holds all others
    where it did: six letters of which 3 and 2 are the same.
    """
    pairs = list(zip(one.slots, chosen, strict=True))
    for (slot, drawn), (beside, other) in combinations(pairs, 2):
        alike = slot.name.rstrip("0123456789") == beside.name.rstrip("0123456789")
        if slot.name and alike and (slot.value < beside.value) != (drawn < other):
            return False
        wide = slot.name and not alike and min(slot.value, beside.value) >= WIDE
        if wide and not Fraction(1, 2) <= drawn * beside.value / (other * slot.value) <= 2:
            return False
    loose = [
        (slot.value, drawn)
        for slot, drawn in pairs
        if not slot.name and slot.text[:2].casefold() not in {"0b", "0x"}
    ]
    if not whole or len(loose) < FEWEST_HELD:
        return True
    own, new = [value for value, _ in loose], [drawn for _, drawn in loose]
    held = 2 * max(own) < sum(own) or 2 * max(new) >= sum(new)
    return held and new[own.index(max(own))] == max(new)


FEWEST_HELD = 3
"""Numbers without names of which the largest is likely to be what the others are of."""
FEWEST_DIVIDED = 8


def _divides(values: Sequence[Fraction], chosen: Sequence[Fraction]) -> bool:
    """Whether what is divided evenly stays so: 4096 wide with 32 heads, and not 3072 with 40."""
    return all(
        (other % one != 0 or other == one) or new_other % new == 0
        for (one, new), (other, new_other) in permutations(zip(values, chosen, strict=True), 2)
        if one.denominator == other.denominator == 1 and one >= FEWEST_DIVIDED
    )


_WHOLE = re.compile(r"(?<!/)//(?!/)")


def _is_even(code: str, asked: str, run: Run) -> bool:
    """Whether no division of whole numbers drops a fraction: `6! // (3! * 2!)`."""
    if not _WHOLE.search(code):
        return False
    exact = numbers_of(run(_WHOLE.sub("/", code), asked))
    return bool(exact) and exact == numbers_of(run(code, asked))


def _rows(variants: Sequence[_Variant], at: int, old: Fraction) -> Iterator[_Row]:
    """Those whose number at a place tells something, and is of the size of the document's."""
    counts: Counter[Fraction] = Counter({old: MOST_ALIKE})
    if not old:
        return
    for one in variants:
        every = _NUMBER.findall(one.printed)
        shown, result = every[at], numbers_of(one.printed)[at]
        read_off = _is_shown(shown, one.code, several=len(every) > 1)
        if counts[result] == MOST_ALIKE or not _tells(shown) or read_off:
            continue
        if not abs(old) / FARTHEST_PRINTED <= abs(result) <= abs(old) * FARTHEST_PRINTED:
            continue
        counts[result] += 1
        if sum(counts.values()) > VARIANTS + MOST_ALIKE:
            return
        wrong = tuple(
            found[at] if found is not None and len(found) > at else None for found in one.wrong
        )
        yield _Row(one.code, result, wrong)


def _is_shown(shown: str, code: str, *, several: bool) -> bool:
    """Whether a result stands in the listing already, so that reading it off is enough.

    Of several results one digit, too: which of them is asked could be a name that is shown again.
    """
    return (several or len(shown) > 1) and re.search(
        rf"(?<![\w.]){re.escape(shown)}(?![\w.])", code
    ) is not None


def _options(slot: Slot) -> Sequence[Fraction]:
    if slot.text:
        return choices(slot.value, slot.text)
    step = Fraction(1) if slot.value.denominator == 1 else Fraction(1, slot.value.denominator)
    return options(Input(name=slot.name, value=slot.value, unit="", step=step))


def _tells(shown: str) -> bool:
    """Whether a decimal shows enough digits to be told from near ones."""
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
