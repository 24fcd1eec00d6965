"""What each kind of block becomes: golden cases in tests/fixtures/facts/blocks.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flashcards.card import Kind
from flashcards.contents import contents
from flashcards.facts import across, extract
from flashcards.render import markdown, plain_of
from flashcards.written import written
from tests.understood import read_text

FIXTURES = Path(__file__).parents[1] / "fixtures" / "facts"

DOCUMENT = """# Module 1: Foundations

## Conceptual Questions

### Question 1: What is GGUF and Why Does It Exist?

**Difficulty**: Entry (L3/L4)

#### Question

Explain it.

#### Model Solution

{solution}
"""


def cases(path: Path) -> Iterator[tuple[str, str, str]]:
    """Title, input and expected lines, each closed by a line holding only a dot."""
    parts = path.read_text(encoding="utf-8").split("\n.\n")
    for index in range(0, len(parts) - 2, 3):
        title, given, expected = parts[index : index + 3]
        yield title.strip(), given, expected.strip("\n.")


CASES = list(cases(FIXTURES / "blocks.md"))


@pytest.mark.parametrize(("given", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_block_becomes_these_cards(given: str, expected: str) -> None:
    document, _ = read_text(DOCUMENT.format(solution=given), path="case.md")
    lines = [
        f"{fact.kind} | {' / '.join(plain_of(markdown(fact.front)).split(chr(10)))} | {plain_of(markdown(fact.back))}"
        for fact in extract(document).facts
        if fact.kind is not Kind.INTERVIEW
    ]
    assert "\n".join(lines) == expected


def test_a_card_says_which_document_and_part_it_is_of() -> None:
    text = DOCUMENT.format(solution="- **Magic**: the first four bytes of a file")
    text = text.replace("Conceptual Questions", "File Formats")
    contexts = {fact.context for fact in extract(read_text(text)[0]).facts}
    assert contexts
    assert {one[:2] for one in contexts} == {("Module 1: Foundations", "File Formats")}


def test_there_is_a_case_for_every_kind_of_atomic_card() -> None:
    kinds = {line.split(" | ")[0] for _, _, expected in CASES for line in expected.split("\n")}
    asked_elsewhere = {
        Kind.INTERVIEW, Kind.FOLLOW_UP, Kind.DIAGRAM, Kind.PROBLEM, Kind.CHOICE, Kind.CLOZE,
        Kind.PAIR, Kind.LIST,
    }  # fmt: skip
    assert kinds - {""} == {kind.value for kind in Kind if kind not in asked_elsewhere}


FULL = """# Module 1: Foundations

## Conceptual Questions

### Question 1: Caching

**Difficulty**: Mid (L4/L5)

#### Question

How does the cache work?

#### What the Interviewer is Looking For

**Red Flags**:
- ❌ Guesses the size
- ❌ Forgets the values

#### Hints

**Hint 1**: Size
"What is stored for each token?"

#### Model Solution

```
┌──────────────┐
│ Key tensors  │
├──────────────┤
│ Value tensors│
├──────────────┤
│ Output logits│
└──────────────┘
```

#### Follow-Up Questions

1. **"What happens when the context is full?"**
   *Looking for*: truncation, context shift (if enabled), an error

2. **"And what else?"**

#### Rubric

| Category | Poor (0-1) | Good (2-3) |
|---|---|---|
| Depth | none | all |

**Passing Score**: 2/3 (Mid)
"""


def full_facts() -> dict[Kind, list[tuple[str, str]]]:
    facts: dict[Kind, list[tuple[str, str]]] = {}
    for fact in extract(read_text(FULL, path="full.md")[0]).facts:
        facts.setdefault(fact.kind, []).append(
            (plain_of(markdown(fact.front)), plain_of(markdown(fact.back)))
        )
    return facts


def test_a_follow_up_is_answered_by_the_points_looked_for() -> None:
    assert full_facts()[Kind.FOLLOW_UP] == [
        (
            "Caching\nWhat happens when the context is full?",
            "• truncation\n• context shift (if enabled)\n• an error",
        )
    ]


def test_a_diagram_asks_for_each_of_its_labels() -> None:
    fronts = [front for front, _ in full_facts()[Kind.DIAGRAM]]
    assert [back for _, back in full_facts()[Kind.DIAGRAM]] == [
        "Key tensors", "Value tensors", "Output logits",
    ]  # fmt: skip
    assert "Key tensors" not in fronts[0]
    assert "Value tensors" in fronts[0]
    assert all(len(line) == 16 for line in fronts[0].split("\n")[2:] if "│" in line)


def test_the_interview_card_holds_all_parts_of_its_question() -> None:
    fact = next(f for f in extract(read_text(FULL, path="full.md")[0]).facts
                if f.kind is Kind.INTERVIEW)  # fmt: skip
    parts = dict(written(fact).extra)
    assert set(parts) == {
        "prompt", "meta", "hints", "red_flags", "solution", "follow_ups", "rubric",
    }  # fmt: skip
    assert parts["hints"] == "**Size** — What is stored for each token?"
    assert "Passing Score" in parts["rubric"]
    assert parts["meta"] == "Difficulty: Mid (L4/L5)"


def test_tags_and_deck_say_where_a_card_belongs() -> None:
    fact = extract(read_text(FULL, path="full.md")[0]).facts[0]
    assert fact.deck == "Module 1: Foundations::Conceptual"
    assert fact.tags == (
        "llm::m1::q01::caching", "kind::interview", "difficulty::mid",
        "category::conceptual-questions",
    )  # fmt: skip


def test_a_plain_question_and_answer_is_one_card() -> None:
    document, _ = read_text(
        "# Deck\n\n### Question 1: What opens a GGUF file?\n\n**Answer**: the magic GGUF bytes, "
        "then the version\n",
        path="simple.md",
    )
    facts = extract(document).facts
    assert [(f.kind, plain_of(markdown(f.front)), plain_of(markdown(f.back))) for f in facts] == [
        (Kind.STATEMENT, "What opens a GGUF file?", "the magic GGUF bytes, then the version")
    ]


def test_a_question_that_another_document_asks_and_answers_alike_is_asked_once() -> None:
    one, _ = read_text(FULL, path="one.md")
    other, _ = read_text(FULL.replace("an error", "a crash"), path="two.md")
    first, second = across([contents(one), contents(other)], [extract(one), extract(other)])
    assert first.facts == extract(one).facts
    assert [plain_of(markdown(f.front)) for f in second.facts] == [
        "Module 1: Foundations › Caching\nWhat happens when the context is full?"
    ]


def test_a_list_of_a_thousand_items_is_told_and_not_carded() -> None:
    given = "".join(f"- the thing of number {i}\n" for i in range(600))
    document, _ = read_text(DOCUMENT.format(solution=given), path="case.md")
    made = extract(document)
    assert not [fact for fact in made.facts if fact.kind is Kind.ITEM]
    items = [block for block in made.blocks if block.kind == "list item"]
    assert len(items) == 600
    assert all(block.answer_of or "more than anybody learns" in block.skipped for block in items)
