"""What is a formula, and what only has the signs of one."""

from __future__ import annotations

import pytest

from flashcards.tree import parse
from flashcards.tree.nodes import Math, MathBlock, RawHtml, walk
from tests.tree.reading import inlines_of


def formulas(text: str) -> list[str]:
    tree = parse(text)
    blocks = [block.tex for block in tree.blocks if isinstance(block, MathBlock)]
    return blocks + [node.tex for node in inlines_of(tree) if isinstance(node, Math)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Euler: $e^{i\\pi} + 1 = 0$.", ["e^{i\\pi} + 1 = 0"]),
        ("the $n$ of $f(x)$ and $O(n \\log n)$", ["n", "f(x)", "O(n \\log n)"]),
        ("so \\(a_i\\) and \\[b\\]", ["a_i", "b"]),
        ("so $$x^2$$ inline", ["x^2"]),
        ("so \\\\(a_i\\\\) and \\\\[b\\\\], not in C:\\\\(x)", ["a_i", "b"]),
        ("$$\n- a\n+ b\n$$", ["- a\n+ b"]),
        ("\\[ x \\]", ["x"]),
        ("$$\nx\n=\ny\n$$", ["x\n=\ny"]),
        ("$$\nx\n$$", ["x"]),
        ("a\n$$\nx\n$$\nb", ["x"]),
        ("| $a_1$ | b |\n|---|---|", ["a_1"]),
        ("$1$ or $3.5$", ["1", "3.5"]),
        ("from $6N$ to $2dr$ per token", ["6N", "2dr"]),
        ("by $1/p' = 1/f - 1/p$ (signed)", ["1/p' = 1/f - 1/p"]),
        ("$a * b * c$", ["a * b * c"]),
    ],
)
def test_formulas(text: str, expected: list[str]) -> None:
    assert formulas(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and then $10 more.",
        "from $5 to $10, or $1,000-$2,000",
        "$5/month against $10/month",
        "between $3 million and $4 million",
        "export PATH=$HOME/bin:$PATH",
        "use $VAR and $OTHER_VAR here",
        "echo ${HOME} and ${PATH}",
        "cost is 5$ and 10$",
        "a $ b $ c",
        "`$x$` is code",
        "\\$x\\$ is escaped",
        "$1 and $2 are arguments",
        "US$5 and US$6",
        "$ 5 and $ 6",
        "$5M$ and $3/kg$",
    ],
)
def test_prices_and_variables_of_a_shell_are_none(text: str) -> None:
    assert formulas(text) == []


def test_a_formula_in_a_quote_or_item_holds_none_of_its_signs() -> None:
    for text in ("> $$\n> x\n> $$", "- $$\n  x\n  $$"):
        found = [b.tex for b in walk(parse(text).blocks) if isinstance(b, MathBlock)]
        assert found == ["x"]


POWER = "<mn>3.1</mn><mo>×</mo><msup><mn>10</mn><mn>16</mn></msup>"


@pytest.mark.parametrize(
    ("markup", "tex"),
    [
        (POWER, "3.1\\times {10}^{16}"),
        (
            f"<semantics><mrow>{POWER}</mrow><annotation>10 up 16</annotation></semantics>",
            "3.1\\times {10}^{16}",
        ),
        ("<mi>E</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac><mi>m</mi>", "E=\\frac{1}{2}m"),
        ("<msub><mi>n</mi><mtext>in the shell</mtext></msub>", "{n}_{\\text{in the shell}}"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot><msqrt><mi>y</mi></msqrt>", "\\sqrt[3]{x}\\sqrt{y}"),
        ("<mn>1,000</mn><mspace/><mi>kg</mi>", "1{,}000\\ \\mathrm{kg}"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced><mo>%</mo>", "(ab)\\%"),
    ],
)
def test_mathml_is_a_formula_in_a_line_and_in_a_block(markup: str, tex: str) -> None:
    assert formulas(f"It is <math>{markup}</math> away.") == [tex]
    assert formulas(f"<div>\n<math>{markup}</math>\n</div>") == [tex]


def test_a_formula_of_html_that_nobody_closes_loses_nothing() -> None:
    assert formulas("<div>\n<math><msup><mn>10</mn><mn>6</mn></div>") == ["{10}^{6}"]
    shown = inlines_of(parse("It is <math><msup><mn>10</mn> away."))
    assert [node.value for node in shown if isinstance(node, RawHtml)][:2] == ["<math>", "<msup>"]
