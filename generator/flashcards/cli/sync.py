"""`flashcards sync`: Anki and the terminal as one."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards.cli import database, options, output

if TYPE_CHECKING:
    from flashcards.job import Job
    from flashcards.review.store import Store
    from flashcards.review.sync import Anki, Options, Summary

CONFLICTS_SHOWN = 10

LOOK_S = 1.0
"""Seconds between two looks at the documents while watching."""


@click.command("sync", short_help="Bring a running Anki and the terminal together.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before the first sync.")
@click.option("--undo", is_flag=True, help="Take back what the last sync did to Anki.")
@click.option("--watch", is_flag=True, help="Build and sync whenever a document changes.")
@click.option("--no-build", is_flag=True, help="Sync the cards of the last build.")
@click.option(
    "--retired",
    type=click.Choice(["suspend", "delete", "keep"]),
    default="suspend",
    show_default=True,
    help="What becomes in Anki of cards whose facts are gone.",
)
@click.option(
    "--deleted",
    type=click.Choice(["ask", "off", "restore"]),
    default="ask",
    show_default=True,
    help="What becomes here of notes that were deleted in Anki: off, or brought back there;"
    " ask stops if they are many.",
)
@click.option("--overwrite", is_flag=True, help="Let the documents win over edits made in Anki.")
@click.option("--also-here", is_flag=True, help="Sync with another profile of Anki's, too.")
@click.option("--deck", metavar="NAME", default="", help="Only this root deck.")
@click.option(
    "--url",
    metavar="URL",
    envvar="FLASHCARDS_ANKI_URL",
    default="http://127.0.0.1:8765",
    show_default=True,
    help="Where AnkiConnect listens.",
)
@click.option("--key", metavar="KEY", envvar="FLASHCARDS_ANKI_KEY", default="", help="Its key.")
@database.DB
@options.json_option("Print the account as a JSON object.")
def command(
    *,
    dry_run: bool,
    yes: bool,
    undo: bool,
    watch: bool,
    no_build: bool,
    retired: str,
    deleted: str,
    overwrite: bool,
    also_here: bool,
    deck: str,
    url: str,
    key: str,
    db: Path | None,
    as_json: bool,
) -> int:
    """Bring a running Anki and the database of reviews together.

    Needs Anki open, with the add-on AnkiConnect (2055492159). Builds first, if a document
    changed; then pulls reviews, suspensions, flags and deletions, and pushes new and changed
    notes, decks, and the reviews that you made here. Your own tags, edits and deck moves in Anki
    stay; where both sides changed one text, yours stays and the note is marked.

    \b
    Examples:
      flashcards sync --dry-run
      flashcards sync
      flashcards sync --watch
      flashcards sync --undo
    """
    from flashcards.review.sync import Anki, Deleted, Options, Retired

    anki = Anki(url, key)
    if undo:
        return _undo(anki, db, as_json=as_json)
    chosen = Options(
        deck=deck,
        dry_run=dry_run,
        retired=Retired(retired),
        deleted=Deleted(deleted),
        overwrite=overwrite,
        also_here=also_here,
    )
    if watch:
        if dry_run or no_build:
            raise click.UsageError("--watch goes with neither --dry-run nor --no-build.")
        return _watch(anki, db, chosen)
    job = _job()
    if job is not None and dry_run:
        _note_changes(job)
    elif job is not None and not no_build:
        _build(job)
    summary = _sync(anki, db, chosen, job, asks=not yes and not as_json)
    if as_json:
        output.json_result(summary.as_json())
    elif summary.dry_run and not dry_run:
        output.message("nothing was changed")
    else:
        if dry_run:
            output.message("a dry run; nothing was changed. A sync would do this:")
        for line in told(summary):
            output.result(line)
    return 0


def _job() -> Job | None:
    """What this project builds; None outside of a project."""
    from flashcards.config import load_config

    return options.job((), cards=None) if load_config(Path.cwd()).source else None


def _note_changes(job: Job) -> None:
    from flashcards import manifest

    if manifest.unchanged(job) is None:
        output.message("note: documents changed since the last build; a sync builds first")


def _build(job: Job) -> bool:
    """Bring packages, ledger and database up to date; whether anything had changed."""
    from flashcards import manifest

    if manifest.unchanged(job) is not None:
        return False
    from flashcards import pipeline
    from flashcards.cli.progress import watched

    with watched() as progress:
        report = pipeline.build(job, now=options.now(), progress=progress)
    output.message(
        f"built: {report.new:,} new cards, {report.reworded:,} reworded, {report.retired:,} retired"
    )
    return True


def _sync(anki: Anki, db: Path | None, chosen: Options, job: Job | None, *, asks: bool) -> Summary:
    from flashcards import manifest
    from flashcards.cli.stages import stages
    from flashcards.job import package_paths
    from flashcards.review.session.planned import bring_forward
    from flashcards.review.sync import sync

    asking = asks and sys.stdin.isatty() and sys.stderr.isatty()
    with _store(db, chosen) as store, stages() as progress:
        if not chosen.dry_run:
            bring_forward(store, now_ms=database.now_ms())

        def confirmed(summary: Summary) -> bool:
            with progress.aside():
                return _confirmed(summary)

        return sync(
            store,
            anki,
            options=chosen,
            now_ms=database.now_ms(),
            program=manifest.program(),
            packages=package_paths(job)[:1] if job is not None else (),
            progress=progress,
            confirm=confirmed if asking else None,
        )


def _store(db: Path | None, chosen: Options) -> Store:
    """The database; one that can only be read is told of before Anki is touched."""
    store = database.opened(db)
    return store if chosen.dry_run else database.writable(store)


def _confirmed(summary: Summary) -> bool:
    output.message("The first sync with this Anki would do this:")
    for line in told(summary):
        output.message(f"  {line}")
    return click.confirm("Go ahead?", default=True, err=True)


def _undo(anki: Anki, db: Path | None, *, as_json: bool) -> int:
    from flashcards.review.store import database_path
    from flashcards.review.sync import undo

    count = undo(database_path(db, os.environ), anki)
    if as_json:
        output.json_result({"undone": count})
    else:
        output.result(f"{count:,} changes in Anki taken back; reviews stay on both sides")
    return 0


def _watch(anki: Anki, db: Path | None, chosen: Options) -> int:
    """Sync now, and after each build, until somebody stops it."""
    from flashcards import manifest
    from flashcards.errors import ConfigError, FlashcardsError
    from flashcards.review.store import database_path, synced_with

    job = _job()
    if job is None:
        raise ConfigError("no documents to watch", hint="run it in a project")
    synced, problem = "", ""
    output.message("watching the documents; Ctrl-C ends it")
    while True:
        try:
            job = _job() or job
            # Another build, in another window, counts as well.
            built = manifest.unchanged(job) is None and _build(job)
            mark = manifest.fingerprint(job)
            path = database_path(db, os.environ)
            if built or mark != synced or synced_with(path, deck=job.deck) != mark:
                done = _sync(anki, db, chosen, job, asks=False)
                if done.changes_anki or done.changes_here:
                    for line in told(done):
                        output.result(line)
                    output.flush()
                synced = mark
            problem = ""
        except FlashcardsError as error:
            # A document in the middle of an edit, Anki closed for a moment: tell it once.
            if str(error) != problem:
                output.error(error)
                problem = str(error)
        time.sleep(LOOK_S)


_TO_ANKI = {
    "added": ("note", "added"),
    "updated": ("note", "with new texts"),
    "tagged": ("note", "with other tags"),
    "moved": ("card", "moved to another deck"),
    "retired": ("card", "whose facts are gone, off or deleted"),
    "pushed": ("review", "added to its log"),
    "scheduled": ("card", "due, suspended or flagged as here"),
    "media": ("picture or sound", "added"),
    "looks": ("note type", "with a new look"),
}
_HERE = {
    "pulled": ("review", "from Anki"),
    "rescheduled": ("card", "rescheduled or forgotten in Anki"),
    "pulled_standing": ("card", "suspended, flagged or brought back in Anki"),
    "deleted": ("note", "deleted in Anki, off here"),
}


def told(summary: Summary) -> list[str]:
    """What a sync did, in lines."""
    lines = [*_counted("in Anki", _TO_ANKI, summary)]
    if summary.preset:
        lines.append("in Anki: the preset follows the settings")
    lines += _counted("here", _HERE, summary)
    if not lines:
        lines.append("nothing to do: both sides agree")
    if summary.copies:
        lines.append(f"{summary.copies:,} copies of notes, made in Anki, let be")
    if summary.skipped:
        lines.append(f"{summary.skipped:,} cards in use in Anki just now: sync again")
    for conflict in summary.conflicts[:CONFLICTS_SHOWN]:
        fields = ", ".join(conflict.fields)
        lines.append(
            f"conflict: {_plain(conflict.title)}: both sides changed {fields}; Anki's stays"
        )
    if len(summary.conflicts) > CONFLICTS_SHOWN:
        lines.append(f"… and {len(summary.conflicts) - CONFLICTS_SHOWN:,} more conflicts")
    if summary.conflicts:
        lines.append("tag:flashcards::conflict finds them in Anki; --overwrite replaces all edits")
    if summary.undo:
        lines.append(f"flashcards sync --undo takes it back ({summary.undo})")
    return lines


def _counted(where: str, names: dict[str, tuple[str, str]], summary: Summary) -> list[str]:
    found = []
    for name, (thing, what) in names.items():
        count = getattr(summary, name)
        if count:
            things = thing if count == 1 else thing.replace(" or", "s or") + "s"
            found.append(f"{where}: {count:,} {things} {what}")
    return found


def _plain(title: str) -> str:
    import html

    return output.one_line(html.unescape(title))
