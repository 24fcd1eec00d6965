"""Findings in each of their forms."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flashcards.cli import findings as forms
from flashcards.errors import Finding

WRONG = Finding(
    path="m.md", line=2, rule="arithmetic", severity="error",
    message="5 GB is stated, 4 GB is right: 2 + 2 = 4 GB",
    stated="5 GB", expected="4 GB", evidence="",
)  # fmt: skip
OLD = Finding(
    path="m.md", line=3, rule="outdated-option", severity="warning", message="100% old: a, b",
    stated="-DX", expected="-DY", evidence="its own word",
)  # fmt: skip
NOTE = Finding(path="other.md", line=9, rule="unused", severity="note", message="look")


@pytest.fixture(autouse=True)
def _document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    Path("m.md").write_text("# 15 GB\n2 + 2 = 5 GB\ncmake\t-DX=ON\n", encoding="utf-8")


def shown(form: str, capsys: pytest.CaptureFixture[str], *found: Finding) -> str:
    forms.show(found, form)
    return capsys.readouterr().out


def test_text_shows_the_line_with_a_caret_below_what_is_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert shown("text", capsys, WRONG, OLD, NOTE).split("\n") == [
        "m.md:2: error: 5 GB is stated, 4 GB is right: 2 + 2 = 4 GB [arithmetic]",
        "    2 + 2 = 5 GB",
        "            ^^^^",
        "m.md:3: warning: 100% old: a, b [outdated-option]",
        "    cmake -DX=ON",
        "          ^^^",
        "    right: -DY",
        "    evidence: its own word",
        "other.md:9: note: look [unused]",
        "",
    ]


@pytest.mark.parametrize(
    ("line", "caret"),
    [
        ("日本 = 5 GB", "       ^^^^"),
        ("e\u0301 = 5 GB", "    ^^^^"),
        ("\x1b[31mred\x1b[0m 5 GB", " " * 13 + "^^^^"),  # reading shows what is no sign
        ("15 GB or 5 GB", "         ^^^^"),
        ("x" * 200 + " 5 GB", " " * 50 + "^^^^"),
        ("5 GB" + "x" * 300, "^^^^"),
    ],
    ids=["wide", "combining", "escapes", "another number", "far", "long"],
)
def test_the_caret_stands_below_it_whatever_the_line_holds(
    line: str, caret: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("m.md").write_text(f"\n{line}\n", encoding="utf-8")
    _, text, below, _ = shown("text", capsys, WRONG).split("\n")
    assert below == "    " + caret
    assert len(text) <= 4 + forms.WIDTH
    assert "\x1b" not in text


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"one line"])
def test_a_line_that_is_not_there_is_not_shown(
    content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("m.md").write_bytes(content)
    assert shown("text", capsys, WRONG).count("\n") == 1
    Path("m.md").unlink()
    assert shown("text", capsys, WRONG).count("\n") == 1


def test_colours_are_ours_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    Path("m.md").write_text("\n\x1b[35m5 GB\x1b[0m\n", encoding="utf-8")
    text = shown("text", capsys, WRONG)
    assert "\x1b[1;31merror:\x1b[0m" in text
    assert "\x1b[1;32m^^^^\x1b[0m" in text
    assert "\x1b[35m" not in text


def test_json_holds_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = json.loads(shown("json", capsys, WRONG))
    assert one == {
        "path": "m.md", "line": 2, "rule": "arithmetic", "severity": "error",
        "message": WRONG.message, "stated": "5 GB", "expected": "4 GB", "evidence": "",
        "column": 0,
    }  # fmt: skip


def test_github_marks_the_place(capsys: pytest.CaptureFixture[str]) -> None:
    at, at2 = "::error file=m.md,", "::warning file=m.md,"
    assert shown("github", capsys, WRONG, OLD, NOTE).split("\n") == [
        f"{at}line=2,col=9,endColumn=12,title=arithmetic::{WRONG.message}",
        f"{at2}line=3,col=7,endColumn=9,title=outdated-option::100%25 old: a, b (right: -DY)",
        "::notice file=other.md,line=9,title=unused::look",
        "",
    ]


def test_github_is_not_misled_by_what_a_document_holds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    evil = Finding(
        path="a,b:c%.md", line=1, rule="r", severity="error", message="x\n::error::owned\r\ny",
    )  # fmt: skip
    assert shown("github", capsys, evil).split("\n") == [
        "::error file=a%2Cb%3Ac%25.md,line=1,title=r::x ::error::owned y",
        "",
    ]


def sarif(capsys: pytest.CaptureFixture[str], *found: Finding) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(shown("sarif", capsys, *found))
    return log


def test_sarif_has_what_version_2_1_0_of_its_schema_requires(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = sarif(capsys, WRONG, OLD, NOTE)
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "flashcards"
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == sorted(set(ids))
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    for result in run["results"]:
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        assert ids[result["ruleIndex"]] == result["ruleId"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"]
        assert place["region"]["startLine"] >= 1


def test_sarif_names_the_place_in_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    one = sarif(capsys, WRONG)["runs"][0]["results"][0]
    place = one["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 2, "startColumn": 9, "endColumn": 13}
    assert one["properties"] == {"stated": "5 GB", "expected": "4 GB"}


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ü.md", "a%20b/%C3%BC.md"),
        ("../m.md", "../m.md"),
        ("/docs/a b.md", "file:///docs/a%20b.md"),
        ("a:b#c?.md", "a%3Ab%23c%3F.md"),
    ],
)
def test_sarif_writes_a_path_as_a_uri(
    path: str, uri: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = Finding(path=path, line=1, rule="r", severity="note", message="m")
    place = sarif(capsys, found)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uri}


def test_sarif_without_findings_is_still_a_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert sarif(capsys)["runs"][0]["results"] == []
