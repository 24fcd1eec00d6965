"""What is printed and where: results to stdout, everything else to stderr, all of it safe."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, TextIO

from flashcards import patterns as re
from flashcards.errors import Finding, FlashcardsError
from flashcards.safe import one_line, safe

__all__ = ["one_line", "safe"]  # beside what stands below: commands take all from here


MISHAP = 3
"""Exit code where this program made a mistake: never 1, which says that documents have errors."""


class Colour(Enum):
    """The colours that a line may carry."""

    NONE = "\x1b[0m"
    RED = "\x1b[1;31m"
    YELLOW = "\x1b[1;33m"
    CYAN = "\x1b[1;36m"
    GREEN = "\x1b[1;32m"


def prepare_streams() -> None:
    """Let a terminal that lacks a character show its escape instead of failing.

    Raises:
        OSError: standard output is closed, so no result could be given.
    """
    if sys.stderr is None:  # nobody listens to messages
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class ReaderGone(Exception):  # noqa: N818  # no error
    """Whoever read stdout wants no more, as `head` does; a reason to stop, not to complain."""


def flush() -> None:
    """Hand everything to stdout's reader now.

    Raises:
        ReaderGone: there is none any more.
    """
    with _while_read():
        sys.stdout.flush()


@contextmanager
def _while_read() -> Iterator[None]:
    # click would take a BrokenPipeError for a failure of the command.
    try:
        yield
    except BrokenPipeError:
        raise ReaderGone from None


def drop_stdout() -> None:
    """Make the interpreter's last flush go nowhere."""
    if sys.stdout is None:
        return
    try:
        number = sys.stdout.fileno()
    except (OSError, ValueError):  # not a stream of the system's: a test's, or closed
        return
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, number)
    os.close(devnull)


def refused(error: OSError) -> FlashcardsError:
    """What the system would not do, as an error of ours."""
    path = error.filename if isinstance(error.filename, str) else None
    said = error.strerror or str(error) or type(error).__name__
    hint = {
        errno.ENOSPC: "free some space, then run it again; nothing is half written",
        errno.EDQUOT: "free some space, then run it again; nothing is half written",
        errno.EMFILE: "close other programs or raise the limit of open files",
        errno.EACCES: "look at the permissions of the file and its folder",
        errno.EROFS: "it lies on a medium that cannot be written",
    }.get(error.errno or 0)
    return FlashcardsError(said, path=path, hint=hint)


# How runners of continuous integration know a command in what a program prints: `::` at the head
# of a line (after blanks), `##[`, `##vso[` and their like anywhere in it.
_COMMAND = re.compile(r"(?m)^([^\S\n]*):(?=:)|##(?=\w{0,20}\[)")


def inert(text: str) -> str:
    """The text, safe, with nothing in it that a CI runner would take for a command.

    >>> inert("::set-env name=PATH::/tmp")
    ': :set-env name=PATH::/tmp'
    """
    shown = safe(text)
    if "::" not in shown and "##" not in shown:
        return shown
    return _COMMAND.sub(lambda m: f"{m[0]} ", shown)


def result(line: str) -> None:
    """One line of the result."""
    with _while_read():
        sys.stdout.write(inert(line) + "\n")


def command(line: str) -> None:
    """One line of the result that is meant for a CI runner: a command of its own format."""
    with _while_read():
        sys.stdout.write(safe(line).replace("##", "# #") + "\n")


def colours(stream: TextIO) -> bool:
    """Whether to colour what goes there: a terminal, unless `NO_COLOR` is set.

    `FORCE_COLOR` colours elsewhere, too; `NO_COLOR` has the last word.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def result_line(*parts: str | Colour) -> None:
    """One line of the result, coloured by us: texts are made safe, our colours are not."""
    line = "".join(part.value if isinstance(part, Colour) else inert(part) for part in parts)
    with _while_read():
        sys.stdout.write(line + "\n")


def as_json(value: Any, *, indent: int | None = None) -> str:
    """JSON in readable characters where the stream can carry them."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").replace("-", "").lower()
    text = json.dumps(value, ensure_ascii=encoding != "utf8", indent=indent)
    return _COMMAND.sub("#\\\\u0023", text) if "##" in text else text  # it stands in a string


def json_result(value: Any, *, indent: int | None = 2) -> None:
    """The result for a program."""
    with _while_read():
        sys.stdout.write(as_json(value, indent=indent) + "\n")


def json_lines(values: Iterable[Any]) -> None:
    """The result for a program, one object a line."""
    for value in values:
        json_result(value, indent=None)


def message(line: str) -> None:
    """One line for the person who waits."""
    sys.stderr.write(inert(line) + "\n")


def error(failure: FlashcardsError) -> None:
    """`error: path:line: message`, and below it what to do."""
    where = one_line(failure.path or "")
    if where and failure.line is not None:
        where += f":{failure.line}"
    message(f"error: {where}: {failure.message}" if where else f"error: {failure.message}")
    if failure.hint:
        message(f"  hint: {failure.hint}")


def finding(found: Finding) -> str:
    """`path:line: severity: message [rule]`, as compilers write it."""
    return f"{found.path}:{found.line}: {found.severity}: {one_line(found.message)} [{found.rule}]"
