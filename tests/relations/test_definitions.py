"""Each definition finds its wrong samples, confirms its right ones, and keeps silent else."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.errors import ConfigError
from flashcards.relations.checked import numbers
from flashcards.relations.definitions import Definition, built_in, pack
from flashcards.tree import parse

ALL = [
    pytest.param(one, kind, text, id=f"{one.name}-{kind}-{index}")
    for one in built_in()
    for kind, texts in one.samples.items()
    for index, text in enumerate(texts)
]


@pytest.mark.parametrize(("definition", "kind", "text"), ALL)
def test_samples(definition: Definition, kind: str, text: str) -> None:
    found = numbers(parse(f"## A question\n\n{text}")).judgements
    wrong = [one for one in found if one.verdict == "wrong"]
    assert len(wrong) == (kind == "wrong"), definition.name
    if kind == "right":
        assert any(one.verdict == "right" for one in found)


@pytest.mark.parametrize("definition", built_in(), ids=lambda one: one.name)
def test_each_definition_has_all_kinds_of_samples(definition: Definition) -> None:
    assert set(definition.samples) == {"wrong", "right", "silent"}
    assert all(definition.samples.values())


PACK = """
[[definition]]
name = "hull-speed"
formula = "4.5 * sqrt(l)"
output = { words = "hull speed", unit = "km/h" }
inputs.l = { words = "waterline|boat", unit = "m" }
"""


def test_a_pack_of_ones_own_is_asked_too(tmp_path: Path) -> None:
    path = tmp_path / "sailing.toml"
    path.write_text(PACK.replace("4.5 * sqrt(l)", "4.5 * 1000 / 3600 * sqrt(l)"), encoding="utf-8")
    text = "A boat with a waterline of 9 m has a hull speed of 31.5 km/h."
    assert not [one for one in numbers(parse(text)).judgements if one.verdict == "wrong"]
    (one,) = [o for o in numbers(parse(text), packs=pack(path)).judgements if o.verdict == "wrong"]
    assert one.relation == "hull-speed"


def test_a_pack_that_cannot_be_computed_says_where(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(PACK.replace("4.5 * sqrt(l)", "4.5 *"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"broken\.toml: definition hull-speed is wrong"):
        pack(path)
