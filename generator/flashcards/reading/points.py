"""Comma-separated points: `latency (p50, p99), throughput` → two of them."""

from __future__ import annotations

import re


def split_points(markdown: str) -> list[str]:
    """The points of a line; commas in brackets, quotes, code and numbers do not split."""
    parts: list[str] = []
    depth, quoted, start = 0, False, 0
    for index, sign in enumerate(markdown):
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth = max(0, depth - 1)
        elif sign in '"`':
            quoted = not quoted
        elif sign in ",;" and not depth and not quoted and not _in_number(markdown, index):
            parts.append(markdown[start:index])
            start = index + 1
    parts.append(markdown[start:])
    cleaned = (re.sub(r"^(?:and|or)\s+", "", part.strip().rstrip(".")) for part in parts)
    return [part for part in cleaned if re.search(r"\w", part)]


def _in_number(markdown: str, index: int) -> bool:
    return markdown[index - 1 : index].isdigit() and markdown[index + 1 : index + 2].isdigit()
