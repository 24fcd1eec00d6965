"""A document is parsed once, whatever is made of it."""

from __future__ import annotations

from pathlib import Path

from flashcards.checking import refutations
from flashcards.documents import read_text
from flashcards.facts import extract
from flashcards.render import html, markdown, plain, terminal, typst
from flashcards.tree import parses


def test_reading_checking_extracting_and_drawing_take_one_parse(source: Path) -> None:
    path = min(source.glob("module-1*.md"))
    before = parses()
    text = path.read_text(encoding="utf-8").split("### Question 5:")[0]
    read = read_text(text, path=path.name)
    facts = extract(read.document, tag_root="t").facts
    refutations(read)
    for fact in facts[:50]:
        for blocks in (fact.front, fact.back, fact.more):
            assert all(isinstance(draw(blocks), str) for draw in (html, markdown, plain, typst))
            terminal(blocks)
    assert len(facts) > 100
    assert parses() == before + 1
