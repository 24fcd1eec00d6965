"""A local model that proposes grades: llama.cpp in a worker process, beside the interview.

The worker is the oracles' own: time limits, restarts, hostile files. Whatever becomes of it, the
interview goes on.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from flashcards.oracles.llama import LlamaAborted, LlamaError, LlamaHung
from flashcards.oracles.llama.errors import printable
from flashcards.oracles.llama.process import Worker
from flashcards.practice.interview.question import Question
from flashcards.practice.proposals.form import NotValid, checked, grammar
from flashcards.practice.proposals.model import Proposal, Proposals
from flashcards.practice.proposals.prompt import prompt

SECONDS: Final = 300.0
"""For all rows of one answer; a model of 1B parameters takes some 30 s on two cores."""

GRACE_S: Final = 10.0
"""Beyond that the worker, which looks at its clock between tokens, is killed."""

CHECK_S: Final = 30.0
MOST_TOKENS: Final = 512  # written for a row; the longest allowed text has some 500 characters
MOST_ROWS: Final = 20
FAILURES: Final = 2
"""After so many lost workers, one after the other, the model is not asked again."""


class LocalModel:
    """A GGUF file that proposes grades; see `proposals.model.Proposer`."""

    def __init__(self, path: Path, *, seconds: float = SECONDS, grace_s: float = GRACE_S) -> None:
        self.path = path
        self.seconds = seconds
        self._grace_s = grace_s
        self._worker = Worker()
        self._thread: threading.Thread | None = None
        self._closing = threading.Event()
        self._failures = 0
        self._found = Proposals(model=self.name)

    @property
    def name(self) -> str:
        """The file's name, safe to show."""
        return printable(self.path.name)

    def check(self) -> str:
        """Why llama.cpp cannot use the file, in a sentence; "" if it seems it can."""
        try:
            self._worker.ask(
                {"ask": "load", "path": str(self.path.absolute()), "vocab_only": True},
                limit=CHECK_S,
            )
        except LlamaError as error:
            return _told(error)
        return ""

    def start(self, question: Question, answer: str) -> None:
        """Begin to think about an answer; what was begun before is ended first."""
        self._end()
        self._found = Proposals(model=self.name)
        if not answer.strip():
            self._found = replace(self._found, failed="there is no answer to grade")
            return
        if self._failures >= FAILURES:
            self._found = replace(self._found, failed="the model failed before")
            return

        def think() -> None:
            self._found = self._asked(question, answer)

        self._thread = threading.Thread(target=think, name="proposals", daemon=True)
        self._thread.start()

    def ready(self) -> bool:
        """Whether `result` would not wait."""
        return self._thread is None or not self._thread.is_alive()

    def result(self) -> Proposals:
        """What is proposed; waits for it, never longer than the time limit and a little."""
        if self._thread is not None:
            self._thread.join()
        return self._found

    def close(self) -> None:
        """Kill the worker, whatever it does, and remove its files."""
        self._end()
        self._worker.close()

    def _end(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._closing.set()
        while thread.is_alive():
            pid = self._worker.pid  # none yet while it starts
            if pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            thread.join(0.05)
        self._closing.clear()

    def _asked(self, question: Question, answer: str) -> Proposals:
        rows = question.rubric.rows[:MOST_ROWS]
        made = prompt(question, answer)
        request = {
            "ask": "constrained",
            "path": str(self.path.absolute()),
            "system": made.system,
            "parts": [{"text": text, "cut": cut} for text, cut in made.parts],
            "endings": list(made.endings[: len(rows)]),
            "grammars": [grammar(row) for row in rows],
            "limit": MOST_TOKENS,
            "seconds": self.seconds,
        }
        try:
            reply = self._worker.ask(request, limit=self.seconds + self._grace_s)
        except LlamaError as error:
            if isinstance(error, LlamaAborted | LlamaHung) and not self._closing.is_set():
                self._failures += 1
            return Proposals(model=self.name, failed=_told(error))
        self._failures = 0
        return self._read(reply, question, answer)

    def _read(self, reply: dict[str, Any], question: Question, answer: str) -> Proposals:
        rows: list[Proposal | None] = []
        notes = list(_cuts(reply["kept"]))
        for row, written in zip(question.rubric.rows, reply["written"], strict=False):
            try:
                rows.append(checked(written["text"], row, answer))
            except NotValid as error:
                rows.append(None)
                notes.append(
                    f"No proposal for “{row.name}”: what the model wrote is not valid: {error}."
                )
        dropped = sum(row.dropped for row in rows if row is not None)
        if dropped:
            word = "quote is" if dropped == 1 else "quotes are"
            notes.append(f"{dropped} {word} left out: not in your answer.")
        if reply["late"]:
            notes.append(
                f"The model was stopped after {self.seconds:g} s, with {len(rows)} of "
                f"{len(question.rubric.rows)} rows."
            )
        failed = "" if any(row is not None for row in rows) else "there is no valid proposal"
        return Proposals(model=self.name, rows=tuple(rows), notes=tuple(notes), failed=failed)


def _cuts(kept: list[list[int]]) -> list[str]:
    names = ("the model solution", "your answer")
    return [
        f"The model read only the first {100 * read // length} % of {name}: its context is full."
        for name, (read, length) in zip(names, kept, strict=True)
        if read < length
    ]


def _told(error: LlamaError) -> str:
    return printable(error.message) + (f"; {error.hint}" if error.hint else "")
