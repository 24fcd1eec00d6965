"""Give every fact its card: kept where it was known before, new where not; retire the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from flashcards.card import Card, Fact, Kind, Note
from flashcards.ledger.corrections import is_corrected
from flashcards.ledger.decisions import decided
from flashcards.ledger.entry import Entry, Ledger
from flashcards.ledger.identity import digest, new_id, same_content
from flashcards.ledger.line import line_of_entry, line_of_fact
from flashcards.ledger.match import Matching
from flashcards.ledger.notes import Notes
from flashcards.ledger.order import in_order
from flashcards.values import dataclass
from flashcards.written import Written, written

_KINDS = {kind: index for index, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteUpdates:
    """How many notes an import adds, and how many it writes over."""

    new: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What a build makes of facts and ledger. Nothing is written yet.

    Attributes:
        cards: one a fact, in the order of the facts given.
        ledger: its new state.
        kept: cards that ask and answer as before; with `reworded`, `new` and `returned` they
            make up `cards`, each in one of the four.
        reworded: cards whose content is other than before, with the entry before.
        corrected: of these, whose answer changed in substance.
        set_aside: cards of which the editor makes nothing any more; kept, and not met anew.
        new: cards seen for the first time.
        retired: entries that this run retired.
        returned: cards that were retired and are back.
        before: the ledger that it was reconciled with.
    """

    cards: tuple[Card, ...]
    ledger: Ledger
    kept: tuple[Card, ...]
    reworded: tuple[tuple[Entry, Card], ...]
    new: tuple[Card, ...]
    retired: tuple[Entry, ...]
    returned: tuple[Card, ...]
    before: Ledger
    corrected: tuple[tuple[Entry, Card], ...] = ()
    set_aside: tuple[Card, ...] = ()

    def updates(self, notes: Iterable[Note]) -> NoteUpdates:
        """What an import of these of its notes changes for whoever imported those before."""
        known: dict[str, int] = {}
        for entry in self.before.entries:
            last = max(entry.modified, entry.retired or 0)
            known[entry.note] = max(known.get(entry.note, last), last)
        fresh = [note for note in notes if note.id not in known]
        changed = [note for note in notes if note.modified > known.get(note.id, note.modified)]
        return NoteUpdates(new=len(fresh), changed=len(changed))

    def notes(self) -> tuple[Note, ...]:
        """The notes of these cards, in the order of their first cards."""
        retired: dict[str, int] = defaultdict(int)
        for entry in self.ledger.entries:
            if entry.retired is not None:
                retired[entry.note] = max(retired[entry.note], entry.retired)
        cards: dict[str, list[Card]] = {}
        for card in self.cards:
            cards.setdefault(card.note, []).append(card)
        return tuple(
            Note(
                id=note,
                cards=tuple(sorted(some, key=lambda card: card.slot)),
                retired=retired.get(note, 0),
            )
            for note, some in cards.items()
        )


def reconcile(
    facts: Sequence[Fact],
    ledger: Ledger,
    *,
    now: int,
    in_scope: Callable[[str], bool],
    project: str = "",
    with_aside: bool = False,
) -> Reconciliation:
    """Match facts to the ledger, at `now` (seconds since the epoch, UTC).

    Entries of documents that `in_scope` denies are neither matched nor retired. The order of
    the facts decides nothing but the order of `cards`. New cards of another `project` get other
    ids. A fact that is set aside keeps its line, where it has one, and gets none otherwise; but
    for `with_aside`, which gives it one, for a person to decide on.
    """
    run = _Run(facts, ledger, now=now, in_scope=in_scope, project=project, with_aside=with_aside)
    return run.result()


