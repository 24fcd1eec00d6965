"""The child program: JSON lines in, JSON lines out, one process for all questions.

Run by `child.py` as `python -m flashcards.oracles.llama.worker FOLDER`. The first line it writes is
`{"ready": true}`, or `{"absent": reason}` where llama.cpp cannot be loaded. Bytes may follow a
line, in either direction: its field `attached` has the length of each part.
"""

from __future__ import annotations

import json
import os
import resource
import select
import shutil
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from flashcards.oracles.llama.errors import LlamaRefused

if TYPE_CHECKING:
    from flashcards.oracles.llama.answers.shelf import Shelf

MOST_MEMORY = 8 << 30
"""Bytes, without mapped files: a hostile file must not bring the machine down."""

Answer = Callable[[dict[str, Any], "Shelf"], dict[str, Any]]


def table() -> dict[str, Answer]:
    """Kinds of question, each with the function that answers it."""
    from flashcards.oracles.llama.answers import (
        blocks,
        constrained,
        generate,
        header,
        kv,
        logits,
        quantize,
        sampling,
        user_model,
        version,
    )

    return {
        "version": version.answer,
        "kv": kv.answer,
        "kv-parts": kv.parts,
        "kv-state": kv.state,
        "quantize": quantize.answer,
        "block": blocks.answer,
        "sample": sampling.answer,
        "draw": sampling.draw,
        "logits": logits.answer,
        "generate": generate.answer,
        "constrained": constrained.answer,
        "header": header.answer,
        "load": header.load,
        "inspect": user_model.answer,
    }


def main(folder: Path) -> int:
    """Answer until the input ends."""
    questions, replies = _take_streams()
    watcher = threading.Thread(target=_leave_with_parent, args=(folder,), daemon=True)
    watcher.start()
    _limit(resource.RLIMIT_CORE, 0)  # an abort is an answer here, not a crash
    _limit(resource.RLIMIT_DATA, MOST_MEMORY)

    def reply(attached: Sequence[bytes] = (), **fields: Any) -> None:
        fields["attached"] = [len(part) for part in attached]
        replies.write(b"".join((json.dumps(fields).encode(), b"\n", *attached)))
        replies.flush()

    try:
        from flashcards.oracles.llama.answers.library import LOG
        from flashcards.oracles.llama.answers.shelf import Shelf

        answers = table()
    except (ImportError, OSError, RuntimeError) as error:
        reply(absent=str(error))
        return 0
    shelf = Shelf(folder)
    reply(ready=True)
    for line in questions:
        LOG.clear()
        try:
            request = json.loads(line)
            request["attached"] = [questions.read(size) for size in request["attached"]]
            answer = answers[request["ask"]](request, shelf)
        except LlamaRefused as refusal:
            reply(refused=refusal.message, log=LOG.complaints())
        except Exception as error:  # noqa: BLE001 - the parent raises it
            reply(refused=f"{type(error).__name__}: {error}", log=LOG.complaints())
        else:
            reply(answer.pop("attached", ()), answer=answer)
    watcher.join()  # it sees the end as well, tidies up, and ends the process
    return 0


def _take_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the protocol to ourselves: what C code prints goes where standard error goes."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    questions = os.fdopen(os.dup(0), "rb", buffering=1 << 20)
    return questions, replies


def _limit(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    least = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (least, least))


def _leave_with_parent(folder: Path) -> None:
    """End at once when the other end of the input closes, even amid a long computation."""
    poll = select.poll()
    poll.register(0, 0)  # POLLHUP comes unasked
    poll.poll()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
