"""Parts with options of their own: every way to write them with every way to write their key."""

from __future__ import annotations

import pytest

from flashcards.questions import understand
from tests.questions.reading import options

CASES = (
    (
        "A plant is watered with a dye.",
        (
            ("Which tissue turns blue first?", ("phloem", "xylem", "pith"), 1),
            ("Through what does the water leave?", ("stomata", "bark", "roots"), 0),
        ),
    ),
    (
        "A leaf is kept in the dark.",
        (
            ("Which pigment is lost first?", ("carotene", "chlorophyll"), 1),
            ("What is used up?", ("lignin", "cellulose", "starch"), 2),
        ),
    ),
)
HEADS = ("### Question {n}\n\n{stem}", "**{n}.** {stem}", "## {n}. {stem}")
PARTS = ("({p}) {q}", "{p}) {q}", "**({p})** {q}")
SIGNS = (("{A}. ", "\n"), ("- {A}) ", "\n"), ("{n}. ", "\n"), ("({n}) ", "\n"), ("{A}. ", "   "))
KEYS = (
    "{n}. ({p}) {x} ({r}) {y}",
    "{n}{p} {x}, {n}{r} {y}  ",
    "{n}({p}): {x}  \n{n}({r}): {y}  ",
    "### Question {n}\n\n{p}) {x}\n\n{r}) {y}\n",
)


def _document(head: str, part: str, sign: tuple[str, str], key: str) -> str:
    out, told = ["# Exam 3"], ["## Answers"]
    for n, (stem, parts) in enumerate(CASES, 1):
        out.append(head.format(n=n, stem=stem))
        right = []
        for letter, (asked, offered, place) in zip("ab", parts, strict=True):
            rows = [
                sign[0].format(A="ABC"[i], n=i + 1) + option for i, option in enumerate(offered)
            ]
            out += [part.format(p=letter, q=asked), sign[1].join(rows)]
            right.append(str(place + 1) if "{n}" in sign[0] else "ABC"[place])
        told.append(key.format(n=n, p="a", r="b", x=right[0], y=right[1]))
    return "\n\n".join((*out, told[0], "\n".join(told[1:]))) + "\n"


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("head", HEADS)
def test_a_key_by_part_goes_to_the_options_of_each_part(head: str, key: str) -> None:
    for place, sign in enumerate(SIGNS):
        text = _document(head, PARTS[place % len(PARTS)], sign, key)
        found = understand(text, path="exam.md")[0].questions
        for _, parts in CASES:
            for asked, offered, right in parts:
                (question,) = [one for one in found if asked in one.title.plain]
                told = [("*" if i == right else "") + one for i, one in enumerate(offered)]
                assert options(question) == told, text


def test_a_key_of_other_parts_marks_nothing() -> None:
    text = _document(HEADS[0], PARTS[0], SIGNS[0], KEYS[0]).replace("2. (a) B (b) C", "3. (a) B")
    found = understand(text, path="exam.md")[0].questions
    assert not any(option.right for one in found for option in one.options)
