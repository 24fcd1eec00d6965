"""The page as a person uses it, run without a browser."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flashcards.practice.model import Form, PracticeSet
from flashcards.practice.render import html
from flashcards.render import blocks_of
from tests.practice.render.browser import Page
from tests.practice.render.samples import item, whole

# The questions of the sample set by their numbers.
NUMERIC, NAMED, CHOICE, MATCHING, ORDERING, SHORT, FILL, LONG = range(1, 9)


def opened(*, exam: bool = False, minutes: int = 0, key: bool = True) -> Page:
    return Page(html.page(whole(exam=exam, minutes=minutes), key=key))


def answer_all(page: Page) -> None:
    page.run(f"type(part({NUMERIC}, 'typed'), '3456 MiB')")
    page.run(f"tick(part({NAMED}, 'choice', 3))")
    page.run(f"tick(part({CHOICE}, 'choice', 1))")
    for place, value in enumerate("2310"):
        page.run(f"pick(part({MATCHING}, 'pair', {place}), '{value}')")
    page.run(f"click(part({ORDERING}, 'up', 1))")  # the second line to the top
    page.run(f"click(part({ORDERING}, 'up', 3))")  # the last one to the second place
    page.run(f"click(part({ORDERING}, 'up', 2))")
    page.run(f"type(part({SHORT}, 'typed'), 'Key / Value')")
    page.run(f"type(part({FILL}, 'typed'), 'unpack')")
    page.run(f"type(part({LONG}, 'typed'), 'It is a file.')")


def test_a_computed_answer_is_read_with_its_unit() -> None:
    page = opened()
    page.run(f"type(part({NUMERIC}, 'typed'), '3456 MiB')")
    page.run(f"check({NUMERIC})")
    assert page.said(NUMERIC) == "Right. 6 of 6 points."
    assert page.sees(NUMERIC, "solution")


def test_a_known_wrong_way_is_told() -> None:
    page = opened()
    page.run(f"type(part({NUMERIC}, 'typed'), '1.6875 GiB')")
    page.run(f"check({NUMERIC})")
    assert page.said(NUMERIC).startswith("Not right. You left out the factor 2")


def test_what_cannot_be_read_is_asked_again_and_the_question_stays_open() -> None:
    page = opened()
    page.run(f"type(part({NUMERIC}, 'typed'), '3.375 Gb')")
    page.run(f"check({NUMERIC})")
    assert "bits or for bytes" in page.said(NUMERIC)
    assert not page.sees(NUMERIC, "solution")
    page.run(f"type(part({NUMERIC}, 'typed'), '3.375')")
    page.run(f"check({NUMERIC})")
    assert page.sees(NUMERIC, "solution")


def test_an_empty_answer_is_no_answer() -> None:
    page = opened()
    for question in (NUMERIC, NAMED, CHOICE, MATCHING, SHORT, FILL):
        page.run(f"check({question})")
        assert page.said(question) == "There is no answer yet."


def test_a_wrong_option_is_told_why_and_what_is_right() -> None:
    page = opened()
    page.run(f"tick(part({CHOICE}, 'choice', 2))")
    page.run(f"check({CHOICE})")
    assert page.said(CHOICE) == (
        "Not right. That is a zip file, such as a PyTorch checkpoint. Right is B: GGUF. 0 of 2 points."
    )


def test_half_a_matching_is_not_taken_and_a_half_right_one_gets_half() -> None:
    page = opened()
    page.run(f"pick(part({MATCHING}, 'pair', 0), '2')")
    page.run(f"check({MATCHING})")
    assert page.said(MATCHING) == "Choose a letter for each term."
    for place, value in enumerate("2301"):
        page.run(f"pick(part({MATCHING}, 'pair', {place}), '{value}')")
    page.run(f"check({MATCHING})")
    assert page.said(MATCHING) == (
        "Partly right. 2 of 4 right. -ngl is B; Quantization is A. 1 of 2 points."
    )


def test_lines_move_by_buttons_that_keep_the_focus_and_tell_the_place() -> None:
    page = opened()
    page.run(f"click(part({ORDERING}, 'down', 0))")
    assert page.run(f"focused === part({ORDERING}, 'down', 1)")
    assert page.reads("announce") == "Now at place 2 of 4."
    page.run(f"click(part({ORDERING}, 'up', 0))")  # at the top already
    assert page.run(f"part({ORDERING}, 'line', 0).attributes['data-line']") == "1"


def test_an_order_as_it_stands_can_be_checked() -> None:
    page = opened()
    page.run(f"check({ORDERING})")
    assert page.said(ORDERING).startswith("Not right. 3 of 6 pairs of lines")


def test_hints_come_one_by_one_and_go_with_the_answer() -> None:
    page = opened()
    shown = [page.sees(LONG, "hint-text", index) for index in range(3)]
    assert shown == [False] * 3
    page.run(f"click(part({LONG}, 'hint'))")
    assert [page.sees(LONG, "hint-text", index) for index in range(3)] == [True, False, False]
    assert page.run(f"part({LONG}, 'hint').textContent") == "Show a hint (2 of 3)"
    page.run(f"click(part({LONG}, 'hint'))")
    page.run(f"click(part({LONG}, 'hint'))")
    assert not page.sees(LONG, "hint")


def test_the_rubric_adds_up_against_what_passes() -> None:
    page = opened()
    page.run(f"check({LONG})")
    page.run(f"tick(part({LONG}, 'level', 1))")  # 2–3 of 5
    assert page.run(f"part({LONG}, 'sum').textContent") == (
        "3 of 10 points so far; 1 row to grade. To pass: Mid: 5, Senior: 8."
    )
    page.run(f"type(part({LONG}, 'given', 1), '4')")
    assert page.run(f"part({LONG}, 'sum').textContent") == (
        "7 of 10 points. Passed as Mid. To pass: Mid: 5, Senior: 8."
    )
    assert page.reads("progress") == "1 of 8 answered · 7 of 32 points"


@pytest.mark.parametrize("typed", ["99", "-3", "x", "1e9"])
def test_points_of_a_row_stay_within_it(typed: str) -> None:
    page = opened()
    page.run(f"check({LONG})")
    page.run(f"type(part({LONG}, 'given', 0), '{typed}')")
    page.run(f"type(part({LONG}, 'given', 1), '0')")
    assert page.run(f"part({LONG}, 'sum').textContent")[0] in "05"


def test_an_answer_without_a_rubric_is_graded_all_in_all() -> None:
    one = PracticeSet(title="T", seed=1, items=(item(Form.LONG, points=10),))
    page = Page(html.page(one, key=True))
    page.run("check(1)")
    page.run("type(part(1, 'given'), '6')")
    assert page.run("part(1, 'sum').textContent") == "6 of 10 points."


def test_what_is_checked_takes_no_other_answer() -> None:
    page = opened()
    page.run(f"type(part({SHORT}, 'typed'), 'x')")
    page.run(f"check({SHORT})")
    assert page.run(f"part({SHORT}, 'typed').readOnly")
    assert not page.sees(SHORT, "check")


def test_all_right_is_all_points() -> None:
    page = opened()
    answer_all(page)
    for question in range(1, 9):
        page.run(f"check({question})")
    page.run(f"type(part({LONG}, 'given', 0), '5')")
    page.run(f"type(part({LONG}, 'given', 1), '5')")
    page.run("click(document.getElementById('finish'))")
    assert page.reads("score") == "32 of 32 points, 100 %."


def test_an_exam_tells_nothing_until_it_is_finished() -> None:
    page = opened(exam=True)
    answer_all(page)
    for question in range(1, 9):
        assert not page.sees(question, "check")
        page.run(f"fire(part({question}, 'form'), 'submit')")
        assert page.said(question) == ""
        assert not page.sees(question, "solution")
    assert not page.sees(LONG, "hint")
    assert page.reads("progress") == "8 of 8 answered"
    page.run("click(document.getElementById('finish'))")
    assert page.reads("score").startswith("22 of 32 points, 69 %. Grade the long answer below")
    assert all(page.sees(question, "solution") for question in range(1, 9))
    assert page.run("focused.attributes.id") == "result"


def test_an_exam_tells_what_cannot_be_read_while_it_is_typed_and_before_it_ends() -> None:
    page = opened(exam=True)
    answer_all(page)
    page.run(f"type(part({NUMERIC}, 'typed'), '3.375 Gb')")
    assert "bits or for bytes" in page.said(NUMERIC)
    page.run("click(document.getElementById('finish'))")
    assert page.reads("announce") == (
        "One answer cannot be graded as written. Press again to finish."
    )
    assert not page.sees(NUMERIC, "solution")
    page.run(f"type(part({NUMERIC}, 'typed'), '3.375 GiB')")
    assert page.said(NUMERIC) == ""
    page.run("click(document.getElementById('finish'))")
    assert page.reads("score").startswith("22 of 32 points")


@pytest.mark.parametrize("typed", ["3.375 GiB", "1 GiB", "99 MiB"])
def test_what_an_exam_says_of_reading_tells_nothing_of_the_right_answer(typed: str) -> None:
    page = opened(exam=True)
    page.run(f"type(part({NUMERIC}, 'typed'), '{typed}')")
    assert page.said(NUMERIC) == ""
    page.run(f"type(part({NUMERIC}, 'typed'), '{typed.split(maxsplit=1)[0]}')")
    assert "without one it is taken for" in page.said(NUMERIC)


def test_points_of_a_rubric_come_into_the_result_when_they_are_given() -> None:
    page = opened(exam=True)
    answer_all(page)
    page.run("click(document.getElementById('finish'))")
    page.run(f"type(part({LONG}, 'given', 0), '5')")
    page.run(f"type(part({LONG}, 'given', 1), '3')")
    assert page.reads("score") == "30 of 32 points, 94 %."


def test_finishing_with_open_questions_takes_a_second_press() -> None:
    page = opened()
    page.run("click(document.getElementById('finish'))")
    assert page.reads("announce") == "8 questions have no answer. Press again to finish."
    assert page.reads("finish") == "Finish all the same"
    page.run("click(document.getElementById('finish'))")
    assert page.reads("score").startswith("0 of 32 points, 0 %.")
    assert page.said(SHORT) == "No answer. 0 of 2 points."


def test_a_timed_exam_shows_no_question_before_it_starts_and_ends_by_itself() -> None:
    page = opened(exam=True, minutes=10)
    assert not page.sees(SHORT, "typed")
    page.run("pass(100)")
    page.run("click(document.getElementById('begin'))")
    assert page.reads("clock") == "10:00 left"
    page.run(f"type(part({SHORT}, 'typed'), 'key/value')")
    page.run("pass(301)")
    assert page.reads("announce") == "5 minutes left."
    page.run("pass(299)")
    assert page.reads("announce") == "Time is up."
    assert page.reads("score").startswith("2 of 32 points")


def test_practice_goes_on_when_its_time_is_over() -> None:
    page = opened(minutes=1)
    page.run("pass(75)")
    assert page.reads("clock") == "0:15 over time"
    page.run(f"type(part({SHORT}, 'typed'), 'key/value')")
    page.run(f"check({SHORT})")
    assert page.said(SHORT) == "Right. 2 of 2 points."


def test_leaving_with_answers_is_asked_about_until_the_end() -> None:
    page = opened()
    assert page.run("fire(window, 'beforeunload')") is False
    page.run(f"type(part({SHORT}, 'typed'), 'x')")
    assert page.run("fire(window, 'beforeunload')") is True


def test_a_page_without_key_counts_and_moves_and_checks_nothing() -> None:
    page = opened(key=False)
    page.run(f"type(part({SHORT}, 'typed'), 'x')")
    page.run(f"click(part({ORDERING}, 'down', 0))")
    page.run(f"fire(part({SHORT}, 'form'), 'submit')")
    assert page.reads("progress") == "2 of 8 answered"
    assert page.run(f"part({SHORT}, 'check') === undefined")


def test_day_and_night_and_print_have_buttons() -> None:
    page = opened()
    page.run("click(document.getElementById('theme'))")
    assert page.run("document.getElementById('theme').attributes['aria-pressed']") == "true"
    assert page.run("document.documentElement.classList.contains('nightMode')")
    page.run("click(document.getElementById('print'))")
    assert page.run("printed") == 1


def test_a_single_ordering_of_two_lines_can_be_right_and_wrong() -> None:
    two = replace(item(Form.ORDERING), lines=(blocks_of("b"), blocks_of("a")), order=(1, 0))
    page = Page(html.page(PracticeSet(title="T", seed=1, items=(two,)), key=True))
    page.run("click(part(1, 'up', 1))")
    page.run("check(1)")
    assert page.said(1) == "Right. 2 of 2 points."
