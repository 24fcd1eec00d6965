"""What a running Anki holds of our cards, read with as few and as cheap questions as will do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import field
from pathlib import Path
from typing import Any

from flashcards.anki.ids import stable_id
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.card import CAPACITY, NoteClass
from flashcards.review.exchange.container import database
from flashcards.review.exchange.database import read_history
from flashcards.review.exchange.rows import CardRow, CardType, Queue, ReviewRow
from flashcards.review.sync.agreed import NoteAgreed, digest
from flashcards.review.sync.client import Action, Anki, Progress
from flashcards.scratch import Scratch
from flashcards.values import dataclass

ID = "Id"
"""The field of every note that says which of ours it is: the add-on does not show guids."""

OURS = " OR ".join(f"mid:{kind.id}" for kind in NOTE_TYPES.values())
"""Anki's search for notes on our types, whatever they are called there."""

FLAGS = range(1, 8)

_NOTES, _CARDS = 100, 200
"""How many of them are asked for in one action."""

_SLOTS = range(1, max(c for kind, c in CAPACITY.items() if kind is not NoteClass.CLOZE) + 1)
"""Those that are searched for; a gap of a cloze beyond them is rare, and is asked for itself."""

EXPORT_S = 600.0
"""Seconds that an import or export may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirNote:
    """A note of ours in Anki.

    Attributes:
        number: Anki's.
        fields: name → HTML. tags: the learner's, too.
        cards: slot → Anki's number of the card.
        modified: seconds since the epoch, or 0 where the add-on does not tell.
        read: whether its texts and tags were read; nobody needs those of a note of which the
            documents say what they said when both sides last agreed.
    """

    number: int
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    cards: Mapping[int, int]
    modified: int = 0
    read: bool = True

    def seen(self) -> str:
        """A digest of all of it that is merged."""
        return digest(*(part for pair in self.fields.items() for part in pair), "", *self.tags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """Anki's side. Cards are named by Anki's numbers.

    Attributes:
        notes: by our ids.
        copies: notes that are copies of another, made in Anki; they are let be.
        decks: card → name of its deck, of notes that were read. deck_names: all there are.
        cards: all of them. modified: card → seconds since the epoch; of new cards not.
        new, suspended, buried, filtered: cards that are new, off, put off, away in a filtered deck.
        flags: card → number of its flag, where it has one.
        log_days: digest of how many lines its log has on each day; "" where it is not known.
    """

    notes: Mapping[str, TheirNote]
    copies: int = 0
    decks: Mapping[int, str] = field(default_factory=dict)
    deck_names: frozenset[str] = frozenset()
    cards: frozenset[int] = frozenset()
    modified: Mapping[int, int] = field(default_factory=dict)
    new: frozenset[int] = frozenset()
    suspended: frozenset[int] = frozenset()
    buried: frozenset[int] = frozenset()
    filtered: frozenset[int] = frozenset()
    flags: Mapping[int, int] = field(default_factory=dict)
    log_days: str = ""


def read(
    anki: Anki,
    *,
    progress: Progress,
    known: Mapping[str, NoteAgreed],
    whole: Collection[str] | None = None,
) -> Theirs:
    """Anki's side but the rows of cards and the log.

    Args:
        anki: the running one.
        progress: told of it.
        known: what both sides had, by our notes' ids: tells a note from its copies, and one
            whose id was wiped.
        whole: ids of the notes that are read even if they are known; None for all.

    Raises:
        SyncError: Anki cannot be reached, or no profile is open.
    """
    searches = {
        "notes": ("findNotes", OURS),
        "cards": ("findCards", OURS),
        **{f"flag {n}": ("findCards", f"({OURS}) flag:{n}") for n in FLAGS},
        "new": ("findCards", f"({OURS}) is:new"),
        "suspended": ("findCards", f"({OURS}) is:suspended"),
        "buried": ("findCards", f"({OURS}) is:buried"),
        "filtered": ("findCards", f"({OURS}) deck:filtered"),
    }
    asked: list[Action] = [(name, {"query": query}) for name, query in searches.values()]
    names, *answers = anki.together([("deckNames", {}), *asked])
    found = {name: frozenset(answer) for name, answer in zip(searches, answers, strict=True)}
    unread = _unread(known, whole, notes=found["notes"], cards=found["cards"])
    infos = _notes_info(
        anki, sorted(found["notes"] - {n.number for n in unread.values()}), progress
    )
    # A card that nobody knew may stand on a note that everybody knew.
    seen = {c for info in infos for c in info["cards"]}
    seen |= {card for note in unread.values() for card in note.cards.values()}
    if found["cards"] - seen:
        numbers = set(anki.call("cardsToNotes", cards=sorted(found["cards"] - seen)))
        unread = {name: note for name, note in unread.items() if note.number not in numbers}
        there = {info["noteId"] for info in infos}
        infos += _notes_info(anki, sorted(numbers - there), progress)
    slots = _slots(anki, {card for info in infos for card in info["cards"]})
    notes, copies = _by_id(infos, slots, {name: note.number for name, note in known.items()})
    studied = sorted(found["cards"] - found["new"])
    times = _flat(_in_parts(anki, "cardsModTime", "cards", studied))
    return Theirs(
        notes={**unread, **notes},
        copies=copies,
        decks=decks_of(anki, [card for note in notes.values() for card in note.cards.values()]),
        deck_names=frozenset(names),
        cards=found["cards"],
        modified={time["cardId"]: time["mod"] for time in times if time},
        new=found["new"],
        suspended=found["suspended"],
        buried=found["buried"],
        filtered=found["filtered"],
        flags={card: n for n in FLAGS for card in found[f"flag {n}"]},
        log_days=log_days(anki),
    )


def _slots(anki: Anki, cards: Collection[int]) -> dict[int, int]:
    """The slots of some cards; a card never changes its own."""
    if not cards:
        return {}
    answers = anki.together([("findCards", {"query": f"({OURS}) card:{n}"}) for n in _SLOTS])
    found = {card: n for n, some in zip(_SLOTS, answers, strict=True) for card in some}
    beyond = sorted(set(cards) - found.keys())
    infos = _flat(_in_parts(anki, "cardsInfo", "cards", beyond, size=_NOTES // 2))
    return found | {info["cardId"]: info["ord"] + 1 for info in infos if info}


def _unread(
    known: Mapping[str, NoteAgreed],
    whole: Collection[str] | None,
    *,
    notes: Collection[int],
    cards: Collection[int],
) -> dict[str, TheirNote]:
    """Notes that are there and need not be read."""
    if whole is None:
        return {}
    return {
        name: TheirNote(
            number=note.number,
            fields={},
            tags=(),
            cards={s: card.number for s, card in note.cards.items() if card.number in cards},
            read=False,
        )
        for name, note in known.items()
        if note.number in notes and name not in whole and not note.gone
    }


def _notes_info(anki: Anki, numbers: Sequence[int], progress: Progress) -> list[Any]:
    infos = _in_parts(
        anki,
        "notesInfo",
        "notes",
        numbers,
        size=_NOTES,
        done=lambda done: progress("notes", done, len(numbers)),
    )
    return [info for info in _flat(infos) if info]


def rows(anki: Anki, theirs: Theirs, cards: Iterable[int]) -> dict[int, CardRow]:
    """The scheduling of some cards; of those away in a filtered deck none.

    Anki would tell of a visitor only where it stands there. What was answered is in the log.
    """
    asked = [card for card in cards if card in theirs.cards and card not in theirs.filtered]
    new = [card for card in asked if card in theirs.new]
    times = _flat(_in_parts(anki, "cardsModTime", "cards", new))
    found = {t["cardId"]: _new_row(t["cardId"], t["mod"], theirs) for t in times if t}
    # The add-on draws both sides of each card for this answer, so only the studied ones are asked.
    found |= exact_rows(anki, [card for card in asked if card not in theirs.new], theirs.flags)
    return found


def exact_rows(anki: Anki, cards: Sequence[int], flags: Mapping[int, int]) -> dict[int, CardRow]:
    """The scheduling of some cards as it is this moment; their flags as they were told before."""
    infos = _flat(_in_parts(anki, "cardsInfo", "cards", cards, size=_NOTES // 2))
    return {
        info["cardId"]: CardRow(
            id=info["cardId"],
            modified=info["mod"],
            type=info["type"],
            queue=info["queue"],
            due=info["due"],
            interval=info["interval"],
            factor=info["factor"],
            repetitions=info["reps"],
            lapses=info["lapses"],
            left=info["left"],
            flags=flags.get(info["cardId"], 0),
        )
        for info in infos
        if info
    }


def _new_row(card: int, modified: int, theirs: Theirs) -> CardRow:
    queue = Queue.NEW
    if card in theirs.suspended:
        queue = Queue.SUSPENDED
    elif card in theirs.buried:
        queue = Queue.BURIED_BY_USER
    return CardRow(
        id=card,
        modified=modified,
        type=CardType.NEW,
        queue=queue,
        flags=theirs.flags.get(card, 0),
    )


def reviews(
    anki: Anki, cards: Iterable[int], *, renamed: Mapping[int, int]
) -> dict[int, tuple[ReviewRow, ...]]:
    """The lines of Anki's log of some cards, oldest first.

    Its log cannot be set right: a line that came from us before our clock was put right, by
    `renamed`, is read as the event that it is now.
    """
    asked = list(cards)
    found: dict[int, tuple[ReviewRow, ...]] = {}
    for part in _in_parts(anki, "getReviewsOfCards", "cards", asked):
        for card, lines in part.items():
            found[int(card)] = tuple(
                sorted((_line(int(card), line, renamed) for line in lines), key=lambda row: row.id)
            )
    return found


def _line(card: int, line: Mapping[str, int], renamed: Mapping[int, int]) -> ReviewRow:
    return ReviewRow(
        id=renamed.get(line["id"]) or line["id"],
        card=card,
        ease=line["ease"],
        interval=line["ivl"],
        last_interval=line["lastIvl"],
        factor=line["factor"],
        duration_ms=line["time"],
        kind=line["type"],
    )


def log_digest(lines: Iterable[ReviewRow]) -> str:
    """What tells a card's log from another state of it."""
    return digest(*(str(line.id) for line in lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What only a package tells: when a collection counts from, and when notes last changed."""

    created: int
    minutes_west: int | None
    modified: Mapping[str, int]


def exported(anki: Anki, decks: Collection[str]) -> Exported:
    """Have Anki write decks to a package, and read it.

    Raises:
        SyncError, ExchangeError: it cannot be written or read.
    """
    created, minutes_west = 0, None
    modified: dict[str, int] = {}
    with Scratch() as folder:
        for count, deck in enumerate(sorted(decks)):
            path = Path(folder) / f"{count}.apkg"
            anki.call(
                "exportPackage", deck=deck, path=str(path), includeSched=True, patience_s=EXPORT_S
            )
            history = read_history(path, known={}, numbers={}, note_types=())
            created, minutes_west = history.created, history.minutes_west
            with database(path) as unpacked:
                modified |= _note_times(unpacked)
            path.unlink()
    return Exported(created=created, minutes_west=minutes_west, modified=modified)


def _note_times(path: Path) -> dict[str, int]:
    # Looked through by `read_history` before: tables are tables, and this is Anki's own export.
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
        return dict(db.execute("SELECT guid, mod FROM notes"))


# --- parts -----------------------------------------------------------------------------------


def _in_parts(
    anki: Anki,
    action: str,
    name: str,
    numbers: Sequence[int],
    *,
    size: int = _CARDS,
    done: Callable[[int], None] = lambda _: None,
) -> list[Any]:
    """The results of an action on many numbers, one for each part of them."""
    parts = [list(numbers[start : start + size]) for start in range(0, len(numbers), size)]
    return anki.many(
        ((action, {name: part}) for part in parts),
        progress=lambda count: done(min(count * size, len(numbers))),
    )


def _flat(parts: Iterable[Iterable[Any]]) -> list[Any]:
    return [one for part in parts for one in part]


def _by_id(
    infos: Iterable[Any], slots: Mapping[int, int], known: Mapping[str, int]
) -> tuple[dict[str, TheirNote], int]:
    """Notes by our ids; of several with one id the one that was known, or that came by package."""
    before = {number: note for note, number in known.items()}
    found: dict[str, TheirNote] = {}
    copies = 0
    for info in infos:
        note = _note(info, slots)
        name = before.get(note.number) or note.fields.get(ID, "").strip()
        if not name:
            copies += 1
            continue
        other = found.get(name)
        if other is not None:
            copies += 1
            rightful = (known.get(name), stable_id("note", name))
            if other.number in rightful or (
                note.number not in rightful and other.number < note.number
            ):
                continue
        found[name] = note
    return found, copies


def _note(info: Mapping[str, Any], slots: Mapping[int, int]) -> TheirNote:
    return TheirNote(
        number=info["noteId"],
        fields={name: field["value"] for name, field in info["fields"].items()},
        tags=tuple(info["tags"]),
        cards={slots[card]: card for card in info["cards"] if card in slots},
        modified=int(info.get("mod", 0)),
    )


def decks_of(anki: Anki, cards: Sequence[int]) -> dict[int, str]:
    """Each card's deck."""
    parts = _in_parts(anki, "getDecks", "cards", cards)
    return {card: name for part in parts for name, some in part.items() for card in some}


def log_days(anki: Anki) -> str:
    """A digest of how many lines the log has on each day: what other devices add changes it."""
    return digest(str(anki.call("getNumCardsReviewedByDay")))
