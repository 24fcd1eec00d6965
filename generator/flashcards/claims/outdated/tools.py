"""Programs and scripts of llama.cpp by names that they no longer have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flashcards import patterns as re
from flashcards.claims.outdated.places import Place
from flashcards.claims.outdated.tables import Renamed, tool_names
from flashcards.claims.saying import finding
from flashcards.errors import Finding

RULE = "outdated-tool"

_SHELLS = frozenset(("", "bash", "sh", "shell", "zsh", "console", "shell-session", "text"))
_INLINE = re.compile(r"`([^`\n]{1,400})`")  # A command in a sentence
_PIECES = re.compile(r"&&|\|\||[;|]")  # Commands of one line
# A program by its path, behind what is set before it.
_COMMAND = re.compile(
    r"^\s*(?:\$ |> )?(?:(?:sudo|time|nohup|exec) )*(?:[A-Z_]+=\S* )*"
    r"(?P<path>(?:\.{1,2}/)?(?:[\w.~+-]+/){0,12})(?P<name>[a-z][a-z0-9-]*)(?:\.exe)?(?=\s|$)"
)
# Only beside these `./main` is a program of llama.cpp.
_OURS = re.compile(r"\.gguf\b|ggml|llama|\s-ngl\b|--n-gpu-layers\b", re.IGNORECASE)
_PLACES = ("./", "bin/", "llama.cpp/")
_ALONE = frozenset(
    ("main", "server", "quantize", "perplexity", "imatrix", "gguf-split", "llava-cli")
)
"""Names that need no path before them, where a model stands behind them."""

# A script by a name that llama.cpp had.
_SCRIPT = re.compile(r"(?<![\w.-])(?P<name>convert(?:-[a-z0-9]+){1,4}\.py|convert\.py)(?![\w-])")
# What is converted: others have a `convert.py`, too.
_CONVERSION = re.compile(
    r"gguf|llama\.cpp|hugging ?face|--outtype|--outfile|--vocab-type", re.IGNORECASE
)


def tools(lines: Iterable[Place]) -> Iterator[Finding]:
    """Commands in shell listings and between backticks, and scripts wherever they are named.

    `./main` may be anyone's program: it counts where a model or llama.cpp stands beside it.
    """
    waiting: Place | None = None
    for place in lines:
        text = place.text
        if (
            waiting
            and waiting.source.line + 1 == place.source.line
            and waiting.fence is place.fence
        ):
            # A command goes on behind a backslash: what stands there says whose it is.
            yield from _commands(waiting, waiting.text.rstrip(" \\") + " " + text.strip())
        waiting = None
        if place.old:
            continue
        if place.fence is None:
            for match in _INLINE.finditer(text):
                yield from _commands(place, match[1], whole=text)
        elif place.fence.language in _SHELLS:
            if text.endswith("\\"):
                waiting = place
            yield from _commands(place, text)
        if "convert" in text:
            yield from _scripts(place)


def _commands(place: Place, text: str, *, whole: str = "") -> Iterator[Finding]:
    names = tool_names()
    for piece in _PIECES.split(text):
        match = _COMMAND.match(piece)
        if match is None:
            continue
        name, folder = match["name"], match["path"]
        renamed = names["programs"].get(name) or names["multimodal"].get(name)
        if renamed is None or renamed.new in (whole or text):
            continue
        if folder.endswith(_PLACES):
            clear = bool(_OURS.search(folder + piece[match.end() :] + whole))
        elif folder:
            continue
        else:
            clear = name.startswith("llama-") or (
                name in _ALONE and ".gguf" in piece[match.end() :]
            )
        if clear:
            yield _finding(place, folder + name, folder + renamed.new, renamed)


def _scripts(place: Place) -> Iterator[Finding]:
    names = tool_names()
    for match in _SCRIPT.finditer(place.text):
        renamed = names["scripts"].get(match["name"])
        if renamed is None and match["name"] in names["convert"]:
            if not _CONVERSION.search(place.text) and not _CONVERSION.search(place.question):
                continue
            renamed = names["convert"][match["name"]]
        if renamed and renamed.new not in place.text:
            yield _finding(place, match["name"], renamed.new, renamed)


def _finding(place: Place, stated: str, expected: str, renamed: Renamed) -> Finding:
    return finding(
        place.source, RULE, "warning", f"{stated} is {renamed.new}{renamed.when}",
        stated=stated, expected=expected, evidence=renamed.source,
    )  # fmt: skip
