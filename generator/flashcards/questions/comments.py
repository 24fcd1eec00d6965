"""The comments of a code listing and the code they speak of, found by Pygments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.document import Comment
from flashcards.lexing import lexed
from flashcards.questions.drawn import Line
from flashcards.tree import Span, plain
from flashcards.tree.nodes import CodeBlock

_OUTPUT = re.compile(
    r"^(?:(?:sample |example |expected )?outputs?:?|prints?:?|result:)$", re.IGNORECASE
)
_RESULT = re.compile(r"^(?:[~≈=]\s*)?[-+]?[\d\[$][^a-z]*|^=\s*\S", re.IGNORECASE)
_SIGNS = re.compile(r"^(?:#+!?|//+!?|/\*+|--+|;+|%+|\*+(?!/))\s?|\s*\*/$")
_MAX_PRINTED = 200
_ALIASES = {"shell": "bash", "c++": "cpp", "py": "python", "yml": "yaml", "golang": "go"}

_STRINGS = r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
_HASH = r"(?P<comment>#[^\n]*)"
_SLASHES = r"(?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))"
_PYTHON = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*(?:"""|\Z)|'
    r"\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*(?:\'\'\'|\Z)|"
    rf"{_STRINGS}|{_HASH}",
    re.DOTALL,
)
_SHELL = re.compile(
    r'\\.|"(?:[^"\\]|\\.)*(?:"|\Z)|\'[^\']*(?:\'|\Z)|(?:(?<=[\s;|&()])|^)(?P<comment>#[^\n]*)',
    re.DOTALL | re.MULTILINE,
)
_C = re.compile(
    rf"{_STRINGS}|{_SLASHES}",
    re.DOTALL,
)
_CMAKE = re.compile(rf'"(?:[^"\\]|\\.)*(?:"|\Z)|{_HASH}', re.DOTALL)
_SCANNERS = {
    "python": _PYTHON, "bash": _SHELL, "sh": _SHELL, "zsh": _SHELL, "cmake": _CMAKE,
    "cpp": _C, "c": _C, "cuda": _C,
}  # fmt: skip


def comments(block: CodeBlock, language: str, rows: Sequence[Line]) -> tuple[Comment, ...]:
    """Every comment of a listing, line by line; what a program printed is no comment.

    A comment with neither `code` nor `following` is a remark.

    Args:
        block: the fence.
        language: the fence's word; one that Pygments does not know gives no comments.
        rows: its lines, each with its place.
    """
    starts = _starts(block.value, language)
    if not starts:
        return ()
    lines = [plain(line) for line, _ in rows]
    return tuple(_collect(lines, starts, rows, language))


def _starts(code: str, language: str) -> dict[int, int]:
    """Line index → column of its comment."""
    scanner = _SCANNERS.get(_ALIASES.get(language, language))
    if scanner is None or (scanner is _SHELL and "<<" in code):
        return _lexed(code, language)
    return _scanned(code, scanner)


def _scanned(code: str, scanner: re.Pattern[str]) -> dict[int, int]:
    """By strings and comments alone; the languages of our documents, ten times as fast."""
    starts: dict[int, int] = {}
    line = counted = 0
    for match in scanner.finditer(code):
        if match["comment"] is None or code.startswith("#!", match.start(), 2):
            continue
        line += code.count("\n", counted, match.start())
        counted = match.start()
        column = counted - (code.rfind("\n", 0, counted) + 1)
        for index, part in enumerate(match["comment"].split("\n")):
            if part.strip():
                indent = len(part) - len(part.lstrip())
                starts.setdefault(line + index, indent + (0 if index else column))
    return starts


def _lexed(code: str, language: str) -> dict[int, int]:
    """By Pygments, which knows many languages."""
    from pygments.token import Comment as CommentToken
    from pygments.token import is_token_subtype

    tokens = lexed(code, _ALIASES.get(language, language))
    if tokens is None:
        return {}
    no_comments = (CommentToken.Hashbang, CommentToken.Preproc, CommentToken.PreprocFile)
    starts: dict[int, int] = {}
    line = column = 0
    for kind, value in tokens:
        is_comment = is_token_subtype(kind, CommentToken) and not any(
            is_token_subtype(kind, other) for other in no_comments
        )
        for index, part in enumerate(value.split("\n")):
            if index:
                line, column = line + 1, 0
            if is_comment and part.strip():
                starts.setdefault(line, column + len(part) - len(part.lstrip()))
            column += len(part)
    return starts


def _collect(
    lines: Sequence[str], starts: dict[int, int], rows: Sequence[Line], language: str
) -> Iterator[Comment]:
    printing = False
    for index, line in enumerate(lines):
        if index not in starts:
            printing = False
            continue
        code = line[: starts[index]].strip()
        text = _SIGNS.sub("", line[starts[index] :].strip()).strip()
        text = _SIGNS.sub("", text).strip()
        if not re.search(r"\w", text):
            continue
        if not code and _OUTPUT.match(text):
            printing = True
            continue
        if not code and (printing or _printed(lines, starts, index, language)):
            continue
        printing = False
        following = ""
        if not code:
            above = lines[index - 1].strip() if index and index - 1 not in starts else ""
            following = _following(lines, starts, index)
            if above and not following and _RESULT.match(text):
                code = above
        yield Comment(
            text=re.sub(r"\s+", " ", text),
            code=re.sub(r"\s+", " ", code),
            following=re.sub(r"\s+", " ", following),
            line_index=index,
            source=rows[index][1],
            span=_span(line, starts[index], text, rows[index]),
        )


def _span(line: str, column: int, text: str, row: Line) -> Span:
    """Where a comment's words stand."""
    start = line.find(text, column)
    begin = row[0][0].span.start + max(start, column)
    return Span(begin, begin + len(text))


def _printed(lines: Sequence[str], starts: dict[int, int], index: int, language: str) -> bool:
    """In a shell listing, comments right under a command show what it prints."""
    if _ALIASES.get(language, language) not in {"bash", "sh", "console", "zsh"}:
        return False
    first = index
    while (
        first
        and index - first < _MAX_PRINTED
        and first in starts
        and not lines[first][: starts[first]].strip()
    ):
        first -= 1
    under_command = first != index and lines[first].strip() and first not in starts
    said = re.match(r"[A-Z][\w ]{2,20}: \S", lines[index][starts[index] :].lstrip("# "))
    return bool(under_command and not said and not _following(lines, starts, index))


def _following(lines: Sequence[str], starts: dict[int, int], index: int) -> str:
    """The code right under a comment-only line, over further comment-only lines."""
    for below in range(index + 1, min(index + 4, len(lines))):
        line = lines[below].strip()
        if not line:
            return ""
        if below in starts:
            line = lines[below][: starts[below]].strip()
            if not line:
                continue
        return line
    return ""
