"""Findings in the forms that people and programs read them in."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flashcards import __version__
from flashcards.atomic import read_regular
from flashcards.cli import output
from flashcards.cli.output import Colour
from flashcards.errors import Finding, ReadError

FORMATS = ("text", "json", "github", "sarif")
WIDTH = 100
"""Characters of a line that are shown around what is wrong in it."""

_COLOURS = {"error": Colour.RED, "warning": Colour.YELLOW, "note": Colour.CYAN}
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def show(findings: Sequence[Finding], form: str) -> None:
    """Print findings to stdout in one of `FORMATS`."""
    sources = _Sources()
    if form == "json":
        output.json_result([asdict(finding) for finding in findings])
    elif form == "sarif":
        output.json_result(sarif(findings, sources))
    elif form == "github":
        for finding in findings:
            output.command(_github(finding, sources))
    else:
        coloured = output.colours(sys.stdout)
        for finding in findings:
            for line in _text(finding, sources):
                output.result_line(
                    *(part for part in line if coloured or not isinstance(part, Colour))
                )


class _Sources:
    """The lines of the documents, each read once."""

    def __init__(self) -> None:
        self._lines: dict[str, tuple[str, ...]] = {}

    def place(self, finding: Finding) -> tuple[str, int, str]:
        """The finding's line, where in it the first line of what is stated begins, and that.

        -1 where it is not found: a document may be spelled in more ways than it is read.
        """
        stated = finding.stated.split("\n", maxsplit=1)[0]
        if not stated:
            return "", -1, ""
        lines = self._read(finding.path)
        line = lines[finding.line - 1] if 0 < finding.line <= len(lines) else ""
        if finding.column and line.startswith(stated, finding.column - 1):
            return line, finding.column - 1, stated
        whole = re.search(rf"(?<![\w.]){re.escape(stated)}(?!\w)", line)
        return line, whole.start() if whole else line.find(stated), stated

    def _read(self, path: str) -> tuple[str, ...]:
        if path not in self._lines:
            from flashcards.reading import decode

            try:
                text = decode(read_regular(Path(path)), path=path).text
            except (OSError, ReadError):
                text = ""
            self._lines[path] = tuple(text.split("\n"))
        return self._lines[path]


def _text(finding: Finding, sources: _Sources) -> list[list[str | Colour]]:
    """`path:line: severity: message [rule]`, the line itself, and a caret below what is wrong."""
    before, _, after = output.finding(finding).partition(f" {finding.severity}: ")
    head: list[str | Colour] = [
        before, " ", _COLOURS[finding.severity], f"{finding.severity}:", Colour.NONE, " ", after,
    ]  # fmt: skip
    lines = [head]
    line, at, stated = sources.place(finding)
    if at >= 0:
        first = max(0, at - WIDTH // 2)
        margin = _shown(line[first:at])
        marked = _shown(stated[: first + WIDTH - at])
        rest = _shown(line[at + len(stated) : first + WIDTH])
        lines.append(["    ", margin + marked + rest])
        lines.append(
            ["    ", " " * _width(margin), Colour.GREEN, "^" * max(1, _width(marked)), Colour.NONE]
        )
    if finding.expected and finding.expected not in finding.message:
        lines.append(["    right: ", output.one_line(finding.expected)])
    if finding.evidence:
        lines.append(["    evidence: ", output.one_line(finding.evidence)])
    return lines


def _shown(text: str) -> str:
    return output.safe(text).replace("\t", " ").replace("\n", " ")


def _width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def _github(finding: Finding, sources: _Sources) -> str:
    """A workflow command of GitHub Actions, which marks the line in a pull request."""
    place = f"file={_property(finding.path)},line={finding.line}"
    _, at, stated = sources.place(finding)
    if at >= 0:
        place += f",col={at + 1},endColumn={at + len(stated)}"
    said = _escaped(output.one_line(_said(finding)))
    return f"::{_LEVELS[finding.severity]} {place},title={_property(finding.rule)}::{said}"


def _said(finding: Finding) -> str:
    """The message, with what would be right where it does not say so itself."""
    if finding.expected and finding.expected not in finding.message:
        return f"{finding.message} (right: {finding.expected})"
    return finding.message


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def sarif(findings: Sequence[Finding], sources: _Sources | None = None) -> dict[str, Any]:
    """A SARIF 2.1.0 log with one run."""
    sources = sources or _Sources()
    rules = sorted({finding.rule for finding in findings})
    driver = {
        "name": "flashcards",
        "version": __version__,
        "rules": [{"id": rule} for rule in rules],
    }
    return {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(finding, rules.index(finding.rule), sources) for finding in findings
                ],
            }
        ],
    }


def _result(finding: Finding, rule: int, sources: _Sources) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": finding.line}
    _, at, stated = sources.place(finding)
    if at >= 0:
        region |= {"startColumn": at + 1, "endColumn": at + len(stated) + 1}
    location = {"artifactLocation": {"uri": _uri(finding.path)}, "region": region}
    known = {
        key: value for key in ("stated", "expected", "evidence") if (value := getattr(finding, key))
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": _said(finding)},
        "locations": [{"physicalLocation": location}],
        **({"properties": known} if known else {}),
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    where = Path(path)
    return where.as_uri() if where.is_absolute() else quote(where.as_posix())
