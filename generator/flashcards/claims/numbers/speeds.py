"""Rule `speed`: times that follow from an amount and a speed, of files read and of tokens made.

Something may take longer than its speed alone says, for a hundred reasons; nothing is faster. So a
time that is too long is passed over, and one that is too short is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Claim, Verdict, plain
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.stated import (
    ABOUT,
    BYTES,
    SECONDS,
    Stated,
    leading,
    quantities,
)
from flashcards.document import Table
from flashcards.quantities import Dimension
from flashcards.values import dataclass

RULE = "speed"

_BYTES_A_SECOND: Dimension = (("byte", 1), ("second", -1))
_TOKENS: Dimension = (("token", 1),)
_TOKENS_A_SECOND: Dimension = (("second", -1), ("token", 1))
_UNITS = ("B/s", "bit/s", "bps")

NEAR, FAR = 4, 16
"""Lines between a speed and a time: where that is refuted, and where it is only confirmed."""

MOST_DEVICES = 32
_SLIP = Fraction(12, 10)
"""How much too short a time has to be, beyond all rounding, to be called impossible."""

_TIME_FOR = re.compile(r"\s?(?:for|per|to generate|/)\s?$", re.IGNORECASE)  # `2s for 200 tokens`
# `25 tok/s → 8s`: the time follows from what stands before.
_THEN = re.compile(r"\s*(?:→|->|=>|:|=)\s*$")
# A name right before a speed.
_DEVICE = re.compile(r"(?P<name>[A-Za-z][\w.()-]*(?: [A-Za-z][\w.()-]*){0,3})\s*(?:\(|:|\|)\s*$")
_WORD = re.compile(r"[a-z]{2,}\d?", re.IGNORECASE)  # Words of a name: `NVMe`, `SATA`, `gen4`
_PLAIN = frozenset(
    ("ssd", "disk", "drive", "read", "gen", "time", "load", "loading", "with", "the", "from")
)
"""Words that tell no device from another."""

# Nothing that is read is faster than memory.
_MEMORY = re.compile(r"\b(?:DDR\d?|RAM|LPDDR\w*|HBM\w*|VRAM|memory)\b", re.IGNORECASE)
# All bytes are moved: that takes a time.
_READS = re.compile(r"\b(?:read|copy|copies|load|download|transfer|fread)\b", re.IGNORECASE)
# Not all are moved, or not at once.
_NO_READ = re.compile(
    r"\b(?:mmap\w*|map(?:ped|ping)?|lazy|on[- ]demand|stream\w*)\b", re.IGNORECASE
)
_MARKS = " \t>│┃║#-*+•◦├└─╴_`✅❌⚠️✓✗☐"
"""What stands round a label: signs of lists and boxes, of bold and code."""
# What a computation on the line ends with.
_RESULT = re.compile(r"[=≈]\s*(?=[~≈\d.])")


def speed_claims(page: Page) -> Iterator[Claim]:
    """Every time of reading a file or of generating tokens whose amount and speed are told."""
    yield from _of_tokens(page)
    if devices := _devices(page):
        yield from _of_lists(page, devices)
        for table in page.tables:
            yield from _of_table(page, table, devices)


# --- tokens -----------------------------------------------------------------------------------


def _of_tokens(page: Page) -> Iterator[Claim]:
    """`200 tokens: ~2s` and `50 ms for 2 tokens`, after `80-120 tok/s`; `25 tok/s → 8s`."""
    rate: tuple[int, Stated] | None = None
    count: tuple[int, Stated] | None = None
    for number, text in page.numbered():
        if text.lstrip().startswith(("```", "~~~", "**", "## ", "### ", "#### ")):
            rate = None
        if "tok" not in text:
            continue
        said = quantities(text)
        rates = [one for one in said if one.dimension == _TOKENS_A_SECOND]
        counts = [one for one in said if one.dimension == _TOKENS]
        times = [one for one in said if one.dimension == SECONDS]
        if len(rates) == 1 and not counts and count and count[0] >= number - FAR:
            for time in times:
                if _THEN.fullmatch(text, rates[0].end, time.start):
                    yield from _judged(number, time, count[1], rates, sure=False)
        if (
            rate
            and rate[0] >= number - NEAR
            and (len(times), len(counts), len(rates)) == (1, 1, 0)
            and _belong(text, times[0], counts[0])
        ):
            yield from _judged(number, times[0], counts[0], [rate[1]])
        if rates:
            rate = (number, rates[0]) if len(rates) == 1 else None
        if len(counts) == 1:
            count = number, counts[0]


def _belong(text: str, time: Stated, count: Stated) -> bool:
    """Whether a time is said of a count: `2s for 200 tokens`, `200 tokens: 2s`."""
    if time.end <= count.start:
        return bool(_TIME_FOR.search(text, time.end, count.start))
    return bool(_THEN.fullmatch(text, count.end, time.start))


# --- files ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Device:
    """Something that reads at a speed: the words of its name, and the speed."""

    words: frozenset[str]
    speed: Stated
    memory: bool


def _devices(page: Page) -> list[Device]:
    """`SATA SSD (500MB/s)`, `NVMe: 3-7 GB/s`, also in tables."""
    found: list[Device] = []
    for text in page.texts:
        if not any(unit in text for unit in _UNITS):
            continue
        for one in quantities(text):
            name = _DEVICE.search(text[max(0, one.start - 80) : one.start])
            if one.dimension == _BYTES_A_SECOND and name:
                found.append(Device(_words(name["name"]), one, bool(_MEMORY.search(name[0]))))
                if len(found) == MOST_DEVICES:
                    return found
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(name))


def _named(name: str, devices: Sequence[Device]) -> list[Stated]:
    """The speeds of the devices whose name has all telling words of that one."""
    words = _words(name) - _PLAIN
    return [device.speed for device in devices if words and words <= device.words]


def _of_lists(page: Page, devices: Sequence[Device]) -> Iterator[Claim]:
    """`40GB model:`, then `SATA: 80 seconds`."""
    size: Stated | None = None
    for number, text in page.numbered():
        if not text.strip():
            size = None
            continue
        label, _, rest = (part.strip(_MARKS) for part in text.partition(":"))
        if not label:
            continue
        time = leading(_RESULT.split(rest)[-1])
        if not rest:
            size = _size(label)
        elif size and time and time.dimension == SECONDS and not _NO_READ.search(text):
            yield from _judged(number, time, size, _named(label, devices))


def _size(text: str) -> Stated | None:
    """The one size that a text states."""
    sizes = [one for one in quantities(text) if one.dimension == BYTES]
    return sizes[0] if len(sizes) == 1 else None


def _of_table(page: Page, table: Table, devices: Sequence[Device]) -> Iterator[Claim]:
    """A table of read times of the file that its title names; no copy is faster than the memory."""
    size = _size(page.title(table))
    fastest = max(devices, key=lambda device: device.speed.high * device.speed.scales[0])
    for row in page.rows(table) if size else ():
        name, *cells = (cell.plain for cell in row.cells)
        if not _READS.search(name) or _NO_READ.search(name):
            continue
        known = [one for word in name.split("+") for one in _named(word, devices)]
        known += [fastest.speed] if fastest.memory else []
        for cell in cells:
            time = leading(cell)
            if size and time and time.dimension == SECONDS and time.low:
                yield from _judged(row.source.line, time, size, known, sure=fastest.memory)


# --- both -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """All times from `low` to `high`, at a speed."""

    low: Fraction
    high: Fraction
    rate: Stated


def _judged(
    line: int, said: Stated, amount: Stated, rates: Sequence[Stated], *, sure: bool = True
) -> Iterator[Claim]:
    """A time that one of these speeds gives; where that is sure, one that none of them gives."""
    spans = [_time(amount, rate) for rate in rates if rate.low > 0 and amount.low >= 0]
    right = next((one for one in spans if _is_within(said, one)), None)
    true = right or min(spans, key=lambda one: one.low, default=None)
    if true is None or not (right or (sure and _is_too_short(said, true))):
        return
    expected = _shown(true.low)
    if true.high != true.low:
        expected = f"{expected} to {_shown(true.high)}"
    elif not right:
        expected = f"{expected} or more"
    fastest = ", the fastest speed named" if not right and len(spans) > 1 else ""
    yield Claim(
        line=line,
        rule=RULE,
        stated=said.text,
        verdict=Verdict.RIGHT if right else Verdict.WRONG,
        expected=expected,
        how=f"{amount.text} at {true.rate.text}{fastest}: {expected}",
    )


def _time(amount: Stated, rate: Stated) -> Span:
    """The least and the most time, from the ends of both as they are shown."""
    per = amount.scales[0] / rate.scales[0]
    return Span(amount.low * per / rate.high, amount.high * per / rate.low, rate)


def _is_within(said: Stated, true: Span) -> bool:
    """Whether a stated time is one of those that may be."""
    scale = said.scales[0]
    if said.low == said.high:
        return said.means(min(max(said.low * scale, true.low), true.high))
    return (
        said.low * scale >= true.low * (1 - ABOUT) - said.step * scale / 2
        and said.high * scale <= true.high * (1 + ABOUT) + said.step * scale / 2
    )


def _is_too_short(said: Stated, true: Span) -> bool:
    """Whether a stated time is beyond all rounding less than the least that may be."""
    room = max(said.step / 2, said.room * said.high)
    return (said.low - room) * said.scales[0] * _SLIP < true.low


def _shown(seconds: Fraction) -> str:
    return f"{plain(seconds)} s" if seconds >= 1 else f"{plain(seconds * 1000)} ms"
