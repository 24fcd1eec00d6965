"""The script of the problem card: which variant it shows, how it grades, which keys it takes."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from flashcards.anki.fields import note_fields
from flashcards.card import NoteClass
from flashcards.problems.pool import pool, pool_fact
from flashcards.problems.registry import family
from tests.anki.javascript import Page
from tests.anki.making import note, shown

COUNT = 7


def made(name: str = "kv-cache") -> str:
    """The text of the pool as a browser hands it to the script."""
    kind = family(name)
    fact = pool_fact(pool(kind, kind.asks[0], count=COUNT), tag_root="llm", titles={})
    fields = note_fields(NoteClass.PROBLEM, "n", note("n", fact).cards)
    return shown(fields[5])


POOL = made()
VARIANTS = json.loads(POOL)["variants"]


def variant(side: Any) -> Any:
    return next(v for v in VARIANTS if v["statement"] == side["statement"])


@pytest.mark.parametrize("reload", [False, True])
@pytest.mark.parametrize(
    ("session", "local"), [(True, True), (True, False), (False, True), (False, False)]
)
def test_both_sides_show_one_variant_whatever_can_be_stored(
    session: bool, local: bool, reload: bool
) -> None:
    page = Page(POOL, session=session, local=local)
    for _ in range(3 * COUNT):
        front = page.show(reload=reload)
        back = page.show(turned=True, reload=reload)
        assert front["statement"] == back["statement"]
        assert back["answer"] == variant(front)["target"]["answer"]
        assert back["steps"] == "".join(variant(front)["steps"])
        assert back["seed"] == f"flashcards problem kv-cache --seed {variant(front)['seed']}"


@pytest.mark.parametrize(("session", "local"), [(True, True), (True, False), (False, True)])
def test_each_review_shows_another_variant_and_all_come_before_one_comes_again(
    session: bool, local: bool
) -> None:
    page = Page(POOL, session=session, local=local)
    seen = [page.show(reload=True)["statement"] for _ in range(3 * COUNT)]
    assert all(one != other for one, other in pairwise(seen))
    for start in range(2 * COUNT):
        assert len(set(seen[start : start + COUNT])) == COUNT


def test_where_nothing_is_stored_the_first_variant_is_shown() -> None:
    page = Page(POOL, session=False, local=False)
    assert {page.show(reload=True)["statement"] for _ in range(5)} == {VARIANTS[0]["statement"]}


def test_notes_do_not_share_their_place() -> None:
    page = Page(POOL)
    first = page.show(note="a")["statement"]
    page.show(note="b")
    page.show(note="b")
    assert page.show(note="a", turned=True, reload=True)["statement"] == first


@pytest.mark.parametrize(
    "kept",
    ["null", "{", '"1"', '{"shown":null}', '{"shown":"1"}', '{"shown":-1}', '{"shown":99}',
     '{"shown":1.5}', '{"shown":1,"typed":null}', "[]", '{"shown":true}', ""],
)  # fmt: skip
def test_what_others_left_in_the_store_breaks_nothing(kept: str) -> None:
    page = Page(POOL)
    for store in ("sessionStorage", "localStorage"):
        page.run(f"window.{store}.setItem('flashcards-problem:n', {json.dumps(kept)})")
    assert variant(page.show(turned=True))
    front = page.show()
    assert page.show(turned=True)["statement"] == front["statement"]


@pytest.mark.parametrize("text", ["", "{", "null", '{"variants":[]}', "[]", "7"])
def test_without_a_pool_the_card_stays_as_it_is(text: str) -> None:
    page = Page(text)
    front, back = page.show(), page.show(turned=True)
    assert (front["statement"], front["asked"]) == ("static statement", False)
    assert (back["answer"], back["seed"]) == ("static answer", "")


def test_a_typed_answer_is_graded_in_place_and_again_on_the_back() -> None:
    page = Page(POOL)
    front = page.show()
    wrong, feedback = variant(front)["target"]["wrong"][0]
    page.type(f"{wrong:.0f} B")
    assert page.press("Enter")["prevented"]
    said = page.report()
    assert said["kind"] == "verdict failed"
    assert said["verdict"].startswith(f"Not right. {feedback}")
    back = page.show(turned=True, reload=True)
    assert back["verdict"] == f"You answered: {wrong:.0f} B" + said["verdict"]


def test_what_was_typed_and_not_checked_is_graded_on_the_back() -> None:
    page = Page(POOL)
    page.show()
    page.type("many")
    back = page.show(turned=True)
    assert back["kind"] == "verdict again"
    assert back["verdict"] == "You answered: manyThere is no number at its start."
    page.show()
    assert page.show(turned=True)["verdict"] == ""


def test_an_answer_that_cannot_be_read_may_be_corrected() -> None:
    page = Page(POOL)
    target = variant(page.show())["target"]
    page.type("2 Gb")
    page.press("Enter")
    assert page.report()["kind"] == "verdict again"
    page.type(target["answer"])
    page.press("Enter")
    assert (page.report()["kind"], page.report()["verdict"]) == ("verdict passed", "Right.")


def test_enter_turns_the_card_on_the_desktop_once_the_answer_is_graded() -> None:
    page = Page(POOL)
    page.run("desktop()")
    assert page.show()["focused"]
    page.type("1 B")
    page.press("Enter")
    assert page.report()["calls"] == []
    page.press("Enter")
    assert page.report()["calls"] == ["ans"]


def test_enter_turns_the_card_for_who_does_not_type_or_insists() -> None:
    page = Page(POOL)
    page.run("desktop()")
    page.show()
    page.press("Enter")
    assert page.report()["calls"] == ["ans"]
    page.show()
    page.type("no idea")
    page.press("Enter")
    page.press("Enter")
    assert page.report()["calls"] == ["ans"]


def test_the_box_takes_the_focus_only_where_that_opens_no_keyboard_on_the_screen() -> None:
    assert not Page(POOL).show()["focused"]


@pytest.mark.parametrize("key", ["1", "2", "3", "4", " ", "e", "Enter"])
def test_keys_typed_into_the_box_do_not_reach_the_app(key: str) -> None:
    page = Page(POOL)
    page.show()
    event = page.press(key)
    assert event["stopped"]
    assert event["prevented"] is (key == "Enter")


def test_options_can_be_chosen_by_a_tap() -> None:
    pool_text = made("best-quantization")
    page = Page(pool_text)
    front = page.show()
    chosen = next(
        v for v in json.loads(pool_text)["variants"] if v["statement"] == front["statement"]
    )
    assert front["options"] == chosen["target"]["choices"]
    index = int(chosen["target"]["value"])
    page.run(f"send(parts['.options'].children[{index}], 'click')")
    assert page.report()["kind"] == "verdict passed"


def test_what_is_typed_never_becomes_html() -> None:
    page = Page(POOL)
    page.show()
    page.type("2 <img src=x onerror=alert(1)>")
    page.press("Enter")
    assert page.report()["markup"] == ""
    back = page.show(turned=True)
    assert back["markup"] == ""
    assert "<img" in back["verdict"]
