"""Each way to offer options with each way to say which is right, in seven languages by turns."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from flashcards.questions import understand


@dataclass(frozen=True)
class Said:
    """A language's words, and four questions, each with its options and the right one of them."""

    answer: str
    answers: str
    key_to: str
    correct: str
    part: str
    lead: str
    or_: str
    because: str
    facts: tuple[tuple[str, tuple[str, ...], int], ...]


def _facts(asked: str, offered: str) -> tuple[tuple[str, tuple[str, ...], int], ...]:
    options = (tuple(row.split(", ")) for row in offered.split(" | "))
    return tuple(zip(asked.split(" | "), options, (1, 2, 0, 3), strict=True))


SPOKEN = (
    Said(
        "Answer", "Answers", "Key to Part 1", "Correct answer", "Part 1", "It is", "or", "as it is so",
        _facts(
            "Which planet is closest to the Sun? | How many legs has a spider? | What is the sign of gold? | Which organ pumps blood?",
            "Venus, Mercury, Mars, Earth | six, ten, eight, four | Au, Ag, Gd, Go | the liver, the lung, the kidney, the heart",
        ),
    ),
    Said(
        "Antwort", "Antworten", "Lösungen zu Teil 1", "Richtige Antwort", "Teil 1", "Es ist", "oder", "denn so ist es",
        _facts(
            "Welcher Planet ist der Sonne am nächsten? | Wie viele Beine hat eine Spinne? | Welches Zeichen hat Gold? | Welches Organ pumpt das Blut?",
            "Venus, Merkur, Mars, Erde | sechs, zehn, acht, vier | Au, Ag, Gd, Go | die Leber, die Lunge, die Niere, das Herz",
        ),
    ),
    Said(
        "Réponse", "Réponses", "Corrigé de la partie 1", "Bonne réponse", "Partie 1", "C'est", "ou", "car c'est ainsi",
        _facts(
            "Quelle planète est la plus proche du Soleil ? | Combien de pattes a une araignée ? | Quel est le symbole de l'or ? | Quel organe pompe le sang ?",
            "Vénus, Mercure, Mars, Terre | six, dix, huit, quatre | Au, Ag, Gd, Go | le foie, le poumon, le rein, le cœur",
        ),
    ),
    Said(
        "Respuesta", "Respuestas", "Respuestas de la parte 1", "Respuesta correcta", "Parte 1", "Es", "o", "porque es así",
        _facts(
            "¿Qué planeta está más cerca del Sol? | ¿Cuántas patas tiene una araña? | ¿Cuál es el símbolo del oro? | ¿Qué órgano bombea la sangre?",
            "Venus, Mercurio, Marte, Tierra | seis, diez, ocho, cuatro | Au, Ag, Gd, Go | el hígado, el pulmón, el riñón, el corazón",
        ),
    ),
    Said(
        "Risposta", "Risposte", "Soluzioni della parte 1", "Risposta corretta", "Parte 1", "È", "o", "perché è così",
        _facts(
            "Quale pianeta è più vicino al Sole? | Quante zampe ha un ragno? | Qual è il simbolo dell'oro? | Quale organo pompa il sangue?",
            "Venere, Mercurio, Marte, Terra | sei, dieci, otto, quattro | Au, Ag, Gd, Go | il fegato, il polmone, il rene, il cuore",
        ),
    ),
    Said(
        "Resposta", "Respostas", "Gabarito da parte 1", "Resposta correta", "Parte 1", "É", "ou", "porque é assim",
        _facts(
            "Que planeta está mais perto do Sol? | Quantas patas tem uma aranha? | Qual é o símbolo do ouro? | Que órgão bombeia o sangue?",
            "Vênus, Mercúrio, Marte, Terra | seis, dez, oito, quatro | Au, Ag, Gd, Go | o fígado, o pulmão, o rim, o coração",
        ),
    ),
    Said(
        "Antwoord", "Antwoorden", "Antwoorden bij deel 1", "Juiste antwoord", "Deel 1", "Het is", "of", "want zo is het",
        _facts(
            "Welke planeet staat het dichtst bij de zon? | Hoeveel poten heeft een spin? | Wat is het teken van goud? | Welk orgaan pompt het bloed?",
            "Venus, Mercurius, Mars, Aarde | zes, tien, acht, vier | Au, Ag, Gd, Go | de lever, de long, de nier, het hart",
        ),
    ),
)  # fmt: skip

