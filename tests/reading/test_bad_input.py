"""Input that is broken, huge or hostile: a clear error or a warning, never a hang or a crash."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from flashcards.document import Listing, walk
from flashcards.errors import ReadError
from flashcards.reading import decode
from tests.understood import read_file, read_text

HEAD = "# T\n\n### Question 1: What is it?\n\n#### Model Solution\n\n"
N = 4_000
SECONDS = 10
"""Processor time for one case: far more than needed, far less than a hang."""


@pytest.fixture(autouse=True)
def limited():  # type: ignore[no-untyped-def]
    """End the test, with a traceback, if it takes too much processor time."""
    import signal

    def stop(*_: object) -> None:
        raise AssertionError(f"took more than {SECONDS} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def error_of(path: Path) -> ReadError:
    with pytest.raises(ReadError) as raised:
        read_file(path)
    return raised.value


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"# T\n\nok \xff\xfe\n", 3, "byte 8 (0xff) is not UTF-8"),
        ("Größe".encode("latin-1"), 1, "not UTF-8"),
        ("# T\n".encode("utf-16"), 1, "not UTF-8"),
        (b"# T\n\n\xed\xa0\x80\n", 3, "not UTF-8"),  # a lone surrogate
        (b"# T\n\xc0\xaf\n", 2, "not UTF-8"),  # overlong
        (b"# T\n\xe2\x82", 2, "not UTF-8"),  # cut short
        (b"", 1, "empty"),
        (b" \n\t\n", 1, "empty"),
        (b"\xef\xbb\xbf", 1, "empty"),
        (b"\xef\xbb\xbf\r\n", 1, "empty"),
        (HEAD.encode() + b"x " * 2**19, 7, "a line of 1,048,576 characters"),
        (HEAD.encode() + b"x" * 50_000, 7, "a line of 50,000 characters"),
        (HEAD.encode() + b"- some words\n" * 70_000, 60_001, "lines are too many"),
        (HEAD.encode() + b"\n" * 70_000, 60_001, "lines are too many"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_error_names_file_line_and_cause(tmp_path: Path, data: bytes, line: int, said: str) -> None:
    path = tmp_path / "bad.md"
    path.write_bytes(data)
    error = error_of(path)
    assert (error.path, error.line) == (path.as_posix(), line)
    assert said in error.message


@pytest.mark.parametrize(
    "data", [b"# A title\n\nand a paragraph\n", b"---\ntitle: x\n---\n", b"\x00\x00\x00"]
)
def test_a_document_without_questions_is_no_error_and_has_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.md"
    path.write_bytes(data)
    assert read_file(path)[0].questions == ()


def test_more_than_64_mib_are_refused_before_they_are_decoded() -> None:
    with pytest.raises(ReadError, match="too many for a question document"):
        decode(b"x" * (64 * 2**20 + 1), path="bad.md")


def test_folder_and_missing_file_are_told_apart(tmp_path: Path) -> None:
    assert "folder" in error_of(tmp_path).message
    assert "no such file" in error_of(tmp_path / "none.md").message
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    assert "cannot be read" in error_of(tmp_path / "loop.md").message


def lines_of(start: str, count: int) -> str:
    return "".join(f"{start * (i % 1000)} a\n" for i in range(count))


HOSTILE = {
    "quotes": ">" * N + " a",
    "deeper quotes": lines_of(">", 300),
    "lists on a line": "- " * N,
    "numbers on a line": "1. " * N,
    "deeper lists": "".join(f"{'  ' * i}- a\n" for i in range(200)),
    "brackets": "[" * N,
    "closed brackets": "[" * N + "]" * N,
    "links": "[a](" * N,
    "images": "![" * N,
    "stars": "*" * N + "a" + "*" * N,
    "words in stars": "*a " * N,
    "mixed stars": "*a**b" * N,
    "underscores": "_a " * N,
    "backquotes": "".join("`" * (i % 90) + "a" for i in range(300)),
    "angles": "<" * N,
    "comments": "a <!-- " * N,
    "entities": "&" * N,
    "backslashes": "\\" * N,
    "qualifiers": "**a** " + "(a" * N + ")" * N + ": b",
    "spaces": "a" + " " * N + "b" + " " * N + "c",
    "tabs": "\t" * N + "a",
    "colons": "- " + "(a: " * N,
    "dashes": "- " + "(a - " * N,
    "commas": "**Key Points**: " + "a, " * N,
    "a wide table": "|a" * N + "\n" + "|-" * N + "|\n" + "|a" * N,
    "only pipes": "|" * N + "\n" + "|-" * N + "|\n",
    "a long table": "|a|b|\n|-|-|\n" + "|a|b|\n" * 500,
    "definitions": "".join(f"[a{i}]: /x\n" for i in range(500)),
    "open tags": "<div>\n\n" * 500,
    "rules": "---\n\n" * 500,
    "headings": "".join("#" * (1 + i % 6) + " a\n\n" for i in range(500)),
    "empty labels": "**A**\n\n" * 500,
    "numbered labels": "".join(f"**{i}. A**\n\n" for i in range(500)),
    "labels": "**A**: b\n" * 500,
    "numbered lines": "a\n" + "2. b\n" * 500,
    "NUL": "\0" * N,
    "control characters": "".join(map(chr, range(1, 32))) * 100,
    "accents": "a" + "\u0301" * N,
    "directions": "\u202e\u2066\u200d\ufeff" * 500,
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "unfinished": "[continu" + " remain" * N,
    "underscored log": "```\n" + "a_" * N + "\n```",
}
FENCED = {
    "labels": "abc:\n" * 500,
    "bullets": "- abc\n" * 500,
    "deeper bullets": "".join(f"{' ' * i}- a\n" for i in range(200)),
    "a tree": "├── abc\n" * 500,
    "a deeper tree": "".join(f"{'│ ' * i}├── a\n" for i in range(200)),
    "a tree below words": "abc\n" * 500 + "├── abc\n",
    "tables": "a | b\n---|---\n" * 500,
    "a rule": "-" * N + "a",
    "boxes": "┌─┐\n└─┘\nabc\n" * 500,
    "pairs": "a: " * N,
    "formulas": "a = " * N,
    "spaces": "a" + " " * N + "b",
}


def read_hostile(text: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.md"
    path.write_text(text, encoding="utf-8")
    try:
        document, _ = read_file(path)
    except ReadError as error:
        assert error.path == path.as_posix()
        assert error.line is not None
    else:
        assert len(document.questions) == 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 3 * 2**20  # KiB


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_or_refused(name: str, tmp_path: Path) -> None:
    read_hostile(f"{HEAD}{HOSTILE[name]}\n", tmp_path)


@pytest.mark.parametrize("info", ["", "python", "bash"])
@pytest.mark.parametrize("name", FENCED)
def test_hostile_fences_are_read_or_refused(name: str, info: str, tmp_path: Path) -> None:
    read_hostile(f"{HEAD}```{info}\n{FENCED[name]}\n```\n", tmp_path)


@pytest.mark.parametrize("line", ["x = 1  # note", "# note", "ls\n# out", "'", '"""', "/*"])
@pytest.mark.parametrize("info", ["python", "bash", "cpp"])
def test_long_listings_are_read(line: str, info: str) -> None:
    text = f"{HEAD}```{info}\n" + f"{line}\n" * 1_000 + "```\n"
    assert read_text(text, path="long.md")[0].questions


