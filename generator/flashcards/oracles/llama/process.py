"""The parent's side of the worker: start, ask within a time limit, bury, start again."""

from __future__ import annotations

import json
import os
import threading
import time
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from flashcards.oracles.llama.child import Child
from flashcards.oracles.llama.errors import (
    LlamaAborted,
    LlamaAbsent,
    LlamaError,
    LlamaHung,
    LlamaRefused,
    printable,
)

START_LIMIT: Final = 60.0  # seconds; importing takes 0.3 on an idle machine


class Worker:
    """A worker that is always there: started when first asked, anew after it was lost."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._finalizer: weakref.finalize[[], Worker] | None = None
        self._lock = threading.Lock()
        self.starts = 0

    @property
    def pid(self) -> int | None:
        """Of the running process."""
        return self._child.process.pid if self._child else None

    @property
    def folder(self) -> Path | None:
        """Where the running process keeps its models."""
        return self._child.folder if self._child else None

    def ask(
        self, request: dict[str, Any], *, limit: float, attached: Sequence[bytes] = ()
    ) -> dict[str, Any]:
        """The worker's answer to one request; what is attached to it is under `attached`.

        Raises:
            LlamaError: there is none; the next request finds a working worker.
        """
        request = {**request, "attached": [len(part) for part in attached]}
        message = b"".join((json.dumps(request).encode(), b"\n", *attached))
        with self._lock:
            if self._child is not None and self._child.owner != os.getpid():
                self._drop()
            child = self._child or self._start()
            try:
                deadline = time.monotonic() + limit
                child.send(message, deadline)
                reply = json.loads(child.receive_line(deadline))
                received = [child.receive(size, deadline) for size in reply.get("attached", ())]
            except TimeoutError:
                self._drop()
                raise LlamaHung(
                    f"llama.cpp gave no answer within {limit:g} s and was killed",
                    hint="give it a longer time limit",
                ) from None
            except (EOFError, BrokenPipeError, ConnectionResetError):
                raise self._lost(child, "while it worked") from None
            except BaseException:  # a reply that is on its way must not answer the next question
                self._drop()
                raise
        if "refused" in reply:
            raise LlamaRefused(_refusal(reply))
        answer: dict[str, Any] = reply["answer"]
        return {**answer, "attached": received} if received else answer

    def close(self) -> None:
        """End the process and remove its folder; the next question starts another."""
        with self._lock:
            self._drop()

    def _start(self) -> Child:
        try:
            child = Child()
        except OSError as error:
            raise LlamaError(f"cannot start the worker: {error}") from error
        self._child = child
        self._finalizer = weakref.finalize(self, child.end)
        self.starts += 1
        try:
            hello = json.loads(child.receive_line(time.monotonic() + START_LIMIT))
        except TimeoutError:
            self._drop()
            raise LlamaHung(f"the worker did not start within {START_LIMIT:g} s") from None
        except (EOFError, ConnectionResetError):
            raise self._lost(child, "at its start") from None
        except BaseException:
            self._drop()
            raise
        if "absent" in hello:
            self._drop()
            raise LlamaAbsent(
                printable(hello["absent"]), hint="python -m pip install llama-cpp-python gguf"
            )
        return child

    def _lost(self, child: Child, when: str) -> LlamaAborted:
        fate, printed = child.fate(), child.printed()
        self._drop()
        return LlamaAborted(f"llama.cpp ended {when}: {fate}" + (f": {printed}" if printed else ""))

    def _drop(self) -> None:
        if self._finalizer is not None:
            self._finalizer()
        self._child = self._finalizer = None


def _refusal(reply: dict[str, Any]) -> str:
    quoted = "; ".join(printable(line) for line in reply["log"] if line.strip())
    return printable(reply["refused"]) + (f" ({quoted})" if quoted else "")
