"""Cheat sheets: in a fence, a comment that says what to do, and below or before it the command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from flashcards import patterns as re
from flashcards.document import Asks
from flashcards.questions.forms.candidate import Candidate, Evidence
from flashcards.questions.slices import paragraph, said, with_heading
from flashcards.tree import Span, plain
from flashcards.tree.nodes import Blocks, Code, CodeBlock, Heading, Text
from flashcards.values import dataclass

FORM = "command"
_LEAST = 3
"""Commands with what they do in a document."""
_MOST_WORDS = 14

# What a sheet of commands is called, in eight languages.
SHEET = re.compile(
    r"\b(?:cheat[ -]?sheets?|quick reference|reference card|crib sheet|one-liners"
    r"|(?:useful|common|basic) commands|(?:in|on) (?:one|a single) page|one-?pager"
    r"|(?:keyboard )?shortcuts|key ?bindings|hotkeys"
    r"|spickzettel|spickblatt|kurzreferenz|tastenkürzel|tastenkombinationen|auf einer seite"
    r"|(?:nützliche|wichtige|häufige) befehle|befehlsübersicht"
    r"|aide-mémoire|antisèches?|pense-bête|raccourcis(?: clavier)?|(?:en|sur) une page"
    r"|commandes (?:utiles|de base|courantes)"
    r"|chuletas?|hoja de (?:trucos|referencia)|atajos(?: de teclado)?|en una (?:página|hoja)"
    r"|comandos (?:útiles|básicos|frecuentes|úteis|comuns)"
    r"|folha de (?:cola|dicas|consulta)|cábula|atalhos(?: de teclado)?|(?:em |n)uma página"
    r"|comandi (?:utili|di base|principali)|prontuario|promemoria|scorciatoie|in una pagina"
    r"|spiekbriefje|sneltoetsen|toetscombinaties|op (?:één|een) pagina"
    r"|(?:handige|nuttige) commando['’]?s|шпаргалк\w|горячие клавиши|полезные команды)\b"
    r"|速查表|快捷键|チートシート|ショートカット|치트시트",
    re.IGNORECASE,
)
# The sign before a comment, where it is not `#`.
_SIGNS = {
    **dict.fromkeys(("sql", "psql", "mysql", "sqlite", "lua", "haskell", "hs"), "--"),
    **dict.fromkeys(("js", "javascript", "ts", "c", "cpp", "java", "go", "rust", "php"), "//"),
    **dict.fromkeys(("vim", "viml"), '"'),
}
_TEXTS = frozenset(("markdown", "md", "mdx", "rst", "html", "xml", "diff", "json"))
"""Languages in which that sign opens no comment."""
# A shell's sign before what is typed.
_PROMPT = re.compile(r"(?:[$%>]|PS[^>\s]*>) (?=\S)")
# A comment that says something in words, and is no mark for a tool.
_WORDS = re.compile(r"(?!TODO|FIXME|XXX|noqa|type:|pylint|eslint|shellcheck)[^\W\d_].*")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a listing, and where it stands."""

    text: str
    at: int

    def node(self, text: str) -> Text:
        """A piece of the line, as text of the document."""
        start = self.at + self.text.index(text) if self.at >= 0 else -1
        return Text(text, span=Span(start, start + len(text)) if start >= 0 else Span(-1, -1))


def find(run: Blocks) -> Iterator[Candidate]:
    """Every command of the fences under a heading that says so, if each has its comment."""
    found: list[Candidate] = []
    above: list[tuple[int, re.Match[str] | None]] = []
    for index, block in enumerate(run):
        if isinstance(block, Heading):
            above = with_heading(above, block, _says(plain(block.children)))
        elif (
            isinstance(block, CodeBlock)
            and block.language not in _TEXTS
            and (says := [one for _, one in above if one])
        ):
            of = _subject(says[0])
            for part, pair in enumerate(_below(block) or _behind(block)):
                found.append(replace(_candidate(pair, block, of), index=index, part=part))
    counts = Counter(plain(one.title) for one in found)
    if len(found) >= _LEAST:
        yield from (one for one in found if counts[plain(one.title)] == 1)


# `Useful commands` by itself are those of a project, and of no tool.
_OF_SOME = re.compile(
    r"commands|befehle|commandes|comandos|comandi|commando|команды", re.IGNORECASE
)


def _says(title: str) -> re.Match[str] | None:
    """The name of a sheet in a title."""
    found = SHEET.search(title)
    return found if found and (_subject(found) or not _OF_SOME.search(found[0])) else None


