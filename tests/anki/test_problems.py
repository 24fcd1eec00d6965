"""Problem notes: their fields, and what the real Anki makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flashcards.anki import write_retired
from flashcards.anki.fields import note_fields
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.card import Fact, Note, NoteClass
from flashcards.ledger.entry import Entry
from flashcards.problems import Family
from flashcards.problems.pool import pool, pool_fact
from flashcards.problems.registry import family
from flashcards.written import written
from tests.anki import real
from tests.anki.making import BORN, note, shown
from tests.typed import retold, said

DAY = 86_400
KV = family("kv-cache")
TITLES = {4: "Context Window and KV Cache"}


def fact_of(kind: Family = KV, *, count: int = 5) -> Fact:
    return pool_fact(pool(kind, kind.asks[0], count=count), tag_root="llm", titles=TITLES)


def fields_of(made: Fact) -> dict[str, str]:
    values = note_fields(NoteClass.PROBLEM, "n", note("n", made).cards)
    return dict(zip(NOTE_TYPES[NoteClass.PROBLEM].fields, values, strict=True))


def with_first(made: Fact, **changed: Any) -> Fact:
    """The fact with its first variant changed."""
    told = json.loads(dict(written(made).extra)["pool"])
    told["variants"][0].update(changed)
    return retold(made, extra=(("pool", json.dumps(told)),))


def test_the_fields_show_the_first_variant_without_a_script() -> None:
    made = fact_of()
    fields = fields_of(made)
    assert fields["Title"] == "KV cache: memory at a context length"
    assert fields["Front"].startswith("<p><strong>")
    assert fields["Front"].endswith("<p><em>Answer in GiB, within 1 % of the right value.</em></p>")
    assert fields["Back"] == said(made, "back")
    assert fields["Steps"].startswith("<ol>\n<li>One token: 2 (K and V)")
    assert "Question 4: Context Window and KV Cache" in fields["Drills"]
    assert fields["Source"] == "KV cache memory"
    assert fields["Id"] == "n"
    assert fields["Spare 1"] == ""


def test_without_titles_there_is_no_line_of_drills() -> None:
    bare = pool_fact(pool(KV, KV.asks[0], count=2), tag_root="llm", titles={})
    assert fields_of(bare)["Drills"] == ""


def test_the_pool_is_text_of_html_that_browsers_read_back_as_json() -> None:
    pool_ = json.loads(shown(fields_of(fact_of())["Pool"]))
    assert pool_["variants"][0]["statement"].startswith("<p><strong>")
    assert pool_["scheme"]["units"]["GiB"] == 2**30


HOSTILE = [
    "</script><script>alert(1)</script>", "</div><img src=x onerror=alert(1)>", "&lt;b&gt; &amp;quot;",
    "{{Front}} {{c1::x}} }}", "[sound:x.mp3] [anki:play:q:0]", r"\(x\) \[y\] \\(z\\)", "\u2028\u2029", 'a"b\'c\\"',
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_pool_survives_whatever_stands_in_it(text: str) -> None:
    target = {"value": 1.0, "answer": text, "wrong": [[2.0, text]], "choices": []}
    field = fields_of(with_first(fact_of(), statement=text, target=target, steps=[text]))["Pool"]
    assert not set("<>") & set(field)
    assert "{{" not in field
    assert "[sound:" not in field
    assert r"\(" not in field
    first = json.loads(shown(field))["variants"][0]
    assert first["target"]["answer"] == text
    assert first["target"]["wrong"] == [[2.0, text]]
    assert "<script" not in first["statement"]
    assert "<img" not in first["statement"]


def test_the_pool_is_not_searched_and_not_shown_in_the_editor() -> None:
    from flashcards.anki.note_types import model

    (field,) = [f for f in model(NoteClass.PROBLEM).fields if f["name"] == "Pool"]
    assert field["excludeFromSearch"]
    assert field["collapsed"]
    assert field["plainText"]


# --- in the real Anki ------------------------------------------------------------------------


@pytest.fixture
def col(tmp_path: Path) -> Iterator[Any]:
    with real.collection(tmp_path) as opened:
        yield opened


def problem(made: Fact, *, modified: int = BORN) -> Note:
    return note("kv", made, modified=modified)


@pytest.mark.anki
def test_a_problem_is_one_card_with_both_sides_drawn_apart(col: Any, tmp_path: Path) -> None:
    assert real.import_notes(col, tmp_path, [problem(fact_of())]) == {"new": 1}
    card = real.card_of(col, "kv")
    question, answer = card.question(), card.answer()
    assert col.db.scalar("select count() from cards") == 1
    assert col.decks.name(card.did) == "LLM Interviews::Computed Problems"
    for side in (question, answer):
        assert "{{" not in side
        assert "{unknown field" not in side
        assert side.count('class="pool') == 1
        assert side.count("var flashcardsGrader") == 1
    assert 'class="attempt"' in question
    assert 'class="attempt"' not in answer
    assert "Worked solution" in answer
    assert col.get_empty_cards().notes == []


@pytest.mark.anki
def test_anki_hands_the_pool_to_the_card_unchanged(col: Any, tmp_path: Path) -> None:
    made = fact_of()
    for text in HOSTILE:
        made = with_first(made, steps=[text, *HOSTILE])
    real.import_notes(col, tmp_path, [problem(made)])
    field = real.card_of(col, "kv").note()["Pool"]
    assert json.loads(shown(field)) == json.loads(shown(fields_of(made)["Pool"]))
    side = real.card_of(col, "kv").question()
    inside = side.split('hidden="">')[-1] if 'hidden="">' in side else side.split("hidden>")[-1]
    assert json.loads(shown(inside.split("</div>")[0])) == json.loads(shown(field))


@pytest.mark.anki
def test_the_browser_finds_it_by_its_title_and_not_by_its_pool(col: Any, tmp_path: Path) -> None:
    real.import_notes(col, tmp_path, [problem(fact_of())])
    assert len(col.find_notes('"memory at a context length"')) == 1
    assert len(col.find_notes("spellings")) == 0
    assert len(col.find_notes("tag:llm::problem::kv-cache")) == 1


@pytest.mark.anki
def test_the_browsers_columns_show_the_first_variant_and_no_pool(col: Any, tmp_path: Path) -> None:
    real.import_notes(col, tmp_path, [problem(fact_of())])
    col.set_browser_card_columns(["question", "answer"])
    row = col.browser_row_for_id(real.card_of(col, "kv").id)
    question, answer = (text for text, *_ in row[0])
    assert question.endswith("Answer in GiB, within 1 % of the right value.")
    assert answer == said(fact_of(), "back")


@pytest.mark.anki
def test_an_unchanged_pool_updates_nothing(col: Any, tmp_path: Path) -> None:
    real.import_notes(col, tmp_path, [problem(fact_of())])
    real.answer(col, real.card_of(col, "kv"))
    before = real.everything(col)
    assert real.import_notes(col, tmp_path, [problem(fact_of())]) == {"duplicate": 1}
    assert real.everything(col) == before


@pytest.mark.anki
def test_a_changed_family_updates_in_place_and_keeps_the_schedule(col: Any, tmp_path: Path) -> None:
    real.import_notes(col, tmp_path, [problem(fact_of())])
    card = real.card_of(col, "kv")
    real.answer(col, card)
    schedule, history = real.state(card), col.db.all("select * from revlog")
    larger = problem(fact_of(count=9), modified=BORN + DAY)
    assert real.import_notes(col, tmp_path, [larger]) == {"updated": 1}
    card = real.card_of(col, "kv")
    assert (real.state(card), col.db.all("select * from revlog")) == (schedule, history)
    assert len(json.loads(shown(card.note()["Pool"]))["variants"]) == 9


@pytest.mark.anki
def test_a_retired_problem_shows_what_the_ledger_remembers(col: Any, tmp_path: Path) -> None:
    made = fact_of()
    real.import_notes(col, tmp_path, [problem(made)])
    gone = Entry(
        id="kv-1", note="kv", slot=1, kind=made.kind, document=made.document,
        question=made.question, question_title=made.question_title, place=made.place,
        group=made.group, key=made.key, front=said(made, "front"), back=said(made, "back"), more=said(made, "more"),
        shown="", created=BORN, modified=BORN, retired=BORN + DAY,
    )  # fmt: skip
    path = tmp_path / "retired.apkg"
    write_retired(path, [gone], deck=real.DECK)
    assert real.import_file(col, path) == {"updated": 1}
    kept = real.card_of(col, "kv").note()
    assert "flashcards::retired" in kept.tags
    assert kept["Pool"] == ""
    assert kept["Front"]
