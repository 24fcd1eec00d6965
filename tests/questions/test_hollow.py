"""What only holds the place of an answer, or stands behind it for its author, is none."""

from __future__ import annotations

import pytest

from flashcards.document import Role
from tests.questions.reading import read, text_of

PAGE = "# Plants\n\n## What is a leaf?\n\nA flat organ.\n\n## What is a bud?\n\n"


@pytest.mark.parametrize(
    "note",
    [
        "To do: a figure of the leaf.",
        "_to do – ask M. after the June round_",
        "> Noch ergänzen: die Blüte (Sabine fragen).",
        "Fontes: apostila do clube; IAU.",
        "Sources: the club's handbook. Bring a lamp.",
    ],
)
def test_an_authors_note_behind_an_answer_is_no_part_of_it(note: str) -> None:
    bud = read(f"{PAGE}A small shoot.\n\n{note}\n").questions[-1]
    assert [len(one.nodes) for one in bud.sections] == [1]
    assert text_of(bud, bud.sections[0].role) == "A small shoot."
    assert not read(f"{PAGE}To do: ask M.\n\n{note}\n").questions[-1].answered


@pytest.mark.parametrize("told", ["To do so, it opens.", "It needs: light.", "A fazer frio."])
def test_words_like_those_of_a_note_are_part_of_an_answer(told: str) -> None:
    bud = read(f"{PAGE}A small shoot.\n\n{told}\n").questions[-1]
    assert told in text_of(bud, Role.OTHER) + text_of(bud, Role.SOLUTION)


@pytest.mark.parametrize(
    "remark",
    [
        "follows next week",
        "*(to be discussed in class, no marks)*",
        "*open, ask the tutor*",
        "kommt in der nächsten Stunde",
        "Noch offen – Steuerberater fragen",
        "on en parle au prochain cours",
        "ouvert ; demander au comptable",
        "lo vemos en la próxima clase",
        "abierto, preguntar al asesor",
        "fica para a próxima aula",
        "(da discutere in aula, niente voto)",
        "aperto, chiedere al docente",
        "komt volgende les",
        "nog open; vraag de docent",
    ],
)
def test_that_an_answer_is_still_to_come_answers_nothing(remark: str) -> None:
    assert not read(f"{PAGE}{remark}\n").questions[-1].answered
    assert not read(f"{PAGE}{remark}\n\nScale: 0–5 poor, 6–9 good.\n").questions[-1].answered


@pytest.mark.parametrize(
    "told",
    ["It follows the next leaf.", "Open, ask, close.", "We see it in class Mammalia.", "Open."],
)
def test_words_like_those_of_such_a_remark_answer(told: str) -> None:
    assert read(f"{PAGE}{told}\n").questions[-1].answered
