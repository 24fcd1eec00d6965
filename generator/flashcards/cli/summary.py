"""The account of a build, for the person who ran it: a table on a terminal, lines elsewhere."""

from __future__ import annotations

import sys
from collections import Counter

from flashcards.cli import output
from flashcards.report import Report

UNANSWERED_SHOWN = 20


def show(report: Report) -> None:
    """Print warnings, unanswered questions and the counts to stderr."""
    for warning in report.warnings:
        output.message(output.finding(warning))
    for document in report.left_out:
        output.message(f"{document.path}:{document.line}: left out: {document.why}")
    for question in report.unanswered[:UNANSWERED_SHOWN]:
        title = output.one_line(question.title)
        output.message(
            f"{question.path}:{question.line}: unanswered: question {question.number}, {title}"
            + (f" ({question.why})" if question.why else "")
        )
    for one in report.not_understood[:UNANSWERED_SHOWN]:
        title = output.one_line(one.title)
        output.message(f"{one.path}:{one.line}: not understood: {title} ({one.why})")
    more = len(report.unanswered) - UNANSWERED_SHOWN
    if more > 0:
        output.message(f"… and {more} more unanswered questions (all with --json)")
    if sys.stderr.isatty():
        _table(report)
    else:
        lines = rows(report)
        width = max(len(name) for name, _, _ in lines)
        for name, value, note in lines:
            output.message(f"{name:<{width}} {value:>7}  {note}".rstrip())


def rows(report: Report) -> list[tuple[str, str, str]]:
    """Name, count and note of each line of the account."""
    share = f"{report.carded / report.blocks:.1%}" if report.blocks else "none"
    skipped = [(f"  {reason}", f"{count:,}", "skipped") for reason, count in report.skipped.items()]
    unanswered = "no card pretends to know" if report.unanswered else ""
    changes = [
        ("kept", report.kept, "as they were"),
        ("reworded", report.reworded, "new text, same history"),
        ("new", report.new, ""),
        ("returned", report.returned, "were retired before"),
        ("retired", report.retired, "no longer in the documents"),
    ]
    return [
        ("documents", f"{report.documents:,}", "unchanged" if report.unchanged else ""),
        *([("  left out", f"{len(report.left_out):,}", "named above")] if report.left_out else []),
        ("questions", f"{report.questions:,}", _read_as(report)),
        ("unanswered", f"{len(report.unanswered):,}", unanswered),
        *_not_understood(report),
        ("blocks", f"{report.blocks:,}", f"{share} with cards of their own"),
        *(
            [("  in answers", f"{report.in_answers:,}", "of their questions' cards")]
            if report.in_answers
            else []
        ),
        *skipped,
        ("cards", f"{report.cards:,}", f"on {report.notes:,} notes"),
        *([("  detail", f"{report.later:,}", "later: --level all")] if report.later else []),
        *([("  set aside", f"{report.aside:,}", "kept, not met anew")] if report.aside else []),
        *([("  corrected", f"{report.corrected:,}", _refuted(report))] if report.refuted else []),
        *([("  problems", f"{report.problems:,}", report.verified)] if report.problems else []),
        *((f"  {name}", f"{count:,}", note) for name, count, note in changes if count),
        *_import(report),
        *_database(report),
    ]


def _read_as(report: Report) -> str:
    """`14 summaries in details, 3 headings`: what the questions were read as."""
    from flashcards.questions.said import NAMES

    total: Counter[str] = Counter()
    for document in report.read_as:
        total.update(document.forms)
    told = ", ".join(f"{count:,} {NAMES[form][count != 1]}" for form, count in total.most_common())
    return f"read as {told}" if told else ""


def _not_understood(report: Report) -> list[tuple[str, str, str]]:
    count = len(report.not_understood)
    return [("not understood", f"{count:,}", "look like questions")] if count else []


def _import(report: Report) -> list[tuple[str, str, str]]:
    """What an import of the package does to notes that Anki has from the last build."""
    if report.unchanged:
        return []
    return [("import", f"{report.changed_notes:,}", f"notes change, {report.new_notes:,} are new")]


def _database(report: Report) -> list[tuple[str, str, str]]:
    return [("reviews", "", report.database)] if report.database else []


def _refuted(report: Report) -> str:
    return f"{report.refuted:,} numbers in the documents are wrong: flashcards check"


def _table(report: Report) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column(style="dim")
    for row in rows(report):
        table.add_row(*(Text(output.inert(cell)) for cell in row))
    Console(stderr=True).print(table)
