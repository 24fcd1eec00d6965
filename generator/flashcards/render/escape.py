"""Plain text as HTML that shows exactly that text."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.render.clean import clean

# What Anki would play, speak or typeset wherever it stands in a field.
_ANKI = re.compile(r"\[(?=(?:sound:|/?anki:|/?\$|/?latex\]))", re.IGNORECASE)

_WORD_JOINER = "\u2060"


def escape(text: str) -> str:
    r"""`text` as HTML text that neither a browser nor Anki takes for anything but text.

    Braces are parted because a reader of a template might see a field in `{{`.

    >>> escape("a < b & {{Front}} [sound:x.mp3]")
    'a &lt; b &amp; {&#123;Front}} &#91;sound:x.mp3]'
    """
    text = clean(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "{{" in text:
        text = text.replace("{{", "{&#123;")
    if "[" in text:
        text = _ANKI.sub("&#91;", text)
    return text


def escape_prose(text: str) -> str:
    r"""As `escape`, and a literal `\(` gets an invisible character: MathJax leaves it alone."""
    if "\\" in text:
        text = text.replace("\\(", f"\\{_WORD_JOINER}(").replace("\\[", f"\\{_WORD_JOINER}[")
    return escape(text)


def escape_math(tex: str) -> str:
    """TeX as HTML text; MathJax reads it after the browser has undone the escapes."""
    return escape(tex.replace("{{", "{ {"))


def escape_attribute(value: str) -> str:
    """`value` for a double-quoted attribute."""
    return escape(value).replace('"', "&quot;").replace("\n", " ")
