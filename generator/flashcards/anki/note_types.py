"""The note types: ids, names, fields and templates, frozen since the first release.

Anki merges a changed field list badly (old notes conflict, or lose what the new list lacks)
and turns a renamed template into more cards. So nothing here is ever renamed, moved or taken
away; new needs go into the spare fields. The templates' text and the style may change: raise
`TEMPLATES_MODIFIED` when they do, for Anki takes only newer ones.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from flashcards import patterns as re
from flashcards.anki.ids import stable_id
from flashcards.anki.lean import genanki
from flashcards.card import CAPACITY, NoteClass
from flashcards.render import highlight_css
from flashcards.values import dataclass

TEMPLATES_MODIFIED = 1_795_975_000
"""When a template or the style last changed: 2026-11-29 17:56, seconds since the epoch, UTC."""

PARTS = ("Front", "Back", "More", "Context", "Source")
"""The fields of one slot. Context and source are a slot's own, for a card stays on its note
when its item moves to another list or question."""

HINTS = 6
"""Hints an interview note can show."""

RIGHT = "Right"
"""The field that holds the places of right options: for the card's script."""

POOL = "Pool"
"""The field that holds all variants of a problem: for the card's script, not for people."""

_SPARE = ("Spare 1", "Spare 2", "Spare 3")
_FIVE = (*_SPARE, "Spare 4", "Spare 5")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteType:
    """One of Anki's note types.

    Attributes:
        id: Anki's number for it.
        name: as Anki's browser shows it.
        slots: for each slot, in order, its template's name and its fields, by part.
        fields: all fields, in order; the first is the one that Anki sorts and lists by.
        layout: which files of `templates/` draw it.
        cloze: whether it is of Anki's own kind for gaps: one template, and as many cards as its
            text has numbers.
        columns: what Anki's browser shows of question and answer in its columns, where that
            is not the text of the two sides.
    """

    id: int
    name: str
    slots: tuple[tuple[str, dict[str, str]], ...]
    fields: tuple[str, ...]
    layout: str
    cloze: bool = False
    columns: tuple[str, str] = ("", "")


def _slots(names: dict[str, str]) -> tuple[tuple[str, dict[str, str]], ...]:
    return tuple(
        (template, {part: pattern.replace("*", part) for part in PARTS})
        for template, pattern in names.items()
    )


_FACT = _slots({"Recall": "*", "Reverse": "Reverse *"})
_SET = _slots({f"Item {n}": f"* {n}" for n in range(1, CAPACITY[NoteClass.SET] + 1)})

NOTE_TYPES = {
    NoteClass.FACT: NoteType(
        id=1_764_000_000_001,
        name="Flashcards Fact",
        slots=_FACT,
        fields=("Title", *(f for _, slot in _FACT for f in slot.values()), "Id", *_SPARE),
        layout="card",
    ),
    NoteClass.SET: NoteType(
        id=1_764_000_000_002,
        name="Flashcards Set",
        slots=_SET,
        fields=("Title", *(f for _, slot in _SET for f in slot.values()), "Id", *_SPARE),
        layout="card",
    ),
    NoteClass.INTERVIEW: NoteType(
        id=1_764_000_000_003,
        name="Flashcards Interview",
        slots=(("Interview", {"Front": "Prompt"}),),
        fields=(
            "Title",
            "Prompt",
            "Meta",
            *(f"Hint {n}" for n in range(1, HINTS + 1)),
            "Solution",
            "Looking For",
            "Red Flags",
            "Green Flags",
            "Rubric",
            "Follow-ups",
            "Related",
            "Context",
            "Source",
            "Id",
            *_SPARE,
        ),
        layout="interview",
    ),
    NoteClass.PROBLEM: NoteType(
        id=1_764_000_000_004,
        name="Flashcards Problem",
        slots=(("Problem", {"Front": "Front"}),),
        fields=(
            "Title",
            "Front",
            "Back",
            "Steps",
            "Drills",
            POOL,
            "Context",
            "Source",
            "Id",
            *_SPARE,
        ),
        layout="problem",
        columns=("{{Front}}", "{{Back}}"),
    ),
    NoteClass.CHOICE: NoteType(
        id=1_764_000_000_005,
        name="Flashcards Choice",
        slots=(("Choice", {"Front": "Front"}),),
        fields=(
            "Title",
            "Front",
            "Options",
            RIGHT,
            "Many",
            "Back",
            "More",
            "Context",
            "Source",
            "Id",
            *_FIVE,
        ),
        layout="choice",
        columns=("{{Front}}", "{{Back}}"),
    ),
    NoteClass.CLOZE: NoteType(
        id=1_764_000_000_006,
        name="Flashcards Cloze",
        slots=(("Cloze", {"Front": "Text"}),),
        fields=("Title", "Text", "More", "Context", "Source", "Id", *_FIVE),
        layout="cloze",
        cloze=True,
    ),
}

_FIELD = re.compile(r"\{\{([#/^]?)(" + "|".join(PARTS) + r")\}\}")
_SCRIPT = re.compile(r'<script src="([a-z]+\.js)"></script>')


def _file(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _layout(name: str) -> str:
    """A template's text with its scripts inside: a card can load nothing."""
    return _SCRIPT.sub(lambda match: f"<script>\n{_file(match[1])}</script>", _file(name))


def _side(layout: str, side: str, slot: dict[str, str]) -> str:
    """One side of a slot's template: the layout, with the slot's own fields."""
    text = _layout(f"{layout}_{side}.html")
    return _FIELD.sub(lambda m: f"{{{{{m[1]}{slot.get(m[2], m[2])}}}}}", text)


def style() -> str:
    """The style sheet of all note types."""
    return _file("style.css") + highlight_css()


@cache
def model(note_class: NoteClass) -> Any:
    """The `genanki.Model` of a class of notes."""
    kind = NOTE_TYPES[note_class]
    made = genanki.Model(
        kind.id,
        kind.name,
        fields=[
            {
                "name": name,
                # Anki knows a field again by this number, should its name ever change.
                "id": stable_id("field", f"{kind.name}/{name}"),
                "size": 16,
                "collapsed": name.startswith("Spare") or name in {POOL, RIGHT},
                **({"excludeFromSearch": True, "plainText": True} if name == POOL else {}),
            }
            for name in kind.fields
        ],
        templates=[
            {
                "name": name,
                "id": stable_id("template", f"{kind.name}/{name}"),
                "qfmt": _side(kind.layout, "front", slot),
                "afmt": _side(kind.layout, "back", slot),
                "bqfmt": kind.columns[0],
                "bafmt": kind.columns[1],
            }
            for name, slot in kind.slots
        ],
        css=style(),
        model_type=genanki.Model.CLOZE if kind.cloze else genanki.Model.FRONT_BACK,
    )
    # Which fields a card needs. genanki would find out by rendering each template with each
    # field missing, 0.3 s for ten templates; a test compares this with what it finds.
    made._req = [  # noqa: SLF001 - its cached property, given ready
        [ord_, "all", [kind.fields.index(slot["Front"])]]
        for ord_, (_, slot) in enumerate(kind.slots)
    ]
    return made
