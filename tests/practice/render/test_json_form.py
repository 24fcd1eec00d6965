"""The JSON form is what its documentation says."""

from __future__ import annotations

import json
from typing import Any

from flashcards.practice.model import Form
from flashcards.practice.render import json_form
from tests.practice.render.samples import whole


def sets(*, key: bool) -> list[dict[str, Any]]:
    (content,) = json_form.render([whole(version=1), whole(version=2)], key=key).values()
    read = json.loads(content)
    assert read["format"] == json_form.FORMAT
    found: list[dict[str, Any]] = read["sets"]
    return found


def test_all_sets_are_in_one_file() -> None:
    assert [one["version"] for one in sets(key=True)] == [1, 2]


def test_every_field_is_documented() -> None:
    documented = str(json_form.__doc__)
    for one in sets(key=True):
        for item in one["items"]:
            for name in (*item, *item["key"]):
                assert f"`{name}`" in documented


def test_a_key_is_there_only_when_asked_for() -> None:
    assert all("key" in item for item in sets(key=True)[0]["items"])
    assert not any("key" in item for item in sets(key=False)[0]["items"])


def test_a_program_can_mark_by_the_key() -> None:
    items = {
        item["form"]: item
        for item in sets(key=True)[0]["items"]
        if "unit" in item or item["form"] != "numeric"
    }
    assert set(items) == {form.value for form in Form}
    assert items["numeric"]["key"]["value"] == 3.375
    assert items["numeric"]["tolerance"]["relative"] == 0.01
    assert items["choice"]["options"][items["choice"]["key"]["correct"]] == "`GGUF`"
    assert (
        items["matching"]["right"][items["matching"]["key"]["pairs"][0]] == "keys and values kept"
    )
    assert items["ordering"]["lines"][items["ordering"]["key"]["order"][0]] == "Read the **prompt**"
    assert items["long"]["key"]["passing"] == {"Mid": 5, "Senior": 8}
