"""The whole way of the data, from files to decks; the only place that reads and writes them."""

from __future__ import annotations

import filecmp
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field, replace
from pathlib import Path

from flashcards import manifest
from flashcards.anki import write_package, write_retired
from flashcards.attributes import write_attributes
from flashcards.card import LATER_TAG, Card, Extraction, Fact, Kind, Note
from flashcards.contents import Contents, Understood
from flashcards.editor import with_problems
from flashcards.errors import Finding, FlashcardsError, MishapError, ReadError
from flashcards.facts import across
from flashcards.facts.refuted import shows_refuted
from flashcards.files import Input
from flashcards.job import Job, package_paths
from flashcards.ledger import Entry, Ledger, Reconciliation, load, reconcile, save
from flashcards.lock import exclusive
from flashcards.loss import stop_at_loss
from flashcards.media import localised
from flashcards.pools import problem_facts
from flashcards.recalling import Wish, each_understood
from flashcards.report import Block, LeftOut, NotUnderstood, ReadAs, Report, Unanswered
from flashcards.safe import one_line
from flashcards.values import dataclass

_SHOWN = 120
"""So much of a block stands in the account."""

_NAMED = 5
"""So many documents are named where none can be used."""

_UNMARKED = "its options stand there, and nothing names the right one"
_DISPUTED = "different ones of its options are called right"

