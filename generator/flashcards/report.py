"""What a build did, for people, for scripts and for the next build."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from flashcards.errors import Finding
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question that its document does not answer; it has no card. `why`, where it is known."""

    path: str
    line: int
    number: int
    title: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """What looks like a question and was not understood; it has no card."""

    path: str
    line: int
    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAs:
    """How many questions each form gave in a document, most first."""

    path: str
    forms: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a document and what became of it.

    It has `cards` of its own, or is shown with the answer of `answer_of`, or was `skipped` for a
    reason.
    """

    path: str
    line: int
    kind: str
    text: str
    cards: int = 0
    answer_of: str = ""
    skipped: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A document that was not used, and why; the cards of its name stay as they are.

    `mishap`: for a mistake of this program.
    """

    name: str
    path: str
    line: int
    why: str
    mishap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The account of a build.

    Attributes:
        documents, questions, cards, notes: how many were built.
        kept, reworded, new, returned: the cards, by what became of their identity.
        new_notes, changed_notes: notes that an import of the package adds, and writes over, in a
            collection that has the last build's.
        level: which cards are met: `core` or `all`; `later` are those below it.
        aside: cards kept of which the editor makes nothing any more.
        retired: cards of the ledger whose facts this build no longer found.
        blocks: leaves of the documents that carry information; `carded` of them have cards
            of their own, `in_answers` stand in the answer of their question's card.
        skipped: the other blocks, by reason.
        account: all of these blocks, each with what became of it.
        read_as: what the documents were read as.
        unanswered: questions without an answer, in document order.
        not_understood: what looks like a question and is none that could be read.
        warnings: what reading found and could live with.
        problems: cards of computed problems among them.
        verified: by what these were verified, in one clause.
        refuted: numbers in the documents that are wrong.
        corrected: cards that teach the right ones instead.
        database: what became of the database of reviews, in one clause; "" if there is none.
        packages: files for Anki, as the user would name them.
        left_out: documents that cannot be read or hold no question.
        unchanged: nothing had changed since the last build, and nothing was written.
    """

    documents: int
    questions: int
    cards: int
    notes: int
    kept: int
    reworded: int
    new: int
    retired: int
    returned: int
    blocks: int
    carded: int
    in_answers: int
    skipped: dict[str, int]
    unanswered: tuple[Unanswered, ...]
    warnings: tuple[Finding, ...]
    packages: tuple[str, ...]
    not_understood: tuple[NotUnderstood, ...] = ()
    account: tuple[Block, ...] = ()
    read_as: tuple[ReadAs, ...] = ()
    problems: int = 0
    verified: str = ""
    refuted: int = 0
    corrected: int = 0
    new_notes: int = 0
    changed_notes: int = 0
    database: str = ""
    unchanged: bool = False
    left_out: tuple[LeftOut, ...] = ()
    level: str = "all"
    later: int = 0
    aside: int = 0

    def as_json(self) -> dict[str, Any]:
        """The object that `flashcards build --json` prints; docs/commands.md has its contract."""
        flat = asdict(self)
        flat["blocks"] = {
            "total": self.blocks,
            "carded": flat.pop("carded"),
            "in_answers": flat.pop("in_answers"),
            "skipped": flat.pop("skipped"),
        }
        return flat

    def again(self) -> Report:
        """What the same build reports when it is run once more."""
        return replace(
            self,
            kept=self.cards,
            reworded=0,
            new=0,
            retired=0,
            returned=0,
            new_notes=0,
            changed_notes=0,
            unchanged=True,
        )


def from_json(flat: dict[str, Any]) -> Report:
    """The report that `as_json` made this from.

    Raises:
        KeyError, TypeError: it was something else.
    """
    blocks = flat["blocks"]
    return Report(
        **{
            **flat,
            "blocks": blocks["total"],
            "carded": blocks["carded"],
            "in_answers": blocks["in_answers"],
            "skipped": blocks["skipped"],
            "unanswered": tuple(Unanswered(**question) for question in flat["unanswered"]),
            "not_understood": tuple(NotUnderstood(**one) for one in flat["not_understood"]),
            "warnings": tuple(Finding(**finding) for finding in flat["warnings"]),
            "packages": tuple(flat["packages"]),
            "account": tuple(Block(**block) for block in flat["account"]),
            "read_as": tuple(ReadAs(**one) for one in flat["read_as"]),
            "left_out": tuple(LeftOut(**document) for document in flat.get("left_out", ())),
        }
    )
