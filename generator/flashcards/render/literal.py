"""Any text → a string literal of typst, which shows exactly that text."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.render.clean import clean

LONGEST_RUN = 40
"""Characters without a space before a line may break inside of them."""

_SIGNS = str.maketrans({
    "✅": "✓", "✔": "✓", "❌": "✗", "✖": "✗", "⭐": "★", "🚀": "➤", "💡": "✦", "\ufe0f": None,
    "🟢": "●", "🔴": "●", "🟡": "●", "⚡": "⌁",
})  # fmt: skip
"""Pictures that the fonts within typst lack → signs that they have."""

_RUN = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")
_FOREIGN = re.compile(
    r"[\u0590-\u1dff\u2e80-\ua6ff\uac00-\ud7ff\uf900-\ufdff\U0001f000-\U0003ffff]"
)


def literal(text: str) -> str:
    r"""`text` as a string literal.

    >>> print(literal('say "#import"\\n'))
    "say \"#import\"\\n"
    """
    shown = clean(text).translate(_SIGNS)
    shown = _RUN.sub(lambda run: f"{run[0]}\u200b", shown)
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


def needs_system_fonts(text: str) -> bool:
    """Whether a text has letters that no font within typst has, such as Arabic or Chinese."""
    return _FOREIGN.search(text) is not None
