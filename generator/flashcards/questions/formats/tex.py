r"""A line of LaTeX as markdown: its emphasis, signs and accents; formulas stay as they are."""

from __future__ import annotations

import unicodedata

from flashcards import patterns as re

# Formulas, in the signs that LaTeX has for them on one line.
_MATH = re.compile(
    r"\$\$[^$]*\$\$|\$[^$]*\$|\\\((?P<round>[^\n]*?)\\\)|\\\[(?P<square>[^\n]*?)\\\]"
)
_STYLED = re.compile(
    r"\\(?P<style>textbf|emph|textit|textsl|texttt|underline|textrm|textsf|text|mbox|ce|num|url)"
    r"\s*\{(?P<said>[^{}]*)\}"
)
_STYLES = {"textbf": "**", "emph": "*", "textit": "*", "textsl": "*", "texttt": "`"}
_AMOUNT = re.compile(r"\\(?:(?:SI|qty)\{(?P<value>[^{}]*)\}|si|unit)\{(?P<unit>[^{}]*)\}")
# What sets the page, with what stands in its braces.
_LAYOUT = re.compile(
    r"\\(?:vspace|hspace|label|index|includegraphics|setlength|fillwithlines|fillwithdottedlines|"
    r"makeemptybox|marks?|points?|pts|droppoints|vskip|pagestyle|usepackage|element|scoring|"
    r"addtocounter|setcounter|phantom|ref|cite)\*?(?:\[[^\[\]]*\])?(?:\{[^{}]*\})*"
)
_RIGHTWARD = re.compile(r"\\(?:hfill|dotfill|hrulefill)\b.*$")
_ACCENT = re.compile(
    r"""\\(?P<sign>["'`^~=.]|[cvuHrk](?=\{))\s*(?:\{\\?(?P<in>[A-Za-z])\}|(?P<out>[A-Za-z]))"""
)
_ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a",
    "k": "\u0328",
}  # fmt: skip
# Commands that set how words look; any other without braces may be a word, and is shown.
_COMMAND = re.compile(
    r"\\(?:(?:noindent|(?:small|med|big)skip|newline|linebreak|(?:new|clear|page)(?:page|break)|par|"
    r"centering|raggedright|(?:bf|it|tt|rm|sc|sl)(?:series|shape|family)?|tiny|scriptsize|"
    r"footnotesize|small|normalsize|[lL]arge|LARGE|q?quad|[hv]fill|printanswers|maketitle|"
    r"tableofcontents|leavevmode|relax|protect|null|strut|indent|displaystyle|thinspace)(?![A-Za-z])"
    r"\s*|\\(?:\[[^\[\]]*\])?|[A-Za-z]+\*?(?:\[[^\[\]]*\])?\s*(?=\{))"
)
_SYMBOL = re.compile(r"\\(?P<name>[A-Za-z]+)(?![A-Za-z])(?:\{\}|[ \t]+)?")
_SYMBOLS = {
    "textdegree": "°", "degree": "°", "euro": "€", "texteuro": "€", "pounds": "£", "textmu": "µ",
    "times": "×", "S": "§", "LaTeX": "LaTeX", "TeX": "TeX", "textbackslash": "&#92;",
    "textgreater": "&gt;", "textless": "&lt;", "rightarrow": "→", "to": "→", "checkmark": "✓",
}  # fmt: skip
# Letters that have names: `\ss`, with what parts the name from the next letter.
_LETTER = re.compile(r"\\(?P<name>ss|oe|OE|ae|AE|aa|AA|o|O|l|L)(?![A-Za-z])(?:\{\}|[ \t]+)?")
_LETTERS = {
    "ss": "ß", "oe": "œ", "OE": "Œ", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł",
}  # fmt: skip
_SIGNS = (
    ("\\ldots", "…"), ("\\dots", "…"), ("\\%", "%"), ("\\&", "&"), ("``", "“"), ("''", "”"),
    ("---", "—"), ("--", "–"), ("~", " "), ("\\,", " "), ("\\ ", " "),
)  # fmt: skip
_DEEPEST = 4


def as_words(text: str) -> str:
    r"""The text as markdown.

    >>> as_words(r"The \emph{unit} of $\vec F$ is ``newton'' \hfill (1)")
    'The *unit* of $\\vec F$ is “newton”'
    """
    out: list[str] = []
    start = 0
    text = _RIGHTWARD.sub("", text)
    for match in _MATH.finditer(text):
        out.append(_plain(text[start : match.start()]))
        whole = _AMOUNT.sub(_amount, match[0])
        inner = match["round"] if match["round"] is not None else match["square"]
        out.append(f"${inner.strip()}$" if inner is not None else whole)
        start = match.end()
    return ("".join(out) + _plain(text[start:])).rstrip()


def unbraced(text: str) -> str:
    """The text without the braces round all of it."""
    bare = text.strip()
    return bare[1:-1] if bare.startswith("{") and bare.endswith("}") else bare


def _plain(text: str) -> str:
    text = _LAYOUT.sub("", text)
    text = _AMOUNT.sub(lambda m: f"{m['value'] or ''} {_unit(m['unit'])}".strip(), text)
    text = _LETTER.sub(lambda match: _LETTERS[match["name"]], _ACCENT.sub(_accented, text))
    for _ in range(_DEEPEST):
        text = _STYLED.sub(_styled, text)
    for sign, word in _SIGNS:
        text = text.replace(sign, word)
    text = _SYMBOL.sub(lambda match: _SYMBOLS.get(match["name"], match[0]), text)
    text = _COMMAND.sub(" " if "\\\\" in text else "", text)
    return text.replace("{", "").replace("}", "")


def _amount(match: re.Match[str]) -> str:
    """An amount within a formula."""
    return rf"{match['value'] or ''}\ \mathrm{{{_unit(match['unit'])}}}"


def _styled(match: re.Match[str]) -> str:
    sign = _STYLES.get(match["style"], "")
    said = match["said"].strip()
    return f"{sign}{said}{sign}" if said else ""


def _accented(match: re.Match[str]) -> str:
    letter = match["in"] or match["out"]
    return unicodedata.normalize("NFC", letter + _ACCENTS[match["sign"]])


def _unit(text: str) -> str:
    r"""A unit by its signs: `\metre\per\second\squared` → `m/s²`."""
    names = text.replace("\\", " ").replace(".", " ").split()
    return "".join(_UNITS.get(name, name) for name in names)


_UNITS = {
    "metre": "m", "meter": "m", "second": "s", "gram": "g", "kilogram": "kg", "newton": "N",
    "joule": "J", "watt": "W", "volt": "V", "ampere": "A", "ohm": "Ω", "hertz": "Hz", "kelvin": "K",
    "pascal": "Pa", "mole": "mol", "litre": "L", "liter": "L", "hour": "h", "minute": "min",
    "percent": "%", "celsius": "°C", "degreeCelsius": "°C", "degree": "°", "coulomb": "C",
    "farad": "F", "tesla": "T", "kilo": "k", "mega": "M", "giga": "G", "centi": "c", "milli": "m",
    "micro": "µ", "nano": "n", "per": "/", "squared": "²", "cubed": "³",
}  # fmt: skip
