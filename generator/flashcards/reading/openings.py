"""Where questions open: by heading, by a bold line, by number, by a question mark.

A document has one way of its own; the ways are tried from the clearest to the vaguest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flashcards.model import Role
from flashcards.reading.inline import plain, split_label
from flashcards.reading.roles import QUESTION, role_of
from flashcards.reading.tree import Element

_NUMBERED = re.compile(
    r"^(?:\d{1,3}\.)*(?P<number>\d{1,6})\s*[.):：]?\s+(?P<title>\S.*)$", re.DOTALL
)
_ASKED = re.compile(
    r"^\W*(?:q|question|frage)\W*[:：]\W*\s*(?P<title>\S.*)$", re.IGNORECASE | re.DOTALL
)
_ASKING = re.compile(r"[?？]\W*$")
_PLAIN_Q = re.compile(r"^\W{0,3}Q\W{0,3}:\W{0,3}\s+\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What opens a question, or with `last` a group of them; `word` is how it is called."""

    number: int
    last: int | None = None
    title: str
    level: int
    word: str = ""


def openings(blocks: Sequence[Element]) -> tuple[list[Element], dict[int, Opening]]:
    """The blocks, with every line that opens a question as a heading, and which ones do.

    Returns:
        The blocks, and the openings by their index in them.
    """
    named = _named(blocks)
    by_line = _split_lines(blocks, {**named})
    if by_line:
        blocks = by_line
        named = _named(blocks)
    found = named or _asked(blocks) or _numbered(blocks) or _with_question_mark(blocks)
    return list(blocks), found


def _headings(blocks: Sequence[Element]) -> Iterator[tuple[int, Element, str]]:
    for index, block in enumerate(blocks):
        if block.type == "heading":
            yield index, block, plain(" ".join(block.content.split("\n"))).strip()


def _named(blocks: Sequence[Element]) -> dict[int, Opening]:
    """`### Question 3: Title`, `## Q3. Title`, `### Questions 3-5: …`."""
    found = {}
    for index, block, name in _headings(blocks):
        opening = named(name, block.level)
        if opening:
            found[index] = opening
    return found


def named(name: str, level: int) -> Opening | None:
    """A heading that calls itself a question and bears its number."""
    match = QUESTION.match(name)
    if not match:
        return None
    title = (match["title"] or "").strip()
    if title.startswith("[") and title.endswith("]"):
        title = title[1:-1]
    return Opening(
        number=int(match["number"]),
        last=int(match["last"]) if match["last"] else None,
        title=re.sub(r"^[^\w`\"'“(\[<$-]+", "", title) or name,
        level=level,
        word=match["word"].casefold(),
    )


def _asked(blocks: Sequence[Element]) -> dict[int, Opening]:
    """`### Q: What is GGUF?`, counted as they come."""
    rows = [(i, b, _ASKED.match(name)) for i, b, name in _headings(blocks)]
    hits = [(i, b, match["title"]) for i, b, match in rows if match]
    return {
        index: Opening(number=n, title=title.strip(), level=block.level)
        for n, (index, block, title) in enumerate(hits, 1)
    }


def _numbered(blocks: Sequence[Element]) -> dict[int, Opening]:
    """`## 3. Title`, on the level that has most questions, else most numbers."""
    rows = [(i, b, _NUMBERED.match(name)) for i, b, name in _headings(blocks)]
    hits = [(i, b, match) for i, b, match in rows if match]
    level = _best((block.level, bool(_ASKING.search(match["title"]))) for _, block, match in hits)
    chosen = [(i, b, m) for i, b, m in hits if b.level == level]
    numbers = [int(match["number"]) for _, _, match in chosen]
    repeated = len(set(numbers)) < len(numbers)  # `1.` again under each category
    return {
        index: Opening(
            number=n if repeated else int(match["number"]),
            title=match["title"].strip(),
            level=block.level,
        )
        for n, (index, block, match) in enumerate(chosen, 1)
    }


def _with_question_mark(blocks: Sequence[Element]) -> dict[int, Opening]:
    """`### What is GGUF?`, counted as they come."""
    hits = [(i, b, name) for i, b, name in _headings(blocks) if _ASKING.search(name)]
    level = _best((block.level, True) for _, block, _ in hits)
    chosen = [(i, b, name) for i, b, name in hits if b.level == level]
    return {
        index: Opening(number=n, title=name, level=block.level)
        for n, (index, block, name) in enumerate(chosen, 1)
    }


def _best(levels: Iterator[tuple[int, bool]]) -> int:
    """The level of most questions, then of most headings, then the deepest."""
    rows = list(levels)
    asking = Counter(level for level, asks in rows if asks)
    count = Counter(level for level, _ in rows)
    return max(count, key=lambda level: (asking[level], count[level], level), default=0)


# --- lines that open questions -----------------------------------------------------------------


def _split_lines(blocks: Sequence[Element], headed: dict[int, Opening]) -> list[Element]:
    """`**Question 3: Title**` as a heading below the one it stands under; empty if there is none.

    Where other questions have headings, a line opens one only if it continues their numbers and
    no heading bears its number.
    """
    taken = {n for o in headed.values() for n in range(o.number, (o.last or o.number) + 1)}
    out: list[Element] = []
    level, current, changed, count = 1, 0, False, 0
    for index, block in enumerate(blocks):
        if block.type == "heading":
            opening = headed.get(index)
            if opening:
                current, level = opening.last or opening.number, block.level - 1
            elif not headed:
                level = block.level
        opened = _opened(block, level, count) if block.type == "paragraph" else None
        if opened is None:
            out.append(block)
            continue
        opening, rest = opened
        if headed and (opening.number in taken or opening.number != current + 1):
            out.append(block)
            continue
        current, changed, count = opening.number, True, count + 1
        end = block.start + 1
        text = f"Question {opening.number}: {opening.title}"
        out.append(Element("heading", block.start, end, level=opening.level, content=text))
        if rest:
            out.append(replace(block, start=end, content=rest))
    return out if changed else []


def _opened(block: Element, level: int, count: int) -> tuple[Opening, str] | None:
    """The question a paragraph's first line opens, and the lines behind it."""
    first, _, rest = block.content.partition("\n")
    label = split_label(first)
    if label is None:
        if _PLAIN_Q.match(first) and role_of(plain(rest.partition(":")[0])) is Role.SOLUTION:
            title = first.split(":", 1)[1].strip(" *_")
            return Opening(number=count + 1, title=title, level=level + 1), rest
        return None
    name, body = plain(label[0]), label[1]
    opening = named(f"{name}: {body}" if body else name, level + 1)
    if opening and opening.last is None and opening.title != name:
        return opening, rest
    asked = _ASKED.match(name) if not body else None
    if asked or (name.casefold() == "q" and body):
        title = asked["title"] if asked else body
        return Opening(number=count + 1, title=title.strip(), level=level + 1), rest
    return None
