"""What holds of every form."""

from __future__ import annotations

import pytest

from flashcards.practice.render import FORMS
from tests.practice.render.samples import HOSTILE, attacked, whole

TEXT_FORMS = [name for name in FORMS if name != "pdf"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_any_text_can_be_rendered(form: str, text: str) -> None:
    for content in FORMS[form].render([attacked(text)], key=True).values():
        assert content


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", [True, False])
def test_the_same_set_gives_the_same_bytes(form: str, key: bool) -> None:
    assert FORMS[form].render([whole()], key=key) == FORMS[form].render([whole()], key=key)


@pytest.mark.parametrize("form", FORMS)
def test_file_names_are_fit_for_any_system_and_tell_the_seed(form: str) -> None:
    made = FORMS[form].render([whole(version=n) for n in range(1, 11)], key=True)
    for name in made:
        assert name.startswith("practice-42")
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


@pytest.mark.parametrize("form", ["html", "pdf", "markdown"])
def test_each_version_has_files_of_its_own_that_sort_by_number(form: str) -> None:
    made = list(FORMS[form].render([whole(version=n) for n in range(1, 11)], key=False))
    assert len(made) == 10
    assert made == sorted(made)


@pytest.mark.parametrize("form", ["html", "pdf", "markdown"])
def test_two_sets_of_one_seed_and_version_are_not_written_over_each_other(form: str) -> None:
    with pytest.raises(ValueError, match="one seed and one version"):
        FORMS[form].render([whole(), whole()], key=True)


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_without_key_no_answer_is_told(form: str) -> None:
    with_key = b"".join(FORMS[form].render([whole()], key=True).values()).decode()
    without = b"".join(FORMS[form].render([whole()], key=False).values()).decode()
    for told in ("3.375", "Because it is so", "key/value", "All parts", "You left out"):
        assert told in with_key
        assert told not in without


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_every_prompt_and_source_is_there(form: str) -> None:
    made = b"".join(FORMS[form].render([whole()], key=True).values()).decode()
    for told in (
        "32,768 tokens of context",
        "Match each term",
        "What does",
        "Question 1: What is GGUF?",
    ):
        assert told in made
