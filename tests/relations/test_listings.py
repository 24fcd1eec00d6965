"""Listings are worked out as their language would: held against the real ones."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flashcards.relations.listings.clike import Machine
from flashcards.relations.listings.python import Interpreter
from flashcards.relations.listings.shell import output
from flashcards.relations.listings.trace import Unknown
from tests.relations.held import wrong

EXPRESSIONS = 500


def drawn(seed: int, operators: str, *, floats: bool = False) -> list[str]:
    """Random expressions of small numbers; dividing by nought is left to the language."""
    rng = random.Random(seed)

    def one(depth: int) -> str:
        if depth == 0 or rng.random() < 0.2:
            if floats and rng.random() < 0.4:
                return f"{rng.randint(1, 99)}.{rng.randint(1, 9)}"
            return str(rng.randint(1, 999))
        sign = rng.choice(operators.split())
        right = str(rng.randint(1, 6)) if sign in {"<<", ">>", "**", "^"} else one(depth - 1)
        inner = f"{one(depth - 1)} {sign} {right}"
        return f"({inner})" if rng.random() < 0.6 or sign in {"**", "^"} else inner

    return [one(3) for _ in range(EXPRESSIONS)]


def needs(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed: this language is not held against the real one")
    return found


def agree(expressions: list[str], real: list[str], ours: Callable[[str], str]) -> None:
    assert len(real) == len(expressions)
    decided = 0
    for expression, right in zip(expressions, real, strict=True):
        try:
            mine = ours(expression)
        except Unknown:
            continue
        decided += 1
        assert mine == right, expression
    assert decided > EXPRESSIONS // 2


def test_python() -> None:
    expressions = drawn(1, "+ - * / // % ** & | ^ << >>")
    program = "for e in EXPRESSIONS:\n    try:\n        print(repr(eval(e)))\n    except Exception:\n        print('none')\n"
    ran = subprocess.run(
        [sys.executable, "-c", f"EXPRESSIONS = {expressions!r}\n{program}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    agree(expressions, ran.stdout.split("\n")[:-1], lambda e: repr(Interpreter().value(e)))


def test_c(tmp_path: Path) -> None:
    gcc = needs("gcc")
    expressions = drawn(2, "+ - * / % & | ^ << >>")
    lines = "\n".join(f"    P({one});" for one in expressions)
    source = tmp_path / "e.c"
    source.write_text(
        "#include <stdio.h>\n#include <signal.h>\n#include <setjmp.h>\nstatic sigjmp_buf at;\n"
        "static void off(int s) { (void)s; siglongjmp(at, 1); }\n"
        '#define P(e) if (sigsetjmp(at, 1)) printf("none\\n"); else printf("%d\\n", (int)(e))\n'
        f"int main(void) {{\n    signal(SIGFPE, off);\n{lines}\n    return 0;\n}}\n",
        encoding="utf-8",
    )
    subprocess.run(
        [gcc, "-O0", "-fwrapv", "-w", "-o", str(tmp_path / "e"), str(source)], check=True
    )
    ran = subprocess.run([str(tmp_path / "e")], capture_output=True, text=True, check=True)

    def ours(expression: str) -> str:
        machine = Machine("c")
        return machine.shown(machine.value(expression))

    agree(expressions, ran.stdout.split("\n")[:-1], ours)


def test_javascript() -> None:
    node = needs("node")
    expressions = drawn(3, "+ - * / % & | ^ << >>")
    program = f"for (const e of {expressions!r}) console.log(String(eval(e)));"
    ran = subprocess.run([node, "-e", program], capture_output=True, text=True, check=True)

    def ours(expression: str) -> str:
        machine = Machine("js")
        return machine.shown(machine.value(expression))

    agree(expressions, ran.stdout.split("\n")[:-1], ours)


def test_awk() -> None:
    awk = needs("awk")
    expressions = drawn(4, "+ - * / %", floats=True)
    real = []
    program = "; ".join(f"print {one}" for one in expressions[:EXPRESSIONS])
    ran = subprocess.run(
        [awk, f"BEGIN {{ {program} }}"], capture_output=True, text=True, check=False
    )
    real = ran.stdout.split("\n")[:-1]
    agree(expressions, real, lambda e: output(f"awk 'BEGIN {{ print {e} }}'"))


def test_bash() -> None:
    bash = needs("bash")
    expressions = drawn(5, "+ - * / % & | ^ << >>")
    ran = subprocess.run(
        [bash, "-c", "while read -r e; do (echo $(( $e ))) 2>/dev/null || echo none; done"],
        input="\n".join(expressions) + "\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    agree(expressions, ran.stdout.split("\n")[:-1], lambda e: output(f"echo $(({e}))"))


FENCES = [
    ("python", "x = 3 * 7\nprint(x)  # 27", "27", "21"),
    ("python", "def f(n):\n    return n * n\n\nprint(sum(f(i) for i in range(4)))  # 41", "41", "14"),
    ("python", "rate = 0.05\nfor year in (1, 2):\n    print(f'{1000 * (1 + rate) ** year:.2f}')\n# Output: 1050.00\n", None, ""),
    ("python", "size = 24 * 1024  # 24,567", "24,567", "24,576"),
    ("js", "const a = 7 / 2;\nconsole.log(a); // 2", "2", "3.5"),
    ("c", 'int a = 7 / 2;\nprintf("%d\\n", a); /* 4 */', "4", "3"),
    ("go", "a := 1 << 12\nfmt.Println(a) // 4095", "4095", "4096"),
    ("rust", 'let a: u8 = 200;\nprintln!("{}", a as u32 * 2); // 40', "40", "400"),
    ("java", "int a = 17 % 5;\nSystem.out.println(a); // 3", "3", "2"),
    ("bash", "echo $((2**16))  # 65563", "65563", "65536"),
    ("bash", "echo $(( 16#ff + 2#1010 + 017 ))  # 270", "270", "280"),
    ("bash", "echo $(( 16#ff + 2#1010 ))  # 265", None, ""),
    ("bash", 'echo "scale=2; 10/4" | bc  # 2.05', "2.05", "2.50"),
    ("console", "$ awk 'BEGIN { print 3600 * 24 }'\n84600", "84600", "86400"),
    ("pycon", ">>> 2 ** 5\n25", "25", "32"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "code", "stated", "expected"), FENCES, ids=[one[1][:30] for one in FENCES]
)
def test_fences(language: str, code: str, stated: str | None, expected: str) -> None:
    found = wrong(f"## Code\n\n```{language}\n{code}\n```")
    assert found == ([] if stated is None else [(stated, expected)])


def test_output_below_a_listing() -> None:
    text = "```python\nfor n in (1, 2):\n    print(n, n * 10)\n```\n\nOutput:\n\n```text\n1 10\n2 200\n```"
    assert wrong(text) == [("200", "20")]


COMMENTS = [
    "x = 2 * 32  # 2 for K and V, 32 layers", "floor = -7 // 2  # -4", "screen = 80 * 24  # 80 columns, 24 lines",
    "minute = 1000 * 60  # 60 s in ms", "noon = 720 * 60  # 12:00 in seconds", "both = 2 * 24  # 2 cards of 24 GB",
    "t = 60 * 60 * 24  # 1 day", "x = 10 / 3  # 3.33", "b = 16 * 1024  # 16K", "d = 512 * 1024 * 1024  # 512 MB",
    "x = 1500 * 2  # 3.000", "x = 5 + 5  # v1.2.3", "x = 5 + 5  # 8 before, 10 now", "keys = 2**1024  # 5",
    "x = 5 * 5  # issue #42", "x = 5 + 5  # 1/2 of 20", "n = 3 * 4  # 12 heads", "x = 2 * 3 + 4  # 6 + 4",
]  # fmt: skip


@pytest.mark.parametrize("line", COMMENTS)
def test_comments_that_say_something_else(line: str) -> None:
    assert wrong(f"```python\n{line}\n```") == []


HOSTILE = [
    "while True:\n    pass", "x = 10 ** 10 ** 10", "def f():\n    return f()\nf()", "x = 'a' * 10 ** 9",
    "x = [0] * 10 ** 8", "print('{:>999999999}'.format(1))", "import os\nos.remove('x')", "open('/etc/passwd').read()",
    "x = [[]]\nfor i in range(99):\n    x = [x, x]", "print(().__class__.__bases__)", "'a'.zfill(10 ** 9)",
    "(lambda f: f(f))(lambda f: f(f))", "sum(range(10 ** 12))", "x = 1\nfor i in range(10 ** 6):\n    x *= 7",
]  # fmt: skip


@pytest.mark.parametrize("code", HOSTILE)
def test_hostile_listings_end_soon_and_do_nothing(code: str) -> None:
    interpreter = Interpreter()
    trace = interpreter.run(code)
    assert interpreter.steps <= 60_001
    assert all(one.text is None for one in trace.printed)


BUILT_IN = [
    ("js", 'console.log(parseInt("77", 8)); // 56', "56", "63"),
    ("js", 'console.log(parseInt("0x1f")); // 31', None, ""),
    ("js", 'console.log("héllo".length); // 5', None, ""),
    ("js", "console.log(Number.MAX_SAFE_INTEGER); // 9007199254740992", "9007199254740992", "9007199254740991"),
    ("js", "const parseInt = f; console.log(parseInt(7)); // 8", None, ""),
    ("rust", 'println!("{}", u8::MAX); // 256', "256", "255"),
    ("rust", 'println!("{}", "héllo".len()); // 5', "5", "6"),
    ("java", 'System.out.println(Integer.parseInt("1f", 16)); // 32', "32", "31"),
    ("java", "System.out.println(Integer.bitCount(1023)); // 10", None, ""),
    ("go", 'fmt.Println(len("abc")) // 4', "4", "3"),
    ("python", "print(2**12 * 1000)  # ids per second: 409600", "409600", "4096000"),
    ("python", "print(2**12)  # version 3: 4096", None, ""),
    ("python", "for n in (1, 2, 3):\n    print(n * n)\n# 1\n# 4\n# 6", "6", "9"),
    ("python", "for n in (1, 2):\n    print(n * n)\n# 3 rounds\n# 4", None, ""),
    ("yaml", "memory: 3Gi  # 3000 Mi", "3000 Mi", "3072 Mi"),
    ("yaml", "timeout_ms: 30000  # 30 s", None, ""),
    ("toml", "max_bytes = 10485760  # 1 MiB", "1 MiB", "10 MiB"),
    ("yaml", "replicas: 3  # 5 pods", None, ""),
    ("ini", "interval = 90s ; 2 min", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "code", "stated", "expected"), BUILT_IN, ids=[one[1][:40] for one in BUILT_IN]
)
def test_what_languages_bring_along(
    language: str, code: str, stated: str | None, expected: str
) -> None:
    found = wrong(f"## Code\n\n```{language}\n{code}\n```")
    assert found == ([] if stated is None else [(stated, expected)])


C_TYPES = """struct A { char a; int b; char c; };
struct B { int b; char a, c; };
typedef struct { double x; struct A in; char *p; short s[3]; } C;
char s[] = "hello";
int a[10];
"""
SIZES = {"sizeof(struct A)": 12, "sizeof(struct B)": 8, "sizeof(C)": 40, "offsetof(struct A, c)": 8, "sizeof(s)": 6,
         "sizeof(a)": 40, "sizeof(int *)": 8, "sizeof(unsigned long)": 8, 'sizeof("ab")': 3, "offsetof(C, s)": 32,
         "sizeof(long double)": 16}  # fmt: skip


def test_sizes_are_those_of_the_compiler(tmp_path: Path) -> None:
    machine = Machine("c")
    machine.run(C_TYPES)
    known = [*SIZES]
    assert [machine.value(one).value for one in known] == [SIZES[one] for one in known]  # type: ignore[union-attr]
    with pytest.raises(Unknown):
        machine.value("sizeof(struct D)")
    gcc = needs("gcc")
    prints = "".join(f'printf("%zu\\n", {one});' for one in known)
    source = tmp_path / "sizes.c"
    source.write_text(
        f"#include <stdio.h>\n#include <stddef.h>\n{C_TYPES}int main(void) {{{prints}}}\n"
    )
    subprocess.run([gcc, source, "-o", tmp_path / "sizes"], check=True)
    out = subprocess.run([tmp_path / "sizes"], capture_output=True, text=True, check=True).stdout
    assert out.split() == [str(SIZES[one]) for one in known]


SNIPPETS = [
    ("c", "`popcount(1000)` is 6 and `popcount(1023)` is 11.", [("11", "10")]),
    ("c", "`7 / 2` gives 3.", []),
    ("python", "`7 / 2` gives 5.", [("5", "3.5")]),
    ("c", "`x + 1` is 5.", []),
    ("c", '| Declaration | sizeof |\n|---|---|\n| `int a[10]` | 40 |\n| `char s[] = "hello"` | 5 |', [("5", "6")]),
    ("js", "| Expression | Value |\n|---|---|\n| `5 & 3` | 1 |\n| `5 << 2` | 10 |", [("10", "20")]),
    ("js", "| Call | Times |\n|---|---|\n| `f(3)` | 1 |\n| `g(2)` | 10 |", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "found"), SNIPPETS, ids=[one[1][:30] for one in SNIPPETS]
)
def test_code_in_text_and_tables(language: str, text: str, found: list[tuple[str, str]]) -> None:
    assert wrong(f"## Code\n\n```{language}\n```\n\n{text}\n") == found
