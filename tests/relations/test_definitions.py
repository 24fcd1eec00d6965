"""Each definition finds its wrong samples, confirms its right ones, and keeps silent else."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import pytest

from flashcards.errors import ConfigError
from flashcards.quantities import habit_of, quantities
from flashcards.relations.checked import numbers
from flashcards.relations.definitions import (
    Definition,
    applied,
    built_in,
    cases_judged,
    judgements,
    of_section,
    pack,
    spoken_of,
)
from flashcards.relations.definitions.entries import _rows
from flashcards.relations.passages import pieces_of
from flashcards.relations.statements import sections_of
from flashcards.tree import parse
from tests.relations.held import wrong

BY_PACK: dict[str, list[Definition]] = {}
for each in built_in():
    if each.declared:
        BY_PACK.setdefault(each.pack, []).append(each)


@pytest.mark.parametrize("pack_name", sorted(BY_PACK))
def test_wrong_samples_are_found_right_ones_confirmed_and_the_others_left_alone(
    pack_name: str,
) -> None:
    samples = [
        (one.name, kind, text)
        for one in BY_PACK[pack_name]
        for kind, texts in one.samples.items()
        for text in texts
    ]
    tree = parse("\n\n".join(f"## Sample\n\n{text}" for _, _, text in samples))
    sections = [one for one in sections_of(pieces_of(tree, habit_of([tree.text]))) if one.number]
    assert len(sections) == len(samples)
    for (name, kind, text), section in zip(samples, sections, strict=True):
        scopes = of_section(section.sentences)
        found = [
            *judgements(list(applied(built_in(), scopes))),
            *cases_judged(built_in(), scopes),
        ]
        wrong = {one.span for one in found if one.verdict == "wrong"}
        assert len(wrong) == (kind == "wrong"), (name, text)
        if kind == "right":
            assert any(one.verdict == "right" for one in found), (name, text)


@pytest.mark.parametrize(
    "definition", [one for one in built_in() if one.declared], ids=lambda one: one.name
)
def test_each_definition_has_samples_with_a_right_and_a_wrong_number(
    definition: Definition,
) -> None:
    samples = definition.samples
    assert samples["right"]
    assert samples["silent"]
    assert all(one != other for one, other in zip(samples["right"], samples["wrong"], strict=True))


@pytest.mark.parametrize(
    "definition", [one for one in built_in() if one.declared], ids=lambda one: one.name
)
def test_what_a_definition_calls_right_is_the_right_number_of_its_sample(
    definition: Definition,
) -> None:
    for right, amiss in zip(definition.samples["right"], definition.samples["wrong"], strict=True):
        found = [
            one
            for one in numbers(parse(f"# T\n\n{amiss}\n")).judgements
            if one.verdict == "wrong" and one.relation == definition.name
        ]
        for one in found:
            told = [float(q.readings[0].value) for q in quantities(right)]
            meant = [float(q.readings[0].value) for q in quantities(one.expected)]
            near = [a for a in told for b in meant if a and abs(b / a - 1) < ROUNDED]
            assert near, (amiss, one.expected)


ROUNDED = 0.06
"""How far a number of two digits lies from what was rounded."""


def test_no_name_of_a_definition_is_used_twice() -> None:
    names = [one.name for one in built_in() if one.declared]
    assert len(set(names)) == len(names)


PACK = """
[[definition]]
name = "dinghy-speed"
formula = "v = 2.43 * sqrt(l)"
v = "dinghy speed | kn"
l = "waterline, boat | m"
"""
TEXT = "A boat with a waterline of 9 m has a dinghy speed of {} kn."


def verdicts(text: str, definitions: tuple[Definition, ...]) -> list[tuple[str, str]]:
    found = numbers(parse(text), packs=definitions).judgements
    return [(one.verdict, one.relation) for one in found if one.relation == "dinghy-speed"]


@pytest.fixture
def sailing(tmp_path: Path) -> tuple[Definition, ...]:
    path = tmp_path / "sailing.toml"
    path.write_text(PACK, encoding="utf-8")
    return pack(path)


def test_a_pack_of_ones_own_is_asked_too(sailing: tuple[Definition, ...]) -> None:
    assert verdicts(TEXT.format("17.3"), ()) == []
    assert verdicts(TEXT.format("17.3"), sailing) == [("wrong", "dinghy-speed")]
    assert verdicts(TEXT.format("7.3"), sailing) == [("right", "dinghy-speed")]


def test_a_formula_is_solved_for_its_inputs(sailing: tuple[Definition, ...]) -> None:
    text = "A dinghy speed of 8 kn asks for a waterline that is {} long: the waterline is {}."
    assert verdicts(text.format("longer", "10.8 m"), sailing) == [("right", "dinghy-speed")]


def test_what_is_only_a_condition_or_a_comparison_is_no_result(
    sailing: tuple[Definition, ...],
) -> None:
    for text in (
        "A boat with a waterline of 9 m and a dinghy speed of less than 12 kn.",
        "With a dinghy speed of 12 kn a boat with a waterline of 9 m planes.",
    ):
        assert verdicts(text, sailing) == []


def test_a_case_beside_one_that_holds_needs_no_name(sailing: tuple[Definition, ...]) -> None:
    text = "Dinghy speed: a waterline of 9 m gives 7.3 kn; one of 12 m gives {} kn."
    assert verdicts(text.format("9.9"), sailing) == [
        ("right", "dinghy-speed"),
        ("wrong", "dinghy-speed"),
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("formula = 4.5", "dinghy-speed"),
        ('formula = "v = 4.5 *"', "no formula"),
        ('formula = "v = 4.5"', "no inputs"),
        ('formula = "v = l * x"', "'x'"),
    ],
)
def test_a_pack_that_cannot_be_computed_says_where(tmp_path: Path, wrong: str, said: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(PACK.replace('formula = "v = 2.43 * sqrt(l)"', wrong), encoding="utf-8")
    with pytest.raises(
        ConfigError, match=r"broken\.toml: definition dinghy-speed is wrong"
    ) as caught:
        pack(path)
    assert said in str(caught.value)


def test_a_share_that_governs_its_numbers_holds_a_definition_back() -> None:
    asked = "A capacitor of 100 µF at 50 V{share} stores an energy of 1.25 J."
    assert wrong(asked.format(share=""))
    assert not wrong(asked.format(share=" and 80% efficiency"))


@pytest.mark.parametrize(
    "definition", [one for one in built_in() if one.declared], ids=lambda one: one.name
)
def test_a_definition_is_read_for_every_text_that_applies_it(definition: Definition) -> None:
    for kind in ("right", "wrong"):
        for text in definition.samples[kind]:
            assert definition in spoken_of(text)


def test_the_texts_of_a_row_are_seen_as_they_are_parsed() -> None:
    folder = resources.files("flashcards.relations").joinpath("data")
    files = sorted((one for one in folder.iterdir()), key=lambda one: one.name)
    parsed = [
        {name: text for name, text in row.items() if isinstance(text, str)}
        for file in files
        if file.name.endswith(".toml")
        for row in tomllib.loads(file.read_text("utf-8"))["definition"]
    ]
    assert [texts for _, texts, _ in _rows()] == parsed
