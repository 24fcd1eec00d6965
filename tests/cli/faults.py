"""`python -m tests.cli.faults`: builds that are killed, or that the system refuses something, by chance.

A build is a child process in which an audit hook counts what it does to files. At one of these acts,
by chance, it is killed or the act is refused. What it leaves must be whole, and the next build must
make the very cards that an undisturbed one makes.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import shutil
import signal
import sys
import zipfile
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flashcards.__main__ import main as flashcards
from flashcards.ledger import load
from tests.cli.helpers import ONE, SETTINGS, TWO

ACTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "tempfile.mkstemp", "tempfile.mkdtemp",
        "shutil.rmtree", "os.link", "os.truncate", "os.scandir", "sqlite3.connect", "fcntl.flock"}  # fmt: skip
REFUSALS = (errno.ENOSPC, errno.EIO, errno.EMFILE, errno.EACCES, errno.EROFS, errno.EDQUOT)
EDITED = ONE.replace("beats air", "whips air").replace("cosy", "mild")
MOST_ACTS = 160
"""Somewhat more than a build of this project does."""


def make(folder: Path) -> Path:
    """A project that was built once, and edited since: one text changed, one document gone."""
    (folder / "source").mkdir(parents=True)
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "source" / "kitchen.md").write_text(ONE, encoding="utf-8")
    (folder / "source" / "garden.md").write_text(TWO, encoding="utf-8")
    assert _built(folder) == 0
    (folder / "source" / "kitchen.md").write_text(EDITED, encoding="utf-8")
    (folder / "source" / "garden.md").unlink()
    return folder


def disturbed(project: Path, seed: int) -> str:
    """Build with one fault; how that ended.

    Raises:
        AssertionError: something half made is left, or a refusal was no clean error.
    """
    chance = random.Random(f"fault/{seed}")
    number = chance.choice((0, chance.choice(REFUSALS)))
    at = chance.randrange(MOST_ACTS)
    status = _built(project, at=at, refusal=number)
    if status == -signal.SIGKILL:
        end = "killed"
    else:
        # A refusal of what is not needed, such as keeping something for the next run, is no error.
        assert status in {0, 2}, f"seed {seed}: exit code {status}"
        end = "refused" if status else "built"
    for package in (project / "build").glob("*.apkg"):
        with zipfile.ZipFile(package) as archive:
            assert archive.testzip() is None, f"seed {seed}: {package.name} is damaged"
    load(project / "cards")
    return end


def healed(project: Path) -> dict[str, bytes]:
    """What lies in the project after a build that nothing disturbs, but for when it was built."""
    assert _built(project) == 0
    names = sorted(one.name for one in (project / "build").iterdir())
    assert names == [".manifest.json", "test-deck-retired.apkg", "test-deck.apkg"], names
    left = [one.name for one in (project / "cards").iterdir() if one.suffix != ".jsonl"]
    assert left in ([], [".gitattributes"]), left
    return {
        path.name: path.read_bytes()
        for folder in ("build", "cards")
        for path in sorted((project / folder).iterdir())
        if path.name != ".manifest.json"
    }


def _built(project: Path, *, at: int = -1, refusal: int = 0) -> int:
    """The exit code of a build in a child, negative if it was killed."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        os.chdir(project)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        if at >= 0:
            _disturb(str(project), at, refusal)
        os._exit(flashcards(["build"]))
    except BaseException:  # noqa: BLE001 - nothing may come back into the parent's code
        os._exit(99)


def _warm(project: Path) -> None:
    """Build once in this process: its children need not import everything each for itself."""
    here = Path.cwd()
    os.chdir(project)
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        flashcards(["build"])
    os.chdir(here)


def _disturb(project: str, at: int, refusal: int) -> None:
    left = at

    def act(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if event not in ACTS or not _inside(project, arguments):
            return
        left -= 1
        if left == -1:
            if refusal:
                raise OSError(refusal, os.strerror(refusal), str(arguments[0]))
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(act)


def _inside(project: str, arguments: tuple[Any, ...]) -> bool:
    """Whether it is about a file of the project: most of what is opened are our own modules."""
    named = [os.fsdecode(one) for one in arguments if isinstance(one, str | bytes | os.PathLike)]
    return any(one.startswith(project) or not os.path.isabs(one) for one in named)  # noqa: PTH117


def trial(count: int, folder: Path, *, first: int = 0) -> Counter[str]:
    """So many disturbed builds; how each ended. All healed ones are alike."""
    os.environ |= {
        "SOURCE_DATE_EPOCH": "1763424000",
        "FLASHCARDS_CACHE": str(folder / "cache"),
        "FLASHCARDS_DB": str(folder / "none.sqlite"),
    }
    before = make(folder / "project")
    _warm(Path(shutil.copytree(before, folder / "warm")))
    wanted = healed(Path(shutil.copytree(before, folder / "smooth")))
    ends: Counter[str] = Counter()
    for seed in range(first, first + count):
        project = Path(shutil.copytree(before, folder / "trial"))
        ends[disturbed(project, seed)] += 1
        assert healed(project) == wanted, f"seed {seed}: the next build makes something else"
        shutil.rmtree(project)
    return ends


def main() -> int:
    """Say how many builds ended how; a bad state ends it with its seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=446)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="faults-") as folder:
        ends = trial(asked.count, Path(folder))
    said = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
    sys.stdout.write(f"{asked.count} disturbed builds: {said}; 0 bad states\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
