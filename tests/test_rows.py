"""Values as rows of JSON, and back."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from flashcards import card, contents, errors
from flashcards.card import Extraction
from flashcards.documents import read_text
from flashcards.kinds import Source
from flashcards.rows import KINDS, NotRowsError, decoded, encoded
from flashcards.tree import nodes, parse
from flashcards.understanding import understood, with_problems
from tests.facts.test_blocks import FULL

PICTURES = """# Pictures

## Question 1: Which bird is this?

![a bird|200](bird.png "Title")

- [ ] a `swift` [^1]
- [x] a **swallow** of 3 kB, not 3 kB

[^1]: a bird
"""


def exact(value: Any) -> Any:
    """All that a value holds, with what is not compared: spans, and the type of each part."""
    if is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(exact(getattr(value, one.name)) for one in fields(value))
    if type(value) is tuple:
        return tuple(map(exact, value))
    return type(value), value


@pytest.mark.parametrize("text", [FULL, PICTURES], ids=["full", "pictures"])
def test_what_is_understood_comes_back_as_it_was(text: str) -> None:
    read = read_text(text, path="a.md")
    one = with_problems(understood(read, "t"), read.document, "t", {})
    again = decoded(encoded(one), contents.Understood)
    assert exact(again) == exact(one)


def test_our_own_document_comes_back_as_it_was(source: Path) -> None:
    text = min(source.glob("module-1*.md")).read_text(encoding="utf-8")
    read = read_text(text.split("### Question 4:")[0], path="a.md")
    one = understood(read, "t")
    assert exact(decoded(encoded(one), contents.Understood)) == exact(one)


def test_what_stands_on_many_cards_is_written_once_and_is_one_again() -> None:
    shared = parse("| a | b |\n|---|---|\n| c | d |\n").blocks
    pair = nodes.Quote(shared), nodes.Footnote("x", shared)
    whole = nodes.Quote(pair)
    again = decoded(encoded(whole), nodes.Quote)
    first, second = again.children
    assert again == whole
    assert isinstance(first, nodes.Quote)
    assert isinstance(second, nodes.Footnote)
    assert first.children is second.children


def test_every_kind_of_node_ask_and_part_has_rows() -> None:
    for module in (nodes, card):
        own = [one for one in vars(module).values() if is_dataclass(one) and isinstance(one, type)]
        concrete = {
            one for one in own if one.__module__ == module.__name__ and not one.__subclasses__()
        }
        assert concrete - {card.KindRow, card.Card, card.Note} <= set(KINDS)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        {},
        None,
        [[]],
        [["a"]],
        [[10_000]],
        [[0]],
        [[0, [1, 2], 3, True]],
        [[0, [1, "2"], "text", True]],
        [[0, [1, 2], "text", 1]],
        [[-2, ["a"]]],
        [[-1, 5]],
        [[-1, 0.5]],
        [[-2, 1], [KINDS.index(nodes.Paragraph), [0, 1], 0]],
        [[0, [1, 2], "text", True], [KINDS.index(nodes.Paragraph), [0, 1], 0]],
        [[-1], [KINDS.index(nodes.Paragraph), [0, 1], 0]],
    ],
)
def test_what_are_no_rows_of_a_kind_is_refused(rows: object) -> None:
    with pytest.raises(NotRowsError):
        decoded(json.dumps(rows).encode(), Extraction)


def test_deeply_nested_rows_are_refused() -> None:
    with pytest.raises(NotRowsError):
        decoded(b"[" * 200_000, Extraction)


def test_half_a_character_is_refused() -> None:
    finding = errors.Finding(path="\ud800", line=1, rule="r", severity="note", message="")
    with pytest.raises(ValueError, match="surrogates"):
        encoded(finding)


def test_nothing_but_these_kinds_is_written() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        encoded((Source(path="a", line=1), Path("a")))
