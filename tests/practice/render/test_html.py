"""The page as a file: whole in itself, safe against any text, and fit for all readers."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pytest

from flashcards.practice.render import html
from tests.practice.render.browser import Tree, elements, text
from tests.practice.render.samples import HOSTILE, attacked, whole

PAGES: dict[str, Callable[[], str]] = {
    "practice": lambda: html.page(whole(), key=True),
    "exam": lambda: html.page(whole(exam=True, minutes=45, version=3), key=True),
    "no key": lambda: html.page(whole(), key=False),
    **{
        f"hostile {number}": partial(lambda one: html.page(attacked(one), key=True), one)
        for number, one in enumerate(HOSTILE)
    },
}


@cache
def source(name: str) -> str:
    """A page, made when a test first asks for it."""
    return PAGES[name]()


@cache
def read(name: str) -> list[list[Any]]:
    """The elements of a page."""
    return elements(Tree(source(name)).root)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> list[list[Any]]:
    return read(request.param)


def test_every_script_is_ours_and_the_policy_names_it_by_its_hash(page: list[list[Any]]) -> None:
    ours = [*html._scripts(key=True), *html._scripts(key=False)]
    policy = next(e[1]["content"] for e in page if e[1].get("http-equiv"))
    running = [e for e in page if e[0] == "script" and e[1].get("type") != "application/json"]
    assert running
    for script in running:
        assert text(script) in ours
        digest = base64.b64encode(hashlib.sha256(text(script).encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_else_can_run_or_be_loaded(page: list[list[Any]]) -> None:
    for name, attributes, _ in page:
        assert name not in {
            "img",
            "iframe",
            "object",
            "embed",
            "link",
            "base",
            "video",
            "audio",
            "svg",
        }
        assert not [
            a
            for a in attributes
            if a.startswith("on") or a in {"src", "style", "srcdoc", "action", "formaction"}
        ]
        if "href" in attributes:
            assert attributes["href"].startswith(("#", "https://", "http://"))


def test_the_key_is_data_that_any_text_leaves_whole(page: list[list[Any]]) -> None:
    for script in page:
        if script[1].get("type") == "application/json":
            key = json.loads(text(script))
            assert len(key["items"]) == 8


def test_no_two_elements_have_one_id_and_every_reference_leads_somewhere(
    page: list[list[Any]],
) -> None:
    ids = [e[1]["id"] for e in page if "id" in e[1]]
    assert len(set(ids)) == len(ids)
    for _, attributes, _ in page:
        for name in ("for", "aria-labelledby", "aria-describedby"):
            assert set(attributes.get(name, "").split()) <= set(ids)


def test_every_control_has_a_name(page: list[list[Any]]) -> None:
    labelled = {e[1]["for"] for e in page if e[0] == "label" and text(e).strip() and "for" in e[1]}
    wrapped = [e for e in page if e[0] == "label" and "for" not in e[1]]
    inside = [control for label in wrapped for control in elements(label)]
    for element in page:
        if element[0] in {"input", "select", "textarea"}:
            assert element[1].get("id") in labelled or element in inside
        if element[0] == "button":
            assert text(element).strip()


def test_every_group_of_choices_has_a_legend(page: list[list[Any]]) -> None:
    for element in page:
        if element[0] == "fieldset":
            first = next(child for child in element[2] if isinstance(child, list))
            assert first[0] == "legend"


def test_headings_skip_no_level_of_the_page(page: list[list[Any]]) -> None:
    own = [e for e in page if re.fullmatch("h[1-6]", e[0])]
    assert own[0][0] == "h1"
    assert sum(e[0] == "h1" for e in own) == 1


def test_what_changes_is_read_aloud() -> None:
    page = read("practice")
    for role in ("verdict", "sum"):
        live = [e for e in page if e[1].get("data-role") == role]
        assert live
        assert all(e[1]["aria-live"] == "polite" and e[1]["role"] == "status" for e in live)
    assert next(e for e in page if e[1].get("id") == "clock")[1]["role"] == "timer"


def test_the_page_says_its_language_and_title() -> None:
    page = read("exam")
    assert next(e for e in page if e[0] == "html")[1]["lang"] == "en"
    assert text(next(e for e in page if e[0] == "title")) == "Module 1: Foundations · Version 3"


def test_solutions_and_sources_are_hidden_until_they_are_asked_for() -> None:
    for name in ("practice", "exam"):
        solutions = [e for e in read(name) if e[1].get("data-role") == "solution"]
        assert len(solutions) == 8
        assert all("hidden" in e[1] for e in solutions)


def test_without_key_the_page_holds_no_answer() -> None:
    made = source("no key")
    for told in (
        "3.375 GiB",
        "Because it is so",
        "unpack<",
        "key/value",
        "4–5",
        "All parts",
        "Think of the",
    ):
        assert told in source("practice")
        assert told not in made
    assert "flashcardsGrader" not in made


def test_formulas_are_set_without_a_library_from_elsewhere() -> None:
    assert "<mfrac><msub><mi>a</mi><mn>1</mn></msub><msqrt><mi>b</mi></msqrt></mfrac>" in re.sub(
        "</?mrow>", "", source("practice")
    )


def test_the_grader_is_the_cards_own() -> None:
    from tests.anki.javascript import script

    assert script("grader.js") in source("practice")


def test_the_same_set_gives_the_same_page() -> None:
    assert html.page(whole(), key=True) == source("practice")
