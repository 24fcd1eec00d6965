"""Changes that nobody sees make no new card and retire none."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from flashcards.facts import extract
from flashcards.reading import decode
from tests.ledger.making import run
from tests.understood import read_text

TEXT = """# Notes

## Technical Questions

### Question 1: What grows the caché?

#### Question

Why does the *cache* grow with every token, and what is the price of that?

#### Model Solution

**What is kept**:
- **Keys**: one vector a token, a layer and a head of the naïve model
- **Values**: one more vector beside each of the keys
- **Queries**: “nothing”, for they are used once

It's read at each step, and
the whole of it.

| Part | Size | Kept |
|---|---|---|
| Keys | 1 GiB | yes |
| Values | 2 GiB | yes |

```python
keys = project(x)  # one row a token
```
"""


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def trailing_blanks(text: str) -> str:
    return re.sub(r"(?<=[a-z.])$", " ", text, flags=re.MULTILINE)


def underscores(text: str) -> str:
    return text.replace("**", "__").replace("*cache*", "_cache_")


def stars(text: str) -> str:
    return re.sub(r"^- ", "* ", text, flags=re.MULTILINE)


def comments_between(text: str) -> str:
    return text.replace("\n\n", "\n\n<!-- a remark -->\n\n")


def comments_inside(text: str) -> str:
    return text.replace("- **Values**", "<!-- a remark -->\n- **Values**").replace(
        "| Values", "<!-- another -->\n| Values"
    )


def zero_widths(text: str) -> str:
    return text.replace("vector", "vec\u200btor").replace("token", "to\u00adken")


def rewrapped(text: str) -> str:
    return text.replace("and\nthe whole", "and the\nwhole").replace(
        textwrap.dedent("grow with every token, and"), "grow with\nevery token, and"
    )


def curly(text: str) -> str:
    return text.replace("It's", "It’s")


def carriage_returns(text: str) -> str:
    return text.replace("\n", "\r\n")


def byte_order_mark(text: str) -> str:
    return f"\ufeff{text}"


REWRITES = (
    nfd, trailing_blanks, underscores, stars, comments_between, comments_inside, zero_widths,
    rewrapped, curly, carriage_returns, byte_order_mark,
)  # fmt: skip

OURS = Path(__file__).parents[2] / "source" / "module-1-foundations.md"


def facts(text: str) -> list[object]:
    document, _ = read_text(decode(text.encode(), path="m.md").text, path="m.md")
    return list(extract(document).facts)


@pytest.mark.parametrize("rewrite", REWRITES, ids=lambda one: one.__name__)
def test_an_invisible_change_retires_no_card_and_makes_none(
    rewrite: Callable[[str], str],
) -> None:
    changed = rewrite(TEXT)
    assert changed != TEXT
    before = run(facts(TEXT))  # type: ignore[arg-type]
    after = run(facts(changed), before.ledger)  # type: ignore[arg-type]
    assert (len(after.new), len(after.retired)) == (0, 0)
    assert len(after.cards) == len(before.cards) > 10


@pytest.mark.parametrize("rewrite", [nfd, underscores, stars], ids=lambda one: one.__name__)
def test_nor_does_it_in_our_own_document(rewrite: Callable[[str], str]) -> None:
    text = OURS.read_text(encoding="utf-8").split("### Question 4")[0]
    before = run(facts(text))  # type: ignore[arg-type]
    after = run(facts(rewrite(text)), before.ledger)  # type: ignore[arg-type]
    assert (len(after.new), len(after.retired)) == (0, 0)
