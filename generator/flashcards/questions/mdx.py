"""MDX: what stands in a document for its components goes, its lines and places stay."""

from __future__ import annotations

from flashcards import patterns as re

# A fence, so that code stays as it is; else what only MDX has.
_PIECE = re.compile(
    r"(?P<code>^[ \t]*(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*(?P=mark)[ \t]*$|\Z)|`[^`\n]+`)"
    r"|^(?:import|export)\s[^\n]*(?:\n(?!\s*\n)[^\n]+)*"
    r"|\{/\*.*?\*/\}"
    r"|</?[A-Z][\w.]*(?:\s[^<>]*)?/?>",
    re.DOTALL | re.MULTILINE,
)


def without_jsx(text: str) -> str:
    r"""The text with blanks for imports, comments in braces and tags of components.

    >>> without_jsx("import X from 'x'\n\n<Tabs>Yes.</Tabs>").split()
    ['Yes.']
    """
    return _PIECE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    if match["code"]:
        return match[0]
    return "".join(sign if sign == "\n" else " " for sign in match[0])
