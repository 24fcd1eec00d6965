"""A choice and a text with gaps, as Anki holds them; pictures in packages."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from flashcards.anki import write_package
from flashcards.anki.fields import note_fields
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.card import Card, Choice, Fact, Gap, Note, NoteClass, Option
from flashcards.document import Source
from flashcards.media import localised, name_of
from flashcards.tree import nodes as n
from flashcards.tree import parse_blocks
from flashcards.tree.gaps import gaps
from tests.anki.real import collection, import_file

SOURCE = Source(path="a.md", line=1)


def fact(**parts: Any) -> Fact:
    values: dict[str, Any] = {
        "key": ("k",), "context": (), "group": "g", "place": (), "document": "a.md", "question": 1,
        "question_title": "Q", "deck": "", "tags": (), "source": SOURCE,
    }  # fmt: skip
    return Fact(**(values | parts))


def words(text: str) -> n.Inlines:
    return (n.Text(text),)


def choice(*right: int) -> Note:
    options = tuple(Option(text=words(w), right=i in right) for i, w in enumerate(("3", "4", "5")))
    made = fact(
        ask=Choice(asked=parse_blocks("What is it?"), options=options),
        front=parse_blocks("What is it?\n\n- 3\n- 4\n- 5"),
        back=parse_blocks("4"),
    )
    return Note(id="choice", cards=(Card(id="c1", note="choice", slot=1, modified=1, fact=made),))


def cloze(slots: dict[int, int]) -> Note:
    """A note of the text's gaps, by their places, on these slots."""
    text = parse_blocks("The {{c7::`a::b`}} of {{c7::Chile}} is {{c9::Santiago::a city}}.")
    cards = tuple(
        Card(id=f"g{place}", note="cloze", slot=slot, modified=1, fact=fact(
            ask=Gap(hidden=(words("x"),), text=text, places=(place,)), key=(str(place),),
            front=parse_blocks(f"gap {place}"), back=parse_blocks("x"),
        ))
        for place, slot in slots.items()
    )  # fmt: skip
    return Note(id="cloze", cards=cards)


def fields(kind: NoteClass, note: Note) -> dict[str, str]:
    return dict(zip(NOTE_TYPES[kind].fields, note_fields(kind, note.id, note.cards), strict=True))


def test_a_choice_says_which_options_are_right_only_to_its_script_and_its_back() -> None:
    made = fields(NoteClass.CHOICE, choice(1))
    assert made["Front"] == "What is it?"
    assert made["Options"] == "<li><div>3</div></li><li><div>4</div></li><li><div>5</div></li>"
    assert (made["Right"], made["Many"], made["Back"]) == ("1", "", "4")
    assert fields(NoteClass.CHOICE, choice(0, 2))["Many"] == "2 of 3 are right."


def test_a_gap_bears_the_number_of_its_card_wherever_it_stands() -> None:
    made = fields(NoteClass.CLOZE, cloze({2: 1, 0: 4}))
    assert made["Text"] == (
        "The {{c4::<code>a:&#58;b</code>}} of Chile is {{c1::Santiago::a city}}."
    )


def test_gaps_are_counted_in_one_order() -> None:
    text = parse_blocks("> [!note] {{c1::a}}\n> {{c1::b}}\n\n| {{c1::c}} |\n|---|\n\n{{c1::d}}")
    assert len(gaps(text)) == 4
    assert [gap.number for gap in gaps(text)] == [1] * 4


@pytest.mark.anki
def test_the_real_anki_takes_both_and_makes_a_card_of_each_gap(tmp_path: Path) -> None:
    path = tmp_path / "a.apkg"
    write_package(path, [choice(1), cloze({0: 1, 1: 2, 2: 3})], deck="D")
    with collection(tmp_path) as col:
        assert import_file(col, path) == {"new": 2}
        assert col.card_count() == 4
        assert not col.get_empty_cards().notes
        asked = {
            (c.note_type()["name"], c.ord): c.question()
            for c in map(col.get_card, col.find_cards(""))
        }
        assert "[...]" in asked["Flashcards Cloze", 0]
        assert "[a city]" in asked["Flashcards Cloze", 2]
        assert 'data-right="1"' in asked["Flashcards Choice", 0]


@pytest.mark.anki
def test_a_picture_goes_into_the_package_under_the_name_of_its_content(tmp_path: Path) -> None:
    picture = tmp_path / "heart.png"
    picture.write_bytes(b"\x89PNG not really")
    name = name_of(picture)
    shown = fact(ask=choice(1).cards[0].fact.ask, front=(), back=())
    assert shown.back == ()
    note = choice(1)
    card = note.cards[0]
    asked = (n.Paragraph((n.Image(name),)),)
    ask = Choice(asked=asked, options=card.fact.ask.options)  # type: ignore[union-attr]  # a choice
    made = fact(ask=ask, front=asked, back=card.fact.back)
    path = tmp_path / "a.apkg"
    spare = {name: picture, "fc-00000000000000000000.png": picture}
    write_package(path, [Note(id="x", cards=(Card(id="x", note="x", slot=1, modified=1, fact=made),))], deck="D", media=spare)  # fmt: skip
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("media")) == {"0": name}
        assert archive.read("0") == picture.read_bytes()
    with collection(tmp_path) as col:
        import_file(col, path)
        assert (Path(col.media.dir()) / name).read_bytes() == picture.read_bytes()
        assert not col.media.check().missing


def test_nothing_is_localised_where_there_are_no_documents() -> None:
    assert localised((), ()).files == {}
