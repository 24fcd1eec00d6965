"""How items speak of what stands in a table, a list or a listing."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.card import Card, Step
from flashcards.facts.wording import shorten, split_detail
from flashcards.practice.items.texts import bare, calculates, normal, parts, read, shape
from flashcards.tree import nodes as n
from flashcards.tree import plain
from flashcards.tree.cut import cut, rstrip
from flashcards.tree.nodes import Blocks, Inlines

_IN_ORDER = re.compile(
    r"\b(?:steps of|in order(?! to)|order|layout|step[- ]by[- ]step|procedure|process|sequence"
    r"|phases|stages|workflow)\b",
    re.IGNORECASE,
)
_STEP_N = re.compile(r"^(?:step|solution|option|phase|part) \d", re.IGNORECASE)

VERBS = frozenset((
    "add", "allocate", "append", "apply", "ask", "assign", "build", "calculate", "call", "check",
    "choose", "clear", "collect", "compare", "compile", "compute", "configure", "convert", "copy",
    "create", "decode", "delete", "deploy", "detect", "divide", "download", "drop", "encode",
    "estimate", "evaluate", "execute", "extract", "fetch", "fill", "filter", "find", "generate",
    "get", "go", "initialize", "initialise", "insert", "install", "load", "look", "map", "mark",
    "measure", "merge", "monitor", "move", "multiply", "normalize", "normalise", "open", "parse",
    "perform", "pick", "place", "plan", "prepare", "print", "profile", "pull", "push", "put",
    "quantize", "read", "receive", "recompute", "record", "remove", "renormalize", "repeat",
    "replace", "return", "round", "run", "sample", "save", "scale", "select", "send", "set",
    "sort", "start", "stop", "store", "subtract", "sum", "switch", "take", "test", "tokenize",
    "train", "transform", "update", "validate", "verify", "wait", "warm", "write",
))  # fmt: skip
"""What lines of a procedure begin with."""

_TELLING = re.compile(r"[^\W\d_]{2}|\d")
_EXAMPLE = re.compile(r"\b(?:the|this|these|our)\b", re.IGNORECASE)

_NAME = re.compile(r"\d|_|[A-Z].*[A-Z]|[a-z][A-Z]|^--?[a-z]|[a-z]\.[a-z]|-[a-z]$|^/\w")

HEADINGS = frozenset((
    "problem", "realistic", "note", "notes", "example", "result", "conclusion", "important",
    "warning", "tip", "best", "worst", "solution", "answer", "summary", "effect", "right", "move",
    "start", "trade", "off", "fix", "cause", "verdict", "decision",
))  # fmt: skip
"""A term of only these is a heading."""

GRADES = frozenset((
    "yes", "no", "none", "low", "medium", "high", "perfect", "good", "better", "best", "poor",
    "bad", "basic", "minimal", "limited", "possible", "manual", "partial", "full", "fast", "slow",
    "small", "large", "easy", "hard", "optional", "required", "supported", "very", "excellent",
))  # fmt: skip
"""An entry of only these is an opinion that could stand in many rows."""

COLLECTIVE = frozenset((
    "all", "both", "shared", "common", "other", "others", "every", "each", "any", "rest",
    "none", "together", "general", "total", "sum", "everything", "overall", "combined",
))  # fmt: skip
"""A term with one of these speaks of its siblings too: what it says is true of them as well."""


DEICTIC = frozenset((
    "here", "this", "these", "those", "chosen", "assumed", "our", "left", "wanted", "observed",
    "expected",
))  # fmt: skip
"""A term with one of these speaks of an example, not of what one could know."""


def is_label(term: str) -> bool:
    """Whether a term is a heading of the author's more than a thing to know.

    >>> is_label("Why F16 fails"), is_label("Chosen format"), is_label("GGJT")
    (True, True, False)
    """
    found = re.findall(r"[a-z]+", term.lower())
    if not found:
        return False
    return bool(set(found) & DEICTIC) or found[0] in {"why", "how"} or set(found) <= HEADINGS


def is_name(text: str) -> bool:
    """Whether every word of a text is spelt as only names are: one can recall it exactly.

    >>> [is_name(text) for text in ("GGMF", "llama_decode", "Top-k", "i8mm", "Q4_K_M")]
    [True, True, True, True, True]
    >>> [is_name(text) for text in ("Cold", "Server outage", "GPU driver", "POST routing")]
    [False, False, False, False]
    """
    return bool(text) and all(_NAME.search(word) for word in text.split())


def is_collective(term: str) -> bool:
    """Whether a term speaks for a whole list.

    >>> is_collective("Weakness shared by all three"), is_collective("GGJT")
    (True, False)
    """
    return bool(set(re.findall(r"[a-z]+", term.lower())) & COLLECTIVE)


def brief(blocks: Blocks) -> Blocks:
    """An answer of one paragraph without the bracket at its end; others as they are."""
    first = blocks[0] if blocks else None
    if len(blocks) != 1 or not isinstance(first, n.Paragraph):
        return blocks
    text = plain(first.children)
    kept = bare(text)
    return blocks if kept == text else (n.Paragraph(cut(first.children, 0, len(kept))),)


def shortest(inlines: Inlines) -> Inlines:
    """A line of a list without its detail, as its siblings' cards show it."""
    return shorten(rstrip(split_detail(inlines)[0], ":"))[0]


def strong(inlines: Inlines) -> Inlines:
    """In bold."""
    return (n.Strong(inlines),)


def across(table: Sequence[Card]) -> bool:
    """Whether a table compares its columns: `GGUF vs PyTorch`, not `Engines and their targets`."""
    fact = table[0].fact
    title = parts(" ".join(fact.place[-1:]))
    heads = {card.fact.key[-1] for card in table}
    return sum(bool(parts(head)) and parts(head) <= title for head in heads) >= 2


def is_procedure(labels: Sequence[str], asked: Step) -> bool:
    """Whether numbered lines, all different, are done one after the other.

    Either the title says it, or nearly every line begins with a thing to do. Checks can be made
    in any order.
    """
    title = labels[-1] if labels else ""
    steps = [plain(step) for step in asked.steps]
    if len({normal(step) for step in steps}) < len(steps):
        return False
    if any(not step.strip() or step.rstrip().endswith(":") for step in steps):
        return False
    if _IN_ORDER.search(title) and not _STEP_N.search(title):
        return True
    firsts = [re.sub(r"\W.*", "", step.lower()) for step in steps]
    doing = sum(first in VERBS for first in firsts)
    return doing >= 0.75 * len(steps) and firsts.count("check") < len(steps) / 2


def is_told(card: Card, table: Sequence[Card]) -> bool:
    """Whether a cell is worth asking for: known by its row and column, not one example's figure.

    A row that is one letter says nothing by itself. The amounts of a table that has a total, or
    that is about the case at hand, are of an example; nobody knows them by heart.
    """
    row, column = card.fact.key[0], card.fact.key[-1]
    back = read(card.fact.back)
    if not _TELLING.search(row) or is_label(row) or is_label(column):
        return False
    if shape(back) == "text":
        return not calculates(back) and not set(re.findall(r"[a-z]+", back.lower())) <= GRADES
    return not (
        any(is_collective(other.fact.key[0]) for other in table)
        or any(_EXAMPLE.search(label) for label in card.fact.place[-1:])
    )


def echoes(term: str, meaning: str) -> bool:
    """Whether a meaning names its term: the two find each other without knowledge."""
    return bool(parts(term) & parts(meaning))
