"""Blocks → lines of a given width. Without a width nothing is broken: one paragraph, one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from rich.cells import cell_len

from flashcards import patterns as re
from flashcards.review.terminal.blocks import Block, Box, Grid, Look, Prose, Run, Runs

Line = list[Run]

VEIL = "░"
HIDDEN = "(hidden)"
_VEIL_WIDTHS = (4, 24)
"""A veiled text shows neither its words nor much of its length."""

_WORDS = re.compile(r"\n|[^\S\n]+|[^\s]+")
_LEAST = 9
"""Columns of a table narrower than this are not read but spelt; rows are shown one by one."""

_GAP = 2


def lines(found: Sequence[Block], width: int | None, *, lifted: int = 0) -> list[Line]:
    """The lines that these blocks take; veils up to number `lifted` are off."""
    out: list[Line] = []
    before: Block | None = None
    for block in found:
        if before is not None and not _close(before, block):
            out.append([])
        out += block_lines(block, width, lifted=lifted)
        before = block
    return out


def block_lines(block: Block, width: int | None, *, lifted: int = 0) -> list[Line]:
    """The lines that one block takes."""
    match block:
        case Prose():
            return _prose(block, width, lifted)
        case Box():
            return [[Run(line, Look.CODE)] for line in block.text.split("\n")]
        case Grid():
            return _grid(block, width, lifted)


def _close(before: Block, block: Block) -> bool:
    """Whether two blocks stand together without a gap: neighbours of one list."""
    if not isinstance(before, Prose) or not isinstance(block, Prose):
        return False
    if before.heading:
        return True
    return bool(block.marker or block.depth or _signed(block)) and bool(
        before.marker or before.depth or _signed(before)
    )


def _signed(block: Prose) -> bool:
    return bool(block.runs) and block.runs[0].text[:1] in "✅❌⚠✓✗☐☑"


def _veiled(runs: Runs, lifted: int, width: int | None) -> Iterator[Run]:
    done = 0
    for run in runs:
        if run.veil <= lifted:
            yield run
        elif run.veil != done:
            done = run.veil
            if width is None:
                yield Run(HIDDEN, Look.VEIL)
                continue
            length = sum(cell_len(r.text) for r in runs if r.veil == run.veil)
            low, high = _VEIL_WIDTHS
            yield Run(VEIL * min(max(length, low), high), Look.VEIL)


def _prose(block: Prose, width: int | None, lifted: int) -> list[Line]:
    runs = list(_veiled(block.runs, lifted, width))
    if block.heading:
        runs = [run._replace(look=run.look | Look.BOLD) for run in runs]
    head = " " * block.depth + ("│ " if block.quote else "") + block.marker
    rest = " " * block.depth + ("│ " if block.quote else "") + " " * cell_len(block.marker)
    room = None if width is None else max(1, width - cell_len(head))
    out = []
    for number, line in enumerate(wrap(runs, room)):
        lead = rest if number else head
        out.append([Run(lead, Look.FAINT), *line] if lead else line)
    return out or [[]]


def wrap(runs: Iterable[Run], width: int | None) -> list[Line]:
    """The runs in lines no wider than `width`, broken between words where that is possible."""
    out: list[Line] = [[]]
    used = 0
    gap: Run | None = None
    for word in _words(runs):
        text = word[0].text
        if text == "\n":
            out.append([])
            used, gap = 0, None
            continue
        if text.isspace():
            gap = word[0]._replace(text=" ") if out[-1] else None
            continue
        size = sum(cell_len(run.text) for run in word)
        if width is not None and out[-1] and used + (gap is not None) + size > width:
            out.append([])
            used, gap = 0, None
        if gap is not None:
            out[-1].append(gap)
            used, gap = used + 1, None
        for piece in word if width is None else _broken(word, width - used, width):
            if piece.text == "\n":
                out.append([])
                used = 0
            else:
                out[-1].append(piece)
                used += cell_len(piece.text)
    return [_joined(line) for line in out]


def _words(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """The runs in pieces that must not be parted: words, over changes of look."""
    word: list[Run] = []
    for run in runs:
        for match in _WORDS.finditer(run.text):
            if match[0].isspace():
                if word:
                    yield word
                    word = []
                yield [run._replace(text=match[0])]
            else:
                word.append(run._replace(text=match[0]))
    if word:
        yield word


def _broken(word: list[Run], room: int, width: int) -> Iterator[Run]:
    """A word, with newlines where it is wider than a whole line."""
    for run in word:
        size = cell_len(run.text)
        if size <= room:
            yield run
            room -= size
            continue
        held = ""
        for sign in run.text:
            need = cell_len(sign)
            if need > room and (held or room < width):
                if held:
                    yield run._replace(text=held)
                yield run._replace(text="\n")
                held, room = "", width
            held += sign
            room -= need
        if held:
            yield run._replace(text=held)


def _joined(line: Line) -> Line:
    out: Line = []
    for run in line:
        if out and out[-1][1:] == run[1:]:
            out[-1] = run._replace(text=out[-1].text + run.text)
        else:
            out.append(run)
    return out


# --- tables -----------------------------------------------------------------------------------


def _grid(grid: Grid, width: int | None, lifted: int) -> list[Line]:
    table = [
        [list(_veiled(cell, lifted, width)) for cell in row] for row in (grid.head, *grid.rows)
    ]
    columns = len(grid.head)
    table = [row[:columns] + [[] for _ in range(columns - len(row))] for row in table]
    natural = [
        max(max((_size(line) for line in wrap(row[c], None)), default=1) for row in table) or 1
        for c in range(columns)
    ]
    gaps = _GAP * (columns - 1)
    if width is None or sum(natural) + gaps <= width:
        return _drawn(table, natural)
    room = width - gaps
    if columns == 1 or room < columns * _LEAST:
        return _records(table, width)
    return _drawn(table, _shared(natural, room))


def _shared(natural: list[int], room: int) -> list[int]:
    """Widths that fill the room: a column takes what it needs, the widest share what is left."""
    widths = list(natural)
    open_ = set(range(len(natural)))
    left = room
    while open_:
        share = left // len(open_)
        fit = {c for c in open_ if natural[c] <= share}
        if not fit:
            parts = list(accumulate([left / len(open_)] * len(open_)))
            for c, low, high in zip(sorted(open_), [0.0, *parts], parts, strict=False):
                widths[c] = int(high + 1e-9) - int(low + 1e-9)
            break
        left -= sum(natural[c] for c in fit)
        open_ -= fit
    return widths


def _drawn(table: list[list[Line]], widths: list[int]) -> list[Line]:
    out: list[Line] = []
    wrapped = [
        [wrap(cell, width) for cell, width in zip(row, widths, strict=True)] for row in table
    ]
    tall = any(len(cell) > 1 for row in wrapped for cell in row)
    for number, row in enumerate(wrapped):
        if tall and number > 1:
            out.append([])
        for at in range(max(len(cell) for cell in row)):
            line: Line = []
            for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
                part = cell[at] if at < len(cell) else []
                if number == 0:
                    part = [run._replace(look=run.look | Look.BOLD) for run in part]
                line += part
                if column < len(row) - 1:
                    line.append(Run(" " * (width - _size(part) + _GAP)))
            out.append(_joined(line))
        if number == 0:
            rules = (" " * _GAP).join("─" * width for width in widths)
            out.append([Run(rules, Look.FAINT)])
    return out


def _records(table: list[list[Line]], width: int) -> list[Line]:
    """Each row on its own: its first cell, below it the others by the names of their columns."""
    head, *rows = table
    out: list[Line] = []
    for row in rows:
        if out:
            out.append([])
        out += wrap([run._replace(look=run.look | Look.BOLD) for run in row[0]], width)
        for name, cell in zip(head[1:], row[1:], strict=True):
            label = [run._replace(look=Look.FAINT) for run in name]
            for number, line in enumerate(
                wrap([*label, Run(": ", Look.FAINT), *cell], max(width - 4, 1))
            ):
                out.append([Run("    " if number else "  "), *line])
    return out


def _size(line: Line) -> int:
    return sum(cell_len(run.text) for run in line)
