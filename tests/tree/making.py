"""Documents as people write them, made at random: every block and every sign, nested."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

WORDS = st.sampled_from(
    ("KV", "cache", "grows", "é", "naïve", "层", "صفحة", "🎯", "4.5", "GB", "don't", "a_b", "x*y",
     "a == b", "$HOME", "$5", "C:\\dir", "&", "<", "…", "[…]", "::", "http://e.org/a_b", "50%")
)  # fmt: skip
ATOMS = st.sampled_from(
    ("`code`", "``co`de``", "` pad `", "`a\\*b`", "\\*", "\\_", "\\$", "\\\\", "&amp;", "&nbsp;",
     "&#91;", "$x^2$", "\\(x_i\\)", "$$a+b$$", "<br>", "<sub>2</sub>", "<kbd>Ctrl</kbd>", "[^1]",
     "![[a b.png|300]]", "[[page|words]]", "![alt](a.png)", "<https://e.org>", "<span>s</span>",
     '<img src="b.png" alt="b">', "{{c1::gap::hint}}", "{{c2::gap}}")
)  # fmt: skip
PAIRS = (("**", "**"), ("__", "__"), ("*", "*"), ("_", "_"), ("==", "=="), ("||", "||"),
         ("~~", "~~"), ("[", "](https://e.org/a)"), ("<b>", "</b>"), ("<u>", "</u>"))  # fmt: skip


def inline(*, lines: bool = True) -> st.SearchStrategy[str]:
    """Running text with signs in it; `lines`: over several lines."""
    gap = st.sampled_from((" ", " ", " ", "\n", "  \n", "\\\n") if lines else (" ",))

    def extend(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        joined = st.builds(lambda a, g, b: a + g + b, inner, gap, inner)
        paired = st.builds(lambda p, a: p[0] + a + p[1], st.sampled_from(PAIRS), inner)
        return joined | paired

    return st.recursive(WORDS | ATOMS, extend, max_leaves=6)


def _lines(text: str, first: str, rest: str) -> str:
    head, *tail = text.split("\n")
    return "\n".join([first + head, *((rest + line).rstrip(" ") for line in tail)])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


@st.composite
def _table(draw: st.DrawFn) -> str:
    width = draw(st.integers(1, 3))
    cells = st.lists(inline(lines=False).map(_cell), min_size=width, max_size=width)
    rows = draw(st.lists(cells, min_size=2, max_size=3))
    rule = draw(st.lists(st.sampled_from(("---", ":--", ":-:", "--:")),
                         min_size=width, max_size=width))  # fmt: skip
    edge = draw(st.booleans()) or width == 1
    lines = [rows[0], rule, *rows[1:]]
    return "\n".join(f"| {' | '.join(r)} |" if edge else " | ".join(r) for r in lines)


def _fence(code: str) -> str:
    return f"```python hl=1\n{code}\n```"


_CODE = st.sampled_from(
    ("x = 1", "def f():\n    return  2\n\n# <!-- kept -->", "\ttab", "`a` **b**")
)
_TITLE = inline(lines=False)


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def with_(make: Callable[..., str], *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(make, *parts)

    return st.one_of(
        with_(lambda a, b: f"{a}\n\n{b}", inner, inner),
        with_(lambda a, b: f"{_lines(a, '- ', '  ')}\n{_lines(b, '- ', '  ')}", inner, inner),
        with_(lambda a, b: f"{_lines(a, '1. ', '   ')}\n{_lines(b, '2. ', '   ')}", inner, inner),
        with_(lambda a: _lines(a, "- [x] ", "  "), inner),
        with_(lambda a: _lines(a, "> ", "> "), inner),
        with_(lambda t, a: f"> [!note]- {t}\n{_lines(a, '> ', '> ')}", _TITLE, inner),
        with_(lambda a: f'!!! warning "Title"\n{_lines(a, "    ", "    ")}', inner),
        with_(
            lambda t, a: f"<details>\n<summary>{t}</summary>\n\n{a}\n\n</details>", _TITLE, inner
        ),
        with_(lambda t, a: f"{t}\n{_lines(a, ': ', '  ')}", _TITLE, inner),
        with_(lambda a: _lines(a, "[^1]: ", "    "), inner),
    )


_LEAVES = st.one_of(
    inline(),
    _TITLE.map(lambda t: f"## {t}"),
    _TITLE.map(lambda t: f"{t}\n==="),
    _CODE.map(_fence),
    _CODE.map(lambda code: _lines(code, "    ", "    ")),
    _table(),
    st.just("$$\n\\sum_i x_i\n$$"),
    st.just("\\[ a - b \\]"),
    st.just("---"),
)


def documents() -> st.SearchStrategy[str]:
    """Whole documents, in which each kind of block may stand in each other."""
    return st.recursive(_LEAVES, _around, max_leaves=6)
