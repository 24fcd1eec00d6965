r"""Questions in LaTeX: `\question`, `\begin{solution}`, `\CorrectChoice`, `\item[term]`.

The classes and packages exam, automultiplechoice, moodle, exsheets, flashcards and R/exams differ
in words; what holds a question, what an answer and what an option is the same in all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from flashcards import patterns as re
from flashcards.questions.formats.latex_pieces import (
    ANSWERS,
    CHOICES,
    CODE,
    FILLED,
    HEADINGS,
    LISTS,
    MATH,
    OPTIONS,
    QUESTIONS,
    TOLD,
    Piece,
    pieces_of,
)
from flashcards.questions.formats.rows import (
    Row,
    apart,
    asked,
    end_of_all,
    in_fences,
    one_line,
    paired,
)
from flashcards.questions.formats.tex import as_words, unbraced
from flashcards.questions.roles import answer_head, is_answer
from flashcards.values import dataclass

_COMMENT = re.compile(r"(?<!\\)%.*$", re.MULTILINE)
_ASKING = re.compile(r"\\(?:titled|bonus)?question(?![A-Za-z])|\\begin\{(?P<name>[A-Za-z]+)\*?\}")
_BLANK = re.compile(r"\\(?:fillin|answerline)(?:\[(?P<told>[^\[\]\n]*)\])?(?:\[[^\[\]\n]*\])?")

_LABEL = re.compile(r"\s*\*{1,2}(?P<label>[^*]{1,30})\*{1,2}[:.]?\s*")
_RIGHT = "1"
_LEAST = 2


def fenced(rows: Sequence[Row], info: str) -> list[Row] | None:
    """A fence of LaTeX that holds questions with their answers, or terms."""
    if info.split(" ", maxsplit=1)[0].casefold() not in ("", "latex", "tex"):
        return None
    text = _text(rows)
    terms = text.count("\\item[") >= _LEAST and "\\begin{description}" in text
    return _read(text, rows[0].at, keep=False) if rows and (terms or _asks(text)) else None


def bare(rows: Sequence[Row], info: str) -> list[Row] | None:  # noqa: ARG001
    """A document with questions in LaTeX between its words."""
    if not any("\\begin{" in row.text or "\\question" in row.text for row in rows):
        return None
    inside = in_fences(rows)
    if any("\\begin{" in rows[place].text for place in inside):
        return None
    text = _text(rows)
    return _read(text, 1, keep=True, places=[row.at for row in rows]) if _asks(text) else None


def _text(rows: Sequence[Row]) -> str:
    return _COMMENT.sub("", "\n".join(row.text for row in rows))


def _asks(text: str) -> bool:
    """Whether it has words for questions and words for their answers."""
    names = {match["name"] or "question" for match in _ASKING.finditer(text)}
    asks = "flashcard" in names or bool(names & QUESTIONS) or bool(names & LISTS)
    told = names & ANSWERS or any(f"\\{one}" in text for one, right in OPTIONS.items() if right)
    spoken = any(_told(line.strip()) for line in text.split("\n") if "\\text" in line)
    spoken = spoken or any(f"\\{one}{{" in text for one in TOLD)
    answers = (
        bool(told) or spoken or "flashcard" in names or "\\exsolution" in text or "\\item*" in text
    )
    return (asks and answers) or "\\fillin[" in text


@dataclass(slots=True)
class _Asked:
    """A question in the making."""

    title: list[Row] = field(default_factory=list)
    options: list[tuple[Row, bool]] = field(default_factory=list)
    answer: list[Row] = field(default_factory=list)
    stem: tuple[Row, ...] = ()
    sides: bool = False


def _read(
    text: str, first: int, *, keep: bool, places: Sequence[int] | None = None
) -> list[Row] | None:
    lines = places or range(first, first + text.count("\n") + 1)
    pieces = list(pieces_of(text, lines))
    preamble = next((i for i, one in enumerate(pieces) if one.name == "document"), -1)
    reader = _Reader(pieces, keep=keep)
    for index, piece in enumerate(pieces):
        if index >= preamble or piece.kind == "title":
            reader.take(index, piece)
    reader.finish()
    return reader.out if reader.asked else None


class _Reader:
    """Goes through the pieces once, and writes each question when the next begins."""

    def __init__(self, pieces: Sequence[Piece], *, keep: bool) -> None:
        self.out: list[Row] = []
        self.asked = 0
        self.keep = keep
        self.stack: list[str] = []
        self.question: _Asked | None = None
        self.target: list[Row] | None = None
        self.written = False  # a question, with nothing behind it
        self.asking = _lists_that_ask(pieces)
        self.lists: list[bool] = []

    def take(self, index: int, piece: Piece) -> None:
        """Read one piece."""
        if piece.kind == "begin":
            self._begin(index, piece)
        elif piece.kind == "end":
            self._end(piece)
        elif piece.kind:
            self._command(piece)
        self._add(piece.rows)

    def finish(self) -> None:
        """Write the question that is open."""
        question, self.question, self.target = self.question, None, None
        if question is None:
            return
        title = [row for row in question.title if row.text.strip()]
        if question.sides and title:
            self.out += paired(one_line(title), one_line(question.answer))
            self.asked += 1
            return
        filled, told = _filled(question.title)
        answer = [*told, *question.answer] if told else question.answer
        written = list(asked(_words(filled), options=question.options, answer=_words(answer)))
        self.asked += bool(written)
        self.written = bool(written)
        self.out += written

    def _new(self, title: Sequence[Row] = ()) -> _Asked:
        self.finish()
        self.question = _Asked(title=list(title))
        self.target = self.question.title
        return self.question

    def _begin(self, index: int, piece: Piece) -> None:
        name = piece.name
        self.stack.append(name)
        if name in CODE or name in MATH:
            self._verbatim(piece)
        elif name in ANSWERS or (name not in QUESTIONS and is_answer(name)):
            self.target = self.question.answer if self.question else None
        elif name == "flashcard":
            new = self._new([Row(as_words(piece.braced), piece.at)])
            new.sides, self.target = True, new.answer
        elif name in QUESTIONS:
            self._new()
        elif name in LISTS:
            self.lists.append(index in self.asking)

    def _end(self, piece: Piece) -> None:
        if piece.name in self.stack:
            while self.stack.pop() != piece.name:
                pass
        if piece.name in LISTS and self.lists:
            if self.lists.pop() and self.question is not None:
                self.finish()
        elif piece.name in ANSWERS or piece.name in QUESTIONS or piece.name in CHOICES:
            self.target = None
        elif piece.name in ("flashcard", "questions", "document"):
            self.finish()

    def _command(self, piece: Piece) -> None:
        command = piece.kind
        within = self.stack[-1] if self.stack else ""
        if command in ("question", "titledquestion", "bonusquestion"):
            self._new()
        elif command in ("part", "subpart", "bonuspart"):
            self._part()
        elif command in OPTIONS:
            self._option(Row(piece.braced, piece.at), right=OPTIONS[command])
        elif command == "item":
            self._item(piece, within)
        elif command in HEADINGS:
            self.finish()
            title = "#" * HEADINGS[command] + " " + as_words(piece.braced)
            self.out += apart(Row(title, piece.at))
        elif command in TOLD:
            if self.question is not None and piece.braced:
                self.question.answer.append(Row(piece.braced, piece.at))
                self.target = self.question.answer
        elif command == "exsolution":
            self._solved(Row(piece.braced, piece.at))
            self.target = None
        else:
            self.target = None

    def _part(self) -> None:
        stem = () if self.question is None else self.question.stem or tuple(self.question.title)
        if self.question is not None and not self.question.stem:
            self.question = None  # what stands over parts asks by them
        self._new(stem).stem = stem

    def _option(self, row: Row, *, right: bool) -> None:
        if self.question is not None:
            self.target = [row]
            self.question.options.append((row, right))

    def _item(self, piece: Piece, within: str) -> None:
        question = self.question
        if within in FILLED:
            first = question is not None and not question.answer
            self.target = question.answer if question and first else [Row("", piece.at)]
        elif within in CHOICES:
            if question is not None and self.target is not question.answer:
                self._option(Row("", piece.at), right=piece.star)
        elif within == "description" and piece.optional and (question is None or question.sides):
            new = self._new([Row(as_words(piece.optional), piece.at)])
            new.sides, self.target = True, new.answer
        elif self.lists and self.lists[-1]:
            self._new()
        elif self.target is not None:
            term = f"**{as_words(piece.optional)}** " if piece.optional else ""
            self.target.append(Row(f"- {term}", piece.at))

    def _verbatim(self, piece: Piece) -> None:
        target = self.target if self.target is not None else self.out
        sign = "$$" if piece.name in MATH else "```"
        info = piece.braced if piece.name == "minted" else ""
        rows = [row for row in piece.rows if row.text.strip()]
        if rows:
            target += [Row("", piece.at), Row(sign + info, piece.at), *(_Raw(*r) for r in rows)]
            target += [Row(sign, rows[-1].at), Row("", rows[-1].at)]

    def _solved(self, row: Row) -> None:
        """The bits of R/exams for its options, or its answer."""
        question = self.question
        if question is None:
            return
        bits = row.text.strip()
        if question.options and len(bits) == len(question.options) and not bits.strip("01"):
            question.options = [
                (one, bit == _RIGHT) for (one, _), bit in zip(question.options, bits, strict=True)
            ]
        elif question.options:
            question.options = []
        else:
            question.answer[:0] = [row, Row("", row.at)]

    def _add(self, rows: Sequence[Row]) -> None:
        """The text behind a piece, to where it belongs; what belongs nowhere goes."""
        if self.stack and self.stack[-1] in CODE | MATH:
            return
        question = self.question
        if self.target is None:
            if self.keep and not self.stack:
                if any(row.text.strip() for row in rows):
                    self.finish()
                    if self.written:
                        self.out.append(end_of_all(rows[0].at))
                    self.written = False
                self.out += rows
            return
        if question is not None and self.target is question.title:
            rows = self._named(question, rows)
        if self.target and self.target[-1].text.startswith("- ") and rows:
            last = self.target.pop()
            rows = (last._replace(text=last.text + rows[0].text.strip()), *rows[1:])
        self.target += rows
        if question is not None and question.options and self.target[0] is question.options[-1][0]:
            merged = Row(as_words(unbraced(one_line(self.target).text)), self.target[0].at)
            self.target[:] = [merged]
            question.options[-1] = (merged, question.options[-1][1])

    def _named(self, question: _Asked, rows: Sequence[Row]) -> Sequence[Row]:
        """What is left of rows that ask, where an answer begins on one of them by its name."""
        place = next((i for i, row in enumerate(rows) if _told(row.text)), None)
        if place is None:
            return rows
        question.title += rows[:place]
        self.target = question.answer
        words = as_words(rows[place].text)
        return (rows[place]._replace(text=words[_told(rows[place].text) :]), *rows[place + 1 :])


class _Raw(Row):
    """A line of code or of a formula, which is no text."""

    __slots__ = ()


def _told(text: str) -> int:
    """Where an answer begins on a line that its word opens in bold; 0 if none does."""
    match = _LABEL.match(as_words(text)) if "\\text" in text else None
    named = match and answer_head(f"{match['label'].strip(' :.')}: x")
    return match.end() if match and named else 0


def _words(rows: Sequence[Row]) -> list[Row]:
    """The rows as markdown, but for code and formulas."""
    return [row if isinstance(row, _Raw) else row._replace(text=_line(row.text)) for row in rows]


def _line(text: str) -> str:
    return text if text.startswith(("```", "$$")) else as_words(text)


def _filled(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """What is asked with its blanks left open, and what fills them."""
    told = [
        Row(match["told"], row.at)
        for row in rows
        for match in _BLANK.finditer(row.text)
        if match["told"]
    ]
    return [row._replace(text=_BLANK.sub("____", row.text)) for row in rows], told


def _lists_that_ask(pieces: Sequence[Piece]) -> frozenset[int]:
    """Where lists begin whose items are followed by answers of their own."""
    found: set[int] = set()
    open_: list[tuple[int, str]] = []
    for index, piece in enumerate(pieces):
        if piece.kind in TOLD or (
            piece.kind == "item" and any(_told(row.text) for row in piece.rows)
        ):
            found.update([at for at, name in open_ if name in LISTS][-1:])
        if piece.kind == "begin":
            if piece.name in ANSWERS:
                inside = any(name in ANSWERS for _, name in open_)
                lists = [at for at, name in open_ if name in LISTS]
                if lists and not inside:
                    found.add(lists[-1])
            open_.append((index, piece.name))
        elif piece.kind == "end" and any(name == piece.name for _, name in open_):
            while open_.pop()[1] != piece.name:
                pass
    return frozenset(found)
