"""The user's document against the table of its numbers that was made by hand: both ways.

`module_1_numbers.toml` has a verdict for every checkable number of the document. Every wrong one
must be found, and nothing else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from flashcards.checking import check_document
from flashcards.claims.numbers.claim import Verdict
from flashcards.claims.numbers.document import number_claims
from flashcards.documents import Read
from flashcards.errors import Finding
from flashcards.relations.checked import numbers
from tests.understood import read_once

OURS = Path(__file__).resolve().parents[2] / "source"
TABLE = Path(__file__).parent / "module_1_numbers.toml"
ROWS: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["number"]

NOT_NUMBERS = {"other", "api"}
"""Kinds that take an understanding of code or prose; what the checker says of them is a bonus."""

BEYOND = {
    1322: "follows from line 1320",
    4215: "a unit of another base than the one that was divided by",
    1300: "a share of an amount that the question gives elsewhere",
    1232: "a last digit, of operands that were rounded",
    3193: "follows from line 3182",
    3850: "a sum of ranges",
    1345: "a model that was never published, so that its shape is unknown",
    3733: "which graphics card has which memory",
    4007: "what a variable's name means",
    4026: "what a program with user-defined functions prints",
    4270: "a wrong value that is used again as a bare operand",
    4272: "follows from line 4270",
}
"""Wrong rows of the numeric kinds that are not found, and what would be needed."""


@pytest.fixture(scope="module")
def document(seed_dir: Path) -> Read:
    return read_once(seed_dir / "module-1-foundations.md")


@pytest.fixture(scope="module")
def findings(document: Read) -> Sequence[Finding]:
    return check_document(document).findings


@pytest.fixture(scope="module")
def refuted(document: Read) -> set[tuple[int, str]]:
    claims = number_claims(document.document, document.text)
    return {(claim.line, claim.stated) for claim in claims if claim.verdict is Verdict.WRONG}


def is_gray(row: dict[str, Any]) -> bool:
    return str(row["why"]).startswith("gray")


def found(row: dict[str, Any], findings: Sequence[Finding]) -> bool:
    return any(
        one.line == row["line"]
        and (not one.stated or one.stated in row["stated"] or row["stated"] in one.stated)
        for one in findings
    )


def test_the_table_speaks_of_this_document(document: Read) -> None:
    lines = document.text.split("\n")
    for row in ROWS:
        assert row["stated"] in lines[row["line"] - 1], row["line"]
    assert len(ROWS) > 700


def test_every_wrong_number_is_found(findings: Sequence[Finding]) -> None:
    wrong = [r for r in ROWS if r["verdict"] in {"wrong", "outdated"} and not is_gray(r)]
    missed = {
        row["line"] for row in wrong if row["kind"] not in NOT_NUMBERS and not found(row, findings)
    }
    assert missed == set(BEYOND)
    assert sum(found(row, findings) for row in wrong) >= 120


def test_there_is_no_false_alarm(findings: Sequence[Finding]) -> None:
    bad = {row["line"] for row in ROWS if row["verdict"] in {"wrong", "outdated"}}
    gray = {row["line"] for row in ROWS if is_gray(row)}
    others = [
        f"{one.line}: {one.message}"
        for one in findings
        if one.line not in bad | gray and one.severity != "note" and one.rule != "mis-decoded"
    ]
    assert others == []


def test_a_right_number_is_never_refuted(refuted: set[tuple[int, str]]) -> None:
    right = {(row["line"], row["stated"]) for row in ROWS if row["verdict"] == "right"}
    assert not right & refuted


def test_what_cannot_be_decided_is_not_refuted(refuted: set[tuple[int, str]]) -> None:
    open_ones = {
        (row["line"], row["stated"])
        for row in ROWS
        if row["verdict"] == "undecidable" and not is_gray(row)
    }
    assert not open_ones & refuted


@pytest.mark.parametrize(
    ("line", "stated", "expected"),
    [
        (785, "~4 GB", "2.00 GB"),
        (3182, "~2 GB", "1 GB"),
        (4216, "~20 MB", "MB"),
        (2424, "39.9%", "40.6"),
    ],
)
def test_the_known_errors_get_their_right_values(
    findings: Sequence[Finding], line: int, stated: str, expected: str
) -> None:
    (one,) = [f for f in findings if f.line == line and f.stated == stated]
    assert expected in one.expected
    assert one.severity in {"error", "warning"}


@pytest.mark.parametrize("line", [1259, 2768, 1757, 1758, 2836])
def test_the_known_right_ones_are_confirmed(document: Read, line: int) -> None:
    tree = document.document.tree
    held = [one.verdict for one in numbers(tree).judgements if tree.line(one.span) == line]
    made = number_claims(document.document, document.text)
    claims = [claim.verdict for claim in made if claim.line == line]
    assert {*held, *claims} - {"undecided"} == {"right"}


@pytest.mark.parametrize("path", sorted(OURS.glob("*.md")), ids=lambda path: path.name)
def test_our_own_documents_have_no_finding(path: Path) -> None:
    assert check_document(read_once(path)).findings == ()
