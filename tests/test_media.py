"""Pictures: found beside their document, named by content, warned of where they are missing."""

from __future__ import annotations

from pathlib import Path

from flashcards.contents import contents
from flashcards.documents import read_document
from flashcards.facts import extract
from flashcards.media import Localised, localised
from flashcards.render import html, plain
from flashcards.render.as_html import Page


def built(tmp_path: Path, text: str, **files: bytes) -> Localised:
    for name, content in files.items():
        place = tmp_path / name.replace("__", "/").replace("_png", ".png")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    document = read_document(path, name="a.md").document
    return localised((contents(document),), (extract(document, tag_root="t"),))


def test_a_picture_is_named_by_its_content_and_its_description_tells_no_answer(
    tmp_path: Path,
) -> None:
    made = built(
        tmp_path,
        "Q: Which organ is this?\n\n![heart](heart.png)\n\nA: The heart.\n",
        heart_png=b"1",
    )
    (name,) = made.files
    assert name.startswith("fc-")
    (fact, *_) = made.extractions[0].facts
    assert f'<img src="{name}" alt="">' in html(fact.front, Page(packed=True))
    assert "heart" not in plain(fact.front)
    assert not made.findings


def test_one_that_is_named_without_its_folder_is_found_below(tmp_path: Path) -> None:
    made = built(
        tmp_path, "Q: What is it?\n\n![[Pic.png]]\n\nA: A cell.\n", img__deep__pic_png=b"2"
    )
    assert len(made.files) == 1


def test_missing_remote_and_strange_ones_are_warned_of_with_their_line(tmp_path: Path) -> None:
    made = built(
        tmp_path,
        "Q: What is it?\n\nA: A cell ![a](no.png) with\na wall ![b](https://e.org/b.png) and\na core ![c](../../../etc/passwd).\n",
    )
    assert [(f.line, f.severity) for f in made.findings] == [
        (3, "warning"),
        (4, "warning"),
        (5, "warning"),
    ]
    assert not made.files


def test_a_link_of_the_project_leads_to_no_picture_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"1")
    inner = tmp_path / "project" / "notes"
    inner.mkdir(parents=True)
    (inner / "a.png").symlink_to(tmp_path / "secret.png")
    assert not built(inner, "Q: What is it?\n\n![a](a.png)\n\nA: A cell.\n").files


def test_a_picture_outside_of_the_project_is_not_taken(tmp_path: Path) -> None:
    inner = tmp_path / "one" / "two"
    inner.mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"3")
    made = built(inner, "Q: What is it?\n\n![a](../../secret.png)\n\nA: A cell.\n")
    assert not made.files
    assert made.findings


def test_a_picture_that_changes_has_another_name(tmp_path: Path) -> None:
    text = "Q: What is it?\n\n![a](a.png)\n\nA: A cell.\n"
    assert (
        built(tmp_path, text, a_png=b"1").files.keys()
        != built(tmp_path, text, a_png=b"2").files.keys()
    )


def test_a_picture_behind_the_words_of_a_heading_is_on_its_card(tmp_path: Path) -> None:
    made = built(tmp_path, "# Quiz\n\n## Which dog is this? ![](d.png)\n\nA poodle.\n", d_png=b"3")
    (fact, *_) = made.extractions[0].facts
    assert "<img" in html(fact.front, Page(packed=True))


def test_without_its_picture_and_words_for_it_there_is_no_card(tmp_path: Path) -> None:
    made = built(
        tmp_path,
        "# Quiz\n\n## What is on ![](no.png)?\n\nA bus.\n\n## How is it drawn?\n\n![image](no.png)\n\n"
        "## What is a hub?\n\n![a star of lines](no.png)\n",
    )
    facts = made.extractions[0].facts
    assert [fact.aside for fact in facts] == ["its picture is not there"] * 2 + [""]
