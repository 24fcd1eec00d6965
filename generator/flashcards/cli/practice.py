"""`flashcards practice`: a randomized practice set, to be sat, printed or shared."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards.cli import database, options, output
from flashcards.errors import FlashcardsError

if TYPE_CHECKING:
    from flashcards.card import Card
    from flashcards.practice.model import PracticeSet
    from flashcards.practice.terminal import Answered, Course
    from flashcards.practice.wishes import Wishes
    from flashcards.review.store import Store

FORMATS = ("terminal", "html", "pdf", "markdown", "moodle", "json")
NAMED = 6
"""Files that are named one by one; of more the number is told."""

PRINTABLE = frozenset(("markdown", "moodle", "json"))
"""Forms that are text: one file of them may go to standard output."""


@click.command("practice", short_help="Make a randomized practice set.")
@options.PATHS
@click.option("-n", "count", metavar="N", type=click.IntRange(1), help="How many items.  [20]")
@click.option(
    "--seed", metavar="S", type=click.IntRange(0, 2**64 - 1), help="Make the set of this seed."
)
@click.option(
    "--topic", "topics", metavar="WORDS", multiple=True, help="Question number, title or category."
)
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="This tag or one below it.")
@click.option(
    "--family", "families", metavar="NAME", multiple=True, help="Computed problems of a family."
)
@click.option(
    "--difficulty",
    "levels",
    multiple=True,
    type=click.Choice(["junior", "mid", "senior", "staff"]),
    help="Only items of this level.",
)
@click.option("--minutes", metavar="M", type=click.IntRange(1, 1440), help="Time for the set.")
@click.option("--weak", is_flag=True, help="What your review database says you forget.")
@click.option("--exam", is_flag=True, help="No feedback until the end.")
@click.option(
    "--versions", metavar="K", type=click.IntRange(1, 1000), help="So many sets, all as hard."
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="terminal", show_default=True,
    help="How to give it.",
)  # fmt: skip
@click.option(
    "--out",
    metavar="FILE|DIR",
    type=click.Path(path_type=Path),
    help="Where files go.  [default: text on standard output, else the current folder]",
)
@click.option("--key/--no-key", default=True, help="With answers and worked solutions.  [with]")
@click.option("--title", default="Practice", show_default=True, help="Of the sheet.")
@options.CARDS
@database.DB
def command(
    *,
    paths: tuple[Path, ...],
    count: int | None,
    seed: int | None,
    topics: tuple[str, ...],
    tags: tuple[str, ...],
    families: tuple[str, ...],
    levels: tuple[str, ...],
    minutes: int | None,
    weak: bool,
    exam: bool,
    versions: int | None,
    form: str,
    out: Path | None,
    key: bool,
    title: str,
    cards: Path | None,
    db: Path | None,
) -> int:
    """Draw a set of items: computed problems, multiple choice, matching, ordering and more.

    Computed problems have fresh numbers, checked by independent routes. Wrong options are right
    elsewhere in the same table or list, or what a known mistake leads to. Without --format the
    set is sat here, line by line; what you answer is kept in the review database if there is
    one, and changes nothing that is due. The seed that is printed gives the same set again.

    Of several --topic, --tag, --family or --difficulty, any will do; of different ones all must
    hold.

    \b
    Examples:
      flashcards practice -n 10 --topic "kv cache"
      flashcards practice --weak --minutes 20
      flashcards practice -n 20 --exam --versions 30 --format pdf --out exam/
      flashcards practice --family kv-cache --format moodle --out quiz.xml
    """
    from flashcards.practice.model import Difficulty
    from flashcards.practice.wishes import Wishes

    if form == "terminal" and (out or (versions or 1) > 1):
        raise click.UsageError("--out and --versions go with a --format that makes files.")
    with ExitStack() as stack:
        store = _store(db, stack) if weak or form == "terminal" else None
        given, media = _cards(paths, cards)
        wishes = Wishes(
            seed=int.from_bytes(os.urandom(4)) if seed is None else seed,
            count=count or 0,
            topics=topics,
            tags=tags,
            families=families,
            difficulties=tuple(Difficulty(level) for level in levels),
            minutes=minutes or 0,
            weak=_weak(store) if weak else {},
            exam=exam,
            title=title,
        )
        sets = tuple(replace(one, media=media) for one in _made(given, wishes, versions))
        output.message(f"seed {wishes.seed}{' (and your database)' if weak else ''}")
        if form == "terminal":
            _sit(sets[0], store)
        else:
            _write(_rendered(sets, form, key=key), out, form)
    return 0


def _cards(
    paths: tuple[Path, ...], cards: Path | None
) -> tuple[tuple[Card, ...], Mapping[str, Path]]:
    """What a build would give now, and the files that it shows; nothing is written."""
    from flashcards import pipeline
    from flashcards.card import Kind
    from flashcards.cli.progress import watched
    from flashcards.ledger import load, reconcile
    from flashcards.problems.drills import titles
    from flashcards.problems.pool import FEWEST, pool_facts
    from flashcards.problems.registry import chosen

    job = options.job(paths, cards=cards)
    with watched() as progress:
        reading = pipeline.read(job, progress=progress)
    facts = [fact for extraction in reading.extractions for fact in extraction.facts]
    # Only which card a problem is counts here; the variants of its pool are not looked at.
    facts += pool_facts(chosen(job.problems), tag_root=job.tag, titles=titles(), count=FEWEST)
    ledger, scope = load(job.cards), job.inputs.in_scope()
    found = reconcile(facts, ledger, now=options.now(), in_scope=scope, with_aside=True).cards
    # A list whose items are no cards is still one to be put in order.
    kept = (c for c in found if not c.fact.aside or c.fact.kind in {Kind.ITEM, Kind.STEP})
    return tuple(kept), reading.media


def _made(cards: tuple[Card, ...], wishes: Wishes, count: int | None) -> tuple[PracticeSet, ...]:
    from flashcards.practice.assemble import assemble, versions

    return versions(cards, wishes, count) if count else (assemble(cards, wishes),)


def _store(db: Path | None, stack: ExitStack) -> Store | None:
    """The review database, if there is one."""
    from flashcards.review.store import Store, database_path

    path = database_path(db, os.environ)
    return stack.enter_context(Store.open(path, create=False)) if path.exists() else None


def _weak(store: Store | None) -> dict[str, int]:
    from flashcards.practice.weak import weak

    weights = weak(store.events(), store.states()) if store is not None else {}
    if not weights:
        raise FlashcardsError(
            "the review database knows of nothing that you forget"
            if store is not None
            else "there is no review database yet",
            hint="leave out --weak, or review first: flashcards review",
        )
    return weights


# --- files ----------------------------------------------------------------------------------------


def _rendered(sets: tuple[PracticeSet, ...], form: str, *, key: bool) -> dict[str, bytes]:
    from flashcards.practice.render import FORMS

    return FORMS[form].render(sets, key=key)


def _write(files: dict[str, bytes], out: Path | None, form: str) -> None:
    """Write all files, each at once; a text alone goes to standard output if nobody says where."""
    if out is None and len(files) == 1 and form in PRINTABLE:
        output.result(next(iter(files.values())).decode().rstrip("\n"))
        return
    from flashcards.files import write_atomically

    places = _places(files, out)
    for path, data in places.items():
        write_atomically(path, data)
    if len(places) <= NAMED:
        for path in places:
            output.message(f"wrote {path}")
    else:
        output.message(f"wrote {len(places)} files to {next(iter(places)).parent}")


def _places(files: dict[str, bytes], out: Path | None) -> dict[Path, bytes]:
    """Where each file goes: into a folder, or a sole one into the file that is named.

    Raises:
        FlashcardsError: that is no place to write to.
    """
    folder = out or Path()
    # A name with an ending is a file's, unless there is such a folder.
    named = out is not None and not out.is_dir() and out.suffix and not str(out).endswith(os.sep)
    if named and out is not None and len(files) == 1:
        return {out: next(iter(files.values()))}
    if named and out is not None:
        first, *rest = files.items()
        if len(rest) == 1 and rest[0][0].rpartition(".")[0].endswith("-key"):
            return {out: first[1], out.with_stem(f"{out.stem}-key"): rest[0][1]}
        raise FlashcardsError(
            f"one file cannot hold {len(files)}", path=str(out), hint="name a folder: --out DIR/"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FlashcardsError(
            f"cannot be made a folder: {error.strerror}", path=str(folder)
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FlashcardsError("cannot be written to", path=str(folder), hint="name another --out")
    return {folder / name: data for name, data in files.items()}


# --- the terminal ---------------------------------------------------------------------------------


def _sit(practice: PracticeSet, store: Store | None) -> None:
    from flashcards.practice.terminal import Course, Lines
    from flashcards.practice.terminal.keep import keep

    def say(line: str) -> None:
        output.result(line)
        output.flush()

    def kept(one: Answered) -> None:
        if store is not None:
            keep((one,), store, now_ms=database.now_ms())

    course = Course(practice, now_ms=database.now_ms())
    Lines(course, now=database.now_ms, say=say, keep=kept).run(_lines(course))
    if store is None:
        output.message("not kept: there is no review database yet (flashcards review makes one)")
    else:
        output.message(f"kept in {store.path}; nothing that is due has changed")


def _lines(course: Course) -> Iterator[str | None]:
    """Lines as they come; on a terminal None when the time is up before one does."""
    if not sys.stdin.isatty():
        for line in sys.stdin.buffer:
            yield line.decode("utf-8", "replace")
        return
    from flashcards.practice.terminal.typed import typed

    def left_ms() -> int | None:
        return None if course.is_over else course.left_ms(database.now_ms())

    def ask() -> None:
        sys.stderr.write("> ")
        sys.stderr.flush()

    yield from typed(sys.stdin.fileno(), left_ms=left_ms, ask=ask)
