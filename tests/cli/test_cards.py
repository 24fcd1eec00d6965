from __future__ import annotations

from pathlib import Path

from tests.cli.helpers import ONE, Flashcards, snapshot

KEYS = {
    "id", "note", "slot", "kind", "deck", "document", "question", "source", "context", "front",
    "back", "more", "tags", "level", "aside",
}  # fmt: skip


def test_each_line_is_an_object_with_the_promised_keys(
    flashcards: Flashcards, project: Path
) -> None:
    cards = flashcards("cards", "--json").lines
    assert cards
    for card in cards:
        assert set(card) == KEYS
        assert set(card["source"]) == {"path", "line"}
        assert card["deck"].startswith("Test Deck")
        assert card["tags"]
    assert len({card["id"] for card in cards}) == len(cards)
    assert len({(card["note"], card["slot"]) for card in cards}) == len(cards)


def test_a_card_leads_to_the_line_it_is_made_from(flashcards: Flashcards, project: Path) -> None:
    (card,) = [
        card for card in flashcards("cards", "--json").lines
        if "beats air into a liquid" in card["back"]
    ]  # fmt: skip
    lines = (project / card["source"]["path"]).read_text(encoding="utf-8").splitlines()
    assert "beats air into a liquid" in lines[card["source"]["line"] - 1]


def test_fronts_and_backs_are_plain_text(flashcards: Flashcards, project: Path) -> None:
    for card in flashcards("cards", "--json").lines:
        assert "**" not in card["front"] + card["back"]
        assert "<" not in card["front"] + card["back"]


def test_listing_writes_nothing_and_gives_the_ids_that_a_build_gives(
    flashcards: Flashcards, project: Path
) -> None:
    before = snapshot(project)
    foretold = flashcards("cards", "--json").lines
    assert snapshot(project) == before
    assert [path.name for path in project.iterdir() if path.is_dir()] == ["source"]
    flashcards("build")
    assert flashcards("cards", "--json").lines == foretold


def test_after_a_typo_is_mended_the_ledgers_id_is_listed(
    flashcards: Flashcards, project: Path
) -> None:
    flashcards("build")
    before = {card["id"] for card in flashcards("cards", "--json").lines}
    text = ONE.replace("beats air into a liquid", "beats air into any liquid")
    (project / "source" / "kitchen.md").write_text(text, encoding="utf-8")
    assert {card["id"] for card in flashcards("cards", "--json").lines} == before


def test_for_people_each_card_is_shown_with_its_answer_and_place(
    flashcards: Flashcards, project: Path
) -> None:
    ran = flashcards("cards", "source/kitchen.md")
    assert ran.code == 0
    assert "→ beats air into a liquid" in ran.out
    assert "source/kitchen.md:" in ran.out
