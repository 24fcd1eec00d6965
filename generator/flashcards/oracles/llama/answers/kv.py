"""Memory of the KV cache, as llama.cpp plans or allocates it."""

from __future__ import annotations

from typing import Any, Final

from flashcards import patterns as re
from flashcards.oracles.llama.answers.library import LOG, block_elements, lib, opened_context
from flashcards.oracles.llama.answers.library import type_number as number
from flashcards.oracles.llama.answers.shelf import Shelf
from flashcards.oracles.llama.errors import LlamaRefused
from flashcards.oracles.llama.shape import Shape, TinyModel
from flashcards.values import dataclass

MIB: Final = 1 << 20
HALF_DIGIT: Final = 0.005 * MIB  # the log rounds MiB to two decimals
PROBE_CELLS: Final = 32_768  # rounding is then 0.16 bytes a cell, and a cell has whole bytes
MOST_CELLS: Final = 1 << 24  # llama.cpp keeps some 40 bytes of its own for each
LINE: Final = re.compile(
    r"llama_kv_cache: size = +[\d.]+ MiB \( *(\d+) cells, +(\d+) layers, +\d+/(\d+) seqs\), "
    r"K \((\w+)\): +([\d.]+) MiB, V \((\w+)\): +([\d.]+) MiB"
)
KEPT_CELLS: Final = 1000
PER_CELL: Final = 12  # a cell's position and sequence ids in a state, beside K and V

_cells: dict[tuple[Shape, int, int], tuple[int, int]] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """The log line of one cache."""

    text: str
    cells: int
    layers: int
    streams: int
    k_mib: float
    v_mib: float


def logged() -> list[Line]:
    """The caches that llama.cpp has logged since the question came."""
    found = []
    for text in LOG.lines():
        if match := LINE.search(text):
            cells, layers, streams, _, k_mib, _, v_mib = match.groups()
            numbers = int(cells), int(layers), int(streams), float(k_mib), float(v_mib)
            found.append(Line(text.strip(), *numbers))
    return found


def answer(request: dict[str, Any], shelf: Shelf) -> dict[str, Any]:
    """Sizes of K and V in a context of a shape, planned without memory, to the byte.

    The log gives MiB with two decimals. Bytes a cell are a whole number, so a context of many
    cells gives them without doubt; the line of the context itself must then agree.
    """
    shape = Shape(**request["shape"])
    sequences, context = request["sequences"], request["context"]
    if not (1 <= sequences <= lib.llama_max_parallel_sequences() and context >= 1):
        raise LlamaRefused(f"{context} tokens for {sequences} sequences")
    model = shelf.shape(shape)
    asked = _parameters(request, shape)
    line, n_ctx, n_ctx_seq = _plan(model, asked, context, sequences)
    rows = line.cells * line.streams
    k_cell, v_cell = _bytes_a_cell(model, shape, asked)
    for cell, mib in ((k_cell, line.k_mib), (v_cell, line.v_mib)):
        if abs(cell * rows - mib * MIB) > _doubt(mib):
            raise LlamaRefused(f"{cell} bytes a cell do not give {mib} MiB in {rows} cells")
    return {
        "context": context,
        "n_ctx": n_ctx,
        "n_ctx_seq": n_ctx_seq,
        "cells": line.cells,
        "streams": line.streams,
        "layers": line.layers,
        "k_bytes": k_cell * rows,
        "v_bytes": v_cell * rows,
        "line": line.text,
        "evidence": f"no_alloc; bytes a cell at {PROBE_CELLS} cells",
        "resolution": HALF_DIGIT,
    }


def parts(request: dict[str, Any], shelf: Shelf) -> dict[str, Any]:
    """Layers, cells and bytes a cell of each cache that a context has, planned without memory.

    What a cell takes is read off caches of full size, as for one cache; how many cells there are
    in the context asked is what llama.cpp gives layers with a window there.
    """
    shape = Shape(**request["shape"])
    model = shelf.shape(shape)
    asked = {**_parameters(request, shape), "kv_unified": True}
    found, _, _ = _planned(model, {**asked, "swa_full": False}, request["context"], 1)
    full, _, _ = _planned(model, {**asked, "swa_full": True}, PROBE_CELLS, 1)
    if [one.layers for one in found] != [one.layers for one in full]:
        raise LlamaRefused("llama.cpp parts the layers otherwise at another context")
    return {
        "parts": [
            {
                "layers": one.layers,
                "cells": one.cells,
                "cell_bytes": _whole(probe.k_mib) + _whole(probe.v_mib),
            }
            for one, probe in zip(found, full, strict=True)
        ]
    }


