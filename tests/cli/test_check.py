from __future__ import annotations

from pathlib import Path
from typing import Self

import pytest

from flashcards.oracles.llama import LlamaAborted, LlamaAbsent, LlamaError
from tests.cli.helpers import ONE, TWO, Flashcards, snapshot

MISREAD = ONE.replace("Open gas flame", "Open gas flame → the pan — “hot” ✅").encode()


def test_sound_documents_are_0(flashcards: Flashcards, project: Path) -> None:
    ran = flashcards("check", "--json")
    assert ran.json == []
    assert ran.code == 0


def test_findings_have_place_rule_severity_and_message(
    flashcards: Flashcards, project: Path
) -> None:
    text = TWO.replace("# Module 10: Gardens\n", "# Module 10: Gardens\n\n**Question Count**: 7\n")
    (project / "source" / "garden.md").write_text(text, encoding="utf-8")
    ran = flashcards("check", "--json")
    (found, *_) = ran.json
    fields = {
        "path",
        "line",
        "column",
        "rule",
        "severity",
        "message",
        "stated",
        "expected",
        "evidence",
    }
    assert set(found) == fields
    assert (found["path"], found["line"]) == ("source/garden.md", 3)
    assert ran.code == (1 if any(f["severity"] == "error" for f in ran.json) else 0)
    shown = flashcards("check").out
    assert shown.startswith(f"source/garden.md:3: {found['severity']}: ")
    assert f"[{found['rule']}]" in shown


def test_a_file_that_cannot_be_read_is_2_and_the_others_are_still_checked(
    flashcards: Flashcards, project: Path
) -> None:
    (project / "source" / "a-bad.md").write_bytes(b"# T\n\n\xff\xfe\x81\n")
    text = TWO.replace("# Module 10: Gardens\n", "# Module 10: Gardens\n\n**Question Count**: 7\n")
    (project / "source" / "garden.md").write_text(text, encoding="utf-8")
    ran = flashcards("check", "--json")
    assert ran.code == 2
    assert "error: source/a-bad.md:" in ran.err
    assert [found["path"] for found in ran.json] == ["source/garden.md"]


def test_misread_text_is_found_and_mended_on_request_only(
    flashcards: Flashcards, project: Path
) -> None:
    path = project / "source" / "kitchen.md"
    path.write_bytes(MISREAD.decode("mac_roman").encode())
    broken = path.read_bytes().decode()
    before = snapshot(project)
    told = flashcards("check", "--json").json
    assert any(found["path"] == "source/kitchen.md" for found in told)
    assert snapshot(project) == before

    ran = flashcards("check", "--fix")
    assert "source/kitchen.md: " in ran.err
    mended = path.read_text(encoding="utf-8")
    assert mended != broken
    assert "Open gas flame → the pan — “hot”" in mended

    before = snapshot(project)
    again = flashcards("check", "--fix")
    assert "repaired" not in again.err
    assert snapshot(project) == before


def test_fixing_leaves_sound_files_alone(flashcards: Flashcards, project: Path) -> None:
    before = snapshot(project)
    flashcards("check", "--fix")
    assert snapshot(project) == before


WRONG = TWO.replace("- **Dibber**: makes holes", "- **Dibber**: 2 * 3 = 7 GB, makes holes")


def test_a_wrong_number_is_an_error_with_what_is_right(
    flashcards: Flashcards, project: Path
) -> None:
    (project / "source" / "garden.md").write_text(WRONG, encoding="utf-8")
    ran = flashcards("check", "--json", "--no-live")
    assert ran.code == 1
    (found,) = ran.json
    assert (found["rule"], found["severity"]) == ("arithmetic", "error")
    assert (found["line"], found["stated"]) == (15, "7 GB")
    assert found["expected"].startswith("6")


def test_text_shows_the_line_and_points_at_what_is_wrong(
    flashcards: Flashcards, project: Path
) -> None:
    (project / "source" / "garden.md").write_text(WRONG, encoding="utf-8")
    head, line, caret = flashcards("check", "--no-live").out.splitlines()[:3]
    assert head.startswith("source/garden.md:15: error: 7 GB is stated, ")
    at = line.index("7 GB")
    assert caret == " " * at + "^^^^"


def test_warnings_and_notes_alone_are_0(flashcards: Flashcards, project: Path) -> None:
    text = TWO.replace("gathers fallen leaves", "gathers leaves with `-DLLAMA_CUDA=ON`")
    (project / "source" / "garden.md").write_text(text, encoding="utf-8")
    ran = flashcards("check", "--json", "--no-live")
    assert [(one["rule"], one["severity"]) for one in ran.json] == [("outdated-option", "warning")]
    assert ran.code == 0


