r"""Card markdown → HTML for Anki and plain text for terminals.

Beside CommonMark and tables, card markdown knows:

- `||text||` — a spoiler: blurred until tapped;
- `[…]` — the blank that is asked for;
- `\(…\)` and `\[…\]` — formulas, left to MathJax; a dollar sign is only a dollar sign;
- a fence's info word: a language, `text` (program output) or `diagram`; `hl=3` or `hl=3,5`
  after it marks lines, counted from 1.

No HTML of a document passes, nothing is loaded from anywhere, and links lead to the web only.
"""

from flashcards.markup.highlight import highlight_css
from flashcards.markup.plain import to_plain
from flashcards.markup.render import to_html

__all__ = ["highlight_css", "to_html", "to_plain"]
