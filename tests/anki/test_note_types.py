from __future__ import annotations

import hashlib
import re
from itertools import chain
from typing import Any

import pytest

from flashcards.anki import note_types
from flashcards.anki.lean import genanki
from flashcards.anki.note_types import NOTE_TYPES, TEMPLATES_MODIFIED, model, style
from flashcards.card import CAPACITY, NoteClass

SLOT = ("Front", "Back", "More", "Context", "Source")
SPARE = ("Id", "Spare 1", "Spare 2", "Spare 3")

# Never change a line of this: people's collections hold these note types.
FROZEN: dict[NoteClass, tuple[int, str, tuple[str, ...], tuple[str, ...]]] = {
    NoteClass.FACT: (
        1764000000001,
        "Flashcards Fact",
        ("Title", *SLOT, *(f"Reverse {part}" for part in SLOT), *SPARE),
        ("Recall", "Reverse"),
    ),
    NoteClass.SET: (
        1764000000002,
        "Flashcards Set",
        ("Title", *(f"{part} {n}" for n in range(1, 11) for part in SLOT), *SPARE),
        tuple(f"Item {n}" for n in range(1, 11)),
    ),
    NoteClass.INTERVIEW: (
        1764000000003,
        "Flashcards Interview",
        (
            "Title", "Prompt", "Meta", "Hint 1", "Hint 2", "Hint 3", "Hint 4", "Hint 5", "Hint 6",
            "Solution", "Looking For", "Red Flags", "Green Flags", "Rubric", "Follow-ups", "Related",
            "Context", "Source", *SPARE,
        ),
        ("Interview",),
    ),
    NoteClass.PROBLEM: (
        1764000000004,
        "Flashcards Problem",
        ("Title", "Front", "Back", "Steps", "Drills", "Pool", "Context", "Source", *SPARE),
        ("Problem",),
    ),
    NoteClass.CHOICE: (
        1764000000005,
        "Flashcards Choice",
        ("Title", "Front", "Options", "Right", "Many", "Back", "More", "Context", "Source", *SPARE, "Spare 4", "Spare 5"),
        ("Choice",),
    ),
    NoteClass.CLOZE: (
        1764000000006,
        "Flashcards Cloze",
        ("Title", "Text", "More", "Context", "Source", *SPARE, "Spare 4", "Spare 5"),
        ("Cloze",),
    ),
}  # fmt: skip

TEMPLATES = (1795975000, "6706791161c3bdb9")
"""TEMPLATES_MODIFIED and a digest of all templates and the style. Where this fails after a
change of a template, raise TEMPLATES_MODIFIED to now and write both here: Anki takes a note
type only if it is newer."""


@pytest.mark.parametrize("kind", FROZEN)
def test_ids_names_fields_and_templates_are_frozen(kind: NoteClass) -> None:
    made = model(kind)
    assert (
        made.model_id,
        made.name,
        tuple(f["name"] for f in made.fields),
        tuple(t["name"] for t in made.templates),
    ) == FROZEN[kind]
    assert made.sort_field_index == 0
    gaps = kind is NoteClass.CLOZE
    assert made.model_type == (genanki.Model.CLOZE if gaps else genanki.Model.FRONT_BACK)


def test_numbers_of_fields_and_templates_are_frozen() -> None:
    numbers = [
        [part["id"] for part in (*model(kind).fields, *model(kind).templates)] for kind in FROZEN
    ]
    first, every = (list(chain(*part)) for part in (numbers[:4], numbers))
    assert len(set(every)) == len(every)
    assert hashlib.sha256(repr(first).encode()).hexdigest()[:16] == "a3799b78a702986a"
    assert hashlib.sha256(repr(every).encode()).hexdigest()[:16] == "b9570619e63f977d"


def test_a_template_that_changes_gets_a_newer_time() -> None:
    text = [
        style(),
        *(t[side] for kind in FROZEN for t in model(kind).templates for side in ("qfmt", "afmt")),
    ]
    digest = hashlib.sha256("\0".join(text).encode()).hexdigest()[:16]
    assert (TEMPLATES_MODIFIED, digest) == TEMPLATES


@pytest.mark.parametrize("kind", FROZEN)
def test_each_slot_of_the_model_has_a_template(kind: NoteClass) -> None:
    of_gaps = kind is NoteClass.CLOZE  # one template for all gaps
    assert len(NOTE_TYPES[kind].slots) == (1 if of_gaps else CAPACITY[kind])


@pytest.mark.parametrize("kind", [kind for kind in FROZEN if kind is not NoteClass.CLOZE])
def test_required_fields_are_those_that_genanki_finds(kind: NoteClass) -> None:
    made = model(kind)
    found = genanki.Model(1, "x", fields=made.fields, templates=made.templates)
    assert made._req == found._req


def templates() -> list[tuple[str, dict[str, Any]]]:
    return [(f"{kind} {t['name']}", t) for kind in FROZEN for t in model(kind).templates]


@pytest.mark.parametrize(("name", "template"), templates(), ids=[name for name, _ in templates()])
def test_a_template_speaks_only_of_its_note_types_fields(
    name: str, template: dict[str, Any]
) -> None:
    fields = FROZEN[NoteClass(name.split(maxsplit=1)[0])][2]
    for side in ("qfmt", "afmt"):
        used = re.findall(r"\{\{([^{}]*)\}\}", template[side])
        assert used
        assert {re.sub(r"^(?:[#/^]|cloze:|text:)", "", name) for name in used} <= set(fields)
        opened = [name[1:] for name in used if name[0] == "#"]
        assert sorted(opened) == sorted(name[1:] for name in used if name[0] == "/")


@pytest.mark.parametrize(("name", "template"), templates(), ids=[name for name, _ in templates()])
def test_a_card_loads_nothing(name: str, template: dict[str, Any]) -> None:
    for text in (template["qfmt"], template["afmt"], style()):
        assert not re.search(r"https?:|//[a-z]|\bsrc=|@import|url\(|<link|<img", text)
        assert "{{FrontSide}}" not in text


def test_scripts_hold_no_field() -> None:
    for text in (t[side] for _, t in templates() for side in ("qfmt", "afmt")):
        for script in re.findall(r"<script>(.*?)</script>", text, re.DOTALL):
            assert "{{" not in script
            assert "}}" not in script


def test_the_files_of_templates_are_all_used() -> None:
    from importlib.resources import files

    there = {
        f.name
        for f in files(note_types.__name__.rpartition(".")[0]).joinpath("templates").iterdir()
    }
    layouts = {kind.layout for kind in NOTE_TYPES.values()}
    sides = {f"{layout}_{side}.html" for layout in layouts for side in ("front", "back")}
    assert there == sides | {
        "style.css", "spoilers.js", "rubric.js", "grader.js", "problem.js", "choice.js",
    }  # fmt: skip
