"""The order of lines in the ledger's files: one that changes little when documents do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flashcards.ledger.entry import Entry


def in_order(
    before: Sequence[Entry], living: Sequence[Entry], changed: Mapping[str, Entry]
) -> tuple[Entry, ...]:
    """All entries by document: living ones as the document goes, others where they were.

    Args:
        before: the ledger as it was.
        living: the cards of this run, in document order.
        changed: id → entry as it is now, for each that this run knew of.

    A card that is retired, or out of scope, stays behind the line it stood behind, so that its
    own line is all that a diff shows.
    """
    files: dict[str, list[Entry]] = {}
    for entry in living:
        files.setdefault(entry.document, []).append(entry)
    alive = {entry.id for entry in living}
    behind: dict[str, dict[str, list[Entry]]] = {}  # document → id of the line before → lines
    last: dict[str, str] = {}
    for old in before:
        entry = changed.get(old.id, old)
        if entry.id not in alive:
            anchor = last.get(old.document, "")
            behind.setdefault(old.document, {}).setdefault(anchor, []).append(entry)
        elif entry.document == old.document:
            last[old.document] = entry.id
    out: list[Entry] = []
    for document in sorted({*files, *behind}):
        waiting = behind.get(document, {})
        out.extend(waiting.get("", ()))
        for entry in files.get(document, ()):
            out.append(entry)
            out.extend(waiting.get(entry.id, ()))
    return tuple(out)
