"""Sizes of quantised models, by `llama_model_quantize`."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from flashcards import patterns as re
from flashcards.oracles.llama.answers.gguf_reader import opened_file, tensors
from flashcards.oracles.llama.answers.library import LOG, TYPES, lib, row_size, type_name
from flashcards.oracles.llama.answers.shelf import Shelf, load
from flashcards.oracles.llama.errors import LlamaRefused
from flashcards.oracles.llama.shape import Shape, TinyModel

WRITTEN: Final = 2_000_000  # weights up to which a file is really written, some 0.2 s
ALIASES: Final = {
    "F32": "ALL_F32",
    "F16": "MOSTLY_F16",
    "Q3_K": "Q3_K_M",
    "Q4_K": "Q4_K_M",
    "Q5_K": "Q5_K_M",
}
"""Shorter names, as `llama-quantize` takes them."""

TENSOR: Final = re.compile(
    r"^\[ *\d+/ *\d+\] +(\S+) +- \[([ \d,]+)\], type = +(\w+), size = .*?(?:\((\w+)\))?$",
    re.MULTILINE,
)
SUMMARY: Final = re.compile(r"quant size +=.*")

Tensor = tuple[str, int, int]
"""Type, elements, bytes."""


def answer(request: dict[str, Any], shelf: Shelf) -> dict[str, Any]:
    """The size of a shape in a file type: by a dry run, or by a file if it is small."""
    shape, file_type = Shape(**request["shape"]), request["file_type"]
    parameters = lib.llama_model_quantize_default_params()
    parameters.ftype = _file_type(file_type)
    parameters.nthread = 1
    if request["uniform"]:
        one = _tensor_type(file_type)
        parameters.pure = True
        parameters.output_tensor_type = parameters.token_embedding_type = one
    write = request["write"]
    if write is None:
        write = shape.parameters <= WRITTEN
    found = _written(shape, parameters, shelf) if write else _planned(shape, parameters, shelf)
    return {
        "file_type": file_type,
        "parameters": sum(elements for _, elements, _ in found),
        "size_bytes": sum(size for *_, size in found),
        "by_type": _by_type(found),
        "evidence": "written and loaded" if write else "dry run",
        "line": next((m[0] for m in map(SUMMARY.search, LOG.lines()) if m), ""),
    }


def _file_type(name: str) -> int:
    found = ALIASES.get(name.upper(), name.upper())
    for prefix in ("LLAMA_FTYPE_", "LLAMA_FTYPE_MOSTLY_"):
        number = getattr(lib, prefix + found, None)
        if isinstance(number, int):
            return number
    raise LlamaRefused(f"llama.cpp has no file type {name!r}")


def _tensor_type(file_type: str) -> int:
    """The type a file type is named after: Q4_K_M after q4_K."""
    name = file_type.lower()
    while name:
        if name in TYPES:
            return TYPES[name]
        name = name.rpartition("_")[0]
    raise LlamaRefused(f"no one tensor type belongs to {file_type!r}")


def _planned(shape: Shape, parameters: Any, shelf: Shelf) -> list[Tensor]:
    """What a dry run logs of each tensor: its shape and the type it would get."""
    parameters.dry_run = True
    nowhere = shelf.new_path()
    _quantize(shelf.sparse_file(shape), nowhere, parameters)
    found = []
    for _, dimensions, old, new in TENSOR.findall("\n".join(LOG.lines())):
        columns, *others = (int(n) for n in dimensions.split(","))
        rows = 1
        for n in others:
            rows *= n
        kind = (new or old).lower()
        found.append((kind, columns * rows, rows * row_size(TYPES[kind], columns)))
    if sum(elements for _, elements, _ in found) != shape.parameters:
        raise LlamaRefused("the log of the dry run lacks tensors")
    return found


def _written(shape: Shape, parameters: Any, shelf: Shelf) -> list[Tensor]:
    """What stands in the file written, and what the model loaded from it says of itself."""
    path = shelf.new_path()
    try:
        _quantize(shelf.tiny_file(TinyModel(shape=shape)), path, parameters)
        found = _tensors_of(path)
        model = load(path)
        said = lib.llama_model_n_params(model), lib.llama_model_size(model)
        lib.llama_model_free(model)
    finally:
        path.unlink(missing_ok=True)
    counted = sum(n for _, n, _ in found), sum(size for *_, size in found)
    if said != counted:
        raise LlamaRefused(f"the model says {said} weights and bytes, its file {counted}")
    return found


def _quantize(source: Path, target: Path, parameters: Any) -> None:
    names = os.fsencode(source), os.fsencode(target)
    if lib.llama_model_quantize(*names, ctypes.byref(parameters)):
        raise LlamaRefused("llama.cpp did not quantise")


def _tensors_of(path: Path) -> list[Tensor]:
    with opened_file(path) as header:
        return [
            (type_name(kind).decode().lower(), elements, size)
            for _, kind, elements, size in tensors(header)
        ]


def _by_type(found: Iterable[Tensor]) -> list[list[Any]]:
    sums: dict[str, list[Any]] = {}
    for kind, elements, size in found:
        row = sums.setdefault(kind, [kind, 0, 0, 0])
        row[1] += 1
        row[2] += elements
        row[3] += size
    return sorted(sums.values(), key=lambda row: -row[3])
