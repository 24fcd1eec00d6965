"""What a fence holds: code with its comments, or text that only looks like code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import Comment, List, Listing, ListingKind, Paragraph, Source
from flashcards.questions.comments import comments
from flashcards.questions.drawn import (
    BOX,
    TREE,
    Line,
    branches,
    is_rule,
    is_table,
    item,
    levels,
    table,
    tree,
)
from flashcards.questions.nesting import Flat, Label, nest
from flashcards.questions.slices import cut, joined, phrase, stripped
from flashcards.questions.stanzas import BULLET, LABEL, Stanzas
from flashcards.tree import Span, plain
from flashcards.tree.nodes import NO_CODE, PRINTED, CodeBlock, Inlines, Text

_OUTPUT_WORDS = PRINTED | {"log", "terminal"}
_LOG = re.compile(
    r"^\s*[a-z][\w.]*_\w+: |^\s*(?:error|fatal|warning)\b|^\s*\S+: (?:error|fatal)|^\s*0x"
)
_PAIR = re.compile(r"^\s*[\w(][\w .()/%+*@–-]{0,38}:\s+\S.*$")
_RULER = re.compile(r"^\s*[=*#_]{5,}\s*$|^\s*[-─]{5,}\s*$")
_FORMULA = re.compile(r"^\s*[\w(|][^:;]{0,70}?\s*[=≈]\s*\S.*$|^\s*[=≈×*+]\s*\S.*$")
_OPERATOR = re.compile(r"[×*/^²√Σ÷]|\s[-+]\s|\bexp\(|\blog\(|\bmin\(|\bmax\(|[=≈]\s*[\d~]")
_TICKED = re.compile(r"^\s*[✓✗] [\w .]+: \S+$")
_MAX_REMARK_WORDS = 14
_PROMPT = re.compile(r"^\s*(?:\$|>>>|>|#)\s+\S")


At = Callable[[Span], Source]
"""From a span to the lines of the document."""


def fence(block: CodeBlock, at: At) -> tuple[Flat, ...]:
    """The nodes of one fence.

    Args:
        block: the fence.
        at: from a span to its lines.
    """
    if not block.value.strip():
        return ()
    language = block.language
    if language == "diagram":
        return (_listing(ListingKind.DIAGRAM, "", block, at(block.span)),)
    lines = _lines(block, at)
    texts = [plain(line) for line, _ in lines]
    if language in NO_CODE or (language == "python" and _is_prose(texts)):
        language = ""
    if language and language not in _OUTPUT_WORDS:
        return (_code(language, block, lines, at),)
    drawn = any(TREE.match(line) or BOX.search(line) or is_rule(line) for line in texts)
    if not drawn and (language in _OUTPUT_WORDS or _is_output(texts)):
        return (_listing(ListingKind.OUTPUT, "text", block, at(block.span)),)
    return nest(_text(lines))


def _lines(block: CodeBlock, at: At) -> list[Line]:
    """A fence's lines, each with its place."""
    out: list[Line] = []
    for index, line in enumerate(block.value.split("\n")):
        start = block.starts[index] if index < len(block.starts) else block.span.start
        span = Span(start, start + len(line))
        nodes: Inlines = (Text(line, span=span),) if line else ()
        out.append((nodes, at(span)))
    return out


def _is_prose(lines: Sequence[str]) -> bool:
    """Bullets, pairs and questions all through, whatever language the fence claims."""
    filled = [line for line in lines if line.strip()]
    return any(BULLET.match(line) for line in filled) and all(
        BULLET.match(line) or _PAIR.match(line) or LABEL.match(line) or line.endswith("?")
        for line in filled
    )


def _code(language: str, block: CodeBlock, lines: Sequence[Line], at: At) -> Listing:
    """Code with its comments; runs of comments that speak of no line are text of their own."""
    found = comments(block, language, lines)
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
        remarks += _text([((Text(c.text, span=c.span),), c.source) for c in run])
    return Listing(
        kind=ListingKind.CODE,
        language=language,
        block=block,
        comments=tuple(c for c in found if c.code or c.following),
        source=at(block.span),
        remarks=nest(remarks),
    )


def _listing(kind: ListingKind, language: str, block: CodeBlock, source: Source) -> Listing:
    return Listing(kind=kind, language=language, block=block, comments=(), source=source)


