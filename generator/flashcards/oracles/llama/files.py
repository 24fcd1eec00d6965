"""What live llama.cpp finds in a file, and which llama.cpp that is."""

from __future__ import annotations

from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LlamaVersion:
    """What ran.

    Attributes:
        binding: version of llama-cpp-python.
        llama_cpp: version of the library itself.
        commit: of the llama.cpp and ggml sources, as far as the build knew it.
        system: instruction sets and the like, in llama.cpp's words.
    """

    binding: str
    llama_cpp: str
    commit: str
    system: str
    gguf: str
    numpy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The header of a GGUF file, read by ggml.

    Attributes:
        values: key to value; an array as `["type", length]`, control characters taken out.
        names: of the tensors.
    """

    version: int
    tensors: int
    keys: int
    alignment: int
    data_offset: int
    values: dict[str, object]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A file that llama.cpp took for a model."""

    description: str
    parameters: int
    size_bytes: int
    layers: int
    vocabulary: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KvAt:
    """Memory of an f16 KV cache (and of recurrent states) at a context, to 0.01 MiB."""

    context: int
    n_ctx: int
    mib: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A user's own model.

    Attributes:
        round_trip: whether text comes back from the tokenizer; None: it has none.
        greedy: tokens of a short greedy run, done twice.
        deterministic: whether the two runs agree; None: not run, `skipped` says why.
        notes: what could not be found out, and why.
    """

    path: str
    architecture: str
    description: str
    parameters: int
    size_bytes: int
    layers: int
    heads: int
    kv_heads: int
    key_length: int
    value_length: int
    context_length: int
    vocabulary: int
    kv: tuple[KvAt, ...]
    round_trip: bool | None
    greedy: tuple[int, ...]
    deterministic: bool | None
    notes: tuple[str, ...]
