"""On real documents: every error of these kinds that was found by hand, and no false alarm."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flashcards.claims.numbers import memory
from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.document import number_claims
from flashcards.claims.numbers.memory import memory_claims
from flashcards.claims.numbers.page import pages
from tests.claims.numbers.memory_text import claims, read
from tests.understood import read_once

RULES = {"format-bits", "weights-size", "kv-size", "model-shape", "fits"}


def by_hand(root: Path) -> list[dict[str, Any]]:
    path = root / "tests/claims/module_1_numbers.toml"
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["number"]
    return [row for row in rows if not row["why"].startswith("gray:")]


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text.replace(",", "")))


@pytest.fixture(scope="module")
def checked(seed_dir: Path) -> tuple[Claim, ...]:
    return of(seed_dir / "module-1-foundations.md")


def of(path: Path) -> tuple[Claim, ...]:
    made = read_once(path)
    return number_claims(made.document, made.text)


def of_row(row: dict[str, Any], checked: tuple[Claim, ...]) -> Iterator[Claim]:
    for claim in checked:
        if claim.line == row["line"] and numbers(claim.stated) & numbers(row["stated"]):
            yield claim


def test_errors_of_formats_and_of_weights_are_all_found(
    root: Path, checked: tuple[Claim, ...]
) -> None:
    wrong = [
        row
        for row in by_hand(root)
        if row["verdict"] == "wrong" and row["kind"] in {"format-bits", "weights-size"}
    ]
    assert len(wrong) == 21
    assert [
        (row["line"], row["stated"])
        for row in wrong
        if not any(c.verdict is Verdict.WRONG for c in of_row(row, checked))
    ] == []


def test_no_right_number_is_called_wrong(root: Path, checked: tuple[Claim, ...]) -> None:
    for row in by_hand(root):
        if row["verdict"] == "right":
            refuted = [c for c in of_row(row, checked) if c.verdict is Verdict.WRONG]
            assert not [c for c in refuted if c.rule in RULES], row


def test_our_own_document_has_no_error(source: Path) -> None:
    found = [c for c in of(source / "module-1-foundations.md") if c.rule in RULES]
    assert [c for c in found if c.verdict is Verdict.WRONG] == []
    assert len(found) > 80


@pytest.mark.parametrize("name", ["module-4-gpu-acceleration.md", "module-6-server-production.md"])
def test_drifted_documents_have_no_error(seed_dir: Path, name: str) -> None:
    found = [c for c in of(seed_dir / name) if c.rule in RULES]
    assert [c for c in found if c.verdict is Verdict.WRONG] == []


@pytest.mark.parametrize(
    "body",
    [
        "KV cache " + ":" * 900 + " 1GB",
        "Q4_K_M" + "*" * 900 + "1GB",
        "(" * 9_000 + "1GB",
        "KV cache 4 GB " * 600,
        "7 GB fits in " * 70 + "8 GB",
        "```python\n" + "kv_cache = 9.0  # GB\n" * 100 + "```",
        "|" + "Q4_K_M 1 GB|" * 500 + "\n|" + "---|" * 500,
        "".join(" " * (i % 90) + f"- KV cache: {i} GB\n" for i in range(500)),
    ],
)
def test_hostile_lines_are_got_through(body: str) -> None:
    claims(body)


def test_what_a_program_wrote_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_LINES", 100)
    assert len(claims("- KV cache: 9 GB\n" * 150)) == 100


def test_a_question_without_sizes_has_no_claim_and_neither_has_what_is_outside() -> None:
    made = read("Nothing of 7 sizes.", title="KV cache: 9 GB for LLaMA-7B at 4096 tokens")
    outside, _ = pages(made.document, f"KV cache: 9 GB\n{made.text}")
    assert list(memory_claims(outside)) == []
    assert claims("Nothing of 7 sizes.") == []
