from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flashcards import documents, files, pipeline, understanding
from flashcards.card import Fact, Kind
from flashcards.document import Source
from flashcards.errors import Finding, ReadError
from flashcards.files import collect
from flashcards.job import Job, package_paths, slug
from flashcards.ledger import Ledger, reconcile
from tests.typed import a_typed_fact

NOW = 1_763_424_000


def fact(document: str, item: str, *, group: str = "tools") -> Fact:
    return a_typed_fact(
        kind=Kind.ITEM,
        key=(item,),
        front=f"Which tool {item}?",
        back=f"the tool that {item}",
        context=(),
        group=group,
        place=("Model Solution", "Tools"),
        document=document,
        question=1,
        question_title="Tools",
        deck="",
        tags=("t",),
        source=Source(path=document, line=1),
    )


def job(source: Path) -> Job:
    return Job(
        inputs=collect([source]),
        cards=source.parent / "cards",
        out=source.parent / "build",
        deck="A: B/C::D",
        tag="t",
    )


ITEMS = ("beats air into a liquid", "drains water from solids", "cuts slices of vegetables")


def test_only_notes_without_a_living_card_go_to_the_retired_package() -> None:
    facts = [fact("a.md", item) for item in ITEMS] + [fact("a.md", "digs earth", group="garden")]
    before = reconcile(facts, Ledger(), now=NOW, in_scope=lambda _: True)
    after = reconcile(facts[:2], before.ledger, now=NOW + 1, in_scope=lambda _: True)
    assert len(after.retired) == 2
    (gone,) = pipeline.retired_notes(after.ledger)
    assert "digs earth" in gone.front


def test_a_note_whose_cards_are_not_all_built_is_left_out_for_it_would_empty_the_others() -> None:
    facts = [fact("a.md", item) for item in ITEMS]
    before = reconcile(facts, Ledger(), now=NOW, in_scope=lambda _: True)
    (note,) = pipeline._whole_notes(before)
    assert len(note.cards) == 3
    moved = [fact("a.md", ITEMS[0]), fact("a.md", ITEMS[1]), fact("b.md", ITEMS[2])]
    both = reconcile(moved, before.ledger, now=NOW + 1, in_scope=lambda _: True)
    assert {card.note for card in both.cards} == {note.id}, "the example no longer shows the rule"
    alone = reconcile(moved[:2], both.ledger, now=NOW + 2, in_scope=lambda n: n == "a.md")
    assert len(alone.cards) == 2
    assert pipeline._whole_notes(alone) == ()
    assert len(pipeline._whole_notes(both)) == 1


def test_an_error_found_in_reading_stops_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.md").write_text("# A\n\n### Question 1: Why?\n\n- so\n", encoding="utf-8")
    wrong = Finding(path="a.md", line=3, rule="r", severity="error", message="is wrong")

    def read_input(given: files.Input) -> documents.Read:
        read = files.read_input(given)
        return replace(read, findings=(*read.findings, wrong))

    monkeypatch.setattr(understanding, "read_input", read_input)
    with pytest.raises(ReadError, match=r"a\.md:3: is wrong"):
        pipeline.build(job(source), now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_progress_begins_and_ends(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in ("a", "b"):
        text = f"# {name}\n\n### Question 1: Why {name}?\n\n#### Model Solution\n\n- so {name}\n"
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    steps: list[tuple[str, int, int]] = []
    pipeline.build(job(source), now=NOW, progress=lambda *step: steps.append(step))
    assert steps == [
        ("reading", 0, 2), ("reading", 1, 2), ("reading", 2, 2),
        ("matching", 0, 1), ("matching", 1, 1), ("packing", 0, 1), ("packing", 1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("deck", "name"),
    [
        ("LLM Interviews", "llm-interviews"),
        ("A: B/C::D", "a-b-c-d"),
        ("日本語 Ö", "日本語-ö"),
        ("../../etc", "etc"),
        ("!?", "deck"),
    ],
)
def test_a_deck_gets_a_file_name_that_stays_in_its_folder(deck: str, name: str) -> None:
    assert slug(deck) == name


def test_packages_are_named_by_their_deck(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.md").write_text("x", encoding="utf-8")
    assert [path.name for path in package_paths(job(tmp_path / "source"))] == [
        "a-b-c-d.apkg",
        "a-b-c-d-retired.apkg",
    ]
