"""Comma-separated points: `latency (p50, p99), throughput` → two of them."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.questions.slices import cut, literal_at, stripped
from flashcards.tree import plain
from flashcards.tree.nodes import Inlines

_LINK_WORD = re.compile(r"(?:and|or)\s+")


def split_points(inlines: Inlines) -> list[Inlines]:
    """The points of a line; commas in brackets, quotes, code and numbers do not split."""
    words = plain(inlines)
    edges = [0]
    depth, quoted = 0, False
    for index, sign in enumerate(words):
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth = max(0, depth - 1)
        elif sign == '"':
            quoted = not quoted
        elif (
            sign in ",;"
            and not (depth or quoted or _in_number(words, index))
            and literal_at(inlines, index)
        ):
            edges += [index, index + 1]
    edges.append(len(words))
    points = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        text = words[start:end]
        bare = text.strip().rstrip(".")
        lead = _LINK_WORD.match(bare)
        first = start + len(text) - len(text.lstrip()) + (lead.end() if lead else 0)
        last = start + len(text) - len(text.lstrip()) + len(bare)
        if re.search(r"\w", words[first:last]):
            points.append(stripped(cut(inlines, first, last)))
    return points


def _in_number(words: str, index: int) -> bool:
    return words[index - 1 : index].isdigit() and words[index + 1 : index + 2].isdigit()