def test_nesting_that_is_cut_is_told_with_its_line() -> None:
    text = HEAD + "fine\n\n" + ">" * 200 + " a\n"
    found = read_text(text, path="deep.md")[1]
    assert [(f.rule, f.severity, f.line) for f in found] == [("too-deep", "warning", 9)]
    shallow = HEAD + "> > > - a\n>   > - b\n"
    assert read_text(shallow, path="deep.md")[1] == ()


@pytest.mark.parametrize(
    "body",
    ["```\nabc\n", "~~~python\nabc\n", "- a\n\n  ```\n  abc\n", "````\nabc\n```\n", "```\n"],
)
def test_an_unclosed_fence_is_told_with_its_line(body: str) -> None:
    found = read_text(HEAD + body, path="open.md")[1]
    fence = next(i for i, line in enumerate((HEAD + body).split("\n"), 1)
                 if line.lstrip(" -")[:3] in {"```", "~~~"})  # fmt: skip
    assert [(f.rule, f.severity, f.line) for f in found] == [("unclosed-fence", "warning", fence)]


@pytest.mark.parametrize(
    "body",
    [
        "```\nabc\n```\n",
        "~~~~ python\nabc\n~~~~\n",
        "> ```\n> abc\n> ```\n",
        "- a\n\n  ```\n  abc\n  ```\n",
        "````\n```\n````\n",
        "```\n```\n",
        "```\nabc\n```",
    ],
)
def test_a_closed_fence_is_fine(body: str) -> None:
    assert read_text(HEAD + body, path="closed.md")[1] == ()


