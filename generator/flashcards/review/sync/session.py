"""One sync, from the first question to the last note: pull, then push, then agree.

Every step can be cut off and begun again. What Anki knows comes first and is kept here before
anything is changed there; what is pushed is worked out from both sides anew each time, so what a
sync that was cut off had pushed already is found there and not pushed again; and what both
sides agreed on is noted down last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from flashcards.review.store import SYNCED, Store
from flashcards.review.sync import agreed as agreed_file
from flashcards.review.sync import cards, looks, media, notes, pull
from flashcards.review.sync import journal as undo_file
from flashcards.review.sync import theirs as anki_side
from flashcards.review.sync.agreed import Agreed, NoteAgreed
from flashcards.review.sync.client import Anki, Progress
from flashcards.review.sync.errors import SyncError
from flashcards.review.sync.journal import Journal
from flashcards.review.sync.ours import OurNote, our_notes
from flashcards.review.sync.run import Options, Retired, Run, Summary


def _silent(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def sync(
    store: Store,
    anki: Anki,
    *,
    options: Options,
    now_ms: int,
    program: str,
    packages: Sequence[Path] = (),
    progress: Progress = _silent,
    confirm: Callable[[Summary], bool] | None = None,
) -> Summary:
    """Bring Anki and the database together.

    Args:
        store: the database of reviews; two files beside it hold what both sides agreed on, and
            what the last sync replaced in Anki.
        anki: the running one.
        options: what the learner chose.
        now_ms: the time.
        program: a digest of the program that renders the cards.
        packages: built ones, for the pictures in them.
        progress: told of it.
        confirm: asked before the first sync with a collection changes anything; told what it
            would do.

    Raises:
        SyncError: Anki cannot be reached, or is another collection than before.
        StoreError: the database cannot be read or written.
    """
    place = anki.hello()
    with Agreed(agreed_file.path_beside(store.path)) as agreed:
        first = _choose(agreed, place, options)
        with Journal(undo_file.path_beside(store.path), place=place) as journal:

            def run(chosen: Options) -> Summary:
                made = _prepared(
                    store, anki, agreed, journal,
                    options=chosen, now_ms=now_ms, program=program, packages=packages,
                    progress=progress,
                )  # fmt: skip
                return _all_steps(made, first=first)

            if first and not options.dry_run and confirm is not None:
                planned = run(replace(options, dry_run=True))
                if planned.changes_anki + planned.changes_here and not confirm(planned):
                    agreed.drop(place)
                    return planned
            done = run(options)
        if first and options.dry_run:
            agreed.drop(place)
        return done


def _choose(agreed: Agreed, place: str, options: Options) -> bool:
    """Whether this collection is new to us."""
    known = agreed.places()
    if place in known:
        agreed.choose(place)
        return False
    if known and not options.also_here:
        raise SyncError(
            f"Anki has another collection open ({place}) than the one that was synced before",
            hint="open that profile in Anki; or --also-here, to sync with this one, too",
        )
    agreed.choose(place)
    return True


def _prepared(
    store: Store,
    anki: Anki,
    agreed: Agreed,
    journal: Journal,
    *,
    options: Options,
    now_ms: int,
    program: str,
    packages: Sequence[Path],
    progress: Progress,
) -> Run:
    """Both sides, read."""
    before = agreed.notes()
    prints = list(store.prints())
    roots = sorted({card.root for card in prints})
    if options.deck:
        if options.deck not in roots:
            raise SyncError(
                f"there is no deck {options.deck!r}", hint=f"the decks are {', '.join(roots)}"
            )
        roots = [options.deck]
    ours = our_notes(store, prints, roots=roots, program=program)
    return Run(
        store=store,
        anki=anki,
        agreed=agreed,
        options=options,
        now_ms=now_ms,
        settings=store.settings(),
        progress=progress,
        packages=packages,
        journal=journal,
        summary=Summary(dry_run=options.dry_run),
        before=before,
        ours=ours,
        theirs=anki_side.read(
            anki, progress=progress, known=before, whole=_to_read(ours, before, options)
        ),
    )


def _to_read(
    ours: Mapping[str, OurNote], before: Mapping[str, NoteAgreed], options: Options
) -> set[str]:
    """Notes of which Anki's texts matter: ours changed, or both sides disagree."""
    return {
        name
        for name, our in ours.items()
        if (was := before.get(name)) is None
        or was.source != our.source
        or was.conflicts
        or options.overwrite
        or (our.retired and options.retired is Retired.DELETE)
    }


def _all_steps(run: Run, *, first: bool) -> Summary:
    # What happens here from now on is for the next sync.
    last_event = run.store.last_own_event_id()
    run.decks_before = run.theirs.deck_names
    pull.deleted(run)
    pulled = pull.pull(run)
    looks.push(run)
    media.push(run)
    fresh = notes.push(run)
    _look_again(run, fresh, pulled)
    cards.push(run, pulled)
    summary = run.summary
    summary.first = first
    summary.notes = len(run.theirs.notes)
    summary.copies = run.theirs.copies
    if not run.options.dry_run:
        _finish(run, last_event)
        summary.undo = str(run.journal.path) if run.journal.lines else ""
    return summary


def _look_again(run: Run, fresh: set[str], pulled: pull.Pulled) -> None:
    """Cards of notes that changed have other times now, and new notes have cards."""
    if run.options.dry_run:
        return
    paired = run.paired()
    again = {
        card: paired[card]
        for name in fresh
        if name in run.theirs.notes
        for card in run.ours[name].cards.values()
        if card in paired
    }
    # A retired card is off, and one that returned is on again, though nothing else happened.
    seen = pull.look(run, {**again, **{c: paired[c] for c in pulled.states if c in paired}})
    pulled.rows, pulled.logs = seen.rows, seen.logs
    pulled.events, pulled.states = seen.events, seen.states


def _finish(run: Run, last_event: int) -> None:
    if not run.store.meta(SYNCED):
        run.store.set_meta(SYNCED, "yes")
    run.agreed.set_fact(pull.LAST_EVENT, last_event)
    days = run.theirs.log_days
    if run.summary.pushed:
        days = anki_side.log_days(run.anki)
    run.agreed.set_fact(pull.LOG_DAYS, days)
