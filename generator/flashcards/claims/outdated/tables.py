"""The tables in `data/`, read once: names of options, programs, GPUs and Python classes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from importlib.resources import files
from typing import Any

from flashcards import patterns as re
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A name that is no more: what to write today ("" for nothing), since when, who says so."""

    new: str
    source: str
    since: str = ""
    effect: str = ""

    @property
    def when(self) -> str:
        """Since when, as messages say it."""
        return f" since {self.since}" if self.since else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Build options of llama.cpp: those there are, were, and never were."""

    version: str
    known: frozenset[str]
    was: Mapping[str, Renamed]
    never: Mapping[str, Renamed]
    gone: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PythonClass:
    """A class of a Python package; see the head of `data/python_api.toml`."""

    name: str
    module: str
    package: str
    version: str
    open: bool = False
    attributes: frozenset[str] = frozenset()
    nothing: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    methods: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    takes: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    deprecated: Mapping[str, str] = field(default_factory=dict)

    @property
    def members(self) -> frozenset[str]:
        """Every public name of an instance."""
        return self.attributes | self.others | frozenset(self.methods)

    @property
    def said(self) -> str:
        """Package and version, as messages name them."""
        return f"{self.package} {self.version}"


@lru_cache(maxsize=1)
def build_options() -> Options:
    """The table of build options."""
    table = _table("options")
    return Options(
        version=table["version"],
        known=frozenset(f"{table['declared']} {table['read']}".split()),
        was=_renamed(table["was"]),
        never=_renamed(table["never"]),
        gone=table["gone"],
    )


@lru_cache(maxsize=1)
def tool_names() -> Mapping[str, Mapping[str, Renamed]]:
    """Old names of programs and scripts by kind: `programs`, `multimodal`, `convert`, `scripts`."""
    return {kind: _renamed([group]) for kind, group in _table("tools").items()}


@lru_cache(maxsize=1)
def gpu_names() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What names a GPU, with its CUDA architecture."""
    return tuple(
        (re.compile(rf"(?<![\w-]){name.replace(' ', '[ -]?')}(?!\w)"), row["architecture"])
        for row in _table("gpus")["gpu"]
        for name in row["names"]
    )


@lru_cache(maxsize=1)
def gpu_source() -> str:
    """Who says so."""
    return str(_table("gpus")["source"])


@lru_cache(maxsize=1)
def python_classes() -> Mapping[str, PythonClass]:
    """The classes whose use is checked, by name."""
    rows = (_python_class(dict(row)) for row in _table("python_api")["class"])
    return {row.name: row for row in rows}


def _python_class(row: dict[str, Any]) -> PythonClass:
    for key in ("attributes", "nothing"):
        row[key] = frozenset(row.get(key, ()))
    row["others"] = frozenset(row.get("others", "").split())
    row["methods"] = {name: tuple(names) for name, names in row.get("methods", {}).items()}
    return PythonClass(**row)


def _renamed(groups: list[Mapping[str, Any]]) -> Mapping[str, Renamed]:
    return {
        old: Renamed(new=new, **{key: said for key, said in group.items() if key != "names"})
        for group in groups
        for old, new in group["names"].items()
    }


def _table(name: str) -> Any:
    text = files(__package__).joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
