"""Packages in the real Anki: what a person's collection holds after each import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flashcards.anki import collection as made_collection
from flashcards.anki import note_types, write_package, write_retired
from flashcards.card import Kind, Note
from flashcards.ledger.entry import Entry
from flashcards.written import written
from tests.anki import real
from tests.anki.making import BORN, fact, gallery, interview, item, note
from tests.typed import literal, retold, said

pytestmark = pytest.mark.anki

DAY = 86_400


@pytest.fixture
def col(tmp_path: Path) -> Iterator[Any]:
    with real.collection(tmp_path) as opened:
        yield opened


def changed(old: Note, *, modified: int, **fields: Any) -> Note:
    """The note with its first card's fact changed."""
    first, *others = old.cards
    return Note(
        id=old.id,
        cards=(retold(first, modified=modified, fact=retold(first.fact, **fields)), *others),
    )


def test_a_fresh_import_gives_exactly_these_notes_and_cards(col: Any, tmp_path: Path) -> None:
    notes = gallery()
    assert real.import_notes(col, tmp_path, notes) == {"new": len(notes)}
    there = col.db.all("select n.guid, c.ord + 1 from cards c join notes n on n.id = c.nid")
    assert sorted(map(tuple, there)) == sorted((n.id, c.slot) for n in notes for c in n.cards)
    assert col.get_empty_cards().notes == []


def test_each_card_lies_in_its_facts_deck_with_its_facts_tags(col: Any, tmp_path: Path) -> None:
    real.import_notes(col, tmp_path, gallery())
    names = {d.name for d in col.decks.all_names_and_ids()}
    assert {"LLM Interviews", "LLM Interviews::Foundations::Conceptual"} <= names
    card = real.card_of(col, "term")
    assert col.decks.name(card.did) == "LLM Interviews::Foundations::Conceptual"
    assert card.note().tags == ["llm::m1::q01"]
    assert "import the newer package" in col.decks.get(card.did)["desc"]


def test_new_cards_come_in_document_order(col: Any, tmp_path: Path) -> None:
    notes = gallery()
    real.import_notes(col, tmp_path, notes)
    due = [real.card_of(col, n.id, c.slot).due for n in notes for c in n.cards]
    assert due == sorted(due)
    assert len(set(due)) == len(due)


def test_with_the_preset_new_cards_come_by_position_whatever_their_decks_are_called(
    col: Any, tmp_path: Path
) -> None:
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    notes = [
        note(name, fact(f"What is {name}?", deck=deck))
        for name, deck in (("a", "Z first"), ("b", "A second"), ("c", "Z first"))
    ]
    path = tmp_path / "deck.apkg"
    write_package(path, notes, deck=real.DECK)
    options = ImportAnkiPackageOptions(with_deck_configs=True)
    col.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))
    col.decks.select(col.decks.id(real.DECK))
    queued = col.sched.get_queued_cards(fetch_limit=3).cards
    fronts = [real.text_of(col.get_card(one.card.id).question()) for one in queued]
    assert [next(n for n in "abc" if f"What is {n}?" in front) for front in fronts] == list("abc")


def test_no_side_of_any_card_is_blank_or_broken(col: Any, tmp_path: Path) -> None:
    notes = gallery()
    real.import_notes(col, tmp_path, notes)
    for made in notes:
        for made_card in made.cards:
            card = real.card_of(col, made.id, made_card.slot)
            question, answer = card.question(), card.answer()
            for side in (question, answer):
                assert real.text_of(side)
                assert "{{" not in side
                assert "}}" not in side
                assert "Error" not in real.text_of(side)
                assert "{unknown field" not in side
            assert len(real.text_of(answer)) > len(real.text_of(question))


def test_the_browser_lists_notes_by_a_readable_title(col: Any, tmp_path: Path) -> None:
    real.import_notes(col, tmp_path, gallery())
    titles = dict(col.db.all("select guid, sfld from notes"))
    assert titles["interview"] == "Context Window and KV Cache"
    assert titles["list"] == "Limitations of GGML, the format before GGUF, one of 4:"
    assert titles["code"].startswith("Which CMake option")


def test_importing_the_same_package_again_changes_nothing(col: Any, tmp_path: Path) -> None:
    real.import_notes(col, tmp_path, gallery())
    real.answer(col, real.card_of(col, "term"))
    before = real.everything(col)
    assert real.import_notes(col, tmp_path, gallery()) == {"duplicate": len(gallery())}
    assert real.everything(col) == before


