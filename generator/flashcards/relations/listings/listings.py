"""The listings of a document in order: worked out, and held against comments, output and prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.relations.assertions import distanced
from flashcards.relations.fences import CONSOLE, TEXT, lines_of
from flashcards.relations.finding import Judgement
from flashcards.relations.listings.clike import FAMILY, Machine
from flashcards.relations.listings.comments import remarks
from flashcards.relations.listings.outputs import compared
from flashcards.relations.listings.python import Interpreter
from flashcards.relations.listings.remarks import held
from flashcards.relations.listings.settings import LANGUAGES, settings
from flashcards.relations.listings.shell import output
from flashcards.relations.listings.snippets import Reader
from flashcards.relations.listings.syntax import PYTHON
from flashcards.relations.listings.trace import Trace, Unknown
from flashcards.relations.passages import Fence, Grid, Passage, Pieces, Role
from flashcards.tree.nodes import CodeBlock

SHELL = frozenset(("bash", "sh", "shell", "zsh"))
REPL = frozenset(("pycon", "python-repl", "doctest"))

MOST_BETWEEN = 100
"""Characters of a paragraph that may stand between a listing and its output."""


def listing_judgements(pieces: Pieces) -> Iterator[Judgement]:
    """Everything that listings decide."""
    interpreter, section = Interpreter(), -1
    machines: dict[str, Machine] = {}
    waiting: Trace | None = None  # of the listing whose output may follow
    reader = Reader(_families(pieces.fences))
    for piece in pieces.everything:
        if piece.section != section:
            section, waiting = piece.section, None
            interpreter, machines = Interpreter(), {}
        match piece:
            case Fence():
                found, waiting = _fence(piece, interpreter, machines, waiting)
                if piece.asserted and not any(distanced(one.text) for one in piece.context[:2]):
                    yield from found
            case Passage():
                if piece.role is Role.TITLE:
                    waiting = None
                    continue
                if piece.asserted and not distanced(piece.text):
                    yield from _prose(piece, waiting)
                    yield from reader.prose(piece, interpreter, machines)
                if len(piece.text) > MOST_BETWEEN:
                    waiting = None
            case Grid():
                waiting = None
                if not any(distanced(one.text) for one in piece.context[:2]):
                    yield from reader.grid(piece, interpreter, machines)


def _families(fences: Sequence[Fence]) -> list[str]:
    """The languages of a document's listings, each once."""
    found = [
        "python" if one.block.language in PYTHON | REPL else FAMILY.get(one.block.language, "")
        for one in fences
    ]
    return [one for one in dict.fromkeys(found) if one]


def _fence(
    fence: Fence, interpreter: Interpreter, machines: dict[str, Machine], waiting: Trace | None
) -> tuple[list[Judgement], Trace | None]:
    block = fence.block
    language = block.language
    if language in PYTHON:
        if block.value.lstrip().startswith(">>>"):
            return list(_session(block, interpreter)), None
        trace = interpreter.run(block.value)
        said = remarks(block.value, python=True)
        return list(held(block, trace, said)), trace
    if language in FAMILY:
        family = FAMILY[language]
        machine = machines.setdefault(family, Machine(family))
        trace = machine.run(block.value)
        return list(held(block, trace, remarks(block.value, slashed=True))), trace
    if language in REPL or block.value.lstrip().startswith(">>>"):
        return list(_session(block, interpreter)), None
    if language in SHELL or language in CONSOLE or block.value.lstrip().startswith("$ "):
        return list(_shell(block)), None
    if language in LANGUAGES:
        return list(settings(block)), None
    if language in TEXT and waiting is not None:
        return list(_output(block, waiting)), None
    return [], None


