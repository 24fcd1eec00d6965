"""What the fuzzer once broke stays mended, and some seconds of it in each run; `make fuzz` does more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.ways import SECONDS, Importers, a_document, an_answer, everything, within

KEPT = {
    "a listing in the question itself": "# T\n\n### Question 1: What is it?\n\n```python\nx = 2 ** 3  # 4\n```\n\nIt is so.\n\n- a: b\n",
    "numbers beyond floats": f"# T\n\n### Question 1: What?\n\n2**1024 = {'9' * 400} ms, 1e999 GB.\n\n{'1' * 400} ms × 2 = 3 s.\n",
    "no members": "# T\n\n### Question 1: What?\n\n```\n├──\n```\n\n#### Evaluation Rubric\n\n| a | 1 |\n|---|---|\n| | |\n\n    only = 1\n",
    "half signs": "# T\n\n### Question 1: What?\n\n**\n\n- \n\n> \n\n|\n\n==||{{c1::}}$$\n",
}  # fmt: skip
SEEDS = (122, 316, 3067, 5105, 5133, *range(20))
"""Five that once failed, and the first."""


@pytest.fixture(scope="module")
def importers(tmp_path_factory: pytest.TempPathFactory) -> Importers:
    return Importers(tmp_path_factory.mktemp("fuzz"))


@pytest.mark.parametrize("name", KEPT)
def test_what_was_mended_stays_so(name: str) -> None:
    with within(SECONDS):
        a_document(KEPT[name], 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_documents_by_chance_raise_nothing_but_what_is_said(
    seed: int, importers: Importers
) -> None:
    with within(SECONDS):
        everything(seed, importers)


def test_a_document_of_all_forms_is_printed(tmp_path: Path) -> None:
    """On paper, too: text that typst would take for its own signs."""
    text = "# T\n\n### Question 1: What is $x$?\n\n> > - deep #x [\n\n- **A**: $\\frac{1}{2}$ @b\n"
    assert a_document(text, 1, paper=True)


def test_damaged_files_and_answers_raise_nothing_but_what_is_said(importers: Importers) -> None:
    for seed in range(30):
        with within(SECONDS):
            importers.one(seed)
            an_answer(seed)
