"""`flashcards check`: mistakes in documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click

from generator.cli import options, output
from generator.errors import Finding, ReadError


@click.command("check", short_help="Look for mistakes in documents.")
@options.PATHS
@click.option("--fix", is_flag=True, help="Repair wrongly decoded text in the files themselves.")
@options.json_option("Print the findings as a JSON list.")
def command(*, paths: tuple[Path, ...], fix: bool, as_json: bool) -> int:
    """Look for mistakes in documents: encoding, structure, and what they say of themselves.

    Exits with 1 if there are errors; warnings and notes are for you to judge. A file that
    cannot be read at all exits with 2, after the others have been checked.

    \b
    Examples:
      flashcards check
      flashcards check source/module-1-foundations.md --fix
      flashcards check --json | jq -r '.[] | select(.severity == "error") | .message'
    """
    documents = options.inputs(paths).documents
    from generator.checking import check
    from generator.reading import fix_file

    findings: list[Finding] = []
    unread: list[ReadError] = []
    for document in documents:
        try:
            if fix and (repaired := fix_file(document.path)):
                output.message(f"{document.path}: {repaired:,} characters repaired, saved as UTF-8")
            findings.extend(check(document))
        except ReadError as error:
            unread.append(error)
    if as_json:
        output.json_result([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            output.result(output.finding(finding))
    for failure in unread:
        output.error(failure)
    counts = Counter(finding.severity for finding in findings)
    output.message(
        f"{len(documents):,} documents: {counts['error']:,} errors, "
        f"{counts['warning']:,} warnings, {counts['note']:,} notes"
    )
    if unread:
        return 2
    return 1 if counts["error"] else 0