def state(request: dict[str, Any], shelf: Shelf) -> dict[str, Any]:
    """Bytes a token adds to the saved state of a sequence, in a context that is allocated.

    A second way to the same figure: `llama_state_seq_get_size` is exact, and grows by K, V and
    12 bytes of bookkeeping with each token.
    """
    tiny = TinyModel(shape=Shape(**request["shape"]))
    parameters = _parameters(request, tiny.shape)
    lengths = 8, 24
    with opened_context(shelf.tiny(tiny), n_ctx=256, n_batch=32, **parameters) as context:
        sizes = []
        for length in lengths:
            lib.llama_memory_clear(lib.llama_get_memory(context), False)
            tokens = (lib.llama_token * length)(*[0] * length)
            if lib.llama_decode(context, lib.llama_batch_get_one(tokens, length)):
                raise LlamaRefused("llama.cpp did not decode")
            sizes.append(lib.llama_state_seq_get_size(context, 0))
    grown = sizes[1] - sizes[0]
    each, rest = divmod(grown, lengths[1] - lengths[0])
    if rest:
        raise LlamaRefused(f"the state grew by {grown} bytes, unevenly")
    return {"bytes": each - PER_CELL}


def _parameters(request: dict[str, Any], shape: Shape) -> dict[str, Any]:
    type_k, type_v = number(request["type_k"]), number(request["type_v"])
    for kind in (type_k, type_v):
        # ggml asserts it when a row is made, which ends the process.
        if shape.head_dimension % block_elements(kind) or shape.rank % block_elements(kind):
            raise LlamaRefused(f"head_dimension {shape.head_dimension} has no whole blocks")
    return {
        "type_k": type_k,
        "type_v": type_v,
        "kv_unified": request["unified"],
        # A quantised V needs it; it does not change the sizes.
        "flash_attn_type": int(block_elements(type_v) > 1),
    }


def _plan(
    model: Any, parameters: dict[str, Any], context: int, sequences: int
) -> tuple[Line, int, int]:
    lines, n_ctx, n_ctx_seq = _planned(model, parameters, context, sequences)
    if len(lines) != 1:
        raise LlamaRefused(f"llama.cpp logged {len(lines)} KV caches")
    return lines[0], n_ctx, n_ctx_seq


def _planned(
    model: Any, parameters: dict[str, Any], context: int, sequences: int
) -> tuple[list[Line], int, int]:
    """The caches of a context, with its tokens in all and those of a sequence."""
    if context > MOST_CELLS:
        raise LlamaRefused(f"{context} cells are more than {MOST_CELLS}")
    before = len(logged())
    batch = max(32, sequences)
    with opened_context(
        model, n_ctx=context, n_seq_max=sequences, n_batch=batch, n_ubatch=batch, **parameters
    ) as made:
        sizes = lib.llama_n_ctx(made), lib.llama_n_ctx_seq(made)
    return logged()[before:], *sizes


def _bytes_a_cell(model: Any, shape: Shape, parameters: dict[str, Any]) -> tuple[int, int]:
    """Of K and of V, from a context of so many cells that the log's rounding leaves no choice."""
    key = shape, parameters["type_k"], parameters["type_v"]
    if key not in _cells:
        line, _, _ = _plan(model, {**parameters, "kv_unified": True}, PROBE_CELLS, 1)
        if len(_cells) >= KEPT_CELLS:
            _cells.clear()
        _cells[key] = _whole(line.k_mib), _whole(line.v_mib)
    return _cells[key]


def _whole(mib: float) -> int:
    each = mib * MIB / PROBE_CELLS
    if abs(each - round(each)) > _doubt(mib) / PROBE_CELLS:
        raise LlamaRefused(f"{mib} MiB in {PROBE_CELLS} cells are not whole bytes")
    return round(each)


def _doubt(mib: float) -> float:
    """Bytes by which a logged figure may be off: two decimals of a 32-bit float."""
    return HALF_DIGIT + mib * MIB * 2**-23
