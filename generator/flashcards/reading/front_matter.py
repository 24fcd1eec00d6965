"""YAML front matter: `---`, `key: value` lines, `---` at the very top of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flashcards.model import Meta, Source
from flashcards.reading.inline import verbatim

_MAX_LINES = 100
_PAIR = re.compile(r"^(?P<key>[A-Za-z][\w -]{0,40}):(?:\s+(?P<value>.*))?$")
_OTHER = re.compile(r"^\s*(?:#.*|- .*|\s+\S.*)?$")


def front_matter(lines: Sequence[str], path: str) -> tuple[tuple[Meta, ...], int]:
    """Its pairs and the number of lines it takes; nothing and 0 where there is none.

    Only flat pairs are read; lists and nested maps belong to the pair above and are left out.
    """
    if not lines or lines[0].rstrip() != "---":
        return (), 0
    pairs: list[Meta] = []
    for number, line in enumerate(lines[1:_MAX_LINES], 2):
        if line.rstrip() in {"---", "..."}:
            return (tuple(pairs), number) if pairs else ((), 0)
        match = _PAIR.match(line.rstrip())
        if match:
            value = verbatim((match["value"] or "").strip().strip("\"'"))
            if value:
                source = Source(path=path, line=number)
                pairs.append(Meta(key=match["key"].strip(), value=value, source=source))
        elif not _OTHER.match(line):
            return (), 0
    return (), 0
