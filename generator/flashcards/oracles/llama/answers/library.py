"""The running library: llama.cpp by its low-level API, its log, and ggml's functions beside it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

from flashcards.oracles.llama.errors import LlamaRefused

lib: Final[Any] = import_module("llama_cpp.llama_cpp")

if not all(hasattr(lib, name) for name in ("LLAMA_LOAD_MODE_NONE", "llama_version")):
    raise ImportError("llama-cpp-python is too old: 0.3.36 or newer is needed")

DEBUG: Final = 1
WARN: Final = 3
ERROR: Final = 4
MOST_LINES: Final = 20_000
QUOTED: Final = 3


class Log:
    """What llama.cpp logs while it works on one question; nothing is ever printed."""

    def __init__(self) -> None:
        self._pieces: list[tuple[int, str]] = []

    def add(self, level: int, text: bytes | None) -> None:
        """Keep a piece; a hostile file may make it say very much."""
        if level != DEBUG and text and len(self._pieces) < MOST_LINES:
            self._pieces.append((level, text[:2000].decode("utf-8", "replace")))

    def clear(self) -> None:
        """Forget all, at the start of a question."""
        self._pieces.clear()

    def lines(self) -> list[str]:
        """All that was logged, pieces of a line joined."""
        return "".join(text for _, text in self._pieces).split("\n")

    def complaints(self) -> list[str]:
        """The last errors, or warnings where there is no error."""
        for level in (ERROR, WARN):
            found = [text for at, text in self._pieces if at == level and text.strip()]
            if found:
                return found[-QUOTED:]
        return []


LOG: Final = Log()


@lib.llama_log_callback  # type: ignore[untyped-decorator]
def _log(level: int, text: bytes | None, _data: Any) -> None:
    LOG.add(level, text)


lib.llama_log_set(_log, None)
lib.llama_backend_init()


def ggml(name: str, result: Any, *arguments: Any) -> Any:
    """A function of ggml, which the binding loads but does not declare.

    The library is looked through with the ones it is linked to, so no second copy is loaded.
    """
    found = lib._lib[name]  # noqa: SLF001 - the handle has no public name
    found.restype = result
    found.argtypes = arguments
    return found


row_size: Final = ggml("ggml_row_size", ctypes.c_size_t, ctypes.c_int, ctypes.c_int64)
block_elements: Final = ggml("ggml_blck_size", ctypes.c_int64, ctypes.c_int)
block_bytes: Final = ggml("ggml_type_size", ctypes.c_size_t, ctypes.c_int)
type_name: Final = ggml("ggml_type_name", ctypes.c_char_p, ctypes.c_int)


def types() -> dict[str, int]:
    """Name of each ggml type, as llama.cpp writes it, to its number."""
    found: dict[str, int] = {}
    for number in range(lib.GGML_TYPE_COUNT):
        name = type_name(number)
        if name and block_bytes(number):  # removed types have size 0
            found[name.decode().lower()] = number
    return found


TYPES: Final = types()


def type_number(name: str) -> int:
    """The number of a ggml type.

    Raises:
        LlamaRefused: the running library has no such type.
    """
    number = TYPES.get(name.lower())
    if number is None:
        raise LlamaRefused(f"no ggml type {name!r}; there are {', '.join(sorted(TYPES))}")
    return number


def checked_seed(seed: int) -> int:
    """A seed that seeds: LLAMA_DEFAULT_SEED, 2³² - 1, asks for a random one.

    Raises:
        LlamaRefused: it is that one, or no 32-bit number.
    """
    if not 0 <= seed < lib.LLAMA_DEFAULT_SEED:
        raise LlamaRefused(f"seed {seed} is not within 0..{lib.LLAMA_DEFAULT_SEED - 1}")
    return seed


@contextmanager
def opened_context(model: Any, **parameters: Any) -> Iterator[Any]:
    """A context of `model` with one thread, freed at the end.

    Raises:
        LlamaRefused: llama.cpp makes no such context.
    """
    given = lib.llama_context_default_params()
    given.n_threads = given.n_threads_batch = 1
    given.no_perf = True
    given.offload_kqv = False
    for name, value in parameters.items():
        setattr(given, name, value)
    context = lib.llama_init_from_model(model, given)
    if not context:
        raise LlamaRefused("llama.cpp made no context")
    try:
        yield context
    finally:
        lib.llama_free(context)
