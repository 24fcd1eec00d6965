"""Settings with their value in another unit behind them: `max_bytes: 10485760  # 10 MiB`."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.quantities import Quantity, quantities, rounds_to
from flashcards.relations.fences import lines_of
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.results import result_of
from flashcards.tree import Span
from flashcards.tree.nodes import CodeBlock

LANGUAGES = frozenset(
    ("yaml", "yml", "toml", "ini", "conf", "cfg", "nginx", "properties", "hcl", "terraform", "env", "dotenv", "json5",
     "jsonc", "systemd", "dockerfile", "sql")
)  # fmt: skip

# A key, its value, and a comment that is nothing but a quantity.
_LINE = re.compile(
    r"^\s*(?:-\s+|export\s+|set\s+)?[\"']?(?P<key>[A-Za-z_][\w.\-]*)[\"']?\s*(?::=|[:=]|\s)\s*"
    r"(?P<value>[\"']?\d[\d_.]*\s?[A-Za-z]{0,4}[\"']?)\s*[;,]?\s*(?:#|//|--)\s*(?:=|≈|~|i\.e\.|that is)?\s*"
    r"(?P<said>\d[\d.,_]*\s?[A-Za-zµ]+)\s*$"
)
# The unit that a name ends with: `timeout_ms`, `cacheBytes`, `TTL_SECONDS`.
_SUFFIX = re.compile(
    r"(?:[_.\-]|(?<=[a-z])(?=[A-Z]))(?P<unit>ms|millis(?:econds)?|us|micros|ns|s|secs?|seconds|min|minutes|hours|days|"
    r"bytes|kb|kib|mb|mib|gb|gib|bits)$",
    re.IGNORECASE,
)
_UNITS = {
    "millis": "ms", "milliseconds": "ms", "us": "µs", "micros": "µs", "sec": "s", "secs": "s", "seconds": "s",
    "minutes": "min", "hours": "h", "days": "d", "bytes": "B", "kb": "kB", "kib": "KiB", "mb": "MB", "mib": "MiB",
    "gb": "GB", "gib": "GiB", "bits": "bit",
}  # fmt: skip
# Binary multiples as cluster tools write them.
_SHORT = re.compile(r"(?<=\d)([KMGT]i)$")


def settings(block: CodeBlock) -> Iterator[Judgement]:
    """What comments of a configuration say of its values in other units."""
    for line, start in lines_of(block):
        found = _LINE.match(line)
        if found is None:
            continue
        value = _one(found["value"].strip("\"'"), found["key"])
        said = _one(found["said"], "")
        if value is None or said is None or value.unit.name == said.unit.name:
            continue
        if value.dimension != said.dimension or not value.dimension:
            continue
        readings = {one.value for one in value.readings}
        right = any(rounds_to(one, said) for one in readings)
        at = start + found.start("said")
        yield Judgement(
            span=Span(at, at + len(found["said"])),
            stated=found["said"],
            relation="conversion",
            verdict=Verdict.RIGHT if right else Verdict.WRONG,
            expected="" if right else result_of(said).shown(float(value.readings[0].value), 0),
            how=f"{found['key']} is {value.text}",
        )


def _one(text: str, key: str) -> Quantity | None:
    """A value as a quantity, with the unit that its name tells."""
    plain = _SHORT.sub(r"\1B", text.strip())
    if plain.replace("_", "").replace(".", "").isdigit():
        suffix = _SUFFIX.search(key)
        if suffix is None:
            return None
        unit = suffix["unit"].casefold()
        plain = f"{plain.replace('_', '')} {_UNITS.get(unit, unit)}"
    found = quantities(plain)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(plain)
    return found[0] if whole and not found[0].unit.open else None