STAGING = ".staging-"
"""How the folder of packages in the making is called."""

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All documents of a job as read, and what was found on the way.

    `problems` are those of each document, if they were asked for.
    `refuted` numbers of theirs are wrong. `media` are the
    files that cards show, by the names that the cards know.
    """

    documents: tuple[Contents, ...]
    extractions: tuple[Extraction, ...]
    findings: tuple[Finding, ...]
    problems: tuple[tuple[Fact, ...], ...] = ()
    refuted: int = 0
    left_out: tuple[LeftOut, ...] = ()
    media: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build would do; nothing is written yet."""

    reading: Reading
    before: Ledger
    changes: Reconciliation
    level: str = "all"

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards, those that are not met anew with the tag that says so."""
        return tuple(map(self._tagged, self.changes.cards))

    def is_met(self, fact: Fact) -> bool:
        """Whether a card of it is met by who does not know it."""
        return not fact.aside and (self.level == "all" or fact.is_core)

    def count_met(self, cards: Iterable[Card]) -> int:
        """How many of these cards are met by who does not know them."""
        return sum(self.is_met(card.fact) for card in cards)

    def _tagged(self, card: Card) -> Card:
        fact = card.fact
        if fact.aside or self.is_met(fact):
            return card
        return replace(card, fact=replace(fact, tags=(*fact.tags, LATER_TAG)))


def silent(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def read(
    job: Job,
    *,
    progress: Progress = silent,
    strict: bool = False,
    with_problems: bool = False,
) -> Reading:
    """Read every document and extract its facts.

    Of several documents, those that cannot be read or hold no question are left out, and named.

    Raises:
        ReadError: no document can be used; `strict`: one cannot.
    """
    found: list[Understood] = []
    left_out: list[LeftOut] = []
    inputs = job.inputs.documents
    wish = Wish(
        tag=job.tag,
        cache=job.cache,
        problems=with_problems,
        ranges=_ranges(load(job.cards)) if with_problems else {},
    )
    answers = each_understood(inputs, wish, jobs=job.jobs)
    progress("reading", 0, len(inputs))
    for done, (source, one) in enumerate(zip(inputs, answers, strict=True), start=1):
        progress("reading", done, len(inputs))
        if isinstance(one, Understood):
            found.append(one)
        elif strict or len(inputs) == 1:
            raise one
        else:
            left_out.append(_left_out(source, one))
    if not found:
        raise ReadError(
            f"none of {len(inputs)} documents can be used",
            hint="; ".join(f"{one.path}: {one.why}" for one in left_out[:_NAMED]),
        )
    documents = tuple(one.contents for one in found)
    shown = localised(documents, across(documents, [one.extraction for one in found]))
    return Reading(
        documents=documents,
        extractions=shown.extractions,
        findings=(*(finding for one in found for finding in one.findings), *shown.findings),
        problems=tuple(one.problems for one in found),
        media=shown.files,
        refuted=sum(one.refuted for one in found),
        left_out=tuple(left_out),
    )


def _ranges(ledger: Ledger) -> dict[str, dict[tuple[str, ...], str]]:
    """The ranges that a ledger keeps, by document."""
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for entry in ledger.entries:
        if entry.own_range and entry.retired is None:
            found.setdefault(entry.document, {})[entry.key] = entry.own_range
    return found


def _left_out(source: Input, error: FlashcardsError) -> LeftOut:
    return LeftOut(
        name=source.name,
        path=error.path or str(source.path),
        line=error.line or 1,
        why=error.message,
        mishap=isinstance(error, MishapError),
    )


def plan(job: Job, *, now: int, progress: Progress = silent, with_aside: bool = False) -> Plan:
    """What a build at that time (seconds since the epoch) would change.

    Raises:
        ReadError: as `read`.
        LedgerError: the ledger is damaged.
    """
    reading = read(job, progress=progress, with_problems=True)
    return _reconcile(job, reading, now=now, progress=progress, with_aside=with_aside)


def _reconcile(
    job: Job,
    reading: Reading,
    *,
    now: int,
    progress: Progress,
    with_aside: bool = False,
) -> Plan:
    progress("matching", 0, 1)
    before = load(job.cards)
    facts: list[Fact] = []
    for extraction, problems in zip(reading.extractions, reading.problems, strict=True):
        facts += with_problems(extraction.facts, problems)
    facts += problem_facts(
        job.problems, tag_root=job.tag, folder=job.cache, jobs=job.jobs, progress=progress
    )
    inputs = job.inputs.without({one.name for one in reading.left_out})
    changes = reconcile(
        facts,
        before,
        now=now,
        in_scope=inputs.in_scope(),
        project=job.project,
        with_aside=with_aside,
    )
    progress("matching", 1, 1)
    level = job.level or _level_of(before)
    return Plan(reading=reading, before=before, changes=changes, level=level)


def _level_of(ledger: Ledger) -> str:
    """All cards where some are older than levels: an upgrade takes none away."""
    return "core" if all(entry.level for entry in ledger.entries) else "all"


def build(
    job: Job,
    *,
    now: int,
    strict: bool = False,
    retire: bool = False,
    progress: Progress = silent,
    on_wait: Callable[[], None] = lambda: None,
) -> Report:
    """Write the decks and remember their cards.

    The order is what makes a crash harmless. All is read and all packages are made, aside,
    before anything is replaced. Then the ledger is saved, then the packages take their places.
    A crash before the ledger is saved changes nothing; one after it leaves an old package,
    which the next build replaces, with the very ids and times that the ledger holds. No
    package ever carries an id that the ledger does not know.

    Raises:
        FlashcardsError: something cannot be read or written; what was there is as it was.
    """
    # Digests first: should a file change while it is read, the manifest will not match it.
    before = manifest.fingerprint(job)
    reading = read(job, progress=progress, strict=strict, with_problems=True)
    if strict and reading.refuted:
        raise FlashcardsError(
            f"{reading.refuted} numbers in the documents are wrong; nothing is built",
            hint="flashcards check shows them; without --strict, cards teach the right ones",
        )
    with exclusive(job.cards, job.out, on_wait=on_wait):
        planned = _reconcile(job, reading, now=now, progress=progress)
        if not planned.changes.cards and not planned.changes.retired:
            raise _empty(reading)
        if not retire:
            stop_at_loss(planned.before, planned.changes.retired)
        with _staging(job.out) as folder:
            progress("packing", 0, 1)
            staged = _write_packages(job, planned, folder)
            save(job.cards, planned.changes.ledger)
            write_attributes(job.cards)
            packages = _publish(staged)
            progress("packing", 1, 1)
        done = _report(job, planned, packages)
        manifest.save(job, before, done)
        return replace(done, database=_review(job, planned, before, now))


def _empty(reading: Reading) -> ReadError:
    """Why documents with questions give no card at all."""
    document = reading.documents[0] if reading.documents else None
    extractions = reading.extractions
    why = next((b.skipped for one in extractions for b in one.blocks if b.skipped), "")
    unanswered = [question for one in extractions for question in one.unanswered]
    if unanswered:
        why = f"“{unanswered[0].title}” has no answer"
    return ReadError(
        "no card comes of it",
        path=document.path if document else None,
        line=unanswered[0].source.line if unanswered else 1,
        hint=why,
    )


def _review(job: Job, planned: Plan, mark: str, now: int) -> str:
    """Bring the database of reviews up to date, if there is one; a problem with it is told."""
    if job.database is None or not job.database.exists():
        return ""
    from flashcards.review.store import sync

    gone = {entry.id for entry in planned.changes.ledger.entries if entry.retired is not None}
    synced = sync(
        planned.cards,
        path=job.database,
        deck=job.deck,
        retired=gone,
        now_ms=now * 1000,
        mark=mark,
    )
    if synced.problem is not None:
        return f"not brought up to date: {synced.problem}"
    again = synced.counts.corrected if synced.counts is not None else 0
    sooner = f"; {again} learnt cards were corrected and come sooner" if again else ""
    return f"up to date: {job.database}{sooner}"


def retired_notes(ledger: Ledger) -> tuple[Entry, ...]:
    """Cards of notes that have no living card left; the others' slots are just emptied."""
    living = {entry.note for entry in ledger.entries if entry.retired is None}
    return tuple(e for e in ledger.entries if e.retired is not None and e.note not in living)


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """A new folder inside the one for packages, gone at the end whatever happens."""
    try:
        for left in out.glob(f"{STAGING}*"):  # by a build that was killed; we hold the lock
            _clear(left)
        folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=out))
    except OSError as error:
        raise FlashcardsError(f"cannot be written: {error.strerror}", path=str(out)) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(left: Path) -> None:
    """Remove a folder for packages, unless it holds what no build puts there."""
    if left.is_symlink() or not left.is_dir():
        return
    there = list(left.iterdir())
    if all(one.suffix == ".apkg" and one.is_file() and not one.is_symlink() for one in there):
        shutil.rmtree(left, ignore_errors=True)


