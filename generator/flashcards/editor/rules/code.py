"""Lines of code worth knowing are commands and calls whose comment says what they do."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import CodeLine, Fact, OfLine
from flashcards.editor.english import says_what_it_does
from flashcards.editor.rules.setting import Setting
from flashcards.editor.words import word_class
from flashcards.facts.wording import plain_words
from flashcards.tree.flat import plain

LONGEST_CODE = 48
"""Characters of a command or option that a person remembers."""
# A line of code that says nothing of its subject.
_TRIVIAL = re.compile(
    r"^(?:return\b.{0,12}|break;?|continue;?|pass|else:?|[{})\];]+|import \S+|end|fi|done|exit \d)$"
)
# A line that only decides what comes next.
# A line that gives a name to a value, or shows one.
_ASSIGNS = re.compile(r"^(?:[\w.()\[\], ]+ [+*/-]?= |print\(|console\.|printf\()")
_BRANCH = re.compile(r"^(?:if|elif|for|while|switch|case|try|except|with|def|class)\b.*[:{]$")

_COMMANDS = frozenset(("sh", "bash", "shell", "console", "zsh", "cmake", "ini", "powershell"))


def code_that_says_nothing(fact: Fact, _: Setting) -> str:
    """Lines worth knowing are commands, options and calls whose comment says what they do."""
    if not isinstance(fact.ask, CodeLine):
        return ""
    line, asks = fact.ask.line.strip(), fact.ask.asks
    comment = plain(fact.ask.comment)
    if asks is OfLine.RESULT:
        return "the value of one line of an example"
    program = fact.ask.language not in _COMMANDS
    if _TRIVIAL.match(line) or _BRANCH.match(line) or (program and _ASSIGNS.match(line)):
        return "a line that could stand anywhere"
    if len(line) > LONGEST_CODE:
        return "too long to be known by heart"
    if asks in {OfLine.LINE, OfLine.BLOCK} and program:
        return "code is understood, not known by heart"
    return _comment_that_says_nothing(line, comment)


def _comment_that_says_nothing(line: str, comment: str) -> str:
    """Why a comment is no answer to what its line does, or nothing."""
    if len(plain_words(comment)) < 2:
        return "a comment that says little"
    if _repeats(line, comment):
        return "a line that says what it does"
    return "" if says_what_it_does(comment) else "a comment that does not say what its line does"


_BRACKETS = re.compile(r"\([^()]*\)")


def _repeats(line: str, comment: str) -> bool:
    """Whether a comment says no more than the names in its line: `-DX_CUDA=ON  # Enable CUDA`."""
    told = plain_words(_BRACKETS.sub("", comment)) - word_class("form")
    return told <= set(re.findall(r"[a-z\d]+", line.casefold()))
