"""One run of the worker program: its pipes, its folder, its end."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import flashcards
from flashcards import patterns as re
from flashcards.oracles.llama.errors import printable
from flashcards.scratch import prefix

GRACE: Final = 5.0  # seconds from end of output to end of process
CHUNK: Final = 1 << 20
PRINTED: Final = "printed.txt"
BUILD_PATH: Final = re.compile(r"^/\S*/(?=[^/]+:\d+: )")
"""Of the machine that built llama.cpp, before the name of a source file."""
MODULE: Final = "flashcards.oracles.llama.worker"


class Child:
    """One run of the worker, with the temporary folder that it works in.

    The folder is the parent's, so that it goes away whatever becomes of the worker.
    """

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.folder = Path(tempfile.mkdtemp(prefix=prefix()))
        self.received = bytearray()
        try:
            self.process = _start(self.folder)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        assert self.process.stdin is not None  # noqa: S101 - PIPE was asked for
        assert self.process.stdout is not None  # noqa: S101
        self.input: Final = self.process.stdin.fileno()
        self.output: Final = self.process.stdout.fileno()
        os.set_blocking(self.input, False)
        os.set_blocking(self.output, False)
        self.writable, self.readable = select.poll(), select.poll()
        self.writable.register(self.input, select.POLLOUT)
        self.readable.register(self.output, select.POLLIN)

    def send(self, message: bytes, deadline: float) -> None:
        """Write all of `message`.

        Raises:
            TimeoutError: the worker did not take it in time.
            BrokenPipeError: the worker is gone.
        """
        rest = memoryview(message)
        while rest:
            try:
                rest = rest[os.write(self.input, rest) :]
            except BlockingIOError:
                _wait(self.writable, deadline)

    def receive_line(self, deadline: float) -> bytes:
        """The next line.

        Raises:
            TimeoutError: there was none in time.
            EOFError: the worker is gone.
        """
        looked = 0
        while (end := self.received.find(b"\n", looked)) < 0:
            looked = len(self.received)
            self._receive_more(deadline)
        return self._take(end + 1)

    def receive(self, size: int, deadline: float) -> bytes:
        """The next `size` bytes; raises as `receive_line` does."""
        while len(self.received) < size:
            self._receive_more(deadline)
        return self._take(size)

    def _receive_more(self, deadline: float) -> None:
        _wait(self.readable, deadline)
        try:
            chunk = os.read(self.output, CHUNK)
        except BlockingIOError:
            return
        if not chunk:
            raise EOFError
        self.received += chunk

    def _take(self, size: int) -> bytes:
        taken = bytes(memoryview(self.received)[:size])
        del self.received[:size]
        return taken

    def printed(self) -> str:
        """The last line that the worker printed, such as a failed assertion of ggml."""
        try:
            lines = (self.folder / PRINTED).read_text("utf-8", "replace").split("\n")
        except OSError:
            return ""
        last = next((line for line in reversed(lines) if line.strip()), "")
        return printable(BUILD_PATH.sub("", last))

    def fate(self) -> str:
        """How the worker ended; it is killed if it only closed its output."""
        try:
            code = self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        if code >= 0:
            return f"exit status {code}"
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"

    def end(self) -> None:
        """Kill the worker, wait for it, remove its folder; harmless when done before."""
        ours = self.owner == os.getpid()
        if ours:
            self.process.kill()
            self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()
        if ours:  # a fork of us has a copy of this object, and the worker is not its own
            shutil.rmtree(self.folder, ignore_errors=True)


def _start(folder: Path) -> subprocess.Popen[bytes]:
    # Whatever llama.cpp prints in spite of everything ends here, as does a traceback.
    with (folder / PRINTED).open("wb") as printed:
        # -P: the user's folder may hold a json.py. A session of its own: Ctrl-C is ours.
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", MODULE, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=printed,
            env=_environment(),
            start_new_session=True,
        )


def _wait(poll: select.poll, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise TimeoutError


def _environment() -> dict[str, str]:
    """Ours, with this very package on the path and ggml kept from starting a debugger."""
    root = str(Path(flashcards.__file__).resolve().parent.parent)
    path = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
    return {
        **os.environ,
        "PYTHONPATH": path,
        "PYTHONIOENCODING": "utf-8",
        "GGML_NO_BACKTRACE": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
