"""`flashcards import-history`: Anki's reviews into the database."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from flashcards.cli import options, output

if TYPE_CHECKING:
    from flashcards.review.exchange import Imported


@click.command("import-history", short_help="Merge the reviews that you made in Anki.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--db",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Database of reviews.  [default: $FLASHCARDS_DB, or in your data directory]",
)
@click.option("--dry-run", is_flag=True, help="Say what would be added, and add nothing.")
@options.json_option("Print the account as a JSON object.")
def command(*, file: Path, db: Path | None, dry_run: bool, as_json: bool) -> int:
    """Merge the reviews in a file of Anki's with those made here.

    FILE is what Anki exports (.colpkg, or .apkg with scheduling information), or the
    collection.anki2 of a closed Anki. It is only read. Both sides' reviews are kept, each once,
    however often you import; a card is due when the program that saw it last says.

    \b
    Examples:
      flashcards import-history ~/Downloads/collection.colpkg --dry-run
      flashcards import-history ~/Downloads/collection.colpkg
    """
    from flashcards.review import exchange
    from flashcards.review.store import Store, database_path

    with Store.open(database_path(db, os.environ), create=False) as store:
        done = exchange.import_history(store, file, now_ms=int(time.time() * 1000), dry_run=dry_run)
    account = _account(done, dry_run=dry_run)
    if as_json:
        output.json_result(account)
    else:
        for line in _told(account):
            output.result(line)
    if account["unknown"]:
        output.message(
            f"note: {account['unknown']:,} cards of ours in it are not in the database, with"
            f" {account['unknown_reviews']:,} reviews; bring it up to date and import again"
        )
    if not account["cards"] and not account["deleted"]:
        output.message("note: no card in it is in the database; is it the right collection?")
    return 0


def _account(done: Imported, *, dry_run: bool) -> dict[str, Any]:
    history, merge = done.history, done.merge
    return {
        "dry_run": dry_run,
        "cards": merge.cards,
        "reviews": merge.reviews,
        "known": merge.known,
        "rescheduled": merge.rescheduled,
        "moved": merge.moved,
        "suspended": merge.suspended,
        "flagged": merge.flagged,
        "deleted": history.deleted,
        "unknown": history.unknown,
        "unknown_reviews": history.unknown_reviews,
        "foreign": history.foreign,
        "unreadable": history.unreadable,
    }


_LINES = {
    "reviews": "reviews {}",
    "rescheduled": "due dates set or cards forgotten in Anki {}",
    "moved": "cards due on another day, as Anki has them, {}",
    "suspended": "cards suspended or brought back {}",
    "flagged": "flags changed {}",
}


def _told(account: dict[str, Any]) -> list[str]:
    verb = "to add" if account["dry_run"] else "added"
    lines = [f"{account['cards']:,} of its cards are ours"]
    lines += [
        f"{account[key]:,} {text.format(verb)}"
        for key, text in _LINES.items()
        if account[key] or key == "reviews"
    ]
    lines.append(f"{account['known']:,} lines of its log known before")
    if account["deleted"]:
        lines.append(f"{account['deleted']:,} cards deleted in Anki, their reviews kept")
    if account["foreign"]:
        lines.append(f"{account['foreign']:,} other cards passed over")
    if account["unreadable"]:
        lines.append(f"{account['unreadable']:,} rows that make no sense passed over")
    return lines
