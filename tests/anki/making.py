"""Notes made by hand, one of each kind of card that an Anki package must show well."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape
from typing import Any

from flashcards.card import Card, Fact, Kind, Note
from flashcards.document import Source
from flashcards.tree.nodes import Blocks
from tests.typed import a_typed_fact

BORN = 1_790_000_000
"""When the cards here were made, seconds since the epoch."""


def fact(
    front: str | Blocks = "What does GGUF stand for?",
    back: str | Blocks = "A file format",
    **other: Any,
) -> Fact:
    values: dict[str, Any] = {
        "kind": Kind.TERM,
        "key": (str(front),),
        "context": ("What is GGUF?", "File formats"),
        "group": str(front),
        "place": ("File formats",),
        "document": "module-1-foundations.md",
        "question": 1,
        "question_title": "What is GGUF?",
        "deck": "Foundations::Conceptual",
        "tags": ("llm::m1::q01",),
        "source": Source(path="source/module-1-foundations.md", line=7),
    }
    return a_typed_fact(front=front, back=back, **(values | other))


def note(name: str, *facts: Fact | None, modified: int = BORN) -> Note:
    """A note whose facts lie in slots 1, 2, …; None leaves a slot empty."""
    cards = [
        Card(id=f"{name}-{slot}", note=name, slot=slot, modified=modified, fact=made)
        for slot, made in enumerate(facts, start=1)
        if made
    ]
    return Note(id=name, cards=tuple(cards))


LISTING = """cmake -B build \\
  -DGGML_CUDA=ON \\
  -DCMAKE_BUILD_TYPE=Release   # optimised, no assertions
cmake --build build --config Release -j 8"""

PYTHON = '''import numpy as np

def softmax(logits, temperature=1.0):
    """Probabilities of logits."""
    scaled = np.asarray(logits) / temperature  # flatter above 1
    exps = np.exp(scaled - scaled.max())
    return exps / exps.sum()'''

DIAGRAM = """┌──────────────┐   ┌─────────────────┐   ┌──────────────┐   ┌───────────┐
│ Prompt tokens│──▶│ Prefill (batch) │──▶│  KV cache    │──▶│  Sampler  │
└──────────────┘   └─────────────────┘   └──────┬───────┘   └─────┬─────┘
                                                ▲                 │
                                                └── next token ◀──┘"""

RUBRIC = """| Category | Poor (0-1) | Fair (2-3) | Good (4-5) | Excellent (6-7) |
|---|---|---|---|---|
| Technical accuracy | Wrong formula | Formula without units | Right for MHA | Right for MHA and GQA, with units |
| Communication | Unclear | Understandable | Clear steps | Teaches while solving |
| Trade-offs | None | Names one | Compares two | Weighs several for the case |

**Passing Score**: 9/21 (Entry), 12/21 (Mid), 17/21 (Senior)"""

SOLUTION = f"""**The formula**:

\\[ \\text{{bytes}} = 2 \\cdot n_{{layers}} \\cdot n_{{ctx}} \\cdot n_{{kv}} \\cdot d_{{head}} \\cdot b \\]

The factor 2 counts keys *and* values. For LLaMA-2 7B at 4096 tokens in `f16` that is
\\(2 \\cdot 32 \\cdot 4096 \\cdot 32 \\cdot 128 \\cdot 2 = 2^{{31}}\\) bytes, **2 GiB**.

**Where it lives**:

```diagram
{DIAGRAM}
```

**In code**:

```python
{PYTHON}
```

| Model | Layers | KV heads | Head dim | KV at 4096, f16 |
|---|--:|--:|--:|--:|
| LLaMA-2 7B | 32 | 32 | 128 | 2048 MiB |
| LLaMA-2 13B | 40 | 40 | 128 | 3200 MiB |
| LLaMA-2 70B | 80 | 8 | 128 | 1280 MiB |

1. Count the layers.
2. Count the *KV* heads, not the query heads.
   - GQA has fewer.
   - MQA has one.
3. Multiply.

> A cache that does not fit is worse than a smaller model.

