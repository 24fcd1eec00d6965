"""Org: headlines with stars, drawers, keywords, blocks, and the items of org-drill and org-fc."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from flashcards import patterns as re
from flashcards.questions.formats.rows import (
    Row,
    apart,
    asked,
    dedented,
    gapped,
    in_fences,
    paired,
    trimmed,
)
from flashcards.questions.roles import answer_label, has_question_mark, is_answer, is_back, is_front
from flashcards.values import dataclass

_HEADLINE = re.compile(r"(?P<stars>\*+)[ \t]+(?P<said>\S.*)")
_KEYWORD = re.compile(r"[ \t]*#\+(?P<key>[A-Za-z_]+):(?P<said>.*)")
_DRAWER = re.compile(r"[ \t]*:[A-Z][A-Z_-]*:[ \t]*")
_DRAWER_END = re.compile(r"[ \t]*:END:[ \t]*", re.IGNORECASE)
_PROPERTY = re.compile(r"[ \t]*:(?P<key>[\w-]+):[ \t]+(?P<said>\S.*)")
_PLANNED = re.compile(r"[ \t]*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):.*")
_BLOCK = re.compile(
    r"[ \t]*#\+(?P<edge>begin|end)_(?P<name>[a-z]+)[ \t]*(?P<info>\S*).*", re.IGNORECASE
)
_COMMENT = re.compile(r"[ \t]*#(?:[ \t].*|$)")
_RULE = re.compile(r"[ \t]*\|[-+|]+\|?[ \t]*")
_RESULT = re.compile(r"[ \t]*:(?:[ \t](?P<said>.*)|$)")
# What a headline says beside its title.
_STATE = re.compile(
    r"(?:TODO|DONE|NEXT|WAITING|HOLD|CANCELLED|PROJ|STARTED|COMMENT)[ \t]+|\[#[A-Z0-9]\][ \t]+"
)
_TAGS = re.compile(r"[ \t]+:(?P<tags>(?:[\w@#%]+:)+)[ \t]*$")
_COOKIE = re.compile(r"[ \t]*\[\d*(?:/\d*|%)\]")
_STAMP = re.compile(r"[ \t]*[<\[]\d{4}-\d\d-\d\d[^<>\[\]\n]{0,30}[>\]]")
_LINK = re.compile(r"\[\[(?P<target>[^\[\]\n]+)\](?:\[(?P<said>[^\[\]\n]+)\])?\]")
_GAP = re.compile(
    r"(?<![\[\w])\[(?!fn:|[ xX-]\])(?P<said>[^\[\]\n|]+)(?:\|\|(?P<hint>[^\[\]\n]*))?\](?![\[(\]])"
)
_EMPHASIS = re.compile(
    r"(?<![\w*/~=+])(?P<sign>[*/~=+])(?P<said>[^\s*/~=+](?:[^\n*/~=+]*[^\s*/~=+])?)(?P=sign)(?![\w*/~=+])"
)
_SIGNS = {"*": "**", "/": "*", "~": "`", "=": "`", "+": "~~"}
_SIDES = frozenset(("item", "card", "note", "question", "problem"))
_DRILL = frozenset(("drill", "fc", "card", "flashcard", "anki"))
_DRILLED = frozenset(("fc_type", "anki_note_type", "drill_card_type", "fc_created"))
_LEVELS = 5


@dataclass(slots=True)
class _Part:
    """A headline with what stands below it, up to the next."""

    level: int
    title: str
    at: int
    tags: tuple[str, ...] = ()
    keys: set[str] = field(default_factory=set)
    rows: list[Row] = field(default_factory=list)


def fenced(rows: Sequence[Row], info: str) -> list[Row] | None:
    """A fence of Org."""
    return _read(rows) if info.casefold() in ("org", "org-mode") else None


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """A document with headlines of Org: of two stars, or beside its keywords, drawers and tags."""
    inside = in_fences(rows)
    outside = [row.text for place, row in enumerate(rows) if place not in inside]
    heads = [match for text in outside if (match := _HEADLINE.fullmatch(text))]
    first = next((text for text in outside if text.strip()), "")
    signs = any(
        (match := _KEYWORD.fullmatch(text)) and match["key"].casefold() != "anki"
        for text in outside
    ) or any(_DRAWER_END.fullmatch(text) for text in outside)
    several = sum(len(match["stars"]) > 1 for match in heads)
    tagged = any(_TAGS.search(match["said"]) for match in heads)
    signs = signs and not first.startswith(("# ", "## "))  # a title of markdown
    lists = signs and any(" :: " in text or _RULE.fullmatch(text) for text in outside)
    if not (heads and (signs or (several and tagged))) and not lists:
        return None
    return _read(rows)


def _read(rows: Sequence[Row]) -> list[Row]:
    parts = _parts(rows)
    out: list[Row] = []
    under = 1 if any(part.level == 0 and part.title for part in parts) else 0
    place = 0
    while place < len(parts):
        part = parts[place]
        below = place + 1
        while below < len(parts) and parts[below].level > part.level:
            below += 1
        card = list(_card(part, parts[place + 1 : below])) if part.level else []
        if card:
            out += card
            place = below
            continue
        if part.title:
            level = min(part.level + under, _LEVELS) if part.level else 1
            out += apart(Row(f"{'#' * level} {_line(part.title)}", part.at))
        out += _text(part.rows)
        place += 1
    return out


def _parts(rows: Sequence[Row]) -> list[_Part]:
    parts = [_Part(0, "", rows[0].at if rows else 1)]
    drawer = False
    silent = ""
    for row in rows:
        block = _BLOCK.fullmatch(row.text)
        if silent:
            silent = "" if block and block["edge"].casefold() == "end" else silent
            continue
        if drawer:
            drawer = not _DRAWER_END.fullmatch(row.text)
            key = _PROPERTY.fullmatch(row.text)
            if key:
                parts[-1].keys.add(key["key"].casefold())
            continue
        head = _HEADLINE.fullmatch(row.text)
        keyword = _KEYWORD.fullmatch(row.text)
        if head:
            parts.append(_part(head, row.at))
        elif block and block["name"].casefold() == "comment":
            silent = "comment"
        elif keyword:
            if keyword["key"].casefold() == "title":
                parts[0].title = keyword["said"].strip()
        elif _DRAWER.fullmatch(row.text):
            drawer = not _DRAWER_END.fullmatch(row.text)
        elif not _PLANNED.fullmatch(row.text):
            parts[-1].rows.append(row)
    return [part for part in parts if "noexport" not in part.tags]


def _part(head: re.Match[str], at: int) -> _Part:
    said = head["said"]
    tags = _TAGS.search(said)
    said = said[: tags.start()] if tags else said
    while state := _STATE.match(said):
        said = said[state.end() :]
    said = _STAMP.sub("", _COOKIE.sub("", said)).strip()
    names = tuple(filter(None, tags["tags"].split(":"))) if tags else ()
    return _Part(len(head["stars"]), said, at, tags=names)


def _card(part: _Part, below: Sequence[_Part]) -> Iterator[Row]:
    """The item of a drill: its sides below headlines of their own, or a text with gaps."""
    drilled = bool(_DRILL.intersection(part.tags) or _DRILLED & part.keys)
    level = min((one.level for one in below), default=0)
    sides = [one for one in below if one.level == level]
    answers = [one for one in sides if _answers(one.title)]
    front = next((one for one in sides if is_front(one.title)), None)
    rows = trimmed(_text(part.rows))
    named = part.title.casefold() in _SIDES
    asks = has_question_mark(part.title)
    if answers:
        title = (
            trimmed(_text(front.rows)) if front else rows if named or (rows and not asks) else []
        )
        title = title or [Row(_line(part.title), part.at)]
        if asks and rows and not front:
            title = [Row(_line(part.title), part.at), Row("", part.at), *rows]
        if named or drilled or asks or front:
            yield from asked(title, answer=[r for one in answers for r in _text(one.rows)])
    elif drilled and not below:
        gaps = gapped("\n".join(row.text for row in rows), _GAP).split("\n")
        if any(gap != row.text for gap, row in zip(gaps, rows, strict=True)):
            yield Row("", part.at)
            yield from (row._replace(text=gap) for gap, row in zip(gaps, rows, strict=True))
            yield Row("", rows[-1].at)
        elif asks and rows:
            yield from asked([Row(_line(part.title), part.at)], answer=rows)
        elif rows and not named and len(rows) == 1:
            yield from paired(Row(_line(part.title), part.at), rows[0])


def _answers(title: str) -> bool:
    return is_answer(title) or is_back(title) or answer_label(f"{title}: x")


def _text(rows: Sequence[Row]) -> list[Row]:
    """The rows below a headline as markdown."""
    out: list[Row] = []
    code = ""
    for row in dedented(rows):
        block = _BLOCK.fullmatch(row.text)
        if block:
            name, opens = block["name"].casefold(), block["edge"].casefold() == "begin"
            if name in ("src", "example", "export"):
                code = name if opens else ""
                out.append(row._replace(text="```" + (block["info"] if opens else "")))
            elif name == "quote":
                code = name if opens else ""
                out.append(row._replace(text=""))
            continue
        if code in ("src", "example", "export"):
            out.append(row)
        elif code == "quote":
            out.append(row._replace(text="> " + _line(row.text)))
        elif result := _RESULT.fullmatch(row.text):
            out.append(row._replace(text="    " + (result["said"] or "")))
        elif _RULE.fullmatch(row.text):
            out.append(row._replace(text=row.text.replace("+", "|")))
        elif not _COMMENT.fullmatch(row.text):
            out.append(row._replace(text=_line(row.text)))
    return out


def _line(text: str) -> str:
    text = _LINK.sub(lambda m: f"[{m['said']}]({m['target']})" if m["said"] else m["target"], text)
    text = _STAMP.sub("", text)
    return _EMPHASIS.sub(lambda m: f"{_SIGNS[m['sign']]}{m['said']}{_SIGNS[m['sign']]}", text)
