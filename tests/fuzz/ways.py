"""The whole way of a document and of what is imported: nothing may fail but with its own errors."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

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
from flashcards.practice.assemble import assemble
from flashcards.practice.mark import key, mark
from flashcards.practice.model import PracticeSet
from flashcards.practice.render import FORMS
from flashcards.practice.wishes import Wishes
from flashcards.problems import draw, grade
from flashcards.problems.registry import family
from flashcards.render import markdown, plain, terminal
from flashcards.review.exchange.database import read_history
from flashcards.review.store import Store
from tests.fuzz.making import answer, damage, document

SECONDS = 5.0
"""Processor time of one document; more is a hang."""


class HangError(Exception):
    """Something took too long."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End what takes more processor time, with a traceback."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise HangError(f"more than {seconds} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


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
    try:
        made = assemble(cards, Wishes(seed=seed, count=min(6, len(cards) or 1)))
    except FlashcardsError:
        return len(cards)
    _practised(made, seed, paper=paper)
    return len(cards)


def _cards(done: Read) -> tuple[Card, ...]:
    wrong = refutations(done)
    right, _ = corrected(extract(done.document), wrong, done.document)
    facts = edited(right, done.document).facts
    changes = reconcile(facts, Ledger(), now=1, in_scope=lambda _: True)
    decode(encode("a.md", changes.ledger.entries), path="a.jsonl")
    for note in changes.notes():
        anki_note(note, "deck")
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


class Importers:
    """Files that others might give us, damaged: a package, a ledger, a database."""

    def __init__(self, folder: Path) -> None:
        done = read_text("# T\n\n### Question 1: What?\n\nA thing.\n\n- **A**: b c\n- **D**: e f\n",
                         path="a.md")  # fmt: skip
        facts = edited(extract(done.document), done.document).facts
        changes = reconcile(facts, Ledger(), now=1, in_scope=lambda _: True)
        self._folder = folder
        write_package(folder / "a.apkg", changes.notes(), deck="d")
        with Store.open(folder / "a.db") as store:
            store.sync_cards(changes.cards, deck="d", retired=set(), now_ms=1)
        self._package = (folder / "a.apkg").read_bytes()
        self._database = (folder / "a.db").read_bytes()
        self._ledger = encode("a.md", changes.ledger.entries)

    def one(self, seed: int) -> None:
        """A file of each kind."""
        with suppress(FlashcardsError):
            decode(damage(self._ledger, seed), path="a.jsonl")
        path = self._folder / "hurt.apkg"
        path.write_bytes(damage(self._package, seed))
        with suppress(FlashcardsError):
            read_history(path, known={}, numbers={}, note_types=())
        path = self._folder / "hurt.db"
        path.write_bytes(damage(self._database, seed))
        with suppress(FlashcardsError), Store.open(path) as store:
            list(store.cards())


def seeds(first: int, *, papers: int = 40) -> Iterator[tuple[int, Callable[[], object]]]:
    """Endless: a seed, and what is to be tried with it."""
    with TemporaryDirectory(prefix="fuzz-") as folder:
        importers = Importers(Path(folder))
        seed = first
        while True:
            yield seed, lambda seed=seed: everything(seed, importers, paper=not seed % papers)  # type: ignore[misc]
            seed += 1


def everything(seed: int, importers: Importers, *, paper: bool = False) -> None:
    """A document, an answer and a file of each kind."""
    a_document(document(seed), seed, paper=paper)
    an_answer(seed)
    importers.one(seed)
