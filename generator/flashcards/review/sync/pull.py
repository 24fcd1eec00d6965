"""From Anki: reviews, suspensions and flags, and what was deleted there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from flashcards.review.exchange.calendar import day_zero, made_on
from flashcards.review.exchange.identity import ANKI
from flashcards.review.exchange.merge import merge
from flashcards.review.exchange.rows import CardRow, CardType, History, Queue, ReviewRow
from flashcards.review.exchange.scheduling import is_time
from flashcards.review.model import CardState, Event, EventKind
from flashcards.review.schedule.days import calendar
from flashcards.review.schedule.fold import fold
from flashcards.review.sync import theirs as anki_side
from flashcards.review.sync.agreed import CardAgreed, digest
from flashcards.review.sync.errors import SyncError
from flashcards.review.sync.run import Deleted, Retired, Run
from flashcards.values import dataclass

FEW = 20
"""So many notes may be missing in Anki without a question."""

LAST_EVENT, LOG_DAYS, ZERO, LATER = "last event", "log days", "day zero", "later"
"""Names of facts: our own last event that was looked at, Anki's log, the day that it counts
from, and cards that could not be told then."""

ALL_AT_ONCE = 300
"""From so many cards on, the whole log is read in one go."""


@dataclass(slots=True, kw_only=True)
class Pulled:
    """What was found of cards that changed on either side, by our card's id.

    Attributes:
        rows: Anki's rows of them. logs: Anki's lines of them.
        events: ours, with those that were merged. states: what follows.
    """

    rows: dict[str, CardRow] = field(default_factory=dict)
    logs: dict[str, tuple[ReviewRow, ...]] = field(default_factory=dict)
    events: dict[str, list[Event]] = field(default_factory=dict)
    states: dict[str, CardState] = field(default_factory=dict)


def pull(run: Run) -> Pulled:
    """Merge what Anki knows of our cards into the database.

    Raises:
        SyncError: Anki cannot be reached.
        StoreError: the database cannot be written.
    """
    paired = run.paired()
    agreed = _agreed_cards(run)
    logs = _all_logs(run, paired) if _log_moved(run) else {}
    touched = _touched(run, paired, agreed, logs)
    return look(run, touched, logs=logs, merges=True)


def look(
    run: Run,
    cards: Mapping[str, int],
    *,
    logs: Mapping[str, tuple[ReviewRow, ...]] | None = None,
    merges: bool = False,
) -> Pulled:
    """Both sides of some cards; merged, if so wished.

    Args:
        run: the sync.
        cards: our card's id → Anki's number.
        logs: Anki's lines, as far as they were read already.
        merges: whether what is new in Anki becomes events of ours.
    """
    names = {number: card for card, number in cards.items()}
    found = Pulled()
    found.rows = {names[n]: row for n, row in anki_side.rows(run.anki, run.theirs, names).items()}
    found.logs = dict(logs or {})
    unread = [number for card, number in cards.items() if card not in found.logs]
    found.logs |= {names[n]: lines for n, lines in _reviews(run, unread).items()}
    found.events = _events(run, cards)
    if merges and cards:
        _merge(run, cards, found)
    found.states = {card: fold(found.events.get(card, ()), run.settings) for card in cards}
    return found


def _merge(run: Run, cards: Mapping[str, int], found: Pulled) -> None:
    retired = {
        card
        for our in run.ours.values()
        for slot, card in our.cards.items()
        if slot not in our.living
    }
    # Nobody but a sync suspends a retired card, and it must not stay so when it returns.
    rows = {card: row for card, row in found.rows.items() if card not in retired}
    created, minutes_west = 0, None
    if any(row.type for row in rows.values()):
        created, minutes_west = made_on(zero(run, rows.values()), calendar(run.settings).zone)
    agreed = _agreed_cards(run)
    merged = merge(
        History(
            created=created,
            minutes_west=minutes_west,
            cards=rows,
            reviews={card: found.logs[card] for card in cards if found.logs.get(card)},
        ),
        found.events,
        settings=run.settings,
        now_ms=run.now_ms,
        had={card: was.row for card, was in agreed.items() if was.row is not None},
    )
    summary = run.summary
    summary.pulled += merged.reviews
    summary.rescheduled += merged.rescheduled + merged.moved
    summary.pulled_standing += merged.suspended + merged.flagged
    if merged.events and not run.options.dry_run:
        run.store.merge(merged.events)
        found.events = _events(run, cards)  # their numbers may have moved on
    else:
        for event in merged.events:
            found.events.setdefault(event.card, []).append(event)


def deleted(run: Run) -> None:
    """What was deleted in Anki is off here, until it is brought back here.

    Raises:
        SyncError: so many are missing that it may be another collection, or an old one.
    """
    missing = [
        name
        for name, was in run.before.items()
        if not was.gone and name in run.ours and name not in run.theirs.notes
    ]
    known = sum(not was.gone for was in run.before.values())
    choice = run.options.deleted
    if choice is Deleted.ASK and len(missing) > max(FEW, known // 2):
        raise SyncError(
            f"{len(missing):,} of {known:,} notes are no longer in Anki",
            hint="--deleted restore brings them back there, --deleted off puts them off here",
        )
    states = run.store.states() if missing or any(w.gone for w in run.before.values()) else {}
    if choice is not Deleted.RESTORE:
        _off(run, missing, states)
    else:
        for name in missing:
            del run.before[name]
    for name, was in list(run.before.items()):
        our = run.ours.get(name)
        if was.gone and our is not None and name not in run.theirs.notes:
            cards = [our.cards[slot] for slot in our.living]
            if choice is Deleted.RESTORE or not all(_is_off(states, card) for card in cards):
                del run.before[name]  # brought back here: it is new there


def _is_off(states: Mapping[str, CardState], card: str) -> bool:
    state = states.get(card)
    return state is not None and state.suspended


def _off(run: Run, names: Iterable[str], states: dict[str, CardState]) -> None:
    events: list[Event] = []
    gone = {}
    day = calendar(run.settings).day_of(run.now_ms)
    for name in names:
        our, was = run.ours[name], run.before[name]
        gone[name] = replace(was, gone=True, seen="", cards={})
        run.summary.deleted += 1
        for slot in sorted(our.living):
            card = our.cards[slot]
            if _is_off(states, card):
                continue
            states[card] = replace(states.get(card, CardState()), suspended=True)
            events.append(
                Event(
                    id=run.now_ms,
                    card=card,
                    kind=EventKind.SUSPEND,
                    at_ms=run.now_ms,
                    day=day,
                    source=f"{ANKI}deleted:{card}:{run.now_ms}",
                )
            )
    if not run.options.dry_run and gone:
        run.store.merge(events)
        run.agreed.save(gone)
    run.before.update(gone)


def _reviews(run: Run, cards: Iterable[int]) -> dict[int, tuple[ReviewRow, ...]]:
    return anki_side.reviews(run.anki, cards, renamed=run.store.renamed())


# --- what changed -----------------------------------------------------------------------------


def _agreed_cards(run: Run) -> dict[str, CardAgreed]:
    """What both sides had of each card, by our id."""
    found: dict[str, CardAgreed] = {}
    for name, was in run.before.items():
        our = run.ours.get(name)
        if our is not None:
            found.update(
                (our.cards[slot], card) for slot, card in was.cards.items() if slot in our.cards
            )
    return found


def _log_moved(run: Run) -> bool:
    """Whether lines may have come to Anki's log that changed no card, as another device's do."""
    return bool(run.agreed.fact(LOG_DAYS) != run.theirs.log_days)


def _all_logs(run: Run, paired: Mapping[str, int]) -> dict[str, tuple[ReviewRow, ...]]:
    names = {number: card for card, number in paired.items()}
    # Of new cards, too: one that was made new again has a log.
    return {names[n]: lines for n, lines in _reviews(run, names).items()}


def _touched(
    run: Run,
    paired: Mapping[str, int],
    agreed: Mapping[str, CardAgreed],
    logs: Mapping[str, tuple[ReviewRow, ...]],
) -> dict[str, int]:
    """Cards of which a side is not as it was."""
    since = run.agreed.fact(LAST_EVENT)
    changed = None
    if since is not None:
        changed = {e.card for e in run.store.events(since_id=since + 1) if not e.source}
    found: dict[str, int] = {}
    theirs = run.theirs
    states = run.store.states()
    off = _wanted_off(run, states)
    later = set(run.agreed.fact(LATER) or ())
    for card, number in paired.items():
        was = agreed.get(card)
        row = was.row if was else None
        if (
            was is None
            or row is None
            or was.number != number
            or _moved(row, theirs, number)
            or changed is None
            or card in changed
            or card in later
            or was.state != stands(states.get(card))
            or (row.flags & 7) != theirs.flags.get(number, 0)
            or (row.queue == Queue.SUSPENDED) != (number in theirs.suspended)
            or (card in off) != (number in theirs.suspended)
            or (card in logs and anki_side.log_digest(logs[card]) != was.log)
        ):
            found[card] = number
    return found


def _moved(row: CardRow, theirs: anki_side.Theirs, number: int) -> bool:
    """Whether Anki's row of a card may be another. All new cards are alike."""
    if number in theirs.new:
        return row.type != CardType.NEW
    return row.modified != theirs.modified.get(number)


