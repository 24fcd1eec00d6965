"""Other tools that make Anki packages from markdown, each installed into a place of its own."""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A tool, how to get it, and how to call it.

    Attributes:
        name: its name on PyPI.
        requirements: what to install.
        text: writes the questions in its layout.
        command: its call, from programs' folder, folder of documents, folder for packages.
        package: file it makes, inside the folder for packages.
    """

    name: str
    requirements: tuple[str, ...]
    text: Callable[[int], str]
    command: Callable[[Path, Path, Path], list[str | Path]]
    package: str


PEERS = (
    Peer(
        name="ankdown",
        requirements=("ankdown==0.7.1",),
        text=corpus.for_ankdown,
        command=lambda programs, source, out: [
            programs / "ankdown", "-r", source, "-p", out / "cards.apkg",
        ],
        package="cards.apkg",
    ),
    Peer(
        name="markdown-anki-decks",
        requirements=("markdown-anki-decks==1.1.1", "click<8.2"),
        text=corpus.for_markdown_anki_decks,
        command=lambda programs, source, out: [programs / "mdankideck", source, out],
        package="cards.apkg",
    ),
)  # fmt: skip


def install(peer: Peer, where: Path) -> Path | None:
    """The folder of the peer's programs, installed if it was not; None, and said, if it fails."""
    home = where / peer.name
    programs = home / "bin"
    done = home / ".installed"
    if not done.is_file():
        venv.create(home, with_pip=True, clear=True)
        pip: list[str | Path] = [
            programs / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            *peer.requirements,
        ]
        ran = subprocess.run(pip, capture_output=True, text=True, check=False)
        if ran.returncode:
            print(f"{peer.name}: not installed, left out: {ran.stderr[-300:]}", file=sys.stderr)
            return None
        done.touch()
    return programs
