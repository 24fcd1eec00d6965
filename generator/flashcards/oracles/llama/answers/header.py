"""The header of a GGUF file, and whether llama.cpp takes the file for a model."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from flashcards.oracles.llama.answers import gguf_reader
from flashcards.oracles.llama.answers.library import lib
from flashcards.oracles.llama.answers.shelf import Shelf, load_without_memory, regular
from flashcards.oracles.llama.answers.shelf import load as load_model

MOST_KEYS: Final = 1000
MOST_TENSORS: Final = 10_000


def answer(request: dict[str, Any], _shelf: Shelf) -> dict[str, Any]:
    """What ggml's reader finds in a file, or in bytes."""
    if request["attached"]:
        opened = gguf_reader.opened_bytes(request["attached"][0])
    else:
        opened = gguf_reader.opened_file(regular(request["path"]))
    with opened as handle:
        return {
            "version": gguf_reader.get_version(handle),
            "tensors": gguf_reader.get_n_tensors(handle),
            "keys": gguf_reader.get_n_kv(handle),
            "alignment": gguf_reader.get_alignment(handle),
            "data_offset": gguf_reader.get_data_offset(handle),
            "values": gguf_reader.values(handle, MOST_KEYS),
            "names": [name for name, *_ in gguf_reader.tensors(handle, MOST_TENSORS)],
        }


def load(request: dict[str, Any], shelf: Shelf) -> dict[str, Any]:
    """Load a file, or bytes: its vocabulary only, or all of it."""
    with _as_file(request, shelf) as path:
        only = request["vocab_only"]
        model = load_without_memory(path, vocab_only=True) if only else load_model(path)
        try:
            vocabulary = lib.llama_model_get_vocab(model)
            return {
                "description": describe(model),
                "parameters": lib.llama_model_n_params(model),
                "size_bytes": lib.llama_model_size(model),
                "layers": lib.llama_model_n_layer(model),
                "vocabulary": lib.llama_vocab_n_tokens(vocabulary),
            }
        finally:
            lib.llama_model_free(model)


def describe(model: Any) -> str:
    """Architecture, size class and file type, in llama.cpp's words."""
    buffer = ctypes.create_string_buffer(256)
    lib.llama_model_desc(model, buffer, len(buffer))
    return gguf_reader.text(buffer.value)


@contextmanager
def _as_file(request: dict[str, Any], shelf: Shelf) -> Iterator[Path]:
    if not request["attached"]:
        yield regular(request["path"])
        return
    path = shelf.new_path()
    try:
        path.write_bytes(request["attached"][0])
        yield path
    finally:
        path.unlink(missing_ok=True)
