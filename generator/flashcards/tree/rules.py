"""Signs beside CommonMark: formulas, highlights, clozes, spoilers, wiki links, and places.

Each is a rule of markdown-it's: `(state, silent) -> matched`. `locate` lets the tokens of all rules
know where in the inline text they began.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from flashcards import patterns as re

InlineRule = Callable[[StateInline, bool], bool]

MAX_FORMULA = 2000
"""Characters of an inline formula; bounds the search for its end."""

# `\(…\)` and `\[…\]`.
_BACKSLASH_MATH = re.compile(
    rf"\\\((?P<inline>.{{1,{MAX_FORMULA}}}?)\\\)|\\\[(?P<display>.{{1,{MAX_FORMULA}}}?)\\\]",
    re.DOTALL,
)
# The same with its backslashes doubled, on one line: `\\(…\\)`.
_DOUBLED_MATH = re.compile(
    rf"\\\\\((?P<inline>[^\n]{{1,{MAX_FORMULA}}}?)\\\\\)"
    rf"|\\\\\[(?P<display>[^\n]{{1,{MAX_FORMULA}}}?)\\\\\]"
)
# Pandoc's rule: no blank inside the dollars, no digit behind them; no blank line in between.
_DOLLAR_MATH = re.compile(
    rf"\$(?![\s$\]])(?P<tex>(?:\\.|[^$\\\n]|\n(?!\s*\n)){{1,{MAX_FORMULA}}}?)(?<!\s)\$(?![\d$])"
)
# `$`…`$`, which needs no guess.
_TICKED = re.compile(r"\$`(?P<tex>[^`$\n]{1,2000})`\$")
_DOUBLE_DOLLAR = re.compile(
    rf"\$\$(?!\])(?P<tex>(?:\\.|[^$\\]){{1,{MAX_FORMULA}}}?)\$\$", re.DOTALL
)
# What makes dollars hold a formula and no price or variable of a shell: one letter, a command,
# a sign of calculation or an index; `$5 and $` or `$HOME/bin:$` have none of them in its place.
_TEX = re.compile(
    r"\\[A-Za-z%,{]|[\^_=+<>≤≥×·]"
    r"|^[({|]*[A-Za-zα-ωΑ-Ω]{1,3}['′]*[)}|]*$"
    r"|[A-Za-z0-9)]\s*[-/*]\s*[A-Za-z0-9(]"
    r"|^[A-Za-z]\([^()]*\)$|^\d+(?:[.,]\d+)*$|^[A-Za-z](?:,\s*[A-Za-z])+$"
    r"|^\d+(?![kKMB]$)[A-Za-z]{1,3}$"
)
# `1/p' = 1/f - 1/p`: a fraction with a name, and an equation behind it; a price is none.
_EQUATION = re.compile(r"^\d+/[A-Za-z]+['′]?\s*=\s*[^\s$]")
_PRICE = re.compile(
    r"^\d[\d.,]*(?:\s*(?:[kKMB]|million|billion))?(?:\s*[-–/]\s*$|\s+[A-Za-z]{2,}|/[A-Za-z]+)"
)
_SHELL = re.compile(r"^[A-Z_][A-Z0-9_]{2,}\b|^\{\w+\}")
# Anki's cloze; the text may hold single braces and formulas, the hint stands behind `::`.
_CLOZE = re.compile(
    r"\{\{c(?P<number>\d{1,3})::(?P<body>(?:(?!\}\}|\{\{c\d).){1,2000}?)\}\}(?!\})", re.DOTALL
)
# `![[name|300]]` and `[[page|words]]`; what stands in two brackets before `(…)` is a link's text.
_WIKI = re.compile(
    r"(?P<embed>!?)\[\[(?P<target>[^\[\]|\n]{1,500})(?:\|(?P<words>[^\[\]\n]{1,500}))?\]\](?!\(\S)"
)


def _note(state: StateInline, start: int, made: int, from_text: int) -> None:
    """Note the places of new tokens; `from_text` is where text that waited began, or -1."""
    tokens = state.tokens[made:]
    if from_text >= 0 and tokens[0].type == "text":  # the text before was pushed first
        pushed, tokens = tokens[0], tokens[1:]
        if "at" not in pushed.meta:
            pushed.meta["at"] = (from_text, from_text + len(pushed.content))
    if state.pending:
        # A rule that keeps a sign for itself pushes what it made and goes on with text.
        state.waiting_from = state.pos - len(state.pending)  # type: ignore[attr-defined]
    position = start
    only_text = all(token.type == "text" for token in tokens)
    for token in tokens:
        if "at" in token.meta:
            continue
        if token.type == "text":
            if only_text:
                place = position
            else:
                found = state.src.find(
                    token.content, from_text if from_text >= 0 else start, state.pos
                )
                place = found if found >= 0 else start
            token.meta["at"] = (place, place + len(token.content))
            position = place + len(token.content)
        else:
            token.meta["at"] = (start, state.pos)


def locate(md: MarkdownIt) -> None:
    """Let a parser's inline tokens note where they stand: `meta["at"] = (start, end)`."""

    def tokenize(state: StateInline) -> None:
        """As markdown-it's own loop, looking at what each match has made."""
        rules = md.inline.ruler.getRules("")
        end, deepest = state.posMax, md.options["maxNesting"]
        while state.pos < end:
            start, made = state.pos, len(state.tokens)
            if state.pending:
                from_text = state.waiting_from  # type: ignore[attr-defined]
            else:
                from_text, state.waiting_from = -1, start  # type: ignore[attr-defined]
            matched = False
            if state.level < deepest:
                for rule in rules:
                    if rule(state, False):
                        matched = True
                        break
            if not matched:
                state.append_pending(state.src[state.pos])
                state.pos += 1
            elif len(state.tokens) > made:
                _note(state, start, made, from_text)
        if state.pending:
            last = state.pushPending()
            begin = state.waiting_from  # type: ignore[attr-defined]
            last.meta["at"] = (begin, begin + len(last.content))

    md.inline.tokenize = tokenize  # type: ignore[method-assign]


