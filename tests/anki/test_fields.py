from __future__ import annotations

from flashcards.anki.fields import note_fields
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.card import Kind, Note, NoteClass
from tests.anki.making import fact, interview, item, note


def named(kind: NoteClass, made: Note) -> dict[str, str]:
    values = note_fields(kind, made.id, made.cards)
    return dict(zip(NOTE_TYPES[kind].fields, values, strict=True))


def test_a_fact_fills_the_fields_of_its_slot() -> None:
    values = named(NoteClass.FACT, note("n", fact("`a` < b?", "*c*", more="d"), fact("x?", "y")))
    assert values["Title"] == "a &lt; b?"
    assert values["Front"] == "<code>a</code> &lt; b?"
    assert (values["Back"], values["More"], values["Id"]) == ("<em>c</em>", "d", "n")
    assert (values["Reverse Front"], values["Reverse Back"]) == ("x?", "y")


def test_a_slot_without_a_card_is_empty_and_the_title_comes_from_the_first_living_one() -> None:
    values = named(NoteClass.SET, note("n", None, item(1), None, item(3)))
    assert values["Front 1"] == values["Front 3"] == values["Source 1"] == ""
    assert values["Front 2"]
    assert values["Front 4"]
    assert values["Title"].startswith("Limitations of GGML")


def test_each_slot_has_its_own_context_and_source() -> None:
    moved = fact("x?", question=9, question_title="Elsewhere", context=("Elsewhere",))
    values = named(NoteClass.SET, note("n", item(0), moved))
    assert "Limitations of GGML" in values["Context 1"]
    assert values["Context 2"] == "Elsewhere"
    assert (
        values["Source 2"]
        == 'module-1-foundations<span class="sep"> › </span>Question 9: Elsewhere'
    )


def test_context_is_plain_text() -> None:
    values = named(NoteClass.FACT, note("n", fact(context=("__init__ & 2 * x * y", "", "{{a}}"))))
    assert values["Context"] == '__init__ &amp; 2 * x * y<span class="sep"> › </span>{&#123;a}}'


def test_the_source_names_no_line() -> None:
    values = named(NoteClass.FACT, note("n", fact()))
    assert (
        values["Source"]
        == 'module-1-foundations<span class="sep"> › </span>Question 1: What is GGUF?'
    )
    loose = named(NoteClass.FACT, note("n", fact(question=0, question_title="")))
    assert loose["Source"] == "module-1-foundations"


def test_an_interview_has_its_parts_and_hints_one_by_one() -> None:
    values = named(NoteClass.INTERVIEW, note("n", interview()))
    assert values["Title"] == "Context Window and KV Cache"
    assert values["Hint 1"].startswith("<strong>Start small</strong>")
    assert values["Hint 3"].startswith("<strong>Units</strong>")
    assert values["Hint 4"] == ""
    assert "<table>" in values["Rubric"]
    assert 'class="diagram"' in values["Solution"]
    for name in (
        "Prompt",
        "Meta",
        "Looking For",
        "Red Flags",
        "Green Flags",
        "Follow-ups",
        "Related",
    ):
        assert values[name]


def test_hints_beyond_the_last_field_share_it() -> None:
    hints = "\n***\n".join(f"hint {n}" for n in range(1, 9))
    values = named(
        NoteClass.INTERVIEW, note("n", fact(kind=Kind.INTERVIEW, extra=(("hints", hints),)))
    )
    assert values["Hint 5"] == "hint 5"
    assert values["Hint 6"] == "<p>hint 6</p>\n<p>hint 7</p>\n<p>hint 8</p>"


def test_an_interview_without_parts_falls_back_on_front_and_back() -> None:
    values = named(NoteClass.INTERVIEW, note("n", fact("a?", "b", more="c", question_title="")))
    assert (values["Title"], values["Prompt"]) == ("a?", "a?")
    assert values["Solution"] == "<p>b</p>\n<p>c</p>"


def test_a_long_title_is_cut() -> None:
    values = named(NoteClass.FACT, note("n", fact("word " * 100 + "\n\nmore")))
    assert len(values["Title"]) == 200
    assert values["Title"].endswith("…")


def test_an_interview_says_its_title_once() -> None:
    short = fact("GGUF?", "b", question_title="GGUF?", context=("GGUF?", "Part"))
    values = named(NoteClass.INTERVIEW, note("n", short))
    assert values["Title"] == "GGUF?"
    assert values["Prompt"] == '<div class="same">GGUF?</div>'
    assert values["Context"] == "Part"


def test_a_front_is_not_said_above_itself() -> None:
    asked = fact("Which port?", "80", context=("Networks", "Which port?"))
    assert named(NoteClass.FACT, note("n", asked))["Context"] == "Networks"
