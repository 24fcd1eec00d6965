"""Ways in which people write one answer."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.practice.items.texts import amount, bare, normal

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_VERB = re.compile(r"^(?:GET|POST|PUT|DELETE) (?=/)")
_ZEROS = re.compile(r"(\.\d*?)0+(?!\d)")

OPTIONS = (
    "-m --model", "-c --ctx-size", "-ngl --gpu-layers --n-gpu-layers", "-np --parallel",
    "-b --batch-size", "-ub --ubatch-size", "-t --threads", "-tb --threads-batch",
    "-n --predict --n-predict", "-p --prompt", "-f --file", "-fa --flash-attn",
    "-ctk --cache-type-k", "-ctv --cache-type-v", "-sm --split-mode", "-ts --tensor-split",
    "-mg --main-gpu", "-dev --device", "-hf --hf-repo", "-cb --cont-batching",
    "-nkvo --no-kv-offload", "-lv --verbosity --log-verbosity", "-s --seed", "-o --output",
    "-md --model-draft", "-st --single-turn", "-cnv --conversation", "-cram --cache-ram",
    "-nr --no-repack", "-kvu --kv-unified",
)  # fmt: skip
"""Options of llama.cpp's tools that have several names, each as its help prints them."""

_ALSO = {name: line.split() for line in OPTIONS for name in line.split()}


def spellings(text: str) -> tuple[str, ...]:
    """An answer as it stands, then as it is also written: without article, bracket or zeros.

    Case, spaces and marks need no spelling of their own: they are not compared.

    >>> spellings("the KV cache (key/value cache)")
    ('the KV cache (key/value cache)', 'KV cache (key/value cache)', 'the KV cache', 'KV cache')
    >>> spellings("4 bytes"), spellings("0.80"), spellings("-ngl")
    (('4 bytes', '4', '4 byte'), ('0.80', '0.8'), ('-ngl', '--gpu-layers', '--n-gpu-layers'))
    """
    found = [text, _ARTICLE.sub("", text), bare(text), _ARTICLE.sub("", bare(text))]
    measured = amount(text)
    if measured is not None:
        number = text.removesuffix(measured[1]).strip()
        short = _ZEROS.sub(r"\1", number).removesuffix(".")
        found += [number, short, f"{short} {measured[1]}"]
        if measured[1].endswith("s") and len(measured[1]) > 2:
            found.append(f"{number} {measured[1][:-1]}")
    found += [text.removeprefix("-D"), _VERB.sub("", text)]
    found += _ALSO.get(text, ())
    kept: dict[str, str] = {}
    for one in found:
        kept.setdefault(normal(one), one)
    return tuple(kept.values())