class _Run:
    """One reconciliation, step by step; facts by their index in canonical order."""

    def __init__(
        self,
        facts: Sequence[Fact],
        ledger: Ledger,
        *,
        now: int,
        in_scope: Callable[[str], bool],
        project: str,
        with_aside: bool,
    ) -> None:
        self.now = now
        self.with_aside = with_aside
        self.project = project
        self.ledger = ledger
        texts = [written(fact) for fact in facts]
        self.order = sorted(range(len(facts)), key=lambda j: _canonical(facts[j], texts[j]))
        self.facts = [facts[j] for j in self.order]
        self.texts = [texts[j] for j in self.order]
        self.lines = [line_of_fact(facts[j], texts[j]) for j in self.order]
        covered = {name: in_scope(name) for name in {e.document for e in ledger.entries}}
        # A fact's own document is in scope, whatever is said of it: else its cards would double.
        covered.update(dict.fromkeys((fact.document for fact in facts), True))
        self.entries = [entry for entry in ledger.entries if covered[entry.document]]
        self.times: dict[str, int] = {}  # note → when something last happened to it
        for entry in ledger.entries:
            last = max(entry.modified, entry.retired or 0)
            self.times[entry.note] = max(self.times.get(entry.note, last), last)

    def result(self) -> Reconciliation:
        """Match, then settle each fact and each entry left over."""
        pairs = Matching([line_of_entry(entry) for entry in self.entries], self.lines).run()
        matched = {j: self.entries[i] for i, j in pairs.items()}
        notes = Notes(self.ledger.entries)
        for j, entry in matched.items():
            notes.keep(entry, self.lines[j])
        taken = {entry.id for entry in self.ledger.entries}
        after: dict[int, Entry] = {}  # by canonical index; none for what is set aside unseen
        for j, fact in enumerate(self.facts):
            before = matched.get(j)
            unseen = before is None or before.retired is not None
            if fact.aside and unseen and not self.with_aside:
                continue
            if before is None:
                entry = self._create(j, notes, taken)
                taken.add(entry.id)
            else:
                entry = self._update(before, j)
            after[j] = entry
        gone = self._retire({entry.id for entry in matched.values()})
        changed = {entry.id: entry for entry in gone}
        changed.update((entry.id, entry) for entry in after.values())
        living = [after[j] for j in sorted(after)]
        new_ledger = Ledger(entries=in_order(self.ledger.entries, living, changed))
        return self._report(matched, after, new_ledger, gone)

    def _stamp(self, note: str) -> int:
        """Now, and later than all that happened to the note: an importer compares times."""
        return max(self.now, self.times[note] + 1) if note in self.times else self.now

    def _create(self, j: int, notes: Notes, taken: set[str]) -> Entry:
        fact, texts = self.facts[j], self.texts[j]
        card = new_id(fact, texts, taken, project=self.project)
        note, slot = notes.place(self.lines[j], card)
        return Entry(
            id=card,
            note=note,
            slot=slot,
            kind=fact.kind,
            document=fact.document,
            question=fact.question,
            question_title=fact.question_title,
            place=fact.place,
            group=fact.group,
            key=fact.key,
            front=texts.front,
            back=texts.back,
            more=texts.more,
            shown=digest(fact.kind, texts),
            created=self.now,
            modified=self._stamp(note),
            level=fact.level.value,
            aside=fact.aside,
        )

    def _update(self, entry: Entry, j: int) -> Entry:
        fact, texts = self.facts[j], self.texts[j]
        own = self._own(entry, j)
        shown = digest(fact.kind, own)
        changed = not same_content(entry, fact.kind, own) or entry.retired is not None
        as_is = decided(fact, entry)
        level = as_is.level.value if entry.level else ""
        told = level == entry.level and as_is.aside == entry.aside
        if not changed and shown == entry.shown and told and _where(entry) == _where(fact):
            return entry
        substance = changed and not entry.own_back and is_corrected(entry, fact.kind, texts)
        return replace(
            entry,
            kind=fact.kind,
            document=fact.document,
            question=fact.question,
            question_title=fact.question_title,
            place=fact.place,
            group=fact.group,
            key=fact.key,
            front=texts.front,
            back=texts.back,
            more=texts.more,
            shown=shown,
            modified=self._stamp(entry.note) if changed else entry.modified,
            retired=None,
            level=level,
            aside=as_is.aside,
            corrected=self.now if substance else entry.corrected,
        )

    def _own(self, entry: Entry, j: int) -> Written:
        """What the learner sees: a person's own words, where there are any."""
        texts = self.texts[j]
        return replace(
            texts, front=entry.own_front or texts.front, back=entry.own_back or texts.back
        )

    def _retire(self, found: set[str]) -> tuple[Entry, ...]:
        return tuple(
            replace(entry, retired=self._stamp(entry.note))
            for entry in self.entries
            if entry.retired is None and entry.id not in found
        )

    def _report(
        self,
        matched: dict[int, Entry],
        after: Mapping[int, Entry],
        ledger: Ledger,
        gone: tuple[Entry, ...],
    ) -> Reconciliation:
        cards = []
        kept, reworded, new, returned = [], [], [], []
        corrected, aside = [], []
        for j in sorted(after, key=lambda j: self.order[j]):
            entry, before = after[j], matched.get(j)
            card = Card(
                id=entry.id,
                note=entry.note,
                slot=entry.slot,
                modified=entry.modified,
                fact=decided(self.facts[j], entry),
            )
            cards.append(card)
            if card.fact.aside and (before is None or not before.aside):
                aside.append(card)
            if before is None:
                new.append(card)
            elif before.retired is not None:
                returned.append(card)
            elif not same_content(before, self.facts[j].kind, self._own(before, j)):
                reworded.append((before, card))
                if entry.corrected != before.corrected:
                    corrected.append((before, card))
            else:
                kept.append(card)
        return Reconciliation(
            cards=tuple(cards),
            ledger=ledger,
            kept=tuple(kept),
            reworded=tuple(reworded),
            new=tuple(new),
            retired=gone,
            returned=tuple(returned),
            before=self.ledger,
            corrected=tuple(corrected),
            set_aside=tuple(aside),
        )


def _canonical(fact: Fact, texts: Written) -> tuple[object, ...]:
    return (
        fact.document,
        fact.source.line,
        fact.rank,
        fact.question,
        _KINDS[fact.kind],
        fact.place,
        fact.group,
        fact.key,
        texts.front,
        texts.back,
        fact.question_title,
    )


def _where(line: Entry | Fact) -> tuple[object, ...]:
    """What an entry remembers beside what the learner sees."""
    return (
        line.document,
        line.question,
        line.question_title,
        line.place,
        line.group,
        line.key,
    )
