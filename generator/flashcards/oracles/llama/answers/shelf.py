"""Models of the worker: files made once in its folder, handles kept while they fit."""

from __future__ import annotations

import os
import stat
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from flashcards.oracles.llama.answers.library import lib
from flashcards.oracles.llama.errors import LlamaRefused
from flashcards.oracles.llama.gguf_files import write_sparse, write_tiny
from flashcards.oracles.llama.shape import Shape, TinyModel

KEPT_HANDLES: Final = 12
KEPT_FILES: Final = 64


class Shelf:
    """Models by shape; the oldest go when there are too many."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: OrderedDict[Any, Path] = OrderedDict()
        self._handles: OrderedDict[Path, Any] = OrderedDict()
        self._made = 0

    def sparse_file(self, shape: Shape) -> Path:
        """A file with the tensors of `shape` in F16 and nothing in them."""
        return self._file(shape, lambda path: write_sparse(path, shape))

    def tiny_file(self, tiny: TinyModel) -> Path:
        """A file with random weights in F32 and a tokenizer."""
        return self._file(tiny, lambda path: write_tiny(path, tiny))

    def shape(self, shape: Shape) -> Any:
        """A model of `shape` that takes no memory for its weights."""
        path = self.sparse_file(shape)
        if path not in self._handles:
            self._keep(path, load_without_memory(path))
        self._handles.move_to_end(path)
        return self._handles[path]

    def tiny(self, tiny: TinyModel) -> Any:
        """A model with random weights that computes."""
        path = self.tiny_file(tiny)
        if path not in self._handles:
            self._keep(path, load(path))
        self._handles.move_to_end(path)
        return self._handles[path]

    def new_path(self) -> Path:
        """A path in the folder that nothing has."""
        self._made += 1
        return self.folder / f"{self._made}.gguf"

    def _keep(self, path: Path, handle: Any) -> None:
        while len(self._handles) >= KEPT_HANDLES:
            lib.llama_model_free(self._handles.popitem(last=False)[1])
        self._handles[path] = handle

    def _file(self, key: Any, write: Callable[[Path], None]) -> Path:
        if key not in self._files:
            while len(self._files) >= KEPT_FILES:
                old = self._files.popitem(last=False)[1]
                if old in self._handles:
                    lib.llama_model_free(self._handles.pop(old))
                old.unlink()
            path = self.new_path()
            write(path)
            self._files[key] = path
        self._files.move_to_end(key)
        return self._files[key]


def load_without_memory(path: Path, *, vocab_only: bool = False) -> Any:
    """A handle for sizes only: tensors are planned and not read."""
    return load(
        path, no_alloc=not vocab_only, vocab_only=vocab_only, load_mode=lib.LLAMA_LOAD_MODE_NONE
    )


def load(path: Path, **parameters: Any) -> Any:
    """A handle on the model at `path`, to be freed by the caller.

    Raises:
        LlamaRefused: llama.cpp does not take it for a model.
    """
    given = lib.llama_model_default_params()
    given.n_gpu_layers = 0
    # Repacked copies of quantised weights would round differently from one CPU to another.
    given.use_extra_bufts = False
    for name, value in parameters.items():
        setattr(given, name, value)
    handle = lib.llama_model_load_from_file(os.fsencode(path), given)
    if not handle:
        raise LlamaRefused("llama.cpp did not load the file as a model")
    return handle


def regular(path: str) -> Path:
    """`path` if it is a file that can be read to its end: a pipe or device would hang.

    Raises:
        LlamaRefused: it is something else, or nothing.
    """
    if "\0" in path:
        raise LlamaRefused("the path has a NUL in it")
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - no conversions between us and the system
    except OSError as error:
        raise LlamaRefused(f"cannot read the file: {error.strerror}") from error
    if not stat.S_ISREG(mode):
        raise LlamaRefused("not a regular file")
    return Path(path)
