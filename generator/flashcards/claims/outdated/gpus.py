"""CUDA architecture numbers beside the names of GPUs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flashcards import patterns as re
from flashcards.claims.outdated.places import Place
from flashcards.claims.outdated.tables import gpu_names, gpu_source
from flashcards.claims.saying import finding
from flashcards.document import Document, Source, Table, walk_sections
from flashcards.errors import Finding

RULE = "cuda-architecture"

# `-DCMAKE_CUDA_ARCHITECTURES="75;86"`.
_LIST = re.compile(
    r"CMAKE_CUDA_ARCHITECTURES(?::\w+)?=[\"']?(?P<list>\d{2,3}[af]?(?:;\d{2,3}[af]?){0,15})"
    r"[\"']?(?![\w;-])"
)
# `sm_86 (RTX 3090)`.
_BEFORE = re.compile(
    r"(?:\bsm_|\bcompute_|\bcompute capability |\bCC )(?P<arch>\d{1,2}\.\d|\d{2,3})[af]?"
    r"\s?[(=:]\s?(?P<gpus>[^()|;]{1,80})"
)
# `RTX 3090 (sm_86)`.
_BEHIND = re.compile(
    r"(?:sm_|compute_|compute capability |CC )(?P<arch>\d{1,2}\.\d|\d{2,3})[af]?\)"
)
# A GPU may do without its own number: newer ones, compiled as it runs.
_OTHERWISE = re.compile(
    r"\bPTX\b|\bJIT\b|virtual|\bnot?\b|n't\b|without|except|\bmissing\b|unsupported"
    r"|or (?:newer|later)|\bthan\b|\blacks?\b|\+|≥|>=",
    re.IGNORECASE,
)
_HEAD = re.compile(r"CUDA_ARCHITECTURES|compute capability", re.IGNORECASE)  # A column of numbers
_CELL = re.compile(r"^(?P<arch>\d{1,2}\.\d|\d{2,3})[af]?(?=$|[\s(])")  # A number that opens a cell


def architectures(document: Document, lines: Iterable[Place]) -> Iterator[Finding]:
    """Lists of architectures that lack a GPU named beside them, and numbers of another GPU."""
    for place in lines:
        if place.old or _OTHERWISE.search(place.text):
            continue
        text = place.text
        for match in _LIST.finditer(text):
            yield from _against_list(place, match)
        for match in _BEFORE.finditer(text):
            if not _LIST.search(text):
                yield from _compared(place.source, match["arch"], match["gpus"])
        for match in _BEHIND.finditer(text):
            opened = text.rfind("(", max(0, match.start() - 60), match.start())
            name = text[max(0, opened - 30) : opened] if opened >= 0 else ""
            named = [(found.end(), arch) for found, arch in _gpus(name)]
            if named and len(name.rstrip()) == max(end for end, _ in named):
                yield from _compared(place.source, match["arch"], name)
    for node in walk_sections(document.sections):
        if isinstance(node, Table):
            yield from _table(node)


def _against_list(place: Place, match: re.Match[str]) -> Iterator[Finding]:
    listed = {int(part.rstrip("af")) for part in match["list"].split(";")}
    for found, architecture in _gpus(place.text[match.end() :]):
        if architecture not in listed:
            yield finding(
                place.source, RULE, "warning",
                f"{found[0]} has CUDA architecture {architecture}, which is not in the list",
                stated=found[0], expected=str(architecture), evidence=gpu_source(),
            )  # fmt: skip


def _compared(source: Source, stated: str, names: str) -> Iterator[Finding]:
    gpus = _gpus(names)
    number = int(stated.replace(".", ""))
    if not gpus or number in {architecture for _, architecture in gpus}:
        return
    found, right = gpus[0]
    expected = f"{right // 10}.{right % 10}" if "." in stated else str(right)
    yield finding(
        source, RULE, "warning", f"{found[0]} has CUDA architecture {expected}, not {stated}",
        stated=stated, expected=expected, evidence=gpu_source(),
    )  # fmt: skip


def _gpus(text: str) -> list[tuple[re.Match[str], int]]:
    """The GPUs a text names, in order."""
    found = [(match, arch) for name, arch in gpu_names() for match in name.finditer(text)]
    return sorted(found, key=lambda pair: pair[0].start())


def _table(table: Table) -> Iterator[Finding]:
    column = next((n for n, cell in enumerate(table.header) if _HEAD.search(cell.plain)), 0)
    for row in table.rows if column else ():
        cell = _CELL.match(row.cells[column].plain.strip())
        if cell:
            yield from _compared(row.source, cell["arch"], row.cells[0].plain)