# --- formulas --------------------------------------------------------------------------------


def math(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    r"""`\(…\)`, `\[…\]`, the same with doubled backslashes, `$…$`, `$$…$$`."""
    sign = state.src[state.pos]
    if sign == "\\":
        doubled = state.src.startswith("\\", state.pos + 1)  # as pages for MathJax need it
        opening = state.src[state.pos + 1 + doubled : state.pos + 2 + doubled]
        closing = {"(": "\\)", "[": "\\]"}.get(opening)
        if doubled and closing:
            closing = f"\\{closing}"
        if closing is None or state.html_terminator_last(closing) < state.pos:
            return False
        pattern = _DOUBLED_MATH if doubled else _BACKSLASH_MATH
        match = pattern.match(state.src, state.pos, state.posMax)
        tex = match and (match["inline"] or match["display"])
        display = bool(match and match["display"])
    elif sign == "$":
        match = _DOUBLE_DOLLAR.match(state.src, state.pos, state.posMax)
        display = match is not None
        if match is None:
            match = _TICKED.match(state.src, state.pos, state.posMax)
        if match is None:
            match = _DOLLAR_MATH.match(state.src, state.pos, state.posMax)
            if match is not None and not _is_formula(match["tex"], state.src[: state.pos]):
                match = None
        tex = match and match["tex"]
    else:
        return False
    if not match or not tex or not tex.strip():
        return False
    if not silent:
        token = state.push("math", "", 0)
        token.content = tex
        token.markup = "display" if display else ""
        token.info = str(match.start() + match[0].index(tex))
    state.pos = match.end()
    return True


def _is_formula(tex: str, before: str) -> bool:
    """Whether what stands between two dollars is a formula, and no price or shell variable."""
    price = _PRICE.match(tex) and not _EQUATION.match(tex)
    if before[-1:].isalnum() or price or (_SHELL.match(tex) and "\\" not in tex):
        return False
    return _TEX.search(tex) is not None


def math_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    r"""`\[` or `$$` at the head of a line up to the line that ends with its counterpart.

    Without it a formula's line that starts with `-` or `+` would become a list.
    """
    start = state.bMarks[start_line] + state.tShift[start_line]
    opening = state.src[start : start + 2]
    closing = {"\\[": "\\]", "$$": "$$"}.get(opening)
    if closing is None or state.is_code_block(start_line):
        return False
    seen = state.env.setdefault("unclosed", {})  # a run of lines known to hold no end
    first, last = seen.get((closing, end_line), (0, 0))
    if first <= start_line < last:
        return False
    for line in range(start_line, end_line):
        if line > start_line and state.isEmpty(line):
            seen[closing, end_line] = (start_line, line)
            return False
        tail = state.src[
            start + 2 if line == start_line else state.bMarks[line] : state.eMarks[line]
        ]
        if tail.rstrip().endswith(closing):
            break
    else:
        seen[closing, end_line] = (start_line, end_line)
        return False
    text = state.getLines(start_line, line + 1, state.blkIndent, keepLastLF=False).strip()
    if len(text) < 5 or closing in text[2:-2] or not text[2:-2].strip():
        return False
    if not silent:
        token = state.push("math_block", "", 0)
        token.content = text[2:-2]
        token.map = [start_line, line + 1]
        state.line = line + 1
    return True


# --- marks -----------------------------------------------------------------------------------


def highlight(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`==text==`, no blank next to the signs, so that `a == b` stays."""
    return _between(state, silent, "==", "highlight")


def spoiler(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`||text||` or `>!text!<`, likewise."""
    return _between(state, silent, "||", "spoiler") or _between(
        state, silent, ">!", "spoiler", closing="!<"
    )


def _between(
    state: StateInline,
    silent: bool,  # noqa: FBT001
    signs: str,
    name: str,
    closing: str = "",
) -> bool:
    start = state.pos + 2
    if not state.src.startswith(signs, state.pos):
        return False
    inner = state.src[start : start + 1]
    if not inner or inner.isspace() or inner == signs[0]:
        return False
    end = _closing(state, start, closing or signs)
    if end <= start or state.src[end - 1].isspace():
        return False
    if signs == "==" and state.src[end - 1] in "=!<>":  # a comparison, `a >= b`
        return False
    if not silent:
        limit = state.posMax
        state.push(f"{name}_open", "span", 1).meta["at"] = (state.pos, start)
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.push(f"{name}_close", "span", -1).meta["at"] = (end, end + 2)
        state.posMax = limit
    state.pos = end + 2
    return True


def _closing(state: StateInline, start: int, signs: str) -> int:
    """Where the closing signs stand, code spans passed over; -1 if nowhere in this text."""
    if state.html_terminator_last(signs) < start:
        return -1
    before, found = state.pos, -1
    state.pos = start
    while state.pos < state.posMax:
        if state.src.startswith(signs, state.pos):
            found = state.pos
            break
        state.md.inline.skipToken(state)
    state.pos = before
    return found if found >= 0 and found + 2 <= state.posMax else -1


def cloze(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`{{c1::text::hint}}`."""
    if state.html_terminator_last("}}") < state.pos:
        return False
    match = _CLOZE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        body, hint = _hinted(match["body"])
        token = state.push("cloze_open", "span", 1)
        token.info, token.content = match["number"], hint.strip()
        token.meta["at"] = (state.pos, match.start("body"))
        limit, end = state.posMax, match.start("body") + len(body)
        state.pos, state.posMax = match.start("body"), end
        state.md.inline.tokenize(state)
        state.push("cloze_close", "span", -1).meta["at"] = (end, match.end())
        state.posMax = limit
    state.pos = match.end()
    return True


def _hinted(body: str) -> tuple[str, str]:
    """A gap's text and its hint; `::` in code is no sign."""
    at = body.rfind("::")
    if at < 0 or body.count("`", at) % 2:
        return body, ""
    return body[:at], body[at + 2 :]


def wiki(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """`![[picture.png|300]]` and `[[page|words]]`."""
    if state.html_terminator_last("]]") < state.pos:
        return False
    match = _WIKI.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("wiki_image" if match["embed"] else "wiki_link", "", 0)
        token.content = match["target"].strip()
        token.info = (match["words"] or "").strip()
    state.pos = match.end()
    return True


# --- bounds ----------------------------------------------------------------------------------


def closed(rule: InlineRule, opening: str, closing: str) -> InlineRule:
    """The rule, asked only where what closes its construct still follows: it looks far ahead."""

    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        if not state.src.startswith(opening, state.pos):
            return False
        if state.html_terminator_last(closing) < state.pos:
            return False
        return rule(state, silent)

    return run


_SCHEMES = ("http", "https", "ftp", "mailto", "xmpp")


def after_scheme(rule: InlineRule) -> InlineRule:
    """The rule of bare links, asked only behind a scheme: it searches all the text before."""

    def run(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
        if state.src[state.pos] != ":":
            return False
        before = state.src[max(state.pos - 6, 0) : state.pos].casefold()
        return before.endswith(_SCHEMES) and rule(state, silent)

    return run


def bound(md: MarkdownIt) -> None:
    """Put those bounds on the rules of a parser that need them."""
    for rule in md.inline.ruler.__rules__:
        if rule.name in _CLOSED:
            rule.fn = closed(rule.fn, *_CLOSED[rule.name])
        elif rule.name == "gfm_autolink_protocol":
            rule.fn = after_scheme(rule.fn)
    md.inline.ruler.__cache__ = None


_CLOSED = {"link": ("[", "]"), "image": ("![", "]"), "footnote_ref": ("[^", "]")}