def _piece(kind: ListingKind, chunk: Sequence[Line]) -> Listing:
    """Some lines of a fence as a listing of their own."""
    starts = tuple(line[0].span.start if line else -1 for line, _ in chunk)
    spans = [line[0].span for line, _ in chunk if line]
    block = CodeBlock(
        "\n".join(plain(line) for line, _ in chunk),
        span=Span(spans[0].start, spans[-1].end),
        starts=starts,
    )
    last = chunk[-1][1]
    source = replace(chunk[0][1], end_line=last.line)
    return _listing(kind, "", block, source)


def _is_output(lines: Sequence[str]) -> bool:
    """Rulers, prompts or ticks with values: something that a program printed."""
    filled = [line for line in lines if line.strip()]
    rulers = sum(1 for line in filled if _RULER.match(line))
    prompts = sum(1 for line in filled if _PROMPT.match(line))
    if any(_LOG.match(line) for line in filled):
        return True
    ticks = sum(1 for line in filled if _TICKED.match(line))
    return rulers >= 2 or prompts * 3 >= len(filled) or (ticks >= 3 and ticks * 2 >= len(filled))


def _text(lines: Sequence[Line]) -> list[Flat]:
    """Text of a fence, stanza by stanza, line by line."""
    out: list[Flat] = []
    texts = [plain(line) for line, _ in lines]
    stanzas = Stanzas(texts)
    index = 0
    while index < len(lines):
        if not texts[index].strip() or _RULER.match(texts[index]):
            index += 1
            continue
        end = stanzas.end_of(index)
        chunk, said = lines[index:end], texts[index:end]
        if stanzas.is_drawing(index, end):
            out.append(_piece(ListingKind.DIAGRAM, chunk))
        elif any(TREE.match(text) for text in said):
            first = next(i for i, text in enumerate(said) if TREE.match(text))
            out += [_label(text, where) for text, where in chunk[:first]]
            out.append(tree(chunk[first:]) or _piece(ListingKind.DIAGRAM, chunk[first:]))
        elif is_table(said):
            out.append(table(chunk))
        elif BULLET.match(said[0]):
            out.append(_list(chunk))
        elif stanzas.names(index):
            out.append(_label(*chunk[0]))
        else:
            out += _plain(chunk)
        index = end
    return out


def _label(line: Inlines, source: Source) -> Label:
    words = plain(line).rstrip().rstrip(":")
    return Label(label=stripped(cut(line, 0, len(words))), lines=(), source=source)


def _list(chunk: Sequence[Line]) -> List:
    """Bulleted, marked or numbered lines; deeper ones nest, unbulleted ones continue."""
    rows: list[tuple[int, Inlines, Source, bool]] = []
    for line, source in chunk:
        match = BULLET.match(plain(line))
        if match:
            sign = match["sign"]
            numbered = sign[0].isdigit()
            bare = sign in "-*•" or numbered
            words = cut(line, match.start("text" if bare else "sign"))
            rows.append((len(match["indent"]), words, source, numbered))
        elif rows:
            depth, text, first, numbered = rows[-1]
            rows[-1] = (depth, joined([text, stripped(line)]), first, numbered)
    depths = levels([row[0] for row in rows])
    return branches([(depth, *row[1:]) for depth, row in zip(depths, rows, strict=True)])


def _plain(chunk: Sequence[Line]) -> list[Flat]:
    """Lines without bullets: pairs, formulas, short remarks, or running text."""
    lines = [plain(line) for line, _ in chunk]
    source = chunk[0][1]
    if all(_PAIR.match(line) for line in lines):
        return [List(items=tuple(item(t, s) for t, s in chunk), ordered=False, source=source)]
    if all(_FORMULA.match(line) for line in lines) and any(_OPERATOR.search(x) for x in lines):
        return [_piece(ListingKind.FORMULA, chunk)]
    if len(chunk) > 1 and all(len(line.split()) <= _MAX_REMARK_WORDS for line in lines):
        parts: list[Flat] = []
        run: list[Line] = []
        for words, line in zip(lines, chunk, strict=True):
            if _FORMULA.match(words) and _OPERATOR.search(words) and not _PAIR.match(words):
                parts += _remarks(run)
                run = []
                parts.append(_piece(ListingKind.FORMULA, [line]))
            else:
                run.append(line)
        return parts + _remarks(run)
    whole = joined([stripped(line) for line, _ in chunk])
    return [Paragraph(text=phrase(whole), source=source)]


def _remarks(run: Sequence[Line]) -> list[Flat]:
    if not run:
        return []
    if len(run) == 1:
        line, source = run[0]
        if _PAIR.match(plain(line)):
            return [List(items=(item(line, source),), ordered=False, source=source)]
        return [Paragraph(text=phrase(line), source=source)]
    return [List(items=tuple(item(t, s) for t, s in run), ordered=False, source=run[0][1])]
