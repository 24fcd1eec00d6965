"""ggml's own reader of GGUF files (gguf.h), by ctypes."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from flashcards.oracles.llama.answers.library import ggml
from flashcards.oracles.llama.errors import LlamaRefused

HANDLE: Final = ctypes.c_void_p
INDEX: Final = ctypes.c_int64
STRING, ARRAY = 8, 9
SCALARS: Final = {
    0: ("u8", ctypes.c_uint8),
    1: ("i8", ctypes.c_int8),
    2: ("u16", ctypes.c_uint16),
    3: ("i16", ctypes.c_int16),
    4: ("u32", ctypes.c_uint32),
    5: ("i32", ctypes.c_int32),
    6: ("f32", ctypes.c_float),
    7: ("bool", ctypes.c_bool),
    STRING: ("str", ctypes.c_char_p),
    10: ("u64", ctypes.c_uint64),
    11: ("i64", ctypes.c_int64),
    12: ("f64", ctypes.c_double),
}
"""`enum gguf_type` to the function that reads such a value, and what it returns."""


class _Parameters(ctypes.Structure):
    _fields_ = (("no_alloc", ctypes.c_bool), ("context", ctypes.c_void_p))


_from_file = ggml("gguf_init_from_file", HANDLE, ctypes.c_char_p, _Parameters)
_from_buffer = ggml("gguf_init_from_buffer", HANDLE, ctypes.c_char_p, ctypes.c_size_t, _Parameters)
_free = ggml("gguf_free", None, HANDLE)
get_version = ggml("gguf_get_version", ctypes.c_uint32, HANDLE)
get_alignment = ggml("gguf_get_alignment", ctypes.c_size_t, HANDLE)
get_data_offset = ggml("gguf_get_data_offset", ctypes.c_size_t, HANDLE)
get_n_kv = ggml("gguf_get_n_kv", INDEX, HANDLE)
get_n_tensors = ggml("gguf_get_n_tensors", INDEX, HANDLE)
_key = ggml("gguf_get_key", ctypes.c_char_p, HANDLE, INDEX)
_kind = ggml("gguf_get_kv_type", ctypes.c_int, HANDLE, INDEX)
_array_kind = ggml("gguf_get_arr_type", ctypes.c_int, HANDLE, INDEX)
_array_length = ggml("gguf_get_arr_n", ctypes.c_size_t, HANDLE, INDEX)
_kind_name = ggml("gguf_type_name", ctypes.c_char_p, ctypes.c_int)
_tensor_name = ggml("gguf_get_tensor_name", ctypes.c_char_p, HANDLE, INDEX)
_tensor_type = ggml("gguf_get_tensor_type", ctypes.c_int, HANDLE, INDEX)
_tensor_size = ggml("gguf_get_tensor_size", ctypes.c_size_t, HANDLE, INDEX)
_tensor_ne = ggml("gguf_get_tensor_ne", ctypes.POINTER(ctypes.c_int64), HANDLE, INDEX)
_values: Final[dict[int, Callable[[Any, int], Any]]] = {
    kind: ggml(f"gguf_get_val_{name}", result, HANDLE, INDEX)
    for kind, (name, result) in SCALARS.items()
}


@contextmanager
def opened_file(path: Path) -> Iterator[Any]:
    """The header of a file."""
    yield from _opened(_from_file(os.fsencode(path), _Parameters(no_alloc=True)))


@contextmanager
def opened_bytes(data: bytes) -> Iterator[Any]:
    """The header in `data`."""
    yield from _opened(_from_buffer(data, len(data), _Parameters(no_alloc=True)))


def _opened(handle: Any) -> Iterator[Any]:
    if not handle:
        raise LlamaRefused("ggml does not read it as GGUF")
    try:
        yield handle
    finally:
        _free(handle)


def values(handle: Any, most: int) -> dict[str, Any]:
    """The first keys with their values; an array as its type and length."""
    found: dict[str, Any] = {}
    for index in range(min(get_n_kv(handle), most)):
        kind = _kind(handle, index)
        if kind == ARRAY:
            name = _kind_name(_array_kind(handle, index))
            value: Any = [name.decode() if name else "?", _array_length(handle, index)]
        else:
            value = _values[kind](handle, index)
            value = text(value) if isinstance(value, bytes) else value
        found[text(_key(handle, index))] = value
    return found


def tensors(handle: Any, most: int | None = None) -> Iterator[tuple[str, int, int, int]]:
    """Name, type number, elements and bytes of each tensor."""
    count = get_n_tensors(handle)
    for index in range(count if most is None else min(count, most)):
        dimensions = _tensor_ne(handle, index)
        elements = dimensions[0] * dimensions[1] * dimensions[2] * dimensions[3]
        kind, size = _tensor_type(handle, index), _tensor_size(handle, index)
        yield text(_tensor_name(handle, index)), kind, elements, size


def text(raw: bytes) -> str:
    """A string of somebody's file, cut, without what could steer a terminal."""
    decoded = raw[:4000].decode("utf-8", "replace")
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in decoded)
