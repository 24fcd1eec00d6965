from __future__ import annotations

import json

from flashcards.errors import Finding
from flashcards.report import Block, ReadAs, Report, Unanswered, from_json

REPORT = Report(
    documents=2, questions=20, cards=100, notes=60, kept=80, reworded=5, new=10, retired=3,
    returned=5, blocks=92, carded=85, in_answers=2, skipped={"too long": 3, "a heading": 2},
    unanswered=(Unanswered(path="a.md", line=3, number=7, title="Why?"),),
    warnings=(Finding(path="a.md", line=1, rule="r", severity="warning", message="m"),),
    packages=("build/a.apkg",),
    account=(Block(path="a.md", line=4, kind="paragraph", text="So.", answer_of="Why?"),),
    read_as=(ReadAs(path="a.md", forms={"details": 2, "heading": 1}),),
)  # fmt: skip


def test_a_report_survives_json() -> None:
    assert from_json(json.loads(json.dumps(REPORT.as_json()))) == REPORT


def test_blocks_are_told_as_scripts_expect_them() -> None:
    assert REPORT.as_json()["blocks"] == {
        "total": 92,
        "carded": 85,
        "in_answers": 2,
        "skipped": {"too long": 3, "a heading": 2},
    }


def test_run_again_all_cards_are_kept_and_the_rest_is_told_as_before() -> None:
    again = REPORT.again()
    assert (again.kept, again.reworded, again.new, again.retired, again.returned) == (
        100,
        0,
        0,
        0,
        0,
    )
    assert again.unchanged
    assert again.warnings == REPORT.warnings
    assert again.unanswered == REPORT.unanswered


def test_a_build_says_what_questions_were_read_as() -> None:
    from flashcards.cli.summary import rows

    notes = {name: note for name, _, note in rows(REPORT)}
    assert notes["questions"] == "read as 2 summaries in details, 1 heading"
