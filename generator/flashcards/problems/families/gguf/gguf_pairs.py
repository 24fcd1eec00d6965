"""First pairs of GGUF files: well-known keys with values as in published models.

Source of keys and their types: `gguf-py/gguf/constants.py` and `gguf_writer.py` in the llama.cpp
repository. The format fixes no order of pairs.
"""

from __future__ import annotations

from flashcards.problems.chance import Chance
from flashcards.problems.families.gguf.gguf_bytes import (
    ARRAY,
    BOOL,
    FLOAT32,
    INT32,
    STRING,
    UINT16,
    UINT32,
    Pair,
    Value,
)
from flashcards.shapes import ARCHITECTURES

KEYS: dict[int, dict[str, tuple[Value, ...]]] = {
    STRING: {
        "general.architecture": ("llama", "qwen2", "phi3", "gemma"),
        "general.name": tuple(model.name for model in ARCHITECTURES),
        "general.basename": ("Llama-3.2", "Qwen2.5", "Mistral", "TinyLlama"),
        "general.size_label": ("1B", "3B", "7B", "13B", "70B"),
        "general.license": ("apache-2.0", "llama3", "mit"),
        "tokenizer.ggml.model": ("llama", "gpt2"),
        "tokenizer.ggml.pre": ("llama-bpe", "qwen2"),
    },
    UINT32: {
        "general.alignment": (64, 128, 256),
        "general.file_type": (14, 15, 17, 18),
        "llama.block_count": (16, 22, 28, 32, 40, 80),
        "llama.context_length": (2048, 4096, 8192, 32768, 131072),
        "llama.embedding_length": (2048, 3072, 4096, 5120, 8192),
        "llama.feed_forward_length": (5632, 11008, 13824, 14336, 28672),
        "llama.vocab_size": (32000, 32768, 128256),
        "llama.attention.head_count": (32, 40, 64),
        "llama.rope.dimension_count": (64, 128),
        "tokenizer.ggml.bos_token_id": (128000, 151643),
        "tokenizer.ggml.eos_token_id": (128001, 128009, 151645),
    },
    INT32: {"split.tensors.count": (201, 291, 363, 579, 723)},
    UINT16: {"split.count": (2, 3, 4, 5, 6, 8)},
    FLOAT32: {
        "llama.rope.freq_base": (10_000.0, 500_000.0, 1_000_000.0),
        "llama.attention.layer_norm_rms_epsilon": (1e-5, 1e-6),
    },
    BOOL: {"tokenizer.ggml.add_bos_token": (0, 1), "tokenizer.ggml.add_eos_token": (0, 1)},
    ARRAY: {
        "general.languages": (("en",), ("en", "de"), ("en", "zh")),
        "general.tags": (("text-generation",), ("chat",)),
    },
}
"""Value type → key → values."""

NUMBERS = (UINT32,) * 6 + (INT32, UINT16)
ALL = (STRING, STRING, UINT32, UINT32, INT32, UINT16, FLOAT32, BOOL, ARRAY)


def draw_number(chance: Chance) -> Pair:
    """A pair whose value is a whole number."""
    return _draw(chance, chance.pick(NUMBERS))


def draw_any(chance: Chance) -> Pair:
    """A pair of any type."""
    return _draw(chance, chance.pick(ALL))


def draw_options(chance: Chance, key: str, number: int) -> tuple[str, ...]:
    """`key` among others, each of another length, in alphabetical order."""
    known = [name for table in KEYS.values() for name in table]
    options = [key]
    while len(options) < number:
        other = chance.pick(known)
        if len(other) not in map(len, options):
            options.append(other)
    return tuple(sorted(options))


def _draw(chance: Chance, kind: int) -> Pair:
    key = chance.pick(tuple(KEYS[kind]))
    return Pair(key, kind, chance.pick(KEYS[kind][key]))
