"""Edits of the user's own document: no id passes to another fact, 98 in 100 keep theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from flashcards.reading import decode
from tests.effort import times
from tests.ledger import editing
from tests.ledger.editing import HEADER, Edit, Score, State, compare_builds, judge_edit
from tests.ledger.making import NOW, run

NAME = "module-1-foundations.md"
KEPT = 0.98
"""Of the cards that a person calls the same, so many must keep their ids."""


SOME = (1, 4, 7, 12, *range(100))


@pytest.fixture(scope="module")
def first(request: pytest.FixtureRequest) -> State:
    folder: Path = request.getfixturevalue("seed_dir")
    path = folder / NAME
    text = decode(path.read_bytes(), path=str(path)).text
    whole = State.first(NAME, text)
    # A quarter of its questions, or all where somebody asks for more.
    some = times(4, 99)
    kept = [
        block
        for number, block in editing.blocks(whole.documents[NAME])
        if number in (0, *SOME[:some])
    ]
    return State({NAME: tuple(line for block in kept for line in block)})


@pytest.fixture(scope="module")
def carrying(first: State) -> set[int]:
    """Lines that carry cards."""
    return {fact.source.line for fact, _ in first.facts}


@pytest.fixture(scope="module")
def scores() -> Iterator[list[Score]]:
    """All scores of this module, printed as one table in the end (`pytest -s`)."""
    found: list[Score] = []
    yield found
    total = Score(edit="all")
    for score in found:
        total.same += score.same
        total.kept += score.kept
        total.touched += score.touched
        total.touched_kept += score.touched_kept
        total.wrong += score.wrong
        total.fresh += score.fresh
        total.retired += score.retired
    print("\n" + "\n".join([HEADER, *(score.row() for score in found), total.row()]))  # noqa: T201


def check(score: Score, scores: list[Score]) -> None:
    scores.append(score)
    assert score.wrong == []
    assert score.same > 100
    assert score.touched_kept >= KEPT * score.touched, score.lost


def whole(state: State, edit: Edit, seed: int = 1) -> State:
    """Every document edited."""
    return State(
        {name: tuple(edit(lines, Random(seed))) for name, lines in state.documents.items()}
    )


def moved_to_the_end(
    of: list[tuple[int, list[editing.Line]]],
) -> list[tuple[int, list[editing.Line]]]:
    """Questions 1 and 7 stand behind question 12: in another category."""
    movers = [block for block in of if block[0] in (1, 7)]
    rest = [block for block in of if block[0] not in (1, 7)]
    at = next(i for i, block in enumerate(rest) if block[0] == 12) + 1
    return [*rest[:at], *movers, *rest[at:]]


def without(*numbers: int) -> Edit:
    return editing.reordered(lambda of: [block for block in of if block[0] not in numbers])


TOPICS = {
    1: "Containers", 2: "Frameworks", 3: "Precision", 4: "Attention", 5: "Toolchains",
    6: "Budgets", 7: "Loops", 8: "Headers", 9: "Randomness", 10: "Startup", 11: "Services",
    12: "Tradeoffs", 16: "Crashes",
}  # fmt: skip

EDITS: dict[str, Edit] = {
    "labels reworded, sections renamed": editing.labels_renamed,
    "items put in more words": editing.items_lengthened,
    "follow-ups reworded": editing.follow_ups_reworded,
    "questions renamed a little": editing.titles(lambda n, t: (n, f"{t.rstrip('?')} in Practice")),
    "questions renamed altogether": editing.titles(lambda n, _: (n, f"{TOPICS[n]} as such")),
    "questions renumbered": editing.titles(lambda n, t: (n + 20, t)),
    "questions' numbers reversed": editing.titles(lambda n, t: (17 - n, t)),
    "questions renamed and renumbered": editing.titles(lambda n, _: (17 - n, f"{TOPICS[n]} as such")),
    "questions moved to another category": editing.reordered(moved_to_the_end),
    "question deleted": without(4),
    "item inserted first in every list": editing.item_first,
    "item deleted from every list": editing.items_deleted,
    "two items swapped in every list": editing.items_swapped,
    "item replaced in every list": editing.items_replaced,
    "item turned round in every list": editing.items_turned_round,
    "row added to every table": editing.row_added,
    "column added to every table": editing.column_added,
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_the_whole_document(name: str, first: State, scores: list[Score]) -> None:
    check(judge_edit(name, first, whole(first, EDITS[name])), scores)


@pytest.mark.parametrize("seed", range(1, 1 + times(2, 9)))
def test_typos_made_and_mended(
    seed: int, first: State, carrying: set[int], scores: list[Score]
) -> None:
    wrong = whole(first, editing.typos(carrying, 150), seed)
    check(judge_edit(f"150 typos made ({seed})", first, wrong), scores)
    check(judge_edit(f"150 typos mended ({seed})", wrong, first), scores)


def renamed(state: State) -> State:
    return State({"foundations/interview.md": state.documents[NAME]})


def split(state: State) -> State:
    """Questions 7 and up in a document of their own."""
    parts = editing.blocks(state.documents[NAME])
    at = next(i for i, (number, _) in enumerate(parts) if number == 7)
    head = [
        (0, "# Module 1b: More - Interview Questions"),
        (0, ""),
        (0, "## Technical Questions"),
        (0, ""),
    ]
    return State(
        {
            NAME: tuple(line for _, block in parts[:at] for line in block),
            "module-1b.md": (*head, *(line for _, block in parts[at:] for line in block)),
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("file renamed", renamed),
        ("document split in two", split),
        ("file renamed, an item inserted first", lambda s: renamed(whole(s, editing.item_first))),
        ("split, and items swapped", lambda s: split(whole(s, editing.items_swapped))),
    ],
)
def test_files_that_move(
    name: str, edit: Callable[[State], State], first: State, scores: list[Score]
) -> None:
    check(judge_edit(name, first, edit(first)), scores)


def test_a_split_document_joined_again(first: State, scores: list[Score]) -> None:
    check(judge_edit("two documents joined", split(first), first), scores)


def test_questions_retire_and_return(first: State, scores: list[Score]) -> None:
    was = first.facts
    before = run([fact for fact, _ in was])
    gone = whole(first, without(3, 4, 9, 16)).facts
    between = run([fact for fact, _ in gone], before.ledger, now=NOW + 10)
    after = run([fact for fact, _ in was], between.ledger, now=NOW + 20)
    assert len(after.returned) == len(between.retired) > 30
    score = compare_builds("retire and return", before, was, after, was)
    check(score, scores)
    assert score.kept == score.same
    assert [(c.note, c.slot) for c in after.cards] == [(c.note, c.slot) for c in before.cards]


def test_a_month_of_edits_one_after_the_other(
    first: State, carrying: set[int], scores: list[Score]
) -> None:
    was = first.facts
    before = run([fact for fact, _ in was])
    state, ledger, after, now = first, before.ledger, before, was
    steps: list[Edit] = [
        editing.typos(carrying, 40),
        editing.items_swapped,
        editing.items_turned_round,
        EDITS["questions renamed a little"],
        editing.item_first,
        editing.row_added,
        editing.items_lengthened,
        EDITS["questions' numbers reversed"],
        editing.column_added,
        editing.items_deleted,
        editing.labels_renamed,
    ]
    for day, edit in enumerate(steps, start=1):
        state = whole(state, edit, seed=day)
        if day == 7:
            state = split(state)
        now = state.facts
        after = run([fact for fact, _ in now], ledger, now=NOW + 86_400 * day)
        ledger = after.ledger
    check(compare_builds("eleven edits and a split, one by one", before, was, after, now), scores)


@pytest.mark.parametrize("other", ["module-4-gpu-acceleration.md", "module-6-server-production.md"])
def test_another_document_in_its_place_gets_none_of_its_ids(
    other: str, first: State, seed_dir: Path
) -> None:
    path = seed_dir / other
    text = decode(path.read_bytes(), path=str(path)).text
    stranger = State({NAME: tuple((0, line) for line in text.splitlines())})
    score = judge_edit(other, first, stranger)
    assert score.wrong == []
    assert score.fresh > 10


def test_an_unchanged_document_changes_nothing(first: State) -> None:
    facts = [fact for fact, _ in first.facts]
    before = run(facts)
    after = run(facts, before.ledger, now=NOW + 10)
    assert after.ledger == before.ledger
    assert len(after.kept) == len(facts)


def two_hundred(*top: str) -> str:
    """One question on two hundred terms."""
    things = [
        f"- **Concept {_name(i)}**: what the {_name(i)} part does to its input" for i in range(200)
    ]
    return "\n".join(
        ["# Terms - Interview Questions", "", "## Conceptual Questions", "",
         "### Question 1: Name the Concepts", "", "#### Question", "", "Name them.", "",
         "#### Model Solution", "", *top, *things, ""]
    )  # fmt: skip


def _name(number: int) -> str:
    return "".join("bcdfghjklm"[int(digit)] + "ao"[int(digit) % 2] for digit in f"{number:03}")


def test_two_hundred_cards_with_one_on_top(scores: list[Score]) -> None:
    top = "- **Concept first**: what nobody had thought of so far"
    before = State.first("terms.md", two_hundred())
    lines = list(before.documents["terms.md"])
    at = next(i for i, (_, text) in enumerate(lines) if text.startswith("- "))
    after = State({"terms.md": (*lines[:at], (0, top), *lines[at:])})
    score = judge_edit("200 terms, one inserted at the top", before, after)
    check(score, scores)
    assert score.kept == score.same >= 200
