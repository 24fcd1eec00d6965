"""Live llama.cpp as an oracle, in a process of its own; nothing heavy is imported here."""

from generator.oracles.llama.client import Llama
from generator.oracles.llama.errors import (
    LlamaAborted,
    LlamaAbsent,
    LlamaError,
    LlamaHung,
    LlamaRefused,
)
from generator.oracles.llama.files import Header, Inspected, KvAt, LlamaVersion, Loaded
from generator.oracles.llama.runs import Generated, Logits
from generator.oracles.llama.shape import TINY, Shape, TinyModel
from generator.oracles.llama.sizes import Block, KvCache, Quantized, TypeShare
from generator.oracles.llama.steps import Sampled, Sampling, Step

__all__ = [
    "TINY",
    "Block",
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
