from __future__ import annotations

from pathlib import Path

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
    assert set(found) == {"path", "line", "rule", "severity", "message"}
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