def stands(state: CardState | None) -> str:
    """What tells where a card stands here from any other state that matters to Anki."""
    if state is None:
        return ""
    parts = (state.phase, state.due_day, state.due_ms, state.repetitions, state.flag)
    return digest(*map(str, parts))


def _wanted_off(run: Run, states: Mapping[str, CardState]) -> set[str]:
    """Cards that are to be suspended in Anki: they are so here, or retired."""
    off = {card for card, state in states.items() if state.suspended}
    if run.options.retired is not Retired.KEEP:
        off |= {
            card
            for our in run.ours.values()
            for slot, card in our.cards.items()
            if slot not in our.living
        }
    return off


def _events(run: Run, cards: Mapping[str, int]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    if len(cards) > ALL_AT_ONCE:
        for event in run.store.events():
            if event.card in cards:
                found.setdefault(event.card, []).append(event)
    else:
        found = {card: run.store.events(card) for card in cards}
    return found


# --- days -------------------------------------------------------------------------------------


def zero(run: Run, rows: Iterable[CardRow] = ()) -> int:
    """The study day that Anki counts its days from.

    Nothing in the add-on tells it. A package does; and whether one that was told before still
    holds, a search for a card that is due on a known day.
    """
    if run.days_zero is not None:
        return run.days_zero
    known = run.agreed.fact(ZERO)
    if known is not None and _holds(run, known, rows):
        run.days_zero = int(known)
        return run.days_zero
    cards = sorted(run.theirs.cards - run.theirs.filtered)[:1]
    if not cards:
        return calendar(run.settings).day_of(run.now_ms)
    told = anki_side.exported(run.anki, anki_side.decks_of(run.anki, cards).values())
    run.days_zero = day_zero(told.created, told.minutes_west, calendar(run.settings).zone)
    if not run.options.dry_run:
        run.agreed.set_fact(ZERO, run.days_zero)
    return run.days_zero


def _holds(run: Run, known: int, rows: Iterable[CardRow]) -> bool:
    probe = next((r for r in rows if r.queue == Queue.REVIEW and not is_time(r.due)), None)
    if probe is None:
        return True
    today = calendar(run.settings).day_of(run.now_ms)
    query = f"cid:{probe.id} prop:due={known + probe.due - today}"
    return bool(run.anki.call("findCards", query=query))
