"""What the families on time share: model files, storage, memory systems, with real figures.

Sources: sizes of Q4_K_M files are what llama.cpp's mixture of tensor types adds up to for the
shapes in `data/` (a test lets its quantiser run dry on those of the llama architecture); those
of F16 and Q8_0 are 16 and 8.5 bits a weight. Bandwidths are peaks as makers quote them; each
statement gives its own, so that an answer rests on none of them.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.quantity import Dimension, number, scale
from flashcards.shapes import ARCHITECTURE, ARCHITECTURES, Architecture
from flashcards.values import dataclass

MEGA = 10**6
GIGA = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFile:
    """A model's file; its size is rounded to ten megabytes, as people quote it."""

    name: str
    megabytes: int
    model: Architecture | None = None

    @property
    def gigabytes(self) -> Fraction:
        """Decimal ones."""
        return Fraction(self.megabytes, 1000)

    @property
    def size(self) -> int:
        """In bytes."""
        return self.megabytes * MEGA


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that delivers bytes: a disk, a link, a memory; `unit` as its sellers quote it.

    `capacity` is in decimal gigabytes, and 0 where it does not matter.
    """

    name: str
    amount: Fraction
    unit: str = "GB/s"
    capacity: int = 0

    @property
    def rate(self) -> str:
        """`3.5 GB/s`."""
        return f"{number(self.amount, digits=6)} {self.unit}"

    @property
    def bandwidth(self) -> Fraction:
        """In bytes a second."""
        return self.amount * scale(Dimension.BANDWIDTH, self.unit)

    @property
    def is_link(self) -> bool:
        """Whether its rate is quoted in bits."""
        return "bit" in self.unit

    @property
    def bits(self) -> Fraction:
        """Bits a second, by a table of its own: the oracles' way."""
        return self.amount * _BITS[self.unit]


_BITS = {"MB/s": 8 * MEGA, "GB/s": 8 * GIGA, "Mbit/s": MEGA, "Gbit/s": GIGA}

_Q4_K_M = {
    "LLaMA-2 7B": 4080, "LLaMA-2 13B": 7870, "LLaMA-2 70B": 41420, "Llama-3 8B": 4910,
    "Llama-3 70B": 42510, "Llama-3.2 1B": 800, "Llama-3.2 3B": 2010, "TinyLlama 1.1B": 670,
    "Mistral 7B v0.3": 4370, "Qwen2.5 7B": 4680, "Qwen2.5 14B": 8980, "Qwen2.5 32B": 19850,
    "Gemma 2B": 1620, "Gemma 7B": 5320,
}  # fmt: skip
_BITS_PER_WEIGHT = {"F16": Fraction(16), "Q8_0": Fraction(17, 2)}


def _file(model: Architecture, kind: str, megabytes: int) -> ModelFile:
    return ModelFile(name=f"{model.name} {kind}", megabytes=megabytes, model=model)


FILES = (
    *(_file(ARCHITECTURE[name], "Q4_K_M", size) for name, size in _Q4_K_M.items()),
    *(
        _file(model, kind, round(model.parameters * bits / 8 / (10 * MEGA)) * 10)
        for kind, bits in _BITS_PER_WEIGHT.items()
        for model in ARCHITECTURES
    ),
)


def _sources(name: str, unit: str, *amounts: str) -> tuple[Source, ...]:
    return tuple(Source(name=name, amount=Fraction(each), unit=unit) for each in amounts)


NVME = _sources("an NVMe SSD", "GB/s", "2", "2.5", "3", "3.5", "5", "6", "7", "10", "12", "14")
STORAGE = (
    *_sources("a hard disk", "MB/s", "120", "150", "160", "180", "200", "250"),
    *_sources("a SATA SSD", "MB/s", "400", "450", "500", "520", "550"),
    *NVME,
    *_sources("a network share", "Gbit/s", "1", "2.5", "5", "10", "25", "40"),
)


def _memory(name: str, amount: str, capacity: int) -> Source:
    return Source(name=name, amount=Fraction(amount), capacity=capacity)


GPUS = (
    _memory("an RTX 3060", "360", 12),
    _memory("an RTX 4060", "272", 8),
    _memory("an RTX 4070", "504", 12),
    _memory("an RTX 3090", "936", 24),
    _memory("an RTX 4090", "1008", 24),
)
RAM = (
    _memory("DDR4-3200 on one channel", "25.6", 32),
    _memory("DDR4-3200 on two channels", "51.2", 64),
    _memory("DDR5-4800 on two channels", "76.8", 64),
    _memory("DDR5-5600 on two channels", "89.6", 96),
    _memory("DDR5-4800 on twelve channels", "460.8", 768),
)
MEMORIES = (
    *RAM,
    *GPUS,
    _memory("a Jetson Orin Nano", "68", 8),
    _memory("a Jetson AGX Orin", "204.8", 64),
    _memory("an Apple M2 Max", "400", 64),
    _memory("an Apple M2 Ultra", "800", 192),
    _memory("an A100 with 80 GB", "2039", 80),
    _memory("an H100 SXM", "3350", 80),
)


def fits(size: Fraction | int, memory: Source) -> bool:
    """Whether so many bytes leave a tenth of the memory free."""
    return size <= memory.capacity * GIGA * 9 // 10


def is_clear(value: Fraction) -> bool:
    """Whether it is seen from four digits of a number below 100 to which side it is rounded."""
    return Fraction(1, 50) <= value % 1 <= Fraction(49, 50)
