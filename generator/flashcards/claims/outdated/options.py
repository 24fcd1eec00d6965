"""Build options: `-DLLAMA_CUDA=ON`, `make LLAMA_CUBLAS=1`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from functools import lru_cache

from flashcards import patterns as re
from flashcards.claims.outdated.places import Place
from flashcards.claims.outdated.tables import Renamed, build_options
from flashcards.claims.saying import finding
from flashcards.errors import Finding

OUTDATED, UNKNOWN = "outdated-option", "unknown-option"

# `-DLLAMA_CUDA=ON`.
_DEFINED = re.compile(
    r"(?<![\w-])-D\s?(?P<name>(?:LLAMA|GGML)_[A-Z0-9_]+)(?![a-z])"
    r"(?P<value>(?::[A-Z]+)?=(?P<set>[\w.+/-]{0,80}))?"
)
# `LLAMA_CUBLAS=1`, an argument of make.
_VARIABLE = re.compile(r"(?<![\w-])(?P<name>LLAMA_[A-Z0-9_]+)=(?:1|ON|on|true|yes)\b")
# The command, no target of it and no part of a name.
_MAKE = re.compile(r"(?<![\w/-])make(?![\w:-])")
# A version of its own, which may know the old name.
_PINNED = re.compile(
    r"==\d|\bgit (?:checkout|switch|clone .{0,80}(?:-b|--branch)) |\bb[1-3]\d{3}\b"
)
# What a compiler is given is no option of CMake.
_COMPILED = re.compile(r"\b(?:gcc|g\+\+|clang|clang\+\+|cc|nvcc)\s")
_OF_THE_COMPILER = ("GGML_USE_", "LLAMA_USE_LL", "LLAMA_API", "LLAMA_SHARED")
"""Names that a compiler is given, not CMake."""


def options(lines: Iterable[Place]) -> Iterator[Finding]:
    """Options of llama.cpp that have another name today, or that CMake does not know at all.

    Not where the line names a version to build, says that a name is old, or gives the new one.
    """
    for place in lines:
        if "LLAMA_" not in place.text and "GGML_" not in place.text:
            continue
        if place.old or _PINNED.search(place.text):
            continue
        for match in _DEFINED.finditer(place.text):
            yield from _option(place, match)
        if _MAKE.search(place.text) and "cmake" not in place.text:
            yield from _make(place)


def _option(place: Place, match: re.Match[str]) -> Iterator[Finding]:
    table, name = build_options(), match["name"]
    value = match["set"] or ""
    if name in table.known or name.startswith(_OF_THE_COMPILER) or _COMPILED.search(place.text):
        return
    known, never = table.was.get(name), table.never.get(name)
    renamed = known or never
    if renamed and renamed.new and _names(place.text, renamed.new):
        return
    if renamed:
        new, source = renamed.new, renamed.source
    elif match["value"]:  # without a value it may be the first part of several names
        new, source = _nearest(name), f"not in the CMake files of {table.version}"
    else:
        return
    yield finding(
        place.source, OUTDATED if known else UNKNOWN, "warning", _message(name, known, never, new),
        stated=match[0], expected=_written(new, value), evidence=source,
    )  # fmt: skip


def _make(place: Place) -> Iterator[Finding]:
    table = build_options()
    for match in _VARIABLE.finditer(place.text):
        renamed = table.was.get(match["name"]) or table.never.get(match["name"])
        if renamed is None:
            continue
        flag = f" -D{renamed.new}" if renamed.new else ""
        flag += "=ON" if flag and "=" not in flag else ""
        yield finding(
            place.source, OUTDATED, "warning",
            f"llama.cpp is built by CMake, not by make, and {match['name']} is no option any more",
            stated=match[0], expected=f"cmake -B build{flag}", evidence=table.gone["make"],
        )  # fmt: skip


def _message(name: str, known: Renamed | None, never: Renamed | None, new: str) -> str:
    if known and new:
        return f"-D{new} takes the place of {name}{known.when}; the old name {known.effect}"
    if known:
        return f"{name} is no option of llama.cpp any more{known.when}; it {known.effect}"
    if never:
        return f"{name} never was an option of llama.cpp; -D{new} is meant"
    return f"llama.cpp has no option {name}" + (f"; is {new} meant?" if new else "")


def _written(new: str, value: str) -> str:
    if not new:
        return ""
    return f"-D{new}" if "=" in new or not value else f"-D{new}={value}"


def _names(text: str, option: str) -> bool:
    """Whether a line names an option as such, not as part of a longer name."""
    name, _, _ = option.partition("=")
    return bool(re.search(rf"(?:(?<![A-Z0-9_])|(?<=-D)){name}(?![A-Z0-9_])", text))


@lru_cache(maxsize=256)
def _nearest(name: str) -> str:
    known = build_options().known
    _, _, rest = name.partition("_")
    for other in (f"GGML_{rest}", f"LLAMA_{rest}", f"LLAMA_BUILD_{rest}", f"GGML_CPU_{rest}"):
        if other in known:
            return other
    if len(name) > 60:
        return ""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.85)
    return near[0] if near else ""
