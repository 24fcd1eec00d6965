"""Practice sets of all forms, made by hand: fair ones, and ones that attack every form's syntax."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from flashcards.practice.model import Difficulty, Form, Item, Option, PracticeSet, Row
from flashcards.problems import FAMILIES, draw
from flashcards.problems.scheme import scheme_of, target_of
from flashcards.render import blocks_of
from flashcards.tree.nodes import Blocks

SOURCE = "module-1-foundations.md:22 › Question 1: What is GGUF?"


def item(form: Form, number: int = 1, **rest: Any) -> Item:
    """An item; what is not named has a plain value. Its texts are given as markdown."""
    values: dict[str, Any] = {
        "id": f"{form.value}/{number}",
        "form": form,
        "title": "GGUF",
        "prompt": "What is asked?",
        "points": 2,
        "difficulty": Difficulty.MID,
        "tags": ("llm::m1::q01",),
        "source": SOURCE,
        "card": "eny2ehq2drsi",
        "answer": "the answer",
        "solution": "Because it is so.",
    }
    return Item(**{name: _nodes(name, value) for name, value in (values | rest).items()})


def _nodes(name: str, value: Any) -> Any:
    if name in {"prompt", "answer", "solution"}:
        return blocks_of(value)
    if name in {"left", "right", "lines", "hints"}:
        return tuple(map(blocks_of, value))
    return value


def option(text: str, reason: str = "") -> Option:
    return Option(text=blocks_of(text), reason=blocks_of(reason))


def numeric(family: str = "kv-cache", seed: int = 7, number: int = 1) -> Item:
    """A computed problem, from its family."""
    variant = draw(FAMILIES[family], seed)
    return item(
        Form.NUMERIC,
        number,
        title=variant.family.title,
        prompt=variant.statement,
        points=6,
        answer=variant.answer,
        solution="\n".join(f"{n}. {step}" for n, step in enumerate(variant.steps, start=1)),
        scheme=scheme_of(variant.ask),
        target=target_of(variant),
        source=f"flashcards problem {family} --seed {seed}",
    )


def named() -> Item:
    """A computed problem that is answered with one of named options."""
    for family in FAMILIES.values():
        for seed in range(12):
            if any(ask.choices for ask in family.asks) and draw(family, seed).choices:
                return numeric(family.name, seed, number=2)
    raise AssertionError("no family has choices")


CHOICE = item(
    Form.CHOICE,
    prompt="*GGUF*\n\nWhat is the **magic** at its start?",
    options=(
        option("`GGML`", "That is the magic of the predecessor."),
        option("`GGUF`"),
        option("`PK`", "That is a zip file, such as a PyTorch checkpoint."),
        option('`{"`', "So begins the header of safetensors."),
    ),
    correct=1,
    answer="`GGUF`",
    solution="The first four bytes are `GGUF`, see the table:\n\n"
    "| Field | Type | Size |\n|---|---|---:|\n| Magic | 4 characters | 4 |\n| Version | uint32 | 4 |\n",
)
MATCHING = item(
    Form.MATCHING,
    prompt="Match each term with its description.",
    left=("KV cache", "mmap", "`-ngl`", "Quantization"),
    right=("fewer bits a weight", "layers on the GPU", "keys and values kept", "file as memory"),
    pairs=(2, 3, 1, 0),
    answer="KV cache: keys and values kept",
    solution="Each as the table says.",
)
ORDERING = item(
    Form.ORDERING,
    prompt="Put these steps in order, the first one first.",
    lines=("Sample a token", "Read the **prompt**", "Detokenize", "Run the layers"),
    order=(1, 3, 0, 2),
    answer="1. Read\n2. Run\n3. Sample\n4. Detokenize",
)
SHORT = item(
    Form.SHORT,
    prompt="What does **KV** stand for in KV cache?",
    accepted=("key/value", "keys and values"),
    answer="key/value",
)
FILL = item(
    Form.FILL,
    prompt='Complete the line.\n\n```python hl=2\nimport struct\nversion, = struct.[…]("<I", f.read(4))\n```',
    accepted=("unpack",),
    answer="`unpack`",
)
LONG = item(
    Form.LONG,
    title="What is GGUF and why does it exist?",
    prompt="Explain what a GGUF file contains and why llama.cpp uses it.",
    points=10,
    minutes=15,
    answer="- single file\n- typed metadata\n- aligned tensors",
    solution="A formula: \\(\\frac{a_1}{\\sqrt{b}} \\le \\sum_{i=1}^{n} x_i^2\\)\n\n"
    "```diagram\nmodel.gguf\n├── header (24 bytes)\n└── tensor data ✅\n```\n\n"
    "```bash\ncmake -B build -DGGML_CUDA=ON  # with CUDA\n```\n\n> quoted\n\n- a\n  - b\n",
    hints=("Think of the **loader**.", "What must be known before a tensor can be read?", "`mmap`"),
    rubric=(
        Row(name="Correctness", levels=((4, 5, "All parts"), (2, 3, "Some parts"), (0, 1, "None"))),
        Row(name="Depth", levels=((3, 5, "With reasons"), (0, 2, "Without"))),
    ),
    passing=(("Mid", 5), ("Senior", 8)),
)

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "<!--<script>",
    ']]></text><question type="essay">',
    "&lt;b&gt; &amp; &#60; &xxe;",
    '#import "/etc/passwd" as x; #read("/etc/passwd") #panic()',
    '"; #panic("out"); "',
    "$x$ $ sum $ \\ _a_ *b* @ref <label> // c /* d",
    "{{ 7 * 7 }} {% include 'x' %} {{Front}}",
    'javascript:alert(4) [x](javascript:alert(5)) [y](https://example.org/"onclick="x)',
    "\u202eabc\u202c \u200f\u200e العربية \u2066x",
    "\x00\x1f\ud800 \ufffe",
    '```\nnot closed #eval("1")',
    '\\(\\undefined{x\\) \\[ \\frac{1}{ \\] \\(#read("x")\\)',
    "a" * 10_000,
    "word " * 2_000,
    "| a | b |\n|---|---|\n| ]); #panic() | [x](y) |",
    "1.",
    "+",
    "",
    "||hidden ]); #panic()||",
    "+++\n***\n___",
    "{=*}%&\t^~",
)


@cache
def attacked(text: str) -> PracticeSet:
    """A set of all forms in which every text is this one."""
    read: Blocks = blocks_of(text)
    made = [
        replace(
            one,
            title=text,
            prompt=read,
            answer=read,
            solution=read,
            source=text,
            tags=(text,),
            options=tuple(option(f"{n} {text}", text) for n, _ in enumerate(one.options)),
            left=tuple(read for _ in one.left),
            right=tuple(read for _ in one.right),
            lines=tuple(read for _ in one.lines),
            accepted=tuple(text for _ in one.accepted),
            hints=tuple(read for _ in one.hints),
            rubric=tuple(
                Row(name=text, levels=tuple((a, b, text) for a, b, _ in row.levels))
                for row in one.rubric
            ),
            passing=tuple((text, least) for _, least in one.passing),
        )
        for one in whole().items
    ]
    return PracticeSet(title=text, seed=3, items=tuple(made))


def whole(*, exam: bool = False, version: int = 0, minutes: int = 0) -> PracticeSet:
    """A set with an item of every form."""
    return PracticeSet(
        title="Module 1: Foundations",
        seed=42,
        version=version,
        exam=exam,
        minutes=minutes,
        items=(numeric(), named(), CHOICE, MATCHING, ORDERING, SHORT, FILL, LONG),
    )