# What stands between the name of a sheet and what it is of.
_OF = re.compile(r"(?:for|of|the|für|zu|zum|pour|de|du|des|del|para|do|da|di|per|van|voor|по)\b ?")
_SUBJECT_WORDS = 3


def _subject(title: re.Match[str]) -> str:
    """What a sheet is of, by its title without the name of such sheets: `git`."""
    words = f"{title.string[: title.start()]} {title.string[title.end() :]}".strip(" :–—-")
    words = _OF.sub("", words, count=1) if _OF.match(words) else words
    return words if len(words.split()) <= _SUBJECT_WORDS else ""


_Pair = tuple[Text, tuple[_Line, ...]]
"""What a comment says, and the lines that do so."""


def _lines(block: CodeBlock) -> list[_Line]:
    values = block.value.split("\n")
    starts = block.starts if len(block.starts) >= len(values) else (-1,) * len(values)
    return [_Line(value, at) for value, at in zip(values, starts, strict=False)]


def _sign(block: CodeBlock) -> str:
    return _SIGNS.get(block.language, "#")


def _below(block: CodeBlock) -> list[_Pair]:
    """Comments of one line, each over the lines of its command; none if any line has no comment."""
    sign = _sign(block)
    pairs: list[tuple[Text, list[_Line]]] = []
    open_ = False  # whether the command of the last comment may go on
    for line in _lines(block):
        text = line.text.rstrip()
        words = text.removeprefix(sign).strip()
        if not text:
            open_ = open_ and not pairs[-1][1]
        elif text.startswith(sign):
            if not _is_said(words) or (pairs and not pairs[-1][1]):
                return []
            pairs.append((line.node(words), []))
            open_ = True
        elif open_:
            pairs[-1][1].append(line)
        else:
            return []
    return [(words, tuple(told)) for words, told in pairs if told]


def _behind(block: CodeBlock) -> list[_Pair]:
    """Lines with a comment behind each command."""
    sign = f" {_sign(block)} "
    pairs: list[_Pair] = []
    for line in _lines(block):
        command, parted, words = line.text.partition(sign)
        if not line.text.strip():
            continue
        if not parted or not command.strip() or not _is_said(words.strip()):
            return []
        pairs.append((line.node(words.strip()), (_Line(command.rstrip(), line.at),)))
    return pairs


def _is_said(words: str) -> bool:
    count = len(words.split())
    few = 1 < count <= _MOST_WORDS or (count == 1 and not words.isascii())
    return few and _WORDS.match(words) is not None


def _candidate(pair: _Pair, block: CodeBlock, of: str) -> Candidate:
    words, told = pair
    bare = [_PROMPT.sub("", line.text.strip(), count=1) for line in told]
    if len(bare) == 1:
        node = told[0].node(bare[0])
        answer: Blocks = (paragraph((Code(bare[0], span=node.span, inner=node.span.start),)),)
    else:
        starts = tuple(line.at for line in told)
        answer = (CodeBlock("\n".join(bare), block.info, starts=starts, span=block.span),)
    return Candidate(
        form=FORM,
        key=FORM,
        evidence=Evidence.MARKED,
        index=0,
        title=(said(f"{of}: "), words) if of else (words,),
        span=words.span if words.span.start >= 0 else block.span,
        answer=answer,
        asks=Asks.PAIR,
    )


SAMPLES = (
    (
        "# tar cheat sheet\n\n```\n# unpack it\ntar x\n\n# list it\ntar t\n# add to it\ntar r\n```",
        ("tar: unpack it", "tar: list it", "tar: add to it"),
    ),
    (
        "# Spickzettel\n\n```sql\nSUM 1; -- eine Zahl\nSUM 2; -- noch eine\nEXIT; -- das Ende\n```",
        ("eine Zahl", "noch eine", "das Ende"),
    ),
)
NOT_SAMPLES = (
    "# Useful commands\n\n```sh\n# run it\nmake a\n# test it\nmake b\n# clean it\nmake c\n```",
    "# Install\n\n```sh\n# get the code\ngit clone x\n# make it\nmake\n# start it now\n./x\n```",
    "# Cheat sheet\n\n```sh\n#!/bin/sh\nset -e\n# make it\nmake\n# clean it\nmake clean\n```",
    "# Cheat sheet\n\n```sh\n# one is said\n\n# but two are not\nls\n# and three are\ncd\n```",
)
