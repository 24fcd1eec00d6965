"""One check of a document brings together what the rules find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from flashcards.checking import check_document
from flashcards.claims.numbers.claim import AskBlock, Claim, Verdict
from flashcards.documents import read_text
from flashcards.errors import Finding, FlashcardsError

BODY = """\
# T

### Question 1: How large is it?

#### Model Solution

The weights take 2 * 3 = 7 GB, the cache 2 * 2 = 4 GB.

```bash
cmake -B build -DLLAMA_CUDA=ON
```
"""


def checked(text: str = BODY) -> tuple[Finding, ...]:
    return check_document(read_text(text, path="m.md")).findings


def test_numbers_and_outdated_options_are_found_by_line() -> None:
    assert [(one.line, one.rule, one.severity) for one in checked()] == [
        (7, "arithmetic", "error"),
        (10, "outdated-option", "warning"),
    ]


def test_a_wrong_number_says_what_is_right_and_why() -> None:
    wrong = checked()[0]
    assert wrong.stated == "7 GB"
    assert wrong.expected.startswith("6")
    assert wrong.message.startswith(f"7 GB is stated, {wrong.expected} is right: 2 * 3 = ")


def test_right_numbers_are_counted() -> None:
    found = check_document(read_text(BODY, path="m.md"))
    assert (found.right, found.undecidable) == (1, 0)


def test_comments_silence_findings() -> None:
    text = BODY.replace("4 GB.", "4 GB. <!-- flashcards: ignore arithmetic the book has it -->")
    assert [one.rule for one in checked(text)] == ["outdated-option"]


def test_the_worst_finding_of_a_line_comes_first() -> None:
    text = BODY.replace("7 GB,", "7 GB with -DLLAMA_CUDA=ON,")
    assert [one.rule for one in checked(text)][:2] == ["arithmetic", "outdated-option"]


def test_who_settles_numbers_is_asked_once_and_believed() -> None:
    asked: list[int] = []

    def settle(claims: Sequence[Claim]) -> Sequence[Claim]:
        asked.append(len(claims))
        added = Claim(
            line=3, rule="format-bits", stated="4 bits", verdict=Verdict.WRONG, expected="4.5",
            evidence="llama.cpp", follows=2, ask=AskBlock("q4_0"),
        )  # fmt: skip
        return (*(replace(claim, verdict=Verdict.RIGHT) for claim in claims), added)

    text = BODY.replace(
        "#### Model Solution", "#### Model Solution\n\nQ8_0 takes 8.5 bits per weight."
    )
    found = check_document(read_text(text, path="m.md"), settle=settle)
    assert asked == [1]
    first = found.findings[0]
    assert (first.rule, first.evidence) == ("format-bits", "llama.cpp")
    assert first.message == "4 bits is stated, 4.5 is right (follows from line 2)"
    assert found.right == asked[0] + 1


def test_who_cannot_settle_a_number_names_the_document() -> None:
    def settle(claims: Sequence[Claim]) -> Sequence[Claim]:
        raise FlashcardsError("contradicted", line=7)

    document = read_text(BODY, path="m.md")
    with pytest.raises(FlashcardsError, match=r"^m\.md:7: contradicted$"):
        check_document(document, settle=settle)


QUIZ = """# Quiz

###### 1. What is printed?

```js
const value = 10;
```

- A: `20`, `40`, `80`, `160`
- B: `20`, `40`, `20`, `40`
- C: `20`, `20`, `20`, `40`

#### Answer: {right}

We log the doubled value of that number, which is `20`. The fourth time it logs `40`.
"""


def test_numbers_of_wrong_options_are_not_asserted() -> None:
    assert [one for one in checked(QUIZ.format(right="C")) if one.stated] == []
    computed = QUIZ.replace("`20`, `40`, `80`, `160`", "2 × 20 = 50")
    assert [one for one in checked(computed.format(right="C")) if one.stated] == []
    assert [one.stated for one in checked(computed.format(right="A")) if one.stated] == ["50"]
