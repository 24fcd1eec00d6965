"""The whole way of a document and of what is imported: nothing may fail but with its own errors."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from flashcards.anki.archive import packed_media
from flashcards.anki.package import anki_note, write_package
from flashcards.card import Card
from flashcards.checking import check_document, refutations
from flashcards.documents import Read, read_text
from flashcards.editor import edited
from flashcards.errors import FlashcardsError
from flashcards.facts import extract
from flashcards.facts.refuted import corrected
from flashcards.ledger import Ledger, reconcile
from flashcards.ledger.codec import decode, encode
from flashcards.oracles.llama import Llama
from flashcards.oracles.llama.errors import LlamaHung
from flashcards.oracles.llama.gguf_files import write_tiny
from flashcards.oracles.llama.shape import TINY
from flashcards.practice.assemble import assemble
from flashcards.practice.mark import key, mark
from flashcards.practice.model import PracticeSet
from flashcards.practice.render import FORMS
from flashcards.practice.wishes import Wishes
from flashcards.problems import draw, grade
from flashcards.problems.registry import family
from flashcards.render import html, markdown, plain, terminal
from flashcards.review.exchange import import_history
from flashcards.review.model import Event
from flashcards.review.store import Store
from flashcards.review.store.salvage import free, salvage
from tests.fuzz.hostile import hostile_package, hurt_database, mutated_model
from tests.fuzz.listings import listing
from tests.fuzz.making import answer, damage, document
from tests.review.exchange.files import NOW_MS, collection
from tests.review.exchange.making import NOTES, learner

SECONDS = 5.0
"""Processor time of one document; more is a hang."""

PRACTISED = 4
"""Of so many documents one is practised, in every form but PDF."""


class HangError(Exception):
    """Something took too long."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End what takes more processor time, with a traceback."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise HangError(f"more than {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def a_document(text: str, seed: int, *, paper: bool = False) -> int:
    """Read, check, card, keep, draw and practise one document; how many cards it gave.

    Args:
        text: of the document.
        seed: of the practice set, and of what is typed.
        paper: whether to print the set as PDF, too, which takes most of the time.
    """
    try:
        done = read_text(text, path="a.md")
    except FlashcardsError:
        return 0
    check_document(done)
    cards = _cards(done)
    for card in cards:
        for part in (card.fact.front, card.fact.back, card.fact.more):
            terminal(part)
            plain(part)
            markdown(part)
    if seed % PRACTISED and not paper:
        return len(cards)
    try:
        made = assemble(cards, Wishes(seed=seed, count=min(6, len(cards) or 1)))
    except FlashcardsError:
        return len(cards)
    _practised(made, seed, paper=paper)
    return len(cards)


def _cards(done: Read) -> tuple[Card, ...]:
    wrong = refutations(done)
    right = corrected(extract(done.document), wrong, done.document)
    facts = edited(right, done.document).facts
    changes = reconcile(facts, Ledger(), now=1, in_scope=lambda _: True)
    decode(encode("a.md", changes.ledger.entries), path="a.jsonl")
    for note in changes.notes():
        anki_note(note, "deck")
    if len(facts) % 2:
        again = reconcile(facts, changes.ledger, now=2, in_scope=lambda _: True)
        assert {card.id for card in again.cards} == {card.id for card in changes.cards}
    return changes.cards


def _practised(made: PracticeSet, seed: int, *, paper: bool) -> None:
    for number, item in enumerate(made.items):
        mark(item, key(item))
        mark(item, answer(seed + number))
    for name, form in FORMS.items():
        if name != "pdf" or paper:
            form.render((made,), key=True)


def an_answer(seed: int) -> None:
    """A computed problem graded on anything."""
    grade(draw(family("kv-cache"), seed % 50), answer(seed))


def a_listing(seed: int) -> None:
    """A document that holds a listing: what it computes is checked, and it is coloured."""
    try:
        done = read_text(listing(seed), path="a.md")
    except FlashcardsError:
        return
    check_document(done)
    html(done.document.tree.blocks)
    for card in _cards(done):
        html(card.fact.front)
        html(card.fact.back)


class Files:
    """Files that others might give us, damaged or hostile, each read as a command reads it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        done = read_text("# T\n\n### Question 1: What?\n\nA thing.\n\n- **A**: b c\n- **D**: e f\n",
                         path="a.md")  # fmt: skip
        facts = edited(extract(done.document), done.document).facts
        changes = reconcile(facts, Ledger(), now=1, in_scope=lambda _: True)
        self._ledger = encode("a.md", changes.ledger.entries)
        cards = [card for note in NOTES for card in note.cards]
        with Store.open(folder / "a.db") as store:
            store.sync_cards(cards, now_ms=NOW_MS, deck="d")
            log = sorted((e for some in learner(NOW_MS).log.values() for e in some), key=_id)
            store.append_many((event, None) for event in log[:200])
            store.rebuild()
        self._database = (folder / "a.db").read_bytes()
        self._collection = collection(folder)
        write_package(folder / "a.apkg", changes.notes(), deck="d")
        self._package = (folder / "a.apkg").read_bytes()
        self._model = b""
        self._llama = Llama(time_limit=SECONDS)

    def ledger(self, seed: int) -> None:
        """A ledger, and the package of a build before."""
        with suppress(FlashcardsError):
            decode(damage(self._ledger, seed), path="a.jsonl")
        path = self._written("hurt.apkg", damage(self._package, seed))
        with suppress(FlashcardsError):
            packed_media(path)

    def database(self, seed: int) -> None:
        """A database: looked through, read, and what can be saved of it saved."""
        path = self._written("hurt.db", hurt_database(self._database, seed))
        with suppress(FlashcardsError):
            _used(path)
        with suppress(FlashcardsError):
            kept = free(path, "damaged")
            salvage(path, kept=kept)
            kept.unlink(missing_ok=True)
            with Store.open(path) as store:
                assert store.check() == []

    def package(self, seed: int) -> None:
        """A package of Anki's, imported into a database that must stay sound."""
        path = self._written("hurt.apkg", hostile_package(self._collection, seed))
        place = self._written("ours.db", self._database)
        with Store.open(place) as store:
            with suppress(FlashcardsError):
                import_history(store, path, now_ms=NOW_MS)
            assert store.check() == []

    def model(self, seed: int) -> None:
        """A model, looked at by llama.cpp in a process of its own."""
        if not self._model:
            write_tiny(self._folder / "tiny.gguf", TINY)
            self._model = (self._folder / "tiny.gguf").read_bytes()
        path = self._written("hurt.gguf", mutated_model(self._model, seed))
        try:
            self._llama.inspect(path, contexts=(256,))
        except LlamaHung:
            raise HangError(f"llama.cpp took more than {SECONDS} s") from None
        except FlashcardsError:
            pass

    def _written(self, name: str, data: bytes) -> Path:
        for end in ("", "-wal", "-shm", "-journal"):
            (self._folder / (name + end)).unlink(missing_ok=True)
        path = self._folder / name
        path.write_bytes(data)
        return path

    def close(self) -> None:
        """End llama.cpp's process."""
        self._llama.close()


def _id(event: Event) -> int:
    return event.id


def _used(path: Path) -> None:
    """What `db check`, `db repair`, `review` and `export` read of a database."""
    with Store.open(path, create=False, check=False) as store:
        if store.damage():
            return
        store.check(now_ms=NOW_MS)
        list(store.cards())
        list(store.listed())
        store.settings()
        store.states()
        store.everything()
        store.tally()
        store.events()
        store.rebuild()


def ways(files: Files) -> Mapping[str, tuple[int, Callable[[int], object]]]:
    """What is tried, by its name: at one seed in how many, and how."""
    return {
        "documents": (1, lambda seed: a_document(document(seed), seed)),
        "answers": (4, an_answer),
        "listings": (8, a_listing),
        "PDF sets": (10, lambda seed: a_document(document(-seed), seed, paper=True)),
        "ledgers": (20, files.ledger),
        "packages": (120, files.package),
        "models": (200, files.model),
        "databases": (320, files.database),
    }


def everything(seed: int, files: Files) -> None:
    """Each way once, but models and PDF, which take long."""
    for name, (_, attempt) in ways(files).items():
        if name not in {"models", "PDF sets"}:
            attempt(seed)