def test_duplicate_numbers_are_told_at_the_second_question() -> None:
    text = "# T\n\n### Question 1: A\n\na\n\n### Question 2: B\n\nb\n\n### Question 1: C\n\nc\n"
    document, found = read_text(text, path="twice.md")
    assert [q.title.plain for q in document.questions] == ["A", "B", "C"]
    assert [(f.rule, f.severity, f.line) for f in found] == [("duplicate-question", "warning", 11)]
    assert "line 3" in found[0].message


def test_an_embedded_picture_is_no_hostile_line() -> None:
    text = HEAD + "![x](data:image/png;base64," + "iVBORw0KGgo+/" * 5_000 + ")\n\nwords\n"
    assert read_text(text, path="picture.md")[0].questions[0].answered


def test_control_characters_show_as_replacement_characters() -> None:
    text = decode(b"a\x00b\x1b[31mc\td\x7f\n", path="x").text
    assert text == "a\ufffdb\ufffd[31mc\td\ufffd\n"


def test_comments_in_a_listing_are_kept_while_it_is_long() -> None:
    text = f"{HEAD}```python\n" + "x = 1  # note\n" * 300 + "```\n"
    nodes = read_text(text, path="long.md")[0].questions[0].sections[0].nodes
    (listing,) = [node for node in walk(nodes) if isinstance(node, Listing)]
    assert len(listing.comments) == 300


@pytest.mark.parametrize(
    "drawn", ["|---|---|\n|---|---|", "-----\n|---|---|", "+---+\n+---+\n+---+"]
)
def test_a_table_of_nothing_but_rules_is_none(drawn: str) -> None:
    text = f"# T\n\n### Question 1: Q\n\n#### Model Solution\n\n```\n{drawn}\n```\n"
    document, _ = read_text(text, path="a.md")
    assert len(document.questions) == 1


def test_tables_of_more_cells_than_anybody_reads_are_refused_with_their_line() -> None:
    from flashcards.documents import MAX_BARS, read_text

    row = "|" + "a|" * 9_999 + "\n"
    with pytest.raises(ReadError, match="cells") as caught:
        read_text("# T\n\n" + row * 40, path="a.md")
    assert caught.value.line == 3 + MAX_BARS // 10_000


@pytest.mark.parametrize(
    ("line", "most", "reason"),
    [("a thing\n\n", 25_000, "25,000 lines"), ("word " * 3_999 + "\n", 100, "2,000,000 char")],
)
def test_more_text_than_is_read_in_a_minute_is_refused_with_its_line(
    line: str, most: int, reason: str
) -> None:
    from flashcards.documents import _check_size, read_text

    _check_size(line * most, "a.md")
    with pytest.raises(ReadError, match=reason) as caught:
        read_text(line * (most + 1), path="a.md")
    assert caught.value.line == most * line.count("\n") + 1
    _check_size(f"![](data:image/png;base64,{'A' * 3_000_000})", "a.md")
