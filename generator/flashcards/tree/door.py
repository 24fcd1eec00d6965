"""The door: text is normalised here, once, so that invisible changes are no changes.

NFC; characters that nobody sees go; of an endless run of blanks a page's width is left; blanks at
line ends go (but for the two that break a line); comments of HTML go with their lines, so that they
end no paragraph, list or table. Every character that is left knows where it stood.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field

from flashcards import patterns as re
from flashcards.values import dataclass

TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = "\u200b\u2060\ufeff\u00ad" + TURNS
"""Zero-width space, word joiner, inner byte order mark, soft hyphen; overrides and isolates of
direction, which make a line read as what it is not, and reach beyond the text that holds them.

The joiners U+200C and U+200D and marks of direction stay: languages and emoji need them. But marks
that turn to the left go from a line without such letters, where they show `10 / 5` as `5 / 10`."""

LEFTWARD = "\u200f\u061c"

_LINE_END = re.compile(r"\r\n?|\n")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_UNSEEN_RIGHTWARD = re.compile(f"[{UNSEEN}{LEFTWARD}]")
# Letters that are written to the left: Hebrew, Arabic and their relatives.
_WRITTEN_LEFT = re.compile(
    r"[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_WIDEST = 400
# Blanks beyond any page: expressions that look for what follows blanks try each of them.
_ENDLESS = re.compile(rf"[^\S\n]{{{_WIDEST + 1},}}+")
# A fence may stand behind signs of quotes, list items, definitions and footnotes.
_FENCE = re.compile(
    r"[ \t>]*+(?:(?:[-*+:]|\d{1,9}[.)]|\[\^[^\]\s]{1,40}\]:)[ \t]++[ \t>]*+)*"
    r"(?P<mark>`{3,}|~{3,})(?P<info>.*)"
)
# Words, or all of a fold, and behind them its end; no row of a table, no code. What it
# repeats it never gives back: a line of ten thousand `>` would be tried in ten thousand ways.
_FOLD_END = re.compile(
    r"(?P<words>(?P<lead>[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*)"
    r"(?:<details\b[^<>|`]*>)?(?!(?:[-*+]|\d{1,9}[.)])[ \t]|<details)[^|`\s]"
    r"(?:(?!</?details\b)[^|`])*)(?P<tag></details\s*>[ \t]*)",
    re.IGNORECASE,
)
# Notes of Obsidian_to_Anki: lines that open and end one, and those of its fields.
_NOTE_END = re.compile(r"^END[ \t]*$", re.MULTILINE)
_NOTE_ENDS = re.compile(r"(?P<sign>START|END)[ \t]*")
_FIELD = re.compile(r"[^\W\d_][\w ]{0,24}:(?=\s|$)")
# Words, and behind them on their line a fold that begins.
_FOLD_START = re.compile(
    r"(?P<words>(?P<lead>[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*)"
    r"(?!(?:[-*+]|\d{1,9}[.)])[ \t]|<)[^|`\s<]"
    r"(?:(?!<details\b)[^|`])*)(?=<details\b)",
    re.IGNORECASE,
)
# Runs of backquotes: comments inside inline code are code.
_TICKS = re.compile(r"`+")
_COMBINED = re.compile(r".[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0900-\u0903"
                       r"\u093a-\u094f\u1100-\u11ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
                       r"\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f]*", re.DOTALL)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment of HTML: its words, and where in the normalised text it stood."""

    text: str
    offset: int
    alone: bool  # it had its lines for itself, and speaks of what follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal:
    """A normalised text, and the way back.

    `kept` are runs of characters that stand in the text as in the original, by where they begin
    in the one and in the other.
    """

    text: str
    comments: tuple[Comment, ...]
    kept: tuple[tuple[int, int], ...] = field(repr=False)

    def original(self, offset: int) -> int:
        """Where a character of the text stood before it was normalised."""
        index = bisect_right(self.kept, (offset, 1 << 62)) - 1
        if index < 0:
            return offset
        start, before = self.kept[index]
        return before + offset - start


