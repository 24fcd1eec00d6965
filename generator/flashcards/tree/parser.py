"""The one parser of markdown: CommonMark, GitHub's additions, and signs of note-taking tools."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_block.table import table
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from flashcards import patterns as re
from flashcards.tree import rules

MAX_DEPTH = 60
"""Lists and quotes nested deeper than this are cut; no person writes ten levels."""

_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]")
# `---` and right behind it a pair, maybe behind comments, or nothing: `title: Cells`. Comments
# alone would be headings between two rules, what follows a blank line is text, and `Q: …` asks.
_FRONT = re.compile(
    r"-{3,}[ \t]*\n(?:(?:[ \t]*#[^\n]*\n(?:[ \t]*\n)*)*(?!(?:Q|C|Question|Front|Term):)"
    r"[\"']?[^\W\d][^\n:#`*]{0,80}:(?:[ \t]|\n)|[ \t\n]*---[ \t]*(?:\n|$))"
)
# A line that opens or closes a fold, and what else stands on it.
_FOLD = re.compile(r"</?(?:details|summary)\b[^<>\n]{0,200}>", re.IGNORECASE)
_SUMMARY_END = re.compile(r"</summary\s*>", re.IGNORECASE)
# `::: kind title`; a bare `:::` closes.
_CONTAINER = re.compile(r"\s*\{?[A-Za-z][\w-]*")


@cache
def parser() -> MarkdownIt:
    """The parser of documents; its inline tokens know their places."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_DEPTH})
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False, move_to_end=False)
    md.use(deflist_plugin).use(admon_plugin).use(gfm_autolink_plugin)
    md.use(container_plugin, "box", validate=lambda params, _: bool(_CONTAINER.match(params)))
    # Renderers decide on links; a target is kept as it was written.
    md.block.tokenize = _noting(md)  # type: ignore[method-assign,assignment]
    md.validateLink = _any_link  # type: ignore[method-assign]
    md.normalizeLink = _url_as_written  # type: ignore[method-assign]
    md.normalizeLinkText = _link_as_written  # type: ignore[method-assign]
    md.inline.add_terminator_char("|")
    md.inline.ruler.before("escape", "math", rules.math)
    md.inline.ruler.before("link", "wiki", rules.wiki)
    md.inline.ruler.push("cloze", rules.cloze)
    md.inline.ruler.push("highlight", rules.highlight)
    md.inline.ruler.push("spoiler", rules.spoiler)
    md.inline.ruler2.disable("fragments_join")  # the pieces know their places, their sum does not
    md.core.ruler.disable("text_join")
    rules.bound(md)
    rules.locate(md)
    opens: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    md.block.ruler.before("table", "front_matter", _front_matter, {"alt": []})
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before("html_block", "fold", fold, opens)
    md.block.ruler.at("html_block", _html_block, opens)
    md.block.ruler.before("lheading", "math_block", rules.math_block, opens)
    return md


def _noting(md: MarkdownIt) -> Callable[[StateBlock, int, int], None]:
    """The loop over blocks; `env["cut"]` are lines whose blocks it leaves out, nested too deep."""
    tokenize = md.block.tokenize

    def run(state: StateBlock, start_line: int, end_line: int) -> None:
        if state.level >= MAX_DEPTH and start_line < end_line:
            state.env.setdefault("cut", []).append(start_line)
        tokenize(state, start_line, end_line)

    return run


def _front_matter(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """Pairs between `---` at the very top; what holds no pair is text between two rules."""
    if silent or start_line or state.parentType != "root" or not _FRONT.match(state.src):
        return False
    for line in range(1, end_line):
        words = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
        if words == "..." or (words.startswith("---") and not words.strip("-")):
            token = state.push("front_matter", "", 0)
            token.content = state.src[state.bMarks[1] : max(state.eMarks[line - 1], 0)]
            token.map, token.hidden, token.markup = [0, line + 1], True, "---"
            state.line = line + 1
            return True
    return False


def _table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """A table; one whose first row stands behind an item's sign is that item's."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if _ITEM.match(state.src, start):
        return False
    return table(state, start_line, end_line, silent)


def _html_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """A block of HTML; it ends where a fold opens or closes, though no blank line stands there."""
    if not html_block(state, start_line, end_line, True):
        return False  # asked first: looking for a fold from every line would be quadratic
    if silent:
        return True
    stop = start_line + 1
    while stop < end_line and _goes_on(state, stop):
        stop += 1
    bounded = stop < end_line and _goes_on(state, stop, or_fold=True)
    return html_block(state, start_line, stop if bounded else end_line, False)


def _goes_on(state: StateBlock, line: int, *, or_fold: bool = False) -> bool:
    """Whether a block goes on with a line: one with words, not dedented, at which no fold opens."""
    if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
        return False
    return or_fold or not _opens_fold(state, line)


def _any_link(url: str) -> bool:  # noqa: ARG001
    return True


def _url_as_written(url: str) -> str:
    return url


def _link_as_written(link: str) -> str:
    return link


def fold(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001
    """`<details>`, `<summary>…</summary>`, `</details>`: each tag by itself.

    To CommonMark all lines up to the next blank one are HTML; people write markdown there.
    """
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line) or not _FOLD.match(state.src, start):
        return False
    if silent:
        return True
    line, position = start_line, start
    while True:
        limit = state.eMarks[line]
        match = _FOLD.match(state.src, position, limit)
        if match is None:
            break
        name = match[0].strip("</>").split()[0].lower().strip("/>")
        closing = match[0].startswith("</")
        position = match.end()
        if name == "summary" and not closing:
            line, position = _summary(state, line, position, end_line)
        elif name == "summary":  # blocks stand in it
            state.push("summary_end", "", 0).meta["at"] = match.start()
        elif name == "details":
            token = state.push("details_close" if closing else "details_open", "", 0)
            token.map = [line, line + 1]
        while position < state.eMarks[line] and state.src[position] in " \t":
            position += 1
    if position < state.eMarks[line]:  # words behind the tags: as if they had a line of their own
        state.bMarks[line], state.tShift[line] = position, 0
        state.sCount[line] = state.blkIndent
        stop = line + 1
        while stop < end_line and not state.isEmpty(stop) and not _opens_fold(state, stop):
            stop += 1
        state.md.block.tokenize(state, line, stop)
        state.line = max(state.line, line + 1)
    else:
        state.line = line + 1
    return True


def _opens_fold(state: StateBlock, line: int) -> bool:
    return _FOLD.match(state.src, state.bMarks[line] + state.tShift[line]) is not None


def _summary(state: StateBlock, line: int, position: int, end_line: int) -> tuple[int, int]:
    """Push the words up to `</summary>`; where to go on."""
    first = line
    words: list[str] = []
    while line < end_line:
        match = _SUMMARY_END.search(state.src, position, state.eMarks[line])
        words.append(state.src[position : match.start() if match else state.eMarks[line]].strip())
        if match or line + 1 >= end_line or state.isEmpty(line + 1):
            position = match.end() if match else state.eMarks[line]
            break
        line += 1
        position = state.bMarks[line] + state.tShift[line]
    state.push("summary_open", "", 1).map = [first, line + 1]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = "\n".join(words).strip(), [first, line + 1], []
    state.push("summary_close", "", -1)
    return line, position
