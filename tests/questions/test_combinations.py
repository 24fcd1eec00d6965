"""Each way to open a question with each way to answer it, in seven languages by turns."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from flashcards.questions import understand
from tests.questions.written import words_of


@dataclass(frozen=True)
class Said:
    """A language's words for a question, an answer and a key, and four facts in it."""

    ask: str
    tell: str
    key: str
    initials: str
    facts: tuple[tuple[str, str], ...]


ENGLISH = Said(
    "Question",
    "Answer",
    "Answers",
    "QA",
    (
        ("What does chlorophyll absorb?", "Red and blue light."),
        ("Why do leaves turn yellow in autumn?", "Because chlorophyll is broken down."),
        ("Which gas do plants take up?", "Carbon dioxide."),
        ("Explain osmosis.", "Water moves through a membrane."),
    ),
)
SPOKEN = (
    ENGLISH,
    Said(
        "Frage",
        "Antwort",
        "Antworten",
        "FA",
        (
            ("Was absorbiert Chlorophyll?", "Rotes und blaues Licht."),
            ("Warum werden Blätter gelb?", "Weil das Chlorophyll abgebaut wird."),
            ("Welches Gas nehmen Pflanzen auf?", "Kohlendioxid."),
            ("Erkläre die Osmose.", "Wasser wandert durch eine Membran."),
        ),
    ),
    Said(
        "Question",
        "Réponse",
        "Réponses",
        "QR",
        (
            ("Que capte la chlorophylle ?", "La lumière rouge et bleue."),
            ("Pourquoi les feuilles jaunissent-elles ?", "La chlorophylle est dégradée."),
            ("Quel gaz les plantes absorbent-elles ?", "Le dioxyde de carbone."),
            ("Expliquez l'osmose.", "L'eau traverse une membrane."),
        ),
    ),
    Said(
        "Pregunta",
        "Respuesta",
        "Respuestas",
        "PR",
        (
            ("¿Qué absorbe la clorofila?", "La luz roja y azul."),
            ("¿Por qué amarillean las hojas?", "Porque se degrada la clorofila."),
            ("¿Qué gas toman las plantas?", "Dióxido de carbono."),
            ("Explica la ósmosis.", "El agua atraviesa una membrana."),
        ),
    ),
    Said(
        "Domanda",
        "Risposta",
        "Risposte",
        "DR",
        (
            ("Che cosa assorbe la clorofilla?", "La luce rossa e blu."),
            ("Perché le foglie ingialliscono?", "La clorofilla si degrada."),
            ("Quale gas assorbono le piante?", "Anidride carbonica."),
            ("Spiega l'osmosi.", "L'acqua attraversa una membrana."),
        ),
    ),
    Said(
        "Pergunta",
        "Resposta",
        "Respostas",
        "PR",
        (
            ("O que absorve a clorofila?", "A luz vermelha e azul."),
            ("Por que amarelam as folhas?", "A clorofila se degrada."),
            ("Que gás absorvem as plantas?", "Dióxido de carbono."),
            ("Explique a osmose.", "A água atravessa uma membrana."),
        ),
    ),
    Said(
        "Vraag",
        "Antwoord",
        "Antwoorden",
        "VA",
        (
            ("Wat absorbeert chlorofyl?", "Rood en blauw licht."),
            ("Waarom worden bladeren geel?", "Omdat chlorofyl wordt afgebroken."),
            ("Welk gas nemen planten op?", "Koolstofdioxide."),
            ("Leg osmose uit.", "Water gaat door een membraan."),
        ),
    ),
)

# {q} is asked behind a word {Q} or an initial {I}, with a number or without.
OPENINGS = (
    "## {Q} {n}\n\n{q}",
    "#### {Q} {n}: {q}",
    "### {Q} {n} (2)\n\n{q}",
    "**{Q} {n}.** {q}",
    "**{Q} {n}**\n\n{q}",
    "{Q} {n}: {q}",
    "{Q} {n}\n{q}",
    "*{Q} {n}.* {q}",
    "**{Q}:** {q}",
    "{I}{n}. {q}",
    "{I}{n}: {q}",
    "**{I}{n}.** {q}",
    "**{n}.** {q}",
    "**{n}. {q}**",
    "**#{n}** {q}",
    "[{Q} {n}] {q}",
    "{Q} {n}) {q}",
    "{Q} {n} - {q}",
)
ANSWERS = (
    "{A}: {a}",
    "**{A}:** {a}",
    "**{A}.** {a}",
    "*{A}:* {a}",
    "{A} {n}: {a}",
    "**{A} {n}.** {a}",
    "{J}{n}: {a}",
    "**{J}{n}.** {a}",
    "{a}",
    "> {a}",
    "- {a}",
    "→ {a}",
    "**{A}**\n\n{a}",
    "{A}:\n\n{a}",
    "<details>\n<summary>{A}</summary>\n\n{a}\n\n</details>",
    "*{a}*",
    "({A}: {a})",
    "💡 {a}",
)
KEYS = ("{n}. {a}", "{J}{n}. {a}", "**{n}.** {a}", "### {n}\n\n{a}")


def _document(said: Said, opening: str, answer: str, key: str) -> str:
    parts = ["# Notes 2"]
    for keyed in (False, True):
        if keyed and key:
            parts.append(f"## {said.key}")
        for n, (q, a) in enumerate(said.facts, 1):
            fields = {"n": n, "q": q, "a": a, "Q": said.ask, "A": said.tell}
            fields |= {"I": said.initials[0], "J": said.initials[1]}
            part = key if keyed else opening
            if part:
                parts.append(part.format(**fields))
            if not keyed and answer:
                parts.append(answer.format(**fields))
    return "\n\n".join(parts) + "\n"


def _check(said: Said, text: str) -> None:
    document, _ = understand(text, path="notes.md")
    assert len(document.questions) == len(said.facts), text
    for question, (q, a) in zip(document.questions, said.facts, strict=True):
        told = words_of(question)
        assert q.rstrip(" ?.") in f"{question.title.plain} {told}", text
        assert question.answered, text
        assert a.rstrip(".") in told, text
        assert not any(other.rstrip(".") in told for _, other in said.facts if other != a), text


@pytest.mark.parametrize("opening", OPENINGS)
def test_every_opening_goes_with_every_answer(opening: str) -> None:
    for place, answer in enumerate(ANSWERS):
        said = SPOKEN[(place + OPENINGS.index(opening)) % len(SPOKEN)]
        _check(said, _document(said, opening, answer, ""))


@pytest.mark.parametrize("opening", OPENINGS)
def test_every_opening_goes_with_every_key(opening: str) -> None:
    for place, key in enumerate(KEYS):
        said = SPOKEN[(place + OPENINGS.index(opening)) % len(SPOKEN)]
        _check(said, _document(said, opening, "", key))
