"""Refuted numbers: corrected where that is provable, marked wherever a card shows them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.card import Fact, Interview, Kind
from flashcards.document import Document
from flashcards.facts import extract
from flashcards.facts.refuted import Refutation, corrected, shows_refuted
from flashcards.render import markdown
from flashcards.tree import Span, plain
from flashcards.tree import nodes as n
from flashcards.tree.cut import map_nodes
from tests.understood import read_text

HEAD = (
    "# Module 1: T\n\n## Technical Questions\n\n### Question 1: Size of a KV cache\n\n"
    "#### Question\n\nHow large is it?\n\n#### Model Solution\n\n"
)


def refuted(
    document: Document, stated: str, value: str, *, at: int = 0, certain: bool = True
) -> Refutation:
    """A refutation of the `at`-th place that states it."""
    text, start = document.tree.text, -1
    for _ in range(at + 1):
        start = text.index(stated, start + 1)
    span = Span(start, start + len(stated))
    return Refutation(span=span, stated=stated, value=value, how="by hand", certain=certain)


def made(body: str, stated: str, value: str, **how: Any) -> tuple[list[Fact], list[Fact], int]:
    """The facts before and after, and how many of these show a refuted number."""
    document, _ = read_text(HEAD + body, path="a.md")
    before = extract(document)
    after = corrected(before, [refuted(document, stated, value, **how)], document)
    return list(before.facts), list(after.facts), sum(map(shows_refuted, after.facts))


def back_of(facts: list[Fact], key: str) -> str:
    return next(markdown(fact.back) for fact in facts if fact.key == (key,))


LIST = (
    "**Sizes**:\n- Weights: need 14 GB in all\n- Cache: needs 3 GB of it\n- Rest: takes 1 GB more\n"
)


def test_a_card_teaches_the_right_number_and_tells_what_the_document_says() -> None:
    _, facts, _ = made(LIST, "3 GB", "2 GB")
    card = next(f for f in facts if f.key == ("Cache",))
    assert markdown(card.back) == "needs 2 GB of it"
    assert "The document says `3 GB`; recomputed: 2 GB: by hand." in markdown(card.more)


def test_other_numbers_that_read_alike_stay() -> None:
    body = "**Sizes**:\n- Both: 4 GB and 4 GB\n- Day: measured on 4 GB cards\n- Rest: takes 1 GB more\n"
    _, facts, _ = made(body, "4 GB", "5 GB", at=1)
    assert back_of(facts, "Both") == "4 GB and 5 GB"
    assert back_of(facts, "Day") == "measured on 4 GB cards"


def test_a_card_differs_at_the_refuted_place_only() -> None:
    before, after, _ = made(LIST, "3 GB", "2 GB")
    for old, new in zip(before, after, strict=True):
        if old.kind is Kind.INTERVIEW:
            continue
        assert markdown(new.front) == markdown(old.front).replace("3 GB", "2 GB")
        assert markdown(new.back) == markdown(old.back).replace("3 GB", "2 GB")


def test_siblings_that_show_the_number_mark_it_too() -> None:
    body = "**Reasons**:\n- the cache takes 3 GB\n- weights are mapped\n- buffers are small\n"
    _, facts, _ = made(body, "3 GB", "2 GB")
    siblings = [f for f in facts if f.kind is Kind.ITEM and f.key != ("the cache takes 3 GB",)]
    assert len(siblings) == 2
    for fact in siblings:
        assert "2 GB" in markdown(fact.front)
        assert "3 GB" not in markdown(fact.front)
        assert "The document says `3 GB`" in markdown(fact.more)


@pytest.mark.parametrize(
    "item",
    [
        "❌ Red: says that it needs 3 GB",
        "Myth: it is a mistake to plan 3 GB",
        'Said: "it needs 3 GB" is heard often',
        "Doubt: does it need 3 GB?",
        "If: with twice the heads it would need 3 GB",
        "Not: it does not need 3 GB",
    ],
)
def test_what_no_sentence_asserts_stays_and_is_marked(item: str) -> None:
    _, facts, _ = made(f"**Sizes**:\n- {item}\n- Two: other words here\n", "3 GB", "2 GB")
    shown = [f for f in facts if f.kind is not Kind.INTERVIEW and "3 GB" in markdown(f.back)]
    assert shown
    assert all("recomputed: 2 GB" in markdown(f.back + f.more) for f in shown)


def test_an_uncertain_finding_changes_no_words() -> None:
    _, facts, _ = made(LIST, "3 GB", "2 GB", certain=False)
    assert back_of(facts, "Cache") == "needs 3 GB (recomputed: 2 GB) of it"


CODE = "```python\nsize = 2 * 32 * 4096 * 32 * 128 * 2 / 1024**3  # ~4 GB\n```\n"


def test_a_listing_is_never_rewritten_and_its_cards_say_so() -> None:
    _, facts, _ = made(CODE, "~4 GB", "2 GB")
    card = next(f for f in facts if f.kind is Kind.CODE)
    assert markdown(card.back) == "~4 GB (recomputed: 2 GB)"
    assert "The document says `~4 GB`; recomputed: 2 GB: by hand." in markdown(card.more)
    assert "# ~4 GB" in markdown(next(f for f in facts if f.kind is Kind.INTERVIEW).more)


def test_an_interview_card_begins_its_solution_with_what_was_recomputed() -> None:
    _, facts, _ = made(LIST, "3 GB", "2 GB")
    card = next(f for f in facts if f.kind is Kind.INTERVIEW)
    assert isinstance(card.ask, Interview)
    first, second = card.ask.solution[:2]
    assert isinstance(first, n.Paragraph)
    assert isinstance(second, n.BulletList)
    assert "The document says `3 GB`" in markdown((second,))
    assert "needs 2 GB of it" in markdown(card.ask.solution)


def test_a_row_that_shows_the_number_marks_it() -> None:
    body = "| Part | Size | Where |\n|---|---|---|\n| Cache | 3 GB | GPU |\n"
    _, facts, _ = made(body, "3 GB", "2 GB")
    other = next(f for f in facts if f.key == ("Cache", "Where"))
    assert "| Cache | 2 GB | GPU |" in markdown(other.more)


def test_without_a_refutation_nothing_changes() -> None:
    document, _ = read_text(HEAD + LIST, path="a.md")
    extraction = extract(document)
    assert corrected(extraction, [], document) is extraction


def test_a_formula_that_holds_the_number_is_never_replaced_by_it() -> None:
    body = "**Pairs**:\nThere are $23 \\cdot 22 / 2 = 506$ pairs among so many people.\n"
    _, facts, _ = made(body, "506", "253")
    shown = back_of(facts, "Pairs")
    assert "\\(23 \\cdot 22 / 2 = 506\\) (recomputed: 253)" in shown


# --- what is concluded from it ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("takes 3 GB, which exceeds 2.5 GB of room!", "exceeds 2.5 GB of room"),
        ("takes **3 GB**. That is *too much* for it.", "too much for it"),
        ("takes 3 GB and does not fit", "does not fit"),
    ],
)
def test_a_conclusion_that_stands_on_the_number_is_named_where_it_is_shown(
    sentence: str, words: str
) -> None:
    body = f"**Sizes**:\n- Cache: {sentence}\n- Rest: takes 1 GB more\n"
    _, facts, _ = made(body, "3 GB", "2 GB")
    card = next(f for f in facts if f.kind is Kind.INTERVIEW)
    assert f"What is concluded from it, “{words}”, may not hold." in markdown(card.more)


@pytest.mark.parametrize(
    "sentence",
    ["takes 3 GB more", "takes 3 GB. Disks hold more than that.", "exceeds all with 3 GB"],
)
def test_what_is_not_concluded_from_the_number_is_not_named(sentence: str) -> None:
    _, facts, _ = made(f"**Sizes**:\n- Cache: {sentence}\n- Rest: 1 GB\n", "3 GB", "2 GB")
    assert not any("concluded" in markdown(fact.more) for fact in facts)


# --- nothing else changes ---------------------------------------------------------------------

SHAPES = (
    "- Part {n}: needs {a} GB of {b} GB\n",
    "- the {n}th part takes `{a}` of **{b} GB** in all\n",
    "| Part {n} | {a} GB | {b} GB |\n",
    "The part {n} is $x = {a}$ and **takes {b} GB** then.\n\n",
    "```python\nsize = {a} * {b}  # {a} GB in part {n}\n```\n\n",
)


@given(st.data())
def test_a_corrected_card_differs_from_the_original_at_refuted_places_only(
    data: st.DataObject,
) -> None:
    shape = data.draw(st.sampled_from(SHAPES))
    numbers = st.integers(2, 99)
    rows = [shape.format(n=n, a=data.draw(numbers), b=data.draw(numbers)) for n in range(3)]
    head = "| Part | Used | All |\n|---|---|---|\n" if shape.startswith("|") else "**Sizes**:\n"
    document, _ = read_text(f"{HEAD}{head}{''.join(rows)}\n", path="a.md")
    text = document.tree.text
    places = [Span(*m.span()) for m in re.finditer(r"\b\d+(?: GB)?", text) if m.start() > len(HEAD)]
    wrong = [
        Refutation(span=span, stated=text[span.start : span.end], value="7 GB")
        for span in data.draw(st.lists(st.sampled_from(places), min_size=1, unique=True))
    ]
    before = extract(document)
    after = corrected(before, wrong, document)
    for old, new in zip(before.facts, after.facts, strict=True):
        for one, other in ((old.front, new.front), (old.back, new.back)):
            if old.kind is not Kind.INTERVIEW:
                assert markdown(as_written(other)) == markdown(one)
        for node in marks(new.front + new.back):
            spans = [inner.span for inner in n.walk_inlines(node.children)]
            assert any(one.span.touches(span) for one in wrong for span in spans)
            if isinstance(node, n.Corrected):
                assert plain(node.children).strip() in {one.stated for one in wrong}


def as_written(blocks: n.Blocks) -> n.Blocks:
    """Blocks without the marks of what is wrong."""

    def unmarked(node: n.Inline) -> n.Inlines:
        return node.children if isinstance(node, n.Corrected | n.Refuted) else (node,)

    return n.map_inlines(blocks, lambda run: map_nodes(run, unmarked))


def marks(blocks: n.Blocks) -> list[n.Corrected | n.Refuted]:
    return [
        node
        for block in n.walk(blocks)
        for run in n.own_inlines(block)
        for node in n.walk_inlines(run)
        if isinstance(node, n.Corrected | n.Refuted)
    ]


def test_an_answer_in_a_block_quote_is_put_right_as_any_other() -> None:
    text = "# Notes\n\nWhat do the fans cost?\n\n> 450 kWh cost 1,350 EUR.\n\nWhat else?\n\n> No more.\n"
    document, _ = read_text(text, path="a.md")
    after = corrected(extract(document), [refuted(document, "1,350", "135")], document)
    assert markdown(after.facts[0].back) == "450 kWh cost 135 EUR"
