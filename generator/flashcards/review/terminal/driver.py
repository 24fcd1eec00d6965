"""Textual's driver, for a terminal that was drawn on and listened to before; see `early`."""

from __future__ import annotations

import os
import select
from codecs import getincrementaldecoder

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from flashcards.review.terminal.early import ALTERNATE, Early

_LOOK_S = 0.1
"""As often as Textual's own, it is seen whether the program ends or an escape stands alone."""


def driver(early: Early) -> type[Driver]:
    """A driver that goes on where this stopped."""

    class Taking(LinuxDriver):
        """Takes the screen over as it stands, and what was typed.

        A late answer of the terminal is no key: `b`, in its colour, would bury a card.
        """

        def write(self, data: str) -> None:
            """The same; but a screen that stands is not cleared."""
            if early.shown and data == ALTERNATE:
                early.shown = False  # it is Textual's now
            else:
                super().write(data)

        def start_application_mode(self) -> None:
            """The same; but what is restored at the end is what was there before `early`."""
            super().start_application_mode()  # type: ignore[no-untyped-call]
            early.shown = False
            if early.settings is not None:
                self.attrs_before = early.settings

        def run_input_thread(self) -> None:
            """As Textual's, with all that comes gone through for answers."""
            parser = XTermParser(self._debug)
            decode = getincrementaldecoder("utf-8")(errors="replace").decode
            came = early.held()
            while True:
                for event in parser.feed(text) if (text := decode(came)) else parser.tick():
                    self.process_message(event)
                if self.exit_event.is_set():
                    return
                if not select.select([self.fileno], [], [], _LOOK_S)[0]:
                    came = early.held()
                elif got := os.read(self.fileno, 4096):
                    came = early.sifted(got)
                else:
                    return

    return Taking
