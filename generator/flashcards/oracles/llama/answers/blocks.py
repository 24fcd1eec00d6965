"""Block sizes of the tensor types, from the running ggml and from package gguf."""

from __future__ import annotations

from typing import Any

import gguf

from flashcards.oracles.llama.answers.library import block_bytes, block_elements, type_number
from flashcards.oracles.llama.answers.shelf import Shelf
from flashcards.oracles.llama.errors import LlamaRefused


def answer(request: dict[str, Any], _shelf: Shelf) -> dict[str, Any]:
    """Elements and bytes of a block; both sources must agree."""
    number = type_number(request["type"])
    live = block_elements(number), block_bytes(number)
    known = {kind.value: size for kind, size in gguf.GGML_QUANT_SIZES.items()}
    if known.get(number, live) != live:
        raise LlamaRefused(f"{request['type']}: ggml says {live}, package gguf {known[number]}")
    return {
        "type": request["type"],
        "elements": live[0],
        "size_bytes": live[1],
        "in_gguf": number in known,
    }
