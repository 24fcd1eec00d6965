"""`version:` at the top of a Compose file, which Compose ignores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flashcards import patterns as re
from flashcards.claims.outdated.options import OUTDATED
from flashcards.claims.outdated.places import Place
from flashcards.claims.outdated.tables import build_options
from flashcards.claims.saying import finding
from flashcards.errors import Finding

# The attribute at the top level, of a version that there was.
_VERSION = re.compile(r"""^version:\s*["']?[1-3](?:\.\d{1,2})?["']?\s*(?:#.*)?$""")
_LANGUAGES = frozenset(("yaml", "yml", ""))


def compose_versions(lines: Iterable[Place]) -> Iterator[Finding]:
    """The attribute `version` in a fence that has `services` beside it."""
    candidate: Place | None = None
    for place in lines:
        if place.fence is None or place.fence.language not in _LANGUAGES:
            continue
        if _VERSION.match(place.text) and not place.old:
            candidate = place
        elif candidate and place.text.startswith("services:"):
            if candidate.fence is place.fence:
                yield finding(
                    candidate.source, OUTDATED, "warning",
                    "Compose ignores the attribute version and warns of it; leave it out",
                    stated=candidate.text.strip(), evidence=build_options().gone["compose"],
                )  # fmt: skip
            candidate = None
