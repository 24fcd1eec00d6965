"""Lines as they are typed, and the moment at which the time is up before one is."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator

CHUNK = 4096


def typed(
    handle: int, *, left_ms: Callable[[], int | None], ask: Callable[[], None]
) -> Iterator[str | None]:
    """Lines of a terminal; None when no line came in the time that was left.

    Read without Python's buffers: what lies in them, `select` does not see, and lines that were
    pasted together would come only when the time is up.

    Args:
        handle: of the terminal.
        left_ms: the time that is left, None for no limit.
        ask: called before a line is waited for.
    """
    pending = b""
    while True:
        if b"\n" not in pending:
            ask()
        while b"\n" not in pending:
            left = left_ms()
            if not select.select([handle], [], [], None if left is None else left / 1000)[0]:
                yield None
                continue
            chunk = os.read(handle, CHUNK)
            if not chunk:
                if pending:
                    yield pending.decode("utf-8", "replace")
                return
            pending += chunk
        line, _, pending = pending.partition(b"\n")
        # Bytes that are no text, typed by mistake, are no reason to stop.
        yield line.decode("utf-8", "replace")