def _write_packages(job: Job, planned: Plan, folder: Path) -> dict[Path, Path | None]:
    """Make every package in a folder: the place it belongs → where it is, None for not wanted."""
    deck, retired = package_paths(job)
    staged: dict[Path, Path | None] = {deck: folder / deck.name, retired: None}
    write_package(
        folder / deck.name,
        exported(planned),
        deck=job.deck,
        verified=job.verified,
        media=planned.reading.media,
    )
    gone = retired_notes(planned.changes.ledger)
    if gone:
        staged[retired] = folder / retired.name
        write_retired(folder / retired.name, gone, deck=job.deck)
    return staged


def exported(planned: Plan) -> tuple[Note, ...]:
    """The notes of a package: with a card that is met, and all their cards.

    A card keeps its note when its text moves to another document. If only one of the two is
    built, that note is left out: without its other cards it would empty them in Anki.
    """
    notes = _whole_notes(planned.changes)
    return tuple(n for n in notes if any(planned.is_met(card.fact) for card in n.cards))


def _whole_notes(changes: Reconciliation) -> tuple[Note, ...]:
    living = Counter(entry.note for entry in changes.ledger.entries if entry.retired is None)
    return tuple(note for note in changes.notes() if len(note.cards) == living[note.id])


def _publish(staged: dict[Path, Path | None]) -> tuple[Path, ...]:
    """Put each package in its place, at once; an unchanged one is left as it is."""
    try:
        for place, made in staged.items():
            if made is None:
                if manifest.made(place):
                    place.unlink(missing_ok=True)
            elif not (place.is_file() and filecmp.cmp(made, place, shallow=False)):
                made.replace(place)
    except OSError as error:
        raise FlashcardsError(
            f"cannot be replaced: {error.strerror}",
            path=str(place),
            hint="the ledger is saved; build again when this is mended",
        ) from error
    return tuple(place for place, made in staged.items() if made is not None)


def _report(job: Job, planned: Plan, packages: tuple[Path, ...]) -> Report:
    reading, changes = planned.reading, planned.changes
    updates = changes.updates(exported(planned))
    blocks = [block for extraction in reading.extractions for block in extraction.blocks]
    met = [card for card in changes.cards if planned.is_met(card.fact)]
    aside = sum(1 for card in changes.cards if card.fact.aside)
    skipped = Counter(block.skipped for block in blocks if block.skipped)
    return Report(
        documents=len(reading.documents),
        questions=sum(len(document.questions) for document in reading.documents),
        cards=len(met),
        notes=len({card.note for card in met}),
        level=planned.level,
        later=len(changes.cards) - aside - len(met),
        aside=aside,
        new_notes=updates.new,
        changed_notes=updates.changed,
        kept=planned.count_met(changes.kept),
        reworded=planned.count_met(card for _, card in changes.reworded),
        new=planned.count_met(changes.new),
        retired=len(changes.retired),
        returned=planned.count_met(changes.returned),
        blocks=len(blocks),
        carded=sum(1 for block in blocks if block.facts),
        in_answers=sum(1 for block in blocks if block.answer_of),
        skipped=dict(skipped.most_common()),
        unanswered=tuple(
            Unanswered(
                path=question.source.path,
                line=question.source.line,
                number=question.number,
                title=question.title,
                why=(_DISPUTED if question.disputed else _UNMARKED) if question.options else "",
            )
            for extraction in reading.extractions
            for question in extraction.unanswered
        ),
        not_understood=tuple(
            NotUnderstood(path=one.source.path, line=one.source.line, title=one.title, why=one.why)
            for extraction in reading.extractions
            for one in extraction.unread
        ),
        account=tuple(
            Block(
                path=block.source.path,
                line=block.source.line,
                kind=block.kind,
                text=one_line(block.text[:_SHOWN]),
                cards=block.facts,
                answer_of=block.answer_of,
                skipped=block.skipped,
            )
            for block in blocks
        ),
        read_as=tuple(
            ReadAs(path=document.path, forms=dict(document.forms)) for document in reading.documents
        ),
        warnings=reading.findings,
        packages=tuple(str(path) for path in packages),
        problems=sum(1 for card in changes.cards if card.fact.kind is Kind.PROBLEM),
        verified=job.verified,
        refuted=reading.refuted,
        corrected=sum(shows_refuted(card.fact) for card in met) if reading.refuted else 0,
        left_out=reading.left_out,
    )
