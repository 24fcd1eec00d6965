"""A card teaches the right number and says what the document says."""

from __future__ import annotations

from flashcards.claims.refuted import refuted
from flashcards.facts import extract
from flashcards.facts.refuted import corrected
from flashcards.model import Document, Fact, Kind
from flashcards.reading import read_text

HEAD = (
    "# Module 1: T\n\n## Technical Questions\n\n### Question 1: Size of a KV cache\n\n"
    "#### Question\n\nHow large is it?\n\n#### Model Solution\n\n"
)


def made(body: str) -> tuple[Document, dict[str, Fact], int]:
    document, _ = read_text(HEAD + body, path="a.md")
    after, changed = corrected(document, extract(document), refuted(document))
    return document, {fact.front: fact for fact in after.facts}, changed


WRONG = """\
```python
size = 2 * 32 * 4096 * 32 * 128 * 2 / 1024**3  # ~4 GB
```
"""


def test_the_right_number_takes_the_wrong_one_s_place_and_both_are_told() -> None:
    _, facts, changed = made(WRONG)
    card = next(f for f in facts.values() if f.kind is Kind.CODE)
    assert "2 GB" in card.back
    assert "~4 GB" not in card.front + card.back
    assert "The document says `~4 GB`" in card.more
    assert changed == 2  # the interview card, too


def test_an_interview_card_begins_with_its_corrections() -> None:
    _, facts, _ = made(WRONG)
    card = next(f for f in facts.values() if f.kind is Kind.INTERVIEW)
    solution = dict(card.extra)["solution"]
    assert solution.startswith("**Corrected numbers**")
    assert "`~4 GB` → **2 GB**" in solution
    assert "# ~4 GB" in solution  # below stands the document as it is


def test_a_right_document_is_left_as_it_is() -> None:
    text = HEAD + WRONG.replace("~4 GB", "~2 GB")
    document, _ = read_text(text, path="a.md")
    extraction = extract(document)
    assert corrected(document, extraction, refuted(document)) == (extraction, 0)


def test_what_the_author_silenced_is_taught_as_written() -> None:
    told = "<!-- flashcards: ignore code-value a measured figure -->\n"
    _, facts, changed = made(told + WRONG)
    assert changed == 0
    assert any("~4 GB" in fact.back for fact in facts.values())


def test_a_sum_does_not_keep_its_terms_before_another_result() -> None:
    _, facts, _ = made(
        "```python\nweights = 4\nper_user = 1\nsystem = 2\n"
        "total = weights + per_user + system\n# = 4 + 4 + 2 = 10 GB\n```\n"
    )
    shown = [fact.back for fact in facts.values() if fact.kind is Kind.CODE]
    assert any("= 7" in back for back in shown)
    assert not any("4 + 4 + 2 = 7" in back for back in shown)
