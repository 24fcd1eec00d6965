"""The markdown form reads back as markdown."""

from __future__ import annotations

from markdown_it import MarkdownIt

from flashcards.practice.model import Form, PracticeSet
from flashcards.practice.render import markdown
from tests.practice.render.samples import item, whole


def made(one: PracticeSet, *, key: bool = True) -> str:
    (content,) = markdown.render([one], key=key).values()
    return content.decode()


def headings(text: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(text)
    return [
        tokens[i + 1].content
        for i, t in enumerate(tokens)
        if t.type == "heading_open" and t.tag in {"h1", "h2"}
    ]


def test_questions_come_first_and_then_the_key() -> None:
    found = headings(made(whole(version=2)))
    assert found[0] == "Module 1: Foundations · Version 2"
    assert found[1] == "Question 1 (6 points)"
    assert found[9] == "Key: Module 1: Foundations · Version 2"
    assert len(found) == 18


def test_an_open_fence_ends_with_its_text() -> None:
    one = PracticeSet(
        title="T", seed=1, items=(item(Form.SHORT, prompt="```\nopen"), item(Form.SHORT, 2))
    )
    assert "Question 2 (2 points)" in headings(made(one))


def test_terms_and_meanings_are_two_lists() -> None:
    tokens = MarkdownIt("commonmark").parse(made(whole(), key=False))
    start = next(i for i, t in enumerate(tokens) if t.content.startswith("Give the letter"))
    assert [t.type for t in tokens[start:]].count("bullet_list_open") >= 2
    assert tokens[start + 2].markup != next(
        t.markup for t in tokens[start + 3 :] if t.type == "bullet_list_open" and t.level == 0
    )


def test_hidden_texts_are_blanks_in_the_questions() -> None:
    one = PracticeSet(title="T", seed=1, items=(item(Form.SHORT, prompt="a ||secret|| b"),))
    assert "secret" not in made(one, key=False)
