"""Cards to Anki: reviews made here, and where each card stands after all reviews of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from flashcards.review.exchange.identity import ANKI
from flashcards.review.exchange.merge import MOVED_ON, absent
from flashcards.review.exchange.reviews import to_rows
from flashcards.review.exchange.rows import CardRow, CardType, ReviewRow
from flashcards.review.model import Phase
from flashcards.review.schedule.days import calendar
from flashcards.review.sync import theirs as anki_side
from flashcards.review.sync.agreed import CardAgreed, NoteAgreed
from flashcards.review.sync.client import Action
from flashcards.review.sync.errors import SyncError
from flashcards.review.sync.pull import LATER, Pulled, stands, zero
from flashcards.review.sync.run import Retired, Run
from flashcards.review.sync.scheduling import Days, near, standing, values, wanted_row
from flashcards.values import dataclass

_AT_ONCE = 40
"""Cards of one request: it holds their log too, so that a card has both or neither."""

_USN = -1
"""Anki's mark of a line that its own sync has not taken yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What Anki is to be told of one card.

    Attributes:
        card: our id. row: Anki's, as it is. wanted: as it is to be.
        lines: reviews that its log lacks.
        whole: whether all of its scheduling is set, and not just what shows or hides it.
        last_ms: when it was last answered.
    """

    card: str
    row: CardRow
    wanted: CardRow
    lines: tuple[ReviewRow, ...]
    whole: bool
    last_ms: int

    @property
    def tells(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.lines) or not near(self.row, self.wanted)


def push(run: Run, pulled: Pulled) -> None:
    """Tell Anki of the cards that changed here, and note down what both have now.

    Raises:
        SyncError: Anki cannot be reached; what was done is done, and is not done twice.
    """
    slots = {
        card: (our.id, slot, slot in our.living)
        for our in run.ours.values()
        for slot, card in our.cards.items()
    }
    tellings = [
        told
        for card in pulled.rows
        if (told := _telling(run, card, pulled, living=slots[card][2], was=_was(run, slots[card])))
    ]
    todo = [told for told in tellings if told.tells]
    run.summary.pushed += sum(bool(line.ease) for told in todo for line in told.lines)
    run.summary.scheduled += len(todo)
    run.summary.retired += sum(
        not slots[told.card][2] and told.wanted.queue != told.row.queue for told in todo
    )
    if run.options.dry_run:
        return
    done: dict[str, CardRow] = {told.card: told.row for told in tellings if not told.tells}
    logs = dict(pulled.logs)
    for part in _parts(todo, _AT_ONCE):
        done |= _tell(run, part, logs)
        run.progress("scheduling", len(done), len(tellings))
    wanted = {told.card: standing(told.wanted) for told in tellings}
    changed: dict[str, NoteAgreed] = {}
    for card, row in done.items():
        name, slot, _ = slots[card]
        note = changed.get(name) or run.before.get(name)
        if note is not None and slot in note.cards:
            changed[name] = note.with_card(
                slot,
                row=replace(row, data=""),
                log=anki_side.log_digest(logs.get(card, ())),
                wanted=wanted[card],
                state=stands(pulled.states[card]),
            )
    run.agreed.save(changed)
    run.before.update(changed)
    # Away in a filtered deck, or in use just then.
    run.agreed.set_fact(LATER, sorted(pulled.states.keys() - done.keys()))


def _was(run: Run, place: tuple[str, int, bool]) -> CardAgreed | None:
    note = run.before.get(place[0])
    return note.cards.get(place[1]) if note else None


def _telling(
    run: Run, card: str, pulled: Pulled, *, living: bool, was: CardAgreed | None
) -> Telling | None:
    row, state = pulled.rows[card], pulled.states[card]
    studied = state.phase is not Phase.NEW or row.type != CardType.NEW
    days = Days(
        today=calendar(run.settings).day_of(run.now_ms),
        zero=zero(run, pulled.rows.values()) if studied else 0,
    )
    off = not living and run.options.retired is not Retired.KEEP
    wanted = wanted_row(state, row, off=off, days=days, settings=run.settings)
    events = pulled.events.get(card, [])
    log = pulled.logs.get(card, ())
    # Anki's own lines go back only to a collection that never knew the card: what was undone
    # in Anki since is not to return.
    there = bool(log) or (was is not None and was.row is not None)
    lacking = set(absent(events, log))
    lines = tuple(
        line
        for line in to_rows(events, card=row.id, settings=run.settings)
        if line.id in lacking and not (there and _from_anki(events, line.id))
    )
    schedule = (row.type, row.due) != (wanted.type, wanted.due)
    whole = bool(lines) or (
        schedule and not near(row, replace(wanted, queue=row.queue, flags=row.flags))
    )
    if not whole:
        wanted = replace(row, queue=wanted.queue, flags=wanted.flags)
    told = Telling(
        card=card, row=row, wanted=wanted, lines=lines, whole=whole, last_ms=state.last_ms
    )
    settled = was is not None and was.row is not None and not lines
    if (
        settled
        and was
        and was.row
        and was.wanted == standing(wanted)
        and standing(was.row) == standing(row)
    ):
        # Told before, and Anki has it as it then took it.
        return replace(told, wanted=row, lines=())
    return told


def _from_anki(events: Iterable[Any], number: int) -> bool:
    return any(e.source == f"{ANKI}{number}" for e in events)


def _tell(
    run: Run, part: Sequence[Telling], logs: dict[str, tuple[ReviewRow, ...]]
) -> dict[str, CardRow]:
    """Tell Anki of some cards; their rows afterwards."""
    now = anki_side.exact_rows(run.anki, [told.row.id for told in part], run.theirs.flags)
    # Whoever reviews in Anki meanwhile is newer than what we know.
    still = [t for t in part if t.row.id in now and now[t.row.id].modified == t.row.modified]
    run.summary.skipped += len(part) - len(still)
    run.journal.write(
        {
            "was": "card",
            "number": told.row.id,
            "row": {name: getattr(now[told.row.id], name) for name in told.row.__slots__},
            "whole": told.whole,
        }
        for told in still
    )
    actions: list[Action] = [("setSpecificValueOfCard", _setting(told)) for told in still]
    lines = [line for told in still for line in told.lines]
    if lines:
        actions.append(("insertReviews", {"reviews": [_plain(line) for line in lines]}))
    results = run.anki.tried(actions)
    for told, result in zip(still, results, strict=False):
        if isinstance(result, SyncError):
            raise result
        if result != [True]:
            raise SyncError(f"Anki did not take where card {told.row.id} stands: {result}")
    placed = {line: line for line in lines}
    if lines and isinstance(results[-1], SyncError):
        placed = {line: _insert(run, line) for line in lines}
    for told in still:
        logs[told.card] = tuple(
            sorted((*logs.get(told.card, ()), *(placed[n] for n in told.lines)), key=lambda r: r.id)
        )
    after = {
        time["cardId"]: time["mod"]
        for time in run.anki.call("cardsModTime", cards=[told.row.id for told in still])
        if time
    }
    return {told.card: replace(told.wanted, modified=after.get(told.row.id, 0)) for told in still}


def _setting(told: Telling) -> dict[str, Any]:
    keys, new = values(told.wanted, last_ms=told.last_ms)
    if not told.whole:
        new = [new[keys.index("queue")], new[keys.index("flags")]]
        keys = ["queue", "flags"]
    return {"card": told.row.id, "keys": keys, "newValues": new, "warning_check": True}


def _insert(run: Run, line: ReviewRow) -> ReviewRow:
    """Add one line to the log; where its number is taken, under the next that is free."""
    problem = SyncError("Anki's log takes no more lines")
    for number in range(line.id, line.id + MOVED_ON):
        placed = replace(line, id=number)
        (answer,) = run.anki.tried([("insertReviews", {"reviews": [_plain(placed)]})])
        if not isinstance(answer, SyncError):
            return placed
        problem = answer
    raise problem


def _plain(line: ReviewRow) -> list[int]:
    return [
        line.id, line.card, _USN, line.ease, line.interval, line.last_interval, line.factor,
        line.duration_ms, line.kind,
    ]  # fmt: skip


def _parts(items: Sequence[Telling], size: int) -> Iterator[list[Telling]]:
    left = iter(items)
    while part := list(islice(left, size)):
        yield part


def undo_setting(number: int, row: Mapping[str, Any], *, whole: bool) -> Action:
    """The action that puts a card back to where it stood."""
    told = Telling(
        card="",
        row=CardRow(id=number, modified=0),
        wanted=CardRow(**{**row, "id": number}),
        lines=(),
        whole=whole,
        last_ms=0,
    )
    return "setSpecificValueOfCard", _setting(told)