# A line of attributes (kramdown, Jekyll): `{: .note #fig title="as it is set"}` says how, not what.
_ATTRIBUTES = re.compile(r"[ \t>]*\{:(?P<said>[^{}]+)\}[ \t]*")
# A line that is a comment of Obsidian: `%% not shown %%`.
_NOTE = re.compile(r"[ \t>]*%%(?!%)\s*(?P<said>[^%\s](?:[^%]|%(?!%))*?)\s*%%[ \t]*")
# The same within a line; `100%% of 50%%` are percents.
_INLINE_NOTE = re.compile(
    r"(?<![^\s|(\[*_>])%%(?=[^%])(?P<said>[^%]*+(?:%(?!%)[^%]*+)*)%%(?![\w%])"
)
# Its first line where it has several: one such sign, which opens the line.
_NOTE_OPENS = re.compile(r"[ \t>]*%%(?!%)(?:[^%]|%(?!%))*")


class _Writer:
    """The normalised text in the making."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.kept: list[tuple[int, int]] = []
        self.comments: list[Comment] = []

    def add(self, text: str, before: int) -> None:
        """Append characters that began at `before`."""
        if not text:
            return
        last = self.kept[-1] if self.kept else None
        if last is None or last[1] + self.length - last[0] != before:
            self.kept.append((self.length, before))
        self.parts.append(text)
        self.length += len(text)


def normalise(text: str) -> Normal:
    """The text as all rooms read it.

    Args:
        text: decoded; line ends of any kind.
    """
    out = _Writer()
    fence = ""
    open_comment: list[str] | None = None
    text = text.replace("\0", "\ufffd")
    notes = _notes(text)
    noted = "START" in text and _NOTE_END.search(text) is not None
    in_note = False
    for number, (line, offset, end) in enumerate(_lines(text)):
        if number in notes:
            if notes[number]:
                out.comments.append(Comment(text=notes[number], offset=out.length, alone=True))
            continue
        note = _NOTE.fullmatch(line) or _ATTRIBUTES.fullmatch(line)
        if note and not fence and open_comment is None:
            out.comments.append(Comment(text=note["said"], offset=out.length, alone=True))
            continue
        pieces: list[tuple[str, int]] = [(line, offset)]
        commented = False
        if not fence or open_comment is not None:
            pieces, open_comment, commented = _without_comments(line, offset, open_comment, out)
            if "%%" in line:
                pieces = _without_notes(pieces, out)
        if open_comment is None and not commented:
            fence = _fence_after(line, fence)
        kept = "".join(piece for piece, _ in pieces)
        if commented and not kept.strip(" \t>"):
            continue  # the line was the comment's
        edge, in_note = (
            _note_edge(kept, offset, out, within=in_note) if noted and not fence else ("", in_note)
        )
        if len(pieces) == 1 and not fence:
            _write_words(kept, pieces[0][1], out)
        else:
            _write_line(pieces, out, keep_break=not fence)
        if end >= 0:
            out.add("\n", end)
        if edge:
            out.add("\n", max(end, offset))
    return Normal(text="".join(out.parts), comments=tuple(out.comments), kept=tuple(out.kept))


def _notes(text: str) -> dict[int, str]:
    """The lines of comments of Obsidian that have several, the last with what it says.

    One that nobody closes is none: the next line with its sign must end with it.
    """
    found: dict[int, str] = {}
    if "%%" not in text:
        return found
    fence = ""
    opened: int | None = None
    lines = [line for line, _, _ in _lines(text)]
    for number, line in enumerate(lines):
        if opened is None:
            fence = _fence_after(line, fence)
        if "%%" not in line or fence:
            continue
        if opened is not None and line.count("%%") == 1 and line.rstrip().endswith("%%"):
            found |= dict.fromkeys(range(opened, number), "")
            found[number] = "\n".join(lines[opened : number + 1]).strip(" \t\n>%")
            opened = None
        else:
            opened = number if _NOTE_OPENS.fullmatch(line) else None
    return found


def _without_notes(pieces: list[tuple[str, int]], out: _Writer) -> list[tuple[str, int]]:
    """The pieces of a line without comments of Obsidian, but for what stands in inline code."""
    kept: list[tuple[str, int]] = []
    left = 0
    for piece, offset in pieces:
        spans = _code_spans(piece) if "`" in piece else ()
        position = 0
        for match in _INLINE_NOTE.finditer(piece):
            code = bisect_right(spans, (match.start(), 1 << 62))
            if code and spans[code - 1][1] > match.start():
                continue
            kept.append((piece[position : match.start()], offset + position))
            left += match.start() - position
            out.comments.append(
                Comment(text=match["said"].strip(), offset=out.length + left, alone=False)
            )
            position = match.end()
        kept.append((piece[position:], offset + position))
        left += len(piece) - position
    return kept


def _note_edge(line: str, offset: int, out: _Writer, *, within: bool) -> tuple[str, bool]:
    """What a line begins or ends of a note, and whether one is open behind it.

    Such a line, and a field, goes on with nothing above it, be it a list.
    """
    edge = _NOTE_ENDS.fullmatch(line)
    if edge or (within and _FIELD.match(line)):
        out.add("\n", offset)
    return (edge["sign"], edge["sign"] == "START") if edge else ("", within)


def _lines(text: str) -> Iterator[tuple[str, int, int]]:
    """Each line, where it begins, and where the sign that ends it stands (-1 for the last)."""
    offset = 0
    if "\r" not in text:
        for line in text.split("\n")[:-1]:
            yield line, offset, offset + len(line)
            offset += len(line) + 1
    else:
        for match in _LINE_END.finditer(text):
            yield text[offset : match.start()], offset, match.end() - 1
            offset = match.end()
    yield text[offset:], offset, -1


def _fence_after(line: str, fence: str) -> str:
    """The mark of the fence that is open behind a line, or nothing."""
    if "```" not in line and "~~~" not in line:
        return fence
    if fence:
        bare = line.strip(" \t>")
        closed = bare.startswith(fence) and not bare.strip(fence[0])
        return "" if closed else fence
    match = _FENCE.match(line)
    if match is None or (match["mark"][0] == "`" and "`" in match["info"]):
        return ""
    return match["mark"]


def _without_comments(
    line: str, offset: int, inside: list[str] | None, out: _Writer
) -> tuple[list[tuple[str, int]], list[str] | None, bool]:
    """What is left of a line: its pieces, the comment left open, whether there was any."""
    if inside is None and "<!--" not in line:
        return [(line, offset)], None, False
    pieces: list[tuple[str, int]] = []
    ends: list[tuple[str, int]] = []
    position, left = 0, 0  # read so far, and kept so far
    spans = _code_spans(line) if "`" in line else ()
    while True:
        if inside is None:
            start = _outside(line.find("<!--", position), line, spans)
            if start < 0:
                pieces.append((line[position:], offset + position))
                break
            pieces.append((line[position:start], offset + position))
            left += start - position
            inside, position = [], start + 4
        end = line.find("-->", position)
        if end < 0:
            inside.append(line[position:])
            break
        inside.append(line[position:end])
        ends.append(("\n".join(inside), left))
        inside, position = None, end + 3
    alone = not "".join(piece for piece, _ in pieces).strip(" \t>")
    for said, place in ends:
        where = out.length + (0 if alone else place)
        out.comments.append(Comment(text=said.strip(), offset=where, alone=alone))
    return pieces, inside, True


def _outside(start: int, line: str, spans: tuple[tuple[int, int], ...]) -> int:
    """The first comment from `start` on that does not begin in inline code, or -1."""
    while start >= 0 and (index := bisect_right(spans, (start, 1 << 62))):
        end = spans[index - 1][1]
        if end <= start:
            break
        start = line.find("<!--", end)
    return start


def _code_spans(line: str) -> tuple[tuple[int, int], ...]:
    """Inline code of one line: from its first backquote to behind its last."""
    spans: list[tuple[int, int]] = []
    waiting: dict[int, list[re.Match[str]]] = {}  # runs of backquotes by their width, last first
    for run in reversed(list(_TICKS.finditer(line))):
        waiting.setdefault(len(run[0]), []).append(run)
    for run in _TICKS.finditer(line):
        same = waiting[len(run[0])]
        while same and same[-1].start() <= run.start():
            same.pop()
        if same and (not spans or spans[-1][1] <= run.start()):
            spans.append((run.start(), same[-1].end()))
    return tuple(spans)


def _write_words(line: str, offset: int, out: _Writer) -> None:
    """A line outside of fences, its folds on lines of their own."""
    lead = None
    start = _FOLD_START.match(line) if "<details" in line.lower() else None
    if start:
        _write_line([(start["words"], offset)], out, keep_break=False)
        lead = _indent(start["lead"])
        out.add("\n", offset + start.end("words"))
        out.add(lead, offset + start.end("words"))
        line, offset = line[start.end() :], offset + start.end()
    if (at := _summary_end(line)) > 0:
        lead = line[: len(line) - len(line.lstrip(" \t>"))]
        _write_line([(line[:at], offset)], out, keep_break=False)
        out.add("\n", offset + at)
        out.add(lead, offset + at)
        line, offset = line[at:], offset + at
    fold = _FOLD_END.fullmatch(line) if "</" in line else None
    if fold:
        _write_parted(fold, offset, _indent(fold["lead"]) if lead is None else lead, out)
    else:
        _write_line([(line, offset)], out, keep_break=True)


def _summary_end(line: str) -> int:
    """Where a summary that began above ends behind words, outside of code and tables; or -1."""
    lower = line.lower() if "</" in line else ""
    at = lower.find("</summary")
    within = at > 0 and "<summary" not in lower and "|" not in line and line[:at].strip(" \t>")
    return at if within and not line.count("`", 0, at) % 2 else -1


def _indent(lead: str) -> str:
    """Blanks in the place of an item's sign: what follows stays in the item, or in the quote."""
    return "".join(sign if sign in " \t>" else " " for sign in lead)


