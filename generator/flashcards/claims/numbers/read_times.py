"""Times of reading a file, from its size and the speeds of devices that a question names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.grids import Grid, grids
from flashcards.claims.numbers.page import Line
from flashcards.claims.numbers.stated import BYTES, SECONDS, Stated, leading, quantities
from flashcards.claims.numbers.times import Span, is_too_short, is_within, time_claim, time_of
from flashcards.document import Document, Question
from flashcards.quantities import Dimension
from flashcards.values import dataclass

_BYTES_A_SECOND: Dimension = (("byte", 1), ("second", -1))

_UNITS = ("B/s", "bit/s", "bps")
_LONGEST = 600
MOST_DEVICES = 32
_DEVICE = re.compile(r"(?P<name>[A-Za-z][\w.()-]*(?: [A-Za-z][\w.()-]*){0,3})\s*(?:\(|:|\|)\s*$")
_WORD = re.compile(r"[a-z]{2,}\d?", re.IGNORECASE)
_PLAIN = frozenset(
    ("ssd", "disk", "drive", "read", "gen", "time", "load", "loading", "with", "the", "from")
)
"""Words that tell no device from another."""

_MEMORY = re.compile(r"\b(?:DDR\d?|RAM|LPDDR\w*|HBM\w*|VRAM|memory)\b", re.IGNORECASE)
_READS = re.compile(r"\b(?:read|copy|copies|load|download|transfer|fread)\b", re.IGNORECASE)
_NO_READ = re.compile(
    r"\b(?:mmap\w*|map(?:ped|ping)?|lazy|on[- ]demand|stream\w*)\b", re.IGNORECASE
)


_MARKS = " \t>│┃║#-*+•◦├└─╴_`✅❌⚠️✓✗☐"
"""What stands round a label: signs of lists and boxes, of bold and code."""
# What a computation on the line ends with.
_RESULT = re.compile(r"[=≈]\s*(?=[~≈\d.])")


def read_times(
    _document: Document, _question: Question | None, lines: Sequence[Line]
) -> Iterator[Claim]:
    """Every time of a read whose size and device are named, and those no device could keep."""
    devices = _devices(lines)
    if not devices:
        return
    yield from _of_lists(lines, devices)
    for grid in grids(lines):
        yield from _of_grid(grid, devices)


@dataclass(frozen=True, slots=True)
class Device:
    """Something that reads at a speed: the words of its name, and the speed."""

    words: frozenset[str]
    speed: Stated
    memory: bool


def _devices(lines: Sequence[Line]) -> list[Device]:
    """`SATA SSD (500MB/s)`, `NVMe: 3-7 GB/s`, also in tables."""
    found: list[Device] = []
    for _, text in lines:
        if not any(unit in text for unit in _UNITS) or len(text) > _LONGEST:
            continue
        if len(found) == MOST_DEVICES:
            break
        for one in quantities(text):
            if one.dimension != _BYTES_A_SECOND:
                continue
            name = _DEVICE.search(text[max(0, one.start - 80) : one.start])
            if name and len(found) < MOST_DEVICES:
                found.append(Device(_words(name["name"]), one, bool(_MEMORY.search(name[0]))))
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(name))


def _named(name: str, devices: Sequence[Device]) -> list[Device]:
    """The devices whose name shares its first telling word with that one."""
    words = _words(name) - _PLAIN
    return [device for device in devices if words and words <= device.words]


def _of_lists(lines: Sequence[Line], devices: Sequence[Device]) -> Iterator[Claim]:
    """`40GB model:`, then `SATA: 80 seconds`."""
    size: Stated | None = None
    for number, text in lines:
        if not text.strip():
            size = None
            continue
        label, _, rest = (part.strip(_MARKS) for part in text.partition(":"))
        if not label or len(text) > _LONGEST:
            continue
        time = leading(_RESULT.split(rest)[-1])
        if not rest:
            sizes = [one for one in quantities(label) if one.dimension == BYTES]
            size = sizes[0] if len(sizes) == 1 else None
        elif size is not None and time and time.dimension == SECONDS:
            known = _named(label, devices)
            if known and not _NO_READ.search(text):
                yield from _read(number, time, size, known)


def _read(number: int, said: Stated, size: Stated, known: Sequence[Device]) -> Iterator[Claim]:
    """A time of reading at a device's speed; wrong if no device of that name is so fast."""
    best: tuple[Stated, Span] | None = None
    for device in known:
        true = time_of(size, device.speed)
        if true is None:
            continue
        if is_within(said, true):
            yield time_claim(
                number, said, true, f"{size.text} at {device.speed.text}", Verdict.RIGHT
            )
            return
        if best is None or true.low < best[1].low:
            best = device.speed, true
    if best is not None and is_too_short(said, best[1]):
        yield time_claim(number, said, best[1], f"{size.text} at {best[0].text}", Verdict.WRONG)


def _of_grid(grid: Grid, devices: Sequence[Device]) -> Iterator[Claim]:
    """A table of read times of the file that its title names."""
    sizes = [one for one in quantities(grid.title[:_LONGEST]) if one.dimension == BYTES]
    if len(sizes) != 1:
        return
    fastest = max(devices, key=lambda device: device.speed.high * device.speed.scales[0])
    for row in grid.rows:
        name = row.cells[0] if row.cells else ""
        if not _READS.search(name) or _NO_READ.search(name):
            continue
        known = [one for word in name.split("+") for one in _named(word, devices)]
        for cell in row.cells[1:]:
            said = leading(cell)
            if said is None or said.dimension != SECONDS or not said.low:
                continue
            right = [
                claim
                for claim in _read(row.line, said, sizes[0], known)
                if claim.verdict is Verdict.RIGHT
            ]
            true = time_of(sizes[0], fastest.speed)
            if right:
                yield right[0]
            elif fastest.memory and true is not None and is_too_short(said, true):
                how = f"{sizes[0].text} at {fastest.speed.text}, the fastest speed named"
                yield time_claim(row.line, said, true, how, Verdict.WRONG)
