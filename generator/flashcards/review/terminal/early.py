"""The terminal while the program is still loading: asked for its colours, drawn on, listened to.

To load Textual takes some tenths of a second. Until then the first screen is drawn here, as
Textual will draw it (see `picture`), so that who reviews every day need not wait for it. What is
typed meanwhile is kept and handed on; on any failure the terminal is as it was.
"""

from __future__ import annotations

import os
import select
import shutil
import sys
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from rich.cells import cell_len
from rich.color import Color, ColorSystem

from flashcards.review.terminal.background import ASK, heard, told
from flashcards.review.terminal.colours import DARK, LIGHT
from flashcards.review.terminal.picture import Picture

Draw = Callable[[int, int], Picture | None]
"""What to show on a terminal of so many columns and lines."""

ALTERNATE = "\x1b[?1049h"
_ENTER = b"\x1b[?1049h\x1b[?25l"
_LEAVE = b"\x1b[?1049l\x1b[?25h"

_DEEP = frozenset(("truecolor", "24bit"))
_MANY = ("256color", "kitty")

_SIGNS = {"bold": "1", "italic": "3", "underline": "4", "strike": "9"}


class Early:
    """Asks on entering, and leaves the terminal as it was.

    Attributes:
        light: whether it is light; None where it does not say.
        keys: what was typed and not taken.
        settings: the terminal's own, to be restored at the end.
        shown: whether a first screen stands there.
    """

    def __init__(self, environ: Mapping[str, str], *, light: bool | None = None) -> None:
        """Only a terminal of which it is known how Textual draws on it is drawn on.

        Args:
            environ: the environment.
            light: whether to draw for a light terminal; None asks it.
        """
        self.light = told(environ) if light is None else light
        self.keys = b""
        self.settings: list[Any] | None = None
        self.shown = False
        self._rest = b""
        self._draw: Draw | None = None
        self._drawn: object = None
        self._deep = environ.get("COLORTERM", "").strip().lower() in _DEEP
        known = self._deep or environ.get("TERM", "").strip().lower().endswith(_MANY)
        self._draws = (
            known
            and "NO_COLOR" not in environ
            and not any(name.startswith("TEXTUAL") for name in environ)
        )
        self._asks = (
            self.light is None
            and environ.get("TERM", "dumb") not in {"dumb", "linux", "unknown"}
            and not environ.get("SSH_CONNECTION")  # it may answer when the program has ended
        )

    def __enter__(self) -> Self:
        """Ask; from now on nothing that is typed is shown."""
        if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
            self._asks = self._draws = False
            return self
        import termios

        try:
            self.settings = termios.tcgetattr(0)
            termios.tcsetattr(0, termios.TCSANOW, _quiet(self.settings))
            if self._asks:
                os.write(1, ASK)
        except (OSError, termios.error):
            self._asks = False
        except KeyboardInterrupt:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave the terminal as it was."""
        if self.settings is None:
            return
        import termios

        try:
            self._listen()
            if self.shown:
                self._write(_LEAVE)
            termios.tcsetattr(0, termios.TCSANOW, self.settings)
        except (OSError, termios.error):
            pass  # the terminal is gone

    def draw(self, draw: Draw) -> None:
        """Show this from now on, whatever becomes of the terminal's size and colours."""
        self._draw = draw
        self.look()

    def look(self) -> None:
        """Hear what came from the terminal, without waiting; draw anew if that changes a thing."""
        if self.settings is None:
            return
        self._listen()
        if not self._draws or self._draw is None:
            return
        wanted = (self._draw, *shutil.get_terminal_size(), self.light is True)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        picture = self._draw(*wanted[1:3])
        if picture is not None:
            begin = b"" if self.shown else _ENTER
            self.shown = True  # before it is: Ctrl-C may come at once
            self._write(begin + self.signs(picture, wanted[1]))

    def takes(self, *keys: bytes) -> bool:
        """Whether the first key that was typed is one of these; it is taken then."""
        if self.keys[:1] not in keys:
            return False
        self.keys = self.keys[1:]
        return True

    def fits(self, draw: Draw) -> bool:
        """Whether this can be drawn now."""
        return self.shown and draw(*shutil.get_terminal_size()) is not None

    def sifted(self, came: bytes) -> bytes:
        """The keys in what came; what may be the beginning of an answer is held."""
        found = heard(self._rest + came)
        self._rest = found.rest
        if found.light is not None and self._asks:
            self.light = found.light
        return found.keys

    def held(self) -> bytes:
        """What was held and not taken: nothing more came that would make an answer of it."""
        keys, self.keys, self._rest = self.keys + self._rest, b"", b""
        return keys

    def _listen(self) -> None:
        while select.select([0], [], [], 0)[0]:
            came = os.read(0, 1024)
            if not came:
                break
            self.keys += self.sifted(came)

    def signs(self, picture: Picture, width: int) -> bytes:
        """The picture in the terminal's own language."""
        colours = LIGHT if self.light else DARK
        ground = self._code(colours["background"], front=False)
        codes: dict[str, str] = {}
        out = []
        for number, row in enumerate(picture, start=1):
            out.append(f"\x1b[{number};1H")
            blank = width
            for text, style in row:
                if style not in codes:
                    words = style.split()
                    name = next((word[1:] for word in words if word[0] == "$"), "foreground")
                    signs = [_SIGNS[word] for word in words if word[0] != "$"]
                    code = ";".join((*signs, self._code(colours[name]), ground))
                    codes[style] = f"\x1b[0;{code}m"
                out.append(codes[style] + text)
                blank -= cell_len(text)
            out.append(f"\x1b[0;{ground}m{' ' * blank}")
        return "".join((*out, "\x1b[0m")).encode()

    def _code(self, colour: str, *, front: bool = True) -> str:
        parsed = Color.parse(colour)
        if not self._deep:
            parsed = parsed.downgrade(ColorSystem.EIGHT_BIT)
        return ";".join(parsed.get_ansi_codes(foreground=front))

    def _write(self, signs: bytes) -> None:
        while signs:  # where Textual writes
            signs = signs[os.write(2, signs) :]


def _quiet(settings: list[Any]) -> list[Any]:
    """Settings as Textual sets them, but that Ctrl-C still ends the program."""
    import termios

    iflag, oflag, cflag, lflag, *speeds, signs = settings
    lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    iflag &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    signs = list(signs)
    none = bytes([os.fpathconf(0, "PC_VDISABLE")])
    signs[termios.VMIN], signs[termios.VTIME] = 1, 0
    signs[termios.VSUSP] = signs[termios.VQUIT] = none  # nobody would set the terminal right then
    return [iflag, oflag, cflag, lflag, *speeds, signs]
