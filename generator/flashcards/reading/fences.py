"""What a fence holds: code with its comments, or text that only looks like code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flashcards.model import Comment, List, Listing, ListingKind, Node, Paragraph, Source
from flashcards.reading.comments import comments
from flashcards.reading.drawn import BOX, TREE, is_rule, is_table, item, levels, table, tree
from flashcards.reading.inline import verbatim
from flashcards.reading.labels import Flat, Label, nest
from flashcards.reading.stanzas import BULLET, LABEL, Line, Stanzas

_TEXT_WORDS = frozenset(("", "text", "txt", "plain", "plaintext", "none"))
_OUTPUT_WORDS = frozenset(("console", "output", "log", "terminal"))
_LOG = re.compile(
    r"^\s*[a-z][\w.]*_\w+: |^\s*(?:error|fatal|warning)\b|^\s*\S+: (?:error|fatal)|^\s*0x"
)
_PAIR = re.compile(r"^\s*[\w(][\w .()/%+*@–-]{0,38}:\s+\S.*$")
_RULER = re.compile(r"^\s*[=*#_]{5,}\s*$|^\s*[-─]{5,}\s*$")
_FORMULA = re.compile(r"^\s*[\w(|][^:;]{0,70}?\s*[=≈]\s*\S.*$|^\s*[=≈×*+]\s*\S.*$")
_OPERATOR = re.compile(r"[×*/^²√Σ÷]|\s[-+]\s|\bexp\(|\blog\(|\bmin\(|\bmax\(|[=≈]\s*[\d~]")
_PROMPT = re.compile(r"^\s*(?:\$|>>>|>|#)\s+\S")


def fence(info: str, content: str, source: Source) -> tuple[Flat, ...]:
    """The nodes of one fence.

    Args:
        info: the word behind the opening backquotes, or empty.
        content: the lines between the fences.
        source: from the opening to the closing line.
    """
    language = info.strip().split()[0].strip("{}.").casefold() if info.strip() else ""
    lines = [
        (line, Source(path=source.path, line=source.line + 1 + index))
        for index, line in enumerate(content.rstrip("\n").split("\n"))
    ]
    if not content.strip():
        return ()
    if language == "diagram":
        return (_listing(ListingKind.DIAGRAM, "", content, source),)
    if language in _TEXT_WORDS or (language == "python" and _is_prose(lines)):
        language = ""
    if language not in _TEXT_WORDS and language not in _OUTPUT_WORDS:
        return (_code(language, content, source),)
    drawn = any(TREE.match(line) or BOX.search(line) or is_rule(line) for line, _ in lines)
    if not drawn and (language in _OUTPUT_WORDS or _is_output(lines)):
        return (_listing(ListingKind.OUTPUT, "text", content, source),)
    return nest(_text(lines))


def _is_prose(lines: Sequence[Line]) -> bool:
    """Bullets, pairs and questions all through, whatever language the fence claims."""
    filled = [line for line, _ in lines if line.strip()]
    return any(BULLET.match(line) for line in filled) and all(
        BULLET.match(line) or _PAIR.match(line) or LABEL.match(line) or line.endswith("?")
        for line in filled
    )


def _code(language: str, content: str, source: Source) -> Listing:
    """Code with its comments; runs of comments that speak of no line are text of their own."""
    found = comments(content, language, source)
    runs: list[list[Comment]] = []
    for comment in found:
        if comment.code or comment.following:
            continue
        if runs and runs[-1][-1].line_index == comment.line_index - 1:
            runs[-1].append(comment)
        else:
            runs.append([comment])
    remarks: list[Flat] = []
    for run in runs:
        remarks += _text([(c.text, c.source) for c in run])
    return Listing(
        kind=ListingKind.CODE,
        language=language,
        text=content.rstrip("\n"),
        comments=tuple(c for c in found if c.code or c.following),
        source=source,
        remarks=nest(remarks),
    )


def _listing(kind: ListingKind, language: str, content: str, source: Source) -> Listing:
    return Listing(
        kind=kind, language=language, text=content.rstrip("\n"), comments=(), source=source
    )


def _is_output(lines: Sequence[Line]) -> bool:
    """Rulers, prompts or ticks with values: something that a program printed."""
    filled = [line for line, _ in lines if line.strip()]
    rulers = sum(1 for line in filled if _RULER.match(line))
    prompts = sum(1 for line in filled if _PROMPT.match(line))
    if any(_LOG.match(line) for line in filled):
        return True
    ticks = sum(1 for line in filled if re.match(r"^\s*[✓✗] [\w .]+: \S+$", line))
    return rulers >= 2 or prompts * 3 >= len(filled) or (ticks >= 3 and ticks * 2 >= len(filled))


def _text(lines: Sequence[Line]) -> list[Flat]:
    """Text of a fence, stanza by stanza, line by line."""
    out: list[Flat] = []
    stanzas = Stanzas(lines)
    index = 0
    while index < len(lines):
        line, at = lines[index]
        if not line.strip() or _RULER.match(line):
            index += 1
            continue
        end = stanzas.end_of(index)
        chunk = lines[index:end]
        first = chunk[0][0]
        if stanzas.is_drawing(index, end):
            out.append(_listing(ListingKind.DIAGRAM, "", _joined(chunk), at))
        elif any(TREE.match(text) for text, _ in chunk):
            branches = next(i for i, (text, _) in enumerate(chunk) if TREE.match(text))
            out += [_label(text, where) for text, where in chunk[:branches]]
            out.append(tree(chunk[branches:]))
        elif is_table(chunk):
            out.append(table(chunk))
        elif BULLET.match(first):
            out.append(_list(chunk))
        elif stanzas.names(index):
            out.append(_label(first, at))
        else:
            out += _plain(chunk)
        index = end
    return out


def _joined(chunk: Sequence[Line]) -> str:
    return "\n".join(line for line, _ in chunk)


def _label(line: str, source: Source) -> Label:
    return Label(label=verbatim(line.strip().rstrip(":")).markdown, lines=(), source=source)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _list(chunk: Sequence[Line]) -> List:
    """Bulleted, marked or numbered lines; deeper ones nest, unbulleted ones continue."""
    rows: list[tuple[int, str, Source, bool]] = []
    for line, source in chunk:
        match = BULLET.match(line)
        if match:
            sign = match["sign"]
            numbered = sign[0].isdigit()
            lead = "" if sign in "-*•" or numbered else f"{sign} "
            rows.append((len(match["indent"]), lead + match["text"], source, numbered))
        elif rows:
            depth, text, first, numbered = rows[-1]
            rows[-1] = (depth, f"{text} {line.strip()}", first, numbered)
    depths = levels([row[0] for row in rows])
    return _nested([(depth, *row[1:]) for depth, row in zip(depths, rows, strict=True)])


def _nested(rows: Sequence[tuple[int, str, Source, bool]]) -> List:
    items = []
    index = 0
    while index < len(rows):
        depth, text, source, _ = rows[index]
        end = index + 1
        while end < len(rows) and rows[end][0] > depth:
            end += 1
        children: tuple[Node, ...] = (_nested(rows[index + 1 : end]),) if end > index + 1 else ()
        items.append(item(text, source, children))
        index = end
    return List(items=tuple(items), ordered=rows[0][3], source=rows[0][2])


def _plain(chunk: Sequence[Line]) -> list[Flat]:
    """Lines without bullets: pairs, formulas, short remarks, or running text."""
    lines = [line for line, _ in chunk]
    source = chunk[0][1]
    if all(_PAIR.match(line) for line in lines):
        return [List(items=tuple(item(t, s) for t, s in chunk), ordered=False, source=source)]
    if all(_FORMULA.match(line) for line in lines) and any(_OPERATOR.search(x) for x in lines):
        return [_listing(ListingKind.FORMULA, "", _joined(chunk), source)]
    if len(chunk) > 1 and all(len(line.split()) <= 14 for line in lines):
        parts: list[Flat] = []
        run: list[Line] = []
        for line, at in chunk:
            if bool(_FORMULA.match(line) and _OPERATOR.search(line)) and not _PAIR.match(line):
                parts += _remarks(run)
                run = []
                parts.append(_listing(ListingKind.FORMULA, "", line, at))
            else:
                run.append((line, at))
        return parts + _remarks(run)
    return [Paragraph(text=verbatim(" ".join(line.strip() for line in lines)), source=source)]


def _remarks(run: Sequence[Line]) -> list[Flat]:
    if not run:
        return []
    if len(run) == 1:
        line, source = run[0]
        if _PAIR.match(line):
            return [List(items=(item(line, source),), ordered=False, source=source)]
        return [Paragraph(text=verbatim(line), source=source)]
    return [List(items=tuple(item(t, s) for t, s in run), ordered=False, source=run[0][1])]
