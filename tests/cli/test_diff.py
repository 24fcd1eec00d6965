from __future__ import annotations

from pathlib import Path

from tests.cli.helpers import ONE, TWO, Flashcards, snapshot


def test_before_the_first_build_all_is_new_and_nothing_is_written(
    flashcards: Flashcards, project: Path
) -> None:
    before = snapshot(project)
    changes = flashcards("diff", "--json").json
    assert snapshot(project) == before
    assert not (project / "cards").exists()
    assert len(changes["new"]) == len(flashcards("cards", "--json").lines)
    assert (changes["kept"], changes["reworded"], changes["retired"]) == (0, [], [])


def test_after_a_build_there_is_nothing_to_tell(flashcards: Flashcards, project: Path) -> None:
    total = flashcards("build", "--json").json["cards"]
    ran = flashcards("diff")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"{total} kept, 0 reworded, 0 new, 0 returned, 0 retired\n"


def test_an_edit_is_shown_as_a_build_would_do_it(flashcards: Flashcards, project: Path) -> None:
    flashcards("build")
    text = ONE.replace("drains water from solids", "drains the water from solids").replace(
        "- **Mandoline**: cuts even slices of vegetables\n",
        "- **Sieve**: parts the coarse from the fine\n",
    )
    (project / "source" / "kitchen.md").write_text(text, encoding="utf-8")
    before = snapshot(project)
    changes = flashcards("diff", "--json").json
    shown = flashcards("diff").out
    assert snapshot(project) == before

    reworded = [
        pair for pair in changes["reworded"]
        if pair["new"]["back"] == "drains the water from solids"
    ]  # fmt: skip
    assert [pair["old"]["back"] for pair in reworded] == ["drains water from solids"]
    assert all(pair["id"] == pair["old"]["id"] == pair["new"]["id"] for pair in changes["reworded"])
    assert any("parts the coarse" in card["back"] for card in changes["new"])
    assert any("cuts even slices" in card["back"] for card in changes["retired"])
    assert "  - back: drains water from solids\n  + back: drains the water from solids\n" in shown

    account = flashcards("build", "--json").json
    for name in ("reworded", "new", "retired", "returned"):
        assert account[name] == len(changes[name]), name
    assert account["kept"] == changes["kept"]


def test_a_card_that_comes_back_is_shown_as_returned(flashcards: Flashcards, project: Path) -> None:
    flashcards("build")
    (project / "source" / "garden.md").unlink()
    retired = flashcards("build", "--json").json["retired"]
    (project / "source" / "garden.md").write_text(TWO, encoding="utf-8")
    changes = flashcards("diff", "--json").json
    assert len(changes["returned"]) == retired
    assert changes["new"] == []