def test_a_reworded_card_gets_its_new_text_and_keeps_its_schedule(col: Any, tmp_path: Path) -> None:
    notes = list(gallery())
    real.import_notes(col, tmp_path, notes)
    card = real.card_of(col, "term")
    real.answer(col, card)
    schedule, history = real.state(card), col.db.all("select * from revlog")
    assert card.ivl > 0
    assert len(history) == 2

    notes[0] = changed(notes[0], modified=BORN + DAY, back="Reworded", tags=("llm::other",))
    assert real.import_notes(col, tmp_path, notes) == {"updated": 1, "duplicate": len(notes) - 1}
    card = real.card_of(col, "term")
    assert real.state(card) == schedule
    assert col.db.all("select * from revlog") == history
    assert card.note()["Back"] == "Reworded"
    assert card.note().tags == ["llm::m1::q01", "llm::other"]
    assert "Reworded" in card.answer()


def test_an_older_build_overwrites_nothing(col: Any, tmp_path: Path) -> None:
    newer = changed(gallery()[0], modified=BORN + DAY, back="Newer")
    real.import_notes(col, tmp_path, [newer])
    assert real.import_notes(col, tmp_path, gallery()[:1]) == {"duplicate": 1}
    assert real.card_of(col, "term").note()["Back"] == "Newer"


def test_an_edit_made_in_anki_after_the_build_stays(col: Any, tmp_path: Path) -> None:
    real.import_notes(col, tmp_path, gallery()[:1])
    mine = real.card_of(col, "term").note()
    mine["Back"] = "My own words"
    col.update_note(mine)
    changed_since = changed(gallery()[0], modified=BORN + DAY, back="Built before my edit")
    assert real.import_notes(col, tmp_path, [changed_since]) == {"duplicate": 1}
    assert real.card_of(col, "term").note()["Back"] == "My own words"


def test_an_item_added_later_adds_one_card_and_disturbs_none(col: Any, tmp_path: Path) -> None:
    real.import_notes(col, tmp_path, [note("list", item(0), item(1))])
    real.answer(col, real.card_of(col, "list", 1))
    before = [real.state(real.card_of(col, "list", slot)) for slot in (1, 2)]
    grown = note("list", item(0), item(1), item(2), modified=BORN + DAY)
    assert real.import_notes(col, tmp_path, [grown]) == {"updated": 1}
    assert col.card_count() == 3
    assert [real.state(real.card_of(col, "list", slot)) for slot in (1, 2)] == before
    assert real.text_of(real.card_of(col, "list", 3).question())


def test_a_retired_item_empties_its_card_alone(col: Any, tmp_path: Path) -> None:
    real.import_notes(col, tmp_path, [note("list", item(0), item(1), item(2))])
    real.answer(col, real.card_of(col, "list", 3))
    kept = real.state(real.card_of(col, "list", 3))
    gone = real.card_of(col, "list", 1).id
    left = note("list", None, item(1), item(2), modified=BORN + DAY)
    assert real.import_notes(col, tmp_path, [left]) == {"updated": 1}
    (empty,) = col.get_empty_cards().notes
    assert list(empty.card_ids) == [gone]
    assert not empty.will_delete_note
    assert real.state(real.card_of(col, "list", 3)) == kept


def test_an_answered_card_stays_in_its_deck_when_the_deck_is_renamed(
    col: Any, tmp_path: Path
) -> None:
    real.import_notes(col, tmp_path, gallery())
    before = real.everything(col)
    assert real.import_notes(col, tmp_path, gallery(), deck="Renamed") == {
        "duplicate": len(gallery())
    }
    assert real.everything(col)[:3] == before[:3]


@pytest.mark.parametrize("newer", [True, False])
def test_templates_are_taken_if_newer(
    col: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, newer: bool
) -> None:
    real.import_notes(col, tmp_path, gallery())
    real.answer(col, real.card_of(col, "term"))
    before = real.everything(col)
    note_types.model.cache_clear()
    style, side = note_types.style(), note_types._side
    monkeypatch.setattr(note_types, "style", lambda: style + "/* another */")
    monkeypatch.setattr(note_types, "_side", lambda *args: side(*args) + "<!-- another -->")
    time = note_types.TEMPLATES_MODIFIED + (1 if newer else -1)
    monkeypatch.setattr(made_collection, "TEMPLATES_MODIFIED", time)
    try:
        real.import_notes(col, tmp_path, gallery())
    finally:
        note_types.model.cache_clear()
    assert real.everything(col) == before
    for name in ("Flashcards Fact", "Flashcards Set", "Flashcards Interview"):
        there = col.models.by_name(name)
        assert there["css"].endswith("/* another */") == newer
        assert all(t["qfmt"].endswith("<!-- another -->") == newer for t in there["tmpls"])
    assert len([m for m in col.models.all_names_and_ids() if "Flashcards" in m.name]) == 3


