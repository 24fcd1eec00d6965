"""Listings by chance, in many languages: what is run again, what is coloured, what is drawn as a tree."""

from __future__ import annotations

import random

LANGUAGES = (
    "python", "py", "pycon", "c", "cpp", "js", "typescript", "go", "rust", "java", "bash", "sh", "console",
    "bc", "awk", "text", "output", "", "yaml", "json", "sql", "html", "css", "diff", "toml", "ruby", "lua",
    "haskell", "makefile", "cmake", "dockerfile", "latex", "r", "julia", "perl", "php", "kotlin", "swift", "mermaid",
)  # fmt: skip
NAMES = (
    "x",
    "n_ctx",
    "size",
    "a.b",
    "xs[0]",
    "total",
    "i",
    "self",
    "π",
    "__import__",
    "range",
    "os",
)
NUMBERS = (
    "0", "1", "2", "3", "7", "10", "1024", "1e3", "0x1F", "0b11", "1_000", "3.5", "-1", "2**31", "1 << 40", "1e308",
    "1e999", "'a'", '"b"', "True", "nil", "None", "1.5f", "10n", "1u64", "9" * 40, "½",
)  # fmt: skip
OPERATORS = (
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "**",
    "<<",
    ">>",
    "&",
    "|",
    "^",
    "==",
    "<=",
    "and",
    "&&",
    ",",
    ".",
    "->",
    "^^",
)
WRAPS = (
    "{}", "({})", "print({})", "int({})", "len([{}])", "math.sqrt({})", "f'{{{}}}'", "[{} for i in range(3)]", "{} if 1 else 2",
    "sum(i for i in range({}))", "range({})", "abs({})", "max({}, 2)", "$(({}))", "`{}`", "echo {}", "lambda: {}",
    "'x' * ({})", "[0] * ({})", "pow(2, {})", "round({}, 2)", "str({})", "10 ** {}", "{}!", "(float)({})", "sizeof({})",
)  # fmt: skip
LINES = (
    "{n} = {e}", "{n} = {e}  # {r}", "{n} = {e}  # {r} MB", "{n} += {e}", "print({e})  # {r}", "int {n} = {e}; // {r}", "let {n} = {e}; // = {r}",
    "const {n} = {e} // {r} bytes", "{n} := {e} // {r}", "def f({n}):", "    return {e}", "for i in range({e}):", "    {n} = {e}", "while {e}:", "if {e}:",
    "for (int i = 0; i < {e}; i++) {{", "}}", "echo $(({e}))  # {r}", ">>> {e}", "{r}", "$ {e}", "# {e} = {r}", "// {e} = {r}", "/* {e}",
    "*/", '"""', "├── a/", "│   └── b{r}  # {e}", "└──", "import os", "#include <x.h>", "fn f() -> i32 {{ {e} }}", "class A: pass", "try:", "except: {e}",
    "@x", "\t{n}: {e}", "<b a={e}>", "--- a", "+{e}", "-{e}", "goto {n};", 'printf("%d\\n", {e});  // {r}', "return {e}", "yield {e}", "del {n}", "{n}, y = {e}, {e}",
    "assert {e} == {r}", "echo '{e}' | bc  # {r}", "awk 'BEGIN {{ print {e} }}'  # {r}", "{n}[{e}] = {e}", "", "    ", "...",
)  # fmt: skip


def expression(chance: random.Random, depth: int = 0) -> str:
    """Something that may be computed."""
    made = chance.choice(NUMBERS if chance.random() < 0.7 else NAMES)
    while depth < 4 and chance.random() < 0.55:
        made = f"{made} {chance.choice(OPERATORS)} {expression(chance, depth + 2)}"
        if chance.random() < 0.35:
            made = chance.choice(WRAPS).format(made)
        depth += 1
    return made


def listing(seed: int) -> str:
    """A question whose answer is a listing; some with a letter changed, some without an end."""
    chance = random.Random(f"listing/{seed}")
    lines = [
        chance.choice(LINES).format(
            n=chance.choice(NAMES), e=expression(chance), r=chance.choice(NUMBERS)
        )
        for _ in range(chance.choice((1, 4, 8, 16)))
    ]
    code = "\n".join(lines)
    if chance.random() < 0.4:
        at = chance.randrange(len(code) + 1)
        code = (
            code[:at] + chance.choice(("(", ")", '"', "'", "\\", "\0", "#", "=", "*")) + code[at:]
        )
    fence = chance.choice(("```", "~~~", "````"))
    end = chance.choice((f"\n{fence}\n", f"\n{fence}\n", ""))
    said = chance.choice(("", "It prints 3.\n\n", "The size is 4 GB:\n\n"))
    return f"# T\n\n### Question 1: What is it?\n\n{said}{fence}{chance.choice(LANGUAGES)}\n{code}{end}"
