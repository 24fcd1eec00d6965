"""Notes to Anki: what changed in the documents is merged into what the learner has there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from flashcards.anki import RETIRED_TAG, write_package
from flashcards.review.sync import looks
from flashcards.review.sync import theirs as anki_side
from flashcards.review.sync.agreed import EMPTY, CardAgreed, NoteAgreed, digest
from flashcards.review.sync.client import Action
from flashcards.review.sync.errors import SyncError
from flashcards.review.sync.merging import (
    CONFLICT_TAG,
    FieldMerge,
    Unknown,
    merge_deck,
    merge_fields,
    merge_tags,
    same_text,
)
from flashcards.review.sync.ours import OurNote
from flashcards.review.sync.run import Conflict, Retired, Run
from flashcards.review.sync.theirs import TheirNote
from flashcards.scratch import Scratch
from flashcards.values import dataclass

_AT_ONCE = 50
"""Notes that change in one request; a sync that is interrupted has done some of these or all."""

_PER_PACKAGE = 500


NO_TEXTS = FieldMerge()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of one note in Anki.

    Attributes:
        texts: see there. add, remove: tags. moves: Anki's number of a card → its new deck.
    """

    note: str
    texts: FieldMerge = NO_TEXTS
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    moves: tuple[tuple[int, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.texts.set or self.add or self.remove or self.moves)


def push(run: Run) -> set[str]:
    """Merge all notes; the ids of those on which the two sides have something new to agree.

    Raises:
        SyncError: Anki cannot be reached; what was done is done, and is not done twice.
    """
    new = [n for n in run.ours.values() if n.in_use and _missing(run, n.id)]
    retired = [n for n in run.ours.values() if n.retired and _is_read(run, n.id)]
    touched = _touched(run)
    changes = [_change(run, name, newer) for name, newer in _judged(run, touched)]
    removed = _deletions(run, retired)
    gone = set(removed)
    changes += [_retiring(run, our.id) for our in retired if our.id not in gone]
    _count(run, new, changes)
    if run.options.dry_run:
        return set()
    _apply(run, [change for change in changes if change])
    _delete(run, removed)
    _add(run, new)
    written = {change.note for change in changes if change} | {our.id for our in new}
    if written:
        run.read_again(written | set(touched))
    _place(run, touched)
    looks.follow(run, {deck for change in changes for _, deck in change.moves})
    pushed = {change.note: change for change in changes}
    retired = [our for our in retired if our.id not in gone and _is_news(run, our, written)]
    agreed = {
        name: _agreement(run, name, pushed.get(name))
        for name in (*touched, *(our.id for our in (*new, *retired)))
        if name in run.theirs.notes
    }
    run.agreed.save(agreed)
    run.before.update(agreed)
    return written | set(touched)


def _missing(run: Run, name: str) -> bool:
    agreed = run.before.get(name)
    return name not in run.theirs.notes and not (agreed is not None and agreed.gone)


def _is_read(run: Run, name: str) -> bool:
    note = run.theirs.notes.get(name)
    return note is not None and note.read


def _touched(run: Run) -> list[str]:
    """Living notes of which a side is not as it was; the others need no further look."""
    found = []
    for name, their in run.theirs.notes.items():
        our, before = run.ours.get(name), run.before.get(name)
        if our is None or our.retired or not their.read:
            continue
        if (
            before is None
            or before.gone
            or before.source != our.source
            or before.seen != their.seen()
            or before.conflicts
            or {s: c.number for s, c in before.cards.items()} != dict(their.cards)
            or run.options.overwrite
        ):
            found.append(name)
    return found


def _judged(run: Run, names: Sequence[str]) -> Iterator[tuple[str, Unknown]]:
    """Each note, with who is newer where that alone can be known."""
    unknown = [
        name
        for name in names
        if (run.before.get(name) is None or run.before[name].gone) and _differs(run, name)
    ]
    times = {name: run.theirs.notes[name].modified for name in unknown}
    if unknown and not all(times.values()):
        roots = {deck.split("::")[0] for deck in _decks_of(run, unknown)}
        times = dict(anki_side.exported(run.anki, roots).modified)
    for name in names:
        # A note that is no younger than the documents' last change was not edited after it.
        ours = times.get(name, run.now_ms) <= run.ours[name].modified
        yield name, Unknown.OURS if ours else Unknown.THEIRS


def _differs(run: Run, name: str) -> bool:
    theirs = run.theirs.notes[name].fields
    return any(
        field in theirs and not same_text(text, theirs[field])
        for field, text in run.ours[name].fields.items()
    )


def _decks_of(run: Run, names: Iterable[str]) -> set[str]:
    cards = (card for name in names for card in run.theirs.notes[name].cards.values())
    return {run.theirs.decks[card] for card in cards if card in run.theirs.decks}


def _change(run: Run, name: str, newer: Unknown) -> Change:
    our, their = run.ours[name], run.theirs.notes[name]
    before = run.before.get(name)
    if before is not None and before.gone:
        before = None
    overwrite = run.options.overwrite
    texts = merge_fields(our.fields, their.fields, before, newer=newer, overwrite=overwrite)
    if texts.conflicts:
        title = their.fields.get("Title") or name
        run.summary.conflicts.append(Conflict(note=name, title=title, fields=texts.conflicts))
    tags_were = (*(before.tags if before else ()), RETIRED_TAG)
    add, remove = merge_tags(our.tags, their.tags, tags_were)
    marked = CONFLICT_TAG in their.tags
    if texts.conflicts and not marked:
        add = (*add, CONFLICT_TAG)
    elif marked and not texts.conflicts and _settled(our, their, before, texts):
        remove = (*remove, CONFLICT_TAG)
    return Change(
        note=name, texts=texts, add=add, remove=remove, moves=_moves(run, our, their, before)
    )


def _settled(our: OurNote, their: TheirNote, before: NoteAgreed | None, texts: FieldMerge) -> bool:
    """Whether all texts that were in conflict are one again, or will be by this sync."""
    names = before.conflicts if before else ()
    return all(
        n in texts.set or same_text(our.fields[n], their.fields.get(n, ""))
        for n in names
        if n in our.fields
    )


def _moves(
    run: Run, our: OurNote, their: TheirNote, before: NoteAgreed | None
) -> tuple[tuple[int, str], ...]:
    found = []
    for slot, deck in our.decks.items():
        card = their.cards.get(slot)
        if card is None or card in run.theirs.filtered:
            continue
        now = run.theirs.decks.get(card, "")
        was = before.cards.get(slot) if before else None
        if run.options.overwrite:
            to = deck if now and now != deck else ""
        elif was is None:
            to = ""
        else:
            to = merge_deck(deck, now, ours_was=was.deck, theirs_was=was.their_deck)
        if to:
            found.append((card, to))
    return tuple(found)


# --- retired --------------------------------------------------------------------------------


def _retiring(run: Run, name: str) -> Change:
    """A retired note is found by its tag; that its cards are off comes with their scheduling."""
    their = run.theirs.notes[name]
    marks = run.options.retired is Retired.SUSPEND and RETIRED_TAG not in their.tags
    return Change(note=name, add=(RETIRED_TAG,) if marks else ())


def _deletions(run: Run, retired: Sequence[OurNote]) -> list[str]:
    if run.options.retired is not Retired.DELETE:
        return []
    names = [our.id for our in retired]
    run.summary.retired += sum(len(run.theirs.notes[name].cards) for name in names)
    return names


def _delete(run: Run, names: Sequence[str]) -> None:
    """Delete retired notes, after all of them is noted down."""
    notes = [run.theirs.notes[name] for name in names]
    for part in _parts(notes, _AT_ONCE):
        cards = [card for note in part for card in note.cards.values()]
        rows = anki_side.exact_rows(run.anki, cards, run.theirs.flags)
        run.journal.write(
            {
                "was": "note",
                "note": next(name for name in names if run.theirs.notes[name] is note),
                "fields": dict(note.fields),
                "tags": list(note.tags),
                "cards": [
                    {
                        "slot": slot,
                        "deck": run.theirs.decks.get(card, ""),
                        "row": _plain(rows, card),
                    }
                    for slot, card in note.cards.items()
                ],
            }
            for note in part
        )
        run.anki.call("deleteNotes", notes=[note.number for note in part])
    run.agreed.forget(names)
    for name in names:
        run.before.pop(name, None)
        run.theirs = replace(
            run.theirs, notes={k: v for k, v in run.theirs.notes.items() if k != name}
        )


def _plain(rows: dict[int, Any], card: int) -> dict[str, Any] | None:
    row = rows.get(card)
    return None if row is None else {n: getattr(row, n) for n in row.__slots__}


def _is_news(run: Run, our: OurNote, written: set[str]) -> bool:
    before = run.before.get(our.id)
    return before is None or before.source != our.source or our.id in written


# --- doing it -------------------------------------------------------------------------------


def _count(run: Run, new: Sequence[OurNote], changes: Sequence[Change]) -> None:
    summary = run.summary
    summary.added += len(new)
    summary.updated += sum(bool(change.texts.set) for change in changes)
    summary.tagged += sum(bool(change.add or change.remove) for change in changes)
    summary.moved += sum(len(change.moves) for change in changes)


def _apply(run: Run, changes: Sequence[Change]) -> None:
    done = 0
    for part in _parts(changes, _AT_ONCE):
        run.journal.write(_undo(run, part))
        run.anki.many(_actions(run, part))
        done += len(part)
        run.progress("updating", done, len(changes))


def _undo(run: Run, changes: Iterable[Change]) -> Iterator[dict[str, Any]]:
    for change in changes:
        their = run.theirs.notes[change.note]
        if change.texts.set:
            fields = {name: their.fields[name] for name in change.texts.set}
            yield {"was": "fields", "number": their.number, "fields": fields}
        if change.add or change.remove:
            yield {
                "was": "tags",
                "number": their.number,
                "added": list(change.add),
                "removed": list(change.remove),
            }
        for card, _ in change.moves:
            yield {"was": "deck", "card": card, "deck": run.theirs.decks[card]}
        before = run.before.get(change.note)
        yield {"was": "agreed", "note": change.note, "value": _encoded(before)}


def _encoded(before: NoteAgreed | None) -> str | None:
    from flashcards.review.sync.agreed import encoded

    return None if before is None else encoded(before)


def _actions(run: Run, changes: Sequence[Change]) -> Iterator[Action]:
    """Texts one by one; tags and decks for all notes that get the same."""
    add: dict[str, list[int]] = defaultdict(list)
    remove: dict[str, list[int]] = defaultdict(list)
    moves: dict[str, list[int]] = defaultdict(list)
    for change in changes:
        number = run.theirs.notes[change.note].number
        if change.texts.set:
            yield "updateNoteFields", {"note": {"id": number, "fields": dict(change.texts.set)}}
        for tag in change.add:
            add[tag].append(number)
        for tag in change.remove:
            remove[tag].append(number)
        for card, deck in change.moves:
            moves[deck].append(card)
    for tag, numbers in add.items():
        yield "addTags", {"notes": numbers, "tags": tag}
    for tag, numbers in remove.items():
        yield "removeTags", {"notes": numbers, "tags": tag}
    for deck, cards in moves.items():
        yield "changeDeck", {"cards": cards, "deck": deck}


def _add(run: Run, new: Sequence[OurNote]) -> None:
    """New notes go by package: the add-on gives notes it makes a guid that nobody knows."""
    done = 0
    for root in sorted({our.root for our in new}):
        notes = [our for our in new if our.root == root]
        for part in _parts(notes, _PER_PACKAGE):
            run.journal.write({"was": "absent", "note": our.id} for our in part)
            with Scratch() as folder:
                path = Path(folder) / "new.apkg"
                write_package(path, [our.note for our in part], deck=root)
                taken = run.anki.call(
                    "importPackage", path=str(path), patience_s=anki_side.EXPORT_S
                )
            if not taken:
                raise SyncError("Anki did not take the package of new notes", path=str(path))
            done += len(part)
            run.progress("adding", done, len(new))


def _place(run: Run, names: Sequence[str]) -> None:
    """A new item of a list has a card now, which Anki put where it liked."""
    moves: dict[str, list[int]] = defaultdict(list)
    for name in names:
        before = run.before.get(name)
        if before is None or before.gone or name not in run.theirs.notes:
            continue
        our, their = run.ours[name], run.theirs.notes[name]
        for slot, card in their.cards.items():
            deck = our.decks.get(slot, "")
            if slot not in before.cards and deck and run.theirs.decks.get(card) != deck:
                moves[deck].append(card)
    run.anki.many(("changeDeck", {"cards": c, "deck": deck}) for deck, c in moves.items())
    if moves:
        run.read_again(set(names))


def _agreement(run: Run, name: str, change: Change | None) -> NoteAgreed:
    """What both sides have of a note now."""
    our, their, before = run.ours[name], run.theirs.notes[name], run.before.get(name)
    fresh = before is None and change is None  # we added it: its decks are as we wanted them
    cards = {
        slot: _card_agreement(run, our, slot, number, before, fresh=fresh)
        for slot, number in their.cards.items()
    }
    if our.retired:
        kept = before or NoteAgreed(number=their.number)
        return replace(
            kept,
            number=their.number,
            source=our.source,
            seen=their.seen(),
            tags=tuple(dict.fromkeys((*kept.tags, RETIRED_TAG))),
            cards=cards,
        )
    fields = {n: digest(text) for n, text in our.fields.items()}
    differing = () if change is None else change.texts.kept + change.texts.conflicts
    theirs = {
        # What Anki made of a text that we gave it is no edit of the learner's.
        n: digest(their.fields[n])
        for n, made in fields.items()
        if n in their.fields and n not in differing and digest(their.fields[n]) != made
    }
    conflicts = () if change is None else change.texts.conflicts
    if before is not None and CONFLICT_TAG in their.tags:
        conflicts = tuple(dict.fromkeys((*before.conflicts, *conflicts)))
    return NoteAgreed(
        number=their.number,
        source=our.source,
        seen=their.seen(),
        fields={n: made for n, made in fields.items() if made != EMPTY},
        theirs=theirs,
        tags=our.tags,
        conflicts=conflicts,
        cards=cards,
    )


def _card_agreement(
    run: Run, our: OurNote, slot: int, number: int, before: NoteAgreed | None, *, fresh: bool
) -> CardAgreed:
    was = before.cards.get(slot) if before and not before.gone else None
    if was is None or was.number != number:
        was = CardAgreed(number=number)
    ours, theirs = our.decks.get(slot, was.deck), run.theirs.decks.get(number, "")
    if was.deck and theirs not in (ours, was.their_deck):
        return replace(was, deck=ours)  # the learner moved it: to them it stays another deck
    if not was.deck and theirs != ours and not fresh:
        return replace(was, deck=ours, their_deck=ours)
    return replace(was, deck=ours, their_deck=theirs)


def _parts(items: Sequence[Any], size: int) -> Iterator[list[Any]]:
    left = iter(items)
    while part := list(islice(left, size)):
        yield part
