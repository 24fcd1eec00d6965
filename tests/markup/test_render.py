from __future__ import annotations

import sys
from html.parser import HTMLParser
from types import FrameType

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.markup import to_html
from flashcards.markup.render import SPOILER

TAGS = {
    "a", "blockquote", "br", "code", "div", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "span", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"}, "code": set(), "div": {"class"}, "li": {"class"}, "ol": {"start"},
    "pre": {"class"}, "span": {"class", "tabindex", "role"}, "td": {"class"}, "th": {"class"},
}  # fmt: skip


class Wall(HTMLParser):
    """Reads HTML as a browser does, fails at what no card may hold, keeps the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES.get(tag, set()), (tag, name)
            if name == "href":
                assert (value or "").lower().startswith(("http://", "https://")), value

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        self.text += data


def safe_text(html: str) -> str:
    wall = Wall()
    wall.feed(html)
    wall.close()
    return wall.text


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("What is GGUF?", "What is GGUF?"),
        ("`x < y` & **z**", "<code>x &lt; y</code> &amp; <strong>z</strong>"),
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("a || b || c", "a || b || c"),
        ("||a `b||c` d||", f"{SPOILER}a <code>b||c</code> d</span>"),
        ("one of […]", 'one of <span class="blank">…</span>'),
        (r"\(a_1 * b_2 < c\)", r"\(a_1 * b_2 &lt; c\)"),
        (r"$5 and $6, \$7", "$5 and $6, $7"),
        ("# Head", "<h3>Head</h3>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("- ✅ good", '<ul><li class="sign">✅ good</li>\n</ul>'),
        ("- [x] done", '<ul><li class="sign">☑ done</li>\n</ul>'),
        ("**A**: b\n**C**: d", "<strong>A</strong>: b<br>\n<strong>C</strong>: d"),
        (
            "a line that is wrapped\n**here** goes on",
            "a line that is wrapped\n<strong>here</strong> goes on",
        ),
        ("~~a~~", "~~a~~"),
        ("https://example.org", "https://example.org"),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


@pytest.mark.parametrize("answer", ["+", "-", "1.", "#", "- ", ">", "***", "2)"])
def test_an_answer_that_is_only_a_list_sign_is_shown(answer: str) -> None:
    assert safe_text(to_html(answer)).strip() or "<hr>" in to_html(answer)


def test_a_table_scrolls_in_a_box_of_its_own_and_keeps_its_alignment() -> None:
    html = to_html("| a | b |\n|---|--:|\n| 1 | \\|\\|2\\|\\| |")
    assert html.startswith('<div class="scroll"><table>')
    assert html.endswith("</table></div>")
    assert f'<td class="right">{SPOILER}2</span></td>' in html


def test_code_is_coloured_and_its_marked_line_marked() -> None:
    html = to_html("```python hl=2\nimport os\nreturn 1\n```")
    assert html == (
        '<pre class="code"><code><span class="k">import</span> os\n'
        '<span class="hll"><span class="k">return</span> <span class="m">1</span></span></code></pre>'
    )


def test_a_diagram_and_output_have_boxes_without_colours() -> None:
    assert to_html("```diagram\n┌─┐ if\n```") == '<pre class="diagram"><code>┌─┐ if</code></pre>'
    assert to_html("```\n├── a\n```") == '<pre class="diagram"><code>├── a</code></pre>'
    assert to_html("```text\nif 1\n```") == '<pre class="output"><code>if 1</code></pre>'


def test_a_formula_over_several_lines_stays_whole() -> None:
    html = to_html("So\n\\[\na = b\n- c\n+ d\n\\]\nand on.")
    assert "\\[a = b\n- c\n+ d\\]" in html
    assert "<ul>" not in html


def test_only_links_to_the_web_stay_links() -> None:
    html = to_html(
        '[a](http://x.org/?q=1&r="2") [b](javascript:alert(1)) [c](../c.md) [d](data:text/html,x)'
        " [e](//x.org) [f](HTTPS://x.org) <ftp://x.org>"
    )
    assert html == (
        '<a href="http://x.org/?q=1&amp;r=%222%22">a</a> b c d e <a href="HTTPS://x.org">f</a>'
        " ftp://x.org"
    )


def test_an_image_becomes_its_text() -> None:
    assert to_html("![a *b* `c`](http://x.org/x.png)") == "a b c"


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</div></body><style>*{display:none}</style>",
    "<!-- x --> <![CDATA[x]]> <?php x ?>",
    "`</code><script>x</script>`",
    "```\n</pre><script>x</script>\n```",
    '```"><script>x</script>\nx\n```',
    '[x](http://a"onmouseover="b)',
    "[x](http://a '\" onclick=x ')",
    "![<script>](http://a)",
    "||<b>x</b>||",
    "|<b>|\n|---|\n|<script>|",
    r"\(</span><script>x</script>\)",
    "\\[\n<script>x</script>\n\\]",
    "&lt;script&gt; &#60;script&#62;",
    "<http://a><b onclick=x>",
    "<javascript:alert(1)>",
    "java\x00script: \x1f \x7f \u0085 \ufffe \ud800",
    "a <b" * 200,
    "[" * 300,
    "||" * 301,
    "*_" * 200,
    ">" * 150 + "x",
]


@pytest.mark.parametrize("markdown", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_hostile_passes(markdown: str) -> None:
    html = to_html(markdown)
    safe_text(html)
    assert not any(c in html for c in "\x00\x1f\x7f\x85\ufffe\ud800")
    html.encode()


SNIPPETS = st.sampled_from([*HOSTILE, "**", "`", "||", "[…]", "\n", "\n\n", "- ", "| ", "```", "\\", "{{Front}}", "\\(", "\\)", "\\[", "\\]", "    ", "1. ", "<", ">", "&amp;", "![", "](", ")", "hl=1"])  # fmt: skip


@given(st.lists(SNIPPETS | st.text(max_size=8), max_size=12).map("".join))
def test_nothing_hostile_passes_in_any_company(markdown: str) -> None:
    html = to_html(markdown)
    text = safe_text(html)
    assert "{{" not in html
    # A second reader agrees: a sanitiser that knows the same tags takes nothing away.
    cleaned = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None)
    assert safe_text(cleaned) == text


def test_no_field_of_a_template_appears() -> None:
    for markdown in (
        "{{Front}}",
        "`{{c1::x}}`",
        "{{{a}}}",
        "```\n{{x}}\n```",
        r"\({{a}}\)",
        "[x](http://a/{{b}})",
    ):
        assert "{{" not in to_html(markdown)
    assert safe_text(to_html("{{Front}} {{{a}}}")) == "{{Front}} {{{a}}}"


def test_anki_finds_nothing_to_play_or_typeset() -> None:
    html = to_html(
        "[sound:a.mp3] [anki:play:q:0] [latex]x[/latex] [$]x[/$] [$$]x[/$$] `[sound:b.mp3]`"
    )
    assert not any(sign in html for sign in ("[sound", "[anki", "[latex", "[$", "[/"))
    assert (
        safe_text(html)
        == "[sound:a.mp3] [anki:play:q:0] [latex]x[/latex] [$]x[/$] [$$]x[/$$] [sound:b.mp3]"
    )


def test_a_backslash_before_a_bracket_is_no_formula() -> None:
    assert "\\(" not in to_html(r"match \\(x\\)")


def test_deep_nesting_ends() -> None:
    safe_text(to_html("> " * 2000 + "x"))
    safe_text(to_html("\n".join("  " * n + "- x" for n in range(500))))


@pytest.mark.parametrize("unit", ["a < b ", "||a ", "[x](", "\\(", "`", "![", "[…", "*a _b "])
def test_the_work_grows_no_faster_than_the_text(unit: str) -> None:
    def calls(times: int) -> int:
        counted = 0

        def count(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal counted
            counted += event in {"call", "c_call"}

        text = unit * times + str(times)
        before = sys.getprofile()
        sys.setprofile(count)
        try:
            to_html(text)
        finally:
            sys.setprofile(before)
        return counted

    calls(10)
    assert calls(8000) < 12 * calls(1000) + 1000  # eight times the text; quadratic would be 64
