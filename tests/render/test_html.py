from __future__ import annotations

import sys
from html.parser import HTMLParser
from types import FrameType

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.render import Page, html, html_inline, mathml
from flashcards.render.as_html import SPOILER
from flashcards.tree import nodes as n
from flashcards.tree import parse_blocks

TAGS = {
    "a", "bdi", "blockquote", "br", "code", "dd", "details", "div", "dl", "dt", "em", "h3", "h4", "h5", "h6", "hr",
    "img", "kbd", "li", "mark", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"}, "code": {"class"}, "p": {"class"}, "s": {"class"}, "img": {"src", "alt", "width"}, "div": {"class"}, "li": {"class"}, "ol": {"start"},
    "pre": {"class"}, "span": {"class", "tabindex", "role"}, "td": {"class"}, "th": {"class"},
}  # fmt: skip


def to_html(markdown: str, page: Page | None = None) -> str:
    """A document's text as a page shows it."""
    return html(parse_blocks(markdown), page or Page())


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
        ("$a_1$ and $$b$$", r"\(a_1\) and \[b\]"),
        (
            "2<sup>10</sup> H<sub>2</sub>O <kbd>Ctrl</kbd>",
            "2<sup>10</sup> H<sub>2</sub>O <kbd>Ctrl</kbd>",
        ),
        ("a<br>b ==c== ~~d~~", "a<br>\nb <mark>c</mark> <s>d</s>"),
        (
            "> [!tip] Do\n> it",
            '<div class="callout tip"><p class="callout-title">Do</p>\n<p>it</p>\n</div>',
        ),
        (
            "<details><summary>a</summary>\n\nb\n\n</details>",
            "<details><summary>a</summary>\n<p>b</p>\n</details>",
        ),
        ("Term\n: meaning", "<dl>\n<dt>Term</dt>\n<dd>meaning</dd>\n</dl>"),
        (
            "a[^1]\n\n[^1]: note",
            '<p>a<sup>[1]</sup></p>\n<div class="footnote"><sup>[1]</sup> note</div>',
        ),
        ("# Head", "<h3>Head</h3>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("- ✅ good", '<ul><li class="sign">✅ good</li>\n</ul>'),
        ("- [x] done", '<ul><li class="sign">☑ done</li>\n</ul>'),
        ("**A**: b\n**C**: d", "<strong>A</strong>: b<br>\n<strong>C</strong>: d"),
        (
            "a line that is wrapped\n**here** goes on",
            "a line that is wrapped\n<strong>here</strong> goes on",
        ),
        ("~~a~~", "<s>a</s>"),
        ("https://example.org", '<a href="https://example.org">https://example.org</a>'),
    ],
)
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


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
        '<a href="http://x.org/?q=1&amp;r=&quot;2&quot;">a</a> b c d e <a href="HTTPS://x.org">f</a>'
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


def test_a_backslash_before_a_bracket_that_nothing_closes_is_no_formula() -> None:
    assert "\\(" not in to_html(r"match \\(x")


def test_deep_nesting_ends() -> None:
    safe_text(to_html("> " * 2000 + "x"))
    safe_text(to_html("\n".join("  " * n + "- x" for n in range(500))))


def test_what_cards_do_to_words_is_shown() -> None:
    words = (n.Text("4 GB"),)
    shown = html_inline(
        (n.Corrected(words, "2 GiB"), n.Refuted(words, "2 GiB"), n.Hidden(words, hint="size"))
    )
    assert shown == (
        '<span class="corrected">2 GiB</span><s class="refuted">4 GB</s> <span class="right">(recomputed: 2 GiB)</span>'
        '<span class="blank">…</span> <span class="hint">(size)</span>'
    )
    assert (
        html((n.Paragraph((n.Subject(words),)), n.Paragraph(words))) == "<h6>4 GB</h6>\n<p>4 GB</p>"
    )


def test_a_cloze_is_marked_or_left_to_anki_whatever_it_holds() -> None:
    held = (n.Code("std::map"), n.Text(" "), n.Math("x^{2^{y}}"))
    blocks = (n.Paragraph((n.Text("A "), n.Cloze(held, 2, hint="kind"), n.Text(" b"))),)
    assert html(blocks).startswith("A <mark><code>std::map</code>")
    gap = html(blocks, Page(gaps=True))
    assert gap == "A {{c2::<code>std:&#58;map</code> \\(x^{2^{y}&#125;\\)::kind}} b"


@pytest.mark.parametrize("tex", [r"\href{javascript:x}{y}", r"\style{color:red}{x}", r"\cssId{a}{b}", r"\class{a}{b}", r"\require{x} y", r"\def\a{\a}\a", r"\input{x}", r"\unicode{x41}", r"\includegraphics{x}"])  # fmt: skip
def test_tex_that_is_not_on_the_list_is_shown_as_source(tex: str) -> None:
    for shown in (to_html(f"\\({tex}\\)"), to_html(f"\\[{tex}\\]"), to_html(f"$$\n{tex}\n$$")):
        assert "\\(" not in shown
        assert "\\[" not in shown
        assert tex in safe_text(shown)


def test_pictures_are_loaded_only_from_what_the_caller_gives() -> None:
    page = Page(media={"a.png": "ab12.png", "s.mp3": "cd34.mp3"})
    assert to_html("![x *y*|200](a.png)", page) == '<img src="ab12.png" alt="x y" width="200">'
    assert to_html("![](s.mp3)", page) == "[sound:cd34.mp3]"
    assert (
        to_html("![[a.png]] ![](b.png) ![b](https://e.org/b.png)", page)
        == '<img src="ab12.png" alt=""> [picture] b'
    )


@pytest.mark.parametrize(
    ("alt", "secret", "shown"),
    [
        ("heart", "The heart.", ""),
        ("a human heart", "heart", ""),
        ("an organ", "heart", "an organ"),
    ],
)
def test_a_description_never_tells_the_answer(alt: str, secret: str, shown: str) -> None:
    page = Page(media={"a.png": "ab12.png"}, secret=secret)
    assert to_html(f"![{alt}](a.png)", page) == f'<img src="ab12.png" alt="{shown}">'
    assert to_html(f"![{alt}](other.png)", Page(secret=secret)) == (shown or "[picture]")


def test_code_and_numbers_among_letters_that_run_to_the_left_are_isolated() -> None:
    shown = to_html("المسار هو `/users/1` في 3 × 4 هذا")
    assert "<bdi><code>/users/1</code></bdi>" in shown
    assert "<bdi>3 × 4</bdi>" in shown
    assert "<bdi>" not in to_html("the path `/users/1` of 3")


def test_formulas_are_mathml_where_nothing_may_be_loaded() -> None:
    shown = to_html("$x^2$ and $\\href{a}{b}$", Page(formula=mathml))
    assert shown.startswith("<math><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math> and ")
    assert '<code class="tex">' in shown


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
    assert calls(800) < 12 * calls(100) + 1000  # eight times the text; quadratic would be 64
