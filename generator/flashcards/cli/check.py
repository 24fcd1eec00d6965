"""`flashcards check`: mistakes in documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flashcards.cli import findings as forms
from flashcards.cli import options, output
from flashcards.errors import Finding, MishapError, ReadError

if TYPE_CHECKING:
    from flashcards.checking import Settle
    from flashcards.claims.numbers.claim import Claim
    from flashcards.facts.computed import Fence
    from flashcards.files import Input


@click.command("check", short_help="Look for mistakes in documents.")
@options.PATHS
@click.option("--fix", is_flag=True, help="Repair wrongly decoded text in the files themselves.")
@click.option(
    "--format",
    "form",
    type=click.Choice(forms.FORMATS),
    help="How to print the findings: for people, programs, GitHub Actions, code scanning.",
)
@options.json_option("Print the findings as a JSON list; short for --format json.")
@click.option(
    "--live/--no-live",
    default=None,
    help="Let llama.cpp settle numbers that it can.  [default: if it is installed]",
)
@click.option(
    "--explain", is_flag=True, help="Print what is said of each number, and by which relation."
)
@click.option("--cards", "of_cards", is_flag=True, help="Judge the cards, too; the poorest first.")
def command(
    *,
    paths: tuple[Path, ...],
    fix: bool,
    form: str | None,
    as_json: bool,
    live: bool | None,
    explain: bool,
    of_cards: bool,
) -> int:
    """Look for mistakes in documents.

    Wrongly decoded text, structure, what a document says of itself, numbers that do not follow
    from what stands beside them, build options and calls that are out of date. A number is
    recomputed as its author rounded it; docs/checking.md tells what is checked, and how a
    finding that you judge otherwise is silenced.

    Exits with 1 if there are errors; warnings and notes are for you to judge. A file that
    cannot be read at all exits with 2, after the others have been checked.

    \b
    Examples:
      flashcards check
      flashcards check source/module-1-foundations.md --fix
      flashcards check --json | jq -r '.[] | select(.severity == "error") | .message'
      flashcards check --format sarif > findings.sarif
      flashcards check source/module-1-foundations.md --explain
    """
    if as_json and form not in {None, "json"}:
        raise click.UsageError("--json is short for --format json; give one of the two")
    if explain and (as_json or form not in {None, "text"}):
        raise click.UsageError("--explain prints text; leave --json and --format away")
    documents = options.inputs(paths).documents
    from flashcards.checking import check
    from flashcards.reading import fix_file

    found: list[Finding] = []
    unread: list[ReadError] = []
    right = undecidable = 0
    with _settlement(live=live) as settle:
        for document in documents:
            try:
                if fix and (repaired := fix_file(document.path)):
                    output.message(
                        f"{document.path}: {repaired:,} characters repaired, saved as UTF-8"
                    )
                checked = check(document, settle=settle)
            except ReadError as error:
                unread.append(error)
                continue
            except MishapError as error:
                found.append(
                    Finding(
                        path=document.path.as_posix(),
                        line=1,
                        rule="internal-error",
                        severity="error",
                        message=f"{error.message}; {error.hint}",
                    )
                )
                continue
            found.extend(checked.findings)
            right += checked.right
            undecidable += checked.undecidable
    if of_cards and not unread:
        from flashcards.checking_cards import check_cards

        found.extend(check_cards(documents))
    forms.show(found, "json" if as_json else form or "text")
    if explain:
        _explain([one for one in documents if one.path.as_posix() not in {e.path for e in unread}])
    for failure in unread:
        output.error(failure)
    counts = Counter(finding.severity for finding in found)
    output.message(
        f"{len(documents):,} documents: {counts['error']:,} errors, "
        f"{counts['warning']:,} warnings, {counts['note']:,} notes; "
        f"{right:,} numbers are right, {undecidable:,} cannot be decided"
    )
    if any(finding.rule == "internal-error" for finding in found):
        return output.MISHAP
    if unread:
        return 2
    return 1 if counts["error"] else 0


def _explain(documents: Sequence[Input]) -> None:
    from flashcards.explaining import explain
    from flashcards.facts.computed import fences, fences_said
    from flashcards.files import read_input

    every: list[Fence] = []
    for source in documents:
        document = read_input(source).document
        for one in explain(document):
            output.result(str(one))
        found = fences(document)
        for fence in found:
            output.result(f"{document.path}:{fence.line}: {fence}")
        every += found
    if every:
        output.message(f"{fences_said(every)} are asked with other numbers")


@contextmanager
def _settlement(*, live: bool | None) -> Iterator[Settle | None]:
    """What asks llama.cpp; it starts at the first question.

    If nobody asked for it and it cannot run, numbers stay as they are.
    """
    if live is False:
        yield None
        return
    from flashcards.oracles.live import Session
    from flashcards.oracles.llama import Llama, LlamaAbsent, LlamaError
    from flashcards.settling import settle

    with Llama() as llama:
        session: Session | None = Session(llama)

        def settled(claims: Sequence[Claim]) -> Sequence[Claim]:
            nonlocal session
            try:
                return settle(claims, session)
            except LlamaError as error:
                if live:
                    raise
                if not isinstance(error, LlamaAbsent):
                    output.message(f"llama.cpp is not asked any more: {error.message}")
                session = None  # what fails once is not tried for each document
                return claims

        yield settled
