"""Whether the terminal is light or dark: what it is asked, and what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

ASK = b"\x1b]11;?\x1b\\\x1b[c"
"""The colour of the background; then the kind of terminal, which every terminal answers."""

_COLOUR = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]+)/([0-9a-fA-F]+)/([0-9a-fA-F]+)")
# Both answers, to be told from keys.
_ANSWERS = re.compile(rb"\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[\?[0-9;]*c")
# The beginning of one, its rest still on the way.
_BEGUN = re.compile(rb"\x1b(?:\][^\x07\x1b]*\x1b?|\[\?[0-9;]*)\Z")


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


class Heard(NamedTuple):
    """What came from a terminal that was asked.

    Attributes:
        light: whether it is light; None if it does not say.
        keys: what is no answer: somebody typed it.
        rest: what may be the beginning of an answer that is on its way.
    """

    light: bool | None
    keys: bytes
    rest: bytes


def heard(came: bytes) -> Heard:
    r"""The answers and the keys in what came.

    >>> heard(b" \x1b]11;rgb:ff/ff/ff\x1b\\a\x1b[?62")
    Heard(light=True, keys=b' a', rest=b'\x1b[?62')
    """
    begun = _BEGUN.search(came)
    end = begun.start() if begun else len(came)
    whole = came[:end]
    return Heard(light=read(whole), keys=_ANSWERS.sub(b"", whole), rest=came[end:])