ASKED = (
    "**{n}.** {q}",
    "### {n}. {q}",
    "{n}. {q}",
    "**{n}. {q}**",
    "Q{n}. {q}",
)
# {0} to {3} are the options; a question's own line goes on in those that begin with a blank.
OFFERED = (
    "\nA) {0}\nB) {1}\nC) {2}\nD) {3}",
    "\n\na. {0}\nb. {1}\nc. {2}\nd. {3}",
    "\n\n- a) {0}\n- b) {1}\n- c) {2}\n- d) {3}",
    "\n\n- **A.** {0}\n- **B.** {1}\n- **C.** {2}\n- **D.** {3}",
    "\n\n- [A] {0}\n- [B] {1}\n- [C] {2}\n- [D] {3}",
    "\n\nA – {0}  \nB – {1}  \nC – {2}  \nD – {3}  ",
    "\n\nA) {0}    B) {1}  \nC) {2}    D) {3}",
    "\n\n| A | B | C | D |\n|---|---|---|---|\n| {0} | {1} | {2} | {3} |",
    "\n\n> a) {0}  \n> b) {1}  \n> c) {2}  \n> d) {3}",
    " (a) {0} (b) {1} (c) {2} (d) {3}",
    " A. {0} B. {1} C. {2} D. {3}",
    " {lead} (a) {0}, (b) {1}, (c) {2} {or_} (d) {3}.",
    " {lead} (a) {0},\n(b) {1}, (c) {2},\n(d) {3}.",
    "\na) {0}  b) {1}  c) {2}  d) {3}",
    "\n\nA) {0} | B) {1} | C) {2} | D) {3}",
    "\n\n(a) {0} · (b) {1} · (c) {2} · (d) {3}",
    "\n\nA: {0} / B: {1} / C: {2} / D: {3}",
)
# {b} is the letter of the right option, {B} the same in capitals, {t} its text.
ANSWERED = (
    "{answer}: {B}",
    "**{answer}:** {b}",
    "*{correct}: ({b})*",
    "> {answer}: {B}) {t}",
    "**{answer}:** {t}",
    "**{answer}: {b}** – {because}.",
    "<details><summary>{answer}</summary>\n\n{B}. {t}\n\n</details>",
)
# The title of a key, its entries, and what joins these.
KEYED = (
    ("## {answers}\n\n", "{n}. {B}", "\n"),
    ("## {key_to}\n\n", "{n}. ({b}) – {because}.", "\n"),
    ("---\n\n**{answers}:** ", "{n}{b}", ", "),
    ("{answers}: ", "{n}-{B}", ", "),
    ("## {answers}\n\n", "{B}", " "),
    ("## {answers}\n\n| # | {answer} |\n|---|---|\n", "| {n} | {B} |", "\n"),
    ("## {answers}\n\n", "**{n}.** {t}", "\n\n"),
    ("<details>\n<summary>{answers}</summary>\n\n", "{n}: {b}", "  \n"),
)


def _document(said: Said, asked: str, offered: str, answered: str, keyed: tuple[str, ...]) -> str:
    words = vars(said)
    parts = [f"# Quiz\n\n## {said.part}"]
    entries = []
    for n, (question, options, right) in enumerate(said.facts, 1):
        letter = "abcd"[right]
        told = {**words, "n": n, "b": letter, "B": letter.upper(), "t": options[right]}
        own = asked.format(n=n, q=question) + offered.format(*options, **words)
        own += f"\n\n{answered.format(**told)}" if answered else ""
        parts.append(own.replace("\n", "\n   ") if asked.startswith("{n}") else own)
        entries.append(keyed[1].format(**told) if keyed else "")
    if keyed:
        end = "\n\n</details>" if "<details>" in keyed[0] else ""
        parts.append(keyed[0].format(**words) + keyed[2].join(entries) + end)
    return "\n\n".join(parts) + "\n"


def _check(said: Said, text: str) -> None:
    document, _ = understand(text, path="quiz.md")
    assert len(document.questions) == len(said.facts), text
    for question, (asked, options, right) in zip(document.questions, said.facts, strict=True):
        assert asked.rstrip(" ?") in question.title.plain, text
        assert [one.text.plain for one in question.options] == list(options), text
        assert [one.text.plain for one in question.options if one.right] == [options[right]], text


@pytest.mark.parametrize("offered", OFFERED)
def test_all_ways_to_offer_options_go_with_all_ways_to_answer(offered: str) -> None:
    turn = OFFERED.index(offered)
    inline = "\n" in offered and offered.startswith(" ")
    asks = [one for one in ASKED if not (inline and "###" in one)]
    quoted = [one for one in asks if not (">" in offered and one.startswith("{n}"))]
    for place, answered in enumerate(ANSWERED):
        said = SPOKEN[(place + turn) % len(SPOKEN)]
        asked = quoted[(place + 2 * turn) % len(quoted)]
        _check(said, _document(said, asked, offered, answered, ()))


@pytest.mark.parametrize("offered", OFFERED)
def test_all_ways_to_offer_options_go_with_all_keys(offered: str) -> None:
    turn = OFFERED.index(offered)
    inline = "\n" in offered and offered.startswith(" ")
    asks = [one for one in ASKED if not (inline and "###" in one)]
    for place, keyed in enumerate(KEYED):
        said = SPOKEN[(place + 3 * turn) % len(SPOKEN)]
        asked = asks[(2 * place + turn) % len(asks)]
        _check(said, _document(said, asked, offered, "", keyed))
