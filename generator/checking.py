"""All checks of a document in one place."""

from __future__ import annotations

from generator.claims import check_structure
from generator.errors import Finding
from generator.files import Input
from generator.reading import read_file


def check(source: Input) -> tuple[Finding, ...]:
    """What is wrong with a document, by line; the worst first where a line has several.

    Raises:
        ReadError: it cannot be read at all.
    """
    document, findings = read_file(source.path, name=source.name)
    return tuple(sorted({*findings, *check_structure(document)}, key=_order))


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    severities = ("error", "warning", "note")
    return (
        finding.path,
        finding.line,
        severities.index(finding.severity),
        finding.rule,
        finding.message,
    )
