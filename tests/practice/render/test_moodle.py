"""Moodle XML, held against what Moodle's importer and its documentation name."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from flashcards.practice.mark import mark
from flashcards.practice.model import Form, Item, PracticeSet
from flashcards.practice.render import moodle
from flashcards.problems import FAMILIES
from flashcards.render import blocks_of
from tests.practice.render.samples import HOSTILE, LONG, MATCHING, attacked, item, numeric, whole

# Per type: what Moodle's importer reads besides what all questions have.
COMMON = {
    "name",
    "questiontext",
    "generalfeedback",
    "defaultgrade",
    "penalty",
    "hidden",
    "idnumber",
    "tags",
}
OWN = {
    "numerical": {"answer", "units", "unitgradingtype", "unitpenalty", "showunits", "unitsleft"},
    "multichoice": {"answer", "single", "shuffleanswers", "answernumbering"},
    "matching": {"shuffleanswers", "subquestion"},
    "ordering": {"answer", "layouttype", "selecttype", "selectcount", "gradingtype", "showgrading"},
    "shortanswer": {"answer", "usecase"},
    "essay": {
        "responseformat",
        "responserequired",
        "responsefieldlines",
        "attachments",
        "graderinfo",
        "responsetemplate",
    },
}
TEXTS = {
    "name",
    "questiontext",
    "generalfeedback",
    "feedback",
    "graderinfo",
    "responsetemplate",
    "category",
    "info",
    "tag",
    "subquestion",
    "answer",
}


def parsed(made: dict[str, bytes]) -> ET.Element:
    (content,) = made.values()
    return ET.fromstring(content)


def read(*items: Item) -> list[ET.Element]:
    made = moodle.render([PracticeSet(title="T", seed=1, items=items)], key=True)
    return list(parsed(made))[1:]


def text(element: ET.Element, path: str) -> str:
    found = element.find(path)
    assert found is not None
    return found.text or ""


@pytest.mark.parametrize("text_of_all", [None, *HOSTILE], ids=lambda one: repr(one)[:12])
def test_every_question_has_what_its_type_needs_and_nothing_unknown(
    text_of_all: str | None,
) -> None:
    one = whole() if text_of_all is None else attacked(text_of_all)
    root = parsed(moodle.render([one], key=True))
    assert root.tag == "quiz"
    category, *questions = root
    assert category.get("type") == "category"
    assert [q.get("type") for q in questions] == [
        "numerical",
        "multichoice",
        "multichoice",
        "matching",
        "ordering",
        "shortanswer",
        "shortanswer",
        "essay",
    ]
    for question in questions:
        tags = {child.tag for child in question}
        assert tags >= COMMON
        assert tags <= COMMON | OWN[str(question.get("type"))]
        assert len(text(question, "name/text")) <= 255
        for element in question.iter():
            if element.tag in TEXTS:
                assert element.find("text") is not None
            assert element.get("format", "html") in {"html", "plain_text", "moodle_auto_format"}
    ids = [text(question, "idnumber") for question in questions]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_numerical_answer_is_taken_as_our_grader_takes_it(family: str) -> None:
    for seed in range(6):
        one = numeric(family, seed)
        assert one.target is not None
        assert one.scheme is not None
        if one.target.choices:
            continue
        (question,) = read(one)
        answers = question.findall("answer")
        value, room = float(text(answers[0], "text")), float(text(answers[0], "tolerance"))
        unit = one.scheme.unit
        for typed in (value, value + 0.99 * room, value - 0.99 * room):
            assert mark(one, f"{typed:.15g} {unit}").correct
        if room > 1e-6 * abs(value):
            assert not mark(one, f"{value + 1.02 * room:.15g} {unit}").correct
        assert answers[0].get("fraction") == "100"


@pytest.mark.parametrize("family", FAMILIES)
def test_an_amount_in_any_unit_is_the_same_amount(family: str) -> None:
    one = numeric(family, 1)
    assert one.scheme is not None
    (question,) = read(one)
    names = [text(unit, "unit_name") for unit in question.iter("unit")]
    assert len({name.casefold() for name in names}) == len(names)
    if names:
        assert names[0] == one.scheme.unit
        assert text(question, "units/unit/multiplier") == "1"
    for unit in question.iter("unit"):
        name = text(unit, "unit_name")
        size = one.scheme.units[one.scheme.spellings.get(name, name)]
        assert float(text(unit, "multiplier")) * size == pytest.approx(
            one.scheme.units[one.scheme.unit]
        )


def test_misconceptions_are_wrong_answers_with_their_feedback() -> None:
    (question,) = read(numeric())
    wrong = [a for a in question.findall("answer") if a.get("fraction") == "0"]
    assert any("factor 2" in text(a, "feedback/text") for a in wrong)
    assert len(wrong) >= 3


def test_a_share_may_be_written_as_a_fraction_of_one() -> None:
    shares = [
        one
        for family in FAMILIES
        for seed in range(8)
        if (one := numeric(family, seed)).scheme
        and one.scheme.dimension == "share"
        and one.scheme.unit == "%"
    ]
    assert shares
    (question,) = read(shares[0])
    percent, fraction = question.findall("answer")[:2]
    assert float(text(fraction, "text")) == pytest.approx(float(text(percent, "text")) / 100)
    assert fraction.get("fraction") == "100"


def test_one_option_is_right_and_wrong_ones_say_why() -> None:
    question = read(*whole().items)[2]
    fractions = [a.get("fraction") for a in question.findall("answer")]
    assert fractions == ["0", "100", "0", "0"]
    assert "zip file" in text(question.findall("answer")[2], "feedback/text")


def test_pairs_stand_together_and_spare_meanings_have_no_question() -> None:
    from dataclasses import replace

    more = replace(MATCHING, right=(*MATCHING.right, blocks_of("a spare one")))
    (question,) = read(more)
    pairs = [(text(s, "text"), text(s, "answer/text")) for s in question.findall("subquestion")]
    assert pairs[0] == ("KV cache", "keys and values kept")
    assert pairs[-1] == ("", "a spare one")


def test_lines_stand_in_their_right_order() -> None:
    question = read(*whole().items)[4]
    answers = question.findall("answer")
    assert [text(a, "text")[:4] for a in answers] == ["Read", "Run ", "Samp", "Deto"]
    assert [float(str(a.get("fraction"))) for a in answers] == [1, 2, 3, 4]


def test_an_asterisk_in_a_short_answer_stands_for_itself() -> None:
    (question,) = read(item(Form.SHORT, accepted=("*", "a*b")))
    assert [text(a, "text") for a in question.findall("answer")] == [r"\*", r"a\*b"]


def test_the_grader_of_an_essay_sees_rubric_and_passing_scores() -> None:
    (question,) = read(LONG)
    told = text(question, "graderinfo/text")
    for part in ("All parts", "4–5", "Senior: 8", "single file", "loader"):
        assert part in told
    assert "All parts" not in text(question, "questiontext/text")


def test_each_version_is_a_category() -> None:
    root = parsed(moodle.render([whole(version=1), whole(version=2)], key=True))
    names = [text(q, "category/text") for q in root if q.get("type") == "category"]
    assert len(set(names)) == 2
