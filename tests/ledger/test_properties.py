"""What holds for any documents and any edits of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from flashcards.card import CAPACITY, Fact, Kind, note_class
from flashcards.document import Source
from flashcards.ledger import Entry, Ledger, Reconciliation, reconcile
from flashcards.ledger.family import asks_back, family
from flashcards.ledger.likeness import compare_keys
from tests.ledger.making import NOW, run
from tests.typed import a_typed_fact, retold, said

WORDS = [
    "cache",
    "memory",
    "weights",
    "tokens",
    "reads",
    "writes",
    "maximum",
    "minimum",
    "7B",
    "13B",
    "Q4_0",
    "Q4_K_M",
    "GPU",
    "CPU",
    "not",
    "model",
    "layer",
    "attention",
    "batch",
    "K",
    "V",
    "fast",
    "slow",
    "loads",
    "stores",
    "context",
    "prompt",
    "decode",
    "4",
    "8",
    "GB",
]
KINDS = [kind for kind in Kind if kind is not Kind.PROBLEM]

phrase = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@st.composite
def a_random_fact(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(KINDS))
    text = draw(phrase)
    number = draw(st.integers(1, 2))
    label = draw(st.sampled_from(["Pros", "Cons", "Steps"]))
    key: tuple[str, ...] = (text,)
    if kind is Kind.CELL:
        key = (text, draw(st.sampled_from(["Size", "Speed"])))
    elif kind is Kind.CODE and draw(st.booleans()):
        key = (text, "reverse")
    title = draw(st.sampled_from(["What is GGUF", "Explain attention"]))
    return a_typed_fact(
        kind=kind,
        key=(title,) if kind is Kind.INTERVIEW else key,
        front=f"{title} › {label} — {' '.join(key)}?",
        back=text if kind in (Kind.ITEM, Kind.STEP) else draw(phrase),
        context=(title, label),
        group=draw(st.sampled_from(["list", "row", "term"])),
        place=("solution", label),
        document=draw(st.sampled_from(["a.md", "b.md"])),
        question=number,
        question_title=title,
        deck="D",
        tags=(),
        source=Source(path="x", line=draw(st.integers(1, 50))),
    )


facts_lists = st.lists(a_random_fact(), max_size=14)


@dataclass
class Editor:
    """Random edits of a list of facts, as an author might make them."""

    random: Random

    def edit(self, facts: list[Fact], fresh: list[Fact]) -> list[Fact]:
        out = list(facts)
        for _ in range(self.random.randint(0, 5)):
            choice = self.random.randint(0, 7)
            at = self.random.randrange(len(out)) if out else 0
            if choice == 0 and fresh:
                out.insert(at, fresh.pop())
            elif not out:
                continue
            elif choice == 1:
                del out[at]
            elif choice == 2:
                self.random.shuffle(out)
            elif choice == 3:
                word = self.random.choice(WORDS)
                out[at] = retold(out[at], back=f"{said(out[at], 'back')} {word}")
            elif choice == 4:
                out[at] = retold(out[at], key=(f"{out[at].key[0]}x", *out[at].key[1:]))
            elif choice == 5:
                out = [retold(fact, document="c.md") if fact.document == "a.md" else fact
                       for fact in out]  # fmt: skip
            elif choice == 6:
                out = [retold(fact, question=fact.question + 1) for fact in out]
            else:
                word, other = self.random.sample(WORDS, 2)
                out = [retold(fact, key=tuple(part.replace(word, other) for part in fact.key),
                               back=said(fact, "back").replace(word, other)) for fact in out]  # fmt: skip
        return out


@st.composite
def histories(draw: st.DrawFn) -> list[list[Fact]]:
    """A document's states one after the other."""
    editor = Editor(Random(draw(st.integers(0, 2**32))))
    states = [draw(facts_lists)]
    for _ in range(draw(st.integers(1, 3))):
        states.append(editor.edit(states[-1], draw(st.lists(a_random_fact(), max_size=3))))
    return states


def builds(states: list[list[Fact]]) -> list[Reconciliation]:
    ledger = Ledger()
    out = []
    for step, facts in enumerate(states):
        out.append(run(facts, ledger, now=NOW + 10 * step))
        ledger = out[-1].ledger
    return out


@given(histories())
def test_ids_are_unique_and_every_fact_has_its_card(states: list[list[Fact]]) -> None:
    for facts, result in zip(states, builds(states), strict=True):
        # Decisions and corrections add tags of ours; all else is the fact as given.
        assert [replace(card.fact, tags=()) for card in result.cards] == [
            replace(fact, tags=()) for fact in facts
        ]
        ids = [entry.id for entry in result.ledger.entries]
        assert len(set(ids)) == len(ids)
        living = {entry.id: entry for entry in result.ledger.entries if entry.retired is None}
        assert living.keys() == {card.id for card in result.cards}
        parts = [*result.kept, *(card for _, card in result.reworded), *result.new]
        assert Counter(card.id for card in (*parts, *result.returned)) == Counter(living.keys())


