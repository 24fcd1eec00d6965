"""Line by line: standard input as lines, standard output as they come, for plain sessions."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from flashcards.cli import output


def lines() -> Iterator[str]:
    """The lines of standard input, asked for by a prompt where a person types them."""
    asks = sys.stdin.isatty()
    while True:
        if asks:
            sys.stderr.write("> ")
            sys.stderr.flush()
        line = sys.stdin.buffer.readline()
        if not line:
            return
        # Bytes that are no text, typed by mistake or by a script, are no reason to stop.
        yield line.decode("utf-8", "replace")


def say(line: str) -> None:
    """A line of the result, at once."""
    output.result(line)
    output.flush()


def tell(event: dict[str, object]) -> None:
    """An event for a program, at once."""
    output.json_result(event, indent=None)
    output.flush()
