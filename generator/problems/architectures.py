"""Shapes of real models and formats, as their published configurations give them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Architecture:
    """What of a model decides its memory; from the `config.json` published with its weights."""

    name: str
    parameters: int
    layers: int
    heads: int
    kv_heads: int
    head_dimension: int
    context_length: int


ARCHITECTURES = (
    Architecture("LLaMA-2 7B", 6_738_415_616, 32, 32, 32, 128, 4096),
    Architecture("LLaMA-2 13B", 13_015_864_320, 40, 40, 40, 128, 4096),
    Architecture("LLaMA-2 70B", 68_976_648_192, 80, 64, 8, 128, 4096),
    Architecture("Llama-3 8B", 8_030_261_248, 32, 32, 8, 128, 8192),
    Architecture("Llama-3 70B", 70_553_706_496, 80, 64, 8, 128, 8192),
    Architecture("Mistral 7B v0.3", 7_248_023_552, 32, 32, 8, 128, 32768),
    Architecture("Qwen2.5 7B", 7_615_616_512, 28, 28, 4, 128, 32768),
)


@dataclass(frozen=True, slots=True)
class Block:
    """A format's block: so many elements in so many bytes (llama.cpp, ggml-common.h)."""

    name: str
    elements: int
    size_bytes: int

    @property
    def bits_per_weight(self) -> Fraction:
        """Exactly."""
        return Fraction(8 * self.size_bytes, self.elements)


F16 = Block("f16", 1, 2)
CACHE_TYPES = (F16, Block("q8_0", 32, 34), Block("q4_0", 32, 18))
"""What llama.cpp's `--cache-type-k` and `--cache-type-v` most often name."""

WEIGHT_TYPES = (
    Block("F16", 1, 2),
    Block("Q8_0", 32, 34),
    Block("Q6_K", 256, 210),
    Block("Q5_K", 256, 176),
    Block("Q4_K", 256, 144),
    Block("Q4_0", 32, 18),
    Block("Q3_K", 256, 110),
)
"""Types of single tensors; a mix such as Q4_K_M has tensors of several."""
