"""Every recogniser takes its own samples, and leaves alone what it must."""

from __future__ import annotations

from types import ModuleType

import pytest

from flashcards.questions.choose import FORMS
from flashcards.questions.forms import (
    apart,
    callouts,
    choice,
    chronology,
    clozes,
    columns,
    commands,
    definitions,
    dialogue,
    fillins,
    folds,
    gift,
    headings,
    items,
    lines,
    notes,
    pairs,
    paragraphs,
    qa,
    quoted,
    ruled,
    separators,
    siblings,
    stated,
    subparts,
    tables,
    tagged,
    terms,
    verdicts,
)
from flashcards.questions.forms.candidate import Evidence
from flashcards.questions.run import ready
from flashcards.questions.said import NAMES
from flashcards.tree import parse, plain

MODULES = (
    headings, lines, qa, folds, items, callouts, definitions, tables, pairs, separators, clozes,
    siblings, tagged, paragraphs, ruled, apart, verdicts,
    terms, columns, choice, notes, gift, dialogue, quoted, subparts, fillins, stated, chronology,
    commands,
)  # fmt: skip


def titles(module: ModuleType, text: str) -> tuple[str, ...]:
    found = module.find(ready(parse(text).blocks))
    return tuple(plain(one.title).strip() for one in found if one.evidence > Evidence.PLAIN)


def test_every_recogniser_is_tried() -> None:
    assert {module.find for module in MODULES} == {*FORMS, choice.find}


def test_every_form_has_a_name_in_words() -> None:
    assert {module.FORM for module in MODULES} | {"question-heading"} == set(NAMES)


@pytest.mark.parametrize(
    ("module", "text", "expected"),
    [(module, text, found) for module in MODULES for text, found in module.SAMPLES],
    ids=lambda value: value.FORM if isinstance(value, ModuleType) else "",
)
def test_a_recogniser_takes_its_samples(
    module: ModuleType, text: str, expected: tuple[str, ...]
) -> None:
    assert titles(module, text) == expected


@pytest.mark.parametrize(
    ("module", "text"),
    [(module, text) for module in MODULES for text in module.NOT_SAMPLES],
    ids=lambda value: value.FORM if isinstance(value, ModuleType) else "",
)
def test_a_recogniser_leaves_other_text_alone(module: ModuleType, text: str) -> None:
    assert titles(module, text) == ()
