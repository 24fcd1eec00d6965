"""The formats of `printf`, which C, awk, bash, Go and Java share."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.relations.listings.trace import Unknown

MOST_WIDTH = 200

_SPEC = re.compile(
    r"%(?P<flags>[-+ 0#,']*)(?P<width>\d*)(?:\.(?P<digits>\d+))?(?:hh|h|ll|l|z|j|t|L)?(?P<kind>[diufFeEgGxXobcsv%n])"
)


def formatted(text: str, values: Sequence[int | float | str]) -> str:
    """A format with its values; the same as Python would for what the two share."""
    found: list[str] = []
    at = used = 0
    for spec in _SPEC.finditer(text):
        found.append(text[at : spec.start()])
        at = spec.end()
        kind = spec["kind"]
        if kind in "%n":
            found.append("%" if kind == "%" else "\n")
            continue
        if (
            used >= len(values)
            or int(spec["width"] or 0) > MOST_WIDTH
            or int(spec["digits"] or 0) > MOST_WIDTH
        ):
            raise Unknown
        found.append(_one(spec, values[used]))
        used += 1
    found.append(text[at:])
    if used != len(values):
        raise Unknown
    return "".join(found)


def _plain(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:g}"


def _one(spec: re.Match[str], value: float | str) -> str:
    kind, flags = spec["kind"], spec["flags"]
    if kind in "sv":
        shown = value if isinstance(value, str) else _plain(value)
        return (
            shown.ljust(int(spec["width"] or 0))
            if "-" in flags
            else shown.rjust(int(spec["width"] or 0))
        )
    if isinstance(value, str):
        raise Unknown
    digits = f".{spec['digits']}" if spec["digits"] else ""
    fixed = digits or (".6" if kind in "fFeE" else "")
    align = "<" if "-" in flags else ""
    sign = "+" if "+" in flags else ""
    zero = "0" if "0" in flags and not align else ""
    comma = "," if "," in flags or "'" in flags else ""
    if kind in "diu":
        return format(int(value), f"{align}{sign}{zero}{spec['width']}{comma}d")
    if kind in "xXob":
        prefix = "#" if "#" in flags else ""
        return format(int(value), f"{align}{sign}{prefix}{zero}{spec['width']}{kind}")
    if kind == "c":
        return chr(int(value))
    return format(float(value), f"{align}{sign}{zero}{spec['width']}{comma}{fixed}{kind}")