@given(histories())
def test_no_slot_is_used_twice_or_moves(states: list[list[Fact]]) -> None:
    spots: dict[str, tuple[str, int]] = {}
    for result in builds(states):
        used = Counter((entry.note, entry.slot) for entry in result.ledger.entries)
        assert set(used.values()) <= {1}
        classes: dict[str, set[str]] = {}
        for entry in result.ledger.entries:
            assert spots.setdefault(entry.id, (entry.note, entry.slot)) == (entry.note, entry.slot)
            assert 1 <= entry.slot <= CAPACITY[note_class(entry.kind)]
            classes.setdefault(entry.note, set()).add(note_class(entry.kind))
        assert all(len(found) == 1 for found in classes.values())
        for card in result.cards:
            if note_class(card.fact.kind) == "fact":
                assert card.slot == (2 if asks_back(card.fact) else 1)


@given(histories())
def test_a_second_build_changes_nothing(states: list[list[Fact]]) -> None:
    last = builds(states)[-1]
    again = run(states[-1], last.ledger, now=NOW + 10_000)
    assert again.ledger == last.ledger
    assert again.cards == last.cards
    assert len(again.kept) == len(again.cards)


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_facts_decides_nothing(states, random) -> None:  # type: ignore[no-untyped-def]
    plain = builds(states)[-1]
    for facts in states:
        random.shuffle(facts)
    shuffled = builds(states)[-1]
    assert shuffled.ledger == plain.ledger
    assert {(card.id, card.fact) for card in shuffled.cards} == {
        (card.id, card.fact) for card in plain.cards
    }


def may_be_one(before: Entry, after: Fact) -> bool:
    """What no card's history may cross, said without the rules of matching."""
    if family(before) != family(after):
        return False
    key = compare_keys(before.key, after.key)
    if key.same or key.safe or before.kind is Kind.INTERVIEW:
        return True
    # Another name: only for the same question, or the same list with a number put right.
    numbers = "".join(sign for sign in " ".join(before.key) if not sign.isdigit())
    others = "".join(sign for sign in " ".join(after.key) if not sign.isdigit())
    return before.front == said(after, "front") or numbers == others


@given(histories())
def test_no_history_goes_to_another_fact(states: list[list[Fact]]) -> None:
    before = Ledger()
    for facts, result in zip(states, builds(states), strict=True):
        were = {entry.id: entry for entry in before.entries}
        for card in result.cards:
            if card.id in were:
                assert may_be_one(were[card.id], card.fact), (were[card.id], card.fact)
        assert len(facts) == len(result.cards)
        before = result.ledger


@given(facts_lists)
def test_gone_and_back_is_the_same(facts: list[Fact]) -> None:
    first = run(facts)
    gone = run([], first.ledger, now=NOW + 1)
    assert {entry.id for entry in gone.retired} == {card.id for card in first.cards}
    back = run(facts, gone.ledger, now=NOW + 2)
    assert {(c.id, c.note, c.slot) for c in back.cards} == {
        (c.id, c.note, c.slot) for c in first.cards
    }
    assert len(back.returned) == len(facts)


@given(histories())
def test_a_note_that_changes_gets_a_later_time(states: list[list[Fact]]) -> None:
    """Or an importer, which compares times, would pass over it."""
    before: dict[str, tuple[int, object]] = {}
    for step, result in enumerate(builds([*states, states[0]])):
        for note in result.notes():
            seen = [
                (card.id, card.slot, said(card.fact, "front"), said(card.fact, "back"))
                for card in note.cards
            ]
            was = before.get(note.id)
            if was is not None and was[1] != seen:
                assert note.modified > was[0]
            if was is not None and was[1] == seen:
                assert note.modified >= was[0]
            assert note.modified <= NOW + 10 * step + 10
            before[note.id] = (note.modified, seen)


@given(facts_lists, facts_lists)
def test_what_is_out_of_scope_is_neither_matched_nor_retired(
    facts: list[Fact], others: list[Fact]
) -> None:
    ledger = run([retold(fact, document="out.md") for fact in facts]).ledger
    result = reconcile(others, ledger, now=NOW + 1, in_scope=lambda name: name != "out.md")
    assert set(ledger.entries) <= set(result.ledger.entries)
    assert not {card.id for card in result.cards} & {entry.id for entry in ledger.entries}