def _write_parted(fold: re.Match[str], offset: int, lead: str, out: _Writer) -> None:
    """A line at whose end a fold closes, as two: a fold's tag stands at the head of a line."""
    at = offset + fold.start("tag")
    _write_line([(fold["words"], offset)], out, keep_break=False)
    out.add("\n", at)
    # The tag stays in the item or the quote that the line stands in.
    out.add(lead, at)
    _write_line([(fold["tag"], at)], out, keep_break=False)


def _write_line(pieces: list[tuple[str, int]], out: _Writer, *, keep_break: bool) -> None:
    """A line's pieces, composed, without what nobody sees and blanks at its end."""
    runs = [
        run
        for piece, offset in pieces
        for part, at in (_bounded(piece, offset) if len(piece) > _WIDEST else ((piece, offset),))
        for run in _seen(part, at)
    ]
    whole = "".join(run for run, _ in runs)
    bare = whole.rstrip(" \t")
    left = len(bare) + (2 if keep_break and bare and whole[len(bare) :].startswith("  ") else 0)
    for run, offset in runs:
        out.add(run[:left], offset)
        left -= len(run)
        if left <= 0:
            break


def _bounded(piece: str, offset: int) -> Iterator[tuple[str, int]]:
    """A piece whose runs of blanks are no wider than a page."""
    position = 0
    for match in _ENDLESS.finditer(piece):
        yield piece[position : match.start() + _WIDEST], offset + position
        position = match.end()
    yield piece[position:], offset + position


def _seen(piece: str, offset: int) -> Iterator[tuple[str, int]]:
    """Runs of a piece that stand as they stood, in NFC."""
    if piece.isascii():
        yield piece, offset
        return
    position = 0
    unseen = _UNSEEN if _WRITTEN_LEFT.search(piece) else _UNSEEN_RIGHTWARD
    for match in unseen.finditer(piece):
        yield from _composed(piece[position : match.start()], offset + position)
        position = match.end()
    yield from _composed(piece[position:], offset + position)


def _composed(piece: str, offset: int) -> Iterator[tuple[str, int]]:
    if unicodedata.is_normalized("NFC", piece):
        yield piece, offset
        return
    whole = unicodedata.normalize("NFC", piece)
    clusters = [(m[0], m.start()) for m in _COMBINED.finditer(piece)]
    composed = [(unicodedata.normalize("NFC", text), at) for text, at in clusters]
    if "".join(text for text, _ in composed) != whole:  # parts of a script not listed above
        yield whole, offset
        return
    for text, at in composed:
        yield text, offset + at
