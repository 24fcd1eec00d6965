"""Options with what their author says of each: every way to say it with every way to write options."""

from __future__ import annotations

import pytest

from flashcards.questions import understand
from tests.questions.reading import options

# {x} is an option, {r} the word or the sign that judges it, {w} why, {i} what sets a line in.
SPOKEN = (
    "{x} – {r}, {w}",
    "{x} ({r}: {w})",
    "{x} → {R}. {w}.",
    "{x} *({R})*",
    "{x}: **{R}.** {w}.",
    "{x}. **{R}**, {w}.",
    "{x}\n{i}{R}: {w}.",
)
SIGNED = ("{x} {s} {w}", "{x} – {s} {w}", "{x}\n{i}{s} {w}.")
BELOW = ("{x}\n{i}- {R}. {w}.", "{x}\n{i}- {s} {w}.", "{x}\n{i}> {R}. {w}.")
SIGNS = ("{a}) ", "{A}. ", "- {a}) ", "- {A}. ", "- ", "{n}. ")
WORDS = {
    "en": ("correct", "wrong", "Which tissue carries water?"),
    "de": ("richtig", "falsch", "Welches Gewebe leitet Wasser?"),
    "fr": ("exact", "faux", "Quel tissu conduit l'eau ?"),
    "it": ("corretto", "sbagliato", "Quale tessuto conduce l'acqua?"),
}
OPTIONS = (("phloem", "it carries sugar"), ("xylem", "it is dead wood"), ("pith", "it stores food"))


def _written(sign: str, remark: str, right: str, wrong: str) -> str:
    rows = []
    for place, (option, why) in enumerate(OPTIONS):
        word, tick = (right, "✅") if option == "xylem" else (wrong, "❌")
        opened = sign.format(a="abc"[place], A="ABC"[place], n=place + 1)
        inset = " " * (2 if sign[0] == "-" else 3 if "n" in sign else 0)
        told = remark.format(x=option, r=word, R=word.capitalize(), w=why, s=tick, i=inset)
        rows.append(opened + told)
    return "\n".join(rows)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("remark", [*SPOKEN, *SIGNED, *BELOW])
def test_a_remark_on_each_option_says_which_is_right(remark: str, language: str) -> None:
    right, wrong, asked = WORDS[language]
    listed = [sign for sign in SIGNS if sign[0] == "-" and "{" in sign]
    for sign in listed if remark in BELOW else SIGNS:
        text = f"## {asked}\n\n{_written(sign, remark, right, wrong)}\n"
        (question,) = understand(text, path="quiz.md")[0].questions
        told = [option.rstrip(".") for option in options(question)]
        assert told == ["phloem", "*xylem", "pith"], text


@pytest.mark.parametrize(
    "text",
    [
        "A. the heart – left\nB. the liver – right\nC. the bladder – middle",
        "A. Ann (12 points)\nB. Ben (0 points)\nC. Cem (3 points)",
        "A. 50 % of them\nB. 100 % of them\nC. 0 % of them",
    ],
)
def test_a_remark_that_judges_nothing_marks_nothing(text: str) -> None:
    (question,) = understand(f"## Which one is it?\n\n{text}\n", path="quiz.md")[0].questions
    assert not any(one.right for one in question.options)
