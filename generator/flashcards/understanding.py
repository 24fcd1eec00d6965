"""One document understood: read, checked, its facts extracted and edited, its problems computed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flashcards.card import Fact
from flashcards.checking import assessed
from flashcards.contents import Understood, contents
from flashcards.document import Document
from flashcards.documents import Read
from flashcards.editor import edited
from flashcards.errors import FlashcardsError, MishapError, ReadError
from flashcards.facts import extract
from flashcards.facts.inputs import with_inputs
from flashcards.facts.refuted import corrected
from flashcards.facts.unproven import without_unproven
from flashcards.files import Input, read_input
from flashcards.pools import Ranges, document_facts, may_compute
from flashcards.quantities import habit_of
from flashcards.written import written

if TYPE_CHECKING:
    from flashcards.facts.computed import Recalled


def usable(source: Input) -> Read:
    """A document that a build can use.

    Raises:
        ReadError: it cannot be read, is damaged or holds no question.
        MishapError: this program fails at it, which costs no other document.
    """
    try:
        done = read_input(source)
    except (FlashcardsError, OSError):
        raise
    except Exception as error:
        raise MishapError(error, path=source.path.as_posix()) from error
    wrong = next((finding for finding in done.findings if finding.severity == "error"), None)
    if wrong is not None:
        raise ReadError(
            wrong.message,
            path=wrong.path,
            line=wrong.line,
            hint="flashcards check shows all that is wrong",
        )
    if not done.document.questions:
        near = done.document.unread[0] if done.document.unread else None
        said = f": “{near.title}” is read as none: {near.why}" if near else ""
        raise ReadError(
            f"no question found{said}",
            path=source.path.as_posix(),
            line=near.source.line if near else 1,
            hint="docs/documents.md shows the forms of questions",
        )
    return done


def understood(done: Read, tag: str) -> Understood:
    """What a document gives that has been read; its problems aside.

    Raises:
        FlashcardsError: a file of definitions cannot be used.
        MishapError: this program fails at it, which costs no other document.
    """
    document = done.document
    try:
        numbers, habit = assessed(done), habit_of([document.tree.text])
        made = with_inputs(extract(document, tag_root=tag), numbers.inputs, habit, document)
        made = without_unproven(
            made,
            numbers.proven,
            habit,
            doubted=bool(numbers.wrong),
            language=document.language,
        )
        right = corrected(made, numbers.wrong, document)
        extraction = edited(right, document)
        return Understood(
            contents=contents(document),
            extraction=extraction,
            texts=tuple(map(written, extraction.facts)),
            findings=done.findings,
            refuted=len(numbers.wrong),
            computes=may_compute(document),
        )
    except (FlashcardsError, OSError):
        raise
    except Exception as error:
        raise MishapError(error, path=document.path) from error


def with_problems(
    one: Understood,
    document: Document,
    tag: str,
    ranges: Ranges,
    recalled: Recalled | None = None,
) -> Understood:
    """The same with the document's problems, drawn from these ranges.

    Args:
        one: what the document gives.
        document: as read.
        tag: first part of the tags.
        ranges: of its problems.
        recalled: by whom a problem that did not change may be known.

    Raises:
        ProblemError: one that its author wrote is not sound.
    """
    problems: tuple[Fact, ...] = ()
    if one.computes:
        problems = document_facts(document, tag_root=tag, ranges=ranges, recalled=recalled)
    return replace(one, problems=problems)
