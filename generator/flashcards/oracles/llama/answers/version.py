"""What runs: versions and instruction sets."""

from __future__ import annotations

import ctypes
from importlib.metadata import version
from typing import Any

from flashcards.oracles.llama.answers.library import ggml, lib
from flashcards.oracles.llama.answers.shelf import Shelf


def answer(_request: dict[str, Any], _shelf: Shelf) -> dict[str, Any]:
    """Versions of the binding, of the library, and of what writes files for it."""
    return {
        "binding": version("llama-cpp-python"),
        "llama_cpp": lib.llama_version().decode(),
        "commit": ggml("ggml_commit", ctypes.c_char_p)().decode(),
        "system": lib.llama_print_system_info().decode().strip(" |"),
        "gguf": version("gguf"),
        "numpy": version("numpy"),
    }
