"""Changes that nobody sees are no changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import hypothesis
import pytest
from hypothesis import strategies as st

from flashcards.tree import parse
from flashcards.tree.identity import identity
from tests.tree.canonical import canonical

DOCUMENT = """\
# Caché and naïve Ångström

First paragraph with **bold _nested_ words** and `code`,
wrapped over __two__ lines with *emphasis*.

- item one with a naïve word
- item two
  - nested **item**

1. first
2. second

> A quote over
> two lines.

| Größe | b\\|c |
|:-----|-----:|
| é | 4.5 GB |

```python
x = 1
    # é
```

> [!note] Title
> Body.

<details>
<summary>Wie groß?</summary>

So **groß**.

</details>

Term
: meaning

Formula $x_i^2$ and ==mark==.[^1]

[^1]: The note.
"""


def commented_between(text: str) -> str:
    return text.replace("\n\n", "\n\n<!-- nobody -->\n\n")


def commented_within(text: str) -> str:
    """A line of a comment after each line that running text goes on behind, and in its midst."""
    inside = text.replace("with ", "with <!-- x -->").replace(
        "`code`,\n", "`code`,\n<!--\ny\n-->\n"
    )
    return inside.replace("- item two\n", "<!-- z -->\n- item two\n")


REWRITES: dict[str, Callable[[str], str]] = {
    "decomposed letters": lambda t: unicodedata.normalize("NFD", t),
    "carriage returns": lambda t: t.replace("\n", "\r\n"),
    "a byte order mark": lambda t: "\ufeff" + t,
    "blanks at line ends": lambda t: re.sub(r"(?m)(?<=\S)$", " ", t),
    "underscores for strong": lambda t: re.sub(r"\*\*(.+?)\*\*", r"__\1__", t),
    "asterisks for bullets": lambda t: re.sub(r"(?m)^(\s*)- ", r"\1* ", t),
    "comments between blocks": commented_between,
    "comments inside blocks": commented_within,
    "zero-width spaces": lambda t: re.sub(r"(?<=[a-z])(?=[aeiou])", "\u200b", t),
    "paragraphs wrapped anew": lambda t: t.replace("lines with", "lines\nwith").replace("`code`,\n", "`code`, "),
    "tildes for fences": lambda t: t.replace("```", "~~~"),
}  # fmt: skip


@pytest.mark.parametrize("name", REWRITES)
def test_an_invisible_rewrite_gives_the_same_tree(name: str) -> None:
    rewritten = REWRITES[name](DOCUMENT)
    assert rewritten != DOCUMENT
    assert canonical(parse(rewritten).blocks) == canonical(parse(DOCUMENT).blocks)
    assert identity(parse(rewritten).blocks) == identity(parse(DOCUMENT).blocks)


def test_all_but_the_wraps_of_lines_are_already_one_for_the_parser() -> None:
    for name, rewrite in REWRITES.items():
        same = parse(rewrite(DOCUMENT)).blocks == parse(DOCUMENT).blocks
        assert same is not name.startswith("paragraphs wrapped")


def test_curly_quotation_marks_are_one_with_straight_ones_for_identity_only() -> None:
    curly, plain = parse("it’s “so”"), parse('it\'s "so"')
    assert curly.blocks != plain.blocks
    assert identity(curly.blocks) == identity(plain.blocks)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a b", "a c"), ("**a** b", "a b"), ("- a", "1. a"), ("`x y`", "`x  y z`"), ("a\\\nb", "a b"),
     ("```\n x\n```", "```\nx\n```"), ("| a |\n|---|", "a"), ("![](a.png)", "![](b.png)")],
)  # fmt: skip
def test_what_a_reader_sees_otherwise_is_another_tree(one: str, other: str) -> None:
    assert canonical(parse(one).blocks) != canonical(parse(other).blocks)


WORDS = st.lists(st.sampled_from(("KV", "cache", "**grows**", "`n_ctx`", "é", "4.5", "GB.")), min_size=2, max_size=12)  # fmt: skip


@hypothesis.given(WORDS, st.lists(st.booleans(), min_size=12, max_size=12))
def test_where_lines_wrap_changes_nothing(words: list[str], wraps: list[bool]) -> None:
    wrapped = words[0] + "".join(
        ("\n" if w else " ") + word for w, word in zip(wraps, words[1:], strict=False)
    )
    assert canonical(parse(wrapped).blocks) == canonical(parse(" ".join(words)).blocks)
