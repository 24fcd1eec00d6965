"""Whether the terminal is light or dark: it is asked while the program is still loading."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

_ASK = "\x1b]11;?\x1b\\\x1b[c"
"""The colour of the background; then the kind of terminal, which every terminal answers."""

_COLOUR = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
_KIND = re.compile(rb"\x1b\[\?[0-9;]*c")
_PATIENCE_S = 0.04
"""After all that was loaded meanwhile: only a terminal that answers nothing is waited for, and a
late answer is taken out of the keys by `Late`."""

_LONGEST = 60
"""Characters of a late answer."""


def told(environ: Mapping[str, str]) -> bool | None:
    """Whether the environment says that the background is light.

    >>> told({"COLORFGBG": "15;0"}), told({"COLORFGBG": "0;15"}), told({})
    (False, True, None)
    """
    colour = environ.get("COLORFGBG", "").rsplit(";", 1)[-1]
    if not colour.isdecimal():
        return None
    return int(colour) in {7, *range(9, 16)}


def read(answer: bytes) -> bool | None:
    r"""Whether the terminal's answer says that its background is light.

    >>> read(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"), read(b"\x1b]11;rgb:00/00/20\x07"), read(b"")
    (True, False, None)
    """
    found = _COLOUR.search(answer)
    if not found:
        return None
    red, green, blue = (int(part, 16) / int(b"f" * len(part), 16) for part in found.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5


class Late:
    r"""Keeps an answer that comes too late from being taken for keys: `b` would bury a card.

    Textual makes `^]11;rgb:…^\` of it.
    """

    def __init__(self) -> None:
        self._taken = ""

    def takes(self, character: str | None) -> bool:
        r"""Whether a character belongs to such an answer.

        >>> late = Late()
        >>> "".join(c for c in "b^]11;rgb:1/2/b^\\b" if not late.takes(c))
        'bb'
        """
        held, self._taken = self._taken, ""
        if not held:
            self._taken = "^" if character == "^" else ""
            return character == "^"
        if character is None or len(held) > _LONGEST or (held == "^" and character != "]"):
            return False
        if held[-1] == "^" and character == "\\":
            return True
        self._taken = held + character
        return True


class Background:
    """Asks on entering and listens on leaving; what lies between costs no time.

    `light` is None where the terminal does not say; `late` where its answer may still come.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.light = told(environ)
        self.late = False
        self._settings: Any = None
        self._asks = (
            self.light is None
            and environ.get("TERM", "dumb") not in {"dumb", "linux", "unknown"}
            and not environ.get("SSH_CONNECTION")  # a late answer would be taken for keys
            and sys.stdin.isatty()
            and sys.__stdout__ is not None
            and sys.__stdout__.isatty()
        )

    def __enter__(self) -> Self:
        """Ask."""
        if self._asks:
            import termios
            import tty

            try:
                self._settings = termios.tcgetattr(sys.stdin)
                tty.setcbreak(sys.stdin, termios.TCSANOW)
                os.write(1, _ASK.encode())
            except (OSError, termios.error):
                self._asks = False
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Listen, for a moment at most, and leave the terminal as it was."""
        if self._settings is None:
            return
        import termios

        answer = b""
        try:
            end = time.monotonic() + _PATIENCE_S
            while not _KIND.search(answer):
                left = max(end - time.monotonic(), 0)
                if not select.select([0], [], [], left)[0]:
                    break
                got = os.read(0, 256)
                if not got:
                    break
                answer += got
        except OSError:
            pass
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSANOW, self._settings)
        self.light = read(answer)
        self.late = not _KIND.search(answer)
