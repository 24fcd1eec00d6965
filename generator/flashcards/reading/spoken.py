"""Labels and metadata in other spellings than `**Key**: value`, brought to that one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards.model import Item, List, Meta, Table, Text
from flashcards.reading.labels import Flat
from flashcards.reading.roles import is_meta
from flashcards.reading.tree import Element

_PAIR = re.compile(r"^(?P<key>[^\W\d_][^:：*_`|]{0,30}?)\s*[:：]\s*(?P<rest>.*)$", re.DOTALL)
_STARRED = re.compile(
    r"^(?P<sign>\*{1,3}|_{1,3})(?P<key>[^\W\d_][^:：*_`]{0,30}?)\s*"
    r"(?:[:：]\s*(?P=sign)|(?P=sign)\s*[:：])\s*(?P<rest>.*)$",
    re.DOTALL,
)
_BARS = re.compile(r"(?<=\S)\s+[|·•]\s+(?=\S)")
_EXACT = re.compile(
    r"(?:(?:model |sample |expected |short )?answer|solution|model solution|ans|a|question|q|"
    r"prompt|"
    r"hints?|key points?|key points to cover|follow[ -]?ups?(?: questions?)?|explanation|"
    r"antwort|musterlösung|lösung|frage|hinweise?|kernpunkte|答案|参考答案|回答|问题|问|答|要点|提示)",
    re.IGNORECASE,
)


def spoken(block: Element) -> Element:
    """A paragraph whose lines open with `Answer:` or `*Level*: Mid`, with bold labels."""
    if block.type != "paragraph":
        return block
    lines = [_line(line) for line in block.content.split("\n")]
    content = "\n".join(lines)
    return block if content == block.content else replace(block, content=content)


def _line(line: str) -> str:
    """One line with its label in bold; `a: b | c: d` where all are metadata."""
    bare = line.strip()
    inner = bare[1:-1] if bare[:1] in "*_" and bare[-1:] == bare[:1] and bare[1:2] != "*" else bare
    parts = _BARS.split(inner)
    if len(parts) > 1:
        pairs = [_pair(part) for part in parts]
        if all(pair and is_meta(pair[0]) for pair in pairs):
            return " | ".join(f"**{pair[0]}**: {pair[1]}" for pair in pairs if pair)
    pair = _pair(inner) or _pair(bare)
    if pair and (is_meta(pair[0]) or _EXACT.fullmatch(pair[0])):
        return f"**{pair[0]}**: {pair[1]}"
    return line


def _pair(part: str) -> tuple[str, str] | None:
    match = _STARRED.match(part.strip()) or _PAIR.match(part.strip())
    return (match["key"].strip(), match["rest"].strip()) if match else None


def metadata(part: Flat) -> tuple[Meta, ...]:
    """The pairs of a list or a table that holds metadata and nothing else, or nothing."""
    if isinstance(part, List):
        return tuple(_listed(part.items))
    if isinstance(part, Table):
        return tuple(_tabled(part))
    return ()


def _listed(items: Sequence[Item]) -> Iterator[Meta]:
    if all(item.term and is_meta(item.term.plain) and not item.children for item in items):
        for item in items:
            yield Meta(key=item.term.plain, value=item.meaning, source=item.source)


def _tabled(table: Table) -> Iterator[Meta]:
    """`| Level | Time |` over one row, or a key and its value in each row."""
    header = table.header
    if len(table.rows) == 1 and header and all(is_meta(cell.plain) for cell in header):
        for key, value in zip(header, table.rows[0].cells, strict=False):
            yield Meta(key=key.plain, value=value, source=table.rows[0].source)
        return
    if len(header) != 2 or not all(len(row.cells) == 2 for row in table.rows):
        return
    rows: list[tuple[Text, Text]] = [(row.cells[0], row.cells[1]) for row in table.rows]
    if not rows or not all(is_meta(_bare(key)) for key, _ in rows):
        return
    if is_meta(_bare(header[0])):
        yield Meta(key=_bare(header[0]), value=header[1], source=table.source)
    for (key, value), row in zip(rows, table.rows, strict=True):
        yield Meta(key=_bare(key), value=value, source=row.source)


def _bare(cell: Text) -> str:
    return cell.plain.strip(" :")
