"""Document names as file names of the ledger's folder, and never outside it."""

from __future__ import annotations

from hashlib import blake2b

from flashcards import patterns as re

SUFFIX = ".jsonl"
_LONGEST = 80  # characters; with digest and suffix well below every file system's 255 bytes
_PLAIN = re.compile(r"[a-z0-9_][a-z0-9._-]*")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")  # names Windows keeps


def file_name(document: str) -> str:
    """The file that holds a document's cards, inside the ledger's folder.

    A simple name keeps its look (`kv-cache.md` → `kv-cache.jsonl`). Any other, with folders,
    capitals, blanks or another ending, gets a digest behind a `~`, which no simple name holds;
    so two names never share a file, on file systems that ignore case too.

    >>> file_name("kv-cache.md")
    'kv-cache.jsonl'
    >>> file_name("../KV cache.md")
    'kv-cache~de795b43e2b2.jsonl'
    """
    stem = document.removesuffix(".md")
    plain = (
        stem != document
        and len(stem) <= _LONGEST
        and _PLAIN.fullmatch(stem) is not None
        and _RESERVED.fullmatch(stem) is None
    )
    if plain:
        return stem + SUFFIX
    readable = re.sub(r"[^a-z0-9_]+", "-", stem.lower()).strip("-")[:_LONGEST]
    mark = blake2b(document.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{readable}~{mark}{SUFFIX}"
