"""All checks of a document in one place, and the repair of its encoding."""

from __future__ import annotations

from pathlib import Path

from generator.claims import check_structure
from generator.errors import Finding, ReadError
from generator.files import Input, write_atomically
from generator.reading import decode, read_file


def check(source: Input) -> tuple[Finding, ...]:
    """What is wrong with a document, by line; the worst first where a line has several.

    Raises:
        ReadError: it cannot be read at all.
    """
    document, findings = read_file(source.path, name=source.name)
    return tuple(sorted({*findings, *check_structure(document)}, key=_order))


def repair(path: Path) -> int:
    """Rewrite a file whose text was decoded wrongly before it was saved; say how many places.

    A file that is well is not touched.

    Raises:
        ReadError: it cannot be read.
        FlashcardsError: it cannot be written.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=str(path)) from error
    decoded = decode(data, path=str(path))
    if not decoded.repairs:
        return 0
    write_atomically(path, decoded.text.encode())
    return decoded.repairs


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    severities = ("error", "warning", "note")
    return (
        finding.path,
        finding.line,
        severities.index(finding.severity),
        finding.rule,
        finding.message,
    )