def _output(block: CodeBlock, trace: Trace) -> Iterator[Judgement]:
    """A fence that repeats what the listing above prints."""
    printed = [
        line for one in trace.printed if one.text is not None for line in one.text.split("\n")
    ]
    whole = all(one.text is not None for one in trace.printed)
    lines = [(line, start) for line, start in lines_of(block) if line.strip()]
    true = [line for line in printed if line.strip()]
    if not true or not lines:
        return
    if whole and len(lines) == len(true):
        pairs = list(zip(lines, true, strict=True))
    else:
        shapes = [_shape(line) for line in true]
        pairs = []
        for line, start in lines:
            same = [i for i, shape in enumerate(shapes) if shape == _shape(line)]
            if len(same) == 1 and re.search(r"[A-Za-z]", line):
                pairs.append(((line, start), true[same[0]]))
    for (line, start), right in pairs:
        yield from compared(line, start, right, f"it prints “{right.strip()}”")


def _shape(line: str) -> str:
    return re.sub(r"[\d.,\s]+", " ", line).strip().casefold()


def _session(block: CodeBlock, interpreter: Interpreter) -> Iterator[Judgement]:
    """`>>> expression`, and the lines that it shows."""
    code: list[str] = []
    shown: list[tuple[str, int]] = []
    lines = [*lines_of(block), (">>> ", -1)]
    for line, start in lines:
        if line.startswith(">>>"):
            yield from _session_step("\n".join(code), shown, interpreter)
            code, shown = [line[4:]], []
        elif line.startswith("...") and not shown:
            code.append(line[4:])
        else:
            shown.append((line, start))


def _session_step(
    code: str, shown: list[tuple[str, int]], interpreter: Interpreter
) -> Iterator[Judgement]:
    if not code.strip():
        return
    bare = (
        code.split("#", maxsplit=1)[0]
        if "#" in code and "'" not in code and '"' not in code
        else code
    )
    try:
        value = interpreter.value(bare)
        text = "" if value is None else repr(value)
    except Unknown:
        trace = interpreter.run(bare)
        if not trace.complete or not trace.printed:
            return
        text = "\n".join(one.text or "" for one in trace.printed)
    lines = [(line, start) for line, start in shown if line.strip()]
    true = text.split("\n")
    if len(lines) != len(true):
        return
    for (line, start), right in zip(lines, true, strict=True):
        yield from compared(line, start, right, f"{code.strip()} gives {right.strip()}")


_COMMENT = re.compile(r"\s+#\s*(?P<said>.*)$")


def _shell(block: CodeBlock) -> Iterator[Judgement]:
    """Commands with their output in a comment or on the next line."""
    lines = list(lines_of(block))
    for index, (line, start) in enumerate(lines):
        command = line.lstrip()
        prompted = command.startswith("$ ")
        command = command.removeprefix("$ ")
        comment = _COMMENT.search(command)
        code = command[: comment.start()] if comment else command
        try:
            text = output(code)
        except Unknown:
            continue
        how = f"{code.strip()} prints {text}"
        if comment:
            at = start + len(line) - len(command) + comment.start("said")
            said = re.sub(r"^(?:[=→]+|->|output:)\s*", "", comment["said"])
            yield from compared(said, at + len(comment["said"]) - len(said), text, how)
        elif prompted and index + 1 < len(lines) and not lines[index + 1][0].startswith("$"):
            following, at = lines[index + 1]
            yield from compared(following, at, text.split("\n")[0], how)


# --- prose about listings ---------------------------------------------------------------------

_PRINTS = re.compile(
    r"\b(?:prints|printing|outputs|it prints|printed value is|output is)\b:?\s*(?P<said>[-−]?\d[\d,.]*\d|\d)(?!\w)"
)


def _prose(passage: Passage, waiting: Trace | None) -> Iterator[Judgement]:
    if waiting is not None and waiting.complete and len(waiting.printed) == 1:
        text = waiting.printed[0].text
        if text is not None and (found := _PRINTS.search(passage.text)):
            yield from _compared_at(passage, found, text, f"it prints {text}")


def _compared_at(
    passage: Passage, found: re.Match[str], text: str, how: str
) -> Iterator[Judgement]:
    span = passage.span(found.start("said"), found.end("said"))
    if span.start >= 0:
        yield from compared(found["said"], span.start, text, how)