```text
llama_kv_cache: size = 2048.00 MiB (4096 cells, 32 layers, 1/1 seqs)
```"""


def interview() -> Fact:
    return fact(
        "Explain the KV cache",
        "2 GiB",
        kind=Kind.INTERVIEW,
        question=4,
        question_title="Context Window and KV Cache",
        context=("Conceptual Questions",),
        extra=(
            (
                "prompt",
                "Explain what the **KV cache** is, why inference needs it, and how much memory it takes for LLaMA-2 7B with a context of 4096 tokens.\n\nThen say what changes with grouped-query attention.",
            ),
            (
                "meta",
                "- **Difficulty**: Mid (L4/L5)\n- **Time**: 20 minutes\n- **Prerequisites**: attention",
            ),
            (
                "hints",
                '**Start small**: "What is computed again for each token if nothing is kept?"\n***\n**Shape**: "How many numbers does one token add, in one layer?"\n***\n**Units**: "Is that GB or GiB?"',
            ),
            ("solution", SOLUTION),
            (
                "looking_for",
                "- [ ] Knows what K and V are\n- [ ] Derives the formula\n- [ ] Keeps GB and GiB apart",
            ),
            ("red_flags", "- ❌ Forgets the factor 2\n- ❌ Uses query heads for a GQA model"),
            (
                "green_flags",
                "- ✅ Names GQA unasked\n- ✅ Checks the figure against llama.cpp's log",
            ),
            ("rubric", RUBRIC),
            (
                "follow_ups",
                '1. **"What does a quantised KV cache cost?"**\n   *Looking for*: accuracy, flash attention for V\n2. **"And with 8 sequences at once?"**\n   *Looking for*: one cache each, or shared',
            ),
            (
                "related",
                "- [Attention Is All You Need](https://arxiv.org/abs/1706.03762)\n- [Module 2](../module-2.md)",
            ),
        ),
    )


def row_cell(column: str, value: str) -> Fact:
    cells = {"PyTorch": "Pickled", "Safetensors": "Flat JSON", "GGUF": "Rich KV system"}
    head = " | ".join(name if name != column else f"**{name}**" for name in cells)
    body = " | ".join(
        "[…]" if name == column else f"\\|\\|{text}\\|\\|" for name, text in cells.items()
    )
    return fact(
        f"GGUF vs PyTorch vs Safetensors · Metadata: **{column}**?\n\n| Feature | {head} |\n|---|---|---|---|\n| Metadata | {body} |",
        value,
        kind=Kind.CELL,
        group="row-metadata",
        more="The loader needs no second file: architecture, tokenizer and hyperparameters stand in the header.",
    )


def item(asked: int) -> Fact:
    items = (
        "No extensible metadata",
        "Breaking changes with each version",
        "No `mmap` alignment",
        "Tokenizer kept apart",
    )
    shown = "\n".join(f"- {'[…]' if n == asked else f'||{text}||'}" for n, text in enumerate(items))
    return fact(
        f"Limitations of **GGML**, the format before GGUF, one of {len(items)}:\n\n{shown}",
        items[asked],
        kind=Kind.ITEM,
        group="limits",
        context=("What is GGUF?", "History", "Limitations of GGML (predecessor format)"),
    )


def gallery() -> Sequence[Note]:
    """One note of each sort."""
    return (
        note(
            "term",
            fact(
                "`Q4_0`, as a quantisation format of llama.cpp?",
                "Basic 4-bit blocks of 32 weights with one scale",
                more="4.5 bits a weight: 18 bytes for 32 weights.",
            ),
            fact(
                "Which format has 4-bit blocks of 32 weights with one scale and no minimum?",
                "`Q4_0`",
                kind=Kind.REVERSE,
            ),
        ),
        note(
            "row",
            *(
                row_cell(c, v)
                for c, v in (
                    ("PyTorch", "Pickled"),
                    ("Safetensors", "Flat JSON"),
                    ("GGUF", "Rich KV system"),
                )
            ),
        ),
        note("list", *(item(n) for n in range(4))),
        note(
            "code",
            fact(
                f"Which CMake option of llama.cpp goes into the marked line to build for NVIDIA GPUs?\n\n```bash hl=2\n{LISTING.replace('-DGGML_CUDA=ON', '[…]')}\n```",
                "`-DGGML_CUDA=ON`",
                kind=Kind.CODE,
                more=f"```python hl=5,6\n{PYTHON}\n```",
            ),
        ),
        note(
            "formula",
            fact(
                "Bytes of the KV cache?",
                "\\[ 2 \\cdot L \\cdot n_{ctx} \\cdot n_{kv} \\cdot d \\cdot b \\]",
                kind=Kind.FORMULA,
                more=f"```diagram\n{DIAGRAM}\n```",
            ),
        ),
        note("interview", interview()),
    )


def shown(field: str) -> str:
    """The text of a field as a browser reads it, if it holds text alone."""
    assert "<" not in field
    return unescape(field)