def test_a_comment_silences_a_finding(flashcards: Flashcards, project: Path) -> None:
    text = WRONG.replace("holes for seeds", "holes <!-- flashcards: ignore arithmetic a joke -->")
    (project / "source" / "garden.md").write_text(text, encoding="utf-8")
    ran = flashcards("check", "--json", "--no-live")
    assert (ran.code, ran.json) == (0, [])


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("text", "source/garden.md:15: error: "),
        ("json", "[\n"),
        ("github", "::error file=source/garden.md,line=15,"),
        ("sarif", "{\n"),
    ],
)
def test_every_form_has_its_findings_on_stdout_and_the_counts_on_stderr(
    flashcards: Flashcards, project: Path, form: str, start: str
) -> None:
    (project / "source" / "garden.md").write_text(WRONG, encoding="utf-8")
    ran = flashcards("check", "--format", form, "--no-live")
    assert ran.code == 1
    assert ran.out.startswith(start)
    assert "7 GB" in ran.out
    assert ran.err.splitlines()[-1] == (
        "2 documents: 1 errors, 0 warnings, 0 notes; 0 numbers are right, 0 cannot be decided"
    )


def test_json_is_short_for_one_form_and_contradicts_the_others(
    flashcards: Flashcards, project: Path
) -> None:
    assert flashcards("check", "--json", "--format", "json").json == []
    ran = flashcards("check", "--json", "--format", "sarif")
    assert (ran.code, ran.out) == (2, "")


def test_findings_are_in_order_of_documents_lines_and_severity(
    flashcards: Flashcards, project: Path
) -> None:
    (project / "source" / "garden.md").write_text(
        WRONG.replace("7 GB", "`-DLLAMA_CUDA=ON` 7 GB, 2 * 3 = 7 GB").replace(
            "Rake", "./main x.gguf"
        ),
        encoding="utf-8",
    )
    found = flashcards("check", "--json", "--no-live").json
    keys = [(one["path"], one["line"]) for one in found]
    assert keys == sorted(keys)
    severities = [one["severity"] for one in found if one["line"] == 15]
    assert severities == sorted(severities)


QUANTISED = TWO.replace("makes holes for seeds", "Q4_0 has 4 bits per weight")
"""A number that llama.cpp can settle."""


class Broken:
    """llama.cpp that gives no answer, and counts how often it was asked."""

    error: LlamaError = LlamaAbsent("llama-cpp-python is not installed")
    asked = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def version(self) -> None:
        type(self).asked += 1
        raise self.error


@pytest.fixture
def broken(project: Path, monkeypatch: pytest.MonkeyPatch) -> type[Broken]:
    for name in ("garden", "kitchen"):
        (project / "source" / f"{name}.md").write_text(QUANTISED, encoding="utf-8")
    Broken.asked = 0
    monkeypatch.setattr(Broken, "error", Broken.error)
    monkeypatch.setattr("flashcards.oracles.llama.Llama", Broken)
    return Broken


def test_absent_llama_cpp_is_asked_once_and_not_missed(
    flashcards: Flashcards, broken: type[Broken]
) -> None:
    ran = flashcards("check", "--json")
    assert ran.code == 0
    assert [one["rule"] for one in ran.json] == ["format-bits"] * 2
    assert broken.asked == 1
    assert len(ran.err.splitlines()) == 1


def test_failing_llama_cpp_is_told_once(flashcards: Flashcards, broken: type[Broken]) -> None:
    broken.error = LlamaAborted("it died")
    ran = flashcards("check", "--json")
    assert [one["evidence"] for one in ran.json] == ["", ""]
    assert ran.err.splitlines()[0] == "llama.cpp is not asked any more: it died"
    assert broken.asked == 1


def test_who_wants_llama_cpp_is_told_that_there_is_none(
    flashcards: Flashcards, broken: type[Broken]
) -> None:
    ran = flashcards("check", "--live")
    assert (ran.code, ran.out) == (2, "")
    assert "llama-cpp-python is not installed" in ran.err


def test_who_does_not_want_llama_cpp_does_not_start_it(
    flashcards: Flashcards, broken: type[Broken]
) -> None:
    assert flashcards("check", "--no-live").code == 0
    assert broken.asked == 0


@pytest.mark.live
def test_llama_cpp_gives_its_evidence(flashcards: Flashcards, project: Path) -> None:
    (project / "source" / "garden.md").write_text(QUANTISED, encoding="utf-8")
    (found,) = flashcards("check", "--json", "--live").json
    assert "18 bytes for 32 weights of q4_0, 4.5 bits each" in found["evidence"]


def test_each_number_is_explained_with_its_relation_and_what_excuses_it(
    flashcards: Flashcards, project: Path
) -> None:
    said = "\n\n40 × 25 kg = 900 kg. The run falls from 29 to 23.2 minutes, a saving of 20%.\n"
    text = TWO.replace("# Module 10: Gardens\n", f"# Module 10: Gardens{said}")
    (project / "source" / "garden.md").write_text(text, encoding="utf-8")
    shown = flashcards("check", "source/garden.md", "--explain").out
    assert "garden.md:3: 900 kg: wrong, 1000 kg is right (arithmetic, 40 × 25 kg" in shown
    assert "garden.md:3: 20%: right (change, (29 − 23.2 minutes) / 29)" in shown
    odd = project / "source" / "##[error]garden.md"
    odd.write_text(text, encoding="utf-8")
    assert "##[" not in flashcards("check", str(odd), "--explain").out


def test_explanations_are_text(flashcards: Flashcards, project: Path) -> None:
    assert flashcards("check", "--explain", "--json").code == 2
