"""Pictures of cards stand in the pages, papers and question banks that are made of them."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.practice.model import Form, PracticeSet
from flashcards.practice.render import FORMS, html, pdf
from tests.practice.render.samples import item

NAME = "fc-0123456789abcdef0123.png"


def png(width: int, height: int) -> bytes:
    rows = b"".join(b"\0" + b"\xff\0\0" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def shown(path: Path, content: bytes) -> PracticeSet:
    path.write_bytes(content)
    one = item(Form.SHORT, prompt=f"![heart]({NAME})\n\nWhich organ?", answer="the heart",
               accepted=("heart",))  # fmt: skip
    return PracticeSet(title="T", seed=1, items=(one,), media={NAME: path})


@pytest.mark.parametrize("form", ["html", "moodle"])
def test_a_picture_stands_in_the_file_itself_and_its_words_tell_no_answer(
    form: str, tmp_path: Path
) -> None:
    (made,) = FORMS[form].render([shown(tmp_path / NAME, png(4, 2))], key=False).values()
    text = made.decode().replace("&lt;", "<").replace("&quot;", '"')
    assert 'src="data:image/png;base64,' in text
    assert 'alt="heart"' not in text


def test_the_page_loads_pictures_from_within_only(tmp_path: Path) -> None:
    made = html.page(shown(tmp_path / NAME, png(4, 2)), key=True)
    assert "img-src data:;" in made


def test_paper_shows_the_picture(tmp_path: Path) -> None:
    one = shown(tmp_path / NAME, png(40, 20))
    with_it = pdf.render([one], key=True)["practice-1.pdf"]
    assert b"/Subtype/Image" in with_it
    assert b"/Subtype/Image" not in pdf.render([replace(one, media={})], key=True)["practice-1.pdf"]


def test_what_paper_cannot_show_is_named(tmp_path: Path) -> None:
    one = shown(tmp_path / NAME, b"no picture at all")
    assert pdf.render([one], key=True)["practice-1.pdf"].startswith(b"%PDF-")
