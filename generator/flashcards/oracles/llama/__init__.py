"""Live llama.cpp as an oracle, in a process of its own; nothing heavy is imported here."""

from flashcards.oracles.llama.client import Llama
from flashcards.oracles.llama.errors import (
    LlamaAborted,
    LlamaAbsent,
    LlamaError,
    LlamaHung,
    LlamaRefused,
)
from flashcards.oracles.llama.files import Header, Inspected, KvAt, LlamaVersion, Loaded
from flashcards.oracles.llama.runs import Generated, Logits
from flashcards.oracles.llama.shape import TINY, Shape, TinyModel
from flashcards.oracles.llama.sizes import Block, CachePart, KvCache, Quantized, TypeShare
from flashcards.oracles.llama.steps import Sampled, Sampling, Step

__all__ = [
    "TINY",
    "Block",
    "CachePart",
    "Generated",
    "Header",
    "Inspected",
    "KvAt",
    "KvCache",
    "Llama",
    "LlamaAborted",
    "LlamaAbsent",
    "LlamaError",
    "LlamaHung",
    "LlamaRefused",
    "LlamaVersion",
    "Loaded",
    "Logits",
    "Quantized",
    "Sampled",
    "Sampling",
    "Shape",
    "Step",
    "TinyModel",
    "TypeShare",
]
