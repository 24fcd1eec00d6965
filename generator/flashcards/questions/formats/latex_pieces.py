r"""The structure of LaTeX: commands and edges of environments, each with what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.questions.formats.rows import Row
from flashcards.tree.span import Lines
from flashcards.values import dataclass

# What opens and ends parts of a page, and the commands that stand before each of their pieces.
_STRUCTURE = re.compile(
    r"\\(?P<edge>begin|end)\s*\{(?P<name>[A-Za-z]+)\*?\}"
    r"|\\(?P<command>titledquestion|bonusquestion|question|bonuspart|subpart|part|"
    r"CorrectChoice|[Cc]orrectchoice|wrongchoice|choice|bonne|mauvaise|item|"
    r"answer|solution|ans|sol|title|chapter|section|subsection|subsubsection|exsolution|extype|exname|extol)"
    r"(?![A-Za-z])(?P<star>\*?)"
)
_OPTIONAL = re.compile(r"\s*\[(?P<said>[^\[\]\n]*)\]")
_BRACED = re.compile(r"\s*\{(?P<said>[^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*)\}")
CHOICES = frozenset(
    ("choices", "oneparchoices", "checkboxes", "oneparcheckboxes", "reponses", "reponseshoriz",
     "choiceshoriz", "answerlist", "multi", "truefalse")
)  # fmt: skip
OPTIONS = {
    "CorrectChoice": True, "correctchoice": True, "Correctchoice": True, "bonne": True,
    "choice": False, "wrongchoice": False, "mauvaise": False,
}  # fmt: skip
QUESTIONS = frozenset(
    ("question", "questionmult", "exercise", "exercises", "problem", "multi", "shortanswer", "ex",
     "numerical", "truefalse", "exercice", "ejercicio", "esercizio", "exercicio", "uebung",
     "aufgabe", "opgave", "task", "frage", "pregunta", "domanda", "pergunta", "vraag")
)  # fmt: skip
ANSWERS = frozenset(
    ("solution", "solutionorbox", "solutionorlines", "solutionordottedlines", "solutionorgrid",
     "sol", "ans", "answer", "explain", "loesung", "corrige", "soluzione", "solucion", "solucao",
     "resposta", "respuesta", "reponse", "antwort", "uitwerking")
)  # fmt: skip
FILLED = frozenset(("shortanswer", "numerical"))
LISTS = frozenset(("enumerate", "itemize"))
CODE = frozenset(("verbatim", "lstlisting", "minted", "Verbatim"))
MATH = frozenset(("equation", "align", "gather", "displaymath", "multline", "eqnarray"))
HEADINGS = {"title": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A command, or the edge of an environment, with what stands behind it up to the next."""

    kind: str = ""  # begin, end or the command
    name: str = ""
    star: bool = False
    optional: str = ""
    braced: str = ""
    rows: tuple[Row, ...] = ()
    at: int = 0


def pieces_of(text: str, at: Sequence[int]) -> Iterator[Piece]:
    """The structure of a text, first what stands before it.

    Args:
        text: without its comments.
        at: the line of the file of each of its lines.
    """
    lines = Lines.of(text)
    piece, start = Piece(), 0
    verbatim = ""
    for match in _STRUCTURE.finditer(text):
        name = match["name"] or ""
        if verbatim and (match["edge"] != "end" or name != verbatim):
            continue
        yield replace(piece, rows=_rows(text, start, match.start(), lines, at))
        verbatim = name if match["edge"] == "begin" and name in CODE | MATH else ""
        optional, braced, start = _arguments(text, match, name)
        piece = Piece(
            kind=match["edge"] or match["command"],
            name=name,
            star=bool(match["star"]),
            optional=optional,
            braced=braced,
            at=at[lines.line(match.start()) - 1],
        )
    yield replace(piece, rows=_rows(text, start, len(text), lines, at))


def _arguments(text: str, match: re.Match[str], name: str) -> tuple[str, str, int]:
    """What stands behind a command in brackets and in braces, and where that ends."""
    start = match.end()
    optional, braced = "", ""
    if match["command"] not in _BRACES_ONLY:
        while found := _OPTIONAL.match(text, start):
            optional, start = optional or found["said"], found.end()
    if match["command"] in _TAKING or (match["edge"] == "begin" and name in _NAMED):
        if found := _BRACED.match(text, start):
            braced, start = found["said"], found.end()
        if match["command"] == "titledquestion" and (found := _OPTIONAL.match(text, start)):
            start = found.end()
    return optional, braced, start


TOLD = frozenset(("answer", "solution", "ans", "sol"))
"""Commands that hold an answer in their braces."""
_BRACES_ONLY = frozenset((*OPTIONS, *HEADINGS, *TOLD, "exsolution"))
_TAKING = _BRACES_ONLY | {"titledquestion"}
_NAMED = QUESTIONS | CODE | {"flashcard"}


def _rows(text: str, start: int, end: int, lines: Lines, at: Sequence[int]) -> tuple[Row, ...]:
    first = lines.line(start) - 1
    return tuple(
        Row(line, at[min(first + place, len(at) - 1)])
        for place, line in enumerate(text[start:end].split("\n"))
    )
