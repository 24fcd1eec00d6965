"""Cards of RemNote: `front >> back`, `back << front`, `a <> b`, `term == text`, `part ;; text`.

An arrow says little, for it compares as well: a list must have several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.questions.formats.rows import (
    Row,
    apart,
    asked,
    end_of_all,
    gapped,
    in_fences,
    paired,
)
from flashcards.questions.roles import has_question_mark
from flashcards.values import dataclass

_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<bullet>[-*+•])[ \t]+(?P<said>\S.*)")
_ARROW = re.compile(
    r"(?<![<>=;:])(?:(?P<several>>>>|>>1\.|>>[AR]\)|===)(?![<>=])|(?P<arrow>>>|<<|<>|==|;;|::|:::)(?![<>=;:]))"
)
# What RemNote alone has: the other signs stand in other outlines, too.
_OWN = frozenset((">>", "<<", "<>", "==", ";;", ">>>", ">>1.", ">>A)", ">>R)", "==="))
_CODE = re.compile(r"`[^`]*`|\$[^$]*\$|==[^=\s][^=]*==")
_GAP = re.compile(r"\{\{(?!c\d|cloze|embed|query|\{)(?P<said>[^{}:|]{1,200})\}\}")
_TAGS = re.compile(r"(?:[ \t]+#(?:\[\[[^\[\]]*\]\]|[\w/-]+))+[ \t]*$")
_WORD = re.compile(r"[^\W\d_]{3}")
_SAYS = re.compile(r"\b(?:remnote|flash ?cards?|karteikarten)\b", re.IGNORECASE)
_LEAST = 2
_SHARE = 0.4
_LEVELS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    depth: int
    said: str
    at: int
    sign: str = ""
    front: str = ""
    back: str = ""


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """The rows with each such card as a pair, under the items that it stands below."""
    inside = in_fences(rows)
    free = [row for place, row in enumerate(rows) if place not in inside]
    lines = [line for row in free if (line := _line(row))]
    found = [line for line in lines if line.sign]
    if not _is_outline(lines, found, free):
        return None
    return list(_written(rows, inside))


def _is_outline(lines: Sequence[_Line], found: Sequence[_Line], rows: Sequence[Row]) -> bool:
    own = [line for line in found if line.sign in _OWN]
    gaps = sum(_GAP.search(line.said) is not None for line in lines)
    leaves = [
        line
        for place, line in enumerate(lines)
        if line.sign or place + 1 == len(lines) or lines[place + 1].depth <= line.depth
    ]
    if not own or len(found) + gaps < _LEAST or (len(found) + gaps) < _SHARE * len(leaves):
        return False
    says = any(_SAYS.search(row.text) for row in rows[:3])
    asks = any(has_question_mark(line.front) for line in own)
    return says or asks or len({line.sign.replace("<<", ">>") for line in found}) > 1


def _line(row: Row) -> _Line | None:
    match = _ITEM.fullmatch(row.text)
    if match is None:
        return None
    said = match["said"]
    masked = _CODE.sub(lambda one: "\0" * len(one[0]), said)
    arrows = list(_ARROW.finditer(masked))
    depth = len(match["indent"].expandtabs(4))
    plain = _Line(depth=depth, said=said, at=row.at)
    if len(arrows) != 1:
        return plain
    sign = arrows[0]
    front, back = said[: sign.start()].strip(), said[sign.end() :].strip()
    back = _TAGS.sub("", back)
    if sign["several"]:
        whole = _WORD.search(front) and not back
        return (
            _Line(depth=depth, said=said, at=row.at, sign=sign[0], front=front) if whole else plain
        )
    if not (_WORD.search(front) or "?" in front) or not back or "\0" in (front + back)[:1]:
        return plain
    if sign[0] == "<<":
        front, back = back, front
    return _Line(depth=depth, said=said, at=row.at, sign=sign[0], front=front, back=back)


def _written(rows: Sequence[Row], inside: frozenset[int]) -> Iterator[Row]:
    """The rows, those of outlines as headings, pairs and paragraphs."""
    above: list[_Line] = []
    place = 0
    while place < len(rows):
        line = _line(rows[place]) if place not in inside else None
        if line is None:
            yield rows[place]
            above = above if not rows[place].text.strip() else []
            place += 1
            continue
        while above and above[-1].depth >= line.depth:
            above.pop()
        end = place + 1
        while end < len(rows) and (one := _line(rows[end])) and one.depth > line.depth:
            end += 1
        below = [one for row in rows[place + 1 : end] if (one := _line(row))]
        if any(one.sign for one in above) and not line.sign:
            pass  # a remark on the card above
        elif line.sign and not line.back:
            answer = [Row(f"- {one.said}", one.at) for one in below if not one.sign]
            yield from asked([Row(line.front, line.at)], answer=answer)
            yield end_of_all(line.at)
        elif line.sign:
            yield from _card(line, above)
        elif below:
            level = min(len(above) + 2, _LEVELS)
            yield from apart(Row(f"{'#' * level} {_title(line.said)}", line.at))
        elif _GAP.search(line.said):
            yield from apart(Row(gapped(_TAGS.sub("", line.said), _GAP), line.at))
        above.append(line)
        place += 1


def _card(line: _Line, above: Sequence[_Line]) -> Iterator[Row]:
    front = line.front
    if line.sign == ";;" and above:  # a part of what stands above it
        front = f"{_title(above[-1].front or above[-1].said)}: {front}"
    at = line.at
    if "::" in front + line.back:
        yield from asked([Row(front, at)], answer=[Row(line.back, at)])
    else:
        yield from paired(Row(front, at), Row(line.back, at), both=line.sign == "<>")


def _title(said: str) -> str:
    return _TAGS.sub("", said).strip("*# \t")
