"""Documents, answers and damaged files by chance: each follows from its seed alone."""

from __future__ import annotations

import random
from functools import lru_cache
from pathlib import Path

OURS = Path(__file__).resolve().parents[2] / "source"

PIECES = (
    "# T\n\n", "## Part\n\n", "### Question {n}: What is it?\n\n", "#### Model Solution\n\n", "#### Hints\n\n", "### {n}. Which?\n\n",
    "#### Follow-up Questions\n\n1. Why? *Looking for*: that\n\n", "#### Evaluation Rubric\n\n| a | 1 | 2 |\n|---|---|---|\n| x | | |\n\n",
    "- a: b\n", "- **Term {n}**: a meaning of it\n", "1. step {n}\n", "   - nested\n", "- [ ] no\n- [x] yes\n\n", "A) one\nB) two\nAnswer: B\n\n",
    "| a | size | time |\n|---|---|---|\n| x{n} | 3 GB | 4 ms |\n| y | | |\n\n", "|a|\n|-|\n|\n", "```python\nx = 2 ** {n}  # 4\n```\n\n",
    "```\n├── a/\n│   └── b  # note\n```\n\n", "```bash\necho $((3 * 4))  # 12\n", "```\n", "~~~yaml\na: 1\n", "    indented = 1\n\n",
    "$$\nx = \\frac{1}{2}\n$$\n\n", "$E = mc^2$ ", "\\(a\\)", "\\[\nb\n\\]\n", "It takes 3 GB ÷ 2 = 1.5 GB. ", "5 ms × 4 = 21 ms.\n\n", "2**1024 ",
    "1" * 400 + " ms ", "10% of 200 is 20. ", "Total | 9\n", "> quoted\n", "> > - deep\n", "> [!NOTE] Title\n> body\n\n", "::: warn T\n", ":::\n",
    "<details>\n<summary>Why?</summary>\n\n", "</details>\n", "<b>bold</b> ", "<script>x</script> ", "<!-- a -->", "<!-- flashcards: skip -->\n",
    "![a [link](b)](c.png) ", "[a](javascript:x) ", "[[page|w]] ", "![[p.png|30]] ", "{{c1::gap::hint}} ", "==mark== ", "||veil|| ", "~~no~~ ",
    "Term\n: meaning\n\n", "Q: What?\nA: That.\n\n", "front::back\n\n", "x\n?\ny\n\n", "[^1] ", "[^1]: foot\n\n", "[a]: /b\n\n", "**Label {n}**: body\n\n",
    "**{n}.** What?\n\n", "---\n\n", "***\n", "===\n", "\t", "  \n", "\u202e", "\u2066", "\u200f", "é", "e\u0301", "🤷🏽‍♀️ ", "漢字。", "العربية ", "\x07", "\ufeff", "\ud7ff",
    "\\href{x}{y}", "$\\style{a}{b}$ ", "$\\unknown{x}$ ", "`code`", "``", "`", "*", "**", "_", "$", "[", "]", "(", ")", "{", "}", "|", "\\", "&", "&amp;", "<", ">",
    "```problem\nfamily: kv-cache\n```\n\n", "---\ntitle: x\ntags: [a]\n---\n", "::error::x\n", "##[group]x\n", "-1 ", "1e999 ", "0/0 = 1 ", "∞ ", "½ ", "1,000.5 ", "12:30 ",
)  # fmt: skip
SIGNS = "".join({*"".join(PIECES)})


def document(seed: int) -> str:
    """A document: pieces of all forms, or one of ours with damage."""
    chance = random.Random(f"document/{seed}")
    if chance.random() < 0.35:
        return _damaged(chance)
    count = chance.choice((2, 4, 8, 20))
    few = chance.sample(PIECES, chance.choice((4, 12, len(PIECES))))
    head = chance.choice(("", "# T\n\n### Question 1: What is it?\n\n#### Model Solution\n\n"))
    parts = (chance.choice(few).replace("{n}", str(chance.randint(0, 99))) for _ in range(count))
    return head + "".join(part * chance.choice((1, 1, 1, 1, 1, 3)) for part in parts)


@lru_cache(maxsize=1)
def _ours() -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(path.read_text(encoding="utf-8").split("\n")) for path in sorted(OURS.glob("*.md"))
    )


def _damaged(chance: random.Random) -> str:
    lines = chance.choice(_ours())
    start = chance.randrange(len(lines))
    some = list(lines[start : start + chance.choice((3, 8, 25))])
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(some))
        match chance.randrange(6):
            case 0:
                del some[at : at + chance.choice((1, 3))]
            case 1:
                some.insert(at, chance.choice(some) if some else "")
            case 2:
                some[at] = chance.choice(("  ", "> ", "- ", "    ")) + some[at]
            case 3:
                cut = chance.randint(0, len(some[at]))
                some[at] = some[at][:cut]
            case _:
                cut = chance.randint(0, len(some[at]))
                some[at] = some[at][:cut] + chance.choice(SIGNS) + some[at][cut:]
        some = some or [""]
    return "# T\n\n### Question 1: What is it?\n\n" + "\n".join(some) + "\n"


def answer(seed: int) -> str:
    """What somebody might type."""
    chance = random.Random(f"answer/{seed}")
    signs = "0123456789 .,'_^*/×x+-eE:$¢%kKMGBbitsnhour⁰²½\u200b\u202fabcd\n\0\ud7ff"
    return "".join(chance.choice(signs) for _ in range(chance.choice((1, 4, 12, 60, 800))))


def damage(data: bytes, seed: int) -> bytes:
    """A file with bytes changed, cut off or repeated."""
    chance = random.Random(f"damage/{seed}")
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 40))):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(4):
            case 0:
                del made[at:]
            case 1:
                made[at : at + 1] = bytes((chance.randrange(256),))
            case 2:
                made[at:at] = made[max(at - 30, 0) : at]
            case _:
                made[at : at + chance.choice((1, 8, 200))] = b""
    return bytes(made)
