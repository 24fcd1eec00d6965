"""What the fuzzer once broke stays mended, and some seconds of it in each run; `make fuzz` does more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from flashcards.checking import check_document
from flashcards.documents import read_text
from tests.fuzz.ways import SECONDS, Files, a_document, everything, within

KEPT = {
    "a listing in the question itself": "# T\n\n### Question 1: What is it?\n\n```python\nx = 2 ** 3  # 4\n```\n\nIt is so.\n\n- a: b\n",
    "numbers beyond floats": f"# T\n\n### Question 1: What?\n\n2**1024 = {'9' * 400} ms, 1e999 GB.\n\n{'1' * 400} ms × 2 = 3 s.\n",
    "no members": "# T\n\n### Question 1: What?\n\n```\n├──\n```\n\n#### Evaluation Rubric\n\n| a | 1 |\n|---|---|\n| | |\n\n    only = 1\n",
    "half signs": "# T\n\n### Question 1: What?\n\n**\n\n- \n\n> \n\n|\n\n==||{{c1::}}$$\n",
}  # fmt: skip
SEEDS = (122, 316, 3067, 5105, 5133, *range(10))
"""Five that once failed, and the first."""
LISTINGS = {
    "a number beyond floats": "echo '1e999 * 2' | bc  # 3",
    "a root of less than nothing": "echo 'sqrt(-1)' | bc  # 3",
    "no number of bc's": "echo 'True + 1' | bc  # 3",
    "a logarithm of nothing": "echo 'l(0)' | bc -l  # 3",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Files]:
    with closing(Files(tmp_path_factory.mktemp("fuzz"))) as made:
        yield made


@pytest.mark.parametrize("name", KEPT)
def test_what_was_mended_stays_so(name: str) -> None:
    with within(SECONDS):
        a_document(KEPT[name], 1)


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_that_no_program_runs_is_left_undecided(name: str) -> None:
    text = f"# T\n\n### Question 1: What?\n\n```bash\n{LISTINGS[name]}\n```\n"
    assert not any(
        one.rule == "listing" for one in check_document(read_text(text, path="a")).findings
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_documents_and_files_by_chance_raise_nothing_but_what_is_said(
    seed: int, files: Files
) -> None:
    with within(SECONDS):
        everything(seed, files)


def test_a_document_of_all_forms_is_printed() -> None:
    """On paper, too: text that typst would take for its own signs."""
    text = "# T\n\n### Question 1: What is $x$?\n\n> > - deep #x [\n\n- **A**: $\\frac{1}{2}$ @b\n"
    assert a_document(text, 1, paper=True)


@pytest.mark.live
def test_a_mutated_model_costs_no_more_than_its_turn(files: Files) -> None:
    for seed in range(12):
        files.model(seed)


def test_a_package_whose_compression_nobody_knows_is_an_error_of_ours(files: Files) -> None:
    files.ledger(2_003_360)