HOSTILE = {
    "script": "<script>alert(1)</script> really?",
    "image": "<img src=x onerror=alert(1)> really?",
    "field": "{{Front}} and {{c1::cloze}} and }} and {{#Back}}",
    "code-field": "`{{Back}}` and\n\n```\n{{More}} }}\n```",
    "colons": "a::b :: c",
    "quotes": "\"double\" 'single' &quot;",
    "less": "a < b <c> << 3 <<<",
    "many-less": "if a <b and " * 20_000,
    "long": "x" * 1_000_000,
    "emoji": "🧠 👩‍💻 ❌ ✅ ﷽",
    "rtl": "ما هو GGUF؟ \u202eabc",
    "sound": "[sound:a.mp3] [anki:tts lang=en_US]x[/anki:tts] [latex]\\input{x}[/latex] [$]y[/$]",
    "control": "a\x1fb\x00c\x07",
    "surrogate": "a\ud800b",
    "comment": "<!-- x -->",
    "entity": "&#123;&#123;Front&#125;&#125;",
    "template-comment": "{{=<% %>=}} <%Front%>",
    "type": "{{type:Front}} [[type:Front]]",
}


def test_hostile_content_is_shown_as_text(col: Any, tmp_path: Path) -> None:
    notes = [
        note(
            name,
            fact(literal(text), literal(f"answer {text}")),
            fact(literal(f"back {text}"), literal(text), kind=Kind.REVERSE),
        )
        for name, text in HOSTILE.items()
    ]
    notes += [
        note(f"set-{name}", *(retold(item(0), front=literal(text), back=literal(text)),))
        for name, text in HOSTILE.items()
    ]
    notes.append(
        note(
            "interview",
            retold(
                interview(),
                extra=tuple(
                    (
                        part,
                        " ".join(
                            v for k, v in HOSTILE.items() if "long" not in k and "many" not in k
                        ),
                    )
                    for part, _ in written(interview()).extra
                ),
            ),
        )
    )
    assert real.import_notes(col, tmp_path, notes) == {"new": len(notes)}
    assert col.card_count() == sum(len(n.cards) for n in notes)
    for card_id in col.find_cards(""):
        card = col.get_card(card_id)
        output = card.render_output()
        assert not output.question_av_tags
        assert not output.answer_av_tags
        for side in (card.question(), card.answer()):
            body = side.split("</style>", 1)[1]
            assert body.count("<script>") <= 1  # the template's own
            assert "<img" not in body
            assert "{{" not in body
            assert real.text_of(side)
        assert len(col.get_note(card.nid).fields) == len(
            col.models.get(col.get_note(card.nid).mid)["flds"]
        )
    assert "{&#123;Front}}" in real.card_of(col, "field").question()


def entry(made: Note, slot: int, retired: int) -> Entry:
    f = made.cards[slot - 1].fact
    return Entry(
        id=made.cards[slot - 1].id, note=made.id, slot=slot, kind=f.kind, document=f.document,
        question=f.question, question_title=f.question_title, place=f.place, group=f.group, key=f.key,
        front=said(f, "front"), back=said(f, "back"), more=said(f, "more"), shown="", created=BORN, modified=BORN, retired=retired,
    )  # fmt: skip


def test_retired_notes_are_found_by_their_tag_where_they_are(col: Any, tmp_path: Path) -> None:
    notes = gallery()
    real.import_notes(col, tmp_path, notes)
    schedule = real.state(real.card_of(col, "list", 2))
    gone = [
        entry(made, slot, BORN + DAY)
        for made in (notes[2], notes[5])
        for slot in range(1, len(made.cards) + 1)
    ]
    write_retired(tmp_path / "retired.apkg", gone, deck=real.DECK)
    assert real.import_file(col, tmp_path / "retired.apkg") == {"updated": 2}
    found = {col.get_note(n).guid for n in col.find_notes("tag:flashcards::retired")}
    assert found == {"list", "interview"}
    assert real.state(real.card_of(col, "list", 2)) == schedule
    assert real.text_of(real.card_of(col, "list", 2).question())
    col.remove_notes(col.find_notes("tag:flashcards::retired"))
    assert col.note_count() == len(notes) - 2


def test_newcomers_see_retired_notes_in_a_deck_of_their_own(col: Any, tmp_path: Path) -> None:
    write_retired(tmp_path / "retired.apkg", [entry(gallery()[0], 1, BORN + DAY)], deck=real.DECK)
    assert real.import_file(col, tmp_path / "retired.apkg") == {"new": 1}
    assert col.decks.name(real.card_of(col, "term").did) == "LLM Interviews::Retired"


def test_a_fact_that_returns_loses_the_tag(col: Any, tmp_path: Path) -> None:
    real.import_notes(col, tmp_path, gallery()[:1])
    write_retired(
        tmp_path / "retired.apkg",
        [entry(gallery()[0], s, BORN + DAY) for s in (1, 2)],
        deck=real.DECK,
    )
    real.import_file(col, tmp_path / "retired.apkg")
    back = changed(gallery()[0], modified=BORN + 2 * DAY)
    assert real.import_notes(col, tmp_path, [back]) == {"updated": 1}
    assert "flashcards::retired" not in real.card_of(col, "term").note().tags
