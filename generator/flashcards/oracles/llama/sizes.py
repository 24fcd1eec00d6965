"""Sizes by live llama.cpp, with the evidence for them."""

from __future__ import annotations

from flashcards.values import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class KvCache:
    """The KV cache of a context of llama.cpp.

    Attributes:
        context: as asked.
        n_ctx: as llama.cpp rounded it, over all sequences.
        n_ctx_seq: what one sequence has of it.
        cells: in one stream.
        streams: 1 if all sequences share one buffer, else one a sequence.
        k_bytes: exact.
        v_bytes: exact.
        line: what llama.cpp logged.
        evidence: `no_alloc` or `allocated`, and how the bytes were got from the log.
        resolution: bytes by which the log line alone leaves K and V open, each.
    """

    context: int
    n_ctx: int
    n_ctx_seq: int
    cells: int
    streams: int
    layers: int
    k_bytes: int
    v_bytes: int
    line: str
    evidence: str
    resolution: float

    @property
    def size_bytes(self) -> int:
        """K and V together."""
        return self.k_bytes + self.v_bytes

    @property
    def mib(self) -> float:
        """K and V together in MiB."""
        return self.size_bytes / MIB


@dataclass(frozen=True, slots=True, kw_only=True)
class CachePart:
    """The cache of layers that keep the same tokens.

    Attributes:
        layers: that share it.
        cells: that llama.cpp gives it in the context asked, with room for a batch.
        cell_bytes: of K and V of all its layers for one token.
    """

    layers: int
    cells: int
    cell_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeShare:
    """The tensors of one type in a model."""

    type: str
    tensors: int
    elements: int
    size_bytes: int

    @property
    def bits_per_weight(self) -> float:
        """Exact for every block format: the quotient is a short binary fraction."""
        return 8 * self.size_bytes / self.elements


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantized:
    """A model as `llama_model_quantize` writes it, or says in a dry run that it would.

    Attributes:
        size_bytes: of the tensor data, without header and padding.
        evidence: `dry run` or `written and loaded`.
        line: llama.cpp's own summary.
    """

    file_type: str
    parameters: int
    size_bytes: int
    by_type: tuple[TypeShare, ...]
    evidence: str
    line: str

    @property
    def bits_per_weight(self) -> float:
        """Over all weights, the norms in F32 too."""
        return 8 * self.size_bytes / self.parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a ggml type, by the running library; `in_gguf`: package gguf says the same."""

    type: str
    elements: int
    size_bytes: int
    in_gguf: bool

    @property
    def bits_per_weight(self) -> float:
        """Exact: the quotient is a short binary fraction."""
        return 8 * self.size_bytes / self.elements
